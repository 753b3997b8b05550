from __future__ import annotations

import pytest

from redactor.case.glossary import GlossaryRow, code_tail, read_glossary, role_of_code
from redactor.case.problems import Problems
from redactor.model import Category


def read(*rows: str, header: str = "name,code,role,category,aliases") -> tuple[tuple[GlossaryRow, ...], Problems]:
    problems = Problems()
    data = "\n".join((header, *rows)).encode()
    return read_glossary(data, "glossary.csv", problems), problems


def test_a_row_is_read_and_tidied() -> None:
    (row,), problems = read(' Karen  Oldroyd , SW1 ,Social  Worker,PROFESSIONAL,"Kaz; K. Tolland;kaz;Karen  Oldroyd;"')
    assert problems.errors == []
    assert row == GlossaryRow(
        "glossary.csv row 2",
        "g2",
        "Karen Oldroyd",
        "SW1",
        "Social Worker",
        Category.PROFESSIONAL,
        ("Kaz", "K. Tolland"),
    )


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("Karen Oldroyd,,health visitor,,", Category.PROFESSIONAL),
        ("Karen Oldroyd,,Maternal Grandmother,,", Category.FAMILY),
        ("Karen Oldroyd,SW4,,,", Category.PROFESSIONAL),
        ("Karen Oldroyd,Child K,,,", Category.CHILD),
        ("Karen Oldroyd,SW4,social worker,family,", Category.FAMILY),
        ("Marshlands,Primary School 1,,,", Category.PLACE),
    ],
)
def test_an_empty_category_is_told_by_role_or_code(line: str, category: Category) -> None:
    (row,), problems = read(line)
    assert problems.errors == []
    assert row.category is category


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (",SW1,social worker,professional,", "the name is empty"),
        ("-,SW1,social worker,professional,", "at least two letters"),
        ("K,SW1,social worker,professional,", "at least two letters"),
        ("Not known,SW1,social worker,professional,", "not a name"),
        ("Karen Oldroyd,SW1,social worker,profesional,", 'Did you mean "professional"?'),
        (
            "Karen Oldroyd,SW1,social worker,zzz,",
            "child, family, professional, place, organisation, identifier or keep",
        ),
        ("Karen Oldroyd,X9,,,", "the category is empty"),
        ("Karen Oldroyd,[SW1],social worker,,", "brackets"),
        ("Karen Oldroyd,--,social worker,,", "no letter or digit"),
        (f"Karen Oldroyd,{'x' * 81},social worker,,", "longer than 80"),
        ("Helen Brandreth,SW1,researcher,keep,", "has no code"),
    ],
)
def test_mistakes_name_the_row_and_not_the_person(line: str, part: str) -> None:
    rows, problems = read("Marek Wisniowski,Father,father,family,", line)
    assert [row.key for row in rows] == ["g2"]
    (told,) = problems.errors
    assert told.startswith("glossary.csv row 3: ")
    assert part in told
    assert "Karen" not in told


def test_mistakes_are_told_together() -> None:
    _, problems = read(",SW1,,professional,", "Karen Oldroyd,SW2,,nobody,", "Marek Wisniowski,,,,")
    assert [told.split(":")[0] for told in problems.errors] == [
        "glossary.csv row 2",
        "glossary.csv row 3",
        "glossary.csv row 4",
    ]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Karen Oldroyd,SW1,,professional,", "there is no role."),
        ("Karen Oldroyd,,,professional,", "no code: a general one"),
        ("Helen Brandreth,,,keep,", "Say why the name stays"),
        ("Karen Oldroyd 07700 900123,SW1,social worker,,", "holds a number"),
        ('Karen Oldroyd,SW1,social worker,,"Kaz, Kazza"', "separated by semicolons"),
        ("Karen Oldroyd,SW1,social worker,,K", "single letter"),
    ],
)
def test_oddities_are_warnings(line: str, part: str) -> None:
    rows, problems = read(line)
    assert len(rows) == 1
    assert problems.errors == []
    assert part in problems.warnings[0]
    assert problems.warnings[0].startswith("glossary.csv row 2")


def test_an_alias_that_says_there_is_none_is_no_alias() -> None:
    rows, problems = read("Karen Oldroyd,SW1,social worker,,N/A; none; Kaz")
    assert rows[0].aliases == ("Kaz",)
    assert problems.warnings == []


def test_surname_first_is_a_good_alias() -> None:
    _, problems = read('Karen Oldroyd,SW1,social worker,,"Oldroyd, Karen"')
    assert problems.warnings == []


def test_the_columns_of_suggest_are_passed_over() -> None:
    rows, problems = read("Karen Oldroyd,4,a.docx,seen", header="name,count,documents,evidence")
    assert "the category is empty" in problems.errors[0]
    rows, problems = read("Karen Oldroyd,4,a.docx,seen,SW", header="name,count,documents,evidence,role")
    assert problems.errors == []
    assert rows[0].role == "SW"


def test_an_empty_file_is_a_mistake_and_an_empty_list_an_oddity() -> None:
    problems = Problems()
    assert read_glossary(b"", "glossary.csv", problems) == ()
    assert "empty" in problems.errors[0]
    rows, problems = read()
    assert rows == ()
    assert problems.errors == []
    assert "lists nobody yet" in problems.warnings[0]


def test_other_file_types_are_a_mistake() -> None:
    problems = Problems()
    read_glossary(b"x", "glossary.ods", problems)
    assert ".xlsx, .csv or .docx" in problems.errors[0]


@pytest.mark.parametrize(
    ("code", "prefix", "tail"),
    [
        ("HV2", "HV", "2"),
        ("HV 2", "HV", "2"),
        ("Child R", "Child", "R"),
        ("Child S1", "Child", "S1"),
        ("Mother", "Mother", ""),
        ("Childminder 1", "Child", None),
        ("SWX", "SW", None),
        ("TM1", "SW", None),
    ],
)
def test_what_a_code_adds_to_its_prefix(code: str, prefix: str, tail: str | None) -> None:
    assert code_tail(code, prefix) == tail


@pytest.mark.parametrize(
    ("code", "prefix"), [("HV2", "HV"), ("Half Sibling 1", "Half Sibling"), ("SSW1", "SSW"), ("Bobbie", None)]
)
def test_the_role_that_a_code_tells(code: str, prefix: str | None) -> None:
    role = role_of_code(code)
    assert (role.prefix if role else None) == prefix
