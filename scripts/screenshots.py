"""Pictures of every review page, light and dark, for the documentation.

Run: python scripts/screenshots.py   (needs chromium; writes docs/pictures/)
"""

from __future__ import annotations

import queue
import shutil
import sys
import tempfile
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from redactor.resources import resource
from redactor.web.server import serve

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
PATIENCE = 600_000
HIDE = """document.querySelectorAll('.path').forEach((path) => {
  if (/^\\W*[/\\\\]/.test(path.textContent)) path.textContent = 'Documents';
})"""
"""Puts a folder of no particular machine in place of whole paths."""


def example(folder: Path) -> Path:
    """The example case with two people left out of the glossary, so that something is to be done."""
    case = folder / "Fennshire FN-11"
    shutil.copytree(resource("corpus", "example"), case, ignore=shutil.ignore_patterns("gold.json"))
    path = case / "glossary.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    left = [line for line in lines if not line.startswith(("Karen Oldroyd", "Mark Stainforth"))]
    path.write_text("\n".join(left) + "\n", encoding="utf-8-sig")
    return case


def take(page: Page, name: str) -> None:
    """One picture in each colour scheme; paths of the machine that takes them are not shown."""
    page.evaluate(HIDE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # one of the two words
        path = FOLDER / f"{name}-{scheme}.png"
        page.screenshot(path=path)
        with Image.open(path) as picture:
            small = picture.convert("RGB").quantize(64)
        small.save(path, optimize=True)


def main() -> None:
    """Walk through the pages."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("needs the program chromium")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        said: queue.Queue[str] = queue.Queue()
        arguments = {"browser": False, "config": Path(folder) / "config", "tell": said.put}
        case = example(Path(folder))
        threading.Thread(target=serve, args=(case,), kwargs=arguments, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE)
        home = walk(page, said.get(timeout=60))
        with (case / "glossary.csv").open("a", encoding="utf-8") as glossary:
            glossary.write(
                "Karen Oldroyd,HV2,health visitor,proffesional,\nMark Stainforth,HV2,housing officer,professional,\n"
            )
        page.goto(f"{home}/people")
        page.wait_for_selector("table.wrong")
        take(page, "mend")
        browser.close()


def walk(page: Page, entry: str) -> str:
    """Every page once; returns the address of the case."""
    origin = entry.split("/enter")[0]
    page.goto(entry)
    page.wait_for_selector("#people")
    page.locator("[data-open]").first.click()
    page.wait_for_selector("#person form")
    take(page, "people")
    home = page.url.removesuffix("/people")
    page.goto(f"{home}/questions")
    page.get_by_role("button", name="Write the questions").click()
    page.wait_for_selector("text=To be sent")
    take(page, "questions")
    of_documents(page, home)
    page.goto(f"{home}/checks")
    page.get_by_role("button", name="Check everything").click()
    page.wait_for_selector(".counts")
    take(page, "checks")
    page.goto(f"{home}/release")
    take(page, "release")
    of_signing(page, home)
    page.goto(f"{home}/details")
    take(page, "case")
    for name, path in (("start", "/"), ("new-case", "/new"), ("check", "/check")):
        page.goto(f"{origin}{path}")
        take(page, name)
    return home


def of_documents(page: Page, home: str) -> None:
    """The list, pages with boxes, words side by side, pictures, hidden parts."""
    page.goto(f"{home}/documents")
    take(page, "documents")
    page.get_by_role("link", name="Overview report.pdf").click()
    page.locator(".sheet.after img").first.evaluate("image => image.decode()")
    page.locator("#page-2").scroll_into_view_if_needed()
    page.locator(".sheet.after img").nth(1).evaluate("image => image.decode()")
    paper = page.locator("#page-2 .paper").bounding_box()
    if paper:
        x, y = paper["x"], paper["y"]
        page.mouse.move(x + 0.12 * paper["width"], y + 0.205 * paper["height"])
        page.mouse.down()
        page.mouse.move(x + 0.75 * paper["width"], y + 0.225 * paper["height"], steps=5)
        page.mouse.up()
        page.wait_for_selector("#box-reason")
    take(page, "pages")
    page.goto(f"{home}/documents")
    page.get_by_role("link", name="IMR Police.docx").click()
    page.wait_for_selector(".pair")
    take(page, "document")
    page.get_by_role("link", name="Hidden parts").click()
    page.wait_for_selector(".pair")
    take(page, "hidden")
    page.goto(f"{home}/documents")
    page.get_by_role("link", name="IMR Health").click()
    page.get_by_role("link", name="Pictures").click()
    page.locator(".pictures img").first.evaluate("image => image.decode()")
    take(page, "pictures")


def of_signing(page: Page, home: str) -> None:
    """What the website asks for; then a release for Ofsted and its pack."""
    page.goto(f"{home}/release?to=website")
    page.get_by_role("button", name="Check everything").click()
    page.get_by_role("button", name="Write the copies to be read").click()
    page.get_by_text("I have read the ticked copies").scroll_into_view_if_needed()
    take(page, "approve")
    page.goto(f"{home}/release?to=ofsted")
    page.get_by_role("button", name="Check everything").click()
    page.get_by_role("button", name="Release", exact=True).click()
    page.get_by_label("Who receives it").scroll_into_view_if_needed()
    take(page, "pack")


if __name__ == "__main__":
    main()
