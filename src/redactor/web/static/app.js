// What the pages do by themselves: nothing is fetched but from this server, nothing is kept.
"use strict";

const each = (root, selector, act) => root.querySelectorAll(selector).forEach(act);

document.addEventListener("click", (event) => {
  const dismiss = event.target.closest("[data-dismiss]");
  if (dismiss) dismiss.closest(".message").remove();
});

function showChosen(box) {
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector(".chosen");
  list.replaceChildren(
    ...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }),
  );
}

function prepareDrop(box) {
  const input = box.querySelector("input[type=file]");
  input.addEventListener("change", () => showChosen(box));
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("over");
  });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    const held = new DataTransfer();
    if (input.multiple) [...input.files].forEach((file) => held.items.add(file));
    [...event.dataTransfer.files].forEach((file) => held.items.add(file));
    input.files = held.files;
    showChosen(box);
  });
}

function prepare(root) {
  const both = (selector, act) => {
    if (root.matches && root.matches(selector)) act(root);
    each(root, selector, act);
  };
  both("[data-drop]", prepareDrop);
  both("[data-list]", prepareList);
  both("[data-progress]", follow);
  both("[data-draw]", prepareDrawing);
}

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) prepare(event.target);
});

// Lists: find, sort, keys. Keys work only while a name in the list has the focus.
function applyFilter(list) {
  const words = list.querySelector("[data-filter]").value.toLowerCase().split(/\s+/).filter(Boolean);
  const kind = list.querySelector("[data-filter-kind]").value;
  each(list, "tbody tr", (row) => {
    const text = row.textContent.toLowerCase();
    const fits = !kind || row.dataset.origin === kind || row.dataset.kind === kind;
    row.hidden = !fits || !words.every((word) => text.includes(word));
  });
}

function sortBy(head) {
  const table = head.closest("table");
  const index = [...head.parentElement.children].indexOf(head);
  const up = head.getAttribute("aria-sort") !== "ascending";
  each(table, "th[aria-sort]", (other) => other.setAttribute("aria-sort", "none"));
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const text = (row) => row.children[index].textContent.trim();
  const order = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  const rows = [...table.tBodies[0].rows].sort((a, b) => (up ? 1 : -1) * order.compare(text(a), text(b)));
  table.tBodies[0].append(...rows);
}

function prepareList(list) {
  list.addEventListener("input", () => applyFilter(list));
  each(list, "button.sort", (button) => button.addEventListener("click", () => sortBy(button.closest("th"))));
  list.querySelector("tbody").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !event.target.matches("[data-open]")) return;
    const open = [...list.querySelectorAll("tbody tr:not([hidden]) [data-open]")];
    const here = open.indexOf(event.target);
    if (event.key === "j" || event.key === "ArrowDown") open[Math.min(here + 1, open.length - 1)].focus();
    else if (event.key === "k" || event.key === "ArrowUp") open[Math.max(here - 1, 0)].focus();
    else if (event.key === "u") list.querySelector("[data-key=u]").click();
    else return;
    event.preventDefault();
  });
}

// After a decision whoever it was about is shown as they are now, once the list is there.
let decided = "";
let shownAnew = false;
document.addEventListener("case-changed", (event) => {
  decided = (event.detail && event.detail.person) || "";
});

function showDecided() {
  const here = document.activeElement;
  const panel = document.getElementById("person");
  if (!panel) return;
  const gone = here && here !== document.body && !panel.contains(here);
  const open = decided && !gone && document.getElementById(`open-${decided}`);
  decided = "";
  shownAnew = Boolean(open);
  if (open) htmx.ajax("GET", open.getAttribute("hx-get"), { target: "#person", source: open });
}

// While a decision is on its way, and until the list has come anew, the rows may stand for entries that are no more.
// Whoever is chosen meanwhile is opened from the new list.
const underWay = new Set();
let chosen = null;

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, target, requestConfig, xhr } = event.detail;
  if (target.id === "people" || (target.id === "messages" && requestConfig.verb === "post")) {
    underWay.add(xhr);
    xhr.addEventListener("loadend", () => ended(xhr, target.id));
  } else if (underWay.size && target.id === "person") {
    event.preventDefault();
    chosen = { id: requestConfig.path.split("/").pop(), name: elt.dataset.name || elt.textContent };
  }
});

function ended(xhr, where) {
  underWay.delete(xhr);
  if (underWay.size) return;
  if (where === "people" && xhr.status !== 200) chosen = null;
  else if (chosen) openChosen();
  else if (xhr.status === 200) showDecided();
}

// Their entry if it is still there, or else the one entry that has the name.
function openChosen() {
  const named = [...document.querySelectorAll("#people [data-open]")].filter((open) => open.textContent === chosen.name);
  const open = document.getElementById(`open-${chosen.id}`) || (named.length === 1 && named[0]);
  chosen = null;
  if (!open) return showDecided();
  decided = "";
  open.click();
}

