"""Names that stay: policy, research, law, tools, bodies, public places.

A review is useless without "the Munro Review", "Gillick competence" or "Brandon
et al (2009)" (domain: over-redaction traps). The terms are in
``glossaries/public-terms.csv``; citations are read by their form. None of them is
allow-listed for good: a bare surname (Munro, Laming, Casey, Wood) is public only
beside a word such as *Review*, a title of its owner, or a year in a citation.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

import regex

from redactor.lexicon.limits import search_limit
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.presence import folded, words_in
from redactor.lexicon.scanned import misread
from redactor.lexicon.words import is_name_word, is_word
from redactor.model import Span
from redactor.resources import resource

_SURNAME_NOTE = "surname:"
_FLAT = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\xa0": " ", "\n": " ", "\t": " ", "\r": " "}
)


@dataclass(frozen=True, slots=True)
class PublicTerm:
    """One row of ``public-terms.csv``.

    Attributes:
        term: As usually written.
        kind: ``policy``, ``research``, ``law``, ``tool``, ``body`` or ``place``.
        owner: For a bare surname, the titles and first names that make it public;
            ``None`` for a term that is public wherever it stands.
    """

    term: str
    kind: str
    owner: frozenset[str] | None = None


@cache
def public_terms() -> tuple[PublicTerm, ...]:
    """Every public term, in the order of the table."""
    with resource("glossaries", "public-terms.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_term(row) for row in csv.DictReader(file))


def _term(row: Mapping[str, str]) -> PublicTerm:
    note = row["note"]
    owner = frozenset(note.removeprefix(_SURNAME_NOTE).split()) if note.startswith(_SURNAME_NOTE) else None
    return PublicTerm(row["term"], row["kind"], owner)


@lru_cache(maxsize=8)  # the recognisers of one segment ask one after another
def public_spans(text: str) -> tuple[Span, ...]:
    """Where public names stand in a text.

    Args:
        text: Any text.

    Returns:
        Disjoint spans in order; overlapping hits are joined. A possessive ending
        is not part of the span, the year of a citation is.

    One-word terms match in their own spelling or in capitals; longer ones in any
    capitalisation that begins with a capital.
    """
    flat = text.translate(_FLAT)
    named = (span for span in (*_terms_in(flat), *_surnames_in(flat)) if not _is_parted(text, span))
    found = sorted({*named, *_citations_in(flat), *_small_titles_in(flat)})
    joined: list[Span] = []
    for span in found:
        if joined and span.start < joined[-1].end:
            joined[-1] = joined[-1].union(span)
        else:
            joined.append(span)
    return tuple(joined)


_BLANKS = 8
"""Code points before a name within which its label ends."""
_WRAPPED = 45
"""Characters of a line that was broken for its length."""


def _is_parted(text: str, span: Span) -> bool:
    """Whether a name and what makes it public stand in two cells, or in two lines of which the first is short.

    "Worker: Munro", and below "Review date: …", is somebody; "as set out in the whole of the long Munro", and below
    "Review", is not. "Victoria", and below "Climbié", is one name.
    """
    break_ = _BREAK.search(text, span.start, span.end)
    if break_ is None:
        return False
    if "\t" in break_[0] or text[max(0, span.start - _BLANKS) : span.start].rstrip().endswith(":"):
        return True
    line: int = text.rfind("\n", 0, break_.start())
    return bool(break_.start() - line <= _WRAPPED)


_BREAK = regex.compile(
    r"\s*[\n\t]\s*(?i:reviews?|reports?|(?:in|en)quir(?:y|ies)|recommendations?|reforms?|principles|"
    r"final|interim|first|second|third|progress|national|independent|public)\b"
)


# -- whole terms -------------------------------------------------------------------------------

_START = regex.compile(r"(?<![\w&])\p{Lu}[\w&-]*")


@cache
def _by_first_word() -> Mapping[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for item in public_terms():
        if item.owner is None:
            first = _START.match(item.term)
            index.setdefault(first[0].lower() if first else "", []).append(item.term)
    return MappingProxyType({word: tuple(sorted(terms, key=len, reverse=True)) for word, terms in index.items()})


def _terms_in(flat: str) -> Iterator[Span]:
    index = _by_first_word()
    for match in _START.finditer(flat, timeout=search_limit(flat)):
        start = match.start()
        for term in index.get(match[0].lower(), ()):
            end = start + len(term)
            if "  " in flat[start : end + 1]:
                wide = _wide(term).match(flat, start)
                end = wide.end() if wide else start
            if _same(term, " ".join(flat[start:end].split())) and not flat[end : end + 1].isalnum():
                yield Span(start, end)
                break


@cache
def _wide(term: str) -> regex.Pattern[str]:
    """A pattern for a term whose words may stand apart by more than one blank."""
    return regex.compile(" +".join(map(regex.escape, term.split(" "))), regex.IGNORECASE)


def _same(term: str, written: str) -> bool:
    if " " in term:
        return term.casefold() == written.casefold()
    return written in (term, term.upper())


# -- citations ---------------------------------------------------------------------------------

_AUTHOR = r"\p{Lu}[\p{L}'-]+"
_AND = r"(?:\s*,\s*|\s*,?\s+(?:&|and)\s+)"
_YEAR = r"(?:19|20)\d\d[a-z]?"
_CITATION = regex.compile(
    rf"(?<!\w)(?:"
    rf"{_AUTHOR}(?:{_AND}{_AUTHOR}){{0,3}},?\s+et\s+al\b\.?(?:,?\s*\(?{_YEAR}\)?)?"
    rf"|{_AUTHOR}(?:\s*,\s*{_AUTHOR}){{0,3}}\s*,?\s+(?:&|and)\s+{_AUTHOR}\s*,?\s*\({_YEAR}(?:[:,]\s?p?p?\.?\s?\d+(?:-\d+)?)?\)"
    rf"|(?<=[(;]\s?(?:see |cf\.? |e\.g\.,? )?){_AUTHOR}(?:{_AND}{_AUTHOR}){{0,4}},?\s+{_YEAR}(?=[\s,;:)])"
    rf")"
)


def _citations_in(flat: str) -> Iterator[Span]:
    if "19" not in flat and "20" not in flat and "et" not in words_in(flat):  # no year, no "et al"
        return
    for match in _CITATION.finditer(flat, timeout=search_limit(flat)):
        yield Span(match.start(), match.end())


# -- surnames that are public only in context --------------------------------------------------

_NOUNS = r"(?i:reviews?|reports?|inquir(?:y|ies)|enquir(?:y|ies)|recommendations?|reforms?|principles|report's)"
_OWN_NOUNS = r"(?:Reviews?|Reports?|Inquiry|Enquiry|(?i:recommendations|inquiry|enquiry|reforms|attachment theory))"
_BETWEEN = r"(?:(?i:final|interim|first|second|third|progress|national|independent|public|\d{4})\s+){0,2}"


def _surnames_in(flat: str) -> Iterator[Span]:
    owners = _owners()
    if _first_words().isdisjoint(words_in(flat)):
        return
    for match in _surname_pattern().finditer(flat, timeout=search_limit(flat)):
        spelled = match["surname"]
        owner = owners[spelled if spelled in owners else spelled.title()]
        before = match["before"].split() if match["before"] else []
        kept = [word for word in before if word.strip(".").title() in owner]
        if before and before[-1] in kept:
            first = before.index(kept[0])
            yield Span(match.start() + match[0].index(before[first]), match.end("surname"))
        elif match["among"] and not _is_cited_among(flat, match):
            continue
        elif match["after"] and not (before and before[-1].rstrip(".") in _PERSONAL):
            yield Span(match.start("surname"), match.end("after"))
        elif match["prefix"] or (match["cited"] is not None and not before):
            yield Span(match.start("surname"), match.end("surname"))


_EVIDENCE = regex.compile(r"(?i)\b(?:evidence|research|stud(?:y|ies)|literature|theor(?:y|ies)|findings)\b[^.!?\n]*$")
_ABOUT = 120
"""Code points before the brackets in which the sentence must speak of evidence."""


def _is_cited_among(flat: str, match: Any) -> bool:
    """Whether "(Sidebotham and others)" cites authors: evidence before the brackets, a surname that is no word."""
    name = match["surname"]
    plain = is_word(name.lower()) or is_given_name(name) or is_name_word(name.lower())
    if plain or match["before"] or flat[: match.start()].rstrip()[-1:] != "(":
        return False
    return _EVIDENCE.search(flat, max(0, match.start() - _ABOUT), match.start()) is not None


_SMALL_TITLES = frozenset({"Lord", "Baron", "Baroness", "Dame", "Sir", "Professor"})


@cache
def _small_title_pattern() -> regex.Pattern[str]:
    """A title in small letters before the surname that it belongs to, as in a line typed without capitals.

    With or without a capital it also stands before the surname as a scanner reads it: "Lord Larning".
    """
    owned = [(title, name) for name, titles in _owners().items() for title in titles & _SMALL_TITLES]
    spelt = {f"{title.lower()} (?i:{name})" for title, name in owned}
    spelt |= {f"(?i:{title} {regex.escape(wrong)})" for title, name in owned for wrong in _misread(name)}
    return regex.compile(rf"\b(?:{'|'.join(sorted(spelt))})\b")


def _misread(name: str) -> Iterator[str]:
    """What a scanner makes of a surname that is no other known name."""
    low = name.lower()
    return (wrong for wrong in misread(low) if not (is_given_name(wrong) or is_name_word(wrong) or is_word(wrong)))


_SMALL_TITLE_WORDS = tuple(title.lower() for title in _SMALL_TITLES)


def _small_titles_in(flat: str) -> Iterator[Span]:
    low = folded(flat)
    if not any(title in low for title in _SMALL_TITLE_WORDS):
        return
    for match in _small_title_pattern().finditer(flat, timeout=search_limit(flat)):
        yield Span(match.start(), match.end())


_CITING = (
    r"(?:cite[sd]?|citing|quote[sd]?|quoting|recommended\sby|recommendations?\s(?:of|by)|according\sto|theor(?:y|ies)\sof|"
    r"(?:work|research|model|lessons)\s(?:of|by))"
)
"""What makes the bare surname of a public author behind it a citation."""

_PERSONAL = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mx"})


@cache
def _owners() -> Mapping[str, frozenset[str]]:
    return MappingProxyType({item.term: item.owner for item in public_terms() if item.owner is not None})


@cache
def _spelled() -> tuple[str, ...]:
    """Every surname as it is matched: as listed, or in capitals; most texts have none of them."""
    names = sorted(_owners(), key=len, reverse=True)
    return (*names, *(name.upper() for name in names))


_WORD = regex.compile(r"[^\W\d_]+")


@cache
def _first_words() -> frozenset[str]:
    """The first word of every surname, folded: a text without any of them has none of the surnames."""
    return frozenset(folded(first[0]) for name in _owners() if (first := _WORD.search(name)))


@cache
def _surname_pattern() -> regex.Pattern[str]:
    spelled = "|".join(_spelled())
    return regex.compile(
        rf"(?P<before>(?:\b\p{{Lu}}[\p{{L}}.]+[ ]){{0,2}})(?P<prefix>(?i:\b(?:post|pre)-))?"
        rf"(?P<cited>(?<=\b{_CITING}\s))?\b(?P<surname>{spelled})\b"
        rf"(?P<after>\s+{_BETWEEN}{_NOUNS}\b|'s\s+{_BETWEEN}{_OWN_NOUNS}\b|,?\s*\({_YEAR}\)"
        rf"|(?P<among>\s+and\s+(?:others|colleagues)(?=\)|,?\s+{_YEAR}\))))?"
    )
