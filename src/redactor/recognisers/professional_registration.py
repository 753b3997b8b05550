"""Registrations of professionals: HCPC, Social Work England, NMC, GMC.

An NMC pin (99A9999A) counts by its shape, and so does SW with five digits or
more; SW with fewer is a role code. The others need a cue.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.recognisers._cues import Rule, RuleRecogniser, is_date_or_years
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_SW = compiled(r"(?<![A-Za-z0-9])SW[ \-]?[0-9]{5,7}(?![A-Za-z0-9])", ignore_case=True, digits=5)
_SW_CUED = compiled(r"(?<![A-Za-z0-9])(?:SW[ \-]?)?[0-9]{4,7}(?![A-Za-z0-9])", ignore_case=True, digits=4)
_HCPC_SHAPE = compiled(r"(?<![A-Za-z0-9])(?:PYL|ODP|HAD)[0-9]{4,6}(?![A-Za-z0-9])", digits=4)
_HCPC = compiled(
    r"(?<![A-Za-z0-9])(?:(?:AS|BS|CH|CS|DT|HAD|OR|ODP|OT|PA|PH|PO|PYL|RA|SL|SW)[ \-]?)?[0-9]{4,6}"
    r"(?![A-Za-z0-9])",
    ignore_case=True,
    digits=4,
)
_NMC = compiled(r"(?<![A-Za-z0-9])[0-9]{2} ?[A-Z] ?[0-9]{4} ?[A-Z](?![A-Za-z0-9])", digits=6)
_NMC_CUED = compiled(
    r"(?<![A-Za-z0-9])[0-9O]{2}[ \-]?[A-Z][ \-]?[0-9O]{4}[ \-]?[A-Z]"
    r"(?![A-Za-z0-9])",
    ignore_case=True,
)
_GMC = compiled(r"(?<![A-Za-z0-9])[0-9](?:[ \-]?[0-9]){5,7}(?![A-Za-z0-9])", digits=6)


def _is_number(value: str) -> bool:
    return not is_date_or_years(value)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of professional registrations."""
    yield RuleRecogniser(
        "professional_registration",
        Rule("swe", _SW, "SW and at least five digits"),
        Rule("swe", _SW_CUED, "after the words registration number", cue="swe", accept=_is_number),
        Rule("hcpc", _HCPC_SHAPE, "shape of an HCPC registration"),
        Rule("hcpc", _HCPC, "after the letters HCPC", cue="hcpc", accept=_is_number, score=0.85),
        Rule("nmc", _NMC, "shape of an NMC pin"),
        Rule("nmc", _NMC_CUED, "after the letters NMC", cue="nmc", score=0.9),
        Rule("gmc", _GMC, "seven digits after the letters GMC", cue="gmc", accept=_is_number, score=0.85),
    )
