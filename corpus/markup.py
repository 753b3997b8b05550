"""The small markup in which the example documents are written, gold answers inline.

A source is a head (``key: value`` lines between two ``---`` lines) and blocks that
are separated by empty lines. Inline:

====================  ==========================================================
``{{HV2|Ms Oldroyd}}``  protected: these words, that code (``HV1/HV2``: either; ``HV2?``: or left
                        open among namesakes; ``?``: any)
``{{[email]|a@b.c}}``   identifier, with its label
``{{=|Name}}``          allowed name, stays
``{{+|Name}}``          *keep* row, stays
``{{~|Munro Review}}``  trap, stays word for word
``¦``                   inside marks: the writer starts a new run here
``**words**``           bold
``[[ins|who|words]]``   tracked insertion; ``del`` a tracked deletion
``[[note|words]]``      footnote
``[[link|to|words]]``   hyperlink
``[[comment|who|words]]`` margin comment on the text before it
====================  ==========================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\*\*|\|")
_HEADING = re.compile(r"(#{1,3}) (.*)", re.DOTALL)

RUN_BREAK = "¦"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Words with a gold answer: ``code`` is a code, a label, ``=``, ``+``, ``~`` or ``?``."""

    code: str
    written: str
    bold: bool = False

    @property
    def text(self) -> str:
        """The words as they are read: without run breaks and soft hyphens."""
        return self.written.replace(RUN_BREAK, "").replace("\u00ad", "")

    @property
    def stays(self) -> bool:
        """Whether the words are the same after release."""
        return self.code in ("=", "+", "~")


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A tracked change, footnote, hyperlink or comment (``kind``) with its parts."""

    kind: str
    argument: tuple[Piece, ...]
    content: tuple[Piece, ...]


Piece = Words | Mark | Wrapped


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document.

    Attributes:
        kind: ``title``, ``cover``, ``heading``, ``paragraph``, ``bullet``, ``table``,
            ``form``, ``picture`` or ``page break``.
        pieces: The words, of a picture its alternative text.
        level: Of a heading.
        rows: Of a table or form: rows of cells.
        widths: Of a table: per cent of the text width.
    """

    kind: str
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be made: its head (values parsed as inline markup) and blocks."""

    head: dict[str, tuple[Piece, ...]]
    blocks: tuple[Block, ...] = field(default=())

    def value(self, key: str) -> str:
        """The plain text of a head value; empty when absent."""
        return "".join(plain(self.head.get(key, ())))


class MarkupError(ValueError):
    """A source is not well formed."""


def parse_inline(text: str) -> tuple[Piece, ...]:
    """Parse inline markup.

    Raises:
        MarkupError: if brackets do not match.
    """
    tokens = _tokens(text)
    pieces = tuple(_parse(tokens, ()))
    if next(tokens, None) is not None:
        raise MarkupError(f"stray bracket in: {text[:60]}")
    return pieces


def _tokens(text: str) -> Iterator[str]:
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        yield match.group()
        position = match.end()
    if position < len(text):
        yield text[position:]


def _parse(tokens: Iterator[str], until: tuple[str, ...]) -> Iterator[Piece]:
    bold = False
    for item in tokens:
        if item in until:
            return
        if item == "**":
            bold = not bold
        elif item == "{{":
            code, _, written = _raw(tokens).partition("|")
            yield Mark(code, written, bold)
        elif item == "[[":
            yield _wrapped(tokens)
        elif item in ("}}", "]]"):
            raise MarkupError(f"unexpected {item}")
        else:
            yield Words(item, bold)
    if until:
        raise MarkupError(f"missing {until[0]}")


def _raw(tokens: Iterator[str]) -> str:
    parts: list[str] = []
    for item in tokens:
        if item == "}}":
            return "".join(parts)
        parts.append(item)
    raise MarkupError("missing }}")


def _wrapped(tokens: Iterator[str]) -> Wrapped:
    kind = next(tokens, "")
    if next(tokens, "") != "|" or kind not in ("ins", "del", "note", "link", "comment"):
        raise MarkupError(f"unknown wrapper {kind!r}")
    argument = () if kind == "note" else tuple(_parse(tokens, ("|",)))
    return Wrapped(kind, argument, tuple(_parse(tokens, ("]]",))))


def parse_source(text: str) -> Source:
    """Parse a whole source."""
    _, head_text, body = text.split("---\n", 2)
    head = {}
    for line in head_text.splitlines():
        key, _, value = line.partition(":")
        head[key.strip()] = parse_inline(value.strip())
    return Source(head, tuple(_blocks(body)))


def _blocks(body: str) -> Iterator[Block]:
    widths: tuple[int, ...] = ()
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = chunk.splitlines()
        if lines[0].startswith("!widths "):
            widths = tuple(int(word) for word in lines[0].split()[1:])
            lines = lines[1:]
        if lines[0] == "!form" or lines[0].startswith("| "):
            form = lines[0] == "!form"
            yield _table(lines[1:] if form else lines, "form" if form else "table", widths)
            widths = ()
        elif lines[0].startswith("- "):
            yield from _bullets(lines)
        else:
            yield _single(" ".join(line.strip() for line in lines))


def _single(text: str) -> Block:
    if text == "===":
        return Block("page break")
    if heading := _HEADING.fullmatch(text):
        return Block("heading", parse_inline(heading[2]), level=len(heading[1]))
    for prefix, kind in (("@title ", "title"), ("% ", "cover"), ("!picture ", "picture")):
        if text.startswith(prefix):
            return Block(kind, parse_inline(text.removeprefix(prefix)))
    return Block("paragraph", parse_inline(text))


def _bullets(lines: Iterable[str]) -> Iterator[Block]:
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line[2:].strip())
        else:
            items[-1] += " " + line.strip()
    for item in items:
        yield Block("bullet", parse_inline(item))


def _table(lines: Iterable[str], kind: str, widths: tuple[int, ...]) -> Block:
    rows = tuple(tuple(_cells(parse_inline(line.strip().strip("|")))) for line in lines)
    return Block(kind, rows=rows, widths=widths)


def _cells(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    cell: list[Piece] = []
    for piece in pieces:
        if piece == Words("|"):
            yield _trimmed(cell)
            cell = []
        else:
            cell.append(piece)
    yield _trimmed(cell)


def _trimmed(cell: list[Piece]) -> tuple[Piece, ...]:
    if cell and isinstance(cell[0], Words):
        cell[0] = replace(cell[0], text=cell[0].text.lstrip())
    if cell and isinstance(cell[-1], Words):
        cell[-1] = replace(cell[-1], text=cell[-1].text.rstrip())
    return tuple(piece for piece in cell if not isinstance(piece, Words) or piece.text)


def plain(pieces: Iterable[Piece], *, released: bool = False) -> Iterator[str]:
    """The words as a reader sees them: insertions accepted, notes and comments left out.

    Args:
        pieces: Inline pieces.
        released: With every mark replaced by its (first) code, as after release.
    """
    for piece in pieces:
        match piece:
            case Words():
                yield piece.text
            case Mark():
                code = piece.code.split("/")[0].rstrip("?") or "?"
                yield code if released and not piece.stays else piece.text
            case Wrapped(kind="ins" | "link"):
                yield from plain(piece.content, released=released)
            case Wrapped():
                continue
