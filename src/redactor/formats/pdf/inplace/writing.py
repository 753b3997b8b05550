"""One copy in the making: what goes, which fonts are rebuilt, which flows are set anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pikepdf

from redactor.formats.pdf.inplace.boxed import Boxes
from redactor.formats.pdf.inplace.collecting import by_page
from redactor.formats.pdf.inplace.columns import Columns
from redactor.formats.pdf.inplace.editing import PageEditor
from redactor.formats.pdf.inplace.faces import Faces
from redactor.formats.pdf.inplace.fontchanges import FontChanges
from redactor.formats.pdf.inplace.fonts import PageFont
from redactor.formats.pdf.inplace.pages import PageRecords
from redactor.formats.pdf.inplace.passages import Passage, pages_of
from redactor.formats.pdf.inplace.records import Box, PageRecord
from redactor.formats.pdf.inplace.rows import cells_by_page
from redactor.formats.pdf.inplace.stretches import Stretches
from redactor.formats.pdf.inplace.subsetting import RebuildError, rebuild_font
from redactor.formats.pdf.inplace.tokens import Flow, fill_tokens, flows_of, page_of, removed_marks
from redactor.formats.pdf.inplace.usage import Usage
from redactor.model import Change, Replacement

BROKEN = (pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a hostile or broken page can cause where its objects are not what the standard says."""
_UNSET = "its lines cannot be set anew"


class Writing:
    """One copy in the making.

    Args:
        records: Of the document, prepared; it is changed.
        usage: What the pages that can be edited in place show.
        passages: All passages, as read from the same bytes.
        edits: The plan's edits by segment key.
        boxes: The parts of pages that are removed.

    Attributes:
        bands: The boxes of each page that were edited, and those of pictures, which are judged elsewhere.
        written: As of ``PageEditor``.
        failed: Pages whose lines could not be set anew, with the reason: they are as they were.
        unfit: Pages that must not stay content, with the reason: a font of theirs tells what was removed.
    """

    def __init__(
        self,
        records: PageRecords,
        usage: Usage,
        passages: Sequence[Passage],
        edits: Mapping[str, Sequence[Replacement]],
        boxes: Boxes,
    ) -> None:
        self.boxes = boxes
        self.records, self.usage, self.passages, self.edits = records, usage, passages, edits
        self.bands: dict[int, list[Box]] = {}
        self.unfit: dict[int, str] = {}
        self.failed: dict[int, str] = {}
        self.written: Mapping[tuple[int, int], Sequence[Any]] = {}
        self.pages = list(usage.pages)
        self._removed: dict[int, set[int]] = {}
        self._pending: dict[int, list[Flow]] = {}
        self._open: dict[int, PageRecord] = {}
        self._stretches: dict[int, Stretches] = {}

    def run(self) -> tuple[Change, ...]:
        """Edit every page, one after the other; answers what was done beside the plan."""
        touched = [passage for passage in self.passages if self.edits.get(passage.segment.key)]
        removed = self._removed
        starts: dict[int, list[Passage]] = {}
        for passage in touched:
            for mark in removed_marks(passage, self.edits[passage.segment.key]):
                removed.setdefault(page_of(mark), set()).add(mark)
            first = min((line.page for line in passage.lines if line.page in self.usage.pages), default=0)
            starts.setdefault(first, []).append(passage)
        sizes = self.usage.pages
        columns = Columns({n: use.width for n, use in sizes.items()}, {n: use.height for n, use in sizes.items()})
        columns.learn(self.passages, frozenset(passage.segment.key for passage in touched))
        faces = Faces(self.usage.kept(self.pages, removed))
        fonts = self.rebuilt(self.usage.lost(removed), faces)
        editor = PageEditor(self.records.pdf, faces, fonts, columns, cells_by_page(self.passages), self.boxes)
        count = 0
        for number in by_page(self.pages):
            for passage in starts.get(number, ()):
                self._fill_or_fail(passage, faces)
            flows = self._pending.pop(number, [])
            says = self.usage.pages[number].says
            if number not in self.failed and (
                flows or says or not fonts.objects.keys().isdisjoint(self.usage.fonts_on(number))
            ):
                self._edit_or_fail(editor, flows, number)
                count += len(flows)
            self._stretches.pop(number, None)
            self.records.forget(number, self._open.pop(number, None))
        self.bands, self.written = editor.bands, editor.written
        for number, use in self.usage.pages.items():
            self.bands.setdefault(number, []).extend(use.pictures)
        changes: list[Change] = []
        if count:
            changes.append(Change("rewritten", "paragraphs with a name (their lines are set anew)", count=count))
        if editor.uncovered:
            changes.append(Change("removed", "boxes over names that are replaced now", count=editor.uncovered))
        return tuple(changes)

    def _fill_or_fail(self, passage: Passage, faces: Faces) -> None:
        """``fill``; if a page breaks it, no page of the passage is edited."""
        try:
            self.fill(passage, faces)
        except BROKEN:
            self.failed.update(dict.fromkeys(pages_of(passage), _UNSET))

    def _edit_or_fail(self, editor: PageEditor, flows: Sequence[Flow], number: int) -> None:
        """Edit a page; one that breaks it is put back as it was."""
        page = self.records.pdf.pages[number - 1]
        before = {key: page.obj.get(key) for key in ("/Contents", "/Resources", "/Annots")}
        try:
            editor.edit(page, self.record(number), flows, number)
        except BROKEN:
            self.failed[number] = _UNSET
            for key, value in before.items():
                if value is not None:
                    page.obj[key] = value
                elif key in page.obj:
                    del page.obj[key]

    def rebuilt(self, lost: Iterable[PageFont], faces: Faces) -> FontChanges:
        """The fonts that lost a glyph, rebuilt."""
        changes = FontChanges()
        for font in sorted(lost, key=lambda item: (item.name, item.obj.objgen)):
            if font.standard:
                continue
            try:
                made = rebuild_font(self.records.pdf, font, faces.kept[font], spaced=font in self.usage.spaced)
            except RebuildError:
                uses = (number for number in self.pages if font in self.usage.fonts_on(number))
                self.unfit.update(dict.fromkeys(uses, "it has a font that cannot be cut down"))
            else:
                changes.add(font, made.codes, made.obj)
        return changes

    def fill(self, passage: Passage, faces: Faces) -> None:
        """The flows of a passage that lose a glyph, with their tokens, put where their pages find them."""
        edits = self.edits[passage.segment.key]
        goes: set[int] | None = None
        if self.boxes.touch(passage):
            edits, gone = self.boxes.carried_out(passage, edits)
            found = self.boxes.flows(passage, gone)
        else:
            found = flows_of(passage)
            goes = set().union(*(self._removed.get(number, ()) for number in {flow.page for flow in found}))
        flows = [flow for flow in found if flow.page in self.usage.pages]
        fill_tokens(flows, edits, {flow.page: self._on(flow.page) for flow in flows}, faces, goes)
        for flow in flows:
            if not flow.removed:
                self.boxes.close(flow)
            else:
                self._pending.setdefault(flow.page, []).append(flow)

    def _on(self, number: int) -> Stretches:
        """What can be moved together of a page."""
        found = self._stretches.get(number)
        if found is None:
            found = self._stretches[number] = Stretches.of(self.record(number))
        return found

    def record(self, number: int) -> PageRecord:
        """A page as interpreted; the same object until the page is edited, since flows hold its glyphs."""
        if number not in self._open:
            self._open[number] = self.records[number]
        return self._open[number]
