"""Stretches of text that stay: codes and labels, allowed and kept names, public terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redactor.lexicon.labels import LABELS
from redactor.lexicon.publicterms import public_spans
from redactor.lexicon.words import is_word
from redactor.model import Span
from redactor.verify.knowledge import Knowledge
from redactor.verify.search.stories import Story
from redactor.verify.search.tokens import FormTable, Run, forms_table, runs, words_of

_WHOLE_FORMS = frozenset({"full name", "surname first", "initial surname", "title surname", "identifier"})
_LABEL = re.compile("|".join(sorted(map(re.escape, set(LABELS.values())), key=len, reverse=True)))
_NEAR_ROLE = 40
_PHONE_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Exempt:
    """What stays in one story, as half-open spans of its text.

    Attributes:
        names: Allowed names as full or titled names or with their role, kept names.
        fixed: Codes of the case and labels of identifiers.
        public: Names of policy, research, law, tools and bodies.
    """

    names: tuple[Span, ...] = ()
    fixed: tuple[Span, ...] = ()
    public: tuple[Span, ...] = ()

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch lies wholly within something that stays."""
        found = Span(start, end)
        return any(span.contains(found) for group in (self.names, self.fixed, self.public) for span in group)

    def explains(self, text: str, start: int, end: int, *, with_words: bool = False) -> bool:
        """Whether every word of a stretch stands in something that stays, numbers aside.

        Args:
            text: The story's text.
            start: Where the stretch begins, in code points.
            end: Where it ends, exclusive.
            with_words: Whether ordinary words may stand beside it: "Attends Nursery 1"
                is the code Nursery 1; "Thornfield Nursery 1" is not explained by it.
        """
        spans = (*self.names, *self.fixed, *self.public)
        near = [span for span in spans if span.start < end and start < span.end]
        words = re.finditer(r"[^\W_]+", text[start:end])
        return bool(near) and all(
            any(span.start <= start + word.start() and start + word.end() <= span.end for span in near)
            or word.group().isdigit()
            or (with_words and is_word(word.group()))
            for word in words
        )


@dataclass(frozen=True, eq=False)
class Staying:
    """Who and what stays in the files of a case, ready for searching."""

    allowed: FormTable
    kept: FormTable
    kept_names: tuple[re.Pattern[str], ...]
    codes: re.Pattern[str] | None

    @classmethod
    def of(cls, knowledge: Knowledge) -> Staying:
        """Take from a case what stays."""
        names = (name for person in knowledge.kept for name in person.names)
        loose = (_loose(name) for name in names)
        codes = sorted(knowledge.codes, key=len, reverse=True)
        return cls(
            allowed=forms_table(knowledge.allowed),
            kept=forms_table(knowledge.kept).only(_WHOLE_FORMS),
            kept_names=tuple(re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE) for pattern in loose),
            codes=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, codes))})(?!\w)") if codes else None,
        )


def exempt_spans(story: Story, staying: Staying | None) -> Exempt:
    """Find what stays in a story; without a case, labels and public terms."""
    labels = tuple(Span(m.start(), m.end()) for m in _LABEL.finditer(story.text))
    public = tuple(public_spans(story.text))
    if staying is None:
        return Exempt(fixed=labels, public=public)
    names = (*_allowed(story, staying), *_kept(story, staying))
    codes = staying.codes.finditer(story.text) if staying.codes else ()
    return Exempt(names, (*labels, *(Span(m.start(), m.end()) for m in codes)), public)


def _loose(name: str) -> str:
    """A pattern for a kept name or line; a telephone number in any grouping."""
    if sum(char.isdigit() for char in name) >= _PHONE_DIGITS and not re.search(r"[^\W\d]", name):
        return r"[\s().-]{0,2}".join(re.findall(r"\d", name))
    return r"[\s.-]{0,3}".join(map(re.escape, name.split()))


def _allowed(story: Story, staying: Staying) -> Iterator[Span]:
    """Allowed names as they may stay (design: "Deciding")."""
    for run in runs(story.words, staying.allowed):
        if run.entry.form.kind in _WHOLE_FORMS or _beside_role(story, run):
            yield story.folded.span(run.start, run.end)


def _beside_role(story: Story, run: Run) -> bool:
    """Whether a part of an allowed name has its role beside it: "the author, Tolland", "Tolland (report author)"."""
    role = [word.text for word in words_of(run.entry.person.role.casefold())]
    if not role:
        return False
    folded = story.folded.text
    around = folded[max(0, run.start - _NEAR_ROLE) : run.end + _NEAR_ROLE]
    if f" {' '.join(role)} " in f" {' '.join(word.text for word in words_of(around))} ":
        return True
    office = re.escape(role[-1])
    before = re.search(rf"\b{office}\s?[,:(-]?\s?$", folded[max(0, run.start - _NEAR_ROLE) : run.start])
    tail = folded[run.end : run.end + _NEAR_ROLE]
    behind = re.match(rf"(?:\s?[,(-]\s?(?:the\s)?|\s(?:is|was|as)\sthe\s)(?:\w+\s){{0,3}}{office}\b", tail)
    return bool(before or behind)


def _kept(story: Story, staying: Staying) -> Iterator[Span]:
    """Kept names and contact lines, as written."""
    for pattern in staying.kept_names:
        yield from (Span(m.start(), m.end()) for m in pattern.finditer(story.text))
    for run in runs(story.words, staying.kept):
        yield story.folded.span(run.start, run.end)
