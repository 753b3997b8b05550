"""The texts of a page: cut where a reader sees a new line of thought, joined across inline elements.

A text ends where a block begins or ends. What stands apart within a text (hidden
passages, drawings, choice lists, readings beside ruby characters) is a text of
its own, so that it neither splits a name nor hides in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from redactor.formats.html.layout import Cell, Layout, read_layout
from redactor.formats.html.nodes import Node, Text, events
from redactor.formats.html.vocabulary import BLOCKS, PREFORMATTED
from redactor.formats.opc.targets import Target
from redactor.model import Place, Segment, SegmentRole, Span, substitute

_ISLANDS = {
    "noscript": "text for browsers without scripts",
    "svg": "drawing",
    "select": "choice list",
    "textarea": "text field",
    "button": "button",
    "rt": "reading beside a character",
    "rp": "reading beside a character",
}
_IN_DRAWING = frozenset({"text", "title", "desc", "foreignobject"})
_LANDMARKS = {"header": SegmentRole.HEADER, "footer": SegmentRole.FOOTER, "nav": SegmentRole.HEADER}
_BREAK = "\0"
_SPACE = re.compile(r"[ \t\n\f\r]*\0[ \t\n\f\r\0]*|[ \t\n\f\r]+")


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A text node or a line break, and the element that holds it."""

    node: Text | Node
    parent: Node

    @property
    def raw(self) -> str:
        return self.node.value if isinstance(self.node, Text) else _BREAK


@dataclass(slots=True)
class _Stream:
    """A text being read."""

    words: str
    verbatim: bool = False
    pieces: list[_Piece] = field(default_factory=list)


def text_targets(body: Node) -> list[Target]:
    """A target for every text of a page, in reading order."""
    return _Reader(read_layout(body)).read(body)


def _normal(raw: str, *, verbatim: bool) -> str:
    """A text as browsers show it: white space collapsed, breaks as line feeds."""
    if verbatim:
        return raw.replace(_BREAK, "\n").strip()
    return _SPACE.sub(_spaced, raw).strip()


def _spaced(match: re.Match[str]) -> str:
    return "\n" * match[0].count(_BREAK) or " "


class _Reader:
    """Walks the copy once; ``_open`` are its open blocks, ``_streams`` the texts being read."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._targets: list[Target] = []
        self._parents: list[Node] = []
        self._streams = [_Stream("body")]
        self._paragraphs = 0

    def read(self, body: Node) -> list[Target]:
        for what, node in events(body):
            if isinstance(node, Text):
                self._streams[-1].pieces.append(_Piece(node, self._parents[-1]))
            elif what == "start":
                self._start(node)
            else:
                self._end(node)
        self._flush()
        return _with_furniture(self._targets)

    def _start(self, node: Node) -> None:
        words = "hidden text" if "hidden" in node.attributes else _ISLANDS.get(node.tag)
        if words:
            self._streams.append(_Stream(words, node.tag in PREFORMATTED))
        elif self._is_block(node):
            self._flush()
        if node.tag == "br":
            self._streams[-1].pieces.append(_Piece(node, self._parents[-1]))
        self._parents.append(node)

    def _end(self, node: Node) -> None:
        if "hidden" in node.attributes or node.tag in _ISLANDS:
            self._flush()
            self._streams.pop()
        elif self._is_block(node):
            self._flush()
        self._parents.pop()

    def _is_block(self, node: Node) -> bool:
        if node.tag in BLOCKS:
            return True
        return node.tag in _IN_DRAWING and any(parent.tag == "svg" for parent in self._parents)

    def _flush(self) -> None:
        """Make the text that was read a target."""
        stream = self._streams[-1]
        pieces, stream.pieces = stream.pieces, []
        verbatim = stream.verbatim or any(parent.tag == "pre" for parent in self._parents)
        text = _normal("".join(piece.raw for piece in pieces), verbatim=verbatim)
        if text:
            self._targets.append(self._target(pieces, text, stream.words, verbatim=verbatim))

    def _target(self, pieces: list[_Piece], text: str, words: str, *, verbatim: bool) -> Target:
        role, level, cell = self._role()
        label = ""
        if cell is not None:
            place = Place(words, table=cell.table, row=cell.row, column=cell.column)
            label = cell.label
        else:
            self._paragraphs += 1
            landmark = {SegmentRole.HEADER: "header", SegmentRole.FOOTER: "footer"}.get(role)
            place = Place(landmark if landmark and words == "body" else words, paragraph=self._paragraphs)
            label = next((self._layout.labels[n] for n in reversed(self._parents) if n in self._layout.labels), "")
        hidden = (Span(0, len(text)),) if any(parent.is_hidden for parent in self._parents) else ()
        segment = Segment(f"p{len(self._targets) + 1}", text, place, role, level, label, hidden)

        def edit(edits: Sequence[tuple[Span, str]]) -> None:
            _edit(pieces, text, edits, verbatim=verbatim)

        return Target(segment, edit)

    def _role(self) -> tuple[SegmentRole, int, Cell | None]:
        """What the innermost open elements make of a text."""
        cell = next((self._layout.cells[n] for n in reversed(self._parents) if n in self._layout.cells), None)
        for node in reversed(self._parents):
            if re.fullmatch(r"h[1-6]", node.tag):
                return SegmentRole.HEADING, int(node.tag[1]), cell
            if node.tag in ("td", "th"):
                return SegmentRole.CELL, 0, cell
            if node.tag == "li":
                return SegmentRole.LIST_ITEM, 0, cell
        tags = {node.tag for node in self._parents}
        landmark = None if tags & {"article", "main"} else next((t for t in _LANDMARKS if t in tags), None)
        return (_LANDMARKS[landmark] if landmark else SegmentRole.PARAGRAPH), 0, cell


def _with_furniture(targets: list[Target]) -> list[Target]:
    """What stands before a page's first main heading is furniture of the site, and no title."""
    roles = [(target.segment.role, target.segment.level) for target in targets]
    first = roles.index((SegmentRole.HEADING, 1)) if (SegmentRole.HEADING, 1) in roles else 0
    return [
        replace(target, segment=replace(target.segment, role=SegmentRole.HEADER))
        if index < first and target.segment.role is not SegmentRole.HEADING
        else target
        for index, target in enumerate(targets)
    ]


