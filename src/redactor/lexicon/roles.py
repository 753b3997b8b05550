"""Roles, their titles, and the codes that they give (``glossaries/roles.csv``).

"You will be given an identifying number e.g. SW1 for social worker 1" (LUT,
questions and answers). A *code* is a prefix of this table with a number or, for
children, families and written-out prefixes, a letter; strings that merely look
like one (PC 4471, section 47, Baby P, a postcode) are not.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, cast

import regex

from redactor.lexicon.limits import search_limit
from redactor.lexicon.role_text import normal_role, role_candidates
from redactor.model import Category, Gender, Span
from redactor.resources import resource

Numbering = Literal["number", "letter", "none"]


@dataclass(frozen=True, slots=True)
class Role:
    """One row of ``roles.csv``.

    Attributes:
        prefix: What its codes begin with: ``SW``, ``Half Sibling``, ``Primary School``.
        titles: How the role is written; abbreviations in capitals, the rest in lower case.
        category: Of the people or places who have it.
        gender: As far as the role tells.
        numbering: ``number`` (SW1), ``letter`` (Child R), or ``none`` (MGM: one in each family;
            a second one is numbered).
        spaced: Whether a space stands between prefix and number.
        kind: ``person`` or ``place``.
    """

    prefix: str
    titles: tuple[str, ...]
    category: Category
    gender: Gender
    numbering: Numbering
    spaced: bool
    kind: Literal["person", "place"]


@cache
def roles() -> tuple[Role, ...]:
    """Every role, in the order of the table."""
    with resource("glossaries", "roles.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_role(row) for row in csv.DictReader(file))


def _role(row: Mapping[str, str]) -> Role:
    return Role(
        prefix=row["prefix"],
        titles=tuple(title.strip() for title in row["titles"].split(";") if title.strip()),
        category=Category(row["category"]),
        gender=Gender(row["gender"]),
        numbering=cast("Numbering", row["numbering"]),
        spaced=row["spaced"] == "yes",
        kind=cast("Literal['person', 'place']", row["kind"]),
    )


@cache
def role_titles() -> Mapping[str, Role]:
    """Every title and prefix in lower case, with its role; a title wins over a prefix."""
    table = {role.prefix.lower(): role for role in roles()}
    table.update({normal_role(title): role for role in roles() for title in role.titles})
    return MappingProxyType(table)


@cache
def abbreviations() -> frozenset[str]:
    """Titles and unspaced prefixes, in capitals, that are no words: ``SW``, ``IRO``, ``HOS``."""
    titles = {title for role in roles() for title in role.titles if title.isupper()}
    return frozenset(titles | {role.prefix.upper() for role in roles() if not role.spaced})


def role_for(text: str) -> Role | None:
    """The role that free text names, or ``None``.

    Args:
        text: A role column, a cue beside a name, a job title: ``"Health Visitor"``,
            ``"HV"``, ``"the allocated social worker"``, ``"Head of Safeguarding, Fennshire PCT"``.

    The whole text counts first, then its parts before a comma, dash or
    preposition, then the longest title within it (the last of equals: English
    puts the head noun last).
    """
    table = role_titles()
    for candidate in role_candidates(text):
        if candidate in table:
            return table[candidate]
    return _longest_within(text)


def _longest_within(text: str) -> Role | None:
    best: tuple[int, int] | None = None
    found: Role | None = None
    flat = normal_role(text)
    for match in _title_pattern().finditer(flat, overlapped=True, timeout=search_limit(flat)):
        title = match["title"]
        if title.upper() in abbreviations() and title.upper() not in text:
            continue
        rank = (len(title), match.start())
        if best is None or rank > best:
            best, found = rank, role_titles()[title]
    return found


@cache
def _title_pattern() -> regex.Pattern[str]:
    titles = sorted(role_titles(), key=len, reverse=True)
    return regex.compile(r"(?<![\w'-])(?P<title>" + "|".join(map(regex.escape, titles)) + r")(?=s?(?![\w-]))")


def role_by_prefix(prefix: str) -> Role | None:
    """The role whose codes begin with exactly this prefix, or ``None``."""
    return _by_prefix().get(prefix)


@cache
def _by_prefix() -> Mapping[str, Role]:
    return MappingProxyType({role.prefix: role for role in roles()})


_AGED = frozenset({"Adult", "Child", "Baby", "Young Person", "Parent", "Family", "Person"})
"""Spaced prefixes after which a larger number is an age or a count ("Adult 18")."""

_NO_LETTER = frozenset({"Ward", "Address", "Street", "Country", "Place", "Agency"})
"""Places whose real names are letters or that are codes only with a number."""

_PUBLIC_CODES = frozenset({"Baby P"})
"""Public figures whose pseudonym has the shape of a code."""

_NOT_A_COUNT = r"(?!\s*(?:%|hours?\b|hrs?\b|years?\b|yrs?\b|months?\b|weeks?\b|days?\b|minutes?\b|forms?\b|per\b))"
_NOT_POSTCODE = r"(?![A-Z]?\s?\d[A-Z]{2}\b)"


@lru_cache(maxsize=16384)
def code_tokens(text: str) -> tuple[tuple[Span, str], ...]:
    """Every string in running text that has the shape of a role code.

    Args:
        text: Any text.

    Returns:
        Span and canonical code (``("CHILD G" -> "Child G")``), in order, disjoint.

    An unspaced prefix needs its number at once (``SW1``, not ``CP 1``) and at most
    two digits (not ``PC4471``); a spaced one takes a number or a single capital
    (``Person 3``, ``Child G``, ``Child S1``); a prefix without numbering counts alone
    only where it cannot be an ordinary word (``MGM``, ``Mother's Partner``). The last texts are remembered: a case is
    read over and over while a person decides about it.
    """
    found: list[tuple[Span, str]] = []
    for match in _code_pattern().finditer(text, timeout=search_limit(text)):
        code = _canonical(match)
        if code and code not in _PUBLIC_CODES:
            found.append((Span(match.start(), match.end()), code))
    return tuple(found)


def _canonical(match: regex.Match[str]) -> str:
    if match["joined"]:
        return f"{match['joined']}{match['number']}"
    if match["bare"]:
        again = f" {match['again']}" if match["again"] else ""
        return f"{_spelling()[_key(match['bare'])]}{again}"
    prefix, tail = _spelling()[_key(match["spaced"])], str(match["tail"])
    if prefix in _AGED and tail.isdigit() and int(tail) > 9 and prefix != "Person":
        return ""
    if prefix in _NO_LETTER and not tail.isdigit():
        return ""
    if tail == "I" and match["spaced"].isupper():
        return ""
    return f"{prefix} {tail}"


def _key(written: str) -> str:
    return normal_role(written).replace("-", "").replace(" ", "")


@cache
def _spelling() -> Mapping[str, str]:
    return MappingProxyType({_key(role.prefix): role.prefix for role in roles() if role.spaced})


@cache
def _code_pattern() -> regex.Pattern[str]:
    joined = _alternatives(role.prefix for role in roles() if not role.spaced)
    numbered = [role.prefix for role in roles() if role.spaced and role.numbering != "none"]
    single = [role.prefix for role in roles() if role.spaced and role.numbering == "none"]
    alone = [prefix for prefix in single if prefix.isupper() or " " in prefix]
    spaced = _alternatives(numbered, capitals=True)
    bare = _alternatives(alone, capitals=True)
    return regex.compile(
        r"(?<![\w&])(?:"
        rf"(?P<joined>{joined})(?P<number>[1-9]\d?){_NOT_POSTCODE}"
        rf"|(?P<spaced>{spaced})\s(?P<tail>[A-Z][1-9]?|[1-9]\d?)(?!\s?&|'\w\w|’\w\w|-\w|\.\w|/\d\d?/\d)"
        rf"|(?P<bare>{bare})(?:\s(?P<again>[1-9]))?"
        rf")(?![\w]){_NOT_A_COUNT}"
    )


def _alternatives(prefixes: Iterable[str], *, capitals: bool = False) -> str:
    words = sorted(prefixes, key=len, reverse=True)
    written = [_flexible(word) for word in words]
    if capitals:
        written += [_flexible(word.upper()) for word in words if not word.isupper()]
    return "|".join(written)


def _flexible(prefix: str) -> str:
    marks = {" ": r"[\s‑-]", "-": r"[\s‐‑-]?", "'": "['’ʼ]"}
    return "".join(marks.get(character, character) for character in prefix)
