"""Every way in which a listed person, place or identifier may be written.

A form is a sequence of tokens: the runs of letters and digits of the folded text.
What may stand between them depends on the kind: for names a space, a line break,
a hyphen, an apostrophe, an underscore, a full stop after an initial or inside an
address, a comma where the surname comes first; for identifiers any separator or none.
Misspellings are not written out; whoever searches compares tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from redactor.lexicon.name_parts import (
    PARTICLES,
    NameParts,
    Tokens,
    is_initials,
    parse_name,
    spellings,
    surname_parts,
    words_of,
)
from redactor.lexicon.name_places import identifier_forms, place_forms
from redactor.lexicon.name_titles import WRITTEN_TITLES
from redactor.lexicon.nicknames import is_given_name, nicknames_of
from redactor.lexicon.words import is_name_word, is_ordinary, is_word
from redactor.model import Category, Origin, Person

Strength = Literal["strong", "weak"]


@dataclass(frozen=True, slots=True)
class NameForm:
    """One written form.

    Attributes:
        tokens: Folded runs of letters and digits, in the order in which they are written.
        kind: ``full name``, ``surname first``, ``initial surname``, ``title surname``,
            ``surname``, ``first name``, ``nickname``, ``initials``, ``plural family``,
            ``joined``, ``address part`` or ``identifier``.
        strength: ``weak`` where the same letters may be something else (ordinary
            words, short names, derived nicknames, initials): ask ``context.reads_as_name``.
        derived: Whether it rests on a short form that the case does not list as a name
            of its own: it gives way to a name that is listed.
    """

    tokens: Tokens
    kind: str
    strength: Strength = "strong"
    derived: bool = False


_Draft = Iterator[tuple[Tokens, str, bool]]


@lru_cache(maxsize=4096)
def forms_of(person: Person) -> tuple[NameForm, ...]:
    """Return every written form of ``person``, each once, the most telling kind first.

    Kept names (``Origin.KEEP``) have their written names only.
    """
    found: dict[Tokens, NameForm] = {}
    for tokens, kind, doubtful in _drafts(person):
        if tokens and all(tokens) and tokens not in found and not _is_letters(tokens, kind):
            weak = doubtful or _is_wordlike(tokens, kind)
            found[tokens] = NameForm(tokens, kind, "weak" if weak else "strong")
    for tokens, kind in _derived_drafts(person):
        if tokens not in found and not _is_letters(tokens, kind):
            weak = len(tokens) == 1 or _is_wordlike(tokens, kind)
            found[tokens] = NameForm(tokens, kind, "weak" if weak else "strong", derived=True)
    return tuple(found.values())


def _is_letters(tokens: Tokens, kind: str) -> bool:
    """Whether a form of a person is nothing but single letters and no initials: the surname of "Dede A" alone."""
    return kind not in ("initials", "identifier") and all(len(token) == 1 and token.isalpha() for token in tokens)


def _is_wordlike(tokens: Tokens, kind: str) -> bool:
    if kind in ("title surname", "identifier"):
        return False
    if kind in ("surname", "plural family") and len(tokens) == 1 and len(tokens[0]) <= 4:
        return True
    ordinary = is_ordinary if kind == "plural family" or len(tokens) == 1 else _is_plain_word
    return all(len(token) == 1 or ordinary(token) for token in tokens)


def _is_plain_word(token: str) -> bool:
    return is_word(token) or is_name_word(token)


def _drafts(person: Person) -> _Draft:
    if person.origin is Origin.KEEP or person.category is Category.KEEP:
        for name in person.names:
            yield words_of(name), "full name", False
    elif person.category is Category.IDENTIFIER:
        for name in person.names:
            yield from ((tokens, kind, False) for tokens, kind in sorted(identifier_forms(name)))
            if " " in name.strip() and any(char.isalpha() for char in name):
                yield from _place_drafts(name)
    elif not person.category.is_person and person.origin is not Origin.ALLOWED:
        for name in person.names:
            yield from _place_drafts(name)
    else:
        yield from _person_drafts(person)


def _place_drafts(name: str) -> _Draft:
    forms = sorted(place_forms(name), key=lambda form: (form[1] != "full name", form))
    yield from ((tokens, kind, False) for tokens, kind in forms)


@dataclass(frozen=True, slots=True)
class _Spelled:
    """The spelled-out parts of all of a person's names."""

    given: tuple[Tokens, ...]
    middles: Tokens
    surnames: tuple[Tokens, ...]
    parts: tuple[Tokens, ...]
    own_nicknames: tuple[Tokens, ...]
    nicknames: tuple[Tokens, ...]
    initials: tuple[Tokens, ...]


