"""Court case numbers."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "In «FN11C00123» the court ordered",
    "case «FD10P01234»",
    "Regina, «T20117045», sentenced",
    "Court case number: «LU 234/11»",
    "CASE NO «1234567»",
    "Claim No. «2AB12345»",
    "inquest ref «1234/2011»",
    "Case No: «FN11C00123»",
]

SPARES = [
    "[2014] EWHC 2522 (Fam)",
    "Re B [2013] UKSC 33",
    "case number 2 of 3",
    "case in 2010/11",
    "court on 12/03/2011",
    "Case No: [2014] EWHC 2522 (Fam)",
    "section T1",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("court_case", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("court_case", text) == []
