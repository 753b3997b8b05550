from __future__ import annotations

import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.release.samples import approval, digest, make_case, make_record, released, ticket_with, unreadable

from redactor.case import files
from redactor.case.schema import Case
from redactor.errors import BlockedError, UsageError
from redactor.model import AppliedDocument, DocumentKind, ReleaseTicket
from redactor.release.audit import AuditDetails, Event, read_audit, verify_audit
from redactor.release.certificate import Publication, build_certificate
from redactor.release.certificate_schema import Certificate
from redactor.release.finish import released_items
from redactor.release.output import STAGING_PREFIX, open_output
from redactor.release.publish import Item, Published, publish
from redactor.release.results import DocumentResult

KEY = b"k" * 32
DETAILS = AuditDetails("0.1.0", "ofsted")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return make_case(tmp_path / "case")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def run(out: Path, case: Case, *documents: DocumentResult, key: Item | None = None) -> Published:
    record = make_record(case, *documents)
    ticket = key[0] if key else None
    with open_output(out, case) as output:
        return publish(
            output,
            released_items(record),
            certificate=lambda facts: build_certificate(record, facts, key=KEY, key_to_codes=ticket),
            key_to_codes=key,
            details=DETAILS,
        )


def tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def certificate_of(out: Path) -> Certificate:
    return Certificate.model_validate_json((out / "certificate.json").read_bytes())


def test_first_release(out: Path, case: Case) -> None:
    done = run(out, case, released("a.docx", b"one"), released("b.docx", b"two", DocumentKind.OVERVIEW), unreadable())
    assert tree(out / "release") == {"a.docx": b"one", "b.docx": b"two"}
    assert done == Published(out / "release", out / "certificate.json", "none")
    assert certificate_of(out).files == {"a.docx": digest(b"one"), "b.docx": digest(b"two")}
    assert {path.name for path in out.iterdir()} == {"release", "certificate.json", "audit.jsonl"}
    assert stat.S_IMODE((out / "release").stat().st_mode) == 0o700
    assert stat.S_IMODE((out / "release" / "a.docx").stat().st_mode) == 0o600


def test_the_audit_trail_and_the_certificate_name_each_other(out: Path, case: Case) -> None:
    run(out, case, released("a.docx", b"one"))
    lines = read_audit(out / "audit.jsonl")
    assert [line.event for line in lines] == [Event.PUBLISHING, Event.PUBLISHED]
    assert lines[0].digest == certificate_of(out).audit
    assert lines[1].certificate == digest((out / "certificate.json").read_bytes())
    assert lines[1].released == (digest(b"one"),)
    assert verify_audit(out / "audit.jsonl", anchor=certificate_of(out).audit) == ()


def test_a_second_release_replaces_the_first(out: Path, case: Case) -> None:
    run(out, case, released("a.docx", b"one"), released("b.docx", b"two"))
    done = run(out, case, released("a.docx", b"new"))
    assert tree(out / "release") == {"a.docx": b"new"}
    assert done.previous_release == certificate_of(out).previous_release == "replaced"
    assert len(read_audit(out / "audit.jsonl")) == 4


def test_nothing_released_removes_the_old_release_and_says_so(out: Path, case: Case) -> None:
    run(out, case, released("a.docx", b"one"))
    done = run(out, case, unreadable())
    assert not (out / "release").exists()
    assert done.release is None
    assert certificate_of(out).previous_release == "removed"
    assert read_audit(out / "audit.jsonl")[-1].event is Event.WITHDRAWN


def test_nothing_released_at_first(out: Path, case: Case) -> None:
    assert run(out, case, unreadable()).previous_release == "none"
    assert not (out / "release").exists()


def test_the_key_to_codes_stands_beside_the_documents(out: Path, case: Case) -> None:
    key = AppliedDocument("", "Key to codes.docx", b"key", digest(b"key"))
    ticket = ticket_with(ReleaseTicket("", "Key to codes.docx", digest(b"key"), "ofsted", ("check",)))
    run(out, case, released("a.docx", b"one"), key=(ticket, key))
    assert tree(out / "release") == {"a.docx": b"one", "Key to codes.docx": b"key"}
    run(out, case, released("a.docx", b"two"))
    assert tree(out / "release") == {"a.docx": b"two"}


def publish_items(out: Path, case: Case, items: Sequence[Item]) -> None:
    record = make_record(case, released("a.docx", b"one"))
    with open_output(out, case) as output:
        publish(
            output,
            items,
            certificate=lambda facts: build_certificate(record, facts, key=KEY),
            details=DETAILS,
        )


def one_item() -> Item:
    document = released("a.docx", b"one")
    assert document.ticket is not None
    assert document.applied is not None
    return document.ticket, document.applied


