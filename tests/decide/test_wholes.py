"""Newcomers that are nothing but people of the case."""

from __future__ import annotations

import pytest

from redactor.decide.wholes import whole_mentions
from redactor.model import PERSON_MODEL, Finding


def listed(text: str, name: str, *people: str, form: str = "first name") -> Finding:
    start = text.index(name)
    return Finding(start, start + len(name), "person", 0.9, "listed", "glossary", people=people, form=form)


def marked(text: str, name: str) -> Finding:
    start = text.index(name)
    return Finding(start, start + len(name), "person", 0.9, "model", PERSON_MODEL, name=name)


def test_a_full_name_with_a_nickname_in_quotes_is_one_listed_person() -> None:
    text = "drawn by Mirela “Miri” Ozolins on"
    parts = [listed(text, word, "g1") for word in ("Mirela", "Miri", "Ozolins")]
    found = whole_mentions([*parts, marked(text, "Mirela “Miri” Ozolins")], text)
    assert [(f.span.of(text), f.people) for f in found if f.rule == "glossary" and f.end - f.start > 10] == [
        ("Mirela “Miri” Ozolins", ("g1",))
    ]
    assert not [f for f in found if not f.people]


def test_two_listed_people_in_a_list_are_nobody_new() -> None:
    text = "Seen: Mirela, Idris."
    parts = [listed(text, "Mirela", "g1"), listed(text, "Idris", "g2")]
    assert whole_mentions([*parts, marked(text, "Mirela, Idris")], text) == tuple(parts)


def test_a_first_name_before_the_surname_of_another_is_somebody_new() -> None:
    text = "Then Mirela Tarrant rang."
    new = marked(text, "Mirela Tarrant")
    parts = [listed(text, "Mirela", "g1"), listed(text, "Tarrant", "g2", form="surname")]
    assert new in whole_mentions([*parts, new], text)


def test_a_word_that_nobody_explains_makes_somebody_new() -> None:
    text = "Then Mirela Whitlow rang."
    new = marked(text, "Mirela Whitlow")
    assert new in whole_mentions([listed(text, "Mirela", "g1"), new], text)


@pytest.mark.parametrize("whole", ["Mlss Ozolins", "Mr Justlce Ozolins", "Profcssor Ozolins"])
def test_a_misread_title_is_no_name(whole: str) -> None:
    text = f"Then {whole} rang."
    found = whole_mentions([listed(text, "Ozolins", "g1", form="surname"), marked(text, whole)], text)
    assert all(f.people == ("g1",) for f in found)


@pytest.mark.parametrize("whole", ["Dela Ozolins", "De Ozolins", "Profcta Ozolins", "Rose Ozolins"])
def test_a_word_that_is_near_no_title_is_a_name(whole: str) -> None:
    text = f"Then {whole} rang."
    new = marked(text, whole)
    assert new in whole_mentions([listed(text, "Ozolins", "g1", form="surname"), new], text)


def test_a_kind_of_document_before_a_listed_surname_is_nobody_new() -> None:
    text = "see Chronology Ozolins.xlsx"
    part = listed(text, "Ozolins", "g1", form="surname")
    assert whole_mentions([part, marked(text, "Chronology Ozolins")], text) == (part,)


def test_a_kind_of_document_behind_a_listed_first_name_may_be_a_surname() -> None:
    text = "Then Mirela Chart rang."
    new = marked(text, "Mirela Chart")
    assert new in whole_mentions([listed(text, "Mirela", "g1"), new], text)


@pytest.mark.parametrize(
    ("text", "whole", "nobody"),
    [
        ("Grant Ozolins leave till Monday", "Grant Ozolins", True),
        ("Family seen.\tGRANT OZOLINS LEAVE", "GRANT OZOLINS", True),
        ("MAY OZOLINS GO? ASK ANN.", "MAY OZOLINS", True),
        ("Grant Ozolins rang", "Grant Ozolins", False),
        ("MAY OZOLINS RANG", "MAY OZOLINS", False),
        ("then May Ozolins go? Ask Ann.", "May Ozolins", False),
    ],
)
def test_a_verb_before_a_listed_name_makes_nobody_new(text: str, whole: str, nobody: bool) -> None:
    part = listed(text, whole.split()[1], "g1", form="surname")
    found = whole_mentions([part, marked(text, whole)], text)
    assert (found == (part,)) is nobody
