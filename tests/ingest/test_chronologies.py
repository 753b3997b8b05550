"""Entries of chronologies, by date, whatever their tables look like."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import openpyxl
import pytest

from redactor.formats import adapter_for
from redactor.ingest import entries, in_order
from redactor.model import DocumentKind, Place, Segment, SegmentRole, SourceDocument


def chronology(*rows: tuple[str, ...], source: str = "Chronology - Police.docx") -> SourceDocument:
    segments = tuple(
        Segment(f"r{r}c{c}", text, Place(table=1, row=r, column=c), SegmentRole.CELL)
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
        if text
    )
    return SourceDocument(source, "docx", DocumentKind.CHRONOLOGY, "0" * 64, segments)


HEADER = ("Date", "Agency", "Event", "Source")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("14.01.11", date(2011, 1, 14)),
        ("3/5/2011", date(2011, 5, 3)),
        ("3rd May 2011", date(2011, 5, 3)),
        ("2011-05-03", date(2011, 5, 3)),
        ("03 May 11 10:45", date(2011, 5, 3)),
        ("May 2011", date(2011, 5, 1)),
        ("c. 3 May 2011", date(2011, 5, 3)),
        ("sometime that spring", None),
        ("", None),
    ],
)
def test_dates_of_every_written_form(written: str, day: date | None) -> None:
    (entry,) = entries(chronology(HEADER, (written, "Police", "Called.", "Log")))
    assert entry.day == day


def test_columns_by_their_headings_in_any_order() -> None:
    document = chronology(("Details", "Recorded by", "When", "Outcome"), ("Seen.", "HV", "3/5/2011", "NFA"))
    (entry,) = entries(document)
    assert (entry.event, entry.source, entry.written, entry.other) == ("Seen.", "HV", "3/5/2011", "Outcome: NFA")
    assert entry.agency == "Police"


def test_a_table_without_headings() -> None:
    found = entries(chronology(("3/5/2011", "Seen at home, well."), ("4/5/2011", "Rang; no answer.")))
    assert [(e.written, e.event) for e in found] == [
        ("3/5/2011", "Seen at home, well."),
        ("4/5/2011", "Rang; no answer."),
    ]


def test_a_table_without_dates_is_no_chronology() -> None:
    assert entries(chronology(("Name", "Role"), ("A", "B"))) == ()


def test_an_empty_date_cell_takes_the_date_above() -> None:
    found = entries(chronology(HEADER, ("3/5/2011", "Police", "One.", ""), ("", "Police", "Two.", "")))
    assert [(e.day, e.event) for e in found] == [(date(2011, 5, 3), "One."), (date(2011, 5, 3), "Two.")]


def test_order_by_day_month_first_time_last_undated_apart() -> None:
    rows = [
        ("3/5/2011 14.30", "Police", "c", ""),
        ("unknown", "Police", "x", ""),
        ("3/5/2011", "Police", "b", ""),
        ("May 2011", "Police", "a", ""),
        ("3/5/2011 9:15", "Police", "bb", ""),
        ("2/5/2011", "Police", "aa", ""),
    ]
    dated, undated = in_order(entries(chronology(HEADER, *rows)))
    assert [e.event for e in dated] == ["a", "aa", "b", "bb", "c"]
    assert [e.event for e in undated] == ["x"]


def test_an_excel_chronology_with_a_title_above_its_headings_and_true_dates() -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Chronology of the school"],
        [],
        ["Date", "Time", "Event", "Source"],
        [date(2011, 5, 3), time(9, 30), "Seen at school", "K Oldroyd"],
        ["June 2011", None, "Absent", None],
        [datetime(2011, 7, 1, 14, 5), None, "Meeting", "HT"],  # noqa: DTZ001 - cells have no zone
    ):
        book.worksheets[0].append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    opened = adapter_for("a.xlsx", buffer.getvalue()).open(buffer.getvalue())
    source = SourceDocument("Chronology school.xlsx", "xlsx", DocumentKind.CHRONOLOGY, "", opened.segments)
    found = [(e.day, e.minute, e.agency, e.event, e.source, e.other) for e in entries(source)]
    assert found == [
        (date(2011, 5, 3), 570, "School", "Seen at school", "K Oldroyd", ""),
        (date(2011, 6, 1), -1, "School", "Absent", "", ""),
        (date(2011, 7, 1), 845, "School", "Meeting", "HT", ""),
    ]
