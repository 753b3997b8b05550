"""Unique pupil numbers."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "pupil «A123456789012» of Year 4",
    "«X12345678901A» is temporary",
    "UPN: «B123456789012»",
    "UPN «A 1234 5678 9012»",
    "UPN «123456789012»",
    "Unique Pupil Number - «a123456789012»",
]

SPARES = [
    "B123456789012",
    "UPN 2011",
    "A12345678901",
    "the UPN of the child",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("upn", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("upn", text) == []
