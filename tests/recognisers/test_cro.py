"""CRO numbers."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "«123456/09Z» on file",
    "«SF39/93721A»",
    "CRO number «123456/09A»",
    "CRO: «1234/99»",
    "CRO No «12345/87K»",
]

SPARES = [
    "123456/09A",
    "CRO was asked",
    "cro 2010/11 figures",
    "2010/11",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("cro", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("cro", text) == []
