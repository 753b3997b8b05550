"""May the PDF that was made of a released Word file be released too? Asked of its own bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from redactor.model import DocumentKind, Verification
from redactor.verify.checking import check_file
from redactor.verify.flat import words_of
from redactor.verify.knowledge import Knowledge
from redactor.verify.readers import ReadFile, Surface, read_file

CHECK = "same words as the Word file"
_SHORTEST = 3


def verify_pdf_copy(name: str, data: bytes, word: bytes, *, kind: DocumentKind, knowledge: Knowledge) -> Verification:
    """Verify a PDF made of a verified Word file.

    Everything that is asked of a finished file is asked of it. Beyond that it must be
    tagged, and have the words of the Word file and no others; numbers of lists, notes and
    pages may come in.

    Args:
        name: Its file name.
        data: Its bytes.
        word: The bytes of the Word file.
        kind: What it is.
        knowledge: The case and the destination.

    Raises:
        UnreadableError: if one of them cannot be read.
    """
    answer = check_file(name, data, knowledge=knowledge, declared_kind=kind)
    copy, original = read_file(data), read_file(word)
    lost = _differences(original, copy)
    if not copy.structure.tags.is_tagged:
        lost.append("the PDF has no tags for screen readers")
    return replace(answer, lost=(*answer.lost, *lost), checks=(*answer.checks, CHECK))


def _differences(original: ReadFile, copy: ReadFile) -> list[str]:
    pages = [block.text for block in copy.blocks if block.surface is Surface.BODY and not block.twin]
    there = _words(pages)
    body = [b.text for b in original.blocks if b.surface in (Surface.BODY, Surface.NOTE) and not b.twin and b.reachable]
    missing = _long(_words(body) - there)
    known = {word for block in original.blocks for word in words_of(block.text)}
    added = _long(Counter({word: count for word, count in there.items() if word not in known}))
    found = [f"{missing} words of the Word file are missing"] if missing else []
    return [*found, f"{added} words are not in the Word file"] if added else found


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in words_of(text))


def _long(words: Counter[str]) -> int:
    """How many words there are beside short ones and numbers: marks of lists, notes and pages."""
    return sum(count for word, count in words.items() if len(word) >= _SHORTEST and not word.isdigit())
