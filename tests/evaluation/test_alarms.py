"""The measure of false alarms: what is clean, what is counted, what is written."""

from __future__ import annotations

from itertools import islice

from corpus.sentences.model import Span

from evaluation import alarms
from redactor.verify.closed import CHECK


def test_a_clean_text_has_codes_for_everybody_but_the_one_left() -> None:
    text = "Karen met Zanele in Hull."
    spans = [Span(0, 5, "PERSON"), Span(10, 16, "PERSON"), Span(20, 24, "PLACE")]
    assert alarms.coded(text, spans) == "SW1 met SW1 in [address]."
    assert alarms.coded(text, spans, spans[1]) == "SW1 met Zanele in [address]."


def test_a_name_flags_its_paragraph_and_no_other() -> None:
    found = alarms.flags(["SW1 was seen.", "Zanele was seen.", "Ysolde Brannock"], alarms.a_case([]))
    assert {number: CHECK in by_check for number, by_check in found.items()} == {1: True, 2: True}


def test_somebody_of_the_case_is_found_by_form() -> None:
    found = alarms.flags(["Ysolde Brannock came"], alarms.a_case(alarms._PLAIN))
    assert "written forms of names" in found[0]


def test_the_page_holds_every_figure() -> None:
    figures = alarms.measure(islice(alarms.paragraphs_of("development", 1, 3), 60))
    page = alarms.page(figures, "development", 1)
    assert figures.anywhere.total == figures.website.total == 60
    assert figures.anywhere.hits <= figures.website.hits
    assert sum(share.total for share in figures.left.values()) > 10
    assert all(f"| {kind} |" in page for kind in figures.kinds)
