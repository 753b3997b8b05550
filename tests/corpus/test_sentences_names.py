"""The lists of names and how they are shared out."""

from __future__ import annotations

import itertools

import pytest
from corpus.names import SPLITS, Split, fold_name, names_of, split_of
from corpus.names.assignment import assign, groups, split_by_hash
from corpus.names.lists import words_of
from corpus.sentences import generate


def words(split: Split) -> set[str]:
    found: set[str] = set()
    for names in names_of(split):
        for first in (*names.female, *names.male):
            found.update(*(words_of(name) for name in (first.name, *first.short)))
        for surname in names.surnames:
            found.update(words_of(surname))
    return found


def test_every_origin_is_long_enough() -> None:
    origins = [names.origin for names in names_of("train")]
    assert len(origins) >= 24
    for origin in origins:
        parts = [next(names for names in names_of(split) if names.origin == origin) for split in SPLITS]
        assert sum(len(part.female) for part in parts) >= 30, origin
        assert sum(len(part.male) for part in parts) >= 30, origin
        assert sum(len(part.surnames) for part in parts) >= 45, origin


@pytest.mark.parametrize("split", SPLITS)
def test_every_origin_is_in_every_split(split: Split) -> None:
    assert len(names_of(split)) >= 24
    for names in names_of(split):
        assert len(names.female) + len(names.male) >= 8, names.origin
        assert len(names.surnames) >= 8, names.origin


def test_splits_share_no_word_of_a_name() -> None:
    for one, other in itertools.combinations(SPLITS, 2):
        assert words(one) & words(other) == set()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("O'Brien", ("obrien",)), ("da Silva", ("silva",)), ("Mary-Kate", ("mary", "kate")), ("Łucja", ("lucja",))],
)
def test_words_of_a_name(name: str, expected: tuple[str, ...]) -> None:
    assert words_of(name) == expected


def test_folding_drops_diacritics() -> None:
    assert fold_name("Wiśniowska Çela Đỗ") == "wisniowska cela do"


def test_names_that_share_a_word_form_one_group() -> None:
    joined = groups([("mary",), ("mary", "kate"), ("kate", "kat"), ("ann",)])
    assert frozenset({"mary", "kate", "kat"}) in joined
    assert frozenset({"ann"}) in joined


def test_too_short_a_list_is_refused() -> None:
    with pytest.raises(ValueError, match="too few names"):
        assign({("nowhere", "f"): [("ann",), ("bea",)]})


def test_the_hash_keeps_its_answers() -> None:
    assert [split_by_hash(text) for text in ("a", "b", "c", "d", "e")] == [split_by_hash(text) for text in "abcde"]
    shares = [split_by_hash(str(number)) for number in range(4000)]
    assert 0.66 < shares.count("train") / 4000 < 0.74


@pytest.mark.parametrize("split", SPLITS)
def test_generated_first_names_belong_to_the_split(split: Split) -> None:
    seen = 0
    for text in generate(split, 1500, 8):
        for one in text.people:
            name = text.text[one.start : one.end]
            if one.form in ("first", "surname", "title_surname", "literal") and split_of(name) is not None:
                assert split_of(name) == split, name
                seen += 1
    assert seen > 300


def test_unknown_names_belong_nowhere() -> None:
    assert split_of("Zzyzx") is None
