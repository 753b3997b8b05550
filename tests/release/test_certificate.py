from __future__ import annotations

import hashlib
import hmac
import json
import stat
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from importlib import metadata
from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.release.samples import (
    CHECKS,
    NEWCOMER,
    PEOPLE,
    WORKER,
    blocked,
    digest,
    make_case,
    make_record,
    released,
    unreadable,
)

from redactor.case.schema import Case
from redactor.errors import BlockedError, CaseError, UsageError
from redactor.model import DocumentKind, Origin, Replacement, Status
from redactor.release.certificate import Publication, ReleasedCopies, build_certificate
from redactor.release.certificate_schema import Certificate
from redactor.release.hashing import hash_key, keyed_hash
from redactor.release.program import program_version
from redactor.release.results import DocumentResult, RunRecord

KEY = b"k" * 32
FACTS = Publication(audit="a" * 64, previous_release="none")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return make_case(tmp_path / "case")


def made(record: RunRecord) -> Certificate:
    return build_certificate(record, FACTS, key=KEY)


def test_it_says_what_is_released(case: Case) -> None:
    certificate = made(make_record(case, released("b.docx", b"two"), released("a.docx", b"one")))
    assert [item.name for item in certificate.released] == ["a.docx", "b.docx"]
    first = certificate.released[0]
    assert first.sha256 == digest(b"one")
    assert first.kind is DocumentKind.IMR
    assert first.checks == certificate.checks == CHECKS
    assert first.replacements == 3
    assert first.source == keyed_hash(KEY, digest(b"a.docx"))
    assert certificate.created == "2012-03-04T09:30:00Z"
    assert certificate.codes == {"Child R": 2, "HV1": 2, "SW1": 2}
    assert certificate.provisional == ("HV1",)


def test_it_says_what_is_not_released_without_names(case: Case) -> None:
    certificate = made(make_record(case, released(), blocked("Karen Oldroyd.docx"), unreadable()))
    first, second = certificate.not_released
    assert (first.status, first.kind) == (Status.BLOCKED, DocumentKind.OVERVIEW)
    assert first.left == {"person": 1}
    assert first.codes == ("HV1", "SW1")
    assert (second.status, second.source, second.kind) == (Status.UNREADABLE, None, None)
    text = certificate.to_bytes().decode()
    for secret in ("Oldroyd", "Quillfeather", "Tolland", "FN-11", "Fennshire", "Scan of a letter"):
        assert secret not in text


def test_codes_count_only_what_is_released(case: Case) -> None:
    certificate = made(make_record(case, blocked()))
    assert certificate.codes == {}
    assert certificate.provisional == ()
    assert certificate.checks == ()


def test_labels_and_removals_are_counted_by_kind(case: Case) -> None:
    item = released()
    assert item.plan is not None
    more = (
        Replacement("s0", 70, 71, "[date of birth]", "date_of_birth", "date"),
        Replacement("s0", 71, 72, "[removed: medical detail of Poppy]", "removed", "decisions"),
    )
    item = replace(item, plan=replace(item.plan, replacements=item.plan.replacements + more))
    certificate = made(make_record(case, item))
    assert certificate.identifiers == {"date_of_birth": 1}
    assert certificate.removed == 1
    assert "medical" not in certificate.to_bytes().decode()


def test_checks_of_the_release_are_those_of_every_file(case: Case) -> None:
    item = released("a.docx")
    assert item.ticket is not None
    fewer = replace(item, ticket=replace(item.ticket, checks=CHECKS[1:]))
    assert made(make_record(case, fewer, released("b.docx"))).checks == CHECKS[1:]


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [
        ((), ("imr", "overview", "executive-summary", "action-plan", "chronology")),
        (("imr", "overview", "executive-summary", "chronology"), ("action-plan",)),
        (("imr", "overview", "executive-summary", "action-plan", "chronology", "letter"), ()),
    ],
)
def test_what_the_pack_lacks(case: Case, kinds: tuple[str, ...], missing: tuple[str, ...]) -> None:
    documents = [released(f"{kind}.docx", kind=DocumentKind(kind)) for kind in kinds]
    assert made(make_record(case, *documents, blocked())).missing_from_pack == missing


def test_a_blocked_document_does_not_fill_the_pack(case: Case) -> None:
    assert DocumentKind.OVERVIEW in made(make_record(case, blocked())).missing_from_pack


