"""What the person model marks and is nobody, with the reason; and what must stand."""

from __future__ import annotations

import pytest

from redactor.decide.screening import evidence, screened
from redactor.lexicon.case_words import CaseWords
from redactor.model import PERSON_MODEL, Finding


def marked(text: str, name: str, score: float = 0.8) -> Finding:
    start = text.index(name)
    return Finding(start, start + len(name), "person", score, "found by the person model", PERSON_MODEL, name=name)


def reason(text: str, name: str, *others: str, score: float = 0.8) -> str:
    finding = marked(text, name, score)
    words = CaseWords()
    words.read(text, evidence([finding]))
    for other in others:
        words.read(other, [])
    standing, let_go = screened(text, [finding], words)
    assert len(standing) + len(let_go) == 1
    return let_go[0][1] if let_go else ""


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("The SW1 rang.", "SW1", "a role code"),
        ("Child R cried.", "Child R", "a role code"),
        ("Health Visitor rang at noon.", "Health Visitor", "a role"),
        ("CAMHS closed the case.", "CAMHS", "agency"),
        ("NFA by police.", "NFA", "abbreviation"),
        ("A DNA letter was sent.", "DNA", "abbreviation"),
        ("The Fennshire Safeguarding Team met.", "Fennshire Safeguarding Team", "agency"),
        ("Teasel Close was searched.", "Teasel", "agency"),
        ("The family is Polish.", "Polish", "nationality"),
        ("Core Group met on Monday.", "Core Group", "agency"),
        ("Bruising was seen.", "Bruising", "ordinary"),
        ("Lessons Learned", "Lessons Learned", "ordinary"),
        ("She moved to Reading in May.", "Reading", "town"),
        ("Summer term began late.", "Summer", "ordinary"),
        ("mother rang again", "mother", "role"),
    ],
)
def test_nobody(text: str, name: str, why: str) -> None:
    assert why in reason(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Janet Whitlow rang.", "Janet Whitlow"),
        ("Then Whitlow rang.", "Whitlow"),
        ("KHAN said that she left.", "KHAN"),
        ("Hope said she was hungry.", "Hope"),
        ("Mr Reading rang.", "Mr Reading"),
        ("Mark Page rang.", "Mark Page"),
        ("Judith Lincoln weighed the baby.", "Judith Lincoln"),
        ("Grace Wood was seen.", "Grace Wood"),
        ("Ms Ward rang.", "Ms Ward"),
        ("Ade rang back.", "Ade"),
    ],
)
def test_somebody(text: str, name: str) -> None:
    assert reason(text, name, "Khan rang. She said Khan was out.") == ""


def test_the_case_decides_about_an_abbreviation_that_is_a_name() -> None:
    assert "abbreviation" in reason("LOK rang.", "LOK")
    assert reason("LOK rang.", "LOK", "she met Lok there") == ""


def test_only_the_models_findings_are_judged() -> None:
    text = "Core Group met."
    titled = Finding(0, 10, "person", 0.9, "title before a capitalised name", "titled name")
    assert screened(text, [titled], CaseWords()) == ([titled], [])


def test_a_word_is_evident_where_a_third_of_its_capitals_are_evidence() -> None:
    words = CaseWords()
    words.read("So Hope came.", evidence([Finding(3, 7, "person", 0.97, "model", PERSON_MODEL)]))
    words.read("So Hope left.", [])
    words.read("So Hope slept and had hope.", [])
    assert words.is_evident("hope")
    words.read("So Hope woke.", evidence([Finding(3, 7, "person", 0.9, "model", PERSON_MODEL)]))
    assert not words.is_evident("hope")
    assert not words.is_evident("woke")
