"""A part of a page or picture as the place of a decision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.case.problems import Problems
from redactor.case.rectangles import RectanglePlace, check_rectangle, rectangle_of


@pytest.mark.parametrize(
    ("place", "of", "page"),
    [
        ("page 3, from 10 20.5 to 55 60", "page 3", 3),
        ("Page 12 FROM 0 0 TO 100 100", "Page 12", 12),
        ("page 3, picture 1, from 1 2 to 3 4", "page 3, picture 1", None),
        ("body, picture 2, from 1 2 to 3 4", "body, picture 2", None),
    ],
)
def test_a_rectangle_is_read(place: str, of: str, page: int | None) -> None:
    found = rectangle_of(place)
    assert found is not None
    assert (found.of, found.page) == (of, page)


@pytest.mark.parametrize(
    "place",
    [
        "",
        "page 3",
        "page 3, paragraph 2",
        "page 3, from 10 20 to 5 60",
        "page 3, from 10 20 to 110 60",
        "page 3, from 10 20 to 10 60",
        "page 3, from 10 60 to 20 60",
        "letter, from here to there",
    ],
)
def test_anything_else_is_none(place: str) -> None:
    assert rectangle_of(place) is None


_SIDE = st.integers(0, 10_000)


@given(_SIDE, _SIDE, _SIDE, _SIDE)
def test_what_is_written_is_what_is_read(a: int, b: int, c: int, d: int) -> None:
    (left, right), (top, bottom) = sorted((a, b)), sorted((c, d))
    place = RectanglePlace("page 3", left / 10_000, top / 10_000, right / 10_000, bottom / 10_000)
    assert rectangle_of(str(place)) == (place if left < right and top < bottom else None)


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ("page 3, from 10 20 to 55 60", "", ""),
        ("page 3, paragraph 2", "words", ""),
        ("page 3, from 10 20 to 55 60", "words", "Leave “text” empty"),
        ("page 3, from 10 20 to 5 60", "", "is not understood"),
        ("page 3, from 10% 20% to 50% 60%", "", "is not understood"),
        ("page 3, from 10, 20 to 50, 60", "", "is not understood"),
    ],
)
def test_a_rectangle_that_is_written_wrongly_is_a_mistake(place: str, text: str, said: str) -> None:
    problems = Problems()
    check_rectangle("confidential/decisions.csv, row 2", place, text, problems)
    assert [said in error for error in problems.errors] == ([True] if said else [])