def _spell(person: Person) -> _Spelled:
    """Gather the parts of the name and of its aliases; a one-word alias goes by either role."""
    main = parse_name(person.name)
    given, surnames, parts = _gathered([main])
    own = {tokens for nick in main.nicknames for tokens in spellings(nick)}
    initials: list[Tokens] = []
    for alias in person.aliases:
        if is_initials(alias):
            letters = tuple(char for token in words_of(alias) for char in token)
            initials += [letters, ("".join(letters),)]
            continue
        other = parse_name(alias)
        own |= {tokens for nick in other.nicknames for tokens in spellings(nick)}
        if other.given and not other.surname:
            own |= spellings(other.given)
            continue
        more = _gathered([other])
        given, surnames, parts = (
            _unique([*old, *new]) for old, new in zip((given, surnames, parts), more, strict=True)
        )
    firsts = {tokens[0] for tokens in given if len(tokens) == 1 and len(tokens[0]) > 1}
    derived = {(nick,) for first in firsts for nick in nicknames_of(first)}
    derived |= {(nick,) for tokens in own if len(tokens) == 1 for nick in nicknames_of(tokens[0])}
    middles = tuple("".join(words_of(middle)) for middle in main.middles)
    parts = _unique([*parts, *((middle,) for middle in middles if _may_be_surname(middle))])
    dotted = _dotted(main)
    return _Spelled(
        given,
        tuple(middle for middle in middles if middle),
        surnames,
        parts,
        tuple(sorted(own)),
        tuple(sorted(derived - own - set(given))),
        (*initials, *dotted),
    )


def _gathered(names: Iterable[NameParts]) -> tuple[tuple[Tokens, ...], ...]:
    given: list[Tokens] = []
    surnames: list[Tokens] = []
    parts: list[Tokens] = []
    for name in names:
        given += sorted(spellings(name.given))
        first = words_of(name.given)
        if len(first) > 1 and len(first[0]) >= 3:
            given.append(first[:1])
        for surname in (name.surname, *name.former):
            surnames += sorted(spellings(surname))
            parts += sorted(surname_parts(surname))
    return _unique(given), _unique(surnames), _unique(parts)


def _may_be_surname(middle: str) -> bool:
    """Whether a middle name is no known given name: the first of two surnames (Ibáñez), or used as one (Kaur)."""
    return len(middle) > 3 and not (is_given_name(middle) or is_word(middle) or is_name_word(middle))


def _unique(items: Iterable[Tokens]) -> tuple[Tokens, ...]:
    return tuple(dict.fromkeys(item for item in items if item))


def _dotted(name: NameParts) -> list[Tokens]:
    """Initials with full stops (K.O., K.A.O.), of given names and surname."""
    if not (name.given and name.surname):
        return []
    first = _initial(name.given)
    last = _initial(name.surname)
    middles = [_initial(middle) for middle in name.middles]
    firsts, lasts = _halves(name.given), _halves(name.surname)
    every = [(first, last), (first, *middles, last), (first, *middles, *lasts), (*firsts, *middles, last)]
    every += [(*firsts, *middles, *lasts), (first, *middles)] if middles else [(*firsts, *lasts)]
    return list(dict.fromkeys(every))


def _halves(part: str) -> Tokens:
    """The initials of a double name, its particles left out; the initial of any other."""
    tokens = [token for token in words_of(part) if token not in PARTICLES] or list(words_of(part))
    return tuple(token[0] for token in tokens)


def _initial(part: str) -> str:
    """The folded first letter of a name part; empty if it has none."""
    tokens = words_of(part)
    return tokens[0][0] if tokens else ""


def _person_drafts(person: Person) -> _Draft:
    spelled = _spell(person)
    surnames = (*spelled.surnames, *spelled.parts)
    yield from _with_surname(spelled, surnames)
    for title in WRITTEN_TITLES:
        yield from (((title, *surname), "title surname", False) for surname in surnames)
    for surname in surnames:
        yield surname, "surname", False
        if len(surname) == 2 and min(map(len, surname)) > 2:  # W-Brannock, Wisniowski-B
            yield (surname[0][0], surname[1]), "surname", False
            yield (surname[0], surname[1][0]), "surname", False
        yield from ((plural, "plural family", False) for plural in _plurals(surname))
    for given in spelled.given:
        if len(given) > 1 or len(given[0]) > 1:
            yield from (((*given, *spelled.middles), "first name", False), (given, "first name", False))
            yield from ((plural, "first name", False) for plural in _plurals(given)[:1] if not is_word(plural[-1]))
            shortened = dict.fromkeys(short for surname in surnames for short in _shortened(surname))
            yield from (((*given, *short), "first name", False) for short in shortened)
    for nick in spelled.own_nicknames:
        yield nick, "nickname", False
        shortened = dict.fromkeys(short for surname in surnames for short in _shortened(surname))
        yield from (((*nick, *short), "first name", False) for short in shortened)
    listed = {letters for letters in spelled.initials if len(letters) == 1}
    yield from ((letters, "initials", letters not in listed) for letters in spelled.initials)
    for name in person.names:
        whole = words_of(name)
        if len(whole) > 1 and not is_initials(name):
            yield whole, "full name", False
    yield from _joined((*spelled.given, *spelled.own_nicknames), surnames)
    first, *others = words_of(person.name) or ("",)
    if others and first in _KIN_NAMES and person.category in (Category.CHILD, Category.PROFESSIONAL):
        yield (first,), "first name", True


