"""National Insurance numbers."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "«AB123456C»",
    "«AB 12 34 56 C»",
    "«ab123456c»",
    "her «AB-12-34-56-C» on file",
    "National Insurance number «QQ 12 34 56 C»",
    "NINO: «AB123456»",
    "NI no «TN 01 02 85 F»",
    "NI Number\t«AB 123456 C»",
]

SPARES = [
    "QQ123456C",
    "BG123456A",
    "AB123456E",
    "AB1234567",
    "XAB123456C",
    "DA123456A",
    "National Insurance was paid",
    "Section AB 12 34",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("nino", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("nino", text) == []
