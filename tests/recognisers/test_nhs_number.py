"""NHS numbers: groups and check digit, or a cue."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "NHS number «999 000 0018» is hers",
    "seen, «999 000 0018», by the practice",
    "«999-000-0018»",
    "«999.000.0018»",
    "«999 000\n0018»",
    "«999\u00a0000\u00a00018»",
    "«999 \u200b000 0018»",
    "«９９９ ０００ ００１８»",
    "NHS number: «9990000018»",
    "NHS No. «9990000018».",
    "NHS no\t«9990000018»",
    "**NHS Number:** «9990000018»",
    "<b>NHS number</b>\t«9990000018»",
    "NHS number is «999 000 0019», as typed",
    "NHS: «999000001»",
    "NHS number (mother): «99 90 00 00 18»",
    "NHS numbers «999 000 0018» and «999 000 0026»",
    "NHS numbers: «9990000019», «9990000027»",
    "NHS No «999/000/0018»",
    "DOB | NHS no\n05/05/1986 | «9990000018»",
    "NHS number: Karen «9990000018»",
    "NHS number (if known): «999 000 0019»",
    "N.H.S. number «9990000018»",
    "NHS no «999 000 0018» 12 Acacia Avenue",
    "NHS no «999 000 0018»\n10 May 2011",
]

SPARES = [
    "account 9990000018 was closed",
    "999 000 0019 has a wrong check digit",
    "NHS England 2015",
    "NHS 111 on 12.03.2011",
    "NHS budget 2010 2011 2012",
    "NHS Trust 2010-2011",
    "NHS number: [NHS number] 12",
    "£999 000 0018",
    "tel +44 999 000 0018",
    "NHS number 12",
    "1234567890123456",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("nhs_number", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("nhs_number", text) == []
