"""Words of a folded text, and the table that finds runs of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from redactor.lexicon.forms import NameForm, forms_of
from redactor.model import Person

_WORD = re.compile(r"[^\W_]+")
_WIDEST_GAP = 4
_SHORTEST_JOINED = 6


@dataclass(frozen=True, slots=True)
class Word:
    """One run of letters and digits: its text and half-open offsets in the folded text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One written form of one person, cut into words."""

    words: tuple[str, ...]
    person: Person
    form: NameForm

    @property
    def is_weak(self) -> bool:
        """Whether its context decides."""
        return self.form.strength == "weak"


@dataclass(frozen=True, slots=True)
class Run:
    """An entry found: half-open offsets in the folded text."""

    start: int
    end: int
    entry: Entry


def words_of(folded: str) -> list[Word]:
    """The words of a folded text in order."""
    return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(folded)]


@dataclass(frozen=True, eq=False)
class FormTable:
    """Every written form of some people.

    Attributes:
        entries: The forms, cut into words.
        by_word: The forms by their first word.
    """

    entries: tuple[Entry, ...]
    by_word: Mapping[str, tuple[Entry, ...]]

    def only(self, kinds: Iterable[str]) -> FormTable:
        """The table of some kinds of forms."""
        wanted = frozenset(kinds)
        return _table(entry for entry in self.entries if entry.form.kind in wanted)

    @cached_property
    def joined(self) -> tuple[tuple[str, Entry], ...]:
        """The letters of every strong form, none between its words, with the form; short ones are left out."""
        letters = (("".join(entry.words), entry) for entry in self.entries if not entry.is_weak)
        return tuple((text, entry) for text, entry in letters if len(text) >= _SHORTEST_JOINED)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every form."""
        return frozenset(word for entry in self.entries for word in entry.words)


@lru_cache(maxsize=64)
def forms_table(people: tuple[Person, ...]) -> FormTable:
    """Every written form of every person; each has a word at least."""
    found: dict[tuple[tuple[str, ...], str, str], Entry] = {}
    for person in people:
        for form in forms_of(person):
            words = tuple(_WORD.findall(" ".join(form.tokens)))
            found.setdefault((words, person.key, form.kind), Entry(words, person, form))
    return _table(found.values())


def _table(entries: Iterable[Entry]) -> FormTable:
    kept = tuple(entries)
    table: dict[str, list[Entry]] = {}
    for entry in kept:
        table.setdefault(entry.words[0], []).append(entry)
    return FormTable(kept, {word: tuple(found) for word, found in table.items()})


def runs(words: list[Word], table: FormTable) -> Iterator[Run]:
    """Yield every form that occurs as a run of words no more than four characters apart."""
    for index, word in enumerate(words):
        for entry in table.by_word.get(word.text, ()):
            last = index + len(entry.words) - 1
            if last < len(words) and _follows(words[index : last + 1], entry.words):
                yield Run(word.start, words[last].end, entry)


def _follows(words: list[Word], wanted: Iterable[str]) -> bool:
    """Whether the words are the wanted ones, close together."""
    texts = all(word.text == text for word, text in zip(words, wanted, strict=True))
    return texts and all(after.start - before.end <= _WIDEST_GAP for before, after in pairwise(words))
