"""What guidance and reviews are full of and no identifier recogniser may touch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.recognisers.identifier_search import MODULES, all_findings, findings, recognisers_of

from redactor.model import Finding

TRAPS = [
    "8.127–8.133",
    "DUR 8.33, 8.80",
    "- 8.127 Serious Case Review documentation must be treated as highly sensitive",
    "paragraph 4.12.2",
    "see paragraphs 4.12.2 to 4.12.9",
    "children aged 14-19",
    "0-5 services",
    "in 2010/11 and 2011/12",
    "the years 2011 2012 and 2013",
    "(p74 WT2015)",
    "p75",
    "pp. 12-14",
    "WT2015",
    "Working Together to Safeguard Children 2015 (WT2015) (published 26<sup>th</sup> March 2015)",
    "£1,250.50 a month, £12 000 a year",
    "ISBN 978-0-11-270000-1",
    "ISBN 0 7494 3845 2",
    "2.5ml of paracetamol 120mg/5ml, 4 times a day",
    "blood pressure of 120/80",
    "weighed 3.125 kg (25th centile), 52.5 cm",
    "at 10.30, 14:45 and 1630 hrs",
    "12.5% of 345 children, 1 in 11",
    "Part 8 review",
    "Chapter 8 Case Review",
    "call 999 or 101, in an emergency 112",
    "Childline 0800 1111",
    "the NSPCC helpline on 0808 800 5000",
    "section 47 enquiries under the Children Act 1989",
    "s.47, s17 and section 20",
    "Regulation 5(2)(b)(i) of the Local Safeguarding Children Boards Regulations 2006",
    "Data Protection Act 1998",
    "[2014] EWHC 2522 (Fam)",
    "Re B (A Child) [2013] UKSC 33",
    "www.gov.uk/government/publications and www.nhs.uk",
    "SW1 and HV2 visited Child R1 at Hospital 2",
    "PC 4471 attended with DS 12",
    "Child S1, MGM, GP Practice 1, Address 4, Town 1",
    "Baby P and Daniel Pelka",
    "Great Ormond Street Hospital and 10 Downing Street",
    "the High Court, Crown Court and Family Court",
    "Edinburgh Postnatal Depression Scale score 13",
    "Apgar 9 at 1 and 10 at 5 minutes",
    "Appendix 7, Table 3, Figure 12",
    "Recommendation 3.2",
    "10 working days; 7 years after completion",
    "Level 2, Tier 4, Band 5, Year 6, Grade 3",
    "Signed .....\tDate .....",
    "<b>Surname</b>\t\t<b>Address</b>\t",
    "Employing Address:\n\nHome Address:\n",
    "Telephone:\nEmail:\nDate of birth:\nNHS number:",
    "Date of Birth\t\tGender\t",
    "UPN, NHS number, PNC and CRO numbers should be recorded",
    "the unique pupil number (UPN) of each of the 12 pupils",
    "[date of birth] [NHS number] [telephone]",
    "Dr Tolland 2 of 3",
    "a Section 11 audit, FGM and Training",
    "the 16 – 18 year olds",
    "1 (e) and (2)",
    "24/7 and 9-5",
    "(15 of 27)",
    "v2.1 final",
    "COVID-19 and H1N1",
]


def _identifiers(text: str) -> list[Finding]:
    return [finding for finding in all_findings(text) if finding.kind != "date"]


@pytest.mark.parametrize("text", TRAPS)
def test_spares(text: str) -> None:
    assert _identifiers(text) == []
    assert all_findings(text) == []


@settings(deadline=None)
@given(st.integers(1, 20), st.integers(1, 200), st.integers(1, 200))
def test_section_numbers_and_their_ranges_are_nothing(chapter: int, first: int, last: int) -> None:
    assert (
        _identifiers(f"- {chapter}.{first} The Board (see {chapter}.{first}–{chapter}.{last}, {chapter}.{first})") == []
    )


@settings(deadline=None)
@given(st.integers(0, 999_999), st.integers(0, 99))
def test_money_is_nothing(pounds: int, pence: int) -> None:
    assert _identifiers(f"a cost of £{pounds:,}.{pence:02} and £{pounds}") == []


@settings(deadline=None)
@given(st.integers(1950, 2030), st.integers(1950, 2030))
def test_years_are_nothing(first: int, second: int) -> None:
    assert (
        all_findings(f"the Act {first}, in {first}/{(first + 1) % 100:02} and {first} {second} or {first}-{second}")
        == []
    )


@settings(deadline=None)
@given(st.integers(1, 400), st.integers(1, 400))
def test_pages_and_ages_are_nothing(first: int, second: int) -> None:
    assert _identifiers(f"pages {first}-{second}, p{first}, aged {first}-{second}, {first}% of {second} children") == []


HOSTILE = {
    "digits": "1" * 200_000,
    "digits and spaces": "1 " * 100_000,
    "spaces": " " * 200_000,
    "blocks of everything": "".join(
        part * (20_000 // len(part))
        for part in ("0 7", "1.", "1\n", "a@", "A1 1AA ", "no 12 ", "14 Acacia ", "3 May 2011 ", "<b>", "dob ", "12/")
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("module", MODULES)
def test_hostile_text_ends_within_the_limits(module: str, name: str) -> None:
    """``findings`` raises ``RecogniserError`` when a search or a recogniser runs out of time."""
    text = HOSTILE[name]
    assert all(0 <= f.start < f.end <= len(text) for f in findings(module, text))


@settings(deadline=None)
@given(st.text(max_size=80))
def test_offsets_lie_inside_any_text(text: str) -> None:
    assert all(0 <= f.start < f.end <= len(text) for f in all_findings(text))


def test_every_module_of_identifiers_is_searched_and_names_its_rule() -> None:
    names = [recogniser.name for module in MODULES for recogniser in recognisers_of(module)]
    assert len(set(names)) == len(names) == len(MODULES)
    assert findings("email", "k.oldroyd@fennshire.org")[0].rule == "email"
