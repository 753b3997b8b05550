"""Answered slips become rows of the glossary; mistakes are told by row and nothing is overwritten."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from redactor.case.answers import append_answers
from redactor.case.glossary import read_glossary
from redactor.case.problems import Problems
from redactor.case.query_slips import COLUMNS, Answer, Question, read_answers, slip
from redactor.errors import CaseError, UsageError
from redactor.model import Category

HEAD = "name,code,role,category,aliases\n"
LISTED = HEAD + "Karen Oldroyd,SW1,social worker,professional,Kaz\n"
ASKED = [
    Question("page 12", "Then the ward clerk, F. Pemworthy, rang.", "F. Pemworthy"),
    Question("", "Jo came.", "Jo"),
]


def filled(folder: Path, *answers: tuple[str, str, str, str], name: str = "slip.xlsx") -> Path:
    """A slip as an agency sends it back: full name, role, category, other names for each question."""
    book = openpyxl.load_workbook(io.BytesIO(slip(ASKED)))
    for number, cells in enumerate(answers, 2):
        for column, text in zip(("full name", "role", "category", "other names"), cells, strict=True):
            book.worksheets[0].cell(number, COLUMNS.known.index(column) + 1).value = text or None
    book.save(folder / name)
    return folder / name


def read(files: Iterable[Path], glossary: str = LISTED) -> tuple[tuple[Answer, ...], Problems]:
    problems = Problems()
    listed = read_glossary(glossary.encode(), "glossary.csv", Problems())
    return read_answers(list(files), listed, problems), problems


def test_a_slip_asks_in_the_words_of_the_document() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(slip(ASKED))).worksheets[0]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == list(COLUMNS.known)
    assert rows[1][:4] == [
        "1",
        "page 12",
        "page 12: “Then the ward clerk, F. Pemworthy, rang.”: who is F. Pemworthy?",
        "F. Pemworthy",
    ]
    assert rows[2][2] == "“Jo came.”: who is Jo?"
    assert sheet.data_validations.dataValidation


def test_an_answer_is_a_row_of_the_glossary_with_the_found_name_as_alias(tmp_path: Path) -> None:
    answers, problems = read([filled(tmp_path, ("Fiona Pemworthy", "ward clerk", "", "Fi"))])
    assert not problems.errors
    assert [answer.cells() for answer in answers] == [
        ("Fiona Pemworthy", "", "ward clerk", "professional", "F. Pemworthy; Fi")
    ]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (("Fiona Pemworthy", "", "", ""), "does not say who this is"),
        (("", "ward clerk", "profesional", ""), 'Did you mean “professional”|Did you mean "professional"'),
        (("", "", "keep", ""), "keep needs a reason"),
        (("Karen Oldroyd", "health visitor", "", ""), "glossary says otherwise"),
    ],
)
def test_a_mistake_is_told_with_file_and_row(tmp_path: Path, answer: tuple[str, str, str, str], words: str) -> None:
    answers, problems = read([filled(tmp_path, answer)])
    (error,) = problems.errors
    assert error.startswith("slip.xlsx row 2: ")
    assert any(word in error for word in words.split("|"))
    assert not answers or answers[0].name != "Karen Oldroyd"


def test_what_is_open_or_known_is_a_warning(tmp_path: Path) -> None:
    answers, problems = read([filled(tmp_path, ("", "unknown", "", ""), ("Karen Oldroyd", "Social worker", "", ""))])
    assert answers == ()
    assert not problems.errors
    assert ["row 2" in problems.warnings[0], "row 3" in problems.warnings[1]] == [True, True]


def test_two_agencies_must_agree(tmp_path: Path) -> None:
    one = filled(tmp_path, ("Fiona Pemworthy", "ward clerk", "", ""), name="one.xlsx")
    two = filled(tmp_path, ("Fiona Pemworthy", "ward clerk", "", "Fi"), name="two.xlsx")
    other = filled(tmp_path, ("Fiona Pemworthy", "midwife", "", ""), name="other.xlsx")
    answers, problems = read([one, two])
    assert not problems.errors
    assert [answer.aliases for answer in answers] == [("F. Pemworthy", "Fi")]
    _, problems = read([one, other])
    (error,) = problems.errors
    assert error.startswith("other.xlsx row 2")
    assert "one.xlsx row 2" in error


ANSWER = Answer("slip.xlsx row 2", "F. Pemworthy", "Fiona Pemworthy", "ward clerk", Category.PROFESSIONAL, ("F. P",))


@pytest.mark.parametrize(
    "before",
    [
        LISTED.encode(),
        b"\xef\xbb\xbf" + LISTED.replace("\n", "\r\n").encode(),
        LISTED.rstrip("\n").encode(),
        LISTED.replace(",", ";").encode(),
        LISTED.encode("utf-16"),
        b"aliases,category,role,code,name\nKaz,professional,social worker,SW1,Karen Oldroyd\n",
    ],
)
def test_rows_are_added_to_a_csv_glossary_in_its_own_manner(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "glossary.csv"
    path.write_bytes(before)
    copy = append_answers(path, [ANSWER], confidential=tmp_path / "confidential")
    assert copy.read_bytes() == before
    problems = Problems()
    rows = read_glossary(path.read_bytes(), path.name, problems)
    assert not problems.errors
    assert [(row.name, row.code, row.role) for row in rows] == [
        ("Karen Oldroyd", "SW1", "social worker"),
        ("Fiona Pemworthy", "", "ward clerk"),
    ]
    assert rows[1].aliases == ("F. P",)


def test_rows_are_added_to_a_workbook_and_nothing_else_changes(tmp_path: Path) -> None:
    path = tmp_path / "glossary.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["name", "code", "role", "category", "aliases", "evidence"])
    sheet.append(["Karen Oldroyd", "SW1", "social worker", "professional", "Kaz", "her own words"])
    book.save(path)
    append_answers(path, [ANSWER], confidential=tmp_path / "confidential")
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert rows[1][5] == "her own words"
    assert rows[2][:3] == ("Fiona Pemworthy", None, "ward clerk")


def test_a_glossary_that_would_have_mistakes_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    path.write_text(HEAD + ",SW1,social worker,professional,\n", encoding="utf-8")
    with pytest.raises(CaseError):
        append_answers(path, [ANSWER], confidential=tmp_path / "confidential")
    assert "Pemworthy" not in path.read_text(encoding="utf-8")


def test_a_word_glossary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "glossary.docx"
    path.write_bytes(b"x")
    with pytest.raises(UsageError, match="Word"):
        append_answers(path, [ANSWER], confidential=tmp_path)