_KIN_NAMES = frozenset({"nana", "nan", "papa"})
"""Words of kinship that are first names too: a grandmother's is dropped with the titles, no child is one."""


def _derived_drafts(person: Person) -> Iterator[tuple[Tokens, str]]:
    """Short forms and second halves of first names, alone and with the surname."""
    if not _goes_by_person(person):
        return
    spelled = _spell(person)
    others = [*spelled.nicknames]
    others += [(given[-1],) for given in spelled.given if len(given) == 2 and len(given[-1]) > 2]
    others += [(nick, given[1]) for given in spelled.given if len(given) == 2 for nick in nicknames_of(given[0])]
    surnames = (*spelled.surnames, *spelled.parts)
    for nick in dict.fromkeys(others):
        yield nick, "nickname"
        for surname in surnames:
            yield (*nick, *surname), "nickname"
            yield (*surname, *nick), "surname first"
    yield from ((tokens, kind) for tokens, kind, _ in _joined(spelled.nicknames, surnames))


def _goes_by_person(person: Person) -> bool:
    """Whether a person's name is taken apart: not a kept name, not a place."""
    if person.origin is Origin.KEEP or person.category in (Category.KEEP, Category.IDENTIFIER):
        return False
    return person.category.is_person or person.origin is Origin.ALLOWED


def _shortened(surname: Tokens) -> list[Tokens]:
    """A surname cut to initials behind a first name: Leon B, and of a double name Leon W-B, Leon W-Brannock."""
    shorts: list[Tokens] = [(surname[0][0],)]
    if len(surname) == 2 and min(map(len, surname)) > 2:
        one, two = surname[0][0], surname[1][0]
        shorts += [(one, two), (one + two,), (one, surname[1]), (surname[0], two)]
    return shorts


def _plurals(tokens: Tokens) -> list[Tokens]:
    *before, last = tokens
    plain: Tokens = (*before, last + "s")
    if last.endswith(("s", "x", "z", "ch", "sh")):
        return [(*before, last + "es"), plain]
    return [plain]


def _with_surname(spelled: _Spelled, surnames: tuple[Tokens, ...]) -> _Draft:
    """Given names, nicknames and initials, before and after each surname."""
    middles = spelled.middles
    for surname in surnames:
        for given in spelled.given:
            kind = "full name" if len(given) > 1 or len(given[0]) > 1 else "initial surname"
            for front in _fronts(given, middles):
                yield (*front, *surname), kind, False
                yield (*surname, *front), "surname first", False
            for front in _initial_fronts(given[0][0], middles):
                yield (*front, *surname), "initial surname", False
                yield (*surname, *front), "surname first", False
        if middles and len(middles[0]) > 1:
            yield (middles[0], *surname), "full name", False
        for nick in spelled.own_nicknames:
            yield (*nick, *surname), "nickname", False
            yield (*surname, *nick), "surname first", False
        for nick in spelled.own_nicknames:  # a one-word alias may be another surname
            yield from (((*given, *nick), "full name", False) for given in spelled.given)


def _fronts(given: Tokens, middles: Tokens) -> list[Tokens]:
    fronts: list[Tokens] = [given]
    for count in range(1, len(middles) + 1):
        fronts.append((*given, *middles[:count]))
        fronts.append((*given, *(middle[0] for middle in middles[:count])))
    if len(middles) > 1:
        fronts.append((*given, middles[-1]))
    return fronts


def _initial_fronts(first: str, middles: Tokens) -> list[Tokens]:
    letters = [middle[0] for middle in middles]
    fronts: list[Tokens] = [(first,)]
    if letters:
        fronts += [(first, letters[0]), (first + letters[0],), (first, *letters), (first + "".join(letters),)]
        fronts += [(first, middles[0])]
    return fronts


def _joined(firsts: tuple[Tokens, ...], surnames: tuple[Tokens, ...]) -> _Draft:
    """Names run together as in e-mail addresses and slugs: karenoldroyd, koldroyd, oldroydk, kareno."""
    for first in firsts:
        given = "".join(first)
        for surname in ("".join(tokens) for tokens in surnames):
            if len(surname) < 3:
                continue
            yield from (((given + surname,), "joined", False), ((surname + given,), "joined", False))
            for short in (given[0] + surname, surname + given[0]):
                if len(short) >= 4:
                    yield (short,), "joined", len(short) < 5 or is_word(short) or is_name_word(short)
