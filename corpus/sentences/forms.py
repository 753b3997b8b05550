"""The written forms of a person's name."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from corpus.names import fold_name
from corpus.sentences import damage
from corpus.sentences.model import Piece
from corpus.sentences.people import Person

Writer = Callable[[random.Random, Person], list[Piece]]

_DOMAINS = ("example.org", "nhs.example", "council.example", "police.example", "school.example", "mail.example")
_ACCIDENTS = ((0.02, "misspelt"), (0.035, "ocr"), (0.06, "capitals"), (0.07, "lower"), (0.08, "broken"))
"""Cumulated chances that a name comes to harm although its slot does not ask for it."""

_VARIED = 0.12
_NEIGHBOURS: Mapping[str, tuple[str, ...]] = {
    "full": ("tfull", "init", "lastfirst", "mixed", "title", "aka", "upper", "firstinit"),
    "first": ("nick", "full", "firstinit", "nick"),
    "init": ("full", "inits", "lastinit", "tinit", "first", "user"),
    "title": ("tfull", "tinit", "full", "tfirst"),
    "lastfirst": ("full", "lastinit", "upper", "mixed"),
    "tfull": ("full", "tinit", "title"),
}
"""A slot takes one of these forms instead now and then, so that a pattern is not seen with one form alone."""


def write(rng: random.Random, person: Person, form: str) -> list[Piece]:
    """The pieces that name a person in a form: the name labelled, a title beside it not.

    Raises:
        KeyError: for a form that is not in ``FORMS``.
    """
    if form in _NEIGHBOURS and rng.random() < _VARIED:
        form = rng.choice(_NEIGHBOURS[form])
    pieces = FORMS[form](rng, person)
    return [_accident(rng, piece) if piece.label and form not in _SPARED else piece for piece in pieces]


def _name(person: Person, text: str, form: str) -> Piece:
    return Piece(text, "PERSON", person.origin, form)


def _accident(rng: random.Random, piece: Piece) -> Piece:
    chance = rng.random()
    for limit, form in _ACCIDENTS:
        if chance < limit:
            text = _damaged(rng, piece.text, form)
            return piece if text == piece.text else Piece(text, piece.label, piece.origin, form)
    return piece


def _damaged(rng: random.Random, text: str, form: str) -> str:
    if form == "misspelt":
        return damage.misspelt(rng, text)
    if form == "ocr":
        return damage.scanned(rng, text)
    if form == "broken":
        return text.replace(" ", rng.choice(("\n", "  ", " \n")), 1)
    return text.upper() if form == "capitals" else text.lower()


def _full(person: Person) -> str:
    return " ".join(person.names)


def _letter(name: str) -> str:
    return name.split(" ")[-1][0].upper()


def _full_form(_rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, _full(person), "full")]


def _first(_rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, person.first.split(" ")[-1], "first")]


def _last(_rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, person.last, "surname")]


def _nick(_rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, person.nickname, "nickname")]


def _title(_rng: random.Random, person: Person) -> list[Piece]:
    return [Piece(f"{person.title} "), _name(person, person.last, "title_surname")]


def _titled_full(_rng: random.Random, person: Person) -> list[Piece]:
    return [Piece(f"{person.title} "), _name(person, _full(person), "title_full")]


def _titled_first(_rng: random.Random, person: Person) -> list[Piece]:
    return [Piece(f"{person.title} "), _name(person, person.first.split(" ")[-1], "title_first")]


def _titled_initial(rng: random.Random, person: Person) -> list[Piece]:
    return [Piece(f"{person.title} "), *_initial_surname(rng, person)]


def _initial_surname(rng: random.Random, person: Person) -> list[Piece]:
    first = _letter(person.first)
    second = f"{_letter(person.middle)}" if person.middle else ""
    written = rng.choice(
        (
            f"{first}. {person.last}",
            f"{first} {person.last}",
            f"{first}.{person.last}",
            f"{first}. {second + '. ' if second else ''}{person.last}",
            f"{first}{second} {person.last}",
        )
    )
    return [_name(person, written, "initial_surname")]


def _surname_initial(rng: random.Random, person: Person) -> list[Piece]:
    written = rng.choice((f"{person.last} {_letter(person.first)}", f"{person.last}, {_letter(person.first)}."))
    return [_name(person, written, "surname_first")]


def _first_initial(rng: random.Random, person: Person) -> list[Piece]:
    first = person.first.split(" ")[-1]
    return [_name(person, f"{first} {_letter(person.last)}{rng.choice(('', '.'))}", "first_initial")]


def _surname_first(rng: random.Random, person: Person) -> list[Piece]:
    given = " ".join(name for name in (person.first, person.middle) if name)
    last = person.last.upper() if rng.random() < 0.5 else person.last
    comma = rng.choice((", ", ", ", ", ", ",", " "))
    return [_name(person, f"{last}{comma}{given}", "surname_first")]


def _capitals(_rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, _full(person).upper(), "capitals")]


def _capital_surname(_rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, person.last.upper(), "capitals")]


def _capital_first(_rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, person.first.split(" ")[-1].upper(), "capitals")]


def _half_capitals(_rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, f"{person.first} {person.last.upper()}", "capitals")]


def _lower(_rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, _full(person).lower(), "lower")]


def _lower_first(_rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, person.first.split(" ")[-1].lower(), "lower")]


def _initials(rng: random.Random, person: Person) -> list[Piece]:
    letters = [_letter(name) for name in person.names]
    return [_name(person, ".".join(letters) + rng.choice((".", ".", "")), "initials")]


def _family(_rng: random.Random, person: Person) -> list[Piece]:
    last = person.last
    plural = last if last.endswith("'") else last + ("es" if last.endswith(("s", "x", "z", "ch")) else "s")
    return [_name(person, plural, "plural_family")]


def _known_as(rng: random.Random, person: Person) -> list[Piece]:
    left, right = rng.choice((("“", "”"), ('"', '"'), ("'", "'"), ("(", ")")))
    return [_name(person, f"{person.first} {left}{person.nickname}{right} {person.last}", "nickname")]


def _misspelt(rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, damage.misspelt(rng, _full(person)), "misspelt")]


def _misspelt_surname(rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, damage.misspelt(rng, person.last), "misspelt")]


def _misspelt_first(rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, damage.misspelt(rng, person.first.split(" ")[-1]), "misspelt")]


def _scanned(rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, damage.scanned(rng, _full(person)), "ocr")]


def _slug(name: str) -> str:
    return "".join(letter for letter in fold_name(name) if letter.isascii() and letter.isalnum())


def _mailbox(rng: random.Random, person: Person) -> str:
    first, last = _slug(person.first), _slug(person.last)
    return rng.choice(
        (f"{first}.{last}", f"{first}.{last}", f"{first[:1]}.{last}", f"{first[:1]}{last}", f"{last}{first[:1]}")
    )


def _email(rng: random.Random, person: Person) -> list[Piece]:
    return [_name(person, _mailbox(rng, person), "email"), Piece(f"@{rng.choice(_DOMAINS)}")]


def _user(rng: random.Random, person: Person) -> list[Piece]:
    mailbox = _mailbox(rng, person)
    return [_name(person, mailbox.upper() if rng.random() < 0.4 else mailbox, "joined")]


FORMS: Mapping[str, Writer] = {
    "full": _full_form,
    "first": _first,
    "last": _last,
    "nick": _nick,
    "title": _title,
    "tfull": _titled_full,
    "tfirst": _titled_first,
    "tinit": _titled_initial,
    "init": _initial_surname,
    "lastinit": _surname_initial,
    "firstinit": _first_initial,
    "lastfirst": _surname_first,
    "upper": _capitals,
    "ulast": _capital_surname,
    "ufirst": _capital_first,
    "mixed": _half_capitals,
    "lower": _lower,
    "lfirst": _lower_first,
    "inits": _initials,
    "family": _family,
    "aka": _known_as,
    "miss": _misspelt,
    "mlast": _misspelt_surname,
    "mfirst": _misspelt_first,
    "ocr": _scanned,
    "email": _email,
    "user": _user,
}
"""What may stand after the colon of a person slot."""

_SPARED = frozenset({"email", "user", "upper", "ulast", "ufirst", "lower", "lfirst", "miss", "mlast", "mfirst", "ocr"})
