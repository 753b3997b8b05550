"""The gate: the only module that makes a release ticket.

Guarantee: a ticket exists only for bytes that were verified, with nothing
residual, nothing lost, nothing unchecked and nothing left for a person to
decide. What the gate does not know counts against the release: a verification
that lists no check is "could not check", never "passed". Where the destination
asks for it, people have put their names to exactly these bytes.

A ticket carries a seal that only this process's gate can make; publishing takes
no other. So a document is judged and published in one process.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace

from redactor.errors import BlockedError, HeldError
from redactor.model import AppliedDocument, Approval, Notice, Override, Plan, ReleaseTicket, Residual, Verification
from redactor.profiles.schema import Profile
from redactor.release.overriding import finding_ids, is_overridable
from redactor.release.signing import missing_approvals

_KEY = secrets.token_bytes(32)
"""Of this process; seals its tickets."""

_LOOK_IN_REPORT = "Look at the places in report.html; list the person or identifier in the glossary, and run again."


class ReleaseBlockedError(BlockedError):
    """The file must not be released.

    Args:
        reasons: Every reason, in plain words without document text.
        next_steps: What a person can do about them.
    """

    def __init__(self, reasons: Iterable[str], next_steps: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        self.next_steps = tuple(next_steps)
        super().__init__(" ".join(self.reasons), next_step=" ".join(self.next_steps))


class ReleaseHeldError(HeldError):
    """Something is left for a person to decide before the file can be released.

    Args:
        reasons: Every reason, in plain words without document text.
        next_steps: What a person can do about them.
    """

    def __init__(self, reasons: Iterable[str], next_steps: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        self.next_steps = tuple(next_steps)
        super().__init__(" ".join(self.reasons), next_step=" ".join(self.next_steps))


@dataclass(slots=True)
class _Findings:
    """Reasons and next steps, each said once, in the order they were met."""

    reasons: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    def add(self, reason: str, step: str = "") -> None:
        if reason and reason not in self.reasons:
            self.reasons.append(reason)
        if step and step not in self.steps:
            self.steps.append(step)


def issue(
    plan: Plan,
    applied: AppliedDocument,
    verification: Verification,
    *,
    profile: Profile,
    open_preconditions: Sequence[str] = (),
    accept_provisional: bool = False,
    provisional: bool = False,
    approvals: Sequence[Approval] = (),
    two_people: bool = False,
    overrides: Mapping[str, Override] | None = None,
) -> ReleaseTicket:
    """Return the permission to publish exactly ``applied.data``.

    Args:
        plan: What was to be replaced.
        applied: The written copy.
        verification: The verifier's answer about those bytes.
        profile: The destination's rules.
        open_preconditions: Preconditions of the case that are not on record, in
            words; they count where the profile asks for preconditions.
        accept_provisional: Whether the run accepts provisional codes; counts
            only where the profile allows it.
        provisional: Whether the document holds somebody with a provisional code.
        approvals: All that are on record in the case; those for these bytes and
            this destination count, where the profile asks for a data-protection check.
        two_people: Whether the case asks for a second person's approval there.
        overrides: Findings that a person lets stand, by id. What could not be
            checked, what is lost and what the destination refuses cannot be overridden.

    Raises:
        ReleaseBlockedError: something is left, lost, refused or was altered.
        ReleaseHeldError: something could not be checked or is left to decide.
            Both carry every reason, the blocking ones first.
    """
    blocked, held = _Findings(), _Findings()
    _check_identity(plan, applied, verification, blocked)
    _check_kind(plan, verification, profile, blocked, held)
    used = _check_content(verification, blocked, overrides or {})
    _check_unlooked(plan, verification, held)
    _check_provisional(profile, held, accept=accept_provisional, provisional=provisional)
    if profile.preconditions:
        for item in open_preconditions:
            held.add(
                f"A precondition of publication is not on record: {item}.",
                "Record the open preconditions under [publication] in case.toml as they are met.",
            )
    counted: tuple[Approval, ...] = ()
    if profile.data_protection_check:
        counted, missing = missing_approvals(
            approvals, verification.sha256, profile.name, source=plan.source, two_people=two_people
        )
        for reason in missing:
            held.add(
                reason, "Have the draft in confidential/drafts/ read, then: redactor approve CASE; then run again."
            )
    _raise_if_any(blocked, held)
    return _ticket(applied, verification, profile, approvals=counted, overrides=used)


def require_genuine(ticket: ReleaseTicket) -> None:
    """Check that the gate of this process made a ticket, and that nothing in it was changed.

    Raises:
        BlockedError: it did not.
    """
    if not hmac.compare_digest(ticket.seal, _seal(ticket)):
        raise BlockedError(
            "A document has a ticket that the gate did not make; nothing was released.", next_step="Run the case again."
        )


def _seal(ticket: ReleaseTicket) -> str:
    values = repr(astuple(replace(ticket, seal="")))
    return hmac.new(_KEY, values.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def issue_for_key(applied: AppliedDocument, verification: Verification, *, profile: Profile) -> ReleaseTicket:
    """Return the permission to publish the key to codes, which has no original and no plan.

    Raises:
        ReleaseBlockedError, ReleaseHeldError: as ``issue``.
    """
    blocked, held = _Findings(), _Findings()
    _check_bytes(applied, verification, blocked)
    _check_content(verification, blocked, {})
    _check_unlooked(None, verification, held)
    _raise_if_any(blocked, held)
    return _ticket(applied, verification, profile)


def _ticket(
    applied: AppliedDocument,
    verification: Verification,
    profile: Profile,
    *,
    approvals: tuple[Approval, ...] = (),
    overrides: tuple[Override, ...] = (),
) -> ReleaseTicket:
    ticket = ReleaseTicket(
        source=applied.source,
        output_name=applied.output_name,
        sha256=verification.sha256,
        destination=profile.name,
        checks=verification.checks,
        approvals=approvals,
        overrides=overrides,
    )
    return replace(ticket, seal=_seal(ticket))


def _raise_if_any(blocked: _Findings, held: _Findings) -> None:
    if blocked.reasons:
        raise ReleaseBlockedError(blocked.reasons + held.reasons, blocked.steps + held.steps)
    if held.reasons:
        raise ReleaseHeldError(held.reasons, held.steps)


def _check_identity(plan: Plan, applied: AppliedDocument, verification: Verification, blocked: _Findings) -> None:
    if plan.source != applied.source:
        blocked.add("The written copy belongs to another plan.", "Run the case again.")
    _check_bytes(applied, verification, blocked)


def _check_bytes(applied: AppliedDocument, verification: Verification, blocked: _Findings) -> None:
    digest = hashlib.sha256(applied.data).hexdigest()
    if not applied.data:
        blocked.add("The written copy is empty.", "Run the case again; look whether the original opens.")
    if not digest == applied.sha256 == verification.sha256:
        blocked.add(
            "The written copy is not the one that was verified: it was altered in between.",
            "Run the case again; if it happens again, have the computer looked at.",
        )


def _check_kind(plan: Plan, verification: Verification, profile: Profile, blocked: _Findings, held: _Findings) -> None:
    step = "Leave the document out of this release, or choose another destination."
    if verification.refused:
        blocked.add(verification.refused, step)
    for kind in dict.fromkeys((plan.kind, verification.kind)):
        verdict = profile.verdict(kind)
        if verdict == "refused" and not verification.refused:
            blocked.add(f"{profile.title}: documents of the kind {kind.value} are not taken.", step)
        elif verdict == "held":
            held.add(
                "It cannot be told what kind of document this is.",
                "Write its kind under [documents] in case.toml.",
            )


def _check_content(
    verification: Verification, blocked: _Findings, overrides: Mapping[str, Override]
) -> tuple[Override, ...]:
    """Everything residual or lost blocks; answers the overrides that let a residual stand."""
    used: list[Override] = []
    ids = finding_ids(verification.sha256, verification.residuals)
    for name, residual in zip(ids, verification.residuals, strict=True):
        if name in overrides and is_overridable(residual):
            used.append(overrides[name])
        else:
            blocked.add(_describe(residual), _LOOK_IN_REPORT)
    for sentence in verification.lost:
        blocked.add(
            f"The written copy differs from the plan: {sentence}",
            "Compare the draft with the original; if the draft looks right, the layout needs mending by hand.",
        )
    return tuple(used)


_KINDS = {"drift": "a code that the case does not have"}


def _describe(residual: Residual) -> str:
    whose = f" ({residual.code})" if residual.code else ""
    what = _KINDS.get(residual.kind, residual.kind.replace("_", " "))
    return f"Left in the written copy, {residual.place or 'place unknown'}: {what}{whose}."


def _check_unlooked(plan: Plan | None, verification: Verification, held: _Findings) -> None:
    notices: list[Notice] = [*verification.unchecked]
    notices += [item for item in verification.notes if item.holds]
    notices += [item for item in (plan.notices if plan is not None else ()) if item.holds]
    for item in notices:
        place = f" ({item.place})" if item.place else ""
        held.add(f"{item.message}{place}", item.next_step)
    if not verification.checks:
        held.add("No check was made on the written copy: it could not be looked at.", "Run the case again.")


def _check_provisional(profile: Profile, held: _Findings, *, accept: bool, provisional: bool) -> None:
    if not provisional or (accept and profile.provisional_allowed):
        return
    step = "List them in the glossary; redactor suggest writes a list of them, with proposed codes, for Excel."
    if accept:
        held.add(f"{profile.title}: people with a provisional code are never accepted.", step)
    else:
        held.add("The document names people or places that are not in the glossary; their codes are provisional.", step)
