from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.release.samples import blocked, digest, make_case, make_record, released

from redactor.errors import ExitCode
from redactor.model import Status
from redactor.release.results import DocumentResult, RunResult, exit_code_of

ALONE = [
    (Status.RELEASED, ExitCode.OK),
    (Status.HELD, ExitCode.HELD),
    (Status.BLOCKED, ExitCode.BLOCKED),
    (Status.REFUSED, ExitCode.BLOCKED),
    (Status.UNREADABLE, ExitCode.UNREADABLE),
    (Status.UNSUPPORTED, ExitCode.UNSUPPORTED),
]
BESIDE_A_RELEASED_ONE = [
    *((s, c) for s, c in ALONE if s is not Status.REFUSED),
    (Status.REFUSED, ExitCode.OK),
]


def ended(*statuses: Status) -> list[DocumentResult]:
    return [DocumentResult(f"d{n}.docx", None, status) for n, status in enumerate(statuses)]


@pytest.mark.parametrize(("status", "code"), ALONE)
def test_every_status_has_its_exit_code(status: Status, code: ExitCode) -> None:
    assert exit_code_of(ended(status)) is code


@pytest.mark.parametrize(("status", "code"), BESIDE_A_RELEASED_ONE)
def test_the_worse_document_decides(status: Status, code: ExitCode) -> None:
    assert exit_code_of(ended(Status.RELEASED, status, Status.RELEASED)) is code


def test_refused_beside_held_is_held() -> None:
    assert exit_code_of(ended(Status.REFUSED, Status.HELD)) is ExitCode.HELD


def test_all_refused_is_blocked_and_none_is_ok() -> None:
    assert exit_code_of(ended(Status.REFUSED, Status.REFUSED)) is ExitCode.BLOCKED
    assert exit_code_of(()) is ExitCode.OK


def test_every_status_is_mapped() -> None:
    expected = {
        Status.RELEASED: ExitCode.OK,
        Status.REFUSED: ExitCode.OK,
        Status.HELD: ExitCode.HELD,
        Status.BLOCKED: ExitCode.BLOCKED,
        Status.UNREADABLE: ExitCode.UNREADABLE,
        Status.UNSUPPORTED: ExitCode.UNSUPPORTED,
    }
    assert {status: exit_code_of(ended(status, Status.RELEASED)) for status in Status} == expected


def test_order_of_severity() -> None:
    worst_first = [Status.BLOCKED, Status.UNREADABLE, Status.UNSUPPORTED, Status.HELD, Status.RELEASED]
    for index, status in enumerate(worst_first):
        assert exit_code_of(ended(*worst_first[index:])) is exit_code_of(ended(status))


def test_the_digest_of_the_original_comes_from_wherever_it_is_known() -> None:
    whole = released()
    assert whole.original_sha256 == digest(b"IMR Health.docx")
    assert replace(whole, document=None).original_sha256 == digest(b"IMR Health.docx")
    assert replace(whole, document=None, plan=None).original_sha256 == ""
    assert replace(whole, sha256="f" * 64).original_sha256 == "f" * 64


def test_values_with_document_text_stay_out_of_repr(tmp_path: Path) -> None:
    result = RunResult(make_record(make_case(tmp_path), released(), blocked()))
    assert "Oldroyd" not in repr(result)
    assert result.exit_code is ExitCode.BLOCKED
    assert len(result.documents) == 2
