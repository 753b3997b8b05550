"""People put their names to drafts; what they say is taken only if it names nobody of the case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.release.samples import blocked, make_case, make_record, released, unreadable

from redactor.case.schema import Case
from redactor.errors import BlockedError, UsageError
from redactor.model import ApprovalCheck, DocumentKind, Residual, Status
from redactor.pipeline import Overriding, Signatory, approve, waiting
from redactor.pipeline.signing import (
    keep_overrides,
    overrides_for,
    require_known_findings,
    require_overriding,
    require_signatory,
)
from redactor.release import gate
from redactor.release.finish import write_reports
from redactor.release.overriding import finding_ids
from redactor.release.record import Deed, read_record
from redactor.release.results import DocumentResult, RunRecord

KAY = Signatory("Kay Underhill", "data protection officer")
JO = Signatory("Jo Marlin-Hope", "business manager")
RESIDUALS = (
    Residual("page 1", "person", "SW1", "written forms of names"),
    Residual("page 2", "person", "SW1", "full names as written"),
)


def held(source: str, kind: DocumentKind = DocumentKind.OVERVIEW) -> DocumentResult:
    return replace(released(source, source.encode(), kind), status=Status.HELD, ticket=None, output=None)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case after a run for the website: two drafts wait, one is blocked."""
    made = make_case(tmp_path / "case")
    documents = (held("Overview.docx"), held("Summary.docx"), blocked(), unreadable(), released("Plan.docx"))
    write_reports(make_record(made, *documents, destination="website"))
    return made


def test_what_waits_is_listed(case: Case) -> None:
    first, second = waiting(case)
    assert (first.source, second.source) == ("Overview.docx", "Summary.docx")
    assert first.draft.read_bytes() == b"Overview.docx"
    assert first.approvals == ()


def test_an_approval_is_of_one_copy(case: Case) -> None:
    (done,) = approve(case, ["DRAFT - Overview.docx"], check="data-protection", by=KAY)
    first, second = waiting(case)
    assert [(a.check, a.role) for a in first.approvals] == [(ApprovalCheck.DATA_PROTECTION, KAY.role)]
    assert first.approvals[0].sha256 == done.sha256
    assert second.approvals == ()
    (line,) = read_record(case.confidential)
    assert (line.event, line.name, line.document, line.destination) == (
        Deed.APPROVED,
        "Kay Underhill",
        "Overview.docx",
        "website",
    )


def test_without_names_everything_that_waits_is_approved(case: Case) -> None:
    assert len(approve(case, (), check=ApprovalCheck.DATA_PROTECTION, by=KAY)) == 2
    assert len(approve(case, (), check=ApprovalCheck.SECOND, by=JO)) == 2
    assert all(len(item.approvals) == 2 for item in waiting(case))


@pytest.mark.parametrize("name", ["Kay Underhill", "UNDERHILL, Kay"])
def test_the_second_person_is_another(case: Case, name: str) -> None:
    approve(case, ["Overview.docx"], check="data-protection", by=KAY)
    with pytest.raises(UsageError, match="another person"):
        approve(case, ["Overview.docx"], check="second", by=Signatory(name, "chair"))
    assert len(read_record(case.confidential)) == 1


@pytest.mark.parametrize("document", ["Overview of the case.docx", "Plan.docx", "Scan of a letter.pdf", "other"])
def test_only_what_waits_can_be_approved(case: Case, document: str) -> None:
    with pytest.raises(UsageError, match="No draft waits"):
        approve(case, ["Overview.docx", document], check="data-protection", by=KAY)
    assert read_record(case.confidential) == ()


@pytest.mark.parametrize("change", ["alter", "remove"])
def test_a_draft_changed_after_the_run_is_not_approved(case: Case, change: str) -> None:
    draft = waiting(case)[0].draft
    if change == "alter":
        draft.write_bytes(b"something else")
    else:
        draft.unlink()
    with pytest.raises(BlockedError, match="changed after the run"):
        approve(case, (), check="data-protection", by=KAY)
    assert read_record(case.confidential) == ()


