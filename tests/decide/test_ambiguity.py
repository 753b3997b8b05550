"""Whose name a shared name is."""

from __future__ import annotations

from dataclasses import replace

from redactor.decide.ambiguity import LOOK_BACK, Antecedents
from redactor.model import Category, Finding, Person


def person(key: str, code: str, name: str = "Karen Oldroyd") -> Person:
    return Person(key, name, code, Category.PROFESSIONAL)


PEOPLE = {p.key: p for p in (person("g1", "SW1"), person("g2", "HV2", "Karen Whitlock"))}
FAMILY = Person("family", "Brannock", "Family R", Category.FAMILY)


def shared(form: str = "first name", people: tuple[str, ...] = ("g1", "g2")) -> Finding:
    return Finding(0, 5, "person", 0.9, "test", people=people, form=form)


TEXT = "Karen Whitlock came. Karen left."


def at(start: int, people: tuple[str, ...] = ("g1", "g2")) -> Finding:
    return Finding(start, start + 5, "person", 0.9, "test", people=people, form="first name")


def test_one_candidate_is_not_ambiguous() -> None:
    reading = Antecedents(PEOPLE, None).read(shared(people=("g2",)), 0, TEXT)
    assert (reading.text, reading.person, reading.ambiguous) == ("HV2", "g2", False)


def test_nothing_tells_them_apart() -> None:
    reading = Antecedents(PEOPLE, None).read(shared(), 0, TEXT)
    assert (reading.text, reading.person, reading.ambiguous) == ("SW1 or HV2", "", True)


def test_the_only_one_mentioned_before_decides() -> None:
    antecedents = Antecedents(PEOPLE, None)
    antecedents.read(shared(people=("g2",)), 0, TEXT)
    reading = antecedents.read(at(21), 0, TEXT)
    assert (reading.text, reading.person, reading.ambiguous) == ("HV2", "g2", False)
    reading = antecedents.read(shared(), 1, "Karen left.")
    assert (reading.text, reading.ambiguous) == ("HV2", False)


def test_two_mentioned_before_decide_nothing() -> None:
    antecedents = Antecedents(PEOPLE, None)
    antecedents.read(shared(people=("g1",)), 0, TEXT)
    antecedents.read(shared(people=("g2",)), 1, TEXT)
    assert antecedents.read(shared(), 2, TEXT).ambiguous


def test_a_clear_mention_in_the_same_sentence_decides_nothing() -> None:
    text = "Karen Oldroyd told Karen to leave."
    antecedents = Antecedents(PEOPLE, None)
    antecedents.read(Finding(0, 13, "person", 0.9, "test", people=("g1",), form="full name"), 0, text)
    assert antecedents.read(at(19), 0, text).ambiguous


def test_a_mention_too_far_back_does_not_decide() -> None:
    antecedents = Antecedents(PEOPLE, None)
    antecedents.read(shared(people=("g1",)), 0, TEXT)
    assert antecedents.read(shared(), LOOK_BACK + 1, TEXT).ambiguous


def test_the_family_as_a_whole() -> None:
    kin = {key: replace(somebody, category=Category.FAMILY) for key, somebody in PEOPLE.items()}
    reading = Antecedents(kin, FAMILY).read(shared("plural family"), 0, TEXT)
    assert (reading.text, reading.person, reading.ambiguous) == ("Family R", "family", False)


def test_the_family_of_a_professional_is_not_the_childs() -> None:
    """ "Placed with the Hendersons" speaks of foster carers."""
    reading = Antecedents(PEOPLE, FAMILY).read(shared("plural family", ("g2",)), 0, TEXT)
    assert (reading.text, reading.person) == ("family of HV2", "g2")
    reading = Antecedents(PEOPLE, FAMILY).read(shared("plural family"), 0, TEXT)
    assert (reading.text, reading.ambiguous) == ("SW1 and HV2", False)


def test_four_candidates_without_antecedent() -> None:
    people = {f"g{n}": person(f"g{n}", f"SW{n}") for n in range(1, 5)}
    reading = Antecedents(people, None).read(shared(people=tuple(people)), 0, TEXT)
    assert (reading.text, reading.ambiguous) == ("[name]", True)
    reading = Antecedents(people, FAMILY).read(shared(people=tuple(people)), 0, TEXT)
    assert (reading.text, reading.person) == ("[name]", "")


def test_four_of_the_family_without_antecedent() -> None:
    people = {f"g{n}": Person(f"g{n}", "Ana Brannock", f"Sibling {n}", Category.CHILD) for n in range(1, 5)}
    reading = Antecedents(people, FAMILY).read(shared(people=tuple(people)), 0, TEXT)
    assert (reading.text, reading.person, reading.ambiguous) == ("Family R", "family", True)
