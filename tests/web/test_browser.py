"""The whole way in a real browser, from "new case" to the downloaded pack, and what may go wrong on it."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.web.browsing import NEEDS_CHROMIUM, axe, no_script_failed
from tests.web.running import EXAMPLE, Running, running

from redactor.release.audit import verify_audit

__all__ = ["no_script_failed"]

pytestmark = [NEEDS_CHROMIUM, pytest.mark.slow, pytest.mark.xdist_group("browser")]

LINES = (EXAMPLE / "glossary.csv").read_text(encoding="utf-8-sig").splitlines()
HOSTILE = "Meeting note\n\nDS Yvonne Marchetti <script>document.title = 'taken'</script> met DC Will Farrow.\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("place")
    left_out = ("Yvonne Marchetti", "William Farrow")
    lines = [line for line in LINES if not line.startswith(left_out)]
    lines.append("Wm Farrow,DC7,detective constable,professional,")
    (folder / "our glossary.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    (folder / "<img src=x onerror=alert(1)> note.txt").write_text(HOSTILE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("config")) as started:
        yield started


def rows_of(case: Path) -> dict[str, dict[str, str]]:
    text = (case / "glossary.csv").read_text(encoding="utf-8-sig")
    return {row["name"]: row for row in csv.DictReader(text.splitlines())}


def no_violation(page: Page) -> None:
    assert axe(page) == []


def test_1_a_new_case_is_made_from_the_form(page: Page, place: Path) -> None:
    no_violation(page)
    page.get_by_role("link", name="New case").click()
    no_violation(page)
    page.get_by_label("Reference of the board").fill("FN-11")
    page.get_by_label("Board", exact=True).fill("Fennshire LSCB")
    page.get_by_label("The child's code").fill("Child R")
    page.get_by_label("LSCB chair").fill("Desmond Ferrar")
    page.get_by_label("SCR panel chair").fill("Róisín Caldbeck")
    page.get_by_label("Overview report author").fill("Frances Tolland")
    documents = [EXAMPLE / "documents" / "Executive summary.docx", next(place.glob("*note.txt"))]
    page.get_by_label("Documents of the case").set_input_files(documents)
    page.get_by_label("Glossary, if there is one").set_input_files(place / "our glossary.csv")
    page.evaluate("folder => document.querySelector('input[name=folder][form]').value = folder", str(place))
    page.get_by_role("button", name="Make the case").click()
    expect(page.get_by_role("heading", name="Who's who?")).to_be_visible()
    assert (place / "Child R" / "glossary.csv").is_file()
    assert len(list((place / "Child R" / "documents").iterdir())) == 2
    no_violation(page)


def test_2_scripts_in_a_document_and_in_its_name_stay_words(page: Page) -> None:
    page.get_by_role("link", name="Documents", exact=True).click()
    no_violation(page)
    page.get_by_role("link", name="note.txt").click()
    expect(page.locator(".pair")).to_contain_text("<script>document.title = 'taken'</script>")
    assert page.title() != "taken"
    assert page.locator("main img, main script").count() == 0
    no_violation(page)


def test_3_somebody_unknown_gets_a_code(page: Page, place: Path) -> None:
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("button", name="Yvonne Marchetti").click()
    expect(page.locator("#person")).to_contain_text("What the documents say")
    no_violation(page)
    page.locator("#person").get_by_label("Code", exact=True).fill("DS1")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#messages")).to_contain_text("Saved: Yvonne Marchetti is DS1")
    row = page.locator("tr", has_text="Yvonne Marchetti")
    expect(row).to_contain_text("In the glossary")
    assert rows_of(place / "Child R")["Yvonne Marchetti"]["code"] == "DS1"


def _held(page: Page, act: Callable[[], None]) -> Callable[[], None]:
    """Do something after which the list is loaded anew, and keep it back; what is returned lets it come."""
    held: list[Route] = []
    page.route("**/people/table", lambda route: held.append(route))
    act()

    def let_come() -> None:
        (list_anew,) = held
        list_anew.continue_()
        page.unroute("**/people/table")

    return let_come


def test_3_who_is_chosen_while_the_list_is_on_its_way_is_opened_from_the_new_one(page: Page) -> None:
    let_come = _held(page, page.get_by_role("button", name="Undo").click)
    expect(page.locator("#messages")).to_contain_text("Taken back: Yvonne Marchetti is")
    page.get_by_role("button", name="Yvonne Marchetti", exact=True).click()  # an entry that is no more
    let_come()
    expect(page.locator("#person h2")).to_contain_text("Yvonne Marchetti Needs you")


def test_3_whoever_comes_next_is_not_replaced_by_whom_the_answer_was_about(page: Page) -> None:
    page.locator("#person").get_by_label("Code", exact=True).fill("DS1")
    let_come = _held(page, page.get_by_role("button", name="Accept").click)
    expect(page.locator("#messages")).to_contain_text("Saved: Yvonne Marchetti is DS1")
    page.get_by_role("button", name="Next that needs you: Will Farrow").click()
    let_come()
    expect(page.locator("tr", has_text="Yvonne Marchetti")).to_contain_text("In the glossary")
    expect(page.locator("#person h2")).to_contain_text("Will Farrow Needs you")


def test_3_keys_go_through_the_list_and_take_an_answer_back(page: Page, place: Path) -> None:
    first, second = page.locator("[data-open]").nth(0), page.locator("[data-open]").nth(1)
    first.focus()
    page.keyboard.press("j")
    expect(second).to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("#messages")).to_contain_text("Taken back: Yvonne Marchetti is")
    assert "Yvonne Marchetti" not in rows_of(place / "Child R")
    page.get_by_label("Find").fill("marchetti")
    expect(page.locator("#people tbody tr:visible")).to_have_count(1)
    page.get_by_role("button", name="Yvonne Marchetti", exact=True).click()
    page.locator("#person").get_by_label("Code", exact=True).fill("DS1")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#messages")).to_contain_text("Saved: Yvonne Marchetti is DS1")
    page.get_by_label("Find").fill("")
    page.get_by_role("button", name="Found").click()
    expect(page.locator("th", has=page.get_by_role("button", name="Found"))).to_have_attribute("aria-sort", "ascending")


def test_4_two_entries_become_one_with_the_keyboard_alone(page: Page, place: Path) -> None:
    page.get_by_role("button", name="Will Farrow", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#person h2")).to_contain_text("Farrow")
    summary = page.get_by_text("It is the same as somebody else")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.includes('It is the same as')"):
            break
    assert summary.evaluate("node => node === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("DC7")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("put together")
    assert "Will Farrow" in rows_of(place / "Child R")["Wm Farrow"]["aliases"]
    expect(page.locator("#people tr", has_text="Will Farrow")).to_have_count(0)


def test_5_undo_takes_the_last_answer_back_and_it_can_be_given_again(page: Page, place: Path) -> None:
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("Taken back")
    assert rows_of(place / "Child R")["Wm Farrow"]["aliases"] == ""
    page.get_by_role("button", name="Will Farrow", exact=True).click()
    page.get_by_text("It is the same as somebody else").click()
    page.get_by_label("The same as").select_option(label="DC7 – Wm Farrow")
    page.get_by_role("button", name="Put them together").click()
    expect(page.locator("#messages")).to_contain_text("put together")
    expect(page.locator("#people tr", has_text="Will Farrow")).to_have_count(0)


def test_6_two_windows_lose_nothing(page: Page, place: Path) -> None:
    second = page.context.new_page()
    second.goto(page.url)
    for window in (page, second):
        window.get_by_role("button", name="Karen Oldroyd").click()
        expect(window.locator("#person h2")).to_contain_text("Karen Oldroyd")
    page.locator("#person").get_by_label("Role", exact=True).fill("senior health visitor")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Saved")
    second.locator("#person").get_by_label("Role", exact=True).fill("nurse")
    second.get_by_role("button", name="Save").click()
    expect(second.locator("#messages")).to_contain_text("changed in another window")
    assert rows_of(place / "Child R")["Karen Oldroyd"]["role"] == "senior health visitor"
    second.close()


def test_7_a_passage_is_removed_with_a_reason(page: Page, place: Path) -> None:
    page.get_by_role("link", name="Documents", exact=True).click()
    page.get_by_role("link", name="note.txt").click()
    page.get_by_label("The words").fill("Meeting note")
    page.get_by_label("to be removed, because of").check()
    page.get_by_label("Reason").fill("heading not needed")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".pair")).to_contain_text("[removed: heading not needed]")
    assert "heading not needed" in (place / "Child R" / "confidential" / "decisions.csv").read_text("utf-8-sig")


def test_8_a_reload_in_mid_run_shows_the_run(page: Page) -> None:
    page.get_by_role("link", name="Release", exact=True).click()
    expect(page.get_by_role("button", name="Release", exact=True)).to_have_count(0)
    no_violation(page)
    page.get_by_role("button", name="Check everything").click()
    page.reload()
    expect(page.get_by_role("button", name="Release", exact=True)).to_be_visible()
    no_violation(page)


def test_9_it_is_released_and_the_pack_is_downloaded(page: Page, place: Path) -> None:
    page.get_by_role("button", name="Release", exact=True).click()
    page.get_by_label("Who receives it").fill("Kay Underhill, data protection")
    no_violation(page)
    page.get_by_label("Why it is sent").fill("sign-off")
    page.get_by_label("Your name").fill("Jo Marlin-Hope")
    page.get_by_label("Your job title").fill("business manager")
    page.get_by_role("button", name="Make the pack").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the pack").click()
    with zipfile.ZipFile(waiting.value.path()) as pack:
        names = pack.namelist()
        certificate = json.loads(pack.read("certificate.json"))
        released = b"".join(pack.read(name) for name in names if name.endswith(".txt"))
    assert {"certificate.json", "check-report.html", "SHA256SUMS"} <= set(names)
    assert "release/Executive summary.docx" in names
    assert certificate["destination"]
    assert b"Marchetti" not in released
    assert b"DS1" in released
    assert b"Farrow" not in released
    assert verify_audit(place / "Child R" / "confidential" / "audit.jsonl") == ()


def test_a_finished_file_is_checked(page: Page, server: Running, tmp_path: Path) -> None:
    page.goto(f"{server.origin}/check")
    no_violation(page)
    bad = tmp_path / "summary.txt"
    bad.write_text("Executive summary\n\nSW1 told Yvonne Marchetti.\n", encoding="utf-8")
    page.get_by_label("Finished file").set_input_files(bad)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_label("The answer")).to_contain_text("Blocked: something is left in it")
    no_violation(page)


def test_dark_colours_and_a_narrow_window_keep_the_rules(chromium: Browser, page: Page, server: Running) -> None:
    case = page.evaluate('fetch(\'/\').then(r => r.text()).then(t => /name="recent" value="(\\w+)"/.exec(t)[1])')
    assert case
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 340, "height": 640})
    page.goto(f"{server.origin}/")
    page.locator("button.case").first.click()
    expect(page.get_by_role("heading", name="Who's who?")).to_be_visible()
    for name in ("People", "Documents", "Checks", "Release"):
        page.get_by_role("navigation", name="Case").get_by_role("link", name=name).click()
        no_violation(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
