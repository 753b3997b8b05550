"""A PDF document whose copy keeps its pages: names are replaced in the content streams."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

import pikepdf

from redactor.formats.base import Hidden, WrittenFile
from redactor.formats.flat import check_plan_keys
from redactor.formats.pdf.container import prepare, rebuild, recoder, strings
from redactor.formats.pdf.inplace.columns import Columns
from redactor.formats.pdf.inplace.editing import FontChanges, PageEditor, kept_codes
from redactor.formats.pdf.inplace.faces import Faces
from redactor.formats.pdf.inplace.fonts import PageFont
from redactor.formats.pdf.inplace.hidden import find_twins, mark_hidden
from redactor.formats.pdf.inplace.interpreter import Fonts, read_page
from redactor.formats.pdf.inplace.passages import Passage, passages_of
from redactor.formats.pdf.inplace.reading import Content, read_pages
from redactor.formats.pdf.inplace.records import Glyph, PageRecord
from redactor.formats.pdf.inplace.subsetting import rebuild_font
from redactor.formats.pdf.inplace.tokens import Flow, fill_tokens, flows_of, page_of, removed_marks
from redactor.formats.pdf.inplace.words import PAGE_FACTOR
from redactor.formats.pdf.opening import open_plain, plain_bytes
from redactor.model import Change, Notice, Plan, Replacement, Segment, SegmentRole, rewritten


class InPlaceDocument:
    """A PDF as read.

    Args:
        untrusted_data: The bytes of the file.
    """

    def __init__(self, untrusted_data: bytes) -> None:
        with open_plain(untrusted_data) as pdf:
            self._data = plain_bytes(pdf)
        with pikepdf.open(io.BytesIO(self._data)) as pdf:
            self._changes, prepared = prepare(pdf)
            self._strings = strings(pdf)
            content = read_pages(pdf, Fonts())
        self._passages = passages_of(content)
        self._notices = (*prepared, *_notices(content, self._passages))
        beside = (Segment(item.key, item.text, item.place, SegmentRole.ATTRIBUTE) for item in self._strings)
        self._segments = (*(passage.segment for passage in self._passages), *beside)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Body in reading order, running lines page by page, turned and hidden text, texts beside the pages."""
        return self._segments

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What cannot be edited in place, and what is hidden."""
        return self._notices

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:  # noqa: ARG002
        """Write a copy; see ``base.OpenDocument``. The same input gives the same bytes."""
        edits = plan.by_segment()
        check_plan_keys(edits, {segment.key for segment in self._segments})
        texts = {item.key: rewritten(item.text, edits[item.key]) for item in self._strings if item.key in edits}
        with pikepdf.open(io.BytesIO(self._data)) as pdf:
            prepare(pdf)
            changes = _Writing(pdf, self._passages, edits).run()
            rebuilt = rebuild(pdf, recoder(self._strings, texts))
        return WrittenFile(rebuilt.data, (*self._changes, *changes, *rebuilt.changes))


class _Writing:
    """One copy in the making."""

    def __init__(
        self, pdf: pikepdf.Pdf, passages: Sequence[Passage], edits: Mapping[str, Sequence[Replacement]]
    ) -> None:
        self.pdf, self.passages, self.edits = pdf, passages, edits
        self.fonts = Fonts()
        self.records: dict[int, PageRecord] = {}

    def run(self) -> tuple[Change, ...]:
        """Edit every page; answers what was done beside the plan."""
        touched = [passage for passage in self.passages if self.edits.get(passage.segment.key)]
        removed = {p.segment.key: removed_marks(p, self.edits[p.segment.key]) for p in touched}
        by_page: dict[int, set[int]] = {}
        for marks in removed.values():
            for mark in marks:
                by_page.setdefault(page_of(mark), set()).add(mark)
        kept: dict[PageFont, set[bytes]] = {}
        for number in range(1, len(self.pdf.pages) + 1):
            for font, codes in kept_codes(self.record(number), by_page.get(number, ()), number).items():
                kept.setdefault(font, set()).update(codes)
        faces = Faces({font: frozenset(codes) for font, codes in kept.items()})
        columns = Columns({number: self.record(number).width for number in range(1, len(self.pdf.pages) + 1)})
        columns.learn(self.passages, frozenset(removed))
        flows = self.flows(touched, faces)
        lost = {
            self.record(page_of(mark)).glyph(mark % PAGE_FACTOR).show.font for mark in set().union(*by_page.values())
        }
        editor = PageEditor(self.pdf, faces, self.rebuilt(lost, faces), columns)
        for number, page in enumerate(self.pdf.pages, 1):
            editor.edit(page, self.record(number), flows.get(number, []), number)
        count = sum(len(found) for found in flows.values())
        return (Change("rewritten", "paragraphs with a name (their lines are set anew)", count=count),) if count else ()

    def rebuilt(self, lost: Iterable[PageFont], faces: Faces) -> FontChanges:
        """The fonts that lost a glyph, rebuilt."""
        changes = FontChanges()
        records = [self.record(number) for number in range(1, len(self.pdf.pages) + 1)]
        spaced = {show.font for record in records for show in record.shows if show.word_space}
        for font in lost:
            made = rebuild_font(self.pdf, font, faces.kept[font], spaced=font in spaced)
            changes.codes[font], changes.objects[font] = made.codes, made.obj
        return changes

    def flows(self, touched: Sequence[Passage], faces: Faces) -> dict[int, list[Flow]]:
        """The flows that lose a glyph, by page, with their tokens."""
        found: dict[int, list[Flow]] = {}
        for passage in touched:
            flows = flows_of(passage)
            glyphs: dict[int, Glyph] = {}
            for flow in flows:
                record = self.record(flow.page).glyphs()
                glyphs.update({mark: record[mark - flow.page * PAGE_FACTOR] for mark in flow.glyphs})
            fill_tokens(flows, self.edits[passage.segment.key], glyphs, faces)
            for flow in flows:
                if flow.removed:
                    found.setdefault(flow.page, []).append(flow)
        return found

    def record(self, number: int) -> PageRecord:
        """A page as interpreted, with twins and hidden glyphs marked."""
        if number not in self.records:
            record = read_page(self.pdf.pages[number - 1], self.fonts)
            if not record.problems:
                mark_hidden(record, find_twins(record.glyphs()))
            self.records[number] = record
        return self.records[number]


def _notices(content: Content, passages: Sequence[Passage]) -> list[Notice]:
    found = [
        Notice(
            f"Page {number} is a picture (a scan): its text cannot be read yet.",
            f"page {number}",
            holds=True,
            next_step="Have the text recognised (OCR) in another program, or replace the page by its typed text.",
        )
        for number in content.scans
    ]
    found += [
        Notice(
            f"Page {number} cannot be edited: it has {', '.join(reasons)}.",
            f"page {number}",
            holds=True,
            next_step="Print the original document to a new PDF, or use the Word file.",
        )
        for number, reasons in content.failed.items()
    ]
    kinds: dict[str, set[int]] = {}
    for passage in passages:
        if passage.segment.hidden and passage.segment.place.page is not None:
            kinds.setdefault(passage.segment.place.part, set()).add(passage.segment.place.page)
    for kind, pages in sorted(kinds.items()):
        found.append(Notice(f"There are {kind}.", "page " + ", ".join(map(str, sorted(pages)))))
    return found
