"""Documents in a real browser: pages with boxes, pictures, names told apart, answers to checks, narrow windows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.pipeline.small_cases import text_case
from tests.web.browsing import NEEDS_CHROMIUM, axe, new_page, no_script_failed
from tests.web.running import EXAMPLE, Running, running
from tests.web.test_pages import PDF, small_pdf
from tests.web.test_picture_boxes import around, word

__all__ = ["no_script_failed"]

pytestmark = [NEEDS_CHROMIUM, pytest.mark.slow, pytest.mark.xdist_group("browser-documents")]

LETTER = "Letter with a picture.docx"
GLOSSARY = """name,code,role,category,aliases
Frances Marlowe,Child T,subject,child,Frankie
Michelle Marlowe,Mother,mother,family,
Karen Oldroyd,HV1,health visitor,professional,
Karen Askerdale,SW1,social worker,professional,
"""
NOTE = (
    "Overview report\n\nKaren Oldroyd called in May. Karen Askerdale came to the clinic in June.\n\n"
    "Later, Karen rang Michelle Marlowe again.\n\nOn 14 March 2011 the Pemberlake family moved to Sedgeholme.\n\n"
    "The Glenmarrow was told.\n\n"
    "One of the children has cystic fibrosis. Her sister has epilepsy and Wilson's disease.\n"
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    root = text_case(folder / "case", {"Note of a meeting.txt": NOTE}, glossary=GLOSSARY)
    (root / "documents" / PDF).write_bytes(small_pdf())
    shutil.copy(EXAMPLE / "documents" / "IMR Police.docx", root / "documents")
    (root / "documents" / LETTER).write_bytes(word())
    return root


@pytest.fixture(scope="module")
def server(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("config"), case) as started:
        yield started


@pytest.fixture(scope="module")
def page(page: Page) -> Page:
    expect(page.get_by_role("heading", name="Who's who?")).to_be_visible()
    return page


def no_violation(page: Page) -> None:
    assert axe(page) == []


def to_tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Case").get_by_role("link", name=name, exact=True).click()


def test_a_first_name_that_two_people_share_is_decided(page: Page, case: Path) -> None:
    page.get_by_text("Show them").click()
    card = page.locator(".open-names li", has_text="rang")
    expect(card).to_contain_text("Karen Oldroyd")
    expect(card).to_contain_text("Karen Askerdale")
    no_violation(page)
    card.get_by_role("button", name="SW1").click()
    expect(page.locator("#messages")).to_contain_text("“Karen” is SW1")
    expect(page.locator(".open-names li", has_text="rang")).to_have_count(0)
    assert "Karen,code,SW1" in (case / "confidential" / "decisions.csv").read_text("utf-8-sig")


def test_pages_show_boxes_and_a_drawn_box_removes_words(page: Page, case: Path) -> None:
    to_tab(page, "Documents")
    page.get_by_role("link", name=PDF).click()
    expect(page.locator(".mark").first).to_be_attached()
    for side in ("before", "after"):
        picture = page.locator(f".sheet.{side} img").first
        picture.evaluate("image => image.decode()")
        assert picture.evaluate("image => image.naturalWidth") == 827
    no_violation(page)
    paper = page.locator("#page-1 .paper").bounding_box()
    assert paper is not None
    point = paper["width"] / 595.28
    page.mouse.move(paper["x"] + 80 * point, paper["y"] + 190 * point)
    page.mouse.down()
    page.mouse.move(paper["x"] + 160 * point, paper["y"] + 206 * point, steps=4)
    page.mouse.up()
    expect(page.locator("#box .forms")).to_contain_text("rare condition")
    no_violation(page)
    page.get_by_label("Remove these words, because of").fill("medical detail")
    page.get_by_role("button", name="Remove them").click()
    expect(page.locator(".mark title", has_text="[removed: medical detail]")).to_have_count(1)
    assert "medical detail" in (case / "confidential" / "decisions.csv").read_text("utf-8-sig")


def test_a_finding_leads_to_its_place_on_another_part(page: Page) -> None:
    row = page.locator(".findings li", has_text="Michelle Marlowe")
    row.locator(".jumps a").last.click()
    expect(page.locator(".mark:target")).to_have_count(1)
    page.get_by_role("navigation", name="Pages").first.get_by_role("link", name="11–12").click()
    expect(page.locator("#page-11")).to_be_attached()
    no_violation(page)
    page.get_by_role("button", name="As it will be").click()
    expect(page.locator(".sheet.before")).to_have_count(0)
    expect(page.get_by_role("button", name="As it will be")).to_have_attribute("aria-pressed", "true")


def test_a_picture_is_cleared(page: Page, case: Path) -> None:
    page.get_by_role("link", name="Pictures").click()
    no_violation(page)
    page.get_by_label(re.compile("I have looked at it")).check()
    page.get_by_role("button", name="Clear it: it may stay").click()
    expect(page.get_by_text("Cleared: it stays")).to_be_visible()
    assert "[pictures]" in (case / "case.toml").read_text("utf-8")


def test_a_box_drawn_on_a_picture_of_a_word_document_removes_words(page: Page, case: Path) -> None:
    to_tab(page, "Documents")
    page.get_by_role("link", name=LETTER).click()
    page.get_by_role("link", name="Pictures").click()
    expect(page.locator(".mark title", has_text="Michelle Marlowe → Mother")).to_have_count(1)
    paper = page.locator(".pictures .paper")
    paper.locator("img").evaluate("image => image.decode()")
    no_violation(page)
    shown, drawn = paper.bounding_box(), around("condition")
    assert shown is not None
    scale = shown["width"] / float(paper.get_attribute("data-width") or 0)
    page.mouse.move(shown["x"] + float(drawn["left"]) * scale, shown["y"] + float(drawn["top"]) * scale)
    page.mouse.down()
    page.mouse.move(shown["x"] + float(drawn["right"]) * scale, shown["y"] + float(drawn["bottom"]) * scale, steps=4)
    page.mouse.up()
    expect(page.locator(".pictures .forms")).to_have_text("condition")
    no_violation(page)
    page.locator(".pictures").get_by_label("Remove these words, because of").first.fill("medical")
    page.locator(".pictures").get_by_role("button", name="Remove them").first.click()
    expect(page.locator(".mark title", has_text="condition → [removed: medical]")).to_have_count(1)
    assert "condition,remove,,medical" in (case / "confidential" / "decisions.csv").read_text("utf-8-sig")


def test_hidden_parts_have_a_tab(page: Page) -> None:
    to_tab(page, "Documents")
    page.get_by_role("link", name="IMR Police.docx").click()
    page.get_by_role("link", name="Hidden parts").click()
    expect(page.locator("main")).to_contain_text("although nobody sees them")
    expect(page.locator(".pair del, .pair p").first).to_be_visible()
    no_violation(page)


def test_a_passage_is_marked_with_the_keyboard_alone(page: Page, case: Path) -> None:
    to_tab(page, "Documents")
    page.get_by_role("link", name="Note of a meeting.txt").focus()
    page.keyboard.press("Enter")
    words = page.get_by_label("The words")
    expect(words).to_be_visible()
    for _ in range(80):
        page.keyboard.press("Tab")
        if words.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.type("to the clinic")
    page.keyboard.press("Tab")
    for _ in range(2):  # the third choice of the group
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("to be removed, because of")).to_be_checked()
    reason = page.get_by_label("Reason")
    for _ in range(10):
        page.keyboard.press("Tab")
        if reason.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.type("place of treatment")
    page.keyboard.press("Enter")
    expect(page.locator(".pair")).to_contain_text("[removed: place of treatment]")


def test_what_a_check_found_is_answered(page: Page, case: Path) -> None:
    to_tab(page, "People")
    for name in ("Pemberlake", "Glenmarrow"):  # coded or left, whoever is found is agreed first
        found = page.get_by_role("button", name=re.compile(name))
        if found.count():
            found.first.click()
            expect(page.locator("#person h2")).to_contain_text(name)
            page.get_by_role("button", name="Accept").click()
            expect(page.locator("#messages")).to_contain_text(re.compile(f"Saved: .*{name}"))
    to_tab(page, "Checks")
    page.get_by_label("For whom").select_option(label="Publication on a website")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("button", name="Check everything").click()
    expect(page.locator(".counts")).to_be_visible()
    no_violation(page)
    general = page.locator(".answers li", has_text="Wilson's disease")
    expect(general.get_by_label("Instead of Wilson's disease")).to_have_value("a serious medical condition")
    general.get_by_role("button", name="Put it so").click()
    expect(page.locator("#messages")).to_contain_text("“Wilson's disease” becomes “a serious medical condition”")
    detail = page.locator(".answers li", has_text="cystic fibrosis").first
    words = detail.locator("strong").first.inner_text()
    detail.get_by_label(re.compile("^Why .* may stand$")).fill("it is in the published report")
    detail.get_by_role("button", name="Leave it").click()
    expect(page.locator("#messages")).to_contain_text("may stand")
    rows = (case / "confidential" / "decisions.csv").read_text("utf-8-sig")
    assert f"{words},accept" in rows.replace('"', "")
    page.reload()
    expect(page.get_by_text("The case was changed since this check")).to_be_visible()


def beyond(page: Page) -> list[str]:
    """What makes a page wider than its window, if anything does."""
    if page.evaluate("document.documentElement.scrollWidth") <= 320:
        return []
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 320)"
        ".map(e => e.outerHTML.slice(0, 160))"
    )
    return found or ["something outside the main part"]


@pytest.mark.parametrize("path", ["people", "questions", "documents", "checks", "release?to=website", "details"])
def test_at_four_hundred_per_cent_nothing_runs_off_the_side(page: Page, path: str) -> None:
    """A window of 1280 pixels at 400 % has 320 (WCAG 2.2, 1.4.10)."""
    home = re.sub(r"(/case/\w+)/.*", r"\1", page.url)
    page.set_viewport_size({"width": 320, "height": 640})
    try:
        page.goto(f"{home}/{path}")
        assert beyond(page) == []
        no_violation(page)
        if path == "documents":
            for link in page.locator("main table a").all():
                address = link.get_attribute("href")
                for view in ("", "/hidden"):
                    inner = page.context.new_page()
                    inner.set_viewport_size({"width": 320, "height": 640})
                    inner.goto(home.split("/case")[0] + str(address) + view)
                    assert beyond(inner) == []
                    inner.close()
    finally:
        page.set_viewport_size({"width": 1360, "height": 900})


def test_pages_that_are_seldom_seen_keep_the_rules(page: Page, server: Running, tmp_path: Path) -> None:
    page.goto(f"{server.origin}/nowhere")
    expect(page.locator("main")).to_contain_text("There is no such page.")
    no_violation(page)
    page.goto(f"{server.origin}/new")
    page.get_by_label("Reference of the board").fill("X-1")
    page.get_by_label("Board", exact=True).fill("B")
    page.get_by_label("The child's code").fill("Child X")
    bad = tmp_path / "glossary.csv"
    bad.write_text("name,code,role,category,aliases\nA B,SW1,,nonsense,\n", encoding="utf-8")
    page.get_by_label("Glossary, if there is one").set_input_files(bad)
    page.evaluate("folder => document.querySelector('input[name=folder][form]').value = folder", str(tmp_path))
    page.get_by_role("button", name="Make the case").click()
    expect(page.get_by_role("heading", name="The case is made")).to_be_visible()
    expect(page.get_by_role("row", name="2 A B SW1")).to_contain_text("nonsense")
    expect(page.locator(".wrong .why")).to_contain_text("The category is not one of those known.")
    no_violation(page)
    page.get_by_role("link", name="Go on without it").click()
    expect(page.get_by_role("heading", name="Add documents")).to_be_visible()
    no_violation(page)


def test_the_program_is_closed_from_the_page(chromium: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "config") as other:
        window = new_page(chromium)
        window.goto(other.entry)
        no_violation(window)
        window.get_by_role("button", name="Close the program").click()
        expect(window.locator("main")).to_be_visible()
        no_violation(window)
        window.context.close()
