"""Plain text and Markdown: one block for each line."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from redactor.errors import UnreadableError
from redactor.verify.readers.base import Block, Collector, RawBytes, ReadFile, Structure, Surface

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TITLE_LINES = 12
_LONGEST_TITLE = 120
_SECTIONS = re.compile(r"(?:table of )?contents\b|introduction\b|\d+(?:\.\d+)*[.)]?\s", re.IGNORECASE)


def decode(data: bytes) -> str:
    """Decode UTF-8, or UTF-16 with a byte order mark.

    Raises:
        UnreadableError: if the bytes are neither, or hold NUL characters.
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "The text is not UTF-8.", next_step="Open it in its editor and save it as UTF-8."
        ) from error
    if "\0" in text:
        raise UnreadableError("The file is not a text file.", next_step="Check what kind of file it is.")
    return text


def read_text(data: bytes) -> ReadFile:
    """Read every line of a text file.

    Raises:
        UnreadableError: if it is not UTF-8 or UTF-16 text.
    """
    found = Collector()
    lines = decode(data).splitlines()
    found.add(Block(f"line {number}", line, Surface.BODY) for number, line in enumerate(lines, start=1))
    return ReadFile(
        format="text",
        blocks=tuple(found.blocks),
        raw=(RawBytes("file", data),),
        structure=Structure(),
        titles=title_lines(lines),
    )


def title_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines before a table of contents, a numbered section or running text, at most twelve.

    A line is running text when it is long or ends like a sentence.
    """
    titles: list[str] = []
    for line in lines:
        words = line.strip(" \t\r\n#*_=-")
        if not words:
            continue
        running = len(words) > _LONGEST_TITLE or (words.endswith(".") and len(words.split()) > 8)
        if running or _SECTIONS.match(words) or len(titles) == _TITLE_LINES:
            break
        titles.append(words)
    return tuple(titles)
