"""The generator of invented case prose: its counts, its splits, its gold spans."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from pathlib import Path

import pytest
from corpus.names import SPLITS, Split, names_of
from corpus.sentences import Text, generate, patterns
from corpus.sentences.__main__ import main
from corpus.sentences.library import normalised
from hypothesis import given, settings
from hypothesis import strategies as st

LABELS = {"PERSON", "PLACE", "INSTITUTION", "ORG"}


def sample(split: Split, count: int = 1500, seed: int = 3) -> list[Text]:
    return list(generate(split, count, seed))


def test_there_are_enough_patterns() -> None:
    every = patterns()
    assert len(every) >= 800
    assert sum(pattern.negative for pattern in every) >= 200
    assert sum(not pattern.negative for pattern in every) >= 500
    assert len({pattern.kind for pattern in every}) >= 15


def test_a_split_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no such split"):
        next(generate("dev", 1, 1))  # type: ignore[arg-type]  # what a script without types can ask for


def test_no_pattern_occurs_twice() -> None:
    wordings = Counter(normalised(pattern.source) for pattern in patterns())
    assert [wording for wording, count in wordings.items() if count > 1] == []


def test_slot_marks_do_not_make_a_pattern_another_one() -> None:
    assert normalised("{A:title} rang {B~A:first}.") == normalised("{C.f} rang {D:nick}!")
    assert normalised("{A} rang {town}.") != normalised("{A} rang {school}.")


def test_patterns_are_shared_out_by_the_planned_shares() -> None:
    shares = {split: len(patterns(split)) / len(patterns()) for split in SPLITS}
    assert 0.65 < shares["train"] < 0.75
    assert 0.07 < shares["development"] < 0.13
    assert 0.15 < shares["test"] < 0.25


def test_splits_share_no_pattern_and_each_has_both_sorts() -> None:
    for one, other in itertools.combinations(SPLITS, 2):
        assert not {p.key for p in patterns(one)} & {p.key for p in patterns(other)}
    for split in SPLITS:
        assert {pattern.negative for pattern in patterns(split)} == {True, False}


@pytest.mark.parametrize("split", SPLITS)
def test_texts_come_from_patterns_of_their_split(split: Split) -> None:
    known = {pattern.key for pattern in patterns(split)}
    used = Counter(key for text in sample(split) for key in text.pattern.split("+"))
    assert set(used) <= known
    assert max(used.values()) - min(used[key] for key in known) <= 1


@settings(max_examples=60, deadline=None)
@given(split=st.sampled_from(SPLITS), seed=st.integers(0, 10**6))
def test_spans_are_in_order_disjoint_and_trimmed(split: Split, seed: int) -> None:
    for text in generate(split, 25, seed):
        end = 0
        for span in text.spans:
            assert end <= span.start < span.end <= len(text.text)
            assert span.label in LABELS
            covered = text.text[span.start : span.end]
            assert covered == covered.strip()
            end = span.end
        people = [(span.start, span.end) for span in text.spans if span.label == "PERSON"]
        assert [(one.start, one.end) for one in text.people] == people


@pytest.mark.parametrize("split", SPLITS)
def test_origins_and_forms_are_varied(split: Split) -> None:
    people = [one for text in sample(split, 4000) for one in text.people]
    origins = Counter(one.origin for one in people)
    assert len(origins) >= 20
    assert set(origins) == {names.origin for names in names_of(split)}
    assert max(origins.values()) < 0.25 * len(people)
    forms = {one.form for one in people}
    assert forms >= {"full", "first", "surname", "title_surname", "initial_surname", "surname_first", "capitals"}
    assert forms >= {"nickname", "initials", "misspelt", "ocr", "lower", "email", "plural_family"}


def test_titles_and_possessives_stay_outside() -> None:
    for text in sample("train", 4000):
        for one in text.people:
            name = text.text[one.start : one.end]
            assert not name.lower().endswith(("'s", "’s"))
            assert not name.startswith(("Mr ", "Mrs ", "Ms ", "Miss ", "Dr "))


def test_an_address_of_mail_is_a_person_up_to_the_sign() -> None:
    mails = [(text, one) for text in sample("train", 4000) for one in text.people if one.form == "email"]
    assert mails
    assert all(text.text[one.end] == "@" for text, one in mails)


def test_equal_arguments_give_equal_texts_and_other_seeds_others() -> None:
    assert sample("test", 200) == sample("test", 200)
    assert sample("test", 200) != sample("test", 200, seed=4)


def test_the_first_texts_do_not_depend_on_the_count() -> None:
    assert list(itertools.islice(generate("train", 10**9, 5), 50)) == sample("train", 50, seed=5)


def test_the_command_writes_one_row_for_each_text(tmp_path: Path) -> None:
    out = tmp_path / "development.jsonl"
    assert main(["--split", "development", "--count", "40", "--seed", "9", "--out", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert rows == [text.row() for text in generate("development", 40, 9)]
    assert set(rows[0]) == {"text", "spans", "kind", "people"}
