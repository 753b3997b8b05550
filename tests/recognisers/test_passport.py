"""Passports and Home Office references."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "passport no. «123456789»",
    "Passport number: «AB1234567»",
    "passport «123 456 789»",
    "Home Office ref «A1234567»",
    "Home Office reference: «A1234567/2»",
    "BRP «ZX1234567»",
    "UKVI case «1234-5678-9012-3456»",
    "asylum support ref «NASS/12345»",
    "HO ref. «M1234567»",
]

SPARES = [
    "Home Office 2010",
    "passport to education 2011",
    "Home Office guidance of 12.03.2011",
    "A1234567",
    "passport expired in 2010",
    "Home Office circular 16/2005",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("passport", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("passport", text) == []