// After a decision the list is loaded anew; filter, order and focus stay what they were.
const kept = { filter: "", kind: "", focus: "", column: -1, order: "" };

document.addEventListener("htmx:beforeSwap", (event) => {
  const list = document.querySelector("[data-list]");
  if (!list || event.detail.target.id !== "people") return;
  kept.filter = list.querySelector("[data-filter]").value;
  kept.kind = list.querySelector("[data-filter-kind]").value;
  kept.focus = document.activeElement ? document.activeElement.id : "";
  const heads = [...list.querySelectorAll("th[aria-sort]")];
  kept.column = heads.findIndex((head) => head.getAttribute("aria-sort") !== "none");
  kept.order = kept.column < 0 ? "" : heads[kept.column].getAttribute("aria-sort");
});

document.addEventListener("htmx:afterSettle", (event) => {
  const list = document.querySelector("[data-list]");
  if (event.detail.target.id === "person") {
    // Shown anew after a decision, the panel takes the focus only if nobody has moved on meanwhile.
    const at = document.activeElement;
    const movedOn = shownAnew && at && at !== document.body && !event.detail.target.contains(at);
    shownAnew = false;
    const head = event.detail.target.querySelector("[data-focus]");
    if (head && !movedOn) head.focus();
  }
  if (!list || event.detail.target.id !== "people") return;
  list.querySelector("[data-filter]").value = kept.filter;
  list.querySelector("[data-filter-kind]").value = kept.kind;
  applyFilter(list);
  if (kept.column >= 0) {
    const head = list.querySelectorAll("th[aria-sort]")[kept.column];
    sortBy(head);
    if (kept.order === "descending") sortBy(head);
  }
  const again = kept.focus && document.getElementById(kept.focus);
  if (again) again.focus();
});

// How far long work is.
function follow(box) {
  if (box.querySelector(".message.bad")) return;
  const source = new EventSource(box.dataset.progress);
  source.onmessage = (event) => {
    const said = JSON.parse(event.data);
    if (said.state !== "running") {
      source.close();
      location.reload();
      return;
    }
    box.querySelector("#stage").textContent = said.stage + (said.total ? ` (${said.done} of ${said.total})` : "");
    const bar = box.querySelector("progress");
    if (said.total) {
      bar.max = said.total;
      bar.value = said.done;
    }
  };
}

// Words marked in the original go into the form about a passage.
document.addEventListener("selectionchange", () => {
  const form = document.querySelector("[data-passage]");
  const chosen = document.getSelection();
  if (!chosen || chosen.isCollapsed) return;
  const node = chosen.anchorNode && (chosen.anchorNode.nodeType === 1 ? chosen.anchorNode : chosen.anchorNode.parentElement);
  const left = node && node.closest("[data-excerpt]") && node.closest(".doc").querySelector("[data-say]");
  if (left) {
    left.open = true;
    left.querySelector("[name=text]").value = chosen.toString().trim();
  }
  if (!form || !node || !node.closest(".block.before")) return;
  const place = node.closest("[data-place]");
  form.elements.text.value = chosen.toString().trim();
  form.elements.place.value = place ? place.dataset.place : "";
});

// A box drawn on a page: the server says which words lie in it.
function prepareDrawing(paper) {
  const svg = paper.querySelector("svg");
  const form = document.getElementById(paper.dataset.draw || "box-form");
  if (!svg || !form) return;
  const width = Number(paper.dataset.width);
  const height = Number(paper.dataset.height);
  const place = (event) => {
    const area = svg.getBoundingClientRect();
    const x = ((event.clientX - area.left) / area.width) * width;
    const y = ((event.clientY - area.top) / area.height) * height;
    return [Math.min(Math.max(x, 0), width), Math.min(Math.max(y, 0), height)];
  };
  let from = null;
  let box = null;
  paper.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    each(document, ".drawn", (old) => old.remove());
    from = place(event);
    box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    box.setAttribute("class", "drawn");
    svg.append(box);
    paper.setPointerCapture(event.pointerId);
  });
  paper.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = place(event);
    box.setAttribute("x", Math.min(from[0], to[0]));
    box.setAttribute("y", Math.min(from[1], to[1]));
    box.setAttribute("width", Math.abs(from[0] - to[0]));
    box.setAttribute("height", Math.abs(from[1] - to[1]));
  });
  paper.addEventListener("pointercancel", () => {
    from = null;
    if (box) box.remove();
  });
  paper.addEventListener("pointerup", (event) => {
    if (!from) return;
    const to = place(event);
    const values = { page: paper.dataset.page, left: from[0], top: from[1], right: to[0], bottom: to[1] };
    from = null;
    if (Math.abs(values.right - values.left) < 3 || Math.abs(values.bottom - values.top) < 3) {
      box.remove();
      return;
    }
    Object.entries(values).forEach(([name, value]) => {
      form.elements[name].value = value;
    });
    form.requestSubmit();
  });
}
