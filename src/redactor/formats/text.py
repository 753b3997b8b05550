"""Plain text and Markdown.

What is not replaced stays byte for byte: byte-order mark, line endings, blank
lines. Text in an encoding that does not announce itself is refused, because a
name in a wrongly guessed encoding is a name that no search finds.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from redactor.errors import UnreadableError
from redactor.formats.base import Adapter, Hidden, WrittenFile
from redactor.formats.flat import anonymise_text, check_plan_keys
from redactor.formats.signatures import describe
from redactor.model import Notice, Place, Plan, Segment, SegmentRole

_SAVE_AGAIN = "Open it in an editor (Notepad: Save as, Encoding UTF-8) and save it as UTF-8."
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HASHES = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)]|\(?[a-z][.)])[ \t]+\S")
_ROW = re.compile(r"[ \t]*\|.*\||\S[^\t]*\t.*\S")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run of lines: half-open offsets in the decoded text, first line from 1."""

    start: int
    end: int
    line: int
    role: SegmentRole
    level: int = 0


class TextDocument:
    """A text file as read.

    Args:
        untrusted_text: The decoded text, line endings as in the file.
        codec: What to write it with.
        mark: The byte-order mark to write first; may be empty.
    """

    def __init__(self, untrusted_text: str, codec: str, mark: bytes) -> None:
        self._text = untrusted_text
        self._codec = codec
        self._mark = mark
        self._stretches = tuple(_stretches(untrusted_text))

    @property
    def segments(self) -> tuple[Segment, ...]:
        """One for each block of text, table row and heading."""
        return tuple(
            Segment(
                key=f"t{number}",
                text=self._text[stretch.start : stretch.end],
                place=Place(line=stretch.line),
                role=stretch.role,
                level=stretch.level,
            )
            for number, stretch in enumerate(self._stretches, 1)
        )

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Text hides nothing."""
        return ()

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:  # noqa: ARG002
        """Write the text with the plan's replacements; see ``base.OpenDocument``."""
        edits = plan.by_segment()
        check_plan_keys(edits, (f"t{number}" for number in range(1, len(self._stretches) + 1)))
        out: list[str] = []
        position = 0
        for number, stretch in enumerate(self._stretches, 1):
            out.append(self._text[position : stretch.start])
            out.append(anonymise_text(self._text[stretch.start : stretch.end], edits.get(f"t{number}", ())))
            position = stretch.end
        out.append(self._text[position:])
        return WrittenFile(self._mark + "".join(out).encode(self._codec))


@dataclass(frozen=True, slots=True)
class TextAdapter:
    """Reads ``.txt`` and ``.md``."""

    name: str = "text"

    @property
    def extensions(self) -> Mapping[str, str]:
        """Text stays text."""
        return {".txt": ".txt", ".text": ".txt", ".md": ".md", ".markdown": ".md"}

    def recognises(self, data: bytes) -> bool:
        """Whether nothing says that it is another format."""
        return describe(data) in ("", "a web page (HTML)")

    def open(self, data: bytes) -> TextDocument:
        """Decode and cut into blocks; see ``base.Adapter``."""
        text, codec, mark = _decode(data)
        return TextDocument(text, codec, mark)


def adapters() -> tuple[Adapter, ...]:
    """The adapters of this module."""
    return (TextAdapter(),)


def _decode(data: bytes) -> tuple[str, str, bytes]:
    codec, mark = "utf-8", b""
    for candidate, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, ""),
        (codecs.BOM_UTF32_BE, ""),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(candidate):
            codec, mark = name, candidate
            break
    if not codec:
        raise UnreadableError("The text is UTF-32.", next_step=_SAVE_AGAIN)
    try:
        text = data[len(mark) :].decode(codec)
    except UnicodeDecodeError:
        raise UnreadableError("The text is not UTF-8.", next_step=_SAVE_AGAIN) from None
    if "\0" in text:
        raise UnreadableError("The file holds zero bytes: it is not text.", next_step=_SAVE_AGAIN)
    return text, codec, mark


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of each line without its ending."""
    position = 0
    while position < len(text):
        match = _LINE.match(text, position)
        end = match.end() if match else len(text)
        yield position, position + len(text[position:end].rstrip("\r\n"))
        position = end


def _stretches(text: str) -> Iterator[_Stretch]:
    """Cut the text: headings, rows and list items alone, other lines by block."""
    open_block: _Stretch | None = None
    for number, (start, end) in enumerate(_lines(text), 1):
        line = text[start:end]
        if open_block is not None and open_block.line == number - 1 and _UNDERLINE.match(line):
            level = 1 if "=" in line else 2
            yield _Stretch(open_block.start, open_block.end, open_block.line, SegmentRole.HEADING, level)
            open_block = None
            continue
        alone = _alone(line)
        if (not line.strip() or alone) and open_block is not None:
            yield open_block
            open_block = None
        if not line.strip():
            continue
        if alone:
            stretch = _Stretch(start, end, number, *alone)
            if alone[0] is not SegmentRole.LIST_ITEM:
                yield stretch
            else:
                open_block = stretch
        elif open_block is None:
            open_block = _Stretch(start, end, number, SegmentRole.PARAGRAPH)
        else:
            open_block = _Stretch(open_block.start, end, open_block.line, open_block.role)
    if open_block is not None:
        yield open_block


def _alone(line: str) -> tuple[SegmentRole, int] | None:
    """Role and level of a line that starts a segment of its own."""
    if hashes := _HASHES.match(line):
        return SegmentRole.HEADING, len(hashes[1])
    if _ROW.match(line):
        return SegmentRole.CELL, 0
    return (SegmentRole.LIST_ITEM, 0) if _ITEM.match(line) else None
