"""Web addresses that are not those of public bodies."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import found, marked

FINDS = [
    "see «http://www.fennshireprimary.org/staff».",
    "«www.tolland-nursery.co.uk»",
    "«https://facebook.com/karen.oldroyd»",
    "«facebook.com/karen.oldroyd»",
    "«www.facebook.com/\nkaren.oldroyd»",
    "«instagram.com / karen_o99»",
    "[page](«https://twitter.com/karen_o99»)",
    "<«https://www.linkedin.com/in/karen-oldroyd»>",
    "«fennshireprimary.sch.uk»",
    "«tollandnursery.com/about»",
    "«HTTPS://TOLLAND.ORG/X»",
]

SPARES = [
    "www.gov.uk/government/publications",
    "<https://www.gov.uk/search?q=Working+Together+to+Safeguard+Children>",
    "http://www.cps.gov.uk/legal/s_to_u/index.html",
    "www.fennshire.gov.uk",
    "www.fennshire.nhs.uk",
    "www.fennshire.police.uk",
    "www.bedfordshirelscb.org.uk/publications",
    "www.nspcc.org.uk",
    "www.barnardos.org.uk",
    "www.scie.org.uk",
    "www.legislation.gov.uk/ukpga/1989/41",
    "www.judiciary.uk",
    "e.g.the report",
    "at home.in the",
    "Report.docx",
    "12.30pm",
    "k.oldroyd@fennshire.org",
    "[web address]",
]


@pytest.mark.parametrize("case", FINDS)
def test_finds_exactly_the_value(case: str) -> None:
    text, expected = marked(case)
    assert found("url", text) == expected


@pytest.mark.parametrize("text", SPARES)
def test_spares(text: str) -> None:
    assert found("url", text) == []
