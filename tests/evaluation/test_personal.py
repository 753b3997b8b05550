"""Personal data outside the field: patterns of their own, and as well found as the bars ask."""

from __future__ import annotations

from corpus.sentences import patterns, patterns_of
from corpus.sentences.library import normalised

from evaluation import personal


def test_no_pattern_was_trained_on() -> None:
    trained = {normalised(pattern.source) for pattern in patterns()}
    own = [normalised(pattern.source) for pattern in patterns_of(personal.FILE, "test")]
    assert len(own) == len(set(own)) >= 70
    assert not trained & set(own)


def test_people_are_found_and_hardly_anything_else_is() -> None:
    people = personal.measure(7, rounds=2)["PERSON"]
    assert people.found.total > 100
    assert people.found.value >= 0.95
    assert people.right.value >= 0.85
