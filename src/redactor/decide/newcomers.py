"""People and places that the case does not list: one provisional code each, everywhere in the case.

Mentions are grouped by rule, never by guess: two full names that agree in first
name and surname are one person; "J. Smith" and "Ms Smith" join a full name only
if exactly one fits; what stays alone is a person of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from redactor.case.codes import next_code
from redactor.case.register import Register
from redactor.decide.neighbours import PROVISIONAL_KEY
from redactor.lexicon.folding import fold_text
from redactor.lexicon.roles import role_by_prefix
from redactor.model import Category, Finding, Origin, Person

UNKNOWN_PERSON = "Person"
UNKNOWN_PLACE = "Place"


@dataclass(frozen=True, slots=True)
class Mention:
    """One finding of somebody the case does not list.

    Attributes:
        source: The document.
        segment: Key of the segment.
        finding: The finding; its kind is person, institution or place.
        written: The name alone, as written.
        adult: Whether a title such as Mrs or Dr stands before it.
    """

    source: str
    segment: str
    finding: Finding
    written: str
    adult: bool = False


@dataclass(slots=True)
class _Group:
    first: str
    last: str
    is_person: bool
    mentions: list[Mention] = field(default_factory=list)


def provisional_people(mentions: Iterable[Mention], *, register: Register, taken: frozenset[str]) -> tuple[Person, ...]:
    """Group mentions and give each group a provisional code.

    Args:
        mentions: In the order of the case's documents.
        register: Codes assigned so far; a name that has one keeps it.
        taken: Further codes not to use (glossary, codes that occur in the texts).

    Returns:
        One ``Person`` with origin ``provisional`` for each group, in order of first mention.
    """
    people: list[Person] = []
    used = set(taken) | set(register.codes)
    known = {fold_text(row.name): row.code for row in register.rows}
    for group in _grouped(list(mentions)):
        name, aliases = _written_forms(group)
        prefix = _role(group)
        code = next((known[form] for form in map(fold_text, (name, *aliases)) if form in known), "")
        code = code or next_code(prefix, frozenset(used))
        used.add(code)
        role = role_by_prefix(prefix)
        category = role.category if role else (Category.PROFESSIONAL if group.is_person else Category.PLACE)
        people.append(
            Person(
                key=f"{PROVISIONAL_KEY}{fold_text(name)}",
                name=name,
                code=code,
                category=category,
                role=role.titles[0] if role and role.titles else "",
                aliases=aliases,
                origin=Origin.PROVISIONAL,
            )
        )
    return tuple(people)


def _grouped(mentions: Sequence[Mention]) -> list[_Group]:
    groups: list[_Group] = []
    waiting: list[tuple[Mention, tuple[str, ...]]] = []
    for mention in mentions:
        tokens = name_tokens(mention.written)
        if not tokens:
            continue
        if mention.finding.kind != "person":
            _join(groups, mention, first="", last=" ".join(tokens), is_person=False)
        elif len(tokens) > 1 and len(tokens[0]) > 1:
            _join(groups, mention, first=tokens[0], last=tokens[-1], is_person=True)
        else:
            waiting.append((mention, tokens))
    for mention, tokens in sorted(waiting, key=lambda item: -len(item[1])):
        fitting = [g for g in groups if g.is_person and _fits(g, tokens) and not (mention.adult and _is_child(g))]
        if len(fitting) == 1:
            fitting[0].mentions.append(mention)
        else:
            first = tokens[0] if len(tokens) > 1 else ""
            _join(groups, mention, first=first, last=tokens[-1], is_person=True)
    order = {id(m): i for i, m in enumerate(mentions)}
    return sorted(groups, key=lambda g: min(order[id(m)] for m in g.mentions))


def _join(groups: list[_Group], mention: Mention, *, first: str, last: str, is_person: bool) -> None:
    for group in groups:
        if (group.first, group.last, group.is_person) == (first, last, is_person):
            group.mentions.append(mention)
            return
    groups.append(_Group(first, last, is_person, [mention]))


def _fits(group: _Group, tokens: tuple[str, ...]) -> bool:
    if len(tokens) > 1:
        return group.last == tokens[-1] and group.first[:1] == tokens[0][:1]
    return tokens[0] in (group.first, group.last)


def _is_child(group: _Group) -> bool:
    role = role_by_prefix(_role(group))
    return role is not None and role.category is Category.CHILD


def name_tokens(written: str) -> tuple[str, ...]:
    """Folded tokens of a written name, first name first ("SMITH, Jane" → ``("jane", "smith")``)."""
    parts = [re.findall(r"[^\W_]+", part) for part in fold_text(re.sub(r"['’](?=\w)", "", written)).split(",")]
    parts = [part for part in parts if part]
    if len(parts) == 2:
        parts = [parts[1], parts[0]]
    return tuple(token for part in parts for token in part)


def _written_forms(group: _Group) -> tuple[str, tuple[str, ...]]:
    counted = Counter(" ".join(m.written.split()) for m in group.mentions)
    best = max(counted, key=lambda w: (len(name_tokens(w)), not w.isupper(), len(w), counted[w]))
    return best, tuple(sorted(w for w in counted if fold_text(w) != fold_text(best)))


def _role(group: _Group) -> str:
    counted = Counter(m.finding.role for m in group.mentions if m.finding.role)
    if counted:
        return max(counted, key=lambda prefix: counted[prefix])
    return UNKNOWN_PERSON if group.is_person else UNKNOWN_PLACE
