"""Court case numbers: family court AA99C99999 and Crown Court T99999999 by shape, others after a cue.

Neutral citations such as [2014] EWHC 2522 (Fam) are public law reports and stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.recognisers._cues import START, Rule, RuleRecogniser, is_date_or_years
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_FAMILY = compiled(r"(?<![A-Za-z0-9])[A-Z]{2} ?[0-9]{2} ?[A-Z] ?[0-9]{5}(?![A-Za-z0-9])", digits=7)
_CROWN = compiled(r"(?<![A-Za-z0-9])[TAS](?:19|20)[0-9]{6}(?:-[0-9]{1,2})?(?![A-Za-z0-9])", digits=8)
_CUED = compiled(
    rf"{START}(?=[A-Z/\-. ]{{0,8}}[0-9])(?:(?-i:(?!NOS? |REF |ID |IS )[A-Z]{{1,4}} ))?[A-Z0-9]"
    rf"(?: ?[/\-.] ?[A-Z0-9]|[A-Z0-9]){{2,20}}"
    r"(?![A-Za-z0-9])",
    ignore_case=True,
)
_CITATION = ("ewhc", "ewca", "ewfc", "ewcop", "uksc", "ukhl")


def _is_number(value: str) -> bool:
    digits = sum(char.isdigit() for char in value)
    return digits >= 3 and not is_date_or_years(value) and not value.casefold().startswith(_CITATION)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of court case numbers."""
    yield RuleRecogniser(
        "court_case",
        Rule("case_number", _FAMILY, "shape of a family court case number", score=0.85),
        Rule("case_number", _CROWN, "shape of a Crown Court case number", score=0.85),
        Rule(
            "case_number", _CUED, "after the words court or case number", cue="case_number", accept=_is_number, digits=3
        ),
    )
