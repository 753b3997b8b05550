"""Numbers of social-care, health and other record systems: bare digits after a cue.

"Case no", "client ID", "hospital number", "our ref" or a system's name (Mosaic,
Liquidlogic, ICS) say what the digits are. A system's name alone needs five
digits, so that "ICS 2008" stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.recognisers._cues import START, Rule, RuleRecogniser, is_date_or_years
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_VALUE = compiled(
    rf"{START}(?:[0-9]{{2,4}}(?: [0-9]{{2,4}}){{1,3}}|(?=[A-Z/\-._]{{0,8}}[0-9])[A-Z0-9]"
    rf"(?:[/\-._]?[A-Z0-9]){{1,24}})"
    r"(?![A-Za-z0-9])",
    ignore_case=True,
)
_LONG = compiled(r"(?<![A-Za-z0-9/])[A-Z]{0,4}[\-/]?[0-9]{5,12}(?![A-Za-z0-9])", ignore_case=True, digits=5)
_OUR_REF = compiled(
    r"\b(?:our|your|case|file|client|board|lscb|scr) ref(?:erence)?\b\.?(?: (?:no|number)\b\.?)?[ \t:*_]{1,6}"
    r"(?P<v>[A-Z]{1,6}[/\-.]?[0-9]{1,6}(?:[/\-.][A-Z0-9]{1,8}){0,4}|[A-Z]{1,6}"
    r"(?:[/\-.][A-Z]{1,6}){0,3}[/\-.][0-9]{1,6}(?:[/\-.][A-Z0-9]{1,8}){0,3})(?![A-Za-z0-9])",
    ignore_case=True,
    digits=1,
)


def _is_id(value: str) -> bool:
    digits = sum(char.isdigit() for char in value)
    return digits >= 3 and not is_date_or_years(value)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of record numbers."""
    yield RuleRecogniser(
        "social_care_id",
        Rule(
            "social_care_id",
            _VALUE,
            "after the words case or client number",
            cue="social_care_id",
            accept=_is_id,
            digits=3,
        ),
        Rule("social_care_id", _LONG, "after the name of a record system", cue="care_system", accept=_is_id),
        Rule("social_care_id", _OUR_REF, "after the words our reference"),
    )
