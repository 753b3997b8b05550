"""Nothing lost in formats without paragraphs of their own: plain text, and PDFs set anew."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from redactor.model import Notice
from redactor.verify.lost import Loss
from redactor.verify.readers import ReadFile, Surface

_MARKS_ONLY = re.compile(r"(?:[\W_]|(?<![^\W_])\d{1,3}(?![^\W_]))*")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])")
_PAGE_NUMBER = re.compile(r"\bpage\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\b", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011](?=\w)")
_UNREAD_STEP = "Save the original again; if it happens again, look at these places by hand."


def compare_text(source: str, output: str, expected: Sequence[tuple[str, str]]) -> Loss:
    """Compare a text file: its source with each segment replaced, character by character.

    Args:
        source: The original text.
        output: The written text.
        expected: Text before and after of every segment, in order.
    """
    loss = Loss()
    text = _lines(source)
    wanted: list[str] = []
    position = unread = 0
    for before, after in expected:
        at = text.find(_lines(before), position)
        if at < 0:
            loss.unchecked.append(
                Notice("a segment of the plan is not in the source", holds=True, next_step=_UNREAD_STEP)
            )
            return loss
        gap = text[position:at]
        unread += _MARKS_ONLY.fullmatch(gap) is None
        wanted += (gap, _lines(after))
        position = at + len(_lines(before))
    unread += _MARKS_ONLY.fullmatch(text[position:]) is None
    wanted.append(text[position:])
    if unread:
        message = f"{unread} passages of the source were not read by the writer's side"
        loss.unchecked.append(Notice(message, holds=True, next_step=_UNREAD_STEP))
    loss.tell(_line_differences("".join(wanted), _lines(output)))
    return loss


def _lines(text: str) -> str:
    """The text without a byte order mark, every line end one line feed."""
    return re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))


def _line_differences(wanted: str, there: str) -> list[str]:
    """Say at which lines two texts differ."""
    if wanted == there:
        return []
    one, other = wanted.split("\n"), there.split("\n")
    lines = [f"line {n} differs from the plan" for n, (a, b) in enumerate(zip(one, other, strict=False), 1) if a != b]
    if len(one) != len(other):
        lines.append(f"{len(other)} lines instead of {len(one)}")
    return lines


def compare_words(source: ReadFile, output: ReadFile, expected: Sequence[tuple[str, str]]) -> Loss:
    """Compare a document that was set anew, word by word.

    Every word of the source must have been read, every planned word must be
    there as often as planned and in the planned order, and no other. Page
    numbers may come and go. Places are page numbers.
    """
    loss = Loss()
    shown, unseen_pairs = _shown(source, expected)
    read = {number: words_of(text) for number, text in enumerate(page_texts(source), start=1)}
    pages = unread_words(read, (words_of(before) for before, _ in expected))
    if pages:
        count, numbers = sum(pages.values()), ", ".join(map(str, list(pages)[:5]))
        message = f"{count} words of the source were not read by the writer's side"
        loss.unchecked.append(Notice(message, place=f"page {numbers}", holds=True, next_step=_UNREAD_STEP))
    whole = _page_differences(output, [after for _, after in expected])
    if whole and unseen_pairs:
        partly = _page_differences(output, [after for _, after in shown])
        whole = whole if partly else _properties(output, unseen_pairs)
    loss.tell(whole)
    return loss


def _page_differences(output: ReadFile, paragraphs: Sequence[str]) -> list[str]:
    """Say how the words on the pages differ from those planned."""
    wanted = Counter(word for paragraph in paragraphs for word in words_of(paragraph))
    there = Counter(word for page in page_texts(output) for word in words_of(page))
    missing, added = _worded(wanted - there), _worded(there - wanted)
    found = [f"{missing} words of the plan are missing"] if missing else []
    found += [f"{added} words were not in the plan"] if added else []
    return found or _misplaced(output, paragraphs)


def _shown(
    source: ReadFile, expected: Sequence[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Tell the pairs that stand on a page from those of the document's title and other properties.

    A pair is a property if the source has a property of that text, once for each.
    """
    properties = Counter(" ".join(words_of(b.text)) for b in source.blocks if b.label == "title")
    shown: list[tuple[str, str]] = []
    unseen: list[tuple[str, str]] = []
    for before, after in reversed(expected):
        key = " ".join(words_of(before))
        if properties[key] > 0:
            properties[key] = 0
            unseen.append((before, after))
        else:
            shown.append((before, after))
    return shown[::-1], unseen[::-1]


def _properties(output: ReadFile, pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Say which properties of the plan the copy does not have."""
    there = {" ".join(words_of(block.text)) for block in output.blocks if block.surface is Surface.PROPERTY}
    lost = sum(" ".join(words_of(after)) not in there for _, after in pairs)
    return [f"{lost} properties differ from the plan"] if lost else []


def words_of(text: str) -> list[str]:
    """The words of a text in lower case: without "page 3 of 5", hyphens and ligatures."""
    unnumbered = _PAGE_NUMBER.sub(" ", unicodedata.normalize("NFKC", text))
    joined = _HYPHEN.sub("", _BROKEN_WORD.sub("", unnumbered))
    unseen = {ord(c): None for c in set(joined) if not c.isascii() and unicodedata.category(c) == "Cf"}
    return re.findall(r"[^\W_]+", joined.translate(unseen).casefold())


def page_texts(read: ReadFile) -> list[str]:
    """The text of each page by the first extractor."""
    return [block.text for block in read.blocks if block.surface is Surface.BODY and not block.twin]


def unread_words(pages: Mapping[int, Sequence[str]], texts: Iterable[Iterable[str]]) -> dict[int, int]:
    """How many words of each page stand in none of the texts.

    Args:
        pages: The words of each page by its number.
        texts: The words of each text.
    """
    seen = {word for words in texts for word in words}
    found = {n: sum(word not in seen and not _is_number(word) for word in words) for n, words in pages.items()}
    return {number: count for number, count in found.items() if count}


def _worded(words: Counter[str]) -> int:
    """How many words there are beside page numbers."""
    return sum(count for word, count in words.items() if not _is_number(word))


def _is_number(word: str) -> bool:
    return word.isdigit() and len(word) <= 3


def _misplaced(output: ReadFile, paragraphs: Iterable[str]) -> list[str]:
    """Say how many paragraphs do not stand where the plan has them."""
    letters = "".join(word for text in page_texts(output) for word in words_of(text) if not _is_number(word))
    position = misplaced = 0
    for paragraph in paragraphs:
        wanted = "".join(word for word in words_of(paragraph) if not _is_number(word))
        at = letters.find(wanted, position)
        if at < 0:
            misplaced += 1
        else:
            position = at + len(wanted)
    return [f"{misplaced} paragraphs stand in another order than planned"] if misplaced else []
