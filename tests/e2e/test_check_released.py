"""The check of finished files: clean copies pass, a name typed back in does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from tests.e2e.cases import NOTE, PLAN, SUMMARY, copy_case, hashes, redactor
from tests.e2e.conftest import Demo

import redactor as api

pytestmark = pytest.mark.xdist_group("demo")


def test_released_files_are_clean(demo: Demo, tmp_path: Path) -> None:
    before = hashes(demo.release)
    outcome = redactor(tmp_path, "check", *sorted(demo.release.iterdir()), "--case", demo.case, "--json")
    assert {name: item["residuals"] for name, item in outcome.documents().items() if item["residuals"]} == {}
    assert {item["status"] for item in outcome.documents().values()} == {"clean"}
    assert outcome.code == 0
    assert hashes(demo.release) == before


@pytest.mark.parametrize("name", ["Karen Oldroyd", "Oldroyd", "Wiśniowski", "PC Hope", "Ms Brannock", "K. OLDROYD"])
def test_a_name_typed_back_in_is_found(demo: Demo, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "summary.docx"
    shutil.copy(demo.released("Executive summary.docx"), copy)
    document = docx.Document(str(copy))
    document.paragraphs[-1].add_run(f" {name} was asked about it.")
    document.save(str(copy))
    result = api.check_files([copy], demo.case)
    assert int(result.exit_code) == 6
    assert result.documents[0].residuals


@pytest.mark.parametrize("place", ["header", "comment", "author"])
def test_a_name_in_a_hidden_place_is_found(demo: Demo, tmp_path: Path, place: str) -> None:
    copy = tmp_path / "summary.docx"
    shutil.copy(demo.released("Executive summary.docx"), copy)
    document = docx.Document(str(copy))
    if place == "header":
        document.sections[0].header.add_paragraph("Printed for Karen Oldroyd")
    elif place == "comment":
        document.add_comment(document.paragraphs[0].runs, "Ask Ms Oldroyd", "Reviewer", "R")
    else:
        document.core_properties.author = "Karen Oldroyd"
    document.save(str(copy))
    outcome = redactor(tmp_path, "check", copy, "--case", demo.case, "--json")
    assert outcome.code == 6
    (answer,) = outcome.json["documents"]
    assert answer["status"] == "residual"
    assert "Oldroyd" not in str(answer["residuals"]) + str(answer["notes"]) + outcome.stderr
    assert {item["code"] for item in answer["residuals"]} >= {"HV2"}


def test_without_a_case_a_clean_answer_is_never_given(demo: Demo, tmp_path: Path) -> None:
    outcome = redactor(tmp_path, "check", demo.released("Executive summary.docx"), "--json")
    assert outcome.code in (6, 8)


def test_certificate_tells_released_bytes(demo: Demo, tmp_path: Path) -> None:
    outcome = redactor(
        tmp_path,
        "check",
        demo.released("Executive summary.docx"),
        "--case",
        demo.case,
        "--certificate",
        demo.out / "certificate.json",
        "--json",
    )
    assert outcome.code == 0
    assert "very bytes" in str(outcome.json["documents"][0]["notes"])


def test_an_original_is_not_clean(demo: Demo, tmp_path: Path) -> None:
    originals = copy_case(tmp_path / "case", only=[SUMMARY, PLAN, NOTE, "Overview report.pdf"]) / "documents"
    outcome = redactor(tmp_path, "check", originals, "--case", demo.case, "--json")
    assert outcome.code == 6
    assert len(outcome.documents()) == 4
    assert {item["status"] for item in outcome.documents().values()} == {"residual"}
