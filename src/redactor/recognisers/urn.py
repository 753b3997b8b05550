"""School reference numbers (URN, DfE and Ofsted numbers) after a cue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.recognisers._cues import Rule, RuleRecogniser, is_date_or_years
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_VALUE = compiled(
    r"(?<![A-Za-z0-9/])(?:EY ?|SC ?|CP ?)?[0-9]{5,7}(?![A-Za-z0-9/])|"
    r"(?<![A-Za-z0-9/])[0-9]{3} ?/ ?[0-9]{4}(?![A-Za-z0-9/])"
    r"|(?<![A-Za-z0-9/])[0-9]{2}[A-Z0-9]{2}/[0-9]{3,7}/[0-9]{2}(?![A-Za-z0-9/])",
    ignore_case=True,
    digits=5,
)


def _is_number(value: str) -> bool:
    return not is_date_or_years(value)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of school reference numbers."""
    yield RuleRecogniser(
        "urn", Rule("urn", _VALUE, "digits after the letters URN", cue="urn", accept=_is_number, score=0.85)
    )
