from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from tests.release.samples import (
    blocked,
    digest,
    make_case,
    make_record,
    make_verification,
    released,
    unreadable,
)

from redactor.errors import BlockedError
from redactor.model import Status
from redactor.release import gate
from redactor.release.audit import read_audit
from redactor.release.certificate_schema import Certificate
from redactor.release.finish import publish_run, released_items, rows_for_key, write_reports
from redactor.release.hashing import hash_key, keyed_hash
from redactor.release.key_to_codes import build_key
from redactor.release.output import open_output


def test_a_run_from_end_to_end(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case")
    record = make_record(case, released(), blocked(), unreadable())
    key = build_key(rows_for_key(record))
    ticket = gate.issue_for_key(key, make_verification(key), profile=record.profile)
    with open_output(tmp_path / "out", case) as output:
        done = publish_run(output, record, key_to_codes=(ticket, key))
    report = write_reports(record)
    assert done.release is not None
    assert {path.name for path in done.release.iterdir()} == {"IMR Health.docx", "Key to codes.docx"}
    certificate = Certificate.model_validate_json(done.certificate.read_bytes())
    assert certificate.key_to_codes is not None
    assert certificate.released[0].source == keyed_hash(hash_key(case.confidential), digest(b"IMR Health.docx"))
    lines = read_audit(tmp_path / "out" / "audit.jsonl")
    assert lines[0].counts == {"blocked": 1, "released": 1, "unreadable": 1}
    assert certificate.released[0].source in lines[0].sources
    assert len(lines[0].sources) == 2
    assert report == case.confidential / "report.html"
    assert json.loads((case.confidential / "report.json").read_bytes())["exit_code"] == 6
    assert (case.confidential / "drafts" / "DRAFT - Overview.docx").read_bytes() == b"draft bytes"
    for path in case.confidential.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path.name


def test_no_name_gets_into_the_output_folder(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case")
    record = make_record(case, released("IMR Karen Oldroyd.docx", output_name="IMR SW1.docx"), blocked())
    with open_output(tmp_path / "out", case) as output:
        publish_run(output, record)
    for path in (tmp_path / "out").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in (b"Oldroyd", b"Quillfeather", b"Wisniowski", b"FN-11", b"Poppy"):
            assert secret not in content
            assert secret.decode() not in path.name


@pytest.mark.parametrize("missing", ["ticket", "applied"])
def test_released_without_ticket_or_copy_is_not_published(tmp_path: Path, missing: str) -> None:
    case = make_case(tmp_path / "case")
    item = replace(released(), **{missing: None})  # type: ignore[arg-type]
    record = make_record(case, item)
    with pytest.raises(BlockedError, match="no ticket"):
        released_items(record)
    with open_output(tmp_path / "out", case) as output, pytest.raises(BlockedError):
        publish_run(output, record)
    assert not (tmp_path / "out" / "release").exists()


def test_a_held_document_is_never_published_even_with_a_ticket(tmp_path: Path) -> None:
    record = make_record(make_case(tmp_path), replace(released(), status=Status.HELD))
    assert released_items(record) == ()
