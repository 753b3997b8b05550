"""Registrations of professionals."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "registered as «SW12345»",
    "HCPC «SW12345»",
    "HCPC registration no. «PA12345»",
    "«PYL12345»",
    "Social Work England: «SW4567»",
    "registration number «SW1234»",
    "NMC PIN «12A3456E»",
    "midwife («98I1234E»)",
    "GMC «1234567»",
    "GMC number: «1234567»",
    "GMC No. «123 4567»",
    "PIN: «12a3456e»",
]

SPARES = [
    "SW1 visited",
    "SW12 and SW13",
    "HCPC 2012",
    "the GMC in 2010 and 2011",
    "1234567",
    "NMC guidance 2008",
    "registration of 12 children",
    "GMC guidance of 12.03.2011",
    "HV2 2HV",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("professional_registration", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("professional_registration", text) == []
