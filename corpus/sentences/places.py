"""Invented places, institutions and organisations, each belonging to one split by hash."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Mapping

from corpus.names import Split
from corpus.names.assignment import split_by_hash
from corpus.sentences import citations
from corpus.sentences.lists import values
from corpus.sentences.model import Label, Piece

Maker = Callable[[random.Random, Split], list[Piece]]


@functools.cache
def _pool(name: str, split: Split) -> tuple[str, ...]:
    """The values of a list that belong to the split."""
    return tuple(value for value in values(name) if split_by_hash(f"{name} {value}") == split)


@functools.cache
def _towns(split: Split) -> tuple[str, ...]:
    invented = (start + end for start in values("town_start") for end in values("town_end"))
    return tuple(town for town in invented if split_by_hash(f"town {town}") == split)


def _town(rng: random.Random, split: Split) -> str:
    if rng.random() < 0.3:
        return rng.choice(_pool("real_town", split))
    town = rng.choice(_towns(split))
    extra = rng.random()
    if extra < 0.06:
        return f"{rng.choice(('Little', 'Great', 'Upper', 'Nether', 'North', 'West', 'Old'))} {town}"
    if extra < 0.1:
        return f"{town} {rng.choice(('Magna', 'Parva', 'Green', 'St Mary', 'Regis', 'Bay', 'Spa'))}"
    if extra < 0.13:
        return f"{town}-{rng.choice(('on-Sea', 'under-Edge', 'le-Moor', 'by-the-Water'))}"
    return town


def _street(rng: random.Random, split: Split) -> str:
    return f"{rng.choice(_pool('street_name', split))} {rng.choice(values('street_type'))}"


def _house(rng: random.Random) -> str:
    number = str(rng.randint(1, 240))
    kind = rng.random()
    if kind < 0.15:
        return f"Flat {rng.randint(1, 40)}, {number} "
    if kind < 0.22:
        return f"{number}{rng.choice('ABCabc')} "
    if kind < 0.26:
        return f"No. {number} "
    if kind < 0.3:
        return f"{rng.randint(1, 20)}/{rng.randint(1, 4)} {number} "
    return f"{number} "


def _postcode(rng: random.Random) -> str:
    area = rng.choice(("ZZ", "QX", "XA", "JQ", "ZV"))
    end = "".join(rng.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
    return f"{area}{rng.randint(1, 28)} {rng.randint(1, 9)}{end}"


def _labelled(text: str, label: Label) -> list[Piece]:
    return [Piece(text, label)]


def _address(rng: random.Random, split: Split) -> list[Piece]:
    return _labelled(_house(rng) + _street(rng, split), "PLACE")


def _full_address(rng: random.Random, split: Split) -> list[Piece]:
    gap = rng.choice((", ", ", ", ", ", " ", "\n"))
    pieces = [*_address(rng, split), Piece(gap), *_labelled(_town(rng, split), "PLACE")]
    if rng.random() < 0.6:
        pieces.append(Piece(gap + _postcode(rng)))
    return pieces


def _school(rng: random.Random, split: Split) -> str:
    start = _named_after(rng, split)
    ends = ("Primary School", "Primary", "Infant School", "Junior School", "Academy", "High School", "C of E Primary")
    more = ("Community College", "Comprehensive", "RC Primary School", "Special School", "School", "Grammar School")
    return f"{start} {rng.choice(ends + more)}"


def _named_after(rng: random.Random, split: Split) -> str:
    kind = rng.random()
    if kind < 0.4:
        return _town(rng, split)
    if kind < 0.6:
        return f"St {rng.choice(_pool('saint', split))}"
    if kind < 0.8:
        return rng.choice(_pool("house_name", split))
    return _street(rng, split)


def _hospital(rng: random.Random, split: Split) -> str:
    town = _town(rng, split)
    saint = rng.choice(_pool("saint", split))
    forms = (
        f"{town} General Hospital",
        f"{town} Royal Infirmary",
        f"Royal {town} Hospital",
        f"{town} Hospital",
        f"St {saint} Hospital",
        f"{town} District General",
        f"{town} Community Hospital",
        f"{town} Maternity Unit",
        f"{rng.choice(_pool('house_name', split))} Hospital",
        f"{town} Children's Hospital",
        f"{town} Walk-in Centre",
    )
    return rng.choice(forms)


def _practice(rng: random.Random, split: Split) -> str:
    start = rng.choice((_town(rng, split), rng.choice(_pool("house_name", split)), _street(rng, split)))
    ends = ("Surgery", "Medical Centre", "Health Centre", "Medical Practice", "Practice", "Family Practice", "Clinic")
    return f"{start} {rng.choice(ends)}"


def _nursery(rng: random.Random, split: Split) -> str:
    start = rng.choice((rng.choice(_pool("nursery_name", split)), _named_after(rng, split)))
    ends = ("Nursery", "Day Nursery", "Pre-school", "Playgroup", "Nursery School", "Kindergarten", "Childcare")
    return f"{start} {rng.choice(ends)}"


def _home(rng: random.Random, split: Split) -> str:
    name = rng.choice(_pool("house_name", split))
    return f"{name} {rng.choice(('House', 'Lodge', 'Court', 'Cottage', 'Childrens Home', 'View', 'Grange', 'Unit'))}"


def _centre(rng: random.Random, split: Split) -> str:
    start = rng.choice((_town(rng, split), rng.choice(_pool("house_name", split))))
    ends = (
        "Children's Centre",
        "Family Centre",
        "Sure Start Centre",
        "Youth Centre",
        "Community Centre",
        "Contact Centre",
    )
    return f"{start} {rng.choice(ends)}"


def _worship(rng: random.Random, split: Split) -> str:
    forms = (
        f"St {rng.choice(_pool('saint', split))} Church",
        f"{_street(rng, split)} Mosque",
        f"{_town(rng, split)} Baptist Church",
        f"{_street(rng, split)} Gurdwara",
        f"{_town(rng, split)} Methodist Hall",
        f"{_town(rng, split)} Islamic Centre",
    )
    return rng.choice(forms)


def _council(rng: random.Random, split: Split) -> str:
    county = rng.choice(_pool("county", split))
    town = _town(rng, split)
    forms = (f"{county} County Council", f"{town} Borough Council", f"{town} City Council", f"{town} Council")
    more = (f"{town} District Council", f"London Borough of {town}", f"{town} Metropolitan Borough Council")
    return rng.choice(forms + more)


def _force(rng: random.Random, split: Split) -> str:
    county = rng.choice(_pool("county", split))
    return rng.choice((f"{county} Police", f"{county} Constabulary", f"{_town(rng, split)} Valley Police"))


def _trust(rng: random.Random, split: Split) -> str:
    town = _town(rng, split)
    forms = (
        "NHS Trust",
        "NHS Foundation Trust",
        "Primary Care Trust",
        "Hospitals NHS Trust",
        "Partnership Trust",
        "CCG",
    )
    return f"{town} {rng.choice(forms)}"


def _board(rng: random.Random, split: Split) -> str:
    ends = ("Safeguarding Children Board", "LSCB", "Safeguarding Children Partnership")
    return f"{_town(rng, split)} {rng.choice(ends)}"


def _charity(rng: random.Random, split: Split) -> str:
    town = _town(rng, split)
    forms = (f"Home-Start {town}", f"{town} Women's Aid", f"{town} Young Carers", f"{town} Foodbank", f"Mind in {town}")
    return rng.choice((*forms, rng.choice(_pool("charity", split)), rng.choice(_pool("charity", split))))


def _company(rng: random.Random, split: Split) -> str:
    start = rng.choice((rng.choice(_pool("house_name", split)), _town(rng, split)))
    ends = ("Fostering Ltd", "Care Services", "Housing Association", "Homes", "Cleaning Ltd", "Taxis", "Solicitors")
    return f"{start} {rng.choice(ends)}"


def _maker(write: Callable[[random.Random, Split], str], label: Label) -> Maker:
    return lambda rng, split: _labelled(write(rng, split), label)


GENERATED: Mapping[str, Maker] = {
    "town": _maker(_town, "PLACE"),
    "street": _maker(_street, "PLACE"),
    "addr": _address,
    "fulladdr": _full_address,
    "school": _maker(_school, "INSTITUTION"),
    "hospital": _maker(_hospital, "INSTITUTION"),
    "ward": _maker(lambda rng, split: f"{rng.choice(_pool('ward_name', split))} Ward", "INSTITUTION"),
    "gp": _maker(_practice, "INSTITUTION"),
    "nursery": _maker(_nursery, "INSTITUTION"),
    "home": _maker(_home, "INSTITUTION"),
    "centre": _maker(_centre, "INSTITUTION"),
    "worship": _maker(_worship, "INSTITUTION"),
    "council": _maker(_council, "ORG"),
    "force": _maker(_force, "ORG"),
    "trust": _maker(_trust, "ORG"),
    "board": _maker(_board, "ORG"),
    "charity": _maker(_charity, "ORG"),
    "company": _maker(_company, "ORG"),
    "body": _maker(lambda rng, _split: rng.choice(values("body_name")), "ORG"),
    "cited": citations.cited,
    "reference": citations.listed,
    "postcode": lambda rng, _split: [Piece(_postcode(rng))],
}
"""Fillers that are made up rather than listed. National bodies (``body``) are public and stand in every split."""
