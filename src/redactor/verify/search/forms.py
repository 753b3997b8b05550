"""Every written form of every protected person, place and identifier.

Three passes over folded text: runs of words; the letters alone, for names that
are joined, hyphenated at a line end or spaced out; and, for capitalised words
that are no English words, near misses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from redactor.lexicon.context import reads_as_name
from redactor.lexicon.contractions import is_half
from redactor.lexicon.folding import fold_text
from redactor.lexicon.name_cues import ABBREVIATIONS
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.phrases import is_eponym
from redactor.lexicon.signing_in import signs_in
from redactor.lexicon.towns import is_county_or_country
from redactor.lexicon.words import is_word
from redactor.model import Category, Person, Residual, Span
from redactor.verify.knowledge import Knowledge
from redactor.verify.readers import Surface
from redactor.verify.search.bodies import BODY, FORCE
from redactor.verify.search.exempt import Exempt
from redactor.verify.search.fuzzy import near_misses
from redactor.verify.search.skeleton import joined_runs
from redactor.verify.search.stories import Story
from redactor.verify.search.tokens import FormTable, Run, forms_table, runs

CHECK = "written forms of names"
_SHORT = 4
_CONTRACTED = ("I'm", "I’m", "I'd", "I’d")
_RUN_TOGETHER = frozenset({"joined", "initial surname", "surname first"})
"""Forms whose letters may be those of a word: E. Lopes of "elopes"."""
_KINDS = {Category.PLACE: "place", Category.ORGANISATION: "institution", Category.IDENTIFIER: "identifier"}


@dataclass(frozen=True, eq=False)
class Sought:
    """Whose forms are sought, and the words that are no misspellings of them."""

    table: FormTable
    known: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Sought:
        """Take from a case whom to look for: its protected people; every name of the case is known."""
        return cls(forms_table(knowledge.protected), forms_table(knowledge.people).words)


def form_residuals(story: Story, sought: Sought, exempt: Exempt) -> Iterator[Residual]:
    """Yield a residual for every form of a protected person left in a story.

    In the vocabulary of the format (``RAW``) only forms of two words count: a
    font may be called Georgia.
    """
    entries = sought.table.entries
    accept = _acceptor(story, exempt)
    found = [run for run in runs(story.words, sought.table) if accept(run)]
    found += [run for run in joined_runs(story, sought.table) if accept(run)]
    if story.surface is not Surface.RAW:
        taken = tuple((run.start, run.end) for run in found)
        fuzzy = near_misses(story, story.words, entries, sought.known, is_word)
        found += [run for run in fuzzy if not _inside(run, taken) and accept(run) and not _of_something(story, run)]
    for run in found:
        span = story.folded.span(run.start, run.end)
        yield story.residual(span.start, span.end, kind_of(run.entry.person), run.entry.person.code, CHECK)


_BODY_BEHIND = re.compile(
    rf"(?:(?: [A-Z][\w'’-]+){{0,2}} {BODY}| (?:Valley|County|City|Metropolitan|North|South|East|West) {FORCE})\b"
)
_FORCE_BEHIND = re.compile(rf" {FORCE}\b")
_ARTICLE_BEFORE = re.compile(r"\bthe $", re.IGNORECASE)
_PARTED_BEFORE = re.compile(r"(?:[,;:(\n\t]|\b(?:the|of|at|from|in|by|to|with|for|and))\s*$")


def _of_something(story: Story, run: Run) -> bool:
    """Whether one word near a surname is of a body, of a test, or a country: "Ledhurst NHS Trust", "Albania"."""
    span = story.folded.span(run.start, run.end)
    if " " in span.of(story.text):
        return False
    word = span.of(story.text)
    of_test = is_given_name(word) and is_eponym(story.text, span.end)
    return of_test or is_county_or_country(word) or _of_body(story, span)


def _of_body(story: Story, span: Span) -> bool:
    """Whether a word is the first of a body's name."""
    if _FORCE_BEHIND.match(story.text, span.end):  # "Told by Brannok Police attended" is of two people
        return _ARTICLE_BEFORE.search(story.text, max(0, span.start - 8), span.start) is not None
    if not _BODY_BEHIND.match(story.text, span.end):
        return False
    return span.start == 0 or _PARTED_BEFORE.search(story.text, max(0, span.start - 8), span.start) is not None


def kind_of(person: Person) -> str:
    """The kind of a residual for a person, place or identifier of the case."""
    return _KINDS.get(person.category, "person")


def _acceptor(story: Story, exempt: Exempt) -> Callable[[Run], bool]:
    """The rule that says whether a run counts in this story."""

    def accept(run: Run) -> bool:
        if story.surface is Surface.RAW and len(run.entry.words) < 2:
            return False
        span = story.folded.span(run.start, run.end)
        if exempt.covers(span.start, span.end) or any(span.overlaps(fixed) for fixed in exempt.fixed):
            return False  # a code, or letters of one: the C of "Family C lives" is no part of a Clive
        if is_half(story.text, span.start, span.end):
            return False
        written = span.of(story.text)
        if run.entry.form.kind == "initials" and (not written[0].isupper() or _in_abbreviation(story.text, span)):
            return False
        if run.entry.form.kind == "initials" and _are_no_initials(written, span, exempt):
            return False
        if run.end - run.start <= _SHORT and not written[0].isupper():
            return False
        if run.entry.form.kind in _RUN_TOGETHER and _is_ordinary(written):
            return signs_in(story.text, span.start, span.end)
        if not run.entry.is_weak:
            return True
        around, first = story.around(span.start, span.end)
        return reads_as_name(around, span.start - first, span.end - first)

    return accept


def _is_ordinary(written: str) -> bool:
    """Whether letters are an ordinary word, not "P Lan" or "PLan": a name only where somebody signs in."""
    return is_word(written.lower()) and re.fullmatch(r"[A-Z]?[a-z]+|[A-Z]+", written) is not None


def _are_no_initials(written: str, span: Span, exempt: Exempt) -> bool:
    """Whether letters belong to an abbreviation ("S/N", "A&E"), to "I'm", or to a code: the R’s of "Child R’s"."""
    return (
        written in _CONTRACTED
        or "/" in written
        or "&" in written
        or any(span.overlaps(fixed) for fixed in exempt.fixed)
    )


def _in_abbreviation(text: str, span: Span) -> bool:
    """Whether letters stand within a longer usual abbreviation: the O.B. of "D.O.B." are nobody's initials."""
    before = re.search(r"(?<![^\W_])(?:[^\W\d_]\.)*$", text[max(0, span.start - 8) : span.start])
    behind = re.match(r"(?:\.[^\W\d_])*(?![^\W_])", text[span.end : span.end + 8])
    whole = f"{before[0] if before else ''}{span.of(text)}{behind[0] if behind else ''}"
    return len(whole) > len(span) and fold_text(whole.replace(".", "")) in ABBREVIATIONS


def _inside(run: Run, taken: Iterable[tuple[int, int]]) -> bool:
    """Whether a run overlaps one that was found already."""
    return any(run.start < end and start < run.end for start, end in taken)
