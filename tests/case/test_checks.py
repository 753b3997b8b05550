from __future__ import annotations

from collections.abc import Sequence

import pytest

from redactor.case.checks import check_glossary, initials_of
from redactor.case.glossary import read_glossary
from redactor.case.problems import Problems

HEADER = "name,code,role,category,aliases"


def check(rows: Sequence[str], *, allowed: Sequence[str] = (), subject: str = "", reference: str = "") -> Problems:
    problems = Problems()
    read = read_glossary("\n".join((HEADER, *rows)).encode(), "g.csv", problems)
    assert problems.errors == []
    problems.warnings.clear()
    check_glossary(read, allowed, subject=subject, reference=reference, problems=problems)
    return problems


OLDROYD = "Karen Oldroyd,SW1,social worker,professional,Kaz"


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ([OLDROYD, "Marek Wisniowski,sw 1,social worker,,"], "row 3: its code stands in row 2 too"),
        ([OLDROYD, OLDROYD], "row 3: it repeats row 2"),
        (["Karen Oldroyd,,social worker,,", "OLDROYD Karen,,SW,,", "Karen Oldroyd,,social worker,,x"], "row 4"),
        ([OLDROYD, "Marek Wisniowski,Kaz,father,,"], "row 3: its code is or holds a name listed in g.csv row 2"),
        ([OLDROYD, "Marek Wisniowski,Friend of Karen Oldroyd,father,,"], "is or holds a name listed in g.csv row 2"),
        ([OLDROYD, "Marek Wisniowski,Oldroyd 1,father,,"], "holds a part of a name listed in g.csv row 2"),
        (["Michelle Tolland,Mother,mother,,Mother"], "row 2: its code is or holds its own name or alias"),
        (["Marshlands,Marshlands 1,,place,"], "its own name or alias"),
        ([OLDROYD, "Kaz,,researcher cited,keep,"], "row 3: a name is kept here and coded in row 2"),
        (["Helen Brandreth,,cited,keep,Kaz", OLDROYD], "row 2: a name is kept here and coded in row 3"),
    ],
)
def test_mistakes_of_the_list_as_a_whole(rows: list[str], part: str) -> None:
    problems = check(rows)
    assert part in " | ".join(problems.errors)
    assert "Oldroyd" not in str(problems.errors)


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("Frances Tolland,SW1,social worker,,", "its name may stay by case.toml [[allowed]] number 1"),
        ('Karen Oldroyd,SW1,social worker,,"Tolland, Ms Frances"', "[[allowed]] number 1"),
        ("Karen Oldroyd,Frances Tolland,social worker,,", "its code says the name of [[allowed]] number 1"),
        ("Karen Oldroyd,PA to Frances Tolland,social worker,,", "its code says"),
    ],
)
def test_allowed_names_are_not_coded_and_no_codes(row: str, part: str) -> None:
    problems = check([row], allowed=["Frances Tolland"])
    assert part in problems.errors[0]
    assert problems.errors[0].startswith("g.csv row 2")


def test_a_child_may_share_the_first_name_of_an_allowed_person() -> None:
    problems = check(["Frances Brannock,Sibling 1,sibling,child,Frances"], allowed=["Frances Tolland"])
    assert problems.errors == []


@pytest.mark.parametrize("code", ["FN-11 child", "fn 11", "FN11/1"])
def test_a_code_does_not_hold_the_reference(code: str) -> None:
    problems = check([f"Karen Oldroyd,{code},social worker,,"], reference="FN-11")
    assert "the case's reference" in problems.errors[0]


def test_one_name_for_two_people_is_a_warning() -> None:
    problems = check([OLDROYD, "Karen Oldroyd,HV1,health visitor,,", "Karen Pugh,HV2,health visitor,,kaz"])
    assert problems.errors == []
    assert problems.warnings == [
        "g.csv row 2: it shares a name with row 3; mentions of that name are ambiguous.",
        "g.csv row 2: it shares a name with row 4; mentions of that name are ambiguous.",
    ]


@pytest.mark.parametrize(
    ("row", "odd"),
    [
        ("Karen Oldroyd,KO1,social worker,,", True),
        ("Karen Oldroyd,OK,social worker,,", True),
        ("Ryan Brannock,Child R,child,,", True),
        ("Leon Rushworth,Child R,child,,", True),
        ("Leon Brannock,Child R,child,,", False),
        ("Susan Wright,SW1,social worker,,", False),
        ("Susan Wright,SW1,teacher,,", True),
        ("Susan Wright,SW1,,professional,", False),
        ("Ryan Brannock,Child R,sibling,child,", True),
        ("Mary Grace Murphy,MGM,maternal grandmother,,", False),
        ("Mary Grace Murphy,MGM,aunt,family,", True),
        ("Karen Oldroyd,Bobbie,child,,", False),
        ("Karen Oldroyd,Head of Safeguarding,head of safeguarding,,", False),
        ("Royal Infirmary,RI,,place,", False),
    ],
)
def test_a_code_that_spells_its_owners_initials_is_a_warning(row: str, odd: bool) -> None:
    problems = check([row])
    assert problems.errors == []
    assert any("initials" in told for told in problems.warnings) is odd


def test_initials() -> None:
    assert initials_of("Karen Ann Oldroyd") == {"k", "o", "ko", "ok", "kao"}
    assert initials_of("...") == frozenset()


def test_a_code_may_share_an_ordinary_word_with_a_name() -> None:
    assert check(["Thomas Ward,PC1,police constable,,", "Alder,Ward 3,,place,"]).errors == []


def test_the_subject_is_a_code_of_the_list() -> None:
    assert check(["Leon Brannock,Child R,child,,"], subject="child R").warnings == []
    assert "no row with this code" in check([OLDROYD], subject="Child R").warnings[0]
    assert "it says a listed name" in check([OLDROYD], subject="Karen Oldroyd").errors[0]
