"""A PDF read for replacement in place: what the segments are, and which glyphs draw them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from redactor.errors import UnreadableError
from redactor.formats.pdf.columns import reading_lines
from redactor.formats.pdf.furniture import find_furniture
from redactor.formats.pdf.glyphs import Line, readable, unreadable_glyphs
from redactor.formats.pdf.inplace.collecting import by_page
from redactor.formats.pdf.inplace.interpreter import MOST_GLYPHS
from redactor.formats.pdf.inplace.pages import PageRecords
from redactor.formats.pdf.inplace.records import PageRecord
from redactor.formats.pdf.inplace.ruling import Ruled
from redactor.formats.pdf.inplace.usage import Usage
from redactor.formats.pdf.inplace.words import Layer, layers_of
from redactor.formats.pdf.paragraphs import Block, build_blocks, measure, vocabulary
from redactor.formats.pdf.reader import PageLayout, flow_of, lines_around
from redactor.formats.pdf.scans import SCAN
from redactor.formats.pdf.scans.uses import PictureUse, picture_uses
from redactor.formats.pdf.structure import tagged_headings
from redactor.formats.pdf.tables import PdfTable, find_tables
from redactor.model import SegmentRole

_FEW_LETTERS = 100
_MOST_OF_PAGE = 0.5
_MANY_SHAPES = 40
_INVISIBLE = 3


@dataclass(frozen=True, slots=True)
class Aside:
    """Text of a page that stands beside its visible upright text.

    Attributes:
        block: The text.
        angle: Its direction in degrees.
        hidden: Why nobody sees it; empty for visible text.
    """

    block: Block
    angle: int
    hidden: str


@dataclass(slots=True)
class Content:
    """What stands on the pages.

    Attributes:
        flow: Blocks and tables in reading order.
        margins: Every running line, in the order of the pages, and whether it is a header or a footer.
        asides: Turned and hidden text.
        known: The document's words, for hyphenation.
        unfit: The pages that cannot be edited in place, with the reason.
        pictures: Where the other pages show pictures.
        usage: What these pages show.
    """

    flow: list[Block | PdfTable] = field(default_factory=list)
    margins: list[tuple[Line, SegmentRole]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    known: frozenset[str] = frozenset()
    unfit: dict[int, str] = field(default_factory=dict)
    pictures: list[PictureUse] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)


def read_pages(records: PageRecords) -> Content:
    """Read all pages, one after the other.

    Args:
        records: Of the document, prepared.

    Raises:
        UnreadableError: if a page holds more than can be read.
    """
    content = Content()
    raw: list[tuple[list[Layer], Ruled, float]] = []
    for number in by_page(range(1, len(records.pdf.pages) + 1)):
        record = records[number]
        reason = _reason(record, number)
        layers: list[Layer] = []
        if reason:
            content.unfit[number] = reason
        else:
            content.usage.note(number, record)
            content.pictures += picture_uses(record, number)
            layers = layers_of(record, number)
        raw.append((layers, Ruled(record), record.height))
        records.done(record)
    visible = [next(iter(layers), Layer(())).words for layers, _, _ in raw]
    content.known = vocabulary(visible)
    pages: list[PageLayout] = []
    for number, ((layers, ruled, height), words) in by_page(enumerate(zip(raw, visible, strict=True), 1)):
        tables, rest = find_tables(ruled, words, number, content.known) if words else ([], [])
        for table in tables:
            table.keep_repeated = True
        pages.append(PageLayout(lines_around(rest, tables, number), tables, height))
        content.asides += _asides(layers[1:], number)
    _arrange(content, pages, tagged_headings(records.pdf))
    return content


def _reason(record: PageRecord, number: int) -> str:
    """Why a page cannot be edited in place."""
    glyphs = record.glyphs()
    if len(glyphs) > MOST_GLYPHS:
        raise UnreadableError(f"Page {number} of the PDF is too complex to read.", next_step="Print it to a new PDF.")
    images = [shape for shape in record.shapes if shape.image]
    said = {text for text in set(map(attrgetter("text"), glyphs)) if text and not text.isspace()}
    reasons = list(record.problems)
    if not reasons and unreadable_glyphs(map(readable, said)):
        reasons.append("letters that the PDF does not name")
    if reasons:
        return "it has " + ", ".join(reasons)
    area = record.width * record.height
    covered = sum((b[2] - b[0]) * (b[3] - b[1]) for shape in images for b in shape.boxes)
    if images and not said:
        return SCAN
    if images and covered > _MOST_OF_PAGE * area:
        seen = sum(glyph.text in said for show in record.shows if show.mode != _INVISIBLE for glyph in show.glyphs)
        if seen < _FEW_LETTERS:
            return SCAN
    return "it has drawings without text" if not said and len(record.shapes) > _MANY_SHAPES else ""


def _asides(layers: Iterable[Layer], number: int) -> list[Aside]:
    found: list[Aside] = []
    for layer in layers:
        lines = reading_lines(layer.words, number)
        blocks = build_blocks(lines, measure(lines, {})) if lines else []
        found += [Aside(block, layer.angle, layer.hidden) for block in blocks]
    return found


def _arrange(content: Content, pages: Sequence[PageLayout], tagged: dict[tuple[int, int], int]) -> None:
    """Tell running lines from the flow, and put the flow in order."""
    furniture = find_furniture([page.lines for page in pages], [page.height for page in pages])
    running = furniture.lines
    content.margins = [
        (line, SegmentRole.HEADER if line.bottom < page.height / 2 else SegmentRole.FOOTER)
        for page in pages
        for line in page.lines
        if id(line) in running
    ]
    fonts = measure([line for page in pages for line in page.lines if id(line) not in running], tagged)
    content.flow = list(flow_of(list(pages), furniture, fonts))
