"""National Insurance numbers: two letters, six digits, A to D.

One that could have been issued counts by itself, in capitals or small letters.
After a cue the shape is enough, the last letter may be missing, and temporary
numbers count.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.lexicon.checksums import nino_ok
from redactor.recognisers._cues import Rule, RuleRecogniser
from redactor.recognisers._text import compiled
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_SEP = r"[ .\-]{0,2}"
_SHAPE = compiled(
    rf"(?<![A-Za-z0-9])[A-Z]{{2}}{_SEP}[0-9]{{2}}{_SEP}[0-9]{{2}}{_SEP}[0-9]{{2}}{_SEP}[A-D](?![A-Za-z0-9])",
    ignore_case=True,
    digits=6,
)
_CUED = compiled(
    rf"(?<![A-Za-z0-9])[A-Z]{{2}}{_SEP}[0-9O]{{2}}{_SEP}[0-9OIL]{{2}}{_SEP}[0-9OIL]{{2}}"
    rf"(?:{_SEP}[A-Z](?![A-Za-z0-9]))?(?![A-Za-z0-9])",
    ignore_case=True,
)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of National Insurance numbers."""
    yield RuleRecogniser(
        "nino",
        Rule("nino", _SHAPE, "shape of a National Insurance number", accept=nino_ok, score=0.85),
        Rule("nino", _CUED, "after the words National Insurance number", cue="nino", check=nino_ok, score=0.9),
    )
