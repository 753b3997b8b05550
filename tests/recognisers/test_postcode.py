"""Postcodes, full by shape, halves by a cue."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "Luton «LU1 2UA» and",
    "«LU12UA»",
    "«FN3 4AB», of no known area",
    "«EC1A 1BB»",
    "«W1A 0AX»",
    "«M1 1AE»",
    "«B33 8TH»",
    "«lu1 2ua»",
    "dover «xa24 8pg».",
    "great ledhurst «jq22 4rd»",
    "«LU1\n2UA»",
    "«LU1  2UA»",
    "postcode «LUl 2UA»",
    "postcode: «LU1-2UA»",
    "Post code «LU1 2U0»",
    "Postcode «lu12ua»",
    "**«MK44 3WJ»**",
    "postcode «LU1»",
    "the «LU1» area",
    "«LU1» postcode",
    "postcodes «LU1» and «LU2»",
]

SPARES = [
    "LU1 was visited",
    "on the B1 4th floor",
    "WT2015",
    "SW1 area manager",
    "HV2 and SW1",
    "IMR 12 ABC",
    "PC 4471",
    "A4 2nd sheet",
    "the b12 3rd time",
    "v1 2hr later",
    "vitamin b12 8pg today",
    "section 47",
    "Part 8",
    "[postcode] LU",
    "SW1 area of work",
    "Child R1 2",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("postcode", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("postcode", text) == []
