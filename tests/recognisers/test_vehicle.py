"""Registration marks."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "a silver Ford, «AB12 CDE», left",
    "«AB12CDE»",
    "vehicle «ab12 cde»",
    "his car («A123 BCD»)",
    "parked his van «ABC 123D» outside",
    "registration «K4 REN»",
    "VRM «ABZ 1234»",
    "reg no. «a123bcd»",
    "number plate «1 KO»",
]

SPARES = [
    "IMR 12 ABC",
    "HV12 SCR",
    "A123 BCD",
    "ABC 123D",
    "PC 4471 drove there",
    "the car of SW1 was seen",
    "registration of SW1",
    "SW12 NHS",
    "IMR 12 ABC was driven by",
    "DS14 LSCB",
    "T20 BUS",
    "Table 12 ABC",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("vehicle", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("vehicle", text) == []
