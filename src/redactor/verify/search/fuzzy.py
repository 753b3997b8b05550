"""Near misses of protected names: conservative, for what detection may have misread.

Two neighbouring capitalised words near a full name, or one near a long surname.
Never an ordinary word, and never a word of another name of the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rapidfuzz.distance import DamerauLevenshtein

from redactor.verify.search.stories import Story
from redactor.verify.search.tokens import Entry, Run, Word

_SHORTEST_ALONE = 6
_LONG = 8


def near_misses(
    story: Story,
    words: list[Word],
    entries: tuple[Entry, ...],
    known: frozenset[str],
    is_word: Callable[[str], bool],
) -> Iterator[Run]:
    """Yield capitalised words that are one or two letters off a protected name.

    Args:
        story: The text; decides what is capitalised.
        words: Its folded words.
        entries: Forms of the protected people.
        known: Words of every name of the case; they are no misspellings.
        is_word: Whether a lower-case word is an ordinary one.
    """
    full = [e for e in entries if e.form.kind == "full name" and len(e.words) == 2 and not e.is_weak]
    surnames = [e for e in entries if e.form.kind == "surname" and len(e.words) == 1 and not e.is_weak]
    odd = {w.text for w in words if w.text not in known and w.text.isalpha() and not is_word(w.text)}
    alone = {text: _nearest(text, surnames) for text in odd if len(text) >= _SHORTEST_ALONE}
    for index, word in enumerate(words):
        if not _capital(story, word):
            continue
        entry = alone.get(word.text)
        if entry is not None:
            yield Run(word.start, word.end, entry)
        if index + 1 < len(words) and _capital(story, words[index + 1]):
            yield from _pairs(word, words[index + 1], full, odd)


def _pairs(first: Word, second: Word, full: list[Entry], odd: set[str]) -> Iterator[Run]:
    """Two words that are a full name but for a slip in one or both."""
    if not ({first.text, second.text} & odd) or second.start - first.end > 2:
        return
    for entry in full:
        one, two = entry.words
        if _close(first.text, one) and _close(second.text, two):
            yield Run(first.start, second.end, entry)


def _nearest(text: str, surnames: list[Entry]) -> Entry | None:
    """The surname that a word is a slip of."""
    return next((e for e in surnames if len(e.words[0]) >= _SHORTEST_ALONE and _close(text, e.words[0])), None)


def _close(text: str, wanted: str) -> bool:
    """Equal, one slip apart, or two slips in words of eight letters and more."""
    slips = 2 if len(wanted) >= _LONG else 1 if len(wanted) > 3 else 0
    return DamerauLevenshtein.distance(text, wanted, score_cutoff=slips) <= slips


def _capital(story: Story, word: Word) -> bool:
    """Whether a word is written with a capital."""
    return story.text[story.folded.origin[word.start]].isupper()
