"""One copy in the making: what goes, which fonts are rebuilt, which flows are set anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pikepdf

from redactor.errors import HeldError
from redactor.formats.pdf.inplace.columns import Columns
from redactor.formats.pdf.inplace.editing import FontChanges, PageEditor, kept_codes
from redactor.formats.pdf.inplace.faces import Faces
from redactor.formats.pdf.inplace.fonts import PageFont
from redactor.formats.pdf.inplace.hidden import find_twins, mark_hidden
from redactor.formats.pdf.inplace.interpreter import Fonts, read_page
from redactor.formats.pdf.inplace.passages import Passage
from redactor.formats.pdf.inplace.records import Box, Glyph, PageRecord
from redactor.formats.pdf.inplace.subsetting import RebuildError, rebuild_font
from redactor.formats.pdf.inplace.tokens import Flow, fill_tokens, flows_of, page_of, removed_marks
from redactor.formats.pdf.inplace.words import PAGE_FACTOR
from redactor.model import Change, Replacement


class Writing:
    """One copy in the making.

    Args:
        pdf: The document, prepared; it is changed.
        passages: All passages, as read from the same bytes.
        edits: The plan's edits by segment key.
        unfit: The pages that are not edited in place.

    Attributes:
        bands: The boxes of each page that were edited, and those of pictures, which are judged elsewhere.
        pages: The pages that were edited or whose codes changed.
    """

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        passages: Sequence[Passage],
        edits: Mapping[str, Sequence[Replacement]],
        unfit: frozenset[int],
    ) -> None:
        self.pdf, self.passages, self.edits = pdf, passages, edits
        self.fonts = Fonts()
        self.records: dict[int, PageRecord] = {}
        self.bands: dict[int, list[Box]] = {}
        self.pages: list[int] = [n for n in range(1, len(pdf.pages) + 1) if n not in unfit]

    def run(self) -> tuple[Change, ...]:
        """Edit every page; answers what was done beside the plan.

        Raises:
            HeldError: if a font cannot be rebuilt.
        """
        touched = [passage for passage in self.passages if self.edits.get(passage.segment.key)]
        by_page: dict[int, set[int]] = {}
        for passage in touched:
            for mark in removed_marks(passage, self.edits[passage.segment.key]):
                by_page.setdefault(page_of(mark), set()).add(mark)
        faces = self.faces(by_page)
        columns = Columns({number: self.record(number).width for number in range(1, len(self.pdf.pages) + 1)})
        columns.learn(self.passages, frozenset(passage.segment.key for passage in touched))
        flows = self.flows(touched, faces)
        lost = {
            self.record(number).glyph(mark - number * PAGE_FACTOR).show.font
            for number, marks in by_page.items()
            if number in self.pages
            for mark in marks
        }
        editor = PageEditor(self.pdf, faces, self.rebuilt(lost, faces), columns)
        for number in self.pages:
            editor.edit(self.pdf.pages[number - 1], self.record(number), flows.get(number, []), number)
        self.bands = editor.bands
        for number in self.pages:
            pictures = [shape for shape in self.record(number).shapes if shape.image]
            self.bands.setdefault(number, []).extend(box for shape in pictures for box in shape.boxes)
        changes: list[Change] = []
        count = sum(len(found) for found in flows.values())
        if count:
            changes.append(Change("rewritten", "paragraphs with a name (their lines are set anew)", count=count))
        if editor.uncovered:
            changes.append(Change("removed", "boxes over names that are replaced now", count=editor.uncovered))
        return tuple(changes)

    def faces(self, removed: Mapping[int, set[int]]) -> Faces:
        """The fonts with the codes that stay in use."""
        kept: dict[PageFont, set[bytes]] = {}
        for number in self.pages:
            for font, codes in kept_codes(self.record(number), removed.get(number, ()), number).items():
                kept.setdefault(font, set()).update(codes)
        return Faces({font: frozenset(codes) for font, codes in kept.items()})

    def rebuilt(self, lost: Iterable[PageFont], faces: Faces) -> FontChanges:
        """The fonts that lost a glyph, rebuilt."""
        changes = FontChanges()
        spaced = {show.font for number in self.pages for show in self.record(number).shows if show.word_space}
        for font in sorted(lost, key=lambda item: (item.name, item.obj.objgen)):
            if font.standard:
                continue
            try:
                made = rebuild_font(self.pdf, font, faces.kept[font], spaced=font in spaced)
            except RebuildError:
                raise HeldError(
                    "A font of the PDF cannot be cut down to what stays.",
                    next_step="Run again with --retypeset, or use the Word file of this document.",
                ) from None
            changes.codes[font], changes.objects[font] = made.codes, made.obj
        return changes

    def flows(self, touched: Sequence[Passage], faces: Faces) -> dict[int, list[Flow]]:
        """The flows that lose a glyph, by page, with their tokens."""
        found: dict[int, list[Flow]] = {}
        for passage in touched:
            flows = [flow for flow in flows_of(passage) if flow.page in self.pages]
            if not flows:
                continue
            glyphs: dict[int, Glyph] = {}
            for flow in flows:
                record = self.record(flow.page)
                glyphs.update({mark: record.glyph(mark - flow.page * PAGE_FACTOR) for mark in flow.glyphs})
            fill_tokens(flows, self.edits[passage.segment.key], glyphs, faces)
            for flow in flows:
                if flow.removed:
                    found.setdefault(flow.page, []).append(flow)
        return found

    def record(self, number: int) -> PageRecord:
        """A page as interpreted, with twins and hidden glyphs marked."""
        if number not in self.records:
            record = read_page(self.pdf.pages[number - 1], self.fonts)
            if number in self.pages:
                mark_hidden(record, find_twins(record.glyphs()))
            self.records[number] = record
        return self.records[number]
