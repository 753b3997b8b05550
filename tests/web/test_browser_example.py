"""The whole way on the example case, in a real browser and by the keyboard alone: from "new case" to the pack."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.web.browsing import NEEDS_CHROMIUM, axe, no_script_failed
from tests.web.running import EXAMPLE, Running, running

from redactor.release.audit import read_audit, verify_audit
from redactor.release.record import Deed, read_record

__all__ = ["no_script_failed"]

pytestmark = [NEEDS_CHROMIUM, pytest.mark.xdist_group("browser-example")]

DOCUMENTS = sorted(path for path in (EXAMPLE / "documents").rglob("*") if path.is_file())
ORIGINALS = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in DOCUMENTS}
LONG = 900_000
"""Milliseconds for work on the whole case; on a machine that does nothing else it takes half a minute."""

LEFT_OUT = ("Yvonne Marchetti", "William Farrow")
"""Not in the glossary that is handed in: one is coded on the pages, one is put together with another row."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home folder with a glossary in it: new cases go there."""
    folder = tmp_path_factory.mktemp("home")
    lines = (EXAMPLE / "glossary.csv").read_text(encoding="utf-8-sig").splitlines()
    lines = [line for line in lines if not line.startswith(LEFT_OUT)]
    lines.append("Wm Farrow,DC7,detective constable,professional,")
    (folder / "our glossary.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("USERPROFILE" if os.name == "nt" else "HOME", str(folder))
        yield folder


@pytest.fixture(scope="module")
def case(home: Path) -> Path:
    return home / "Child R"


@pytest.fixture(scope="module")
def server(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("config")) as started:
        yield started


def reach(page: Page, wanted: Locator) -> Locator:
    """Press Tab until something has the focus."""
    expect(wanted).to_be_visible()
    for _ in range(400):
        if wanted.evaluate("node => node === document.activeElement"):
            return wanted
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get there")


def press(page: Page, wanted: Locator) -> None:
    reach(page, wanted)
    page.keyboard.press("Enter")


def write(page: Page, wanted: Locator, text: str) -> None:
    reach(page, wanted)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def to_tab(page: Page, name: str) -> None:
    link = reach(page, page.get_by_role("navigation", name="Case").get_by_role("link", name=name, exact=True))
    with page.expect_navigation():
        link.press("Enter")


def no_violation(page: Page) -> None:
    assert axe(page) == []


def said(page: Page, words: str) -> None:
    expect(page.locator("#messages")).to_contain_text(words)


def rows_of(case: Path) -> dict[str, dict[str, str]]:
    text = (case / "glossary.csv").read_text(encoding="utf-8-sig")
    return {row["name"]: row for row in csv.DictReader(text.splitlines())}


def test_01_a_new_case_with_every_document_of_the_example(page: Page, home: Path, case: Path) -> None:
    press(page, page.get_by_role("link", name="New case"))
    write(page, page.get_by_label("Reference of the board"), "FN-11")
    write(page, page.get_by_label("Board", exact=True), "Fennshire LSCB")
    write(page, page.get_by_label("The child's code"), "Child R")
    write(page, page.get_by_label("LSCB chair"), "Desmond Ferrer")  # a slip of the pen that is mended later
    write(page, page.get_by_label("SCR panel chair"), "Róisín Caldbeck")
    write(page, page.get_by_label("Overview report author"), "Frances Tolland")
    reach(page, page.get_by_label("Documents of the case")).set_input_files(DOCUMENTS)
    reach(page, page.get_by_label("Glossary, if there is one")).set_input_files(home / "our glossary.csv")
    no_violation(page)
    press(page, page.get_by_role("button", name="Make the case"))
    expect(page.get_by_role("heading", name="Reading the documents")).to_be_visible()
    no_violation(page)
    page.reload()  # in the middle of the reading
    expect(page.get_by_role("heading", name="Who's who?")).to_be_visible(timeout=LONG)
    assert len(list((case / "documents").iterdir())) == len(DOCUMENTS)
    no_violation(page)


def test_02_somebody_unknown_gets_a_code(page: Page, case: Path) -> None:
    press(page, page.get_by_role("button", name="Yvonne Marchetti", exact=True))
    panel = page.locator("#person")
    expect(panel.locator("h2")).to_be_focused()
    expect(panel).to_contain_text("supervised by DS Yvonne Marchetti")
    no_violation(page)
    write(page, panel.get_by_label("Code", exact=True), "DS1")
    page.keyboard.press("Enter")
    said(page, "Saved: Yvonne Marchetti is DS1")
    expect(panel.locator("h2")).to_contain_text("In the glossary")
    assert rows_of(case)["Yvonne Marchetti"]["code"] == "DS1"


def test_03_the_next_who_needs_an_answer_is_one_key_away_and_two_become_one(page: Page, case: Path) -> None:
    panel = page.locator("#person")
    for _ in range(3):
        if "Farrow" in panel.locator("h2").inner_text():
            break
        shown = panel.locator("h2").inner_text()
        press(page, panel.get_by_role("button", name="Next that needs you"))
        expect(panel.locator("h2")).not_to_have_text(shown)
    expect(panel.locator("h2")).to_contain_text("Farrow")
    press(page, panel.get_by_text("It is the same as somebody else"))
    reach(page, panel.get_by_label("The same as"))
    page.keyboard.type("DC7")
    press(page, panel.get_by_role("button", name="Put them together"))
    said(page, "put together")
    assert "William Farrow" in rows_of(case)["Wm Farrow"]["aliases"]
    expect(panel.locator("h2")).to_contain_text("Wm Farrow")


def test_04_the_last_answer_is_taken_back_and_given_again(page: Page, case: Path) -> None:
    press(page, page.get_by_role("button", name="Undo"))
    said(page, "Taken back")
    assert rows_of(case)["Wm Farrow"]["aliases"] == ""
    press(page, page.get_by_role("button", name="William Farrow", exact=True))
    panel = page.locator("#person")
    expect(panel.locator("h2")).to_contain_text("William Farrow")
    press(page, panel.get_by_text("It is the same as somebody else"))
    reach(page, panel.get_by_label("The same as"))
    page.keyboard.type("DC7")
    press(page, panel.get_by_role("button", name="Put them together"))
    said(page, "put together")
    expect(page.locator("#people tr", has_text="William Farrow")).to_have_count(0)


def test_05_a_name_that_two_people_share_is_decided(page: Page, case: Path) -> None:
    page.reload()
    press(page, page.get_by_text("Show them"))
    card = page.locator(".open-names li", has_text="interviews/").or_(
        page.locator(".open-names li", has_text="K Oldroyd interview")
    )
    expect(card).to_contain_text("Karen Brannock")
    no_violation(page)
    press(page, card.get_by_role("button", name="Maternal Aunt"))
    said(page, "“Karen” is Maternal Aunt")
    expect(card).to_have_count(0)
    assert "Karen,code,Maternal Aunt" in (case / "confidential" / "decisions.csv").read_text("utf-8-sig")


def test_06_two_windows_lose_nothing(page: Page, case: Path) -> None:
    second = page.context.new_page()
    second.goto(page.url)
    for window in (page, second):
        window.get_by_role("button", name="Karen Oldroyd", exact=True).press("Enter")
        expect(window.locator("#person h2")).to_contain_text("Karen Oldroyd")
    write(page, page.locator("#person").get_by_label("Role", exact=True), "senior health visitor")
    page.keyboard.press("Enter")
    said(page, "Saved")
    write(second, second.locator("#person").get_by_label("Role", exact=True), "nurse")
    second.keyboard.press("Enter")
    said(second, "changed in another window")
    assert rows_of(case)["Karen Oldroyd"]["role"] == "senior health visitor"
    second.close()


def test_07_what_is_left_is_told_and_resolved(page: Page, case: Path) -> None:
    """The chair's name has a slip: the summary would name nobody as the chair, and blocks."""
    to_tab(page, "Checks")
    press(page, page.get_by_role("button", name="Check everything"))
    expect(page.locator("progress")).to_be_visible()
    page.reload()  # in the middle of the check
    summary = page.locator("details.doc", has_text="Executive summary.docx")
    expect(summary.locator("summary").first).to_contain_text("Blocked", timeout=LONG)
    expect(summary).to_contain_text("It must name who held a role")
    no_violation(page)
    press(page, summary.get_by_role("link", name="Look at who may stay named"))
    write(page, page.get_by_label("LSCB chair", exact=True), "Desmond Ferrar")
    no_violation(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    to_tab(page, "Checks")
    expect(page.get_by_text("The case was changed since this check")).to_be_visible()
    press(page, page.get_by_role("button", name="Check everything"))
    expect(page.get_by_text("This check is of the case as it is now")).to_be_visible(timeout=LONG)
    for document in page.locator("details.doc > summary").all():
        expect(document).to_contain_text("Can be released")
    assert not (case / "released").exists()


def test_08_a_run_is_stopped_and_nothing_is_there(page: Page, case: Path) -> None:
    to_tab(page, "Release")
    no_violation(page)
    press(page, page.get_by_role("button", name="Release", exact=True))
    press(page, page.get_by_role("button", name="Stop"))
    expect(page.get_by_text("Stopped. Nothing was half written.")).to_be_visible()
    assert not (case / "released" / "ofsted" / "release").exists()


def test_09_it_is_released_though_the_page_is_loaded_again_in_mid_run(page: Page, case: Path) -> None:
    press(page, page.get_by_role("button", name="Release", exact=True))
    expect(page.locator("progress")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Released for Ofsted")).to_be_visible(timeout=LONG)
    no_violation(page)
    files = sorted(path.name for path in (case / "released" / "ofsted" / "release").iterdir())
    assert len(files) >= len(DOCUMENTS)
    with page.expect_download() as waiting:
        press(page, page.get_by_role("link", name="Executive summary.docx").last)
    assert waiting.value.path().read_bytes().startswith(b"PK")


def test_10_the_pack_is_downloaded_and_names_nobody(page: Page, case: Path) -> None:
    write(page, page.get_by_label("Who receives it"), "Kay Underhill, data protection")
    write(page, page.get_by_label("Why it is sent"), "sign-off")
    write(page, page.get_by_label("Your name"), "Jo Marlin-Hope")
    write(page, page.get_by_label("Your job title"), "business manager")
    press(page, page.get_by_role("button", name="Make the pack"))
    expect(page.get_by_role("link", name="Download the pack")).to_be_visible(timeout=LONG)
    with page.expect_download() as waiting:
        press(page, page.get_by_role("link", name="Download the pack"))
    with zipfile.ZipFile(waiting.value.path()) as pack:
        names = set(pack.namelist())
        certificate = json.loads(pack.read("certificate.json"))
        files = {name: pack.read(name) for name in names if name.startswith("release/")}
    assert {"certificate.json", "check-report.html", "SHA256SUMS", "release/Executive summary.docx"} <= names
    assert certificate["destination"] == "ofsted"
    text = "\n".join([*files, *(inside(data) for data in files.values())])
    assert "DS1" in text
    assert "Maternal Aunt" in text
    assert re.findall(r"Marchetti|Farrow|Brannock|Wi[sś]niowski|Oldroyd", text) == []


def inside(data: bytes) -> str:
    """The text parts of a Word file, or the file."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(
            re.sub(r"<[^>]*>", "", parts.read(name).decode("utf-8", "replace")) for name in parts.namelist()
        )


def test_11_originals_are_as_they_were_and_everything_is_on_record(case: Path) -> None:
    for path, digest in ORIGINALS.items():
        copy = case / "documents" / path.name
        assert hashlib.sha256(copy.read_bytes()).hexdigest() == digest
    trail = case / "confidential" / "audit.jsonl"
    assert verify_audit(trail) == ()
    words = [word for line in read_audit(trail) for word in line.counts]
    assert words == ["agreed", "merged", "taken-back", "merged", "name-decided", "agreed", "details"]
    assert [line.event for line in read_record(case / "confidential")] == [Deed.PACKED]
