"""Postcodes: full ones by shape whatever the area, outward codes alone after a cue.

Capitals count with or without a space, small letters with one space or after a
cue. After a cue letters and digits that look alike (O and 0, I or l and 1) count
for each other, and so does any area. "LU1 area" and "postcode LU1" give the home
away as well; a bare "LU1" is a code, a road or a room and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from redactor.lexicon.cues import is_cued, may_be_cued, with_cues
from redactor.model import Finding
from redactor.recognisers._text import PlainRecogniser, compiled
from redactor.recognisers.base import SpanRecogniser, matches

if TYPE_CHECKING:
    from redactor.case.schema import Case

AREAS = frozenset(
    (
        "AB",
        "AL",
        "B",
        "BA",
        "BB",
        "BD",
        "BF",
        "BH",
        "BL",
        "BN",
        "BR",
        "BS",
        "BT",
        "BX",
        "CA",
        "CB",
        "CF",
        "CH",
        "CM",
        "CO",
        "CR",
        "CT",
        "CV",
        "CW",
        "DA",
        "DD",
        "DE",
        "DG",
        "DH",
        "DL",
        "DN",
        "DT",
        "DY",
        "E",
        "EC",
        "EH",
        "EN",
        "EX",
        "FK",
        "FY",
        "G",
        "GL",
        "GU",
        "GX",
        "GY",
        "HA",
        "HD",
        "HG",
        "HP",
        "HR",
        "HS",
        "HU",
        "HX",
        "IG",
        "IM",
        "IP",
        "IV",
        "JE",
        "KA",
        "KT",
        "KW",
        "KY",
        "L",
        "LA",
        "LD",
        "LE",
        "LL",
        "LN",
        "LS",
        "LU",
        "M",
        "ME",
        "MK",
        "ML",
        "N",
        "NE",
        "NG",
        "NN",
        "NP",
        "NR",
        "NW",
        "OL",
        "OX",
        "PA",
        "PE",
        "PH",
        "PL",
        "PO",
        "PR",
        "RG",
        "RH",
        "RM",
        "S",
        "SA",
        "SE",
        "SG",
        "SK",
        "SL",
        "SM",
        "SN",
        "SO",
        "SP",
        "SR",
        "SS",
        "ST",
        "SW",
        "SY",
        "TA",
        "TD",
        "TF",
        "TN",
        "TQ",
        "TR",
        "TS",
        "TW",
        "UB",
        "W",
        "WA",
        "WC",
        "WD",
        "WF",
        "WN",
        "WR",
        "WS",
        "WV",
        "YO",
        "ZE",
    )
)
"""Royal Mail's postcode areas; a known one raises the score."""

_OUTWARD = r"[A-Z]{1,2}[0-9](?:[0-9]|[A-HJKMNP-Z])?"
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_CAPITALS = compiled(
    rf"(?<![A-Za-z0-9£$/])(?P<out>{_OUTWARD})(?:[ \t]{{0,3}}|[ \t]?\r?\n[ \t]?)(?P<in>{_INWARD})"
    rf"(?![A-Za-z0-9])",
    digits=2,
)
_ANY_CASE = compiled(
    rf"(?<![A-Za-z0-9£$/])(?P<out>{_OUTWARD}) (?P<in>{_INWARD})"
    rf"(?![A-Za-z0-9])",
    ignore_case=True,
    digits=2,
)
_CUED = compiled(
    r"(?<![A-Za-z0-9])(?P<out>[A-Z0]{1,2}[0-9OIL][0-9A-Z]?)[ \t.\-]{0,3}(?P<in>[0-9OIL][A-Z01]{2})"
    r"(?![A-Za-z0-9])",
    ignore_case=True,
)
_OUTWARD_CUED = compiled(rf"(?<![A-Za-z0-9]){_OUTWARD}(?![A-Za-z0-9])", digits=1)
_OUTWARD_AREA = compiled(
    rf"(?<![A-Za-z0-9])(?P<v>{_OUTWARD})(?=[ \t]{{1,2}}(?:post\s?code|district|area(?!s? ?(?:manager"
    rf"|team|lead|office|director|of|for))))",
    digits=1,
)
_ORDINALS = {"1": "st", "2": "nd", "3": "rd"}
_UNITS = ("hr", "ft", "pt", "dr", "yr", "pg", "ug", "pp", "ds", "ys", "lb")
_LIKELY = str.maketrans({"O": "0", "I": "1", "L": "1"})


def _score(outward: str) -> float:
    letters = outward.upper()
    area = letters[:2] if letters[1:2].isalpha() else letters[:1]
    return 0.9 if area in AREAS else 0.7


def _is_measure(outward: str, inward: str) -> bool:
    """An ordinal, or a measure behind a letter and a number ("vitamin b12 8pg"); "xa24 8pg" has two letters."""
    ordinal = inward[1:] == _ORDINALS.get(inward[0], "th")  # "4rd" is none
    return ordinal or (inward[1:] in _UNITS and not outward[1].isalpha())


def _has_shape(match: Any) -> bool:
    """Whether a misread postcode becomes one when look-alikes are read by their place."""
    inward = match["in"].upper()
    return inward[0].translate(_LIKELY).isdigit() and any(char.isdigit() for char in match[0])


def _search(text: str) -> Iterator[tuple[int, int, float, str]]:
    for match in matches(_CAPITALS, text):
        yield *match.span(), _score(match["out"]), "shape of a postcode"
    for match in matches(_ANY_CASE, text):
        if not _is_measure(match["out"], match["in"]):
            yield *match.span(), _score(match["out"]) - 0.1, "shape of a postcode in small letters"
    for match in matches(_CUED, text) if may_be_cued(text, "postcode") else ():
        if _has_shape(match) and is_cued(text, match.start(), "postcode", reach=40):
            yield *match.span(), 0.8, "after the word postcode"
    if may_be_cued(text, "postcode_only"):
        for match, cued in with_cues(text, matches(_OUTWARD_CUED, text), "postcode_only", reach=40):
            if cued:
                yield *match.span(), 0.7, "first half of a postcode after the word"
    for match in matches(_OUTWARD_AREA, text):
        yield *match.span("v"), 0.6, "first half of a postcode before the word area"


class PostcodeRecogniser(PlainRecogniser):
    """Finds postcodes."""

    digits = 1

    def search(self, text: str) -> Iterator[Finding]:
        """Yield each postcode once, the surest reading; halves of a full one are left out."""
        found = sorted(_search(text), key=lambda item: (item[0], -item[1], -item[2]))
        end = -1
        for start, stop, score, evidence in found:
            if start >= end:
                end = stop
                yield Finding(start, stop, "postcode", score, evidence)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of postcodes."""
    yield PostcodeRecogniser("postcode", "postcode")
