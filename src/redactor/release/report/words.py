"""The words that a person meets: Released, Needs you, Blocked."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from redactor.model import DocumentKind, Origin, Status
from redactor.release.results import DocumentResult


class Word(StrEnum):
    """The three answers of a run."""

    RELEASED = "Released"
    NEEDS_YOU = "Needs you"
    BLOCKED = "Blocked"


_WORDS = {
    Status.RELEASED: Word.RELEASED,
    Status.HELD: Word.NEEDS_YOU,
    Status.UNREADABLE: Word.NEEDS_YOU,
    Status.UNSUPPORTED: Word.NEEDS_YOU,
    Status.BLOCKED: Word.BLOCKED,
    Status.REFUSED: Word.BLOCKED,
}

_MEANINGS = {
    Status.RELEASED: "anonymised, checked and in the release folder",
    Status.HELD: "something is for you to decide first",
    Status.UNREADABLE: "the file cannot be opened",
    Status.UNSUPPORTED: "this kind of file cannot be read yet",
    Status.BLOCKED: "the check found something in the anonymised copy",
    Status.REFUSED: "this destination does not take this kind of document",
}

ORIGINS = {
    Origin.GLOSSARY: "glossary",
    Origin.PROVISIONAL: "provisional: not in the glossary",
    Origin.ALLOWED: "allowed to stay",
    Origin.KEEP: "kept",
}


def word_for(status: Status) -> Word:
    """The word for a status."""
    return _WORDS[status]


def meaning_of(status: Status) -> str:
    """What a status means, in a few plain words."""
    return _MEANINGS[status]


def count_words(documents: Iterable[DocumentResult]) -> dict[Word, int]:
    """How many documents ended in each of the three words."""
    counts = dict.fromkeys(Word, 0)
    for item in documents:
        counts[word_for(item.status)] += 1
    return counts


def kind_words(kind: DocumentKind | None) -> str:
    """A document kind for people."""
    if kind is None:
        return "unknown"
    return "IMR (agency report)" if kind is DocumentKind.IMR else kind.value.replace("-", " ")


def counted(count: int, noun: str, plural: str = "") -> str:
    """``1 document``, ``3 documents``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
