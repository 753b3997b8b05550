from __future__ import annotations

import pytest

from redactor.errors import ExitCode
from redactor.model import Status
from redactor.release.results import DocumentResult, exit_code_of

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
    for status in Status:
        exit_code_of(ended(status, Status.RELEASED))


def test_order_of_severity() -> None:
    worst_first = [Status.BLOCKED, Status.UNREADABLE, Status.UNSUPPORTED, Status.HELD, Status.RELEASED]
    for index, status in enumerate(worst_first):
        assert exit_code_of(ended(*worst_first[index:])) is exit_code_of(ended(status))
