"""Names that are ordinary words, months and towns: both roles of each."""

from __future__ import annotations

import pytest

from redactor.model import Category, Person
from redactor.recognisers._matching.index import NameIndex

PEOPLE = tuple(
    Person(name.split()[-1].lower(), name, code, Category.PROFESSIONAL)
    for name, code in [
        ("Alan Lincoln", "HV2"),
        ("Jane Hope", "PC1"),
        ("Ruth Price", "GP1"),
        ("Owen Page", "CT1"),
        ("Sian Reading", "SW3"),
        ("Colin Ward", "DT1"),
        ("Edith Marsh", "MW1"),
        ("Alan Bond", "PO1"),
        ("Nora Bath", "HT1"),
        ("Nora Wells", "SN1"),
    ]
) + tuple(
    Person(name.split()[0].lower(), name, code, Category.FAMILY)
    for name, code in [
        ("Will Oldroyd", "Sibling 1"),
        ("May Oldroyd", "MGM"),
        ("Mark Oldroyd", "Father"),
        ("Grace Oldroyd", "Child R"),
        ("Rose Oldroyd", "PGM"),
        ("Bill Oldroyd", "PGF"),
        ("April Oldroyd", "Mother"),
        ("Faith Oldroyd", "Sibling 2"),
        ("Summer Oldroyd", "Sibling 3"),
        ("Drew Oldroyd", "Adult 1"),
    ]
)
INDEX = NameIndex(PEOPLE)


def keys(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[hit.start : hit.end], hit.people) for hit in INDEX.matches(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "HV Lincoln weighed the baby; Lincoln's notes are missing",
            [("HV Lincoln", ("lincoln",)), ("Lincoln", ("lincoln",))],
        ),
        ("PC Hope attended", [("PC Hope", ("hope",))]),
        ("May reported that Will would not mark the register", [("May", ("may",)), ("Will", ("will",))]),
        ("She asked Mark to sign.", [("Mark", ("mark",))]),
        ("Dr Price agreed", [("Dr Price", ("price",))]),
        ("they wrote that miss hope was calm", [("miss hope", ("hope",))]),
        ("seen by pc page and dc bond", [("pc page", ("page",)), ("dc bond", ("bond",))]),
        ("seen by Owen Page", [("Owen Page", ("page",))]),
        ("social worker Reading called", [("Reading", ("reading",))]),
        ("the Ward family", [("Ward", ("ward",))]),
        ("Grace's bruises", [("Grace", ("grace",))]),
        ("Rose, who is 61, was in", [("Rose", ("rose",))]),
        ("Bill told the officer", [("Bill", ("bill",))]),
        ("supported by April and her partner", [("April", ("april",))]),
        ("sibling Faith slept", [("Faith", ("faith",))]),
        ("midwife Marsh visited", [("Marsh", ("marsh",))]),
        ("A. Bond wrote", [("A. Bond", ("bond",))]),
        ("Ms Bath and Mrs Wells met", [("Ms Bath", ("bath",)), ("Mrs Wells", ("wells",))]),
        ("mum said Drew was asleep", [("Drew", ("drew",))]),
        ("will.oldroyd@fennshire.example", [("will.oldroyd", ("will",))]),
        ("J. Hope; hope@fennshire.example", [("J. Hope", ("hope",)), ("hope", ("hope",))]),
    ],
)
def test_as_names(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in May 2011 the family moved",
        "between April and June",
        "Reading Borough Council was told",
        "the family lived in Reading",
        "Lincoln County Hospital",
        "the ward was full",
        "on Ward 4",
        "it will not be done",
        "Will not engage with services",
        "Mark the form in ink",
        "I miss hope and they will miss wells",
        "her sister page",
        "Price list",
        "Hope was expressed that this would change",
        "there was hope",
        "Page 3 of 10",
        "page 3",
        "PAGE 3",
        "the marsh behind the house",
        "a bond with the baby",
        "a bath was run",
        "Bath and North East Somerset Council",
        "as well as the wells",
        "he rose to leave",
        "the bill was paid",
        "Bill of costs",
        "good faith",
        "a period of grace",
        "in summer",
        "Summer 2011",
        "she drew a picture",
        "may be referred",
        "May I ask",
    ],
)
def test_as_words(text: str) -> None:
    assert keys(text) == []


def test_a_small_word_before_a_listed_surname_is_no_first_name() -> None:
    assert keys("When will Oldroyd attend") == [
        ("Oldroyd", ("will", "may", "mark", "grace", "rose", "bill", "april", "faith", "summer", "drew"))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don't ring after six.", []),
        ("The leaflet says: Don’t wait", []),
        ("DON'T SHAKE THE BABY", []),
        ("Don 't wait", ["Don"]),
        ("Don't/won't", []),
        ("Phoned Don't/c 10.30", ["Don"]),
        ("Phoned Don 't/c 10.30'.", ["Don"]),
        ("Don told her not to wait.", ["Don"]),
        ("Don's flat", ["Don"]),
        ("Don 'turned up'", ["Don"]),
    ],
)
def test_the_first_half_of_a_contraction_is_no_first_name(text: str, found: list[str]) -> None:
    index = NameIndex((Person("don", "Donald Oldroyd", "MGF", Category.FAMILY),))
    assert [text[hit.start : hit.end] for hit in index.matches(text)] == found
