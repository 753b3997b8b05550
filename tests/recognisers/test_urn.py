"""School reference numbers."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "URN «123456»",
    "School URN: «123456»",
    "DfE number «823/4567»",
    "Ofsted no. «EY123456»",
    "URN «01AB/12345/14»",
]

SPARES = [
    "123456",
    "Ofsted 2012",
    "Ofsted in 2010/11",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("urn", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("urn", text) == []
