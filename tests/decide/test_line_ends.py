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
    ("text", "known", "form", "halves"),
    [
        ("cc |Mrs Q. Ozolins\nMelcombe| Board met", "Ozolins", "surname", ["Mrs Q. Ozolins", "Melcombe"]),
        ("Venue: |Marsh\nOzolins Family|: notes", "Ozolins", "family", ["Marsh", "Ozolins Family"]),
        ("Venue: |Marsh\nOzolins| Family: notes", "Ozolins", "surname", ["Marsh", "Ozolins"]),
        ("known as: |mirela\thazel| eyes", "mirela", "first name", ["mirela", "hazel"]),
        (f"{_LONG}|Mirela\nAngel| delight for tea", "Mirela", "first name", ["Mirela", "Angel"]),
        ("Known as: |Mirela\tLloyds|, Barclays", "Mirela", "first name", ["Mirela", "Lloyds"]),
        # the rest may be a surname, and the word above a first name: nothing is parted
        ("rang |Mirela\nWinter| coat bought", "Mirela", "first name", ["Mirela\nWinter"]),
        ("Name: |Mirela\nTarrant|\nAge 4", "Mirela", "first name", ["Mirela\nTarrant"]),
        (f"{_LONG}|Mirela\nTarrant| who was away", "Mirela", "first name", ["Mirela\nTarrant"]),
        ("police met |Chester\nOzolins| asleep", "Ozolins", "surname", ["Chester\nOzolins"]),
        ("spoke to |Mrs Q.\nOzolins| who is", "Ozolins", "surname", ["Mrs Q.\nOzolins"]),
        ("seen by |Dr Mirela\nTarrant| who was", "Mirela", "first name", ["Dr Mirela\nTarrant"]),
        ("rang |Mirela\t)| was away", "Mirela", "first name", ["Mirela\t)"]),
        ("rang |(\nOzolins| family", "Ozolins", "surname", ["(\nOzolins"]),
        ("rang |Idris\nTarrant| was away (Oldroyd)", "Oldroyd", "surname", ["Idris\nTarrant"]),
        ("rang |Mirela Tarrant| was away", "Mirela", "first name", ["Mirela Tarrant"]),
    ],
)
def test_a_line_parts_a_name_only_where_one_side_is_whole(
    text: str, known: str, form: str, halves: list[str], rule: str
) -> None:
    _, whole, _ = text.split("|")
    text = text.replace("|", "")
    one = listed(text, known, form)
    kept, *parts = parted(text, [one, marked(text, whole, rule)])
    assert kept == one
    assert [(text[part.start : part.end], part.name) for part in parts] == [(half, half) for half in halves]
    told = [text[part.start : part.end] for part in parts if part.role]
    assert told == [half for half in halves if known in half or len(halves) == 1]
    assert all(part.rule == (rule if part.role else PERSON_MODEL) for part in parts)


def test_two_listed_people_on_two_lines_are_left_to_the_next_rule() -> None:
    text = "Mirela\nOzolins rang"
    found = [listed(text, "Mirela", "first name"), listed(text, "Ozolins", "surname"), marked(text, "Mirela\nOzolins")]
    assert list(parted(text, found)) == found
