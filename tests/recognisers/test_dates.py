"""Dates of birth and death by their cues, event dates, and the dates that are no findings."""

from __future__ import annotations

import pytest
from tests.recognisers.identifier_search import findings, found, marked, recognisers_of

from redactor.recognisers.base import FindingResult

BIRTHS = [
    "dob «5.5.86»",
    "D.O.B: «05/05/1986»",
    "D.O.B. «05/05/1986»",
    "DoB «05-05-1986»",
    "dob«5.5.86»",
    "b. «21.12.11»",
    "b.«21.12.11»",
    "Karen b.«1986» and Marek b. «1984»",
    "(b. «1986»)",
    "Karen\nb. «1986»",
    "born «3rd June 2015»",
    "born on the «3 June»",
    "born on «3 June 2015»",
    "was born at Fennshire General Hospital on «3.6.15»",
    "born prematurely at 29 weeks on «3 June 2015»",
    "born in «1986»",
    "born in «May 1986»",
    "Date of birth\t«5 May 1986»",
    "Date of birth: «5 May 1986»",
    "**Date of Birth:** «5 May 1986»",
    "<b>Date of Birth</b>\t«05/05/1986»",
    "Date of birth\n«05/05/1986»",
    "(d.o.b. «5.5.1986»)",
    "date of birth is «5th May 1986»",
    "Date of birth of child: «5 May 1986»",
    "her date of birth was recorded as «1986-05-05»",
    "DOB: «05051986»",
    "dob «050586»",
    "DOB Karen «5.5.86», Marek «6.6.84»",
    "Dates of birth: «5.5.86» and «6.6.84»",
    "birthday «5 May»",
    "Birth date «May 5th, 1986»",
    "D.O.B «31.02.1986» as typed",
    "dob: «5 . 5 . 86»",
    "dob «５.５.８６»",
    "dob 5\u200b.5.86".replace("5\u200b.5.86", "«5\u200b.5.86»"),
    "aged 25 («05/05/86»)",
    "The date of the mother's birth was «5 May 1986»",
    "Year of birth: «1986»",
    "YOB «1986»",
    "Karen b«1986»",
    "Date of birth (dd/mm/yyyy): «05/05/1986»",
    "Date of birth / age: «5.5.86»",
    "D of B «5/5/86»",
    "Date of birth: «5.5.86»\n«6.6.84»",
]

DEATHS = [
    "date of death: «2.10.11»",
    "Date of Death\t«2 October 2011»",
    "d. «2.10.11»",
    "DOD «02/10/2011»",
    "Died: «2 October 2011»",
    "deceased «2.10.11»",
    "† «2.10.11»",
]

EVENTS = [
    "He died on «2 October 2011»",
    "seen on «12/03/11» by SW1",
    "On «3rd June 2015» the family moved",
    "between «3-5 June 2011»",
    "in «March 2011» Mother moved",
    "from «3.5.2011»-«4.6.2011»",
    "«2011-10-02» strategy meeting",
    "on the «3rd June» they",
    "«28 May» - «3 June 2011»",
    "«12.03.2011»\tHome visit by HV1",
    "In line with guidance, SW1 visited on «3 May 2011»",
    "The Act was considered; the visit took place on «3 May 2011».",
    "Following publication the mother was seen on «3 May 2011»",
    "a case conference on «3 May 2011»",
    "an Interim Care Order on «3 May 2011»",
    "warrant issued on «3 May 2011»",
    "due date «3 May 2011»",
    "SW1 was introduced on «3 May 2011»",
    "seen on «7 July». The",
    "«3 Sept 2011»",
    "the health visitor reviewed the child on «12.3.11»",
    "«26<sup>th</sup> March 2015» home visit",
]

NOTHING = [
    "Children Act 1989",
    "Working Together to Safeguard Children (December 2009) Chapter 8",
    "Working Together 2010",
    "published in March 2013",
    "(published 26<sup>th</sup> March 2015)",
    "published on 26 March 2015",
    "Date approved by LSCB\tDecember 2015  Amended September 2016 and March 2017",
    "Date for review\tDecember 2018",
    "Updated October 2010",
    "endorsed by Durham LSCB April 2010",
    "(Updated: March 2015)",
    "implemented from April 2015",
    "In January 2015 the Department for Education undertook a consultation process",
    "came into force on 14 October 1991",
    "The Children Act 2004 (commencement order of 1 March 2005)",
    "Ofsted inspection report of June 2010",
    "Version 2, 3 May 2011",
    "guidance dated 3 May 2011",
    "Target date: 31 March 2012",
    "Timescale\t31/03/2012",
    "to be completed by 31 March 2012",
    "2010/11",
    "8.127–8.133",
    "paragraph 4.12.20",
    "paragraph 4.12.2",
    "14-19",
    "10.30",
    "£3.5.11",
    "aged 5 in 2011",
    "(b) 2010",
    "b. 2010 figures show",
    "d. 2010 figures show",
    "DOB not known; plan of 2011",
    "[date of birth]",
]


@pytest.mark.parametrize("case", BIRTHS)
def test_finds_dates_of_birth(case: str) -> None:
    text, expected = marked(case)
    assert found("dates", text) == expected
    assert found("dates", text, "date_of_birth") == expected


@pytest.mark.parametrize("case", DEATHS)
def test_finds_dates_of_death(case: str) -> None:
    text, expected = marked(case)
    assert found("dates", text) == expected
    assert found("dates", text, "date_of_death") == expected


@pytest.mark.parametrize("case", EVENTS)
def test_finds_event_dates(case: str) -> None:
    text, expected = marked(case)
    assert found("dates", text) == expected
    assert found("dates", text, "date") == expected


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_dates_of_guidance_law_and_actions_and_numbers(text: str) -> None:
    assert found("dates", text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("b. 5.5.86 d. 2.10.11", ["date_of_birth", "date_of_death"]),
        ("DOB 5.5.86. Seen 3.4.2010", ["date_of_birth", "date"]),
        ("DOB 5.5.86, seen 3.4.2010", ["date_of_birth", "date"]),
        ("DOB 5.5.86\n3.4.2010 HV1 visited", ["date_of_birth", "date"]),
        ("born in Fennshire, she was seen on 3.4.2010", ["date"]),
        ("date of birth not known, seen 3.4.2010", ["date"]),
        ("DOB: [date of birth] 3.4.2010 visit", ["date"]),
        ("[date of birth: aged 5 months at the incident] 3.4.2011", ["date"]),
        ("DOB [date of birth], 3 May 2011", ["date"]),
        ("published March 2010 and seen on 3 May 2011", ["date"]),
    ],
)
def test_tells_the_kinds_apart_in_one_text(text: str, kinds: list[str]) -> None:
    assert [finding.kind for finding in findings("dates", text)] == kinds


def test_the_more_precise_an_event_date_the_higher_its_score() -> None:
    scores = [findings("dates", f"seen {text}")[0].score for text in ("3 May 2011", "May 2011", "3 May")]
    assert scores == sorted(scores, reverse=True)


def test_a_search_leaves_nothing_behind_for_the_next() -> None:
    recogniser = recognisers_of("dates")[0]
    first = [r.finding for r in recogniser.analyze("published 3 May 2011", [], None) if isinstance(r, FindingResult)]
    second = [r.finding for r in recogniser.analyze("and 3 May 2011", [], None) if isinstance(r, FindingResult)]
    assert first == []
    assert [finding.kind for finding in second] == ["date"]
