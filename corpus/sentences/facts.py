"""Fillers that are neither people nor places: dates, times, numbers, codes, references."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _day(rng: random.Random) -> tuple[int, int, int]:
    return rng.randint(1, 28), rng.randint(1, 12), rng.randint(2003, 2019)


def _ordinal(day: int) -> str:
    if day in (11, 12, 13):
        return f"{day}th"
    return f"{day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th') }"


def date(rng: random.Random) -> str:
    """A date in one of the ways practitioners write it."""
    day, month, year = _day(rng)
    name = _MONTHS[month - 1]
    forms = (
        f"{day} {name} {year}",
        f"{_ordinal(day)} {name} {year}",
        f"{day:02}/{month:02}/{year}",
        f"{day:02}.{month:02}.{year % 100:02}",
        f"{day}/{month}/{year % 100:02}",
        f"{_ordinal(day)} {name}",
        f"{day} {name[:3]} {year}",
        f"{name} {_ordinal(day)}",
        f"{day:02}-{name[:3]}-{year % 100:02}",
        f"{year}-{month:02}-{day:02}",
    )
    return rng.choice(forms)


def _short_date(rng: random.Random) -> str:
    day, month, year = _day(rng)
    return rng.choice(
        (f"{day:02}/{month:02}/{year % 100:02}", f"{day:02}/{month:02}/{year}", f"{day}.{month}.{year % 100:02}")
    )


def _month(rng: random.Random) -> str:
    return rng.choice(_MONTHS)


def _month_year(rng: random.Random) -> str:
    return f"{rng.choice(_MONTHS)} {rng.randint(2003, 2019)}"


def _time(rng: random.Random) -> str:
    hour, minute = rng.randint(0, 23), rng.choice((0, 5, 10, 15, 20, 25, 30, 40, 45, 50, 55))
    return rng.choice(
        (
            f"{hour:02}:{minute:02}",
            f"{hour:02}.{minute:02}",
            f"{hour:02}{minute:02}hrs",
            f"{hour % 12 or 12}.{minute:02}{'am' if hour < 12 else 'pm'}",
        )
    )


_ROLE_CODES = (
    "SW",
    "HV",
    "TM",
    "SM",
    "GP",
    "MW",
    "SN",
    "HT",
    "CT",
    "DT",
    "PO",
    "FSW",
    "IRO",
    "HO",
    "FC",
    "CPN",
    "PC",
    "EWO",
    "CP",
    "LS",
)
_PERSON_CODES = (
    "MGM", "MGF", "PGM", "PGF", "Mother", "Father", "Sibling 1", "Sibling 2", "Half Sibling 2", "Adult 1", "Adult B",
    "Maternal Aunt", "Step-father", "Child R", "Child S1", "Baby V", "Young Person F", "Child 2", "Male 1", "Father 2",
    "MP1", "Foster Carer 1", "Cousin 1", "Child Q", "Mother's Partner", "Young Person T", "Sibling 3", "Adult X",
)  # fmt: skip
_PLACE_CODES = (
    "Hospital 1", "School 2", "Primary School 1", "GP Practice 1", "Address 4", "Town 1", "Nursery 1", "Home 3",
    "Ward 6", "Hospital 2", "Secondary School 1", "Address 2", "Local Authority B", "Refuge 1", "Area 2", "Family S",
)  # fmt: skip


def _role_code(rng: random.Random) -> str:
    return f"{rng.choice(_ROLE_CODES)}{rng.choice(('', '', '', ' '))}{rng.randint(1, 9)}"


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def _reference(rng: random.Random) -> str:
    letters = "".join(rng.choice("ABCDEFGHKLMNPRSTW") for _ in range(2))
    forms = (
        f"{letters}/{_digits(rng, 5)}",
        _digits(rng, 7),
        f"{letters}{_digits(rng, 6)}",
        f"{_digits(rng, 2)}/{_digits(rng, 4)}",
    )
    return rng.choice(forms)


def _phone(rng: random.Random) -> str:
    return rng.choice((f"01632 96{_digits(rng, 4)}", f"07700 900{_digits(rng, 3)}", f"020 7946 0{_digits(rng, 3)}"))


def _nhs(rng: random.Random) -> str:
    return f"{_digits(rng, 3)} {_digits(rng, 3)} {_digits(rng, 4)}"


def _age(rng: random.Random) -> str:
    forms = (
        f"{rng.randint(2, 17)}",
        f"{rng.randint(2, 17)} years",
        f"{rng.randint(2, 23)} months",
        f"{rng.randint(1, 15)} yrs",
    )
    return rng.choice(forms)


FACTS: Mapping[str, Callable[[random.Random], str]] = {
    "date": date,
    "shortdate": _short_date,
    "month": _month,
    "monthyear": _month_year,
    "year": lambda rng: str(rng.randint(2001, 2019)),
    "time": _time,
    "age": _age,
    "n": lambda rng: str(rng.randint(2, 19)),
    "nn": lambda rng: str(rng.randint(20, 96)),
    "para": lambda rng: f"{rng.randint(1, 9)}.{rng.randint(1, 30)}",
    "rolecode": _role_code,
    "personcode": lambda rng: rng.choice(_PERSON_CODES),
    "placecode": lambda rng: rng.choice(_PLACE_CODES),
    "ref": _reference,
    "phone": _phone,
    "nhs": _nhs,
    "collar": lambda rng: _digits(rng, rng.choice((3, 4, 4, 5))),
    "letter": lambda rng: rng.choice("ABCDEFGHJKLMNPRSTVWXYZ"),
}
"""Fillers made up on the spot."""
