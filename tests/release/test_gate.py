from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from tests.release.samples import CHECKS, approval, digest, make_applied, make_document, make_plan, make_verification

import redactor
from redactor.errors import BlockedError, ExitCode, HeldError
from redactor.model import (
    AppliedDocument,
    Approval,
    ApprovalCheck,
    DocumentKind,
    Notice,
    Override,
    Plan,
    ReleaseTicket,
    Residual,
    Verification,
)
from redactor.profiles.schema import load_profile
from redactor.release import gate
from redactor.release.gate import ReleaseBlockedError, ReleaseHeldError
from redactor.release.overriding import OVERRIDABLE, finding_ids
from redactor.release.signing import is_about_approvals, missing_approvals

OFSTED, WEBSITE = load_profile("ofsted"), load_profile("website")


def clean(kind: DocumentKind = DocumentKind.IMR) -> tuple[Plan, AppliedDocument, Verification]:
    plan = make_plan(make_document(kind=kind))
    applied = make_applied(plan)
    return plan, applied, make_verification(applied, kind)


def test_a_clean_document_gets_a_ticket_for_its_bytes() -> None:
    plan, applied, verification = clean()
    assert gate.issue(plan, applied, verification, profile=OFSTED) == ReleaseTicket(
        "IMR Health.docx", "IMR Health.docx", digest(b"coded text"), "ofsted", CHECKS
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"residuals": (Residual("header", "nhs_number", "Child R"),)}, "header: nhs number (Child R)"),
        ({"residuals": (Residual("", "person"),)}, "place unknown: person."),
        ({"lost": ("paragraph 4 is missing.",)}, "differs from the plan: paragraph 4 is missing."),
        ({"refused": "IMRs are not public documents."}, "IMRs are not public documents."),
        ({"sha256": "0" * 64}, "not the one that was verified"),
    ],
)
def test_what_blocks(change: dict[str, object], words: str) -> None:
    plan, applied, verification = clean()
    with pytest.raises(ReleaseBlockedError) as caught:
        gate.issue(plan, applied, replace(verification, **change), profile=OFSTED)  # type: ignore[arg-type]
    assert isinstance(caught.value, BlockedError)
    assert caught.value.exit_code is ExitCode.BLOCKED
    assert len(caught.value.reasons) == 1
    assert words in caught.value.reasons[0]
    assert caught.value.next_steps


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"unchecked": (Notice("A picture could not be read.", "page 2"),)}, "be read. (page 2)"),
        ({"notes": (Notice("Odd part.", holds=True),)}, "Odd part."),
        ({"checks": ()}, "No check was made"),
    ],
)
def test_what_holds(change: dict[str, object], words: str) -> None:
    plan, applied, verification = clean()
    with pytest.raises(ReleaseHeldError) as caught:
        gate.issue(plan, applied, replace(verification, **change), profile=OFSTED)  # type: ignore[arg-type]
    assert isinstance(caught.value, HeldError)
    assert caught.value.exit_code is ExitCode.HELD
    assert len(caught.value.reasons) == 1
    assert words in caught.value.reasons[0]


def test_notes_that_do_not_hold_pass() -> None:
    plan, applied, verification = clean()
    plan = replace(plan, notices=(Notice("Look at page 2."),))
    verification = replace(verification, notes=(Notice("Thumbnail found."),))
    assert gate.issue(plan, applied, verification, profile=OFSTED).sha256 == applied.sha256


def test_a_notice_of_the_plan_holds_and_brings_its_step() -> None:
    plan, applied, verification = clean()
    plan = replace(plan, notices=(Notice("Page 3 is a scan.", holds=True, next_step="Read page 3."),))
    with pytest.raises(ReleaseHeldError) as caught:
        gate.issue(plan, applied, verification, profile=OFSTED)
    assert caught.value.next_steps == ("Read page 3.",)


@pytest.mark.parametrize("data", [b"coded text and a name", b""])
def test_bytes_altered_after_verification_block(data: bytes) -> None:
    plan, applied, verification = clean()
    with pytest.raises(ReleaseBlockedError, match="altered in between"):
        gate.issue(plan, replace(applied, data=data), verification, profile=OFSTED)
    with pytest.raises(ReleaseBlockedError, match="altered in between"):
        gate.issue(plan, replace(applied, data=data, sha256=digest(data)), verification, profile=OFSTED)


def test_an_empty_copy_blocks_even_if_verified() -> None:
    plan, applied, verification = clean()
    empty = replace(applied, data=b"", sha256=digest(b""))
    with pytest.raises(ReleaseBlockedError, match="empty"):
        gate.issue(plan, empty, replace(verification, sha256=digest(b"")), profile=OFSTED)


