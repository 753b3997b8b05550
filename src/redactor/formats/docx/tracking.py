"""Edits of a paragraph as tracked changes, for people who review in Word.

What is replaced is marked as deleted (``w:del``), the code as inserted (``w:ins``), each in the formatting of
the run it stands in (ISO/IEC 29500-1, 17.13.5). Accepting everything gives the anonymised text,
rejecting everything the original.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from redactor.formats.docx.names import PRESERVE, w
from redactor.formats.docx.runs import Piece, edit_paragraph, pieces
from redactor.model import Span

AUTHOR = "redactor"


class Tracker:
    """Numbers the tracked changes of one document.

    Args:
        first_id: The first free number for ``w:id``.
    """

    def __init__(self, first_id: int = 900000) -> None:
        self._next = first_id

    def edit(self, paragraph: etree._Element, edits: Iterable[tuple[Span, str]]) -> None:
        """Mark edits of a paragraph's text as tracked changes.

        Args:
            paragraph: A ``w:p`` or ``a:p``; where Word knows no tracked changes (drawings, formulas)
                the edit is carried out untracked.
            edits: Disjoint spans of the paragraph's text with their replacements.
        """
        for span, new in sorted(edits, key=lambda edit: edit[0], reverse=True):
            covered = [p for p in pieces(paragraph) if p.start < span.end and span.start < p.end]
            if all(_run_of(piece) is not None for piece in covered):
                self._track(covered, span, new)
            else:
                edit_paragraph(paragraph, [(span, new)])

    def _track(self, covered: list[Piece], span: Span, new: str) -> None:
        for index, piece in enumerate(covered):
            low = max(span.start - piece.start, 0)
            high = min(span.end - piece.start, len(piece.text))
            run = _isolated(piece, low, high)
            deleted = self._mark("del")
            run.addprevious(deleted)
            deleted.append(run)
            for text in run.findall(w("t")):
                text.tag = w("delText")
            if index == 0 and new:
                deleted.addnext(self._inserted(run, new))

    def _inserted(self, like: etree._Element, text: str) -> etree._Element:
        inserted = self._mark("ins")
        run = etree.SubElement(inserted, w("r"))
        _copy_properties(like, run)
        node = etree.SubElement(run, w("t"))
        node.set(PRESERVE, "preserve")
        node.text = text
        return inserted

    def _mark(self, name: str) -> etree._Element:
        mark = etree.Element(w(name))
        mark.set(w("id"), str(self._next))
        mark.set(w("author"), AUTHOR)
        self._next += 1
        return mark


def _run_of(piece: Piece) -> etree._Element | None:
    parent = piece.element.getparent()
    return parent if parent is not None and parent.tag == w("r") else None


def _isolated(piece: Piece, low: int, high: int) -> etree._Element:
    """Split the piece's run so that the covered characters are all that is in it."""
    element = piece.element
    run = _run_of(piece)
    if run is None:
        raise ValueError("the piece is in no run")
    before = [child for child in element.itersiblings(preceding=True) if child.tag != w("rPr")][::-1]
    after = list(element.itersiblings())
    if low:
        before.append(_text_node(piece.text[:low]))
    if high < len(piece.text):
        after.insert(0, _text_node(piece.text[high:]))
    if element.tag == w("t"):
        element.text = piece.text[low:high]
        element.set(PRESERVE, "preserve")
    if before:
        run.addprevious(_run_like(run, before))
    if after:
        run.addnext(_run_like(run, after))
    return run


def _run_like(run: etree._Element, children: list[etree._Element]) -> etree._Element:
    new = etree.Element(w("r"))
    _copy_properties(run, new)
    new.extend(children)
    return new


def _copy_properties(source: etree._Element, target: etree._Element) -> None:
    properties = source.find(w("rPr"))
    if properties is not None:
        target.insert(0, deepcopy(properties))


def _text_node(text: str) -> etree._Element:
    node = etree.Element(w("t"))
    node.set(PRESERVE, "preserve")
    node.text = text
    return node
