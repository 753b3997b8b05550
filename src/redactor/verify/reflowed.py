"""Whether the pages of a PDF have the text of a released copy that had no pages: a web team exported it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from redactor.verify.flat import page_texts, words_of
from redactor.verify.readers.base import READ_BY_PEOPLE, Block, ReadFile, Surface

_FURNITURE = frozenset({Surface.HEADER, Surface.FOOTER})
_FIRST_ROW = re.compile(r"\brow 1\b")
_MARK = re.compile(r"\d{1,3}|[ivxl]{1,5}|[a-z]")
"""What pages add to the words: numbers of pages, notes and items of lists, bullets that are letters."""


def page_differences(released: ReadFile, pages: ReadFile) -> tuple[str, ...]:
    """Say where the pages differ from a copy in paragraphs.

    Every paragraph and cell of the released copy must stand whole on the pages, and every word as often as
    there; headers, footers and the first rows of tables may stand on several pages.

    Args:
        released: The released copy; not a PDF.
        pages: The PDF.

    Returns:
        Empty if the text is the same; else one sentence for each page with words that were not released,
        and one that counts the paragraphs that are missing. No sentence holds text of either file.
    """
    told = [b for b in released.blocks if b.surface in READ_BY_PEOPLE and not b.twin and words_of(b.text)]
    there = [words_of(text) for text in page_texts(pages)]
    own = Counter(word for block in told for word in _own_words(block))
    left = own - Counter(word for words in there for word in words)
    repeated = {word for block in told if _may_repeat(block) for word in words_of(block.text)}
    sentences = [f"Differs from the released copy: page {number}." for number in _odd_pages(there, own, repeated)]
    readings = [_letters(there), _letters(map(words_of, pages.again))]
    missing = sum(not _is_whole(_own_words(block), left, readings) for block in told)
    if missing:
        noun = "paragraph is" if missing == 1 else "paragraphs are"
        sentences.append(f"{missing} {noun} not as in the released copy or not there.")
    elif left:
        noun = "word" if left.total() == 1 else "words"
        sentences.append(f"{left.total()} {noun} of the released copy not there.")
    return tuple(sentences)


def _own_words(block: Block) -> list[str]:
    """The words of a paragraph; of a header or footer without numbers, which count pages."""
    return [word for word in words_of(block.text) if block.surface not in _FURNITURE or not _MARK.fullmatch(word)]


def _may_repeat(block: Block) -> bool:
    return block.surface in _FURNITURE or _FIRST_ROW.search(block.place) is not None


def _odd_pages(there: Sequence[Sequence[str]], own: Counter[str], repeated: Collection[str]) -> list[int]:
    """The numbers of the pages with a word that was not released; failing that, with one that was, but less often."""
    more = Counter(word for words in there for word in words) - own
    odd = {word for word in more if word not in repeated and not _MARK.fullmatch(word)}
    new = {word for word in odd if not own[word]}
    return [number for number, words in enumerate(there, start=1) if not (new or odd).isdisjoint(words)]


def _letters(texts: Iterable[Sequence[str]]) -> tuple[str, str]:
    """The words of all texts without what is between them: all of them, and those that are no marks."""
    words = [word for text in texts for word in text]
    return "".join(words), "".join(word for word in words if not _MARK.fullmatch(word))


def _is_whole(words: Sequence[str], left: Counter[str], readings: Sequence[tuple[str, str]]) -> bool:
    """Whether a paragraph stands on the pages as one, a page number or the mark of a note within it aside."""
    if any("".join(words) in letters for letters, _ in readings):
        return True
    if any(left[word] for word in words if _MARK.fullmatch(word)):
        return False
    bare = "".join(word for word in words if not _MARK.fullmatch(word))
    return any(bare in unmarked for _, unmarked in readings)