@pytest.mark.parametrize("source", ["A.docx", "Z.docx"])
def test_a_copy_of_another_plan_blocks(source: str) -> None:
    plan, applied, verification = clean()
    with pytest.raises(ReleaseBlockedError, match="another plan"):
        gate.issue(plan, replace(applied, source=source), verification, profile=OFSTED)


def test_digests_are_compared_by_their_letters() -> None:
    plan, applied, verification = clean()
    again = "".join(list(applied.sha256))
    assert again is not applied.sha256
    ticket = gate.issue(plan, replace(applied, sha256=again), replace(verification, sha256=again[:]), profile=OFSTED)
    assert ticket.sha256 == again
    ticket = gate.issue(plan, applied, replace(verification, sha256=again), profile=OFSTED)
    assert ticket.sha256 == applied.sha256


def test_the_ticket_carries_the_name_of_the_copy() -> None:
    plan, applied, verification = clean()
    numbered = replace(applied, output_name="IMR Health (2).docx")
    assert gate.issue(plan, numbered, verification, profile=OFSTED).output_name == "IMR Health (2).docx"


def test_website_refuses_an_imr_whatever_the_verifier_forgot() -> None:
    plan, applied, verification = clean(DocumentKind.IMR)
    with pytest.raises(ReleaseBlockedError, match="kind imr are not taken"):
        gate.issue(plan, applied, verification, profile=WEBSITE)
    other = replace(plan, kind=DocumentKind.OVERVIEW)
    with pytest.raises(ReleaseBlockedError, match="kind imr are not taken"):
        gate.issue(other, applied, verification, profile=WEBSITE)


def test_website_holds_a_document_of_unknown_kind() -> None:
    plan, applied, verification = clean(DocumentKind.OTHER)
    with pytest.raises(ReleaseHeldError, match="what kind of document"):
        gate.issue(plan, applied, verification, profile=WEBSITE)
    assert gate.issue(plan, applied, verification, profile=OFSTED)


def test_open_preconditions_hold_where_the_profile_asks() -> None:
    plan, applied, verification = clean(DocumentKind.OVERVIEW)
    missing = ("the family is told", "proceedings are concluded")
    with pytest.raises(ReleaseHeldError) as caught:
        gate.issue(plan, applied, verification, profile=WEBSITE, open_preconditions=missing, approvals=(approval(),))
    assert len(caught.value.reasons) == 2
    assert len(caught.value.next_steps) == 1
    assert gate.issue(plan, applied, verification, profile=OFSTED, open_preconditions=missing)
    assert gate.issue(plan, applied, verification, profile=WEBSITE, approvals=(approval(),))


@pytest.mark.parametrize(
    ("destination", "accept", "provisional", "passes"),
    [
        ("ofsted", False, False, True),
        ("ofsted", False, True, False),
        ("ofsted", True, True, True),
        ("ofsted", True, False, True),
        ("website", True, True, False),
        ("website", False, True, False),
        ("website", True, False, True),
    ],
)
def test_provisional_people(destination: str, *, accept: bool, provisional: bool, passes: bool) -> None:
    plan, applied, verification = clean(DocumentKind.OVERVIEW)

    def ask() -> ReleaseTicket:
        return gate.issue(
            plan,
            applied,
            verification,
            profile=load_profile(destination),
            accept_provisional=accept,
            provisional=provisional,
            approvals=(approval(),),
        )

    if passes:
        assert ask().destination == destination
    else:
        with pytest.raises(ReleaseHeldError, match="provisional"):
            ask()


def test_all_reasons_together_blocking_ones_first() -> None:
    plan, applied, verification = clean()
    bad = replace(
        verification,
        residuals=(Residual("page 1", "person", "SW1"), Residual("page 1", "person", "SW1")),
        lost=("a table is missing.",),
        unchecked=(Notice("A part could not be read."),),
    )
    with pytest.raises(ReleaseBlockedError) as caught:
        gate.issue(plan, applied, bad, profile=OFSTED, provisional=True)
    kinds = [reason.split(" ")[0] for reason in caught.value.reasons]
    assert kinds == ["Left", "The", "A", "The"]
    assert "provisional" in caught.value.reasons[-1]
    assert str(caught.value).startswith(caught.value.reasons[0])


def test_reasons_never_hold_the_excerpt() -> None:
    plan, applied, verification = clean()
    bad = replace(verification, residuals=(Residual("page 1", "person", "SW1", "x", "by Karen Oldroyd"),))
    with pytest.raises(ReleaseBlockedError) as caught:
        gate.issue(plan, applied, bad, profile=OFSTED)
    assert "Oldroyd" not in str(caught.value)