def test_only_after_a_run_that_asks_for_it(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case")
    with pytest.raises(UsageError, match="no report of a run"):
        waiting(case)
    write_reports(make_record(case, held("Overview.docx")))
    with pytest.raises(UsageError, match="for ofsted, which asks for no approval"):
        approve(case, (), check="data-protection", by=KAY)
    write_reports(make_record(case, unreadable(), destination="website"))
    with pytest.raises(UsageError, match=r"No draft waits for an approval\."):
        approve(case, (), check="data-protection", by=KAY)
    for damaged in (b"[]", b"{", b'{"documents": 3, "destination": "website"}'):
        (case.confidential / "report.json").write_bytes(damaged)
        with pytest.raises(UsageError, match="no report of a run"):
            waiting(case)


@pytest.mark.parametrize(
    ("name", "role", "said"),
    [
        ("", "officer", "--name"),
        ("K", "officer", "--name"),
        ("x" * 81, "officer", "--name"),
        ("Kay\nUnderhill", "officer", "--name"),
        ("Kay Underhill", "", "--role"),
        ("Kay Underhill", "x" * 61, "--role"),
        ("Kay Underhill", "officer 7", "--role"),
        ("Kay Underhill", "Underhill, officer", "says a name"),
        ("Kay Underhill", "manager of Karen Oldroyd", "says a name"),
        ("Kay Underhill", "Wisniowski's manager", "says a name"),
    ],
)
def test_name_and_job_title(case: Case, name: str, role: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as stopped:
        require_signatory(Signatory(name, role), case)
    assert "Oldroyd" not in str(stopped.value)
    require_signatory(Signatory("Kay Underhill", "Head of Children's Services (interim)"), case)


@pytest.mark.parametrize(
    ("findings", "reason", "said"),
    [
        ((), "It is the name of a road.", "--finding"),
        (("a",), "too short", "10 to 200"),
        (("a",), "x" * 201, "10 to 200"),
        (("a",), "two lines\nof reasons", "10 to 200"),
        (("a",), "Karen Oldroyd agrees that it may stay", "says a name"),
        (("a",), "As agreed for case FN-11 last week", "says a name of the case or its reference"),
    ],
)
def test_reasons(case: Case, findings: tuple[str, ...], reason: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        require_overriding(Overriding(findings, reason, KAY), case)


def run_with_findings(case: Case) -> tuple[RunRecord, tuple[str, ...]]:
    item = released("a.docx", b"one")
    assert item.verification is not None
    verification = replace(item.verification, residuals=RESIDUALS)
    ids = finding_ids(verification.sha256, RESIDUALS)
    return make_record(case, unreadable(), replace(item, verification=verification)), ids


def test_findings_that_are_not_there_or_can_never_stand(case: Case) -> None:
    run, (good, never) = run_with_findings(case)
    require_known_findings(Overriding((good,), "It is the name of a road.", KAY), run)
    with pytest.raises(UsageError, match="no finding 000000000000"):
        require_known_findings(Overriding((good, "0" * 12), "It is the name of a road.", KAY), run)
    with pytest.raises(BlockedError, match=f"{never} can never be let stand"):
        require_known_findings(Overriding((good, never), "It is the name of a road.", KAY), run)


def test_overrides_are_on_record_with_names(case: Case) -> None:
    run, (good, _) = run_with_findings(case)
    item = run.documents[1]
    overriding = Overriding((good,), "It is the name of a road.", KAY)
    assert item.verification is not None
    assert item.plan is not None
    assert item.applied is not None
    assert overrides_for(None, item.verification) == {}
    found = overrides_for(overriding, item.verification)
    assert list(found) == [good]
    verification = replace(item.verification, residuals=RESIDUALS[:1])
    ticket = gate.issue(item.plan, item.applied, verification, profile=run.profile, overrides=found)
    keep_overrides(overriding, replace(run, documents=(*run.documents, replace(item, ticket=ticket))))
    (line,) = read_record(case.confidential)
    assert (line.event, line.name, line.findings, line.reason) == (
        Deed.OVERRIDDEN,
        "Kay Underhill",
        (good,),
        "It is the name of a road.",
    )
