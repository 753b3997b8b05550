"""NHS numbers: ten digits, 3-3-4, modulus 11.

Written in groups with a valid check digit, one counts by itself. A bare run of
ten digits, or one with a wrong check digit, counts only after a cue: otherwise
1 in 11 account numbers would match. After the cue 9 to 11 digits count whatever
the check says, because a mistyped NHS number must go too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.lexicon.checksums import nhs_number_ok
from redactor.recognisers._cues import Rule, RuleRecogniser, is_date_or_years
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_GROUPED = compiled(
    r"(?<![0-9£$€]|\+[0-9]|\+[0-9]{2}[ ()\-]|\+[0-9]{3}[ "
    r"()\-])[0-9]{3}[ .\-\n]{1,3}[0-9]{3}[ .\-\n]{1,3}[0-9]{4}(?![0-9])",
    digits=10,
)
_CUED = compiled(
    r"(?<![0-9])(?:[0-9]{3}[ .\-/\n]{0,3}[0-9]{3}[ .\-/\n]{0,3}[0-9]{4}(?![0-9])|[0-9]"
    r"(?:[ .\-/]{0,2}[0-9]){8,10}(?![0-9]))",
    digits=9,
)


_BARE = compiled(r"(?<![0-9£$€])[0-9]{10}(?![0-9])", digits=10)


def _typed(value: str) -> bool:
    return not is_date_or_years(value)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of NHS numbers."""
    yield RuleRecogniser(
        "nhs_number",
        Rule("nhs_number", _GROUPED, "3-3-4 digits with a valid check digit", accept=nhs_number_ok, score=0.85),
        Rule(
            "nhs_number",
            _BARE,
            "ten digits with a valid check digit, the letters NHS before them",
            near="nhs_number",
            accept=nhs_number_ok,
            score=0.75,
        ),
        Rule(
            "nhs_number",
            _CUED,
            "digits after the words NHS number",
            cue="nhs_number",
            accept=_typed,
            check=nhs_number_ok,
            score=0.9,
        ),
    )
