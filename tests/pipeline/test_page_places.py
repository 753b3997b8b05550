"""Replacements and words as rectangles on the pages of a PDF, held against another reader's places."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from redactor.case import load_case
from redactor.decide import plan_case
from redactor.detect import Detector
from redactor.formats.base import PageBox
from redactor.ingest import Ingested, ingest, ingest_bytes
from redactor.model import Plan
from redactor.pipeline.page_places import illustrations, marks_of, paged, passages_in
from redactor.pipeline.progress import Silent
from redactor.pipeline.reading import detect_people
from redactor.profiles.schema import load_profile
from redactor.resources import resource

CASE = resource("corpus", "example")
SOURCE = "Overview report.pdf"


@pytest.fixture(scope="module")
def report() -> Ingested:
    return ingest(CASE / "documents" / SOURCE, SOURCE, load_case(CASE))


@pytest.fixture(scope="module")
def words(report: Ingested) -> list[list[dict[str, Any]]]:
    document = paged(report)
    assert document is not None
    with pdfplumber.open(io.BytesIO(document.drawable)) as pdf:
        return [page.extract_words() for page in pdf.pages]


@pytest.mark.parametrize("word", ["Introduction", "Tolland", "religion", "Brannock"])
def test_letters_stand_where_another_reader_sees_them(
    report: Ingested, words: list[list[dict[str, Any]]], word: str
) -> None:
    document = paged(report)
    assert document is not None
    mine = []
    for segment in report.document.segments:
        boxes = document.letter_boxes(segment.key)
        start = segment.text.find(word)
        while start >= 0 and boxes:
            own = [box for box in boxes[start : start + len(word)] if box is not None]
            mine.append((own[0].page, own[0].left, (own[0].top + own[0].bottom) / 2))
            start = segment.text.find(word, start + 1)
    theirs = [
        (number, found["x0"], (found["top"] + found["bottom"]) / 2)
        for number, page in enumerate(words, 1)
        for found in page
        if found["text"].strip(".,;:'\"()").startswith(word)
    ]
    assert theirs
    for number, left, middle in theirs:
        assert any(page == number and abs(x - left) < 8 and abs(y - middle) < 5 for page, x, y in mine)


def test_replacements_are_marked_where_they_stand(report: Ingested) -> None:
    case = load_case(CASE)
    profile = load_profile("ofsted")
    found = detect_people([report], case, profile, Silent(), detector=Detector(case))
    (plan,) = plan_case(found.detected, found.provisional, case, profile).plans
    marks = marks_of(report, plan)
    on_pages = {mark.number for mark in marks}
    assert len(on_pages) > 60
    assert [mark.number for mark in marks] == sorted(mark.number for mark in marks)
    michelle = next(mark for mark in marks if mark.written == "Michelle Brannock")
    assert [passage.text for passage in passages_in(report, michelle.box)] == ["Michelle Brannock"]


def test_a_drawn_rectangle_takes_whole_words_line_by_line(report: Ingested, words: list[list[dict[str, Any]]]) -> None:
    first = next(word for word in words[1] if word["text"] == "solicitor,")
    drawn = PageBox(2, first["x0"] + 9, first["top"] - 1, first["x1"] - 9, first["bottom"] + 1)
    assert [p.text for p in passages_in(report, drawn)] == ["solicitor"]
    left = PageBox(2, 0, first["top"] - 1, 130, first["bottom"] + 40)
    texts = [p.text for p in passages_in(report, left)]
    assert len(texts) >= 2
    assert all(len(text) < 20 for text in texts)
    assert passages_in(report, PageBox(2, 0, 0, 3, 3)) == ()
    assert passages_in(report, PageBox(99, 0, 0, 500, 500)) == ()


def test_documents_without_pages_have_no_places(tmp_path: Path) -> None:
    item = ingest_bytes(b"Overview report\n\nA text.\n", "Report.txt", load_case(CASE))
    assert paged(item) is None
    assert marks_of(item, Plan("Report.txt", "0" * 64, item.document.kind, "Report")) == ()
    assert passages_in(item, PageBox(1, 0, 0, 500, 500)) == ()
    assert illustrations(item) == ()


def test_pictures_are_listed_as_they_came(report: Ingested) -> None:
    pictures = illustrations(report)
    assert pictures
    assert all(picture.data[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xee") for picture in pictures)
    assert all(picture.place.startswith("page ") for picture in pictures)
