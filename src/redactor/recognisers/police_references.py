"""Custody records, crime numbers, incident logs: force-specific, so a cue decides.

A value has at least three digits and may hold letters, slashes, hyphens and
dots. Dates and years are none. A police log is also written with its day
("incident 456 of 02/10/11"); the day goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.recognisers._cues import START, Rule, RuleRecogniser, is_date_or_years
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_REFERENCE = compiled(
    rf"{START}(?=[A-Z/\-.]{{0,12}}[0-9])(?=[A-Z0-9/\-.]{{0,24}}[0-9][A-Z/\-.]{{0,6}}[0-9][A-Z/\-.]{{0,6}}[0-9])"
    r"[A-Z0-9](?:[/\-.]?[A-Z0-9]){2,23}(?: of [0-9]{1,2}[/.\-][0-9]{1,2}[/.\-][0-9]{2,4}"
    r"|/[0-9]{1,2}[A-Z]{3}[0-9]{2,4})?"
    r"(?![A-Za-z0-9])",
    ignore_case=True,
)
_SHORT_LOG = compiled(
    r"\b(?:incident|log|cad)(?: (?:no|number|ref)\b\.?)?:? {0,2}(?P<v>[0-9]{1,5} (?:of|on"
    r"|dated) [0-9]{1,2}[/.\-][0-9]{1,2}[/.\-][0-9]{2,4})(?![0-9])",
    ignore_case=True,
    digits=5,
)

_NUMBERED = compiled(
    r"\b(?:incident|crime|occurrence)(?: (?:log|report|record))?[ \t:#]{1,3}"
    r"(?P<v>[A-Z0-9][A-Z0-9/.\\-]{2,18}[A-Z0-9])(?![A-Za-z0-9])",
    ignore_case=True,
    strings=("incident", "crime", "occurrence"),
)
_CERTAIN = 4
"""Digits of a reference that stands right behind "incident", without the word number."""


def _is_reference(value: str) -> bool:
    return not is_date_or_years(value) and not value.isalpha()


def _is_certain(value: str) -> bool:
    return sum(character.isdigit() for character in value) >= _CERTAIN and _is_reference(value)


def _is_log(value: str) -> bool:
    return " of " in value.casefold() or _is_reference(value)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of custody, crime and incident references."""
    yield RuleRecogniser(
        "police_references",
        Rule(
            "custody_reference",
            _REFERENCE,
            "after the words custody record",
            cue="custody_reference",
            accept=_is_reference,
        ),
        Rule(
            "crime_reference",
            _REFERENCE,
            "after the words crime or incident number",
            cue="crime_reference",
            accept=_is_log,
        ),
        Rule("crime_reference", _SHORT_LOG, "log number with its day"),
        Rule("crime_reference", _NUMBERED, "a number behind the word incident or crime", accept=_is_certain),
    )
