"""Findings that somebody lets stand before the release is run: on record at once, so that they outlive the program.

The record of the case (``confidential/record.jsonl``) is only ever added to; what stands is read off its lines. A
finding is one in exactly one copy, so an answer for a copy that changed concerns nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from redactor.case.schema import Case
from redactor.case.working import working_on
from redactor.pipeline.signing import Overriding, Signatory, require_overriding
from redactor.release import record
from redactor.release.record import Deed, RecordLine


def standing(confidential: Path, destination: str) -> tuple[Overriding, ...]:
    """What somebody lets stand in the next release for a destination, oldest first.

    Raises:
        BlockedError: somebody changed the record.
    """
    found: list[Overriding] = []
    for line in record.read_record(confidential):
        if line.destination != destination:
            continue
        if line.event is Deed.LET_STAND:
            found.append(Overriding(line.findings, line.reason, Signatory(line.name, line.role)))
        elif line.event is Deed.COUNTS_AGAIN:
            found = list(without(found, line.findings))
    return tuple(found)


def without(letting: Iterable[Overriding], findings: Iterable[str]) -> tuple[Overriding, ...]:
    """What is let stand, without some findings."""
    gone = frozenset(findings)
    rest = (replace(one, findings=tuple(name for name in one.findings if name not in gone)) for one in letting)
    return tuple(one for one in rest if one.findings)


def let_stand(case: Case, destination: str, overriding: Overriding) -> RecordLine:
    """Put on record that findings may stand in the next release for a destination.

    The caller has made sure that they are findings of a check, and such as may be let stand; the run makes sure again.

    Raises:
        UsageError: reason, name or job title are not acceptable, or other work is under way on the case.
        BlockedError: the record was changed by somebody else.
    """
    require_overriding(overriding, case)
    with working_on(case):
        return record.add(
            case.confidential,
            Deed.LET_STAND,
            name=overriding.by.name,
            role=overriding.by.role,
            destination=destination,
            findings=overriding.findings,
            reason=overriding.reason,
        )


def count_again(case: Case, destination: str, findings: tuple[str, ...]) -> RecordLine:
    """Put on record that findings which were let stand count again.

    Raises:
        UsageError: other work is under way on the case.
        BlockedError: the record was changed by somebody else.
    """
    with working_on(case):
        return record.add(case.confidential, Deed.COUNTS_AGAIN, destination=destination, findings=findings)
