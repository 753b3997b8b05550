"""Paragraphs rebuilt from lines, across columns and pages, hyphenation joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from redactor.formats.pdf.glyphs import Line, Word
from redactor.lexicon.words import is_word
from redactor.model import SegmentRole

_MARK = re.compile(
    r"(?:[•●○▪■◦‣–—*·➢➔✓]|-(?=\s)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s)|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s))\s*"
)
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+\S")
_NUMBERED = re.compile(r"\d{1,2}\.\d")
_ENDS = (".", "!", "?", ":", ";", "…")
_HEADING_RATIO = 1.12
_LONGEST_HEADING = 140


@dataclass(slots=True)
class Block:
    """A paragraph, heading or list item in the making.

    Attributes:
        lines: Its lines in reading order.
        role, level: As in ``Segment``.
    """

    lines: list[Line]
    role: SegmentRole = SegmentRole.PARAGRAPH
    level: int = 0

    @property
    def page(self) -> int:
        """The page on which it starts."""
        return self.lines[0].page


@dataclass(slots=True)
class Fonts:
    """The sizes of a document.

    Attributes:
        body: The size that most letters have.
        headings: (size, bold) of headings to their level.
        tagged: (page, marked content id) to heading level, from the structure tree.
    """

    body: float
    headings: dict[tuple[float, bool], int] = field(default_factory=dict)
    tagged: dict[tuple[int, int], int] = field(default_factory=dict)

    def level(self, line: Line) -> int:
        """The heading level of a line; 0 if it is none."""
        if self.tagged:
            levels = [self.tagged.get((line.page, word.mcid), 0) for word in line.words if word.mcid is not None]
            return max(levels, default=0) if levels and min(levels) > 0 else 0
        return self.headings.get((line.size, line.bold), 0) if _could_be_heading(line) else 0


def measure(lines: Sequence[Line], tagged: dict[tuple[int, int], int]) -> Fonts:
    """Find the body size and the sizes of headings."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    body = max(letters, key=lambda size: (letters[size], -size)) if letters else 10.0
    kinds = {
        (line.size, line.bold)
        for line in lines
        if _could_be_heading(line) and (line.size >= body * _HEADING_RATIO or (line.bold and line.size >= body * 0.98))
    }
    mostly_bold = sum(len(line.text) for line in lines if line.bold) * 2 > sum(letters.values())
    if mostly_bold:
        kinds = {kind for kind in kinds if kind[0] >= body * _HEADING_RATIO}
    ordered = sorted(kinds, key=lambda kind: (-kind[0], not kind[1]))
    return Fonts(body, {kind: min(number, 6) for number, kind in enumerate(ordered, 1)}, tagged)


def _could_be_heading(line: Line) -> bool:
    text = line.text.strip()
    return (
        len(text) <= _LONGEST_HEADING
        and any(c.isalpha() for c in text)
        and not text.endswith((".", ",", ";"))
        and "\t" not in text
        and not text.startswith(("•", "●", "▪", "-"))
    )


def build_blocks(lines: Iterable[Line], fonts: Fonts) -> list[Block]:
    """Group lines in reading order into blocks."""
    blocks: list[Block] = []
    for line in lines:
        level = fonts.level(line)
        if blocks and _continues(blocks[-1], line, level):
            blocks[-1].lines.append(line)
        elif level:
            blocks.append(Block([line], SegmentRole.HEADING, level))
        else:
            marked = _MARK.match(line.text) and not _NUMBERED.match(line.text)
            blocks.append(Block([line], SegmentRole.LIST_ITEM if marked else SegmentRole.PARAGRAPH))
    return blocks


def _continues(block: Block, line: Line, level: int) -> bool:
    """Whether a line belongs to the block before it."""
    last = block.lines[-1]
    if level != block.level or (not level and _MARK.match(line.text)):
        return False
    same_flow = line.page == last.page and line.top > last.top
    gap = line.top - last.bottom
    if level:
        return same_flow and gap < 0.9 * line.size and not _SECTION.match(line.text) and line.size == last.size
    if abs(line.size - last.size) > 1.5 and abs(line.size - last.size) > 0.15 * last.size:
        return False
    if "\t" in line.text or ("\t" in last.text and _ends(last)):
        return False
    if not same_flow:
        return _carries_over(last, line)
    if _breaks_a_word(last, line) and gap < 2.5 * line.size:
        return True
    if gap > max(0.75 * line.size, 1.6 * _leading(block)):
        return False
    if _ends_early(last, line):
        return False
    indented = line.x0 - last.x0
    first_line_indent = indented > 8 and block.role is SegmentRole.PARAGRAPH and _ends(last)
    return not first_line_indent


