"""Charts: the workbook behind a chart, coded through the adapter for workbooks or dropped.

Without its workbook a chart shows what it showed: its values are kept in the
chart itself. It can then no longer be edited as data (leaks.md 15).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from redactor.errors import HeldError, UnreadableError, UnsupportedFormatError
from redactor.formats import adapter_for
from redactor.formats.base import OpenDocument
from redactor.formats.opc.drawing_parts import CHART, WORKBOOK
from redactor.formats.opc.package import Part
from redactor.formats.opc.xml import c, elements, remove
from redactor.model import Change, Plan, Segment, Span

_FILE = "workbook.xlsx"
DROPPED = "workbook behind a chart; the chart keeps its picture and its values"


@dataclass(frozen=True, eq=False)
class Workbook:
    """The workbook of one chart.

    Attributes:
        chart: The chart's part.
        part: The workbook's part.
        opened: The workbook as read.
        prefix: Begins the keys of its segments.
        words: Where it is, for a person.
    """

    chart: Part
    part: Part
    opened: OpenDocument
    prefix: str
    words: str

    def segments(self) -> list[Segment]:
        """The workbook's segments, with keys and places of the document around it; a reader of that sees none."""
        return [
            replace(
                segment,
                key=f"{self.prefix}/{segment.key}",
                place=replace(segment.place, part=f"{self.words}, {segment.place.part}"),
                hidden=(Span(0, len(segment.text)),) if segment.text else (),
            )
            for segment in self.opened.segments
        ]

    def write(self, plan: Plan, cleared: frozenset[str]) -> list[Change]:
        """Put the coded workbook into the chart, or drop it if it cannot be written."""
        start = f"{self.prefix}/"
        own = tuple(
            replace(item, segment=item.segment.removeprefix(start))
            for item in plan.replacements
            if item.segment.startswith(start)
        )
        try:
            written = self.opened.write(
                Plan(_FILE, "", plan.kind, _FILE, own, ()),
                cleared=cleared,
            )
        except HeldError:
            return [drop_workbook(self.chart, self.words)]
        self.part.blob, self.part.extension = written.data, "xlsx"
        return [replace(change, place=f"{self.words}, {change.place}".removesuffix(", ")) for change in written.changes]


def open_workbooks(parts: Iterable[tuple[Part, str, str]], changes: list[Change]) -> list[Workbook]:
    """The workbooks that can be treated; the others are taken out and listed.

    Args:
        parts: Parts of every kind, each with what begins its keys and the words for where it is.
        changes: Gains one entry for each workbook that is taken out.
    """
    found: list[Workbook] = []
    for part, prefix, words in parts:
        if part.relation != CHART:
            continue
        book = _open_workbook(part, prefix, words)
        if book is not None:
            found.append(book)
        elif any(isinstance(target, Part) and target.relation == WORKBOOK for target in part.links.values()):
            changes.append(drop_workbook(part, words))
    return found


def _open_workbook(chart: Part, prefix: str, words: str) -> Workbook | None:
    """Read the workbook of a chart; ``None`` if there is none, or none that can be treated."""
    part = next((t for t in chart.links.values() if isinstance(t, Part) and t.relation == WORKBOOK), None)
    if part is None:
        return None
    try:
        opened = adapter_for(_FILE, part.blob).open(part.blob)
    except (UnreadableError, UnsupportedFormatError):
        return None
    if any(notice.holds for notice in opened.notices):
        return None
    return Workbook(chart, part, opened, f"{prefix}/book", f"{words}, its workbook")


def drop_workbook(chart: Part, words: str) -> Change:
    """Take the workbook, or the link to one, out of a chart."""
    chart.links = {
        key: target
        for key, target in chart.links.items()
        if not (isinstance(target, Part) and target.relation == WORKBOOK)
    }
    for element in elements(chart.tree, c("externalData")):
        remove(element)
    return Change("removed", DROPPED, words)
