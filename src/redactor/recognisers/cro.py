"""Criminal Records Office numbers: serial, year, check letter; or the cue CRO."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.lexicon.checksums import cro_ok
from redactor.recognisers._cues import Rule, RuleRecogniser, is_date_or_years
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_SHAPE = compiled(
    r"(?<![A-Za-z0-9/])(?:[0-9]{4,6}/[0-9]{2} ?[A-Z]|SF ?[0-9]{2}/[0-9]{3,6} ?[A-Z])"
    r"(?![A-Za-z0-9/])",
    digits=5,
)
_CUED = compiled(
    r"(?<![A-Za-z0-9/])(?:SF ?)?[0-9]{1,6} ?[/\-] ?[0-9]{2,6} ?[A-Z]?(?![A-Za-z0-9/])|"
    r"(?<![A-Za-z0-9/])[0-9]{5,8}[A-Z]?(?![A-Za-z0-9/])",
    ignore_case=True,
    digits=3,
)


def _is_number(value: str) -> bool:
    return not is_date_or_years(value)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of CRO numbers."""
    yield RuleRecogniser(
        "cro",
        Rule("cro", _SHAPE, "shape of a CRO number with a valid check letter", accept=cro_ok, score=0.8),
        Rule("cro", _CUED, "after the letters CRO", cue="cro", accept=_is_number, check=cro_ok, score=0.85),
    )
