"""Names that the person model drew over the end of a line or a cell."""

from __future__ import annotations

import pytest

from redactor.decide.line_ends import parted
from redactor.model import PERSON_MODEL, Finding

_LONG = "Apologies for absence were received in writing from "


def listed(text: str, name: str, form: str) -> Finding:
    start = text.index(name)
    return Finding(start, start + len(name), "person", 0.9, "listed", "glossary", people=("g1",), form=form)


def marked(text: str, name: str, rule: str = PERSON_MODEL) -> Finding:
    start = text.index(name)
    return Finding(start, start + len(name), "person", 0.9, "model", rule, name=name, role="Nurse")


@pytest.mark.parametrize("rule", [PERSON_MODEL, "titled name"])
@pytest.mark.parametrize(
    ("text", "whole", "known", "form", "left"),
    [
        ("cc Mrs Q. Ozolins\nMelcombe Board met", "Mrs Q. Ozolins\nMelcombe", "Ozolins", "surname", "Melcombe"),
        ("Venue: Marsh\nOzolins Family: notes", "Marsh\nOzolins Family", "Ozolins", "family", "Marsh"),
        ("known as: mirela\thazel eyes", "mirela\thazel", "mirela", "first name", "hazel"),
        (f"{_LONG}Mirela\nAngel delight for tea", "Mirela\nAngel", "Mirela", "first name", "Angel"),
        ("rang Mirela\nWinter coat bought", "Mirela\nWinter", "Mirela", "first name", "Winter"),
    ],
)
def test_the_side_that_nobody_listed_explains_is_judged_alone(
    text: str, whole: str, known: str, form: str, left: str, rule: str
) -> None:
    one = listed(text, known, form)
    kept, cut = parted(text, [one, marked(text, whole, rule)])
    assert (kept, text[cut.start : cut.end], cut.name) == (one, left, left)
    assert (cut.rule, cut.role, cut.score) == (PERSON_MODEL, "", 0.6)


@pytest.mark.parametrize(
    ("text", "whole", "known", "form"),
    [
        ("Name: Mirela\nTarrant\nAge 4", "Mirela\nTarrant", "Mirela", "first name"),  # her surname
        (f"{_LONG}Mirela\nTarrant who was away", "Mirela\nTarrant", "Mirela", "first name"),  # a full line
        ("rang Idris\nTarrant was away", "Idris\nTarrant", "Oldroyd", "surname"),
        ("rang Mirela Tarrant was away", "Mirela Tarrant", "Mirela", "first name"),  # one line
        ("Marsh Lane\nOzolins Drive", "Marsh Lane\nOzolins Drive", "Ozolins", "surname"),  # neither side
    ],
)
def test_a_name_that_may_go_on_stays_whole(text: str, whole: str, known: str, form: str) -> None:
    text = f"{text} (Oldroyd)"
    found = [listed(text, known, form), marked(text, whole)]
    assert list(parted(text, found)) == found


def test_two_listed_people_on_two_lines_are_left_to_the_next_rule() -> None:
    text = "Mirela\nOzolins rang"
    found = [listed(text, "Mirela", "first name"), listed(text, "Ozolins", "surname"), marked(text, "Mirela\nOzolins")]
    assert list(parted(text, found)) == found
