"""Postal addresses: numbered, unnumbered with a cue, over lines; never institutions or courts."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "lives at «14 Acacia Avenue» with her",
    "«14 Acacia Avenue»",
    "to «2-12 Victoria Street» today",
    "«Flat 1/2, 14 Acacia Road»",
    "«14a Oldroyd Road», where",
    "«Flat 2b, 14 Acacia Avenue»",
    "«Flat 3, Tolland House, 14 Acacia Avenue»",
    "«14 Acacia Avenue, Luton, Bedfordshire», in May",
    "lives at «14 Acacia Avenue Crawley». She",
    "lives at «14 Acacia Avenue» Crawley said",
    "lives at «14 Acacia Avenue» Tolland.",
    "«14 Acacia Avenue, Tolland Green, Fennshire FN3 4AB» was",
    "«14 Acacia Avenue,\nTolland,\nFN3 4AB».",
    "**«7 Stephenson Court\nFraser Road\nPriory Business Park\nBedfordshire County Council MK44 3WJ»**",
    "**«2-12 Victoria Street\nLuton\nLU1 2UA»\nTelephone 01632 960123**",
    "**«14 Acacia Avenue**\n**Tolland**\n**FN3 4AB»**",
    "Karen Oldroyd, «14 Acacia Avenue, Luton», said",
    "at «14 Acacia Avenue», Karen said",
    "«14 Acacia Avenue», Karen, her mother",
    "«14 St Mary's Close»",
    "«14 The Avenue»",
    "«27 Long Lane»",
    "«14 ACACIA AVENUE»",
    "«14 Acacia\nAvenue»",
    "lived at «14 acacia avenue» then",
    "«14 acacia avenue, FN3 4AB»",
    "moved to «3 Oakfield View» in May",
    "«12 Station Hill, Luton»",
    "Address: «12 Mary St»",
    "lives in «Acacia Avenue»",
    "was seen at «Acacia Avenue» again",
    "moved to «Acacia Close»",
    "visited «Flat 12» again",
    "moved into «Flat 4, Oldroyd Court»",
    "Address: «The Old Forge, Tolland»",
    "<b>Home Address</b>\t«14 Acacia Avenue, Tolland»",
    "Home Address: «Mill Cottage, Tolland, Fennshire, FN3 4AB»",
    "she gave «Rose Cottage, Mill Lane, Tolland FN3 4AB» as hers",
    "«PO Box 123, Luton LU1 2UA»",
    "write to «P.O. Box 45»",
    "«15 High Street»",
    "Child\t«14 Acacia Avenue»",
    "«14/16 Acacia Road»",
    "«No. 14 Acacia Road»",
    "«14\u00a0Acacia\u00a0Avenue»",
    "«14 Aca\u00adcia Avenue»",
]

SPARES = [
    "Great Ormond Street Hospital",
    "at Great Ormond Street Hospital",
    "2 Great Ormond Street Hospital nurses",
    "10 Downing Street",
    "in the High Street",
    "at High Street",
    "31 Crown Court hearings",
    "at Crown Court",
    "the 2 High Court judges",
    "Family Court",
    "12 month court order",
    "20 minutes walk",
    "lives 10 minutes drive away",
    "30 mph road",
    "2 way street",
    "Section 2 The Child's View",
    "4 Children's View",
    "Appendix 2 Park View",
    "Hospital 2",
    "Address 4",
    "Address: Address 4",
    "Address: not known",
    "Home Address:\n",
    "<b>Surname</b>\t\t<b>Address</b>\t",
    "- Address any gaps; and",
    "Email address: k@fennshire.org",
    "address the following 3 issues",
    "Part 8",
    "14-19",
    "2.5ml",
    "8.127–8.133",
    "the way forward",
    "12 Park Road Surgery",
    "2 Park View Primary School",
    "5 Case Conferences Close",
    "0-5 Way",
    "[address]",
    "lives at [address], [postcode]",
    "In 2011 Baker Street was",
    "seen 3 times in Luton",
    "Chapter 8 Serious Case Review Process",
    "lives in Town 1",
    "ICS Way of working",
    "by HV1 on 1 August. Dr Tolland said",
    "on 1 August Dr Tolland said",
    "2 Karen Dr Tolland saw",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_the_whole_address(case: str) -> None:
    text, expected = marked(case)
    assert found("address", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("address", text) == []