def test_the_key_needs_the_same_checks() -> None:
    _, applied, verification = clean(DocumentKind.OTHER)
    assert gate.issue_for_key(applied, verification, profile=OFSTED).sha256 == applied.sha256
    with pytest.raises(ReleaseHeldError, match="No check"):
        gate.issue_for_key(applied, replace(verification, checks=()), profile=OFSTED)
    with pytest.raises(ReleaseBlockedError, match="altered"):
        gate.issue_for_key(replace(applied, data=b"x"), verification, profile=OFSTED)
    with pytest.raises(ReleaseBlockedError, match="Left in"):
        gate.issue_for_key(applied, replace(verification, residuals=(Residual("a", "b"),)), profile=OFSTED)


def makes_tickets(path: Path) -> bool:
    """Whether a module calls ReleaseTicket, or copies one with other values."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "ReleaseTicket":
                return True
            if name == "replace" and any("ticket" in ast.unparse(item).lower() for item in node.args[:1]):
                return True
    return False


def test_only_the_gate_makes_tickets() -> None:
    package = Path(redactor.__file__).parent
    makers = {path.relative_to(package).as_posix() for path in package.rglob("*.py") if makes_tickets(path)}
    assert makers == {"release/gate.py"}


FOUND = (
    Residual("page 1", "person", "SW1", "written forms of names", "Oldroyd Road"),
    Residual("page 1", "person", "SW1", "written forms of names", "Oldroyd Street"),
    Residual("page 2", "phone", "", "identifiers by shape"),
)


def let_stand(*names: str) -> dict[str, Override]:
    return {
        name: Override(name, "person", "SW1", "written forms of names", "It is a road.", "manager") for name in names
    }


def test_named_findings_can_be_let_stand() -> None:
    plan, applied, verification = clean()
    verification = replace(verification, residuals=FOUND)
    ids = finding_ids(applied.sha256, FOUND)
    assert len(set(ids)) == 3
    ticket = gate.issue(plan, applied, verification, profile=OFSTED, overrides=let_stand(*ids))
    assert [item.finding for item in ticket.overrides] == list(ids)
    with pytest.raises(ReleaseBlockedError) as caught:
        gate.issue(plan, applied, verification, profile=OFSTED, overrides=let_stand(*ids[:2]))
    assert caught.value.reasons == ("Left in the written copy, page 2: phone.",)


def test_a_code_that_nobody_has_is_told_in_words() -> None:
    plan, applied, verification = clean()
    drift = Residual("line 3", "drift", "SW9", "codes of the case")
    with pytest.raises(ReleaseBlockedError) as caught:
        gate.issue(plan, applied, replace(verification, residuals=(drift,)), profile=OFSTED)
    assert caught.value.reasons == ("Left in the written copy, line 3: a code that the case does not have (SW9).",)


def test_the_id_of_a_finding_is_made_of_its_bytes_check_kind_code_place_and_number() -> None:
    twice = Residual("page 2", "phone", "SW1", "identifiers by shape")
    ids = finding_ids("ab", (twice, replace(twice, kind="email"), twice, twice))
    keys = [f"ab\0identifiers by shape\0{kind}\0SW1\0page 2\0{n}" for kind, n in
            (("phone", 0), ("email", 0), ("phone", 1), ("phone", 2))]  # fmt: skip
    assert list(ids) == [digest(key.encode())[:12] for key in keys]


def test_an_override_of_another_copy_does_not_count() -> None:
    plan, applied, verification = clean()
    ids = finding_ids(digest(b"an earlier copy"), FOUND)
    with pytest.raises(ReleaseBlockedError):
        gate.issue(plan, applied, replace(verification, residuals=FOUND), profile=OFSTED, overrides=let_stand(*ids))


@pytest.mark.parametrize(
    "change",
    [
        {"lost": ("a table is missing.",)},
        {"unchecked": (Notice("A part could not be read."),)},
        {"refused": "Never."},
        {"checks": ()},
        {"residuals": (*FOUND, Residual("page 3", "person", "SW1", "full names as written"))},
        {"residuals": (*FOUND, Residual("page 3", "person", "", "a check of tomorrow"))},
        {"residuals": (*FOUND, Residual("page 3", "case reference", "", "case reference"))},
        {"residuals": (*FOUND, Residual("page 3", "code that runs", "", "code that runs"))},
    ],
)
def test_nothing_else_can_be_let_stand(change: dict[str, object]) -> None:
    plan, applied, verification = clean()
    verification = replace(verification, **{"residuals": FOUND, **change})  # type: ignore[arg-type]
    ids = finding_ids(applied.sha256, verification.residuals)
    with pytest.raises((ReleaseBlockedError, ReleaseHeldError)):
        gate.issue(plan, applied, verification, profile=OFSTED, overrides=let_stand(*ids))


def test_the_checks_that_can_be_overridden_are_the_verifiers() -> None:
    package = Path(redactor.__file__).parent / "verify"
    said = {
        node.value
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert said >= OVERRIDABLE
    never = {"full names as written", "full names in the raw bytes", "code that runs", "case reference", "nothing lost"}
    never |= {"removed parts of pages and pictures"}
    assert not never & OVERRIDABLE
    assert never <= said


SECOND = ApprovalCheck.SECOND


@pytest.mark.parametrize(
    ("approvals", "two_people", "said"),
    [
        ((), False, "No data-protection check of this copy"),
        ((approval(b"an earlier copy"),), False, "on 2012-03-03 is not this one"),
        ((approval(destination="ofsted"),), False, "No data-protection check of this copy is on record."),
        ((approval(check=SECOND),), False, "No data-protection check"),
        ((approval(),), True, "no second approval of this copy is on record."),
        ((approval(), approval(check=SECOND)), True, "the same person's"),
        ((approval(), approval(b"an earlier copy", check=SECOND, person="jo")), True, "no second approval"),
        ((approval(person=""), approval(check=SECOND, person="jo")), True, "the same person's"),
        ((approval(), approval(check=SECOND, person="")), True, "the same person's"),
    ],
)
def test_the_website_needs_people_who_have_read_this_copy(
    approvals: tuple[Approval, ...], two_people: bool, said: str
) -> None:
    plan, applied, verification = clean(DocumentKind.OVERVIEW)
    with pytest.raises(ReleaseHeldError) as caught:
        gate.issue(plan, applied, verification, profile=WEBSITE, approvals=approvals, two_people=two_people)
    (reason,) = caught.value.reasons
    assert said in reason
    assert ("is not this one" in reason) == ("is not this one" in said)
    assert "redactor approve CASE" in caught.value.next_step
    assert gate.issue(plan, applied, verification, profile=OFSTED, two_people=True).approvals == ()


def test_approvals_that_count_are_in_the_ticket() -> None:
    plan, applied, verification = clean(DocumentKind.OVERVIEW)
    first, second, other = approval(), approval(check=SECOND, person="jo"), approval(b"an earlier copy")
    ticket = gate.issue(plan, applied, verification, profile=WEBSITE, approvals=(other, first))
    assert ticket.approvals == (first,)
    ticket = gate.issue(plan, applied, verification, profile=WEBSITE, approvals=(first, second), two_people=True)
    assert ticket.approvals == (first, second)


def counted(*approvals: Approval, two_people: bool = False) -> tuple[tuple[Approval, ...], tuple[str, ...]]:
    return missing_approvals(
        approvals, digest(b"coded text"), "website", source="IMR Health.docx", two_people=two_people
    )


def test_of_several_approvals_of_the_same_copy_the_latest_counts() -> None:
    first, second, third = (approval(person=name) for name in ("kay", "jo", "ann"))
    assert counted(first, second, third) == ((third,), ())
    other = [approval(check=SECOND, person=name) for name in ("kay", "lee", "sam")]
    assert counted(first, second, *other, two_people=True) == ((second, other[2]), ())
    assert counted(first, *other[:2], two_people=True) == ((first, other[1]), ())
    again = approval(check=SECOND, person="".join(list(first.person)))
    assert again.person is not first.person
    assert counted(first, again, two_people=True)[0] == ()
    nameless = approval(person="")
    assert counted(nameless, *other, two_people=True)[0] == ()
    assert counted(first, approval(check=SECOND, person=""), two_people=True)[1][0].endswith("the same person's).")


def test_the_last_earlier_copy_that_was_read_is_named_by_its_date() -> None:
    dated = [replace(approval(b"earlier"), date=f"2012-03-0{day}") for day in (1, 2, 3)]
    (reason,) = counted(*dated)[1]
    assert reason.endswith("The copy that was read on 2012-03-03 is not this one: it has changed.")
    elsewhere = (replace(dated[0], source="IMR Police.docx"), replace(dated[0], destination="ofsted"))
    assert counted(*elsewhere)[1] == ("No data-protection check of this copy is on record.",)


def test_what_is_missing_of_approvals_is_told_from_other_reasons() -> None:
    _, (first,) = missing_approvals((), "ab", "website", source="a.docx", two_people=True)
    own = Approval(ApprovalCheck.DATA_PROTECTION, "officer", "2012-03-03", "ab", "website", "a.docx", "kay")
    _, (second,) = missing_approvals((own,), "ab", "website", source="a.docx", two_people=True)
    assert is_about_approvals(first)
    assert is_about_approvals(second)
    assert not is_about_approvals("4 details that a stranger could join with what is known elsewhere")
