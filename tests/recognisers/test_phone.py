"""Telephone numbers: by shape, by cue; never dates, times, pages or helplines."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "ring «01582 547590» today",
    "(«(01225) 396339»)",
    "«020 7946 0018»",
    "«0117 496 0123»",
    "«07700 900123»",
    "«07700-900-123»",
    "«07700.900.123»",
    "«07700900123»",
    "«+44 7700 900123»",
    "«+44 (0)7700 900123»",
    "«+44(0)1632 960123»",
    "«0044 1632 960 123»",
    "«0300 300 6676»",
    "«01632 960123 ext 234»",
    "«01632 960123 x234»",
    "«01632 960123, extension 4521»",
    "Tel «1632 960123»",
    "Tel: «960123»",
    "telephone «(01632) 960 123»",
    "**Telephone** «01632 960123»**",
    "Ext: «4521»",
    "«+353 1 234 5678»",
    "«+48 601 234 567»",
    "mob: «O7700 9OO123»",
    "«016977 2345» or tel «016977 2345»",
    "«0\u200b7700 900123»",
    "«07700 900123/456»",
    "«01632\n960123»",
    "home «01632 960123», work «01632 960124»",
    "«01632 960123» «01632 960124»",
    "Tel (home): «960123»",
    "rang the mother («01632 960288»).",
    "Fax no. «01632 960125»",
    "«07 700 900 123»",
    "phoned her on «0 7 7 0 0 9 0 0 1 2 3»",
    "Tel.«01632 960123»",
    "T: «01632 960123» M: «07700 900123»",
    "«(+44) 7700 900123»",
    "called «0044 (0) 7700 900 123»",
]

SPARES = [
    "2011 2012 2013",
    "01.02.2011 10.30",
    "09.30 10.45 11.30",
    "pages 0100-0200",
    "8.127–8.133",
    "paragraph 4.12.2",
    "£01582547590",
    "ISBN 0 19 852663 6",
    "ISBN 0-14-028333-8",
    "ISBN 978 0 11 270000 1",
    "Childline 0800 1111",
    "NSPCC 0808 800 5000",
    "call 999 or 101",
    "telephone call 12.03.2011 14.30",
    "phoned on 12/03/2011",
    "rang at 10.30 and 11.45",
    "called 12 times in 2010 and 2011",
    "0 1 2 3 4 5 6 7 8 9 10",
    "telephone contact in 2011",
    "blood pressure 120/80",
    "weights 3.125 3.250 3.500",
    "telephone: not known",
    "ages 0-5 and 14-19",
    "call 2010/11",
    "extension to 2012",
    "[telephone] 12",
    "number is 2011",
    "0.25 0.50 0.75 1.25",
    "extension 2011",
    "contact 12 to 14 people",
    "text 85258",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("phone", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("phone", text) == []