def test_altered_bytes_are_not_published(out: Path, case: Case) -> None:
    ticket, applied = one_item()
    for wrong in (
        replace(applied, data=b"altered"),
        replace(applied, data=b"altered", sha256=digest(b"altered")),
        replace(applied, output_name="b.docx"),
        replace(applied, source="b.docx"),
    ):
        with pytest.raises(BlockedError, match="altered"):
            publish_items(out, case, [(ticket, wrong)])
    assert not (out / "release").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"seal": ""},
        {"output_name": "b.docx"},
        {"sha256": digest(b"two")},
        {"destination": "website"},
        {"checks": ()},
        {"approvals": (approval(),)},
    ],
)
def test_a_ticket_that_the_gate_did_not_make_is_not_taken(out: Path, case: Case, change: dict[str, object]) -> None:
    ticket, applied = one_item()
    with pytest.raises(BlockedError, match="the gate did not make"):
        publish_items(out, case, [(replace(ticket, **change), applied)])  # type: ignore[arg-type]
    assert not (out / "release").exists()


UNSAFE = """../a.docx|a/b.docx||.|..|.hidden|a\\b|CON|nul.docx|a |a.|x\x00y|~$a.docx|a\u202egpj.exe|C:a"""


@pytest.mark.parametrize("name", [*UNSAFE.split("|"), "a|b", "x" * 201])
def test_unsafe_names_are_not_published(out: Path, case: Case, name: str) -> None:
    ticket, applied = one_item()
    with pytest.raises(BlockedError, match="not safe"):
        publish_items(out, case, [(ticket_with(ticket, output_name=name), replace(applied, output_name=name))])
    assert not (out / "release").exists()


@pytest.mark.parametrize("twin", ["a.docx", "A.DOCX"])
def test_names_that_clash_are_not_published(out: Path, case: Case, twin: str) -> None:
    ticket, applied = one_item()
    items = [(ticket, applied), (ticket_with(ticket, output_name=twin), replace(applied, output_name=twin))]
    with pytest.raises(BlockedError, match="same name"):
        publish_items(out, case, items)


def test_a_certificate_of_another_release_is_not_published(out: Path, case: Case) -> None:
    with pytest.raises(BlockedError, match="certificate does not name"):
        publish_items(out, case, [])
    assert not (out / "certificate.json").exists()
    with open_output(out, case):
        pass
    assert read_audit(out / "audit.jsonl")[-1].event is Event.INTERRUPTED


@pytest.mark.parametrize("meddle", ["change", "add", "remove", "link"])
def test_tampering_on_the_disk_is_found(out: Path, case: Case, meddle: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run(out, case, released("a.docx", b"old"))
    record = make_record(case, released("a.docx", b"one"))

    def build(facts: Publication) -> Certificate:
        (staged,) = out.glob(f"{STAGING_PREFIX}*/release")
        if meddle in ("remove", "link"):
            (staged / "a.docx").unlink()
        if meddle == "link":
            (staged / "a.docx").symlink_to(out / "elsewhere")
        if meddle in ("change", "add"):
            (staged / ("a.docx" if meddle == "change" else "b.docx")).write_bytes(b"Karen Oldroyd")
        return build_certificate(record, facts, key=KEY)

    with open_output(out, case) as output, pytest.raises(BlockedError, match="altered"):
        publish(output, released_items(record), certificate=build, details=DETAILS)
    assert tree(out / "release") == {"a.docx": b"old"}
    assert not list(out.glob(f"{STAGING_PREFIX}*"))


def test_staging_is_private_and_never_left(out: Path, case: Case) -> None:
    record = make_record(case, released("a.docx", b"one"))
    seen: list[int] = []

    def build(facts: Publication) -> Certificate:
        (staging,) = out.glob(f"{STAGING_PREFIX}*")
        seen.extend(stat.S_IMODE(path.stat().st_mode) for path in (staging, staging / "release"))
        return build_certificate(record, facts, key=KEY)

    with open_output(out, case) as output:
        publish(output, released_items(record), certificate=build, details=DETAILS)
    assert seen == [0o700, 0o700]
    assert not list(out.glob(f"{STAGING_PREFIX}*"))


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_failing_rename_leaves_old_or_none(
    out: Path, case: Case, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(out, case, released("a.docx", b"old"))
    calls = 0

    def move(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise PermissionError(13, "Permission denied", "Karen Oldroyd.docx")
        files.move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("redactor.release.publish.move", move)
        with pytest.raises(UsageError, match=r"cannot be written \(Permission denied\)") as caught:
            run(out, case, released("a.docx", b"new"))
    assert "Oldroyd" not in str(caught.value)
    if failing < 3:
        assert tree(out / "release") == {"a.docx": b"old"}
        assert certificate_of(out).files == {"a.docx": digest(b"old")}
    else:
        assert not (out / "release").exists()
    run(out, case, released("a.docx", b"new"))
    assert tree(out / "release") == {"a.docx": b"new"}
    events = [line.event for line in read_audit(out / "audit.jsonl")]
    assert events[2:] == [Event.PUBLISHING, Event.INTERRUPTED, Event.PUBLISHING, Event.PUBLISHED]


def test_a_certificate_that_cannot_be_moved_leaves_no_first_release(
    out: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move(source: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("redactor.release.publish.move", move)
    with pytest.raises(UsageError, match="cannot be written"):
        run(out, case, released("a.docx", b"new"))
    assert not (out / "release").exists()
    assert not (out / "certificate.json").exists()
