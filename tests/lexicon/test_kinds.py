"""Titles and file names announce a kind; in doubt the stricter one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.lexicon.kinds import STRICTNESS, kind_from_titles
from redactor.model import DocumentKind as K

TITLES = [
    ("Individual Management Review", K.IMR),
    ("INDIVIDUAL  MANAGEMENT\u00a0REVIEW REPORT", K.IMR),
    ("Health IMR: Child R", K.IMR),
    ("Agency Report for the Serious Case Review", K.IMR),
    ("Overview Report", K.OVERVIEW),
    ("Serious Case Review Report", K.OVERVIEW),
    ("Health Overview Report", K.HEALTH_OVERVIEW),
    ("Executive Summary", K.EXECUTIVE_SUMMARY),
    ("Executive Summary of the Overview Report", K.EXECUTIVE_SUMMARY),
    ("Integrated Chronology", K.CHRONOLOGY),
    ("Multi-agency Action Plan", K.ACTION_PLAN),
    ("Actions taken since the review", K.ACTIONS_TAKEN),
    ("Terms of Reference", K.TERMS_OF_REFERENCE),
    ("Serious Incident Notification", K.NOTIFICATION),
    ("Referral form", K.REFERRAL),
    ("Record of interview", K.INTERVIEW_RECORD),
    ("Minutes of the panel", K.MINUTES),
    ("Indivi\u00addual Man\u200bagement Review", K.IMR),
]


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_a_title_announces_the_kind(title: str, kind: K) -> None:
    assert kind_from_titles([title], "document.docx") == (kind, "title")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("IMR Police.docx", K.IMR),
        ("IMR_Police_v2.docx", K.IMR),
        ("IMRPolice.docx", K.IMR),
        ("Child-R-overview-report.pdf", K.OVERVIEW),
        ("OverviewReport2012.pdf", K.OVERVIEW),
        ("exec%20summary.txt", K.EXECUTIVE_SUMMARY),
        ("documents/health/chronology.docx", K.CHRONOLOGY),
        ("documents\\health\\chronology.docx", K.CHRONOLOGY),
        ("launch.pptx", K.PRESENTATION),
        ("page.html", K.WEB_PAGE),
    ],
)
def test_a_file_name_announces_the_kind(name: str, kind: K) -> None:
    assert kind_from_titles([], name) == (kind, "file name")


@pytest.mark.parametrize("title", ["Serious Case Review", "Child R", "", "Primrose Team", "x" * 301 + " IMR"])
def test_what_announces_nothing_is_other(title: str) -> None:
    assert kind_from_titles([title], "report.docx") == (K.OTHER, "undecided")


def test_conflicting_titles_take_the_stricter_kind() -> None:
    assert kind_from_titles(["Overview Report", "Individual Management Review"], "a.docx") == (K.IMR, "title")
    assert kind_from_titles(["Executive Summary, Overview Report"], "a.docx") == (
        K.EXECUTIVE_SUMMARY,
        "title",
    )
    assert kind_from_titles(["Overview Report"], "IMR police.docx") == (K.IMR, "file name")


def test_html_is_a_web_page_unless_it_may_never_be_published() -> None:
    assert kind_from_titles(["Overview Report"], "child-r.HTM") == (K.WEB_PAGE, "file name")
    assert kind_from_titles(["Individual Management Review"], "child-r.html") == (K.IMR, "title")


def test_every_kind_has_its_place_in_the_order() -> None:
    assert sorted(STRICTNESS) == sorted(K)


@given(st.lists(st.sampled_from([title for title, _ in TITLES]), max_size=4))
def test_the_order_of_titles_does_not_matter(titles: list[str]) -> None:
    assert kind_from_titles(titles, "a.docx") == kind_from_titles(titles[::-1], "a.docx")
