"""What people put their names to: that a copy may be published, or that a finding may stay.

None of these values holds a name: who it was is on record in the case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ApprovalCheck(StrEnum):
    """What was looked at before publication."""

    DATA_PROTECTION = "data-protection"
    """Colleagues of data protection have read the copy (WOB 3.4)."""
    SECOND = "second"
    """A second person has read it."""


@dataclass(frozen=True, slots=True)
class Approval:
    """One person's word that exactly these bytes may be published.

    Attributes:
        check: What they looked at.
        role: Their job title.
        date: Day of the approval, ISO 8601.
        sha256: Digest of the copy that they read.
        destination: Name of the profile that it is for.
        source: The original's path below ``documents/``.
        person: Tells one person from another; not shown.
    """

    check: ApprovalCheck
    role: str
    date: str
    sha256: str
    destination: str
    source: str = field(default="", repr=False)
    person: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Override:
    """One person's decision that one finding of the verifier is none.

    Attributes:
        finding: Id of the finding, as in ``report.json``.
        kind: What it was called: ``person``, ``phone``, …
        code: Whose it would be; empty when unknown.
        check: Which check found it.
        reason: Why it may stay, in the person's words; names nobody.
        role: Their job title.
    """

    finding: str
    kind: str
    code: str
    check: str
    reason: str
    role: str
