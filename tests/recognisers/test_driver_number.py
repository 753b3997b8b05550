"""Driver numbers."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "«TOLLA657054SM9IJ»",
    "«TOLLA 657054 SM9IJ»",
    "«OLDRO855314KA9AB» held",
    "driving licence «OLDRO999314KA9AB»",
    "Driver number: «12345678»",
    "driver no «TOLLA657054SM9IJ»",
]

SPARES = [
    "TOLLA699954SM9IJ",
    "12345678",
    "driving licence since 2010",
    "driving licence issued 12.03.2011",
    "ABCDE12345678901",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("driver_number", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("driver_number", text) == []
