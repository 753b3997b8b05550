"""Findings of the verifier by name, and which of them a person may let stand.

An override is for a finding that is none: a word that happens to be a surname, a number that looks like a telephone. It
names one finding in one copy by its id; another copy has other ids. A full name as the glossary writes it, code that
runs, the case reference, and whatever the list below does not name can never be let stand: the glossary or the document
has to be mended.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from redactor.model import Residual

OVERRIDABLE = frozenset(
    {
        "written forms of names",
        "people by title or role",
        "schools, hospitals and practices",
        "initials of children with dates",
        "identifiers by shape",
        "dates of events",
        "codes of the case",
        "allowed names in the executive summary",
    }
)
"""The checks whose findings may be let stand, by the names that the verifier gives them."""

_LENGTH = 12


def finding_ids(sha256: str, residuals: Sequence[Residual]) -> tuple[str, ...]:
    """Return an id for each finding, in order: the same for the same bytes, made of nothing that names anybody.

    Args:
        sha256: Digest of the copy.
        residuals: The findings in it.
    """
    seen: Counter[str] = Counter()
    ids: list[str] = []
    for item in residuals:
        key = "\0".join((sha256, item.check, item.kind, item.code, item.place))
        ids.append(hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH])
        seen[key] += 1
    return tuple(ids)


def is_overridable(residual: Residual) -> bool:
    """Whether a person may let this finding stand."""
    return residual.check in OVERRIDABLE