@pytest.mark.parametrize(
    ("destination", "nature"),
    [
        ("ofsted", "pseudonymised: people are replaced by codes, and the board holds the key to the codes"),
        ("panel", "pseudonymised: people are replaced by codes, and the board holds the key to the codes"),
        ("website", "anonymised for publication"),
    ],
)
def test_it_calls_a_release_what_it_is(case: Case, destination: str, nature: str) -> None:
    item = released("o.docx", kind=DocumentKind.OVERVIEW, destination=destination)
    assert made(make_record(case, item, destination=destination)).nature.startswith(nature)


def test_the_same_run_gives_the_same_bytes_in_any_order(case: Case) -> None:
    documents = (released("a.docx"), released("b.docx", b"two"), blocked(), unreadable())
    there = made(make_record(case, *documents)).to_bytes()
    back = made(make_record(case, *reversed(documents), people=PEOPLE[::-1])).to_bytes()
    assert there == back
    assert there.endswith(b"}\n")
    assert Certificate.model_validate_json(there).to_bytes() == there


def test_local_times_become_utc(case: Case) -> None:
    record = replace(make_record(case), started=datetime(2012, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))))
    assert made(record).created == "2012-06-30T23:30:00Z"


@pytest.mark.parametrize(
    "name", ["Report by Karen Oldroyd.docx", "karen  OLDROYD.docx", "FN-11 report.docx", "fn-11.docx"]
)
def test_a_name_or_the_reference_in_it_blocks(case: Case, name: str) -> None:
    record = make_record(case, released("a.docx", output_name=name))
    with pytest.raises(BlockedError, match="would hold a name") as caught:
        made(record)
    assert "Oldroyd" not in str(caught.value)


def test_allowed_names_and_parts_of_words_do_not_block(case: Case) -> None:
    for name in ("Overview by Frances Tolland.docx", "FN-110.docx", "Karen Oldroyds.docx"):
        assert made(make_record(case, released("a.docx", output_name=name)))


def test_a_release_without_a_ticket_is_not_certified(case: Case) -> None:
    with pytest.raises(BlockedError, match="no ticket"):
        made(make_record(case, DocumentResult("a.docx", None, Status.RELEASED)))


def test_the_schema_takes_no_other_field_and_no_other_digest(case: Case) -> None:
    values = json.loads(made(make_record(case, released())).to_bytes())
    for wrong in (
        {**values, "name": "x"},
        {**values, "audit": "x"},
        {**values, "format": "other"},
        {**values, "released": [{**values["released"][0], "sha256": "x"}]},
    ):
        with pytest.raises(ValidationError):
            Certificate.model_validate(wrong)


def test_released_bytes_are_recognised(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "certificate.json"
    path.write_bytes(made(make_record(case, released("a.docx", b"one"))).to_bytes())
    copies = ReleasedCopies.read(path)
    assert copies.is_released(b"one")
    assert copies.name_of(b"one") == "a.docx"
    assert not copies.is_released(b"one ")


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"name": "Karen Oldroyd"}'])
def test_a_foreign_certificate_is_not_believed(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "certificate.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match="not written by this program") as caught:
        ReleasedCopies.read(path)
    assert "Oldroyd" not in str(caught.value)


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    key = hash_key(tmp_path)
    assert len(key) == 32
    assert hash_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "hash.key").stat().st_mode) == 0o600
    other = tmp_path / "other"
    other.mkdir()
    assert hash_key(other) != key


@pytest.mark.parametrize("content", [b"", b"short", b"k" * 33])
def test_a_damaged_key_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "hash.key").write_bytes(content)
    with pytest.raises(CaseError, match=r"hash\.key is damaged"):
        hash_key(tmp_path)


def test_the_keyed_hash_can_be_made_again_by_hand() -> None:
    sha256 = digest(b"original")
    by_hand = hmac.new(KEY, b"redactor source\x00" + bytes.fromhex(sha256), hashlib.sha256).hexdigest()
    assert keyed_hash(KEY, sha256) == by_hand
    assert keyed_hash(b"j" * 32, sha256) != by_hand


def test_samples_are_what_these_tests_take_them_for() -> None:
    assert WORKER.is_protected
    assert NEWCOMER.origin is Origin.PROVISIONAL


def test_the_version_is_that_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    assert program_version() == metadata.version("redactor")
    monkeypatch.setattr("redactor.release.program.NAME", "redactor-that-is-nowhere")
    assert program_version() == "unknown"
