"""Initials in small letters or misread, and rows of first names, where nothing but people can stand.

"Present t.m, c.i.b.", "in the matter of 8.M.", "16/11/09 a.g: spoke to", "Taj – Willow – Selam – Joke".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.roles import abbreviations, role_titles
from redactor.lexicon.standing import standing_words
from redactor.lexicon.titled_hits import Hit, hit_at
from redactor.lexicon.titled_runs import is_place
from redactor.lexicon.titled_tokens import Tokens
from redactor.lexicon.titled_words import AGENCY, FUNCTION, NATIONAL, field_words
from redactor.lexicon.towns import is_known_town
from redactor.lexicon.words import is_word

_LETTER = r"(?:[^\W\d_]|[0568])"
_DOTTED = rf"(?=[\w.]*[^\W\d_]){_LETTER}(?:\.{{1,2}}{_LETTER}){{1,2}}"
"""Initials with a stop between them, one of which a scanner may have read as a digit."""
_INITIALS = rf"(?P<name>(?<![\w.]){_DOTTED})(?!\w)"
_STOP = re.compile(r"(?<![^\W_])\w{1,2}\.")
"""What all of them have: a stop behind one letter, or two."""
_PLACES = (
    re.compile(rf"\bin the matter of {_INITIALS}", re.IGNORECASE),
    re.compile(rf"\b(?:told|seen|visited|signed|written|completed) by {_INITIALS}(?=\.? (?:on|at|and|that)\b|\.?$)"),
    re.compile(rf"(?:^|(?<=[\n\t|])|(?<=\d\d[ \t])|(?<=[a-z]: )){_INITIALS}\.?:(?=\s)"),
)
_BETWEEN = (
    r"[*_]*(?:, ?and |, ?|; ?| and | ?[&+] ?| (?:rang|phoned|called|seen|in|out)\. | to (?:discuss|meet|liaise) with )"
    r"[*_]*"
)
_ONE = rf"(?:{_DOTTED}\.?|[^\W\d_a-z]{{2}}\.|[^\W\d_a-z]\.\.)"
_LISTED = re.compile(rf"(?<![\w.@/])(?P<all>{_ONE}(?:{_BETWEEN}{_ONE})+)(?![\w@])")
_EACH = re.compile(rf"(?P<name>(?<![^\W_]){_ONE})")
_PAIR = re.compile(r"\w\.\w")
_ABBREVIATIONS = frozenset({"e.g", "i.e", "p.s", "n.b", "a.m", "p.m", "d.o.b", "r.e", "c.c", "d.o.d"})
_STATES = frozenset({"U.K", "U.S", "E.U", "U.N"})

_NAME = r"[^\W\d_][\w'’-]+"
_ROW = re.compile(rf"(?:^|(?<=[\n\t])){_NAME}(?: [–—] {_NAME}){{2,7}}[ \t]*(?=$|[\n\t])")
_ITEM = re.compile(rf"(?P<name>{_NAME})")
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_FEWEST = 2
"""Words of a row that must be names for the others to be names too."""


def by_initials(tokens: Tokens) -> Iterator[Hit]:
    """Initials beside what only people do or in a list, whatever their case, and with letters read as digits."""
    if _STOP.search(tokens.text) is None:
        return
    for pattern in _PLACES:
        for match in pattern.finditer(tokens.text):
            if match["name"] not in _ABBREVIATIONS:
                yield from hit_at(tokens, *match.span("name"), "initials of somebody")
    yield from _initials_listed(tokens)


def _initials_listed(tokens: Tokens) -> Iterator[Hit]:
    """Everybody of a list of initials, some of which may lack a stop: "n.k. and z.t.", "Present *KR.*, L.K.".

    One of them at least must have its stop in the middle, and none be an abbreviation ("e.g.").
    """
    for listed in _LISTED.finditer(tokens.text):
        found = _PAIR.findall(listed["all"])
        if not found or any(pair in _ABBREVIATIONS or pair in ("A.M", "P.M") for pair in found):
            continue
        if not _STATES.issuperset(found):
            for match in _EACH.finditer(tokens.text, *listed.span("all")):
                yield from hit_at(tokens, *match.span("name"), "initials in a list of people")


def by_row(tokens: Tokens) -> Iterator[Hit]:
    """First names in a row of their own, parted by dashes: "Taj – Willow – Selam"; some of them may be words."""
    text = tokens.text
    for row in _ROW.finditer(text) if " – " in text or " — " in text else ():
        items = list(_ITEM.finditer(row[0]))
        words = [item["name"].casefold() for item in items]
        if sum(map(_is_name, words)) < _FEWEST or any(map(_is_nobody, words)):
            continue
        for item in items:
            yield from hit_at(tokens, row.start() + item.start(), row.start() + item.end(), "a name in a row of names")


def _is_name(low: str) -> bool:
    return low not in _DAYS and (is_given_name(low) or not (is_word(low) or low in standing_words()))


def _is_nobody(low: str) -> bool:
    """Whether a word makes a row one of something else: of roles, bodies, towns, nations. A day is somebody there."""
    if low in _DAYS or is_given_name(low):
        return False  # "Dean" and "Will" are somebody there
    if low in FUNCTION or low in AGENCY or low in NATIONAL or low in field_words() or low in role_titles():
        return True
    return low.upper() in abbreviations() or is_place(low) or is_known_town(low)
