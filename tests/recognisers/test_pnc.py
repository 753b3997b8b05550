"""PNC ids."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "PNC «11/12345K»",
    "«11/0012345K»",
    "«2011/0012345K»",
    "mistyped «2011/0012345M» still goes",
    "«2011/12345K» by its check letter",
    "PNC ID: «11/12345M»",
    "PNC no. «98-1234A»",
    "PNC ref «1234567K»",
]

SPARES = [
    "11/12345M",
    "2010/11",
    "paragraph 10/2A",
    "PNC checks were made in 2010/11 and",
    "PNC check on 12/03/2011",
    "the PNC was checked",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("pnc", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("pnc", text) == []
