"""Telephone numbers by their shape.

A number of the United Kingdom begins with 0, +44 or 0044 and has nine or ten
more digits in groups; Ofcom's drama ranges are no exception. Anything
international begins with ``+``. After a cue ("tel", "mobile", "fax", "rang")
any run of five to fifteen digits is one, in whatever grouping, and so is
an extension. ``phonenumbers`` only raises the score. Dates, times, years and
published helplines (``glossaries/public-helplines.csv``) stay.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import phonenumbers
import regex

from redactor.lexicon.cues import is_cued, may_be_cued, with_cues
from redactor.lexicon.dates import written_dates
from redactor.model import Finding
from redactor.recognisers._text import PlainRecogniser, compiled
from redactor.recognisers.base import SpanRecogniser, matches
from redactor.resources import resource

if TYPE_CHECKING:
    from redactor.case.schema import Case

_TAIL = (
    r"(?:[ \t]{0,3}[,;(]?[ \t]{0,2}(?:ext(?:ension|n)?|x)\b?[.:]?[ \t]{0,2}(?:(?:no"
    r"|number)\b\.?[ \t]?)?[0-9]{1,6}(?![0-9])|/[0-9]{1,6}(?![0-9/]))?"
)
_UK = compiled(
    r"(?<![0-9A-Z£$€#_.]|[0-9][/,\-]|[A-Z]-)(?:\(?(?:\+|00) ?44\)?[ .\-]{0,2}(?:\(0\)[ .\-]{0,2}|0"
    r"(?=[1-9]))?\(?|\(?0 ?)"
    r"[1-9](?:[ \t.\-()–]{0,3}[0-9]){8,9}(?![0-9])" + _TAIL,
    ignore_case=False,
    digits=9,
)
_ABROAD = compiled(r"(?<![0-9A-Za-z+])\(?\+ ?(?!44)[1-9](?:[ \t.\-()]{0,3}[0-9]){7,13}(?![0-9])" + _TAIL, digits=8)
_CUED = compiled(r"(?<![0-9A-Za-z£$€])\(?\+?[0-9O](?:[ \t.\-()/]{0,3}[0-9OIl]){4,14}(?![0-9A-Za-z])" + _TAIL)
_EXTENSION = compiled(
    r"(?<![A-Za-z])(?:ext|extn|extension)\b[.:]?[ \t]{0,2}(?:(?:no|number)\b\.?:?[ \t]?)?"
    r"(?P<v>[0-9]{3,6})(?![0-9]|[./\-][0-9])",
    ignore_case=True,
    digits=3,
)
_BOOK = regex.compile(
    r"\b(?:isbn|issn|doi|account|acc(?:oun)?t|sort code|iban|invoice|order)\b[^\n]{0,24}$", regex.IGNORECASE
)
_SPLIT = regex.compile(r"[^0-9]+")
_NATIONAL = regex.compile(r"[1235789]")
_CONFUSED = str.maketrans({"O": "0", "I": "1", "l": "1"})
_NEW_LINE_AREA = compiled(
    r"(?<![0-9A-Za-z])\(?0[1-9][0-9]{2,4}\)?[ \t]{0,2}\n[ \t]{0,2}[0-9](?:[ ]?[0-9]){5,6}(?![0-9])",
    digits=10,
)


@lru_cache(maxsize=1)
def helplines() -> frozenset[str]:
    """Digits of the public helplines that stay."""
    with resource("glossaries", "public-helplines.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(_digits(row["number"]) for row in csv.DictReader(file))


def _digits(value: str) -> str:
    return "".join(char for char in value if char.isdigit())


def _is_public(value: str) -> bool:
    digits = _digits(value)
    national = (
        "0" + digits[4:] if digits.startswith("0044") else "0" + digits[2:] if digits.startswith("44") else digits
    )
    return digits in helplines() or national in helplines()


def _is_date(value: str) -> bool:
    return bool(written_dates(value))


def _grouped(value: str) -> bool:
    """Whether the groups of a UK number are those of a number and not of times, pages or a scale."""
    main = value.split("x", 1)[0].split("e", 1)[0].strip(" ,;(/")
    if main.startswith(("+", "(+", "00")):
        return True
    groups = [group for group in _SPLIT.split(main) if group]
    if len(groups) == 1:
        return True
    if min(len(group) for group in groups) < 2:
        return value.startswith("0 7") and max(len(group) for group in groups) == 1
    return len(groups[0]) >= 3 or (groups[0] == "07" and " " in main and "." not in main)


def _has_length(value: str) -> bool:
    """Whether it has eleven digits, or ten in the one grouping that some old areas have."""
    main = regex.split(r"[ ,;(]*(?:ext|x)|/", value, maxsplit=1)[0]
    digits = _digits(main)
    if value.lstrip("(").startswith(("+", "00")):
        return len(digits) >= 11
    groups = [len(group) for group in _SPLIT.split(main) if group]
    return len(digits) == 11 or groups in ([5, 5], [6, 4], [4, 6], [4, 3, 3])


def _score(value: str, cued: bool) -> float:
    main = regex.split(r"[ ,;(]*(?:ext|x)", value, maxsplit=1)[0]
    try:
        valid = phonenumbers.is_valid_number(phonenumbers.parse(main, "GB"))
    except phonenumbers.NumberParseException:
        valid = False
    return min(0.95, 0.75 + 0.1 * valid + 0.1 * cued)


def _uk(text: str) -> Iterator[tuple[Any, str]]:
    for match in matches(_UK, text):
        value = match[0]
        cued = is_cued(text, match.start(), "phone")
        if _is_date(value) or _BOOK.search(text[max(0, match.start() - 40) : match.start()]) is not None:
            continue
        if cued or (_grouped(value) and _has_length(value)):
            yield match, "shape of a telephone number"
    for match in matches(_NEW_LINE_AREA, text):
        if len(_digits(match[0])) in (10, 11):
            yield match, "telephone number split over two lines"


def _cued(text: str) -> Iterator[tuple[Any, str]]:
    found = matches(_CUED, text) if may_be_cued(text, "phone") else ()
    for match, cued in with_cues(text, found, "phone"):
        value = match[0].translate(_CONFUSED)
        if not cued or _is_date(value) or _is_years(value) or not any(char.isdigit() for char in match[0]):
            continue
        strict = is_cued(text, match.start(), "phone_strict")
        if strict or (len(_digits(value)) >= 6 and not _looks_like_times(value)):
            yield match, "digits after the word telephone"


def _is_years(value: str) -> bool:
    groups = [group for group in _SPLIT.split(value) if group]
    if len(groups) == 2 and len(groups[1]) == 2 and "/" in value:
        groups = groups[:1]
    return all(len(group) == 4 and group[:2] in ("19", "20") for group in groups)


def _looks_like_times(value: str) -> bool:
    groups = [group for group in _SPLIT.split(value) if group]
    return len(groups) > 1 and {len(group) for group in groups} in ({2}, {1, 2})


class PhoneRecogniser(PlainRecogniser):
    """Finds telephone numbers and extensions."""

    digits = 1

    def search(self, text: str) -> Iterator[Finding]:
        """Yield disjoint numbers, the longest reading of each."""
        found = [(m.start(), m.end(), m[0], why) for m, why in (*_uk(text), *_cued(text))]
        found += [(m.start(), m.end(), m[0], "international number") for m in matches(_ABROAD, text)]
        found += [
            (*m.span("v"), m["v"], "telephone extension") for m in matches(_EXTENSION, text) if not _is_years(m["v"])
        ]
        end = -1
        for start, stop, value, why in sorted(found, key=lambda item: (item[0], -item[1])):
            if start >= end and not _is_public(value):
                start += value.startswith("(") and ")" not in value
                end = stop
                yield Finding(start, stop, "phone", _score(value, is_cued(text, start, "phone")), why)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of telephone numbers."""
    yield PhoneRecogniser("phone", "phone")
