"""E-mail addresses, plain, hidden and broken."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "write to «k.oldroyd@fennshire.gov.uk».",
    "«Lesley_Tolland@bathnes.gov.uk»",
    "«lesley\\_tolland@bathnes.gov.uk»",
    "[«a.b@mail.fennshire.gov.uk»](mailto:«a.b@mail.fennshire.gov.uk»)",
    "mailto:«k.oldroyd@fennshire.org»",
    "«k.oldroyd @ fennshire.gov.uk»",
    "«k.oldroyd[at]fennshire.gov.uk»",
    "«k.oldroyd (at) fennshire (dot) gov (dot) uk»",
    "«koldroyd at fennshire dot co dot uk»",
    "«k.oldroyd@fennshire.\ngov.uk» please",
    "«k.oldroyd@fenn-\nshire.gov.uk»",
    "«k.oldroyd@fennshire.gov.\nuk»",
    "«k.oldroyd@fennshire. gov.uk»",
    "mail «karen dot oldroyd at fennshire dot org» now",
    "«k.oldroyd@fennshire»",
    "«k.oldroyd%40fennshire.org»",
    "«k.oldroyd＠fennshire.org»",
    "«karen.o'droyd+x@fennshire.org»",
    "<«k@fennshire.nhs.net»>",
    "«k.oldroyd@fenn\u00adshire.org»",
    "«KAREN@FENNSHIRE.ORG»; «frances@fennshire.org»",
    "('«k.oldroyd@fennshire.org»')",
]

SPARES = [
    "accessed at www.bedfordshirelscb.org.uk",
    "met at school. The",
    "all addresses @ work",
    "@karen_o99",
    "seen at home in the evening",
    "at 10.30",
    "score 3 @ 4",
    "E-mail: [email]",
    "found at gov.uk",
    "downloaded at fennshire.gov.uk",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("email", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("email", text) == []
