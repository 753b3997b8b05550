"""A paragraph as one text, and edits of that text carried back to its runs.

The code takes the place of the first covered character, in that run's
formatting; other runs lose what is covered; everything else is left alone. A
nested paragraph (text box) is not part of the text of its anchor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from redactor.formats.docx.names import A_NS, M_NS, PRESERVE, local, remove, w
from redactor.model import Span, substitute

PARAGRAPHS = (w("p"), f"{{{A_NS}}}p")
_TEXT = (w("t"), f"{{{M_NS}}}t", f"{{{A_NS}}}t")
_MARKS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "\u00ad",
    f"{{{A_NS}}}br": "\n",
}
_PROPERTIES = (w("pPr"), w("rPr"), w("sdtPr"), w("sdtEndPr"), w("rubyPr"), f"{{{A_NS}}}pPr", f"{{{A_NS}}}rPr")
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapf", "dingbats", "mt extra", "marlett", "bookshelf")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One element that contributes text, with its half-open offsets in the paragraph's text."""

    element: etree._Element
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + len(self.text)


def pieces(paragraph: etree._Element) -> tuple[Piece, ...]:
    """The text-bearing elements of a paragraph, in reading order."""
    found: list[Piece] = []
    position = 0
    for element, text in _contributions(paragraph):
        found.append(Piece(element, text, position))
        position += len(text)
    return tuple(found)


def paragraph_text(paragraph: etree._Element) -> str:
    """The text of a paragraph without its text boxes; tracked changes must be accepted before."""
    return "".join(text for _, text in _contributions(paragraph))


def _contributions(parent: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for child in parent:
        if child.tag in PARAGRAPHS or child.tag in _PROPERTIES:
            continue
        if child.tag in _TEXT:
            if child.text:
                yield child, child.text
        elif child.tag in _MARKS:
            yield child, _MARKS[child.tag]
        elif child.tag == w("sym"):
            yield child, _symbol(child)
        else:
            yield from _contributions(child)


def _symbol(element: etree._Element) -> str:
    """The character of a ``w:sym``: a letter, unless its font is a symbol font."""
    try:
        code = int(element.get(w("char"), ""), 16)
    except ValueError:
        return "\ufffd"
    font = element.get(w("font"), "").lower()
    if 0xF020 <= code <= 0xF0FF and not font.startswith(_SYMBOL_FONTS):
        code -= 0xF000
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def edit_paragraph(paragraph: etree._Element, edits: Iterable[tuple[Span, str]]) -> None:
    """Carry edits of the paragraph's text back to its elements.

    Args:
        paragraph: A ``w:p`` or ``a:p``.
        edits: Disjoint spans of ``paragraph_text`` with their replacements.

    Raises:
        ValueError: if edits overlap or lie outside the text.
    """
    ordered = sorted(edits, key=lambda edit: edit[0])
    before = paragraph_text(paragraph)
    wanted = substitute(before, ordered)
    for span, new in reversed(ordered):
        _edit_pieces(pieces(paragraph), span, new)
    if paragraph_text(paragraph) != wanted:
        raise RuntimeError("a paragraph could not be rewritten exactly")


def _edit_pieces(found: tuple[Piece, ...], span: Span, new: str) -> None:
    covered = [piece for piece in found if piece.start < span.end and span.start < piece.end]
    for index, piece in enumerate(covered):
        low = max(span.start - piece.start, 0)
        high = min(span.end - piece.start, len(piece.text))
        inserted = new if index == 0 else ""
        text = piece.text[:low] + inserted + piece.text[high:]
        if piece.element.tag in _TEXT:
            _set_text(piece.element, text)
        else:
            _replace_mark(piece.element, text)
    for piece in covered:
        _prune(piece.element)


def _set_text(element: etree._Element, text: str) -> None:
    element.text = text
    if element.tag == w("t"):
        element.set(PRESERVE, "preserve")


def _node(text: str) -> etree._Element:
    node = etree.Element(w("t"))
    node.set(PRESERVE, "preserve")
    node.text = text
    return node


def _replace_mark(element: etree._Element, text: str) -> None:
    """Put a text element in the place of a tab, break, hyphen or symbol."""
    if not text:
        return
    parent = element.getparent()
    if parent is None:
        return
    node = _node(text)
    if local(element) == "br" and element.tag != w("br"):
        run = etree.Element(f"{{{A_NS}}}r")
        inner = etree.SubElement(run, f"{{{A_NS}}}t")
        inner.text = text
        node = run
    element.addprevious(node)


def _prune(element: etree._Element) -> None:
    """Take out an element whose text is gone, and the run and link that it leaves empty."""
    if element.tag in _TEXT and element.text:
        return
    parent = element.getparent()
    if parent is None:
        return
    remove(element)
    while parent is not None and parent.tag in (w("r"), w("hyperlink"), f"{{{A_NS}}}r"):
        if any(child.tag not in _PROPERTIES for child in parent):
            return
        above = parent.getparent()
        remove(parent)
        parent = above


def instructions(paragraph: etree._Element) -> tuple[tuple[etree._Element, ...], ...]:
    """The field instructions of a paragraph: groups of ``w:instrText`` that are one instruction."""
    groups: list[tuple[etree._Element, ...]] = []
    current: list[etree._Element] = []
    for element in paragraph.iter(w("instrText"), w("fldChar")):
        if _owner(element) is not paragraph:
            continue
        if element.tag == w("instrText"):
            current.append(element)
        elif current:
            groups.append(tuple(current))
            current = []
    if current:
        groups.append(tuple(current))
    return tuple(groups)


def _owner(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(*PARAGRAPHS), None)


def set_instruction(group: tuple[etree._Element, ...], text: str) -> None:
    """Write a field instruction into the first of its elements and empty the others."""
    for element in group[1:]:
        element.text = ""
    group[0].text = text
    group[0].set(PRESERVE, "preserve")


def hidden_spans(paragraph: etree._Element, hidden_styles: frozenset[str]) -> tuple[Span, ...]:
    """Where a paragraph's text is formatted as hidden, runs that touch joined.

    Args:
        paragraph: A ``w:p``.
        hidden_styles: Ids of the styles whose text is hidden.
    """
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    whole = style is not None and style.get(w("val")) in hidden_styles
    spans: list[Span] = []
    for piece in pieces(paragraph):
        if not piece.text or not (whole or _is_hidden(piece.element, hidden_styles)):
            continue
        if spans and spans[-1].end == piece.start:
            spans[-1] = Span(spans[-1].start, piece.end)
        else:
            spans.append(Span(piece.start, piece.end))
    return tuple(spans)


def _is_hidden(element: etree._Element, hidden_styles: frozenset[str]) -> bool:
    run = element.getparent()
    properties = None if run is None else run.find(w("rPr"))
    if properties is None:
        return False
    style = properties.find(w("rStyle"))
    if style is not None and style.get(w("val")) in hidden_styles:
        return True
    marks = (properties.find(w("vanish")), properties.find(w("webHidden")))
    return any(mark is not None and mark.get(w("val"), "1") not in ("0", "false", "off") for mark in marks)