def _carries_over(last: Line, line: Line) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    if last.words[-1].text.endswith(("-", "\u00ad")) and line.text[:1].isalpha():
        return True
    if _ends(last) or line.bold != last.bold:
        return False
    full = last.right - last.x1 < 0.25 * (last.right - last.left)
    return line.text[:1].islower() or full


def _breaks_a_word(last: Line, line: Line) -> bool:
    end = last.text
    return end.endswith(("-", "\u00ad")) and end[-2:-1].isalpha() and line.text[:1].islower()


def _ends(line: Line) -> bool:
    return line.text.rstrip("\"'”’) ").endswith(_ENDS)


def _ends_early(last: Line, line: Line) -> bool:
    """Whether the first word of the next line would have fitted: then the break was meant."""
    first = line.words[0]
    needed = (first.x1 - first.x0) + 0.35 * line.size
    room = last.right - last.x1
    generous = 1.0 if _ends(last) else 1.6
    return room > needed * generous + 0.02 * (last.right - last.left) + (0 if _ends(last) else 6)


def _leading(block: Block) -> float:
    """The space between the lines of a block; a small number while there is only one."""
    pairs = [
        b.top - a.bottom
        for a, b in zip(block.lines, block.lines[1:], strict=False)
        if b.page == a.page and b.top > a.top
    ]
    return max(min(pairs, default=0.0), 0.0) or block.lines[0].size * 0.35


@dataclass(frozen=True, slots=True)
class Joined:
    """Lines as one text.

    Attributes:
        text: The text.
        marks: What drew each code point; ``None`` for what joins words and lines.
    """

    text: str
    marks: tuple[object, ...]


def join_lines(lines: Sequence[Line], known: frozenset[str], *, keep_breaks: bool = False) -> Joined:
    """Join lines into one text.

    Args:
        lines: In reading order.
        known: Lower-case words of the whole document, to tell "well-being" from "health-y".
        keep_breaks: Whether a break that was meant stays as a line break (table cells).
    """
    out = ""
    marks: list[object] = []
    last: Line | None = None
    for line in lines:
        text = line.text
        if last is not None:
            dropped, between = _joint(out, text, known)
            if dropped:
                out = out[:-1]
                marks.pop()
            if between and keep_breaks and _ends_early(last, line):
                between = "\n"
            out += between
            marks += [None] * len(between)
        out += text
        marks += line.marks
        last = line
    return Joined(out, tuple(marks))


def _joint(out: str, text: str, known: frozenset[str]) -> tuple[bool, str]:
    """Whether the last character before a line break goes, and what stands in place of the break."""
    if out.endswith("\u00ad"):
        return True, ""
    if out.endswith("-") and out[-2:-1].isalpha() and text[:1].isalpha():
        return text[:1].islower() and _is_hyphenated(out[-100:], text, known), ""
    return False, " "


def _is_hyphenated(before: str, after: str, known: frozenset[str]) -> bool:
    """Whether the hyphen at the end of ``before`` only breaks a word."""
    left = re.split(r"[^\w'-]+", before[:-1])[-1].lower()
    right = re.split(r"[^\w']+", after)[0].lower()
    if left + right in known or is_word(left + right):
        return True
    if f"{left}-{right}" in known:
        return False
    return not (is_word(left.rsplit("-", 1)[-1]) and is_word(right))


def vocabulary(pages: Iterable[Sequence[Word]]) -> frozenset[str]:
    """The words of a document, lower case; the last of a page, which may be half a word, is left out."""
    return frozenset(word.text.strip(".,;:!?()[]\"'“”‘’").lower() for words in pages for word in words[:-1])
