"""What may be published, and what never."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from tests.e2e.cases import PLAN, SUMMARY, Outcome, certificate, copy_case, redactor
from tests.e2e.rawscan import visible_text

import redactor as api
from redactor.pipeline import Signatory, approve

pytestmark = pytest.mark.xdist_group("website")

PUBLISHED = {SUMMARY, PLAN, "Overview report.pdf"}


@pytest.fixture(scope="module")
def website(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    tmp = tmp_path_factory.mktemp("website")
    case = copy_case(tmp / "case")
    held = api.run_case(case, tmp / "out", destination="website")
    assert int(held.exit_code) == 5, "nobody has read the drafts yet"
    approve(case, (), check="data-protection", by=Signatory("Kay Underhill", "data protection officer"))
    return tmp, redactor(tmp, "run", case, "--out", tmp / "out", "-d", "website", "--json")


def test_imrs_chronology_and_interview_are_refused(website: tuple[Path, Outcome]) -> None:
    tmp, outcome = website
    status = {name: item["status"] for name, item in outcome.documents().items()}
    assert {name for name, value in status.items() if value == "refused"} == set(status) - PUBLISHED
    assert {name for name, value in status.items() if value == "released"} == PUBLISHED
    assert outcome.code == 0
    assert len(list((tmp / "out" / "release").iterdir())) == len(PUBLISHED)


def test_dates_of_events_are_months_and_dates_of_acts_stay(website: tuple[Path, Outcome]) -> None:
    tmp, outcome = website
    name = outcome.documents()["Overview report.pdf"]["output"]
    text = visible_text(tmp / "out" / "release" / str(name))
    assert not re.search(r"\b\d{1,2} (September|October|January) 2011\b", text)
    assert "October 2011" in text or "September 2011" in text
    assert "Children Act 1989" in re.sub(r"\s+", " ", text)


def test_only_refused_documents_is_blocked(tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=["IMR Police.docx"])
    outcome = redactor(tmp_path, "run", case, "--out", tmp_path / "out", "-d", "website", "--json")
    assert outcome.code == 6
    assert not (tmp_path / "out" / "release").exists()


def test_open_precondition_holds(tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=[SUMMARY])
    settings = case / "case.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"family_informed .*\n", "", text), encoding="utf-8")
    result = api.run_case(case, tmp_path / "out", destination="website")
    assert int(result.exit_code) == 5
    (document,) = result.documents
    assert document.status == "held"
    assert "family" in " ".join(document.reasons).lower()


@pytest.mark.parametrize("destination", ["ofsted", "website", "panel"])
def test_summary_without_an_allowed_name_is_blocked(tmp_path: Path, destination: str) -> None:
    case = copy_case(tmp_path / "case", only=[SUMMARY])
    _replace(case / "documents" / SUMMARY, "Desmond Ferrar", "the Chair")
    result = api.run_case(case, tmp_path / "out", destination=destination)
    assert int(result.exit_code) == 6
    assert [item.status for item in result.documents] == ["blocked"]
    assert not (tmp_path / "out" / "release").exists()


def _replace(path: Path, old: str, new: str) -> None:
    document = docx.Document(str(path))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for paragraph in [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    document.save(str(path))


def test_certificate_says_what_a_website_release_is(website: tuple[Path, Outcome]) -> None:
    tmp, _ = website
    value = certificate(tmp / "out")
    for item in value["released"]:
        (approval,) = item["approvals"]
        assert (approval["check"], approval["role"]) == ("data-protection", "data protection officer")
        assert approval["sha256"] == item["sha256"]
    text = (tmp / "out" / "certificate.json").read_text() + (tmp / "out" / "audit.jsonl").read_text()
    assert "Underhill" not in text
    assert "data protection officer" in (tmp / "out" / "audit.jsonl").read_text()
    assert value["destination"] == "website"
    assert {item["status"] for item in value["not_released"]} == {"refused"}
