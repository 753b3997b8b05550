"""Dates: of birth, of death, and of events.

A birth date or a date of death has its cue beside it, in any of the forms that
forms, genograms and running text use; year and month are enough then. Every
other full date is of kind ``date``, which only the website profile acts on. The
dates of Acts, guidance, publications, inspections, document versions and actions
are not findings at all (design: "dates of guidance, Acts, actions stay").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from redactor.lexicon.cues import CUES
from redactor.lexicon.dates import day_months, written_dates
from redactor.model import Finding
from redactor.recognisers._date_context import is_birth, is_death, is_of_publication, is_short_cue
from redactor.recognisers._text import PlainRecogniser, compiled
from redactor.recognisers.base import SpanRecogniser, matches

if TYPE_CHECKING:
    from redactor.case.schema import Case

_DIGITS = compiled(
    r"(?<![0-9£$€/.\-])(?:[0-9]{8}|[0-9]{6}|[0-9]{1,2}[ .\-/]{1,3}[0-9]{1,2}[ .\-/]{1,3}(?:[0-9]{4}"
    r"|[0-9]{2}))(?![0-9/]|[.\-][0-9])",
    digits=4,
)
_YEAR = compiled(
    r"(?<![0-9A-Za-z£$€/.\-]|[A-Za-z]{2}\.)(?:19|20)[0-9]{2}(?![0-9]|/[0-9]{2})|(?<=[\s.(]b\.?|[\s."
    r"(]d\.)(?:19|20)[0-9]{2}(?![0-9])|(?<![0-9])'[0-9]{2}(?![0-9])"
    r"|(?<=(?-i:\bb))(?:19|20)[0-9]{2}(?![0-9])",
    ignore_case=True,
    digits=2,
)
_LINK = regex.compile(
    r"[\s,;&/|()*_]{0,5}(?:\b(?:and|or)\b\s?)?(?:(?!Visit|Seen|Date|Review|Meeting|Call"
    r"|Contact)[A-Z][\w']{0,20}[\s:(]{0,3}){0,2}"
)
_PUBLISHED_LINK = regex.compile(
    r"[\s,;&()*]{0,5}(?:\b(?:and|or|to|until)\b\s?|-\s?)?(?:\b(?:amended|revised|updated|reviewed)\s)?",
    regex.IGNORECASE,
)
_LIST_LINE = regex.compile(r"(?:^|\n)[\s>*•-]{0,6}[bd]\.?\s?$")
_PUBLISHED = "date of guidance or law"
"""An inner kind: recognised, and no finding."""

_SCORES = {"day": 0.6, "day and month": 0.4, "month": 0.45}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Something that may be a date: where, how precise, and whether it is one without a cue."""

    start: int
    end: int
    precision: str
    needs_cue: bool


def _candidates(text: str) -> list[_Candidate]:
    """All readings, in order; a written date hides the bare digits inside it."""
    found = [_Candidate(d.start, d.end, d.precision, needs_cue=False) for d in written_dates(text)]
    found += [_Candidate(span.start, span.end, "day and month", needs_cue=False) for span in day_months(text)]
    taken = sorted((item.start, item.end) for item in found)
    loose = [(m.start(), m.end()) for m in matches(_DIGITS, text)] + [
        (m.start(), m.end()) for m in matches(_YEAR, text)
    ]
    position, last = 0, -1
    for start, end in sorted(loose, key=lambda item: (item[0], -item[1])):
        while position < len(taken) and taken[position][1] <= start:
            position += 1
        inside = position < len(taken) and taken[position][0] < end
        if not inside and start >= last:
            found.append(_Candidate(start, end, "year" if end - start in (3, 4) else "digits", needs_cue=True))
            last = end
    return sorted(found, key=lambda item: item.start)


def _is_list_letter(text: str, item: _Candidate) -> bool:
    """Whether "b." opens a list item that happens to begin with a year ("b. 2010 figures")."""
    if item.precision != "year" or not is_short_cue(text, item.start):
        return False
    line_rest = text[item.end :].split("\n", 1)[0].strip(" ,;.)*")
    return bool(line_rest) and _LIST_LINE.search(text[max(0, item.start - 12) : item.start]) is not None


_EVIDENCE = {
    "date_of_birth": "date after a word for birth",
    "date_of_death": "date after a label of death",
    "date": "written date",
}


class DateRecogniser(PlainRecogniser):
    """Finds dates of birth, dates of death and dates of events."""

    digits = 1

    def search(self, text: str) -> Iterator[Finding]:
        """Yield disjoint dates."""
        in_label = CUES["date_of_birth"].match(text) is not None
        kind, last_end = "", -1
        for item in _candidates(text):
            inherited = kind if _continues(text, kind, last_end, item, in_label=in_label) else ""
            kind = _kind(text, item, inherited)
            last_end = item.end
            if kind in _EVIDENCE:
                yield Finding(item.start, item.end, kind, _score(kind, item), _EVIDENCE[kind])


def _continues(text: str, kind: str, last_end: int, item: _Candidate, *, in_label: bool) -> bool:
    """Whether the date goes on a list that began with the one before ("5.5.86 and 6.6.88")."""
    if last_end < 0 or not last_end <= item.start < last_end + 40 or item.needs_cue:
        return False
    if kind == _PUBLISHED:
        return _PUBLISHED_LINK.fullmatch(text, pos=last_end, endpos=item.start) is not None
    if kind not in ("date_of_birth", "date_of_death"):
        return False
    gap = text[last_end : item.start]
    if "\n" in gap and not (in_label and _is_whole_line(text, item.end)):
        return False
    return _LINK.fullmatch(gap) is not None


def _is_whole_line(text: str, end: int) -> bool:
    """Whether nothing but names follows on the line ("6.6.84 Marek")."""
    words = text[end : end + 200].split("\n", 1)[0].split()
    return not any(word[0].islower() for word in words)


def _kind(text: str, item: _Candidate, inherited: str) -> str:
    """What the date is; empty for a number that is none, ``_PUBLISHED`` for what is no finding."""
    if not _is_list_letter(text, item):
        if is_death(text, item.start):
            return "date_of_death"
        if is_birth(text, item.start):
            return "date_of_birth"
    if inherited or item.needs_cue:
        return inherited
    published = is_of_publication(text, item.start, item.end, exact=item.precision != "month")
    return _PUBLISHED if published else "date"


def _score(kind: str, item: _Candidate) -> float:
    if kind == "date":
        return _SCORES.get(item.precision, 0.4)
    return {"day": 0.95, "month": 0.85, "day and month": 0.85}.get(item.precision, 0.75)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of dates."""
    yield DateRecogniser(("date_of_birth", "date_of_death", "date"), "dates")
