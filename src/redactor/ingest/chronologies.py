"""Entries of single-agency chronologies, whatever their tables look like (DUR 8.67, WOB 2.8)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from redactor.lexicon.dates import written_dates
from redactor.model import Segment, SegmentRole, SourceDocument

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "dates", "date of event", "date of contact", "date and time", "date/time", "when", "day"),
    "time": ("time",),
    "agency": ("agency", "service", "organisation", "agency involved", "professional agency", "team"),
    "event": (
        "event", "events", "significant event", "details", "detail", "description", "contact", "entry", "action",
        "summary", "event/contact", "details of event", "what happened", "significant events", "incident",
    ),
    "source": (
        "source", "sources", "source of information", "record", "evidence", "recorded by", "worker", "professional",
        "source/worker", "author", "information source", "source document", "name", "staff",
    ),
}  # fmt: skip
_ROWS_ABOVE = 12
_TIME = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")
_AGENCIES = (
    "police", "health visiting", "midwifery", "health", "hospital", "education", "school", "housing", "probation",
    "social care", "childrens services", "cafcass", "ambulance", "youth offending", "nspcc", "gp",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a chronology.

    Attributes:
        day: The date as understood; ``None`` if it could not be read.
        precise: Whether the day itself was written, not only month or year.
        minute: Minutes after midnight, if a time was written, else -1.
        written: The date as written.
        agency, event, source: The cells, empty where the table has no such column.
        other: Further cells as "Heading: text".
        document: Path of the chronology below ``documents/``.
        row: Its row in the table, counted from 1.
    """

    day: date | None
    precise: bool
    minute: int
    written: str
    agency: str
    event: str
    source: str
    other: str
    document: str
    row: int


def entries(document: SourceDocument) -> tuple[Entry, ...]:
    """Return the rows of every table of a document that has a column of dates.

    A row without any text is passed over; a row whose date cell is empty takes the date of the row
    above it, as chronologies write several entries of one day.
    """
    found: list[Entry] = []
    for table in _tables(document.segments):
        found += _of_table(table, document)
    return tuple(found)


Table = dict[int, dict[int, str]]


def _tables(segments: Iterable[Segment]) -> list[Table]:
    tables: dict[tuple[str, int | None], Table] = defaultdict(lambda: defaultdict(dict))
    for segment in segments:
        place = segment.place
        if segment.role is SegmentRole.ATTRIBUTE or place.row is None or place.column is None:
            continue
        row = tables[place.part, place.table][place.row]
        row[place.column] = "\n".join(filter(None, (row.get(place.column, ""), segment.text)))
    return list(tables.values())


def _of_table(table: Table, document: SourceDocument) -> list[Entry]:
    first = _heading_row(table)
    columns, titles = _columns(table[first])
    body = sorted(row for row in table if row > first or not columns)
    if "date" not in columns:
        columns = _guessed(table, body)
        titles = {}
    if "date" not in columns:
        return []
    found: list[Entry] = []
    above = ""
    for row in body:
        cells = table[row]
        written = cells.get(columns["date"], "").strip() or above
        above = written
        entry = _entry(cells, columns, titles, written, document, row)
        if entry.event or entry.other or entry.source:
            found.append(entry)
    return found


def _heading_row(table: Table) -> int:
    """The first row that names a column of dates and another one; a sheet may have a title above it."""
    top = sorted(table)[:_ROWS_ABOVE]
    return next((row for row in top if "date" in (known := _columns(table[row])[0]) and len(known) > 1), top[0])


def _columns(header: Mapping[int, str]) -> tuple[dict[str, int], dict[int, str]]:
    columns: dict[str, int] = {}
    titles: dict[int, str] = {}
    for column, text in sorted(header.items()):
        title = " ".join(text.split()).rstrip(":")
        titles[column] = title
        for kind, names in _HEADINGS.items():
            if title.casefold() in names and kind not in columns:
                columns[kind] = column
                break
    return columns, titles


def _guessed(table: Table, body: Sequence[int]) -> dict[str, int]:
    """Without headings: the column in which most cells begin with a date, and the longest one."""
    columns = sorted({column for row in body for column in table[row]})
    dated = {c: sum(_day(table[row].get(c, ""))[0] is not None for row in body) for c in columns}
    best = max(dated, key=lambda c: dated[c], default=0)
    if not columns or dated[best] * 2 < len(body):
        return {}
    rest = [c for c in columns if c != best]
    if not rest:
        return {}
    longest = max(rest, key=lambda c: sum(len(table[row].get(c, "")) for row in body))
    return {"date": best, "event": longest}


def _entry(
    cells: Mapping[int, str],
    columns: Mapping[str, int],
    titles: Mapping[int, str],
    written: str,
    document: SourceDocument,
    row: int,
) -> Entry:
    day, precise = _day(written)
    known = {kind: cells.get(column, "").strip() for kind, column in columns.items()}
    other = [
        f"{titles[c]}: {text.strip()}" if titles.get(c) else text.strip()
        for c, text in sorted(cells.items())
        if c not in columns.values() and text.strip()
    ]
    return Entry(
        day=day,
        precise=precise,
        minute=_minute(known.get("time", "") or written or ""),
        written=" ".join(filter(None, (written, known.get("time", "")))),
        agency=known.get("agency", "") or _agency(document.source),
        event=known.get("event", ""),
        source=known.get("source", ""),
        other="\n".join(other),
        document=document.source,
        row=row,
    )


def _day(text: str) -> tuple[date | None, bool]:
    dates = written_dates(text)
    if not dates or text[: dates[0].start].strip(" (c.~?") not in (
        "",
        "w/c",
        "circa",
        "early",
        "late",
        "mid",
        "between",
    ):
        return None, False
    return dates[0].date, dates[0].precision == "day"


def _minute(text: str) -> int:
    dates = written_dates(text)
    rest = text[dates[-1].end :] if dates else text
    match = _TIME.search(rest)
    return int(match[1]) * 60 + int(match[2]) if match else -1


def _agency(source: str) -> str:
    """The agency that the file name tells: "Chronology - Police.docx"."""
    stem = re.sub(r"[^\w]+", " ", PurePosixPath(source).stem.replace("_", " ")).casefold()
    return next((a.capitalize() if a != "gp" else "GP" for a in _AGENCIES if re.search(rf"\b{a}\b", stem)), "")


def in_order(found: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the entries by date, and those whose date could not be read, each in a stable order.

    Of one day, entries with a time stand in its order and after those without; an entry that
    names only a month stands at its beginning.
    """
    every = list(found)
    dated = [e for e in every if e.day is not None]
    dated.sort(key=lambda e: (e.day or date.min, e.precise, e.minute))
    return tuple(dated), tuple(e for e in every if e.day is None)
