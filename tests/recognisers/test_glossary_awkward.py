"""Written forms that a hostile reader tried: double names cut short, initials, torn words, wrong owners."""

from __future__ import annotations

import pytest

from redactor.model import Category, Person
from redactor.recognisers._matching.index import NameIndex

PEOPLE = (
    Person("child", "Ashleigh Quennell-Drury", "Child R", Category.CHILD, aliases=("Ash",)),
    Person("mother", "Tracey Quennell", "Mother", Category.FAMILY),
    Person("father", "Lee Drury", "Father", Category.FAMILY),
    Person("ds", "Pat O'Dwyer", "DS1", Category.PROFESSIONAL),
    Person("iro", "Catherine McAllenby", "IRO1", Category.PROFESSIONAL),
    Person("fsw", "Harpreet Kaur Sandhu", "FSW1", Category.PROFESSIONAL),
    Person("ho", "Jean-Baptiste Nkurunziza", "HO1", Category.PROFESSIONAL),
    Person("ls", "Ann-Marie Rookwood", "LS1", Category.PROFESSIONAL),
    Person("ct", "Grace Page", "CT1", Category.PROFESSIONAL),
    Person("gp", "Mohammed Al-Tikriti", "GP1", Category.PROFESSIONAL),
    Person("sw", "Oluwaseyi Bamgbose-Oke", "SW1", Category.PROFESSIONAL),
)
INDEX = NameIndex(PEOPLE)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], " ".join(hit.people)) for hit in INDEX.matches(text)]


@pytest.mark.parametrize(
    ("text", "span", "people"),
    [
        ("saw Q-Drury at home", "Q-Drury", "child"),
        ("saw Mrs Q-Drury at home", "Mrs Q-Drury", "child"),
        ("saw Quennell-D at home", "Quennell-D", "child"),
        ("saw B-Oke at home", "B-Oke", "sw"),
        ("saw Ashleigh QD at home", "Ashleigh QD", "child"),
        ("saw Ash Q at home", "Ash Q", "child"),
        ("saw A.Q.D. at home", "A.Q.D.", "child"),
        ("saw A.Q-D. at home", "A.Q-D.", "child"),
        ("saw T.Q at home", "T.Q", "mother"),
        ("Re: ASH", "ASH", "child"),
        ("re: ash quennell at home", "ash quennell", "child"),
        ("saw L-D at home", "L-D", "father"),
        ("saw J-B Nkurunziza at home", "J-B Nkurunziza", "ho"),
        ("saw J.-B. Nkurunziza at home", "J.-B. Nkurunziza", "ho"),
        ("saw A-M Rookwood at home", "A-M Rookwood", "ls"),
        ("saw Baptiste at home", "Baptiste", "ho"),
        ("saw Anne-Marie at home", "Anne-Marie", "ls"),
        ("saw Ms Dwyer at home", "Ms Dwyer", "ds"),
        ("saw O'Dwyer at home", "O'Dwyer", "ds"),
        ("saw Allenby at home", "Allenby", "iro"),
        ("saw Ms Kaur at home", "Ms Kaur", "fsw"),
        ("saw Harpreet K at home", "Harpreet K", "fsw"),
        ("saw El-Tikriti at home", "El-Tikriti", "gp"),
        ("saw Tracey Quennell-Smith at home", "Tracey Quennell-Smith", "mother"),
        ("saw Tracey A Quennell at home", "Tracey A Quennell", "mother"),
        ("saw Tracey Ann Quennell at home", "Tracey Ann Quennell", "mother"),
        ("saw Quen nell-Drury at home", "Quen nell-Drury", "child"),
        ("saw Nkurun ziza at home", "Nkurun ziza", "ho"),
        ("saw P a g e at home", "P a g e", "ct"),
        ("saw Gra-\nce at home", "Gra-\nce", "ct"),
    ],
)
def test_found_whole_and_for_the_right_person(text: str, span: str, people: str) -> None:
    assert (span, people) in found(text)


@pytest.mark.parametrize("text", ["Lee Drury", "DRURY, Lee", "lee.drury@example.org", "Lee D"])
def test_a_listed_name_beats_another_persons_derived_nickname(text: str) -> None:
    assert [people for _, people in found(f"saw {text}")] == ["father"]


@pytest.mark.parametrize(
    "text",
    [
        "see pages 3 to 7",
        "an O-level and a J-cloth",
        "a Rook wood fire",
        "a post-Christmas non-Brandonian visit",
        "told them that I D agree",
    ],
)
def test_ordinary_text_is_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Karen Lynch-eid (nursery)", "Karen Lynch-eid"),  # half of the slip would stand there: "SW1-eid"
        ("Karen Lynch-Kelly came", "Karen Lynch-Kelly"),
        ("a Karen Lynch-led review", "Karen Lynch"),
        ("re-Lynch", "Lynch"),
        ("a Karen Lynch-hv plan", "Karen Lynch"),
    ],
)
def test_what_a_slip_left_of_the_other_half_goes_too(text: str, whole: str) -> None:
    index = NameIndex((Person("k", "Karen Lynch-Reid", "SW1", Category.PROFESSIONAL),))
    assert [text[hit.start : hit.end] for hit in index.matches(text)] == [whole]
