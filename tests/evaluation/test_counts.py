from __future__ import annotations

import pytest
from evaluation.counts import Share, Spans, touches, wilson


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"), [(0, 0, 0.0, 1.0), (10, 10, 0.72, 1.0), (0, 10, 0.0, 0.28), (50, 100, 0.40, 0.60)]
)
def test_intervals(hits: int, total: int, low: float, high: float) -> None:
    assert list(wilson(hits, total)) == pytest.approx([low, high], abs=0.01)


def test_a_share_says_how_sure_it_is() -> None:
    share = Share()
    for hit in (True, True, True, False):
        share.add(hit)
    assert str(share) == "75.0 % (30.1–95.4)"


def test_touching_and_exact_spans_are_counted_apart() -> None:
    spans = Spans.none()
    spans.add([(0, 5), (10, 13), (20, 22)], [(0, 5), (12, 15), (30, 31)])
    assert (spans.found.hits, spans.found.total) == (2, 3)
    assert (spans.whole.hits, spans.right.hits, spans.right.total, spans.exact.hits) == (1, 2, 3, 1)
    assert spans.overlapping == pytest.approx(2 / 3)
    assert spans.exactly == pytest.approx(1 / 3)
    assert not touches((0, 5), (5, 6))
