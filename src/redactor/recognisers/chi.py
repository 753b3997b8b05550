"""Scottish CHI numbers: ten digits that begin with a birth date, after a cue.

They are bare digits, so the cue decides; date and check digit only raise the score.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.lexicon.checksums import chi_ok
from redactor.recognisers._cues import Rule, RuleRecogniser
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_VALUE = compiled(
    r"(?<![0-9])[0-9]{6}[ .\-/]{0,3}[0-9]{3,4}(?![0-9])|(?<![0-9])[0-9]{2}"
    r"(?:[ \-][0-9]{2}){2}[ \-]{1,3}[0-9]{4}(?![0-9])",
    digits=9,
)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of CHI numbers."""
    yield RuleRecogniser(
        "chi", Rule("chi", _VALUE, "digits after the words CHI number", cue="chi", check=chi_ok, score=0.85)
    )