def _edit(pieces: list[_Piece], text: str, edits: Sequence[tuple[Span, str]], *, verbatim: bool) -> None:
    """Carry edits of a text back to its nodes: the code goes where the first covered character stood."""
    substitute(text, edits)
    origins = list(_origins(pieces, verbatim=verbatim))
    if len(origins) != len(text):
        raise RuntimeError("a text of the page could not be mapped to its nodes")
    for span, new in sorted(edits, key=lambda item: item[0], reverse=True):
        (first, low), (last, high) = origins[span.start], origins[span.end - 1]
        for index in range(last, first - 1, -1):
            start = low if index == first else 0
            end = high + 1 if index == last else len(pieces[index].raw)
            _cut(pieces[index], start, end, new if index == first else "")


def _cut(piece: _Piece, start: int, end: int, new: str) -> None:
    """Replace ``[start, end)`` of one piece."""
    if isinstance(piece.node, Text):
        piece.node.value = piece.node.value[:start] + new + piece.node.value[end:]
        return
    at = next(index for index, child in enumerate(piece.parent.children) if child is piece.node)
    piece.parent.children[at : at + 1] = [Text(new)] if new else []


def _origins(pieces: list[_Piece], *, verbatim: bool) -> Iterator[tuple[int, int]]:
    """For each character of the normal text, the piece and the offset in it that it comes from."""
    places = [(index, offset) for index, piece in enumerate(pieces) for offset in range(len(piece.raw))]
    raw = "".join(piece.raw for piece in pieces)
    shown = range(len(raw)) if verbatim else _shown(raw)
    kept = list(shown)
    characters = [raw[offset] for offset in kept]
    low, high = 0, len(kept)
    while low < high and (characters[low].isspace() or characters[low] == _BREAK):
        low += 1
    while high > low and (characters[high - 1].isspace() or characters[high - 1] == _BREAK):
        high -= 1
    yield from (places[offset] for offset in kept[low:high])


def _shown(raw: str) -> Iterator[int]:
    """Offsets of the characters that survive the collapsing of white space."""
    position = 0
    for match in _SPACE.finditer(raw):
        yield from range(position, match.start())
        breaks = [offset for offset in range(match.start(), match.end()) if raw[offset] == _BREAK]
        yield from breaks or [match.start()]
        position = match.end()
    yield from range(position, len(raw))
