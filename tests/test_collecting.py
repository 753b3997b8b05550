"""Garbage is looked for seldom while documents are worked on, and as before afterwards."""

from __future__ import annotations

import gc

import pytest

from redactor.collecting import seldom


def test_garbage_is_looked_for_seldom_and_then_as_before() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="a document that ends the work"), seldom():
        assert gc.get_threshold() == (50_000, *before[1:])
        raise ValueError("a document that ends the work")
    assert gc.get_threshold() == before


@pytest.mark.parametrize("number", [0, 90_000])
def test_who_has_it_looked_for_more_seldom_or_never_is_let(number: int) -> None:
    before = gc.get_threshold()
    gc.set_threshold(number)
    try:
        with seldom():
            assert gc.get_threshold()[0] == number
    finally:
        gc.set_threshold(*before)
