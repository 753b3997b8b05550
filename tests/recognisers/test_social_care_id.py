"""Numbers of record systems."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "Mosaic ID: «1234567»",
    "Mosaic «1234567»",
    "Liquidlogic person id «98765»",
    "ICS number «456789»",
    "case no «12345»",
    "Case no. «12345», «12346» and «12347»",
    "client ID «123»",
    "Client number: «P-123456»",
    "Hospital no «HN123456»",
    "service user number is «554433»",
    "patient number «123 456»",
    "our ref: «FN/123/11»",
    "Our Ref «FN-11»",
    "case reference «FN-11»",
    "file ref: «CS/11/0042»",
    "LCS ID «887766»",
    "Ref «123456» was noted",
    "Mosaic case «654321»",
    "RiO number «1234567»",
    "staff no. «00123»",
    "prison number «A1234AB»",
    "person id:\t«445566»",
    "CASE NO «12345»",
    "case no«12345»",
]

SPARES = [
    "ICS 2008 was introduced",
    "the ICS in 2010/11",
    "case no 2 of 3",
    "12345 children",
    "reference 8.127",
    "terms of reference 2.1",
    "in this case 1200 children",
    "the client was 123 cm tall",
    "file of 234 pages",
    "record of 12.03.2011",
    "Reference: [reference] 123",
    "Section 47",
    "case number: not known",
    "see ref 12",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("social_care_id", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("social_care_id", text) == []
