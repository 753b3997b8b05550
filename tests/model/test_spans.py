"""Span arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model import Covered, Span, substitute


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 50))
    return Span(start, start + draw(st.integers(1, 20)))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_not_a_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(spans(), spans())
def test_overlap_and_containment_agree_with_sets(a: Span, b: Span) -> None:
    first, second = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert a.overlaps(b) == bool(first & second)
    assert a.contains(b) == (second <= first)
    assert set(range(a.union(b).start, a.union(b).end)) >= first | second


@given(st.text(max_size=60), st.data())
def test_substitute_keeps_everything_outside_the_edits(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = [(Span(a, b), "§") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    result = substitute(text, pairs)
    outside = list(text)
    for span, _ in pairs:
        outside[span.start : span.end] = [""] * (span.end - span.start)
        outside[span.start] = "§"
    assert result == "".join(outside)


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        substitute("abcdef", [(Span(0, 3), "x"), (Span(2, 4), "y")])
    with pytest.raises(ValueError, match="outside"):
        substitute("abc", [(Span(2, 9), "x")])


@given(st.lists(spans(), max_size=8), st.lists(spans(), max_size=8), spans())
def test_covered_touches_what_one_of_its_places_overlaps(first: list[Span], added: list[Span], asked: Span) -> None:
    covered = Covered(first)
    for span in added:
        covered.add(span)
    assert covered.touches(asked) is any(asked.overlaps(span) for span in (*first, *added))
