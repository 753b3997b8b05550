"""Names on social media."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "posted as «@karen_o99»",
    "Twitter «@karenoldroyd» wrote",
    "on Instagram as «@koldroyd»",
    "user name: «karen_o99»",
    "username «karen.o99»",
    "Snapchat name is «karen_o»",
    "gamertag: «Oldroydie»",
    "screen name '«Oldroydie»'",
    "as «karen_o99» on Snapchat",
    "«@KarenO»",
]

SPARES = [
    "k.oldroyd@fennshire.org",
    "@ 10.30",
    "meet @home",
    "On Facebook SW1 saw it",
    "Facebook 2011",
    "the user name is unknown",
    "Facebook account SW1 reviewed",
    "[social media name]",
    "at @fennshire.org",
    "SW1 on Facebook",
    "@media",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("handle", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("handle", text) == []
