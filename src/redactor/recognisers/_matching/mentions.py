"""Matches gathered into mentions: one stretch of text, everybody it may be, its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from redactor.lexicon.name_cues import FAMILY
from redactor.lexicon.name_parts import parse_name, words_of
from redactor.lexicon.name_titles import (
    is_adult_title,
    is_rank,
    is_title,
    needs_surname,
    opens_rank,
    title_gender,
)
from redactor.model import Category, Gender, Person
from redactor.recognisers._matching.accept import small_title_before
from redactor.recognisers._matching.tokens import Line

_TITLED = frozenset(("full name", "surname first", "initial surname", "surname", "first name", "nickname"))
_PAIR = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+(?:and|&|\+)\s+)$", re.IGNORECASE)
_INITIALS = re.compile(r"(?<![\w.])((?:[^\W\d_a-z]\.?[ -]?){2,3}[ ]*)$")
_RANKING = (
    "full name",
    "identifier",
    "surname first",
    "initial surname",
    "address part",
    "surname",
    "first name",
    "nickname",
    "plural family",
    "joined",
    "initials",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One accepted form of one owner.

    Attributes:
        start, end: Original offsets.
        first, behind: Token numbers.
        owner: Number of the person.
        kind: The form's kind.
        cost: How it was read.
        score: How sure it is.
        derived: Whether it rests on a nickname that the case does not list.
    """

    start: int
    end: int
    first: int
    behind: int
    owner: int
    kind: str
    cost: int
    score: float
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of text and everybody it may be.

    Attributes:
        start, end: Original offsets, title included.
        first, behind: Token numbers of the name, title left out.
        owners: Numbers of the people, in the order of the case.
        kind: The most telling kind of form.
        cost: How it was read.
        score: How sure it is.
        titled: Whether a title stands before the name.
    """

    start: int
    end: int
    first: int
    behind: int
    owners: tuple[int, ...]
    kind: str
    cost: int
    score: float
    titled: bool = False

    @property
    def length(self) -> int:
        """Code points covered."""
        return self.end - self.start


def gather(hits: Iterable[Hit]) -> list[Mention]:
    """Put hits of the same stretch together; better readings and listed names displace the others."""
    by_span: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits:
        by_span.setdefault((hit.start, hit.end), []).append(hit)
    mentions = []
    for group in by_span.values():
        cheapest = min(hit.cost for hit in group)
        kept = [hit for hit in group if hit.cost == cheapest]
        kept = [hit for hit in kept if not hit.derived] or kept
        best = min(kept, key=lambda hit: _RANKING.index(hit.kind))
        owners = tuple(sorted({hit.owner for hit in kept}))
        mentions.append(
            Mention(best.start, best.end, best.first, best.behind, owners, best.kind, best.cost, best.score)
        )
    return mentions


def with_title(line: Line, mention: Mention, people: Sequence[Person]) -> Mention:
    """Take the title before a name into the mention and leave out whom it does not fit."""
    if mention.kind == "surname" and _family_follows(line, mention.behind):
        mention = replace(mention, kind="family")
    if mention.kind not in _TITLED:
        return mention
    index, gender = _title_start(line, mention, people)
    if index == mention.first:
        return mention
    start = line.span(index, mention.first).start
    pair = _PAIR.search(line.source, max(0, start - 24), start)
    kind = "title surname" if mention.kind == "surname" else mention.kind
    if pair:
        return replace(mention, start=pair.start(), kind="plural family", titled=True)
    owners = _fitting(mention.owners, people, gender, adult=is_adult_title(line.texts[mention.first - 1]))
    return replace(mention, start=start, kind=kind, owners=owners, titled=True, score=min(1.0, mention.score + 0.08))


def _fitting(owners: tuple[int, ...], people: Sequence[Person], gender: Gender, *, adult: bool) -> tuple[int, ...]:
    """Those whom a title fits; everybody if it fits nobody."""
    if adult:
        owners = tuple(owner for owner in owners if people[owner].category is not Category.CHILD) or owners
    if gender is not Gender.UNKNOWN:
        owners = tuple(owner for owner in owners if people[owner].gender in (gender, Gender.UNKNOWN)) or owners
    return owners


def _family_follows(line: Line, behind: int) -> bool:
    return behind < len(line) and line.texts[behind] in FAMILY and line.gap(behind).strip() == ""


def _title_start(line: Line, mention: Mention, people: Sequence[Person]) -> tuple[int, Gender]:
    """The number of the first title token before the mention, and the bearer's gender."""
    index, gender = mention.first, Gender.UNKNOWN
    while index > 0:
        gap = line.gap(index).strip(" \t\r\n\xa0*_")
        if gap not in ("", ".") or len(line.gap(index)) > 6 or line.gap(index) == "":
            break
        text, written = line.texts[index - 1], line.written(index - 1, index)
        alone = needs_surname(text) and mention.kind in ("first name", "nickname")
        titled = is_title(text, written=written) or (mention.kind == "surname" and small_title_before(line, index))
        if titled and not alone and not _may_be_word(text, written, gap):
            if gender is Gender.UNKNOWN:
                gender = title_gender(text)
            index -= 1
        elif index == mention.first and text.isdigit() and index > 1 and is_rank(line.texts[index - 2]) and not gap:
            index -= 2
        elif not gap and _belongs(line, index, mention, people):
            index -= 1
        else:
            break
    return index, gender


def _belongs(line: Line, index: int, mention: Mention, people: Sequence[Person]) -> bool:
    """Whether the token before ``index`` opens a rank ("Detective …") or is the candidates' code prefix."""
    written = line.written(index - 1, index)
    if index < mention.first:
        return opens_rank(written) and written[:1].isupper()
    return written.isupper() and _is_code_prefix(written, mention, people)


def _may_be_word(text: str, written: str, gap: str) -> bool:
    """A small "ps." or "ds." is something else."""
    return text in ("ps", "ds") and gap == "." and not written.isupper()


def _is_code_prefix(written: str, mention: Mention, people: Sequence[Person]) -> bool:
    """Whether an abbreviation is the prefix of every candidate's own code ("HV Lincoln" is HV2)."""
    return len(written) >= 2 and all(
        re.fullmatch(rf"{re.escape(written)}\s?\d+", people[owner].code) for owner in mention.owners
    )


def with_initials(line: Line, mention: Mention, people: Sequence[Person]) -> Mention:
    """Take several initials before a surname into the mention ("K. J. Oldroyd") if the first one fits somebody."""
    if mention.kind not in ("surname", "title surname") or mention.titled:
        return mention
    found = _INITIALS.search(line.source, max(0, mention.start - 12), mention.start)
    if not found:
        return mention
    letter = found[1][0].casefold()
    owners = tuple(owner for owner in mention.owners if letter in _given_initials(people[owner]))
    if not owners:
        return mention
    return replace(mention, start=found.start(1), owners=owners, kind="initial surname")


def _given_initials(person: Person) -> set[str]:
    given = (words_of(parse_name(name).given) for name in person.names)
    return {tokens[0][0] for tokens in given if tokens}


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Of overlapping mentions the longest wins; then the surer one, then the first."""
    chosen: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda found: (-found.length, found.cost, -found.score, found.start)):
        places = range(mention.start, mention.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(mention)
    return sorted(chosen, key=lambda found: found.start)
