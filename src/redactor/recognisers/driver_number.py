"""Driver numbers: 16 characters with a birth date inside, by shape; others after a cue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.lexicon.checksums import driver_number_ok
from redactor.recognisers._cues import Rule, RuleRecogniser, is_date_or_years
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_SHAPE = compiled(
    r"(?<![A-Za-z0-9])[A-Z][A-Z9]{4} ?[0-9]{6} ?[A-Z9]{2} ?[A-Z0-9] ?[A-Z0-9]{2}"
    r"(?![A-Za-z0-9])",
    ignore_case=True,
    digits=6,
)
_CUED = compiled(
    r"(?<![A-Za-z0-9])(?:[A-Z][A-Z9]{4} ?[0-9OI]{6} ?[A-Z9]{2} ?[A-Z0-9] ?[A-Z0-9]{2}(?: ?[0-9]{2})?"
    r"|[0-9]{8}|(?=[A-Z]{0,8}[0-9])[A-Z0-9]{9,18})(?![A-Za-z0-9])",
    ignore_case=True,
)


def _is_number(value: str) -> bool:
    return not is_date_or_years(value)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of driver numbers."""
    yield RuleRecogniser(
        "driver_number",
        Rule("driver_number", _SHAPE, "shape of a driver number", accept=driver_number_ok, score=0.9),
        Rule(
            "driver_number",
            _CUED,
            "after the words driving licence",
            cue="driver_number",
            accept=_is_number,
            check=driver_number_ok,
        ),
    )
