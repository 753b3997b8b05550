"""Questions go out and come back: whole cases."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.pipeline.small_cases import text_case

from redactor.case.query_slips import COLUMNS
from redactor.errors import CaseError
from redactor.pipeline import query_agencies, run_case, suggest_glossary, take_answers

HEALTH = (
    "IMR Health.txt",
    "Individual management review: health\n\nThen the ward clerk, Fiona Pemworthy, rang. F. Pemworthy was told.\n\n"
    "Ms Pemworthy had gone home. Health visitor Jo Askerdale came.",
)
POLICE = ("IMR Police.txt", "Individual management review: police\n\nPC Askwith met health visitor Jo Askerdale.")
OVERVIEW = (
    "Overview report.txt",
    "Overview report\n\nAuthor: Ruth Tolland\n\n5.1 Ruth Tolland, overview report author, Rhona Caldbeck, SCR panel "
    "chair, and Desmond Ferrar, LSCB chair, agreed this report. Ms Pemworthy, ward clerk, is not quoted.",
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return text_case(tmp_path / "case", dict([HEALTH, POLICE, OVERVIEW]))


def answer(path: Path, name: str, **cells: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = next(
        r for r in range(2, sheet.max_row + 1) if sheet.cell(r, COLUMNS.known.index("name found") + 1).value == name
    )
    for column, text in cells.items():
        sheet.cell(row, COLUMNS.known.index(column.replace("_", " ")) + 1).value = text
    book.save(path)


def found(path: Path) -> list[tuple[str, str]]:
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True))
    name, question = (COLUMNS.known.index(column) for column in ("name found", "question"))
    return [(str(row[name]), str(row[question])) for row in rows]


def test_each_person_is_asked_about_once_and_the_answers_complete_the_glossary(case: Path, tmp_path: Path) -> None:
    slips = query_agencies(case)
    assert [path.name for path in slips.files] == [
        "IMR Health - who is this.xlsx",
        "IMR Police - who is this.xlsx",
        "Overview report - who is this.xlsx",
    ]
    health = dict(found(slips.files[0]))
    assert set(health) == {"Fiona Pemworthy", "Jo Askerdale"}
    assert "Then the ward clerk, Fiona Pemworthy, rang." in health["Fiona Pemworthy"]
    assert health["Fiona Pemworthy"].endswith("who is Fiona Pemworthy?")
    answer(slips.files[0], "Fiona Pemworthy", role="ward clerk")
    answer(slips.files[0], "Jo Askerdale", full_name="Josephine Askerdale", role="health visitor")
    answer(slips.files[1], "Askwith", role="police constable", full_name="Tom Askwith")
    answered = take_answers(case, slips.files)
    assert [one.name for one in answered.added] == ["Fiona Pemworthy", "Josephine Askerdale", "Tom Askwith"]
    assert answered.before is not None
    assert "Pemworthy" not in answered.before.read_text(encoding="utf-8")
    result = run_case(case, tmp_path / "out")
    by_source = {item.source: item.status.value for item in result.documents}
    assert by_source["IMR Health.txt"] == by_source["IMR Police.txt"] == "released"
    again = take_answers(case, slips.files)
    assert again.added == ()
    assert all("already" in warning for warning in again.warnings)


def test_a_mistake_in_one_slip_writes_nothing(case: Path) -> None:
    slips = query_agencies(case)
    answer(slips.files[0], "Fiona Pemworthy", role="ward clerk")
    answer(slips.files[0], "Jo Askerdale", full_name="Michelle Marlowe", role="health visitor")
    before = (case / "glossary.csv").read_bytes()
    with pytest.raises(CaseError, match=r"row 3.*glossary says otherwise"):
        take_answers(case, slips.files)
    assert (case / "glossary.csv").read_bytes() == before


def test_suggest_proposes_the_allowed_people_with_the_sentence(case: Path) -> None:
    path, rows = suggest_glossary(case)
    book = openpyxl.load_workbook(path)
    allowed = list(book["Allowed people"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[1]) for row in allowed] == [
        ("Ruth Tolland", "overview report author"),
        ("Rhona Caldbeck", "SCR panel chair"),
        ("Desmond Ferrar", "LSCB chair"),
    ]
    assert allowed[0][2:4] == ("Overview report.txt", "Author: Ruth Tolland")
    assert 'name = "Rhona Caldbeck"\nrole = "SCR panel chair"' in str(allowed[1][4])
    (clerk,) = [row for row in rows if row.name == "Fiona Pemworthy"]
    assert clerk.code == "Administrator 1"
    assert "ward clerk, Fiona Pemworthy" in clerk.evidence
    assert clerk.count == 4


def test_a_shared_name_is_asked_about_and_the_answer_decides_it(tmp_path: Path) -> None:
    text = "Health visitor Janet Pemworthy met midwife June Pemworthy.\n\n\n\n\n\nLater Ms Pemworthy rang."
    glossary = "name,code,role,category,aliases\nFrances Marlowe,Child T,subject,child,\n"
    people = "Janet Pemworthy,HV1,health visitor,professional,\nJune Pemworthy,MW1,midwife,professional,\n"
    case = text_case(tmp_path / "case", {"IMR.txt": text}, glossary=glossary + people)
    (path,) = query_agencies(case).files
    ((name, question),) = found(path)
    assert name == "Ms Pemworthy"
    assert "“Later Ms Pemworthy rang.”: which of Janet Pemworthy, June Pemworthy is Ms Pemworthy?" in question
    answer(path, "Ms Pemworthy", full_name="Somebody Else")
    with pytest.raises(CaseError, match="none of those asked about"):
        take_answers(case, [path])
    answer(path, "Ms Pemworthy", full_name="June Pemworthy")
    answered = take_answers(case, [path])
    assert answered.added == ()
    assert [(one.document, one.text, one.value) for one in answered.decided] == [("IMR.txt", "Ms Pemworthy", "MW1")]
    run_case(case, tmp_path / "out")
    (copy,) = (tmp_path / "out" / "release").iterdir()
    assert copy.read_text(encoding="utf-8").rstrip().endswith("Later MW1 rang.")
