"""Towns and villages where somebody of the case lives, by the words before them.

A town alone is no secret: reports speak of training in Reading and of Kent Police. What
tells where the family is, is a word of living, moving or being born before it. Countries
and counties stay: origin and culture must stay discussable (WOB 3.3).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache

import regex

from redactor.lexicon.institution_words import KINDS
from redactor.lexicon.limits import search_limit
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.role_text import word_set
from redactor.lexicon.titled_words import AGENCY, MONTH_NAMES, NATIONAL, ORGANISATION_TAIL, field_words, titles
from redactor.lexicon.words import is_word, name_kinds
from redactor.model import Span
from redactor.resources import resource

_LIVING = (
    r"(?:liv(?:e[sd]?|ing)|resid(?:e[sd]?|ing|ent)|mov(?:ed?|es|ing)|relocat(?:ed|ing)|settled|grew up|grown up|born|"
    r"brought up|rehoused|housed|homeless|accommodation|tenancy|flat|bungalow|house|home|household|property|placed|"
    r"family|fled|evicted|neighbours?|relatives?|childhood)"
)
_TOWN = regex.compile(
    rf"\b{_LIVING}(?: (?!in |to |from |at |near |with )\p{{Ll}}+){{0,3}} (?:in|to|from|at|near|outside|into) "
    r"(?P<town>\p{Lu}\p{Ll}{2,}(?:[- ](?:upon|on|in|le|under|by|the|\p{Lu}\p{Ll}+)){0,3}(?<=\p{Ll}))(?!\w|['’]s)",
)
_MOVING = regex.compile(r"mov|relocat|settled|placed|fled", regex.IGNORECASE)
_KIN = regex.compile(
    r"\b(?:family|mother|father|mum|dad|parents?|child|children|baby|sibling|couple|household|grandmother|grandfather)\b[^.;\n]*$",
    regex.IGNORECASE,
)
"""A town that is a surname as well ("Reading") needs one of these before a word of moving: staff move too."""

_COUNTRIES = word_set(
    "afghanistan africa albania algeria america angola argentina asia australia austria bangladesh belarus belgium "
    "bolivia bosnia brazil britain bulgaria burma cameroon canada chile china colombia congo croatia cuba cyprus "
    "czechia denmark ecuador egypt england eritrea estonia ethiopia europe finland france gambia georgia germany "
    "ghana greece guyana hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan "
    "kazakhstan kenya kosovo kurdistan kuwait latvia lebanon liberia libya lithuania macedonia malawi malaysia malta "
    "mauritius mexico moldova mongolia montenegro morocco mozambique namibia nepal netherlands nigeria norway oman "
    "pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal "
    "serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tanzania thailand tobago "
    "trinidad tunisia turkey uganda ukraine uruguay venezuela vietnam wales yemen zambia zimbabwe"
)


@cache
def _gazetteer() -> frozenset[str]:
    with resource("glossaries", "uk-towns.csv").open(encoding="utf-8", newline="") as rows:
        towns = {row["name"].casefold() for row in csv.DictReader(rows) if row["kind"] == "town"}
    with resource("glossaries", "towns-abroad.csv").open(encoding="utf-8", newline="") as rows:
        return frozenset(towns | {row["name"].casefold() for row in csv.DictReader(rows)})


def is_known_town(name: str) -> bool:
    """Whether a name is a town of the shipped lists, at home or abroad."""
    return " ".join(name.split()).casefold() in _gazetteer()


def is_county_or_country(name: str) -> bool:
    """Whether a name is a county or a country and no town."""
    low = " ".join(name.split()).casefold()
    return low.endswith("shire") or low.removeprefix("the ") in _COUNTRIES or low in NATIONAL


def homes(text: str) -> Iterator[Span]:
    """Yield the towns and villages that a word of living, moving or birth stands before.

    Args:
        text: One segment.

    Yields:
        Half-open spans in code points, in order.

    Raises:
        TimeoutError: if the search takes longer than its limit.
    """
    for match in _TOWN.finditer(text, timeout=search_limit(text)):
        end = match.start("town") + len(_own_words(match["town"]))
        if end <= match.start("town") or not _is_town(text, match.start("town"), end):
            continue
        surname = "place" in name_kinds(text[match.start("town") : end])
        if not surname or not _MOVING.match(match[0]) or _KIN.search(text, max(0, match.start() - 60), match.start()):
            yield Span(match.start("town"), end)


def _own_words(written: str) -> str:
    """The words of a town: as far as the list knows it, else one word and what a hyphen or "upon" joins to it."""
    words = regex.split(r"(?<=[- ])", written)
    for count in range(len(words), 0, -1):
        if is_known_town("".join(words[:count])):
            return "".join(words[:count]).rstrip(" -")
    joined = regex.match(r"\w+(?:-\w+)*(?: (?:upon|on|in|le|under|by)(?: the)? \w+)?", written)
    return str(joined[0]) if joined else ""


def _is_town(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    low = name.casefold()
    if is_county_or_country(name) or name in titles() or low in _kind_words():
        return False
    if low in MONTH_NAMES or name_kinds(low) & {"month", "season"}:
        return False
    following = regex.match(r"[ ](\p{Lu}[\w'’]*)", text[end : end + 40])
    if following and (following[1].casefold() in AGENCY or following[1].casefold() in ORGANISATION_TAIL):
        return False
    if is_known_town(name):
        return True
    if following or is_given_name(low) or low in AGENCY or low in field_words():
        return False
    return not is_word(low)


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(word for kinds in KINDS.values() for kind in kinds for word in kind.split())
