"""Identifiers left in a file, whoever they belong to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redactor.lexicon.dates import written_dates
from redactor.model import Residual
from redactor.verify.search.exempt import Exempt
from redactor.verify.search.patterns import SHAPES
from redactor.verify.search.stories import Story

CHECK = "identifiers by shape"
DATE_CHECK = "dates of events"
_BIRTH = re.compile(
    r"(?:\bd\.?\s?o\.?\s?b\b\.?|\bdates? of birth\b|\bbirth ?dates?\b|\bborn(?: on| in)?\b"
    r"|(?<!\w)(?<!\bFamily )(?<!\b(?:Child|Adult) )b\.)"
    r"[\W_]{0,6}(?:(?:on|the|was|is)\W{1,2})*$",
    re.IGNORECASE,
)
_REACH = 40
_GUIDANCE = re.compile(
    r"\b(?:act|regulations?|guidance|working together|published|publication|amended|updated|approved|version"
    r"|issued|revised|edition|consultation|inspect\w*|ofsted|judgment|conference|research|accessed|copyright|launched"
    r"|review date|deadline|target|by when|timescale|in force|circular|protocol|procedures?|policy)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<=[.;])\s")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text with plain spaces, dashes and digits; ``origin`` leads back, one offset a character."""

    text: str
    origin: Sequence[int]


def plain(text: str) -> Plain:
    """Drop invisible characters; write spaces, dashes and digits in one way."""
    rare = {char for char in set(text) if not char.isascii()}
    if not any(unicodedata.category(char) == "Cf" for char in rare):
        return Plain(text.translate({ord(char): _plain_char(char) for char in rare}), range(len(text)))
    kept = [(index, char) for index, char in enumerate(text) if unicodedata.category(char) != "Cf"]
    return Plain("".join(_plain_char(char) for _, char in kept), tuple(index for index, _ in kept))


def _plain_char(char: str) -> str:
    if char.isascii():
        return char
    if char.isspace():
        return " "
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if _DASHES.match(char):
        return "-"
    compatible = unicodedata.normalize("NFKC", char)
    return compatible if len(compatible) == 1 else char


def identifier_residuals(story: Story, exempt: Exempt) -> Iterator[Residual]:
    """Yield a residual for every identifier and every date of birth in a story."""
    flat = plain(story.text)
    for shape in SHAPES:
        for match in shape.pattern.finditer(flat.text):
            group = "v" if "v" in shape.pattern.groupindex else 0
            start, end = match.span(group)
            where, until = flat.origin[start], flat.origin[end - 1] + 1
            name = where + 1 if shape.kind == "handle" and story.text[where] == "@" else where  # "@SW1"
            if shape.kind == "vehicle" and any(where == span.start and span.end < until for span in exempt.fixed):
                continue  # a code before a word in capitals: "SW10 NOT IN SCHOOL"
            if shape.kind == "address" and any(span.start < where < span.end for span in exempt.fixed):
                continue  # the number of a code: "from Place 13 to Place 7"
            if shape.valid(match.group(group)) and not exempt.covers(name, until):
                yield story.residual(where, until, shape.kind, "", CHECK)
    for date in written_dates(story.text):
        before = story.text[max(0, date.start - _REACH) : date.start]
        if (
            date.precision == "day"
            and not _begins_in_code(exempt, date.start, date.end)
            and _born(before, exempt, date.start - len(before))
            and not exempt.covers(date.start, date.end)
        ):
            yield story.residual(date.start, date.end, "date_of_birth", "", CHECK)


def _born(before: str, exempt: Exempt, offset: int) -> bool:
    """Whether a word of birth ends the text before a date; not that of a label on an earlier line."""
    cue = _BIRTH.search(before)
    if cue is None:
        return False
    word = re.search(r"\w\W*$", cue[0].split("\n")[0]) if "\n" in cue[0] else None
    return word is None or not exempt.covers(offset + cue.start(), offset + cue.start() + word.start() + 1)


def event_date_residuals(story: Story, exempt: Exempt) -> Iterator[Residual]:
    """Yield a residual for every date to the day that is not of guidance, an Act or an action.

    For destinations that take dates of case events to the month only.
    """
    for date in written_dates(story.text):
        if date.precision != "day" or exempt.covers(date.start, date.end):
            continue
        if _begins_in_code(exempt, date.start, date.end):
            continue
        if not _GUIDANCE.search(_sentence(story.text, date.start, date.end)):
            yield story.residual(date.start, date.end, "date", "", DATE_CHECK)


def _begins_in_code(exempt: Exempt, start: int, end: int) -> bool:
    """Whether the day of a date is the number of a code: the cells "Person 1" and "May 2011"."""
    return any(span.start < start < span.end < end for span in exempt.fixed)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence or line around a stretch of text."""
    line = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    before = _STOP.split(text[line:start])[-1]
    after = _STOP.split(text[end : line_end if line_end >= 0 else len(text)])[0]
    return before + text[start:end] + after
