"""A document as paragraphs and tables, before and after, for a person to read side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from redactor.model import Plan, Replacement, Segment, SegmentRole, SourceDocument

_HIDDEN_ROLES = frozenset({SegmentRole.ATTRIBUTE})
_HIDDEN_WORDS = ("comment", "propert", "note", "hidden", "title", "bookmark", "style", "author", "keyword")
_SEEN_NOTES = ("footnote", "endnote")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text.

    Attributes:
        text: As it stands in the original.
        edit: What becomes of it; ``None`` if it stays.
        number: Number of the edit in the document, from 1; 0 if it stays.
    """

    text: str
    edit: Replacement | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One segment.

    Attributes:
        segment: As read.
        pieces: Its text, cut at the edits.
    """

    segment: Segment
    pieces: tuple[Piece, ...]

    @property
    def hidden(self) -> bool:
        """Whether a reader of the document does not see it at once."""
        part = self.segment.place.part.casefold()
        if self.segment.role in _HIDDEN_ROLES:
            return True
        if any(word in part for word in _SEEN_NOTES):
            return False
        covered = sum(len(span) for span in self.segment.hidden)
        return any(word in part for word in _HIDDEN_WORDS) or (
            covered > 0 and covered >= len(self.segment.text.strip())
        )

    @property
    def technical(self) -> bool:
        """Whether it is the name of a style in which nothing is replaced."""
        return self.segment.place.part.casefold().startswith("style") and not any(p.edit for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Area:
    """Blocks that stand together: one paragraph, or all rows of one table.

    Attributes:
        rows: One row of one block for a paragraph.
        table: Whether it is a table.
    """

    rows: tuple[tuple[Block, ...], ...]
    table: bool


def blocks_of(document: SourceDocument, plan: Plan | None) -> tuple[Block, ...]:
    """Every segment that has text, cut at the plan's edits; numbers run through the document."""
    edits = plan.by_segment() if plan else {}
    number = 0
    found: list[Block] = []
    for segment in document.segments:
        if not segment.text.strip():
            continue
        pieces: list[Piece] = []
        position = 0
        for edit in edits.get(segment.key, ()):
            number += 1
            if edit.start > position:
                pieces.append(Piece(segment.text[position : edit.start]))
            pieces.append(Piece(edit.span.of(segment.text), edit, number))
            position = edit.end
        if position < len(segment.text):
            pieces.append(Piece(segment.text[position:]))
        found.append(Block(segment, tuple(pieces)))
    return tuple(found)


def areas_of(blocks: Sequence[Block]) -> tuple[Area, ...]:
    """Blocks put together to paragraphs and tables, in reading order."""
    return tuple(_areas(blocks))


def _areas(blocks: Iterable[Block]) -> Iterator[Area]:
    for (_, table), together in groupby(blocks, key=lambda b: (b.segment.place.part, b.segment.place.table)):
        inside = list(together)
        if table is None or not all(block.segment.place.row for block in inside):
            yield from (Area(((block,),), table=False) for block in inside)
            continue
        rows = groupby(inside, key=lambda b: b.segment.place.row)
        yield Area(tuple(tuple(row) for _, row in rows), table=True)
