"""From the source's tree to the copy's: what is allowed is made anew, everything else is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from redactor.formats.html.attributes import kept_attributes, local, value_of
from redactor.formats.html.links import read_link
from redactor.formats.html.nodes import Node, Text
from redactor.formats.html.parsing import parse_fragment
from redactor.formats.html.pictures import Linked, Picture, is_tiny, no_files, picture_bytes
from redactor.formats.html.styles import StyleSheets
from redactor.formats.html.vocabulary import DROPPED, FOREIGN, KEPT, MATH, PREFORMATTED, RENAMED, SVG, VOID_IN_HTML
from redactor.model import Notice

MAX_NESTED_PAGES = 3
_UNSEEN_IN_DRAWINGS = frozenset({"metadata", "style", "script"})
_AROUND = frozenset({"html", "head", "body"})
_NO_VALUE = frozenset({"hidden", "password", "file"})
_TOO_DEEP = Notice(
    "Pages are nested within the page too deep to be read.",
    holds=True,
    next_step="Save the inner pages as documents of their own.",
)


@dataclass(slots=True)
class Page:
    """The copy before ids and classes are renamed, and what was done to get there.

    Attributes:
        body, title: Its tree and its title.
        language: ``lang`` and ``dir`` of the whole page.
        styles: Its style sheets.
        pictures: In document order, not yet treated.
        removed: What went, by its words.
        notices: What a person must know.
    """

    body: Node = field(default_factory=lambda: Node("body"))
    title: Node = field(default_factory=lambda: Node("title"))
    language: dict[str, str] = field(default_factory=dict)
    styles: StyleSheets = field(default_factory=StyleSheets)
    pictures: list[Picture] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    notices: list[Notice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Frame:
    """One open element of the source: where its content goes, and what it stands in."""

    element: etree._Element
    children: Iterator[etree._Element]
    out: Node
    drawing: bool = False
    head: bool = False
    unscripted: bool = False


def build(root: etree._Element, linked: Linked) -> Page:
    """Build the copy of a page.

    Args:
        root: The source's tree.
        linked: Gives the files beside the page by their path as the page writes it.
    """
    page = Page()
    base = next((value_of(e, "href") or "" for e in root.iter() if local(e) == "base"), "")
    _Builder(page, linked, base).read(root, page.body, 0)
    return page


def add_text(node: Node, text: str | None) -> None:
    """Append text to a node, joined with text before it."""
    if not text:
        return
    last = node.children[-1] if node.children else None
    if isinstance(last, Text) and not last.raw:
        last.value += text
    else:
        node.children.append(Text(text))


class _Builder:
    """Walks the source without recursion, except into pages within the page."""

    def __init__(self, page: Page, linked: Linked, base: str) -> None:
        self._page = page
        self._linked = linked
        self._base = base
        self._depth = 0
        self._special: dict[str, Callable[[_Frame], _Frame | None]] = {
            "iframe": self._iframe,
            "template": self._template,
            "noscript": self._noscript,
            "input": self._input,
            "img": self._img,
            "image": self._img,
            "link": self._sheet,
        }

    def read(self, root: etree._Element, out: Node, depth: int) -> None:
        self._depth = depth
        outermost = _Frame(root, iter((root,)), out)
        frames = [outermost]
        while frames:
            frame = frames[-1]
            child = next(frame.children, None)
            if child is None:
                frames.pop()
                if frame is not outermost and frame.element is not root:
                    self._text(frame.element, frames[-1], frame.element.tail)
                continue
            opened = self._start(child, frame) if isinstance(child.tag, str) else self._comment()
            if opened is None:
                self._text(child, frame, child.tail if child is not root else "")
            else:
                begins = "\n" if local(child) in PREFORMATTED else ""
                self._text(child, opened, (child.text or "").removeprefix(begins))
                frames.append(opened)

    def _text(self, element: etree._Element, frame: _Frame, text: str | None) -> None:
        """Add a text; blank lines in the head and around the body are nothing."""
        if text and (text.strip() or not (frame.head or local(element) in _AROUND)):
            add_text(frame.out, text)

    def _comment(self) -> None:
        self._page.removed["comments"] += 1

    def _start(self, element: etree._Element, frame: _Frame) -> _Frame | None:
        """Open an element: the frame for its content, or ``None`` if it goes with all it holds."""
        name = local(element)
        inner = _Frame(element, iter(element), frame.out, frame.drawing, frame.head, frame.unscripted)
        if frame.drawing:
            return self._drawn(name, inner)
        if name in ("html", "body", "head"):
            return self._outer(name, inner)
        if name in ("style", "title"):
            self._apart(name, element)
            return None
        if name in self._special:
            return self._special[name](inner)
        if name in DROPPED:
            self._drop(DROPPED[name], element)
            return inner if name in VOID_IN_HTML else None
        if name in FOREIGN:
            self._placeholder(inner, FOREIGN[name])
            return inner
        return self._kept(name, inner)

    def _kept(self, name: str, inner: _Frame) -> _Frame:
        """An element of the allow-list, or the content of one that is unknown."""
        attributes = self._attributes(name, inner.element)
        if name in ("svg", *MATH) or name in KEPT or name in RENAMED:
            tag = RENAMED.get(name, name)
        elif "hidden" in attributes:
            tag = "span"
        else:
            return inner
        node = Node(tag, attributes)
        if name == "a":
            self._link(node, value_of(inner.element, "href"))
        inner.out.children.append(node)
        return inner if name in VOID_IN_HTML else replace(inner, out=node, drawing=name == "svg")

    def _attributes(self, name: str, element: etree._Element) -> dict[str, str]:
        kept = kept_attributes(name, element)
        self._page.removed.update(kept.dropped)
        return kept.values

    def _outer(self, name: str, inner: _Frame) -> _Frame:
        attributes = self._attributes(name, inner.element)
        self._page.language |= {key: value for key, value in attributes.items() if key in ("lang", "dir")}
        if name == "body":
            kept = ("id", "class", "style", "hidden")
            inner.out.attributes |= {key: value for key, value in attributes.items() if key in kept}
        return replace(inner, head=name == "head")

    def _apart(self, name: str, element: etree._Element) -> None:
        text = "".join(str(piece) for piece in element.itertext())
        if name == "style":
            self._page.styles.add(text)
        elif not self._page.title.children:
            add_text(self._page.title, text)
        else:
            self._page.removed["further titles"] += 1

    def _drop(self, words: str, element: etree._Element) -> None:
        written_anew = local(element) == "meta" and (
            value_of(element, "charset") is not None or value_of(element, "name") == "viewport"
        )
        if words and not written_anew:
            self._page.removed[words] += 1

    def _link(self, node: Node, href: str | None) -> None:
        if not href or not href.strip():
            return
        link = read_link(href, self._base)
        if link.kind == "inside":
            node.attributes["href"] = f"#{link.address}"
        elif link.kind in ("web", "contact"):
            node.attributes["href"] = link.address
        elif link.kind == "file":
            node.file = link.address
        else:
            node.tag = "span"
            self._page.removed["links to scripts and local paths"] += 1

    def _iframe(self, inner: _Frame) -> None:
        inside = value_of(inner.element, "srcdoc")
        if inside is None:
            self._placeholder(inner, FOREIGN["iframe"])
            return
        if self._depth >= MAX_NESTED_PAGES:
            self._page.notices.append(_TOO_DEEP)
            return
        node = Node("div", self._attributes("div", inner.element))
        inner.out.children.append(node)
        self._page.removed["frames around pages within the page"] += 1
        nested = _Builder(self._page, no_files, self._base)
        nested.read(parse_fragment(inside), node, self._depth + 1)

    def _template(self, inner: _Frame) -> _Frame | None:
        if value_of(inner.element, "shadowrootmode") is not None:
            return inner
        self._page.removed[DROPPED["template"]] += 1
        return None

    def _noscript(self, inner: _Frame) -> _Frame | None:
        if inner.head:
            self._page.removed["texts for browsers without scripts"] += 1
            return None
        node = Node("noscript")
        inner.out.children.append(node)
        return replace(inner, out=node, unscripted=True)

    def _sheet(self, inner: _Frame) -> _Frame:
        """A style sheet that lies beside the page is read like one within it."""
        sheet = picture_bytes(value_of(inner.element, "href") or "", self._linked)
        if "stylesheet" in (value_of(inner.element, "rel") or "").lower() and sheet is not None:
            self._page.styles.add(sheet.decode("utf-8", "replace"))
        self._page.removed[DROPPED["link"]] += 1
        return inner

    def _input(self, inner: _Frame) -> _Frame:
        kind = (value_of(inner.element, "type") or "text").strip().lower()
        if kind == "image":
            self._placeholder(inner, "picture")
        elif kind in _NO_VALUE:
            self._page.removed["hidden and secret form fields"] += 1
        else:
            attributes = self._attributes("input", inner.element)
            if kind in ("checkbox", "radio"):
                attributes.pop("value", None)
            inner.out.children.append(Node("input", attributes))
        return inner

    def _img(self, inner: _Frame) -> _Frame:
        if inner.unscripted:
            self._page.removed["pictures for browsers without scripts"] += 1
            return inner
        source = value_of(inner.element, "src") or value_of(inner.element, "data-src") or ""
        node = Node("img", self._attributes("img", inner.element))
        data = picture_bytes(source, self._linked)
        if is_tiny(node, data):
            self._page.removed["spacer and tracking pictures"] += 1
        elif "hidden" in node.attributes:
            self._page.removed["hidden pictures"] += 1
        else:
            self._page.pictures.append(Picture(node, data))
            inner.out.children.append(node)
        return inner

    def _placeholder(self, inner: _Frame, what: str) -> None:
        attributes = self._attributes("img", inner.element)
        if "hidden" in attributes:
            self._page.removed["hidden pictures and embedded objects"] += 1
            return
        if "alt" not in attributes and attributes.get("title"):
            attributes["alt"] = attributes.pop("title")
        node = Node("img", attributes)
        label = f"[{what} removed]"
        if what == "picture":
            self._page.pictures.append(Picture(node, None))
        else:
            self._page.pictures.append(Picture(node, None, label, what))
        inner.out.children.append(node)

    def _drawn(self, name: str, inner: _Frame) -> _Frame | None:
        """An element within a drawing (SVG)."""
        if name == "foreignobject":
            node = Node(name, self._attributes(name, inner.element))
            inner.out.children.append(node)
            return replace(inner, out=node, drawing=False)
        if name == "a":
            name = "g"
        if name not in SVG:
            self._page.removed["parts of drawings that are not kept"] += 1
            return None if name in _UNSEEN_IN_DRAWINGS else inner
        node = Node(name, self._attributes(name, inner.element))
        if name == "use":
            target = value_of(inner.element, "href") or ""
            if target.startswith("#"):
                node.attributes["href"] = target
        inner.out.children.append(node)
        return replace(inner, out=node)
