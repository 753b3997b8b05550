from __future__ import annotations

import io
import stat
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from redactor.case import load_case
from redactor.case.scaffold import new_case
from redactor.case.suggestions import Suggestion, suggestions_workbook, write_suggestions
from redactor.errors import CaseError, ExitCode, UsageError
from redactor.lexicon.roles import role_for, roles
from redactor.model import Category

SUGGESTIONS = (
    Suggestion(
        "Karen Oldroyd",
        "HV1",
        "health visitor",
        Category.PROFESSIONAL,
        ("Ms Oldroyd", "K. Oldroyd"),
        "health visitor Karen Oldroyd\nsaw the\x07 baby",
        7,
        ("imr.docx", "overview.docx"),
    ),
    Suggestion("=SUM(A1)", "SW1", "social worker", Category.PROFESSIONAL, evidence="+1", count=1),
    Suggestion("Marshlands Primary School", category=Category.PLACE),
)


def filled(tmp_path: Path) -> Path:
    root = tmp_path / "case"
    new_case(root, reference="FN-11", board='The "Fennshire" LSCB é', subject="Child R")
    return root


def test_a_new_folder_is_a_case_once_its_first_lines_are_filled_in(tmp_path: Path) -> None:
    case = load_case(filled(tmp_path))
    assert (case.reference, case.board, case.subject) == ("FN-11", 'The "Fennshire" LSCB é', "Child R")
    assert case.people == ()
    assert any("lists nobody yet" in told for told in case.warnings)


def test_what_is_left_empty_is_asked_for(tmp_path: Path) -> None:
    made = new_case(tmp_path / "case")
    assert [path.name for path in made] == ["case.toml", "glossary.xlsx", "documents"]
    with pytest.raises(CaseError) as caught:
        load_case(tmp_path / "case")
    assert [told.split(":")[0] for told in caught.value.problems] == [
        "case.toml [case] reference",
        "case.toml [case] board",
        "case.toml [case] subject",
    ]


def test_every_comment_of_the_new_file_can_be_taken_away(tmp_path: Path) -> None:
    root = filled(tmp_path)
    lines = (root / "case.toml").read_text(encoding="utf-8").splitlines()
    settings = ("[[", "[roles", "[publ", "[docu", "[pict", "name =", "role =", '"SCR', "kind =", "cleared", "incident")
    dates = ("ofsted_", "proceedings ", "family_informed ", "panel_", "data_", "court_", "publish_")
    live = [line[2:] if line.startswith("# ") and line[2:].startswith(settings + dates) else line for line in lines]
    (root / "case.toml").write_text("\n".join(live), encoding="utf-8")
    case = load_case(root)
    assert case.allowed[0].role == "overview report author"
    assert case.incident is not None
    assert case.publication.is_complete(date(2012, 3, 26))
    assert len(case.document_kinds) == 1
    assert len(case.roles_not_held) == 1


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    for path in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(UsageError) as caught:
            new_case(path)
        assert caught.value.exit_code is ExitCode.USAGE
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(UsageError, match="cannot be made"):
        new_case(tmp_path / "mine.txt" / "case")


def test_an_empty_folder_is_filled_and_closed(tmp_path: Path) -> None:
    new_case(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "glossary.xlsx").stat().st_mode) == 0o600


def test_the_new_glossary_helps_with_roles_and_categories(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(filled(tmp_path) / "glossary.xlsx")
    assert book.sheetnames == ["Glossary", "Help", "Lists"]
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["name", "code", "role", "category", "aliases"]
    assert sheet.max_row == 1
    assert sheet.freeze_panes == "A2"
    role, category = sheet.data_validations.dataValidation
    assert (str(role.sqref), str(category.sqref)) == ("C2:C1000", "D2:D1000")
    assert category.formula1 == f'"{",".join(Category)}"'
    assert category.showErrorMessage
    assert not role.showErrorMessage
    assert role.formula1 == f"Lists!$A$1:$A${len(roles())}"
    assert book["Lists"].sheet_state == "hidden"
    titles = [row[0].value for row in book["Lists"].iter_rows()]
    for title, known in zip(sorted(map(str, titles)), sorted(r.titles[0] for r in roles()), strict=True):
        assert title == known
        assert role_for(title) is not None
    assert sheet.column_dimensions["A"].width == 34


def test_suggestions_are_a_glossary(tmp_path: Path) -> None:
    root = filled(tmp_path)
    write_suggestions(root / "glossary.xlsx", SUGGESTIONS)
    case = load_case(root)
    assert [(p.name, p.code, p.category, p.aliases) for p in case.people] == [
        ("Karen Oldroyd", "HV1", Category.PROFESSIONAL, ("Ms Oldroyd", "K. Oldroyd")),
        ("=SUM(A1)", "SW1", Category.PROFESSIONAL, ()),
        ("Marshlands Primary School", "Primary School 1", Category.PLACE, ()),
    ]
    assert stat.S_IMODE((root / "glossary.xlsx").stat().st_mode) == 0o600


def test_suggestions_show_their_evidence_as_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(suggestions_workbook(SUGGESTIONS))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        *("name", "code", "role", "category", "aliases"),
        *("evidence", "count", "documents"),
    ]
    assert [cell.value for cell in sheet[2]][5:] == [
        "health visitor Karen Oldroyd saw the baby",
        "7",
        "imr.docx; overview.docx",
    ]
    assert sheet["A3"].data_type == "s"
    assert sheet["A3"].quotePrefix
    assert sheet["F2"].alignment.wrap_text
    assert sheet["D4"].value == "place"


def test_the_same_suggestions_give_the_same_bytes() -> None:
    assert suggestions_workbook(SUGGESTIONS) == suggestions_workbook(iter(SUGGESTIONS))
    assert suggestions_workbook(SUGGESTIONS) != suggestions_workbook(SUGGESTIONS[:2])


@pytest.mark.needs_libreoffice
def test_the_workbook_opens_in_libreoffice(tmp_path: Path) -> None:
    write_suggestions(tmp_path / "glossary.xlsx", SUGGESTIONS)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", tmp_path, tmp_path / "glossary.xlsx"],
        check=True,
        capture_output=True,
        timeout=180,
    )
    first, second, *_ = (tmp_path / "glossary.csv").read_text(encoding="utf-8").splitlines()
    assert first == "name,code,role,category,aliases,evidence,count,documents"
    assert second.startswith("Karen Oldroyd,HV1,health visitor,professional,Ms Oldroyd; K. Oldroyd,")
