from __future__ import annotations

import csv

import pytest

from redactor.lexicon.folding import fold_text
from redactor.lexicon.nicknames import is_given_name, nicknames_of
from redactor.resources import resource


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karen", "Kaz"),
        ("Elizabeth", "Beth"),
        ("Katarzyna", "Kasia"),
        ("Siobhan", "Shiv"),
        ("Mohammed", "Mo"),
        ("Jaswinder", "Jas"),
        ("Tomasz", "Tomek"),
        ("William", "Bill"),
        ("Oluwaseun", "Seun"),
    ],
)
def test_both_directions(one: str, other: str) -> None:
    assert fold_text(other) in nicknames_of(one)
    assert fold_text(one) in nicknames_of(other.upper())


def test_short_form_of_one_name_only_brings_its_sisters() -> None:
    assert "lizzie" in nicknames_of("Libby")


def test_short_form_of_many_names_does_not() -> None:
    assert {"andrew", "andrea"} <= nicknames_of("Andy")
    assert "drea" not in nicknames_of("Andy")


def test_never_itself_and_nothing_for_strangers() -> None:
    assert "karen" not in nicknames_of("Karen")
    assert nicknames_of("Xqzt") == frozenset()
    assert nicknames_of("") == frozenset()


def test_given_names_are_known_both_ways() -> None:
    assert is_given_name("KAREN")
    assert is_given_name("Kaz")
    assert not is_given_name("Oldroyd")


def test_the_list_is_long_enough_and_well_formed() -> None:
    with resource("glossaries", "nicknames.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = [row["name"] for row in rows]
    assert len(names) == len(set(names)) >= 250
    for row in rows:
        forms = row["short_forms"].split(";")
        assert all(form and form == form.strip() and form.isalpha() for form in forms), row["name"]
