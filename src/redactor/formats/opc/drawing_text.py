"""Paragraphs of drawings, charts and slides (DrawingML ``a:p``), joined across runs."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from redactor.formats.opc.text_nodes import edit_pieces
from redactor.formats.opc.xml import A_NS, M_NS, local, remove
from redactor.model import Span

PARAGRAPH = f"{{{A_NS}}}p"
_TEXTS = (f"{{{A_NS}}}t", f"{{{M_NS}}}t")
_PROPERTIES = ("pPr", "endParaRPr")


def _pieces(paragraph: etree._Element) -> list[tuple[etree._Element, str]]:
    """The text elements (of formulas too) and line breaks of one paragraph with what they stand for."""
    found: list[tuple[etree._Element, str]] = []
    for child in paragraph:
        if local(child) == "br":
            found.append((child, "\n"))
        elif local(child) not in _PROPERTIES:
            found += [(text, text.text or "") for text in child.iter(*_TEXTS)]
    return found


def drawing_text(paragraph: etree._Element) -> str:
    """The text of a paragraph; a line break is a line feed."""
    return "".join(text for _, text in _pieces(paragraph))


def edit_drawing_text(paragraph: etree._Element, edits: Sequence[tuple[Span, str]]) -> None:
    """Apply edits of ``drawing_text``; the replacement takes the first run's formatting.

    Raises:
        ValueError: if edits overlap or lie outside the text.
    """
    pieces = _pieces(paragraph)
    fixed = frozenset(n for n, (element, _) in enumerate(pieces) if element.tag not in _TEXTS)
    new = edit_pieces([text for _, text in pieces], edits, fixed)
    for (element, before), after in zip(pieces, new, strict=True):
        if element.tag in _TEXTS:
            element.text = after
        elif before and not after:
            remove(element)
