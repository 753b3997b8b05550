"""Flat replacement: presidio carries it out, the plan decides."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.formats import flat
from redactor.model import Replacement, rewritten


def _edit(start: int, end: int, text: str) -> Replacement:
    return Replacement("t1", start, end, text, "person", "test")


@pytest.mark.parametrize(
    ("text", "edits", "wanted"),
    [
        ("Karen Oldroyd came", [_edit(0, 13, "HV1")], "HV1 came"),
        ("Karen Karen", [_edit(0, 5, "HV1"), _edit(6, 11, "HV1")], "HV1 HV1"),
        ("KarenMarek", [_edit(5, 10, "F"), _edit(0, 5, "HV1")], "HV1F"),
        ("a Karen b", [_edit(2, 7, "")], "a  b"),
        ("a Karen b", [_edit(2, 7, "<HV1>")], "a <HV1> b"),
        ("untouched", [], "untouched"),
        ("łódź Marek", [_edit(5, 10, "Father")], "łódź Father"),
    ],
)
def test_the_plan_exactly(text: str, edits: list[Replacement], wanted: str) -> None:
    assert flat.anonymise_text(text, edits) == wanted


@given(text=st.text(min_size=1, max_size=60), cuts=st.lists(st.integers(0, 60), max_size=10), new=st.text(max_size=4))
def test_any_disjoint_edits(text: str, cuts: list[int], new: str) -> None:
    edges = sorted({c % (len(text) + 1) for c in cuts})
    edits = [_edit(a, b, new) for a, b in list(itertools.pairwise(edges))[::2]]
    assert flat.anonymise_text(text, edits) == rewritten(text, edits)


@pytest.mark.parametrize("edits", [[_edit(0, 5, "x"), _edit(3, 8, "y")], [_edit(5, 50, "x")]])
def test_overlaps_and_strays_are_refused(edits: list[Replacement]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        flat.anonymise_text("Karen Oldroyd", edits)


def test_an_answer_that_is_not_the_plans_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lazy:
        text = "Karen Oldroyd"

        def anonymize(self, **_: object) -> Lazy:
            return self

    monkeypatch.setattr(flat, "_engine", Lazy)
    with pytest.raises(RuntimeError, match="exactly"):
        flat.anonymise_text("Karen Oldroyd", [_edit(0, 5, "HV1")])
