"""Which approvals a copy needs before it is published, and which of them are missing.

Sources: WOB 3.4 (data protection colleagues check the summary before publication); the second person where
``case.toml`` asks for one.
"""

from __future__ import annotations

from collections.abc import Sequence

from redactor.model import Approval, ApprovalCheck

_NONE = "No data-protection check of this copy is on record."
_ONE = "case.toml asks for two people, and no second approval of this copy is on record"


def is_about_approvals(reason: str) -> bool:
    """Whether a copy is held for that reason because an approval is missing."""
    return reason.startswith((_NONE, _ONE))


def missing_approvals(
    approvals: Sequence[Approval], sha256: str, destination: str, *, source: str, two_people: bool
) -> tuple[tuple[Approval, ...], tuple[str, ...]]:
    """Return the approvals that count for a copy, and what is missing, in words.

    Args:
        approvals: All that are on record.
        sha256: Digest of the copy: an approval of other bytes does not count.
        destination: The profile: an approval for another does not count.
        source: The original, to say that another version of it was approved.
        two_people: Whether a second person must have approved it too.
    """
    there = [item for item in approvals if item.sha256 == sha256 and item.destination == destination]
    first = [item for item in there if item.check is ApprovalCheck.DATA_PROTECTION]
    if not first:
        earlier = [a for a in approvals if a.source == source and a.destination == destination and a not in there]
        changed = f" The copy that was read on {earlier[-1].date} is not this one: it has changed." if earlier else ""
        return (), (f"{_NONE}{changed}",)
    if not two_people:
        return (first[-1],), ()
    second = [item for item in there if item.check is ApprovalCheck.SECOND]
    pairs = [(a, b) for a in first for b in second if a.person and b.person and a.person != b.person]
    if pairs:
        return pairs[-1], ()
    same = " (the one on record is the same person's)" if second else ""
    return (), (f"{_ONE}{same}.",)
