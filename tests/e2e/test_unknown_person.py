"""A person who is not in the glossary is coded everywhere, and holds the documents that name her."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.e2e.cases import Outcome, certificate, copy_case, redactor, without_row
from tests.e2e.rawscan import count, leaks, visible_text

import redactor as api
from redactor.errors import UsageError

pytestmark = pytest.mark.xdist_group("unknown")

NAME = {"Achterkamp", "Bernadette"}
NAMED_IN = {
    "IMR Health - L Wisniowski-Brannock.docx",
    "Overview report.pdf",
    "FN-11 integrated chronology.docx",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    tmp = tmp_path_factory.mktemp("unknown")
    without_row(copy_case(tmp / "case", only=[*NAMED_IN, "Multi-agency action plan.docx"]), "Bernadette Achterkamp")
    return tmp, redactor(tmp, "run", tmp / "case", "--out", tmp / "out", "--json")


def test_run_is_held_and_says_why(held: tuple[Path, Outcome]) -> None:
    _, outcome = held
    assert outcome.code == 5
    documents = outcome.documents()
    assert {name for name, item in documents.items() if item["status"] == "held"} == NAMED_IN
    assert all(documents[name]["reasons"] for name in NAMED_IN)
    assert {item["status"] for name, item in documents.items() if name not in NAMED_IN} == {"released"}


def test_she_has_one_provisional_code(held: tuple[Path, Outcome]) -> None:
    _, outcome = held
    provisional = [item for item in outcome.json["people"] if item["origin"] == "provisional"]
    assert [item["code"] for item in provisional] == ["MW1"]
    assert provisional[0]["mentions"] >= 10


def test_drafts_carry_the_code_and_not_the_name(held: tuple[Path, Outcome]) -> None:
    tmp, _ = held
    drafts = sorted((tmp / "case" / "confidential" / "drafts").glob("DRAFT*"))
    assert len(drafts) == len(NAMED_IN)
    for draft in drafts:
        assert leaks(draft, NAME) == []
        assert count("MW1", visible_text(draft)) >= 2


def test_nothing_released_names_her(held: tuple[Path, Outcome]) -> None:
    tmp, _ = held
    for path in (tmp / "out" / "release").iterdir():
        assert leaks(path, NAME) == []


@pytest.fixture
def overview_without_one_row(tmp_path: Path) -> Path:
    case = copy_case(tmp_path / "case", only=["Overview report.pdf"])
    without_row(case, "Chloe Babington")
    return case


def test_accepting_provisional_codes_releases_for_ofsted(overview_without_one_row: Path, tmp_path: Path) -> None:
    held = api.run_case(overview_without_one_row, tmp_path / "out")
    assert int(held.exit_code) == 5
    assert not (tmp_path / "out" / "release").exists()
    accepted = api.run_case(overview_without_one_row, tmp_path / "out", accept_provisional=True)
    assert int(accepted.exit_code) == 0
    assert certificate(tmp_path / "out")["provisional"] == ["FSW1"]
    (path,) = (tmp_path / "out" / "release").iterdir()
    assert leaks(path, {"Babington", "Chloe"}) == []


def test_website_never_takes_a_provisional_code(overview_without_one_row: Path, tmp_path: Path) -> None:
    held = api.run_case(overview_without_one_row, tmp_path / "out", destination="website")
    assert int(held.exit_code) == 5
    with pytest.raises(UsageError):
        api.run_case(overview_without_one_row, tmp_path / "out", destination="website", accept_provisional=True)
    assert not (tmp_path / "out" / "release").exists()


def test_suggest_offers_her_row(held: tuple[Path, Outcome], tmp_path: Path) -> None:
    tmp, _ = held
    outcome = redactor(tmp, "suggest", tmp / "case", "-o", tmp_path / "rows.xlsx")
    assert outcome.code == 0, outcome.stderr
    sheet = openpyxl.load_workbook(tmp_path / "rows.xlsx").worksheets[0]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert any("Achterkamp" in cell for cell in cells)
    assert "MW1" in cells
