"""The texts of slides, charts and diagrams: paragraphs, and the values that a chart stores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from redactor.formats.opc.drawing_text import drawing_text, edit_drawing_text
from redactor.formats.opc.targets import Target, whole_text_target
from redactor.formats.opc.xml import a, c, elements, local
from redactor.model import Segment, Span

_DIGITS = "-+0123456789.,eE "
_NUMBERS = ("numCache", "numLit")


def drawn_texts(root: etree._Element) -> Iterator[tuple[int, etree._Element, str]]:
    """Paragraphs and values that have text, in the order of the part, each with its number; numbers are left out."""
    for number, element in enumerate(elements(root, a("p"), c("v")), 1):
        text = drawing_text(element) if element.tag == a("p") else (element.text or "")
        if text.strip() and not _is_number(element, text):
            yield number, element, text


def _is_number(element: etree._Element, text: str) -> bool:
    """Whether a value is one of a chart's numbers."""
    stored = element.tag == c("v") and any(local(ancestor) in _NUMBERS for ancestor in element.iterancestors())
    return stored and not text.strip(_DIGITS)


def text_target(element: etree._Element, segment: Segment) -> Target:
    """The target of a paragraph or value; ``segment`` holds its text."""
    if element.tag == c("v"):

        def setter(new: str) -> None:
            element.text = new

        return whole_text_target(segment, [setter])

    def edit(edits: Sequence[tuple[Span, str]]) -> None:
        edit_drawing_text(element, edits)

    return Target(segment, edit)
