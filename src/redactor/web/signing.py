"""People put their names to copies: written to be read, approved, and findings that may stand.

Reading and approving rests on the last check: what is written into the confidential folder are the
bytes that were checked, and an approval is for exactly these bytes (WOB 3.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.schema import Case
from redactor.errors import BlockedError, UsageError
from redactor.model import Approval, ApprovalCheck, Status
from redactor.pipeline import Overriding, Signatory, Waiting, approve, keep_copies, letting, waiting
from redactor.pipeline.signing import require_overriding
from redactor.profiles.schema import Profile
from redactor.release.audit import Event
from redactor.release.signing import missing_approvals
from redactor.web.case_pages import desk_of
from redactor.web.checks import begin_check, destination_of, findings_of, is_current
from redactor.web.desk import Checked, Desk
from redactor.web.downloads import download
from redactor.web.routing import get, go_to, post, state_of, text_of


@dataclass(frozen=True, slots=True)
class Copy:
    """One anonymised copy that people must approve.

    Attributes:
        id: For addresses and forms.
        source: The original.
        waiting: The copy as written to be read; ``None`` if it was not, or is another one.
        approvals: Those on record for exactly this copy.
        missing: What is missing, in words; empty if it is approved.
    """

    id: str
    source: str
    waiting: Waiting | None
    approvals: tuple[Approval, ...]
    missing: tuple[str, ...]


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        post("/case/{key}/copies", write_copies),
        get("/case/{key}/copies/{copy}", one_copy),
        post("/case/{key}/approve", approve_copies),
        post("/case/{key}/two-people", two_people),
        post("/case/{key}/let-stand", let_stand),
        post("/case/{key}/not-stand", take_back),
    )


def copies_of(request: Request, desk: Desk, case: Case, profile: Profile, last: Checked | None) -> list[Copy]:
    """The copies that the destination wants approved, and how far that is; none where it wants nothing."""
    if not profile.data_protection_check or last is None:
        return []
    approvals = desk.approvals()
    written = {(item.source, item.sha256): item for item in _waiting(case, profile)}
    found = []
    for item in last.record.documents:
        if item.applied is None or item.status not in (Status.HELD, Status.RELEASED):
            continue
        digest = item.applied.sha256
        _, missing = missing_approvals(
            approvals, digest, profile.name, source=item.source, two_people=case.publication.two_people
        )
        own = tuple(a for a in approvals if a.sha256 == digest and a.destination == profile.name)
        name = state_of(request).session.opaque("document", item.source)
        found.append(Copy(name, item.source, written.get((item.source, digest)), own, missing))
    return found


def _waiting(case: Case, profile: Profile) -> tuple[Waiting, ...]:
    """The copies that lie in the confidential folder to be read; none if they are another destination's."""
    try:
        there = waiting(case)
    except UsageError:
        return ()
    return there if profile.data_protection_check else ()


def write_copies(request: Request, form: FormData) -> Response:
    """Write the copies of the last check into the confidential folder, to be read.

    Raises:
        BlockedError: the case was changed since.
    """
    desk = desk_of(request)
    profile = destination_of(text_of(form, "to"))
    last = current_check(desk, profile)
    keep_copies(last.record)
    desk.case()
    desk.records[profile.name] = replace(last, stamp=desk.stamp)
    return _back(request, profile)


def current_check(desk: Desk, profile: Profile) -> Checked:
    """The last check, if it is of the case as it is now.

    Raises:
        BlockedError: it is not.
    """
    last = desk.records.get(profile.name)
    if last is None or not is_current(desk, profile):
        raise BlockedError("The case was changed since the last check.", next_step="Check everything again.")
    return last


def one_copy(request: Request) -> Response:
    """A copy as written to be read, for Word or a PDF reader."""
    desk = desk_of(request)
    try:
        there = {item.source: item for item in waiting(desk.case())}
    except UsageError:
        raise HTTPException(404) from None
    source = state_of(request).session.find(request.path_params["copy"], "document", there)
    if source is None or not there[source].draft.is_file():
        raise HTTPException(404)
    return download(there[source].draft.read_bytes(), there[source].draft.name)


def signatory_of(form: FormData) -> Signatory:
    """Who signs, as typed."""
    return Signatory(text_of(form, "name"), text_of(form, "role"))


def approve_copies(request: Request, form: FormData) -> Response:
    """Put on record that somebody has read copies and approves them for publication."""
    desk = desk_of(request)
    profile = destination_of(text_of(form, "to"))
    case = desk.case()
    chosen = [value for value in form.getlist("copy") if isinstance(value, str)]
    find = state_of(request).session.find
    there = [item.source for item in _waiting(case, profile)]
    sources = [source for value in chosen if (source := find(value, "document", there))]
    if not sources or len(sources) != len(chosen):
        raise UsageError("Tick the copies that you have read.")
    check = text_of(form, "check")
    if check not in list(ApprovalCheck):
        raise UsageError("Say whether it is the data-protection check or the second person's approval.")
    approve(case, sources, check=check, by=signatory_of(form))
    return _back(request, profile)


def two_people(request: Request, form: FormData) -> Response:
    """Ask for a second person's approval in this case, or no longer."""
    desk, wanted = desk_of(request), bool(text_of(form, "wanted"))
    files = desk.case_toml_with(lambda toml: toml.ask_for_two_people(wanted=wanted))
    words = "a second person must approve each copy" if wanted else "one approval of each copy is enough"
    desk.decide("two-people" if wanted else "one-person", words, lambda case: files)  # noqa: ARG005  # needs nothing of the case
    return _back(request, destination_of(text_of(form, "to")))


def let_stand(request: Request, form: FormData) -> Response:
    """Findings that somebody lets stand, with the reason typed: on record, then everything is checked again with them.

    Raises:
        UsageError: nothing is ticked, or reason, name or job title are not acceptable.
        BlockedError: a finding can never be let stand, or the check is an old one.
    """
    desk = desk_of(request)
    profile = destination_of(text_of(form, "to"))
    known = {name: ok for item in current_check(desk, profile).record.documents for name, _, ok in findings_of(item)}
    ticked = tuple(value for value in form.getlist("finding") if isinstance(value, str) and value in known)
    made = Overriding(ticked, text_of(form, "reason"), signatory_of(form))
    case = desk.case()
    require_overriding(made, case)
    if not all(known[name] for name in ticked):
        raise BlockedError(
            "One of these findings can never be let stand.", next_step="Mend the glossary or the document."
        )
    desk.note(Event.DECIDED, "let-stand", letting.let_stand(case, profile.name, made).digest)
    begin_check(desk, profile)
    return go_to(request, f"/case/{request.path_params['key']}/checks?to={profile.name}")


def take_back(request: Request, form: FormData) -> Response:
    """Findings that were let stand count again.

    Raises:
        HTTPException: 404 if none of them is let stand.
    """
    desk = desk_of(request)
    profile = destination_of(text_of(form, "to"))
    there = {name for one in desk.letting(profile.name) for name in one.findings}
    findings = tuple(name for name in form.getlist("finding") if isinstance(name, str) and name in there)
    if not findings:
        raise HTTPException(404, "This counts again already.")
    desk.note(Event.DECIDED, "counts-again", letting.count_again(desk.case(), profile.name, findings).digest)
    begin_check(desk, profile)
    return go_to(request, f"/case/{request.path_params['key']}/checks?to={profile.name}")


def _back(request: Request, profile: Profile) -> Response:
    return go_to(request, f"/case/{request.path_params['key']}/release?to={profile.name}")
