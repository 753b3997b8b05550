from __future__ import annotations

import csv
import gzip

import pytest

from redactor.lexicon.folding import fold_text
from redactor.lexicon.words import is_name_word, is_proper_noun, is_word, name_kinds
from redactor.resources import resource


@pytest.mark.parametrize("token", ["hope", "Will", "WARD", "reading", "register", "was", "the", "of"])
def test_ordinary_words(token: str) -> None:
    assert is_word(token)


@pytest.mark.parametrize("token", ["karen", "Jack", "john", "molly", "oldroyd", "lincoln", "k", "xqz", "", "anna"])
def test_names_and_nonsense_are_no_words(token: str) -> None:
    assert not is_word(token)


@pytest.mark.parametrize(
    "token", ["Hope", "will", "Mark", "May", "Page", "Price", "Reading", "Lincoln", "April", "Rose"]
)
def test_words_that_are_names_too(token: str) -> None:
    assert is_name_word(token)


@pytest.mark.parametrize("token", ["Karen", "register", "Jack", "the", ""])
def test_words_that_are_names_only_or_words_only(token: str) -> None:
    assert not is_name_word(token)


@pytest.mark.parametrize(
    ("token", "kind"),
    [("May", "month"), ("lincoln", "place"), ("Page", "surname"), ("Grace", "given"), ("Summer", "season")],
)
def test_kinds(token: str, kind: str) -> None:
    assert kind in name_kinds(token)


def test_every_name_of_the_domain_traps_is_known() -> None:
    towns = ["Reading", "Lincoln", "Chester", "Kent", "Derby", "Bath", "Durham", "Preston", "Stafford", "Wells"]
    words = ["April", "May", "June", "August", "Summer", "Grace", "Will", "Mark", "Hope", "Faith", "Page", "Price"]
    more = ["Bill", "Rose", "Dawn", "Joy", "Frank", "Grant", "Ward", "Bond", "Drew", "Chase", "Art", "Pat", "Sue"]
    assert [word for word in [*towns, *words, *more, "Marsh", "Wood"] if not is_name_word(word)] == []


def test_proper_nouns_are_told_from_words() -> None:
    assert is_proper_noun("Galloway")
    assert is_proper_noun("boston")
    assert not is_proper_noun("hope")
    assert not is_proper_noun("oldroyd")


def test_shipped_list_is_folded_and_free_of_doubles() -> None:
    with gzip.open(resource("glossaries", "english-words.txt.gz"), "rt", encoding="utf-8") as lines:
        entries = [line.rstrip("\n") for line in lines]
    assert len(entries) == len(set(entries)) > 100_000
    assert all(fold_text(entry) == entry.lower() and entry.isalpha() for entry in entries)


def test_name_words_have_known_kinds() -> None:
    with resource("glossaries", "name-words.csv").open(encoding="utf-8", newline="") as lines:
        kinds = [row["kind"] for row in csv.DictReader(lines)]
    assert sorted(kinds) == ["given", "month", "place", "rare", "season", "surname"]
