"""Passport numbers and Home Office references: letters and digits after a cue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.recognisers._cues import Rule, RuleRecogniser, is_date_or_years
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_PASSPORT = compiled(
    r"(?<![A-Za-z0-9])(?:[A-Z]{1,3} ?[0-9]{5,9}|[0-9]{6,10}|[0-9]{3}(?: [0-9]{3}){2}"
    r"|[0-9]{2}[A-Z]{2}[0-9]{5})(?![A-Za-z0-9])",
    ignore_case=True,
    digits=5,
)
_HOME_OFFICE = compiled(
    r"(?<![A-Za-z0-9])(?:[A-Z]{1,4}[ /\-]?[0-9]{5,10}|[0-9]{2}/[0-9]{2}/[0-9]{2}/[0-9]{4,6}"
    r"|[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{4}|[0-9]{5,12}"
    r"|[A-Z0-9]{3}[ \-][A-Z0-9]{3}[ \-][A-Z0-9]{3})(?:/[0-9]{1,3})?(?:/[A-Z])?(?![A-Za-z0-9])",
    ignore_case=True,
)


def _is_number(value: str) -> bool:
    return any(char.isdigit() for char in value) and not is_date_or_years(value)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of passport numbers and Home Office references."""
    yield RuleRecogniser(
        "passport",
        Rule("passport", _PASSPORT, "after the word passport", cue="passport", accept=_is_number, score=0.85),
        Rule(
            "home_office", _HOME_OFFICE, "after the words Home Office", cue="home_office", accept=_is_number, digits=1
        ),
    )
