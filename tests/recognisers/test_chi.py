"""CHI numbers need their cue."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "CHI number «0101901208»",
    "CHI: «010190 1208»",
    "CHI no. «010190-1209» mistyped",
    "CHI «01 01 90 1208»",
]

SPARES = [
    "0101901208",
    "120311 1430 telephone call",
    "CHI number not recorded on 12.03.2011",
    "Tai Chi 2011",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("chi", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("chi", text) == []
