"""Vehicle registrations: current style by shape, older and personal ones with a cue.

Letters that stand for something else in these documents ("HV12 SCR", "IMR 12
ABC") are no registration. A cue is a word for the mark itself before it, or a
word for a vehicle near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from redactor.lexicon.cues import is_cued, may_be_cued
from redactor.model import Finding
from redactor.recognisers._needs import can_match
from redactor.recognisers._text import PlainRecogniser, compiled
from redactor.recognisers.base import SpanRecogniser, matches

if TYPE_CHECKING:
    from redactor.case.schema import Case

_CURRENT = compiled(
    r"(?<![A-Za-z0-9/])(?P<a>[A-HJ-PR-Y]{2}) ?(?:0[1-9]|[1-9][0-9])[ \-]?(?P<z>[A-HJ-PR-Z]{3})"
    r"(?![A-Za-z0-9/])",
    ignore_case=True,
    digits=2,
)
_OLDER = compiled(
    r"(?<![A-Za-z0-9/\-])(?:[A-Z] ?[0-9]{1,3}[ \-]?(?P<z>[A-Z]{3})|(?P<z>[A-Z]{3})[ \-]?[0-9]{1,3} ?[A-Z]"
    r"|(?P<z>[A-Z]I[A-Z]|[A-Z]{1,2}Z) ?[0-9]{1,4})(?![A-Za-z0-9/\-])",
    digits=1,
)
_PERSONAL = compiled(
    r"(?<![A-Za-z0-9/\-])(?:(?P<a>[A-Z]{1,3}) ?[0-9]{1,4}(?P<z> ?[A-Z]{1,3})?"
    r"|[0-9]{1,4} ?[A-Z]{1,3})(?![A-Za-z0-9/\-])",
    ignore_case=True,
    digits=1,
)
_RANKS = frozenset(
    (
        "PC",
        "DC",
        "DS",
        "DI",
        "PS",
        "DCI",
        "TDC",
        "WPC",
        "SW",
        "HV",
        "GP",
        "CP",
        "SN",
        "MW",
        "TM",
        "SM",
        "HT",
        "CT",
        "FC",
        "PO",
        "IRO",
        "CPC",
        "FSW",
        "YOT",
        "EDT",
        "ICS",
        "NMC",
        "HCPC",
    )
)
_NOT_MARKS = frozenset(
    (
        "ABE",
        "ACT",
        "AND",
        "AGE",
        "API",
        "APR",
        "ATT",
        "AUG",
        "BST",
        "CCG",
        "CDO",
        "CEO",
        "CIN",
        "CPA",
        "CPN",
        "CPS",
        "CQC",
        "CRB",
        "CSC",
        "CSE",
        "DAY",
        "DBS",
        "DEC",
        "DFE",
        "DOB",
        "DOD",
        "DOH",
        "EDT",
        "EHA",
        "EPO",
        "ETC",
        "FEB",
        "FGM",
        "FOI",
        "FOR",
        "FSW",
        "GMT",
        "GPS",
        "HCP",
        "HRS",
        "HVS",
        "ICO",
        "ICS",
        "IMR",
        "IMRS",
        "IRO",
        "ISA",
        "JAN",
        "JUL",
        "JUN",
        "KGS",
        "LAC",
        "LSA",
        "MAR",
        "MAY",
        "MGF",
        "MGM",
        "MIN",
        "MLS",
        "MRI",
        "NHS",
        "NMC",
        "NOV",
        "OCT",
        "PCS",
        "PCT",
        "PGF",
        "PGM",
        "PHE",
        "PNC",
        "PPU",
        "PRU",
        "SAR",
        "SCR",
        "SEN",
        "SEP",
        "SHA",
        "STH",
        "SUN",
        "SWS",
        "THE",
        "TOR",
        "TUE",
        "UPN",
        "URN",
        "WAS",
        "WED",
        "YOS",
        "YOT",
        "MON",
        "FRI",
        "SAT",
        "THU",
    )
)
_VEHICLE = compiled(
    r"\b(?:cars?|vans?|vehicles?|lorry|taxi|motor ?(?:bike|cycle)s?|moped|scooter|minibus|drove"
    r"|driving|driven|driver|parked|registered keeper|insured|anpr|mot"
    r"|ford|vauxhall|bmw|audi|mercedes|volkswagen|vw|golf|corsa|astra|fiesta|focus|transit|peugeot"
    r"|renault|citroen|fiat|toyota|honda|nissan"
    r"|hyundai|kia|mazda|volvo|skoda|seat leon|land rover|mini|hatchback|saloon|estate car)\b",
    ignore_case=True,
    strings=(
        *("car", "van", "vehicle", "lorry", "taxi", "mot", "scooter", "mini", "drove", "driv", "parked", "registered"),
        *("insured", "anpr", "ford", "vauxhall", "bmw", "audi", "mercedes", "volkswagen", "vw", "golf", "corsa"),
        *("astra", "fiesta", "focus", "transit", "peugeot", "renault", "citroen", "fiat", "toyota", "honda", "nissan"),
        *("hyundai", "kia", "mazda", "volvo", "skoda", "seat leon", "land rover", "hatchback", "saloon", "moped"),
    ),
)
_NEAR = 70


def _beside_vehicle(text: str, start: int, end: int) -> bool:
    """Whether a word for a vehicle stands in the same line within reach."""
    before = text[max(0, start - _NEAR) : start].rsplit("\n", 1)[-1]
    after = text[end : end + 40].split("\n", 1)[0]
    return _VEHICLE.search(before) is not None or _VEHICLE.search(after) is not None


def _spells_something(match: Any) -> bool:
    return (match["z"] or "").upper() in _NOT_MARKS


def _is_code(match: Any) -> bool:
    """Whether it is a rank or role with a number ("PC 4471", "SW1")."""
    return match["z"] is None and (match["a"] or "").upper() in _RANKS


def _search(text: str) -> Iterator[tuple[Any, str, float]]:
    for match in matches(_CURRENT, text):
        capitals = match[0] == match[0].upper() and not _spells_something(match)
        if capitals or is_cued(text, match.start(), "vehicle_mark") or _beside_vehicle(text, *match.span()):
            yield match, "shape of a registration mark", 0.8
    for match in matches(_OLDER, text) if can_match(_VEHICLE, text) else ():
        if not _spells_something(match) and _beside_vehicle(text, *match.span()):
            yield match, "shape of an older registration mark beside a vehicle", 0.7
    for match in matches(_PERSONAL, text) if may_be_cued(text, "vehicle_mark") else ():
        if not _is_code(match) and is_cued(text, match.start(), "vehicle_mark", reach=40):
            yield match, "after the word registration", 0.75


class VehicleRecogniser(PlainRecogniser):
    """Finds registration marks of vehicles."""

    digits = 1

    def search(self, text: str) -> Iterator[Finding]:
        """Yield each mark once, the surest reading first."""
        seen: set[tuple[int, int]] = set()
        for match, evidence, score in _search(text):
            if match.span() not in seen:
                seen.add(match.span())
                yield Finding(match.start(), match.end(), "vehicle", score, evidence)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of vehicle registrations."""
    yield VehicleRecogniser("vehicle", "vehicle")
