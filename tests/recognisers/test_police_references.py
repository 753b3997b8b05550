"""Custody, crime and incident references."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "custody record «FN/1234/11»",
    "Custody ref: «12AB/3456/10»",
    "custody no «10/004567»",
    "crime number «22FN/12345/10»",
    "Crime ref «1234567/09»",
    "crime report «CR/012345/11» was filed",
    "incident number «FN-20110312-0456»",
    "Incident log «345» attended",
    "CAD «3456/12MAR11»",
    "Log «0412/03032011»",
    "CAD number «2345»",
    "incident «456 of 02/10/11»",
    "log no «123 of 2/10/2011»",
    "CRIS «2812345/10»",
    "Police ref: «40TH/1234/10»",
    "NICHE occurrence no. «40110012345»",
    "Incident «4268824»: damage to door",
    "incident report «14/4328»: damage",
    "crime nos «12345/10» and «12346/10»",
]

SPARES = [
    "the incident on 12/03/2011",
    "incident in 2011",
    "incident 112 was the last",
    "the crime 2010-2011 figures",
    "crime figures for 2010/11",
    "custody of the child aged 4",
    "the log 2011 shows",
    "log of 12 calls",
    "incident number 2 of 3",
    "the incident report dated 12.03.2011",
    "police reference [police reference] 12",
    "crime reduced by 12345",
    "log on to the system",
    "the child was in custody for 12 hours",
    "Crime and Disorder Act 1998",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("police_references", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("police_references", text) == []
