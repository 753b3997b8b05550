"""People and places that the case does not list: one provisional code each, everywhere in the case.

Who is who among the people is ``clusters.py``'s; institutions and places are grouped by
their whole name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from redactor.case.codes import next_code
from redactor.case.register import Register
from redactor.decide.clusters import Cluster, Form, cluster
from redactor.decide.doubt import is_doubtful, is_unaided
from redactor.decide.mentions import Mention
from redactor.decide.neighbours import PROVISIONAL_KEY
from redactor.decide.slips import Slips
from redactor.lexicon.folding import fold_text
from redactor.lexicon.roles import role_by_prefix
from redactor.lexicon.words import is_word
from redactor.lexicon.written import name_tokens
from redactor.model import UNEXPLAINED, Category, Gender, Origin, Person

UNKNOWN_PERSON = "Person"
UNKNOWN_PLACE = "Place"
UNKNOWN_NOUN = "Unknown"
"""What nobody says to be a person: a noun that nothing explains (a firm?), what an animal or a toy is called."""


_CODED = re.compile(rf"\b{UNKNOWN_NOUN} (\d{{1,4}})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Group:
    mentions: tuple[Mention, ...]
    is_person: bool
    role: str
    gender: Gender = Gender.UNKNOWN


def nouns_coded(text: str) -> frozenset[str]:
    """The codes of nouns that a text holds already, as from an earlier run: "Unknown 2"."""
    return frozenset(f"{UNKNOWN_NOUN} {number}" for number in _CODED.findall(text))


def provisional_people(
    mentions: Iterable[Mention],
    *,
    register: Register,
    taken: frozenset[str],
    is_evident: Callable[[str], bool] | None = None,
    slips: Slips | None = None,
) -> tuple[Person, ...]:
    """Group mentions and give each group a provisional code.

    A written form that fits several groups is nobody's: it is coded as any of them and
    left to the reviewer.

    Args:
        mentions: In the order of the case's documents.
        register: Codes assigned so far; a name that has one keeps it.
        taken: Further codes not to use (glossary, codes that occur in the texts).
        is_evident: Says of a folded word whether the whole case speaks for its being a name;
            by default of none.
        slips: The names that the case lists; by default none.

    Returns:
        One ``Person`` with origin ``provisional`` for each group, in order of first mention.
    """
    people: list[Person] = []
    keys: set[str] = set()
    used = set(taken) | set(register.codes)
    known = {fold_text(row.name): row.code for row in register.rows}
    for group in _grouped(list(mentions)):
        name, aliases = _written_forms(group)
        code = next((known[form] for form in map(fold_text, (name, *aliases)) if form in known), "")
        code = code or next_code(group.role, frozenset(used))
        used.add(code)
        person = _with_doubts(_person(group, name, aliases, code), group, slips or Slips(()), is_evident or _never)
        people.append(replace(person, key=_unique(person.key, keys)))
        keys.add(people[-1].key)
    return tuple(people)


def _never(_: str) -> bool:
    return False


def _unique(key: str, taken: Collection[str]) -> str:
    """A key of its own for each of two people whose names are written alike (Mr Smith, Mrs Smith)."""
    number = 2
    candidate = key
    while candidate in taken:
        candidate = f"{key} {number}"
        number += 1
    return candidate


def _person(group: _Group, name: str, aliases: tuple[str, ...], code: str) -> Person:
    role = role_by_prefix(group.role)
    return Person(
        key=f"{PROVISIONAL_KEY}{fold_text(name)}",
        name=name,
        code=code,
        category=role.category if role else _category(group),
        role=role.titles[0] if role and role.titles else "",
        aliases=aliases,
        origin=Origin.PROVISIONAL,
        gender=group.gender,
    )


def _category(group: _Group) -> Category:
    """What somebody is of whom no role tells: nothing is known of what is only coded "Unknown", so the strictest."""
    if not group.is_person:
        return Category.PLACE
    return Category.FAMILY if group.role == UNKNOWN_NOUN else Category.PROFESSIONAL


def _with_doubts(person: Person, group: _Group, slips: Slips, is_evident: Callable[[str], bool]) -> Person:
    """The person, doubtful or local if nothing but the model or the verifier speaks for them."""
    if not group.is_person:
        return person
    unaided = all(map(is_unaided, group.mentions))
    unexplained = all(m.finding.rule == UNEXPLAINED for m in group.mentions)
    return replace(
        person,
        doubtful=is_doubtful(group.mentions, slips),
        local=unexplained or (unaided and not _spreads(name_tokens(person.name), is_evident)),
    )


def _spreads(tokens: Sequence[str], is_evident: Callable[[str], bool]) -> bool:
    """Whether a name that the model alone found is looked for in the whole case: no ordinary words, or evident ones."""
    return any(is_evident(token) for token in tokens) or not any(is_word(token) for token in tokens)


def _grouped(mentions: Sequence[Mention]) -> list[_Group]:
    people: defaultdict[Form, list[Mention]] = defaultdict(list)
    places: defaultdict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        tokens = name_tokens(mention.written)
        if tokens and mention.finding.kind == "person":
            people[_form(mention)].append(mention)
        elif tokens:
            places[tokens].append(mention)
    order = {id(mention): number for number, mention in enumerate(mentions)}
    found = cluster(_form(m) for m in mentions if m.finding.kind == "person" and name_tokens(m.written))
    groups = [_of_cluster(one, people) for one in found.clusters]
    groups += [_of_place(tuple(members)) for members in places.values()]
    return sorted(groups, key=lambda group: min(order[id(m)] for m in group.mentions))


def _form(mention: Mention) -> Form:
    return Form(" ".join(mention.written.split()), mention.adult, mention.gender, mention.finding.role)


def _of_cluster(one: Cluster, mentions: dict[Form, list[Mention]]) -> _Group:
    members = tuple(mention for form in one.forms for mention in mentions[form])
    unknown = UNKNOWN_NOUN if all(map(_is_no_claim, members)) else UNKNOWN_PERSON
    return _Group(members, True, one.role or unknown, one.gender)


def _is_no_claim(mention: Mention) -> bool:
    """Whether nobody says that a mention is a person's: nothing explains it, or it is an animal's, a toy's."""
    return mention.finding.rule == UNEXPLAINED or (mention.thing and is_unaided(mention))


def _of_place(mentions: tuple[Mention, ...]) -> _Group:
    counted = Counter(m.finding.role for m in mentions if m.finding.role)
    role = max(counted, key=lambda prefix: counted[prefix]) if counted else UNKNOWN_PLACE
    return _Group(mentions, False, role)


def _written_forms(group: _Group) -> tuple[str, tuple[str, ...]]:
    counted = Counter(" ".join(m.written.split()) for m in group.mentions)
    best = max(counted, key=lambda w: (len(name_tokens(w)), "," not in w, not w.isupper(), len(w), counted[w]))
    return best, tuple(sorted(w for w in counted if fold_text(w) != fold_text(best)))
