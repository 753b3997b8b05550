"""Which parts of a presentation hold text, in reading order, and how a person finds each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from redactor.formats.opc.drawing_parts import BESIDE, WORKBOOK, parts_beside
from redactor.formats.opc.kinds import IMAGE, MAIN
from redactor.formats.opc.package import Package, Part
from redactor.formats.pptx.allowed import HANDOUT_MASTER, LAYOUT, MASTER, NOTES_MASTER
from redactor.formats.pptx.deck import Slide
from redactor.model import SegmentRole

_MASTERS = {
    MASTER: "slide master",
    LAYOUT: "layout",
    NOTES_MASTER: "notes master",
    HANDOUT_MASTER: "handout master",
}


@dataclass(frozen=True, eq=False, slots=True)
class Told:
    """One part with text.

    Attributes:
        part: The part.
        prefix: Begins the keys of its segments.
        words: How a person finds it; empty for the presentation itself.
        role: The role of all its segments; ``None`` to tell by placeholder.
        first: Whether it is the first slide.
        hidden: Whether the show does not show it: a hidden slide, notes.
    """

    part: Part
    prefix: str
    words: str
    role: SegmentRole | None = None
    first: bool = False
    hidden: bool = False


def told_parts(package: Package, slides: list[Slide]) -> list[Told]:
    """Slides with their charts, diagrams and notes, then masters and layouts, then the rest; each once."""
    found: dict[Part, Told] = {}
    for slide in slides:
        prefix = f"slide{slide.number}"
        first = slide.number == 1
        _add(found, Told(slide.part, prefix, slide.words, first=first, hidden=slide.is_hidden))
        if slide.notes is not None:
            words = f"{slide.words} notes"
            _add(found, Told(slide.notes, f"{prefix}.notes", words, SegmentRole.NOTE, hidden=True))
    counts: Counter[str] = Counter()
    for part in package.parts:
        counts[part.relation] += 1
        number = counts[part.relation]
        if part.relation in _MASTERS:
            words = f"{_MASTERS[part.relation]} {number}"
            unseen = part.relation == NOTES_MASTER
            _add(found, Told(part, f"{part.relation}{number}", words, SegmentRole.HEADER, hidden=unseen))
    for part in package.parts:
        if part.relation not in (IMAGE, WORKBOOK) and part not in found:
            counts[f"rest {part.relation}"] += 1
            number = counts[f"rest {part.relation}"]
            words = "" if part.relation in (MAIN, "core-properties") else part.relation
            found[part] = Told(part, f"{part.relation}{number}", words, SegmentRole.ATTRIBUTE)
    return list(found.values())


def _add(found: dict[Part, Told], item: Told) -> None:
    """Add a part and the charts and diagrams in it."""
    if item.part in found:
        return
    found[item.part] = item
    counts: Counter[str] = Counter()
    for part in parts_beside(item.part):
        counts[part.relation] += 1
        number = counts[part.relation]
        words = f"{item.words}, {BESIDE[part.relation]} {number}"
        prefix = f"{item.prefix}.{part.relation}{number}"
        found.setdefault(part, Told(part, prefix, words, item.role, hidden=item.hidden))
