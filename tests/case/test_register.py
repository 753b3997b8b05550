from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.case.problems import Problems
from redactor.case.register import Register, RegisterRow, code_key, natural_key, read_register
from redactor.model import Category, Origin, Person

HEADER = "name,code,role,category,origin,since,replaced_by\n"


def make(name: str, code: str, **more: str) -> RegisterRow:
    return RegisterRow(name, code, "social worker", Category.PROFESSIONAL, Origin.GLOSSARY, **more)


def read(data: bytes | str) -> tuple[Register, Problems]:
    problems = Problems()
    return read_register(data.encode() if isinstance(data, str) else data, problems), problems


def test_the_file_is_one_that_excel_opens_and_reads_back_equal() -> None:
    register = Register(
        (make("Łucja Nowicka", "SW1", since="2012-03-01"), make("=HYPERLINK", "SW2", replaced_by="SW9"))
    )
    data = register.to_csv()
    assert data.startswith(b"\xef\xbb\xbfname,code,role,category,origin,since,replaced_by\r\n")
    assert b"'=HYPERLINK" in data
    found, problems = read(data)
    assert problems.errors == []
    assert found == register
    assert found.to_csv() == data


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), unique_by=lambda item: code_key(item[1])))
def test_any_register_reads_back_equal(items: list[tuple[str, str, str]]) -> None:
    rows = (RegisterRow(n, c, r, Category.FAMILY, Origin.PROVISIONAL) for n, c, r in items)
    register = Register(tuple(rows))
    found, problems = read(register.to_csv())
    assert problems.errors == []
    assert found == register


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "it is empty"),
        ("name,code\n", "“role” is missing"),
        (HEADER + "Karen Oldroyd,,x,family,glossary,,", "row 2: the code is empty"),
        (HEADER + ",SW1,x,family,glossary,,", "row 2: the name is empty"),
        (HEADER + "Karen Oldroyd,SW1,x,keep,glossary,,", "the category is not one"),
        (HEADER + "Karen Oldroyd,SW1,x,family,allowed,,", "glossary or provisional"),
        (HEADER + "Karen Oldroyd,SW1,x,family,glossary,1.3.2012,", "since"),
        (HEADER + "A B,SW1,x,family,glossary,,\nC D,sw 1,x,family,glossary,,", "row 3: its code stands in row 2 too"),
        (b"PK\x03\x04\x00\x00", "not a text file"),
    ],
)
def test_a_damaged_register_is_told_with_what_to_do(text: str | bytes, part: str) -> None:
    _, problems = read(text)
    assert part in problems.errors[0]
    assert problems.errors[0].startswith("confidential/register.csv")
    assert "backup" in problems.errors[0]
    assert "Oldroyd" not in problems.errors[0]


def test_the_code_for_a_name_however_it_is_spelt() -> None:
    register = Register((make("Siobhán O'Hagan", "GP1"), make("Karen Oldroyd", "SW1"), make("Karen Oldroyd", "SW2")))
    assert register.code_for("O’HAGAN, Siobhan") == "GP1"
    assert register.code_for("Dr Siobhan O'Hagan") == "GP1"
    assert register.code_for("Karen Oldroyd") == ""
    assert register.code_for("Marek Wisniowski") == ""


def test_rows_are_added_or_brought_up_to_date_and_never_lost() -> None:
    old = Register((make("Karen Oldroyd", "SW1", since="2012-03-01"),))
    found = old.with_rows([make("Karen Oldroyd-Shaw", "SW1", since="2013-01-01"), make("Marek Wisniowski", "SW2")])
    assert found.rows == (make("Karen Oldroyd-Shaw", "SW1", since="2012-03-01"), make("Marek Wisniowski", "SW2"))
    assert found.with_rows([]) == found


def test_only_coded_people_are_registered() -> None:
    people = [
        Person("g2", "Karen Oldroyd", "SW1", Category.PROFESSIONAL, "social worker"),
        Person("p:jane smythe", "Jane Smythe", "HV1", Category.PROFESSIONAL, origin=Origin.PROVISIONAL),
        Person("a1", "Frances Tolland", "", Category.PROFESSIONAL, origin=Origin.ALLOWED),
        Person("g3", "Helen Brandreth", "", Category.KEEP, origin=Origin.KEEP),
    ]
    found = Register().with_people(people, since="2012-03-01")
    assert [(r.code, r.origin, r.since) for r in found.rows] == [
        ("SW1", Origin.GLOSSARY, "2012-03-01"),
        ("HV1", Origin.PROVISIONAL, "2012-03-01"),
    ]


def test_codes_sort_as_people_count() -> None:
    assert sorted(["SW10", "SW2", "Child B", "SW1", "Mother"], key=natural_key) == [
        "Child B",
        "Mother",
        "SW1",
        "SW2",
        "SW10",
    ]
