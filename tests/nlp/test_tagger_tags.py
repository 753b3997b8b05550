from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.nlp.tagger.calibration import Calibration, fitted, log_odds
from redactor.nlp.tagger.tags import LABELS, TAGS, Scores, best_path, probabilities, spans, tags_of


def chances(*rows: dict[str, float]) -> Scores:
    table = np.full((len(rows), len(TAGS)), 0.001, dtype=np.float32)
    for number, row in enumerate(rows):
        for tag, value in row.items():
            table[number, TAGS.index(tag)] = value
    return table


def test_an_inner_tag_without_an_opening_one_is_repaired() -> None:
    found = spans(chances({"O": 0.9}, {"I-PERSON": 0.6, "B-PERSON": 0.3}, {"I-PERSON": 0.9}))
    assert [(one.first, one.last, one.label) for one in found] == [(1, 3, "PERSON")]
    assert found[0].certainty == pytest.approx(0.9, abs=0.01)


def test_two_people_side_by_side_stay_two() -> None:
    found = spans(chances({"B-PERSON": 0.9}, {"B-PERSON": 0.9}, {"I-PERSON": 0.8}))
    assert [(one.first, one.last) for one in found] == [(0, 1), (1, 3)]
    assert found[1].certainty == pytest.approx(0.8, abs=0.01)


@given(st.lists(st.lists(st.floats(-8, 8), min_size=len(TAGS), max_size=len(TAGS)), min_size=1, max_size=12))
def test_every_path_obeys_bio_and_is_never_better_than_the_best(rows: list[list[float]]) -> None:
    table = probabilities(np.array(rows, dtype=np.float32))
    path = best_path(table)
    before = "O"
    for tag in path:
        name = TAGS[tag]
        assert not name.startswith("I-") or before[2:] == name[2:]
        before = name
    free = np.log(table.max(axis=1) + 1e-12).sum()
    taken = np.log(table[np.arange(len(path)), path] + 1e-12).sum()
    assert taken <= free + 1e-4


def test_a_word_that_a_span_touches_belongs_to_it() -> None:
    words = [(0, 2), (3, 8), (8, 9), (9, 10), (11, 15)]
    tags = tags_of(words, [(3, 8, "PERSON"), (9, 15, "IGNORED")])
    assert [TAGS[tag] if tag >= 0 else tag for tag in tags] == ["O", "B-PERSON", "O", -100, -100]


def test_calibration_learns_how_often_a_certainty_is_right() -> None:
    certainties = [0.9] * 100 + [0.6] * 100
    right = [True] * 70 + [False] * 30 + [True] * 20 + [False] * 80
    slope, intercept = fitted(certainties, right)
    line = Calibration(dict.fromkeys(LABELS, (slope, intercept)))
    assert line.score("PERSON", 0.9) == pytest.approx(0.7, abs=0.03)
    assert line.score("PERSON", 0.6) == pytest.approx(0.2, abs=0.03)
    assert 0 < line.score("PERSON", 0.0) < line.score("PERSON", 1.0) < 1


def test_a_calibration_survives_its_settings() -> None:
    line = Calibration(dict.fromkeys(LABELS, (0.75, -0.25)))
    assert Calibration.read(line.row()) == line
    with pytest.raises(KeyError):
        Calibration.read({"PERSON": [1, 0]})
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))
