"""Police National Computer ids: year, serial, check letter.

``YY/NNNNNNNL`` with all seven digits counts by itself, and so does a shorter serial
of four digits or more whose check letter is right; anything like it counts after a cue.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.lexicon.checksums import pnc_ok
from redactor.recognisers._cues import Rule, RuleRecogniser, is_date_or_years
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_FULL = compiled(r"(?<![A-Za-z0-9/])(?:19|20)?[0-9]{2}/[0-9]{7} ?[A-Z](?![A-Za-z0-9])", digits=9)
_SHORT = compiled(r"(?<![A-Za-z0-9/])(?:19|20)?[0-9]{2}/[0-9]{4,7} ?[A-Z](?![A-Za-z0-9])", ignore_case=True, digits=6)
_CUED = compiled(
    r"(?<![A-Za-z0-9/])(?:19|20)?[0-9]{2} ?[/\\\- ] ?[0-9]{1,7} ?[A-Z]?(?![A-Za-z0-9/])|"
    r"(?<![A-Za-z0-9/])[0-9]{6,11}[A-Z]?(?![A-Za-z0-9/])",
    ignore_case=True,
    digits=3,
)


def _is_number(value: str) -> bool:
    return not is_date_or_years(value)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of PNC ids."""
    yield RuleRecogniser(
        "pnc",
        Rule("pnc", _FULL, "shape of a PNC id", check=pnc_ok, score=0.8),
        Rule("pnc", _SHORT, "shape of a PNC id with a valid check letter", accept=pnc_ok, score=0.8),
        Rule("pnc", _CUED, "after the letters PNC", cue="pnc", accept=_is_number, check=pnc_ok, score=0.85),
    )
