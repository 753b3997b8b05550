"""Unique pupil numbers: check letter and twelve digits, or a cue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.lexicon.checksums import upn_ok
from redactor.recognisers._cues import Rule, RuleRecogniser
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_SHAPE = compiled(r"(?<![A-Za-z0-9])[A-Z][0-9]{11}[0-9A-Z](?![A-Za-z0-9])", ignore_case=True, digits=11)
_CUED = compiled(
    r"(?<![A-Za-z0-9])(?:[A-Z][ \-]?[0-9](?:[ \-]{0,2}[0-9]){9,11}[A-Z]?|[0-9]"
    r"(?:[ \-]?[0-9]){11,12})(?![A-Za-z0-9])",
    ignore_case=True,
    digits=10,
)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of unique pupil numbers."""
    yield RuleRecogniser(
        "upn",
        Rule("upn", _SHAPE, "letter and twelve digits with a valid check letter", accept=upn_ok, score=0.9),
        Rule("upn", _CUED, "after the letters UPN", cue="upn", check=upn_ok, score=0.85),
    )
