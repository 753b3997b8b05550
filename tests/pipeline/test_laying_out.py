"""A document laid out before and after says what the plan says, and hides nothing."""

from __future__ import annotations

from redactor.model import (
    DocumentKind,
    Place,
    Plan,
    Replacement,
    Segment,
    SegmentRole,
    SourceDocument,
    expected_texts,
)
from redactor.pipeline.laying_out import areas_of, blocks_of

SEGMENTS = (
    Segment("p1", "Ms Oldroyd met Leon.", Place(paragraph=1)),
    Segment("c1", "Name", Place(table=1, row=1, column=1), SegmentRole.CELL),
    Segment("c2", "Leon", Place(table=1, row=1, column=2), SegmentRole.CELL),
    Segment("c3", "Born", Place(table=1, row=2, column=1), SegmentRole.CELL),
    Segment("e", "  ", Place(paragraph=2)),
    Segment("n", "by Oldroyd", Place("comment", paragraph=1)),
    Segment("f", "see Leon", Place("footnote", paragraph=1), SegmentRole.NOTE),
)
DOCUMENT = SourceDocument("a.docx", "docx", DocumentKind.IMR, "0" * 64, SEGMENTS)
PLAN = Plan(
    "a.docx",
    "0" * 64,
    DocumentKind.IMR,
    "a.docx",
    (
        Replacement("p1", 0, 10, "HV2", "person", "glossary"),
        Replacement("p1", 15, 19, "Child R", "person", "glossary"),
        Replacement("c2", 0, 4, "Child R", "person", "glossary"),
        Replacement("n", 3, 10, "HV2", "person", "glossary"),
    ),
)


def test_before_and_after_are_the_texts_of_the_plan() -> None:
    blocks = blocks_of(DOCUMENT, PLAN)
    shown = [
        (
            "".join(piece.text for piece in block.pieces),
            "".join(piece.edit.text if piece.edit else piece.text for piece in block.pieces),
        )
        for block in blocks
    ]
    assert shown == [pair for pair in expected_texts(DOCUMENT, PLAN) if pair[0].strip()]
    assert [p.number for block in blocks for p in block.pieces if p.edit] == [1, 2, 3, 4]


def test_what_is_not_on_the_page_is_hidden_and_footnotes_are_not() -> None:
    assert [block.segment.key for block in blocks_of(DOCUMENT, None) if block.hidden] == ["n"]


def test_cells_stand_together_in_their_table() -> None:
    areas = areas_of(blocks_of(DOCUMENT, PLAN))
    assert [area.table for area in areas] == [False, True, False, False]
    assert [[b.segment.key for b in row] for row in areas[1].rows] == [["c1", "c2"], ["c3"]]
