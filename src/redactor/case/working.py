"""One process at a time works on a case: two runs would give one code to two people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from redactor.case.locking import exclusive
from redactor.case.schema import Case
from redactor.case.sealing import require_open
from redactor.errors import UsageError

_BUSY = "Another run, or a sealing, is working on this case."
_BUSY_STEP = "Wait until it has ended, and run again."


@contextmanager
def working_on(case: Case) -> Iterator[None]:
    """Keep other runs and sealing away from a case while the block writes into its confidential folder.

    A confidential folder elsewhere is not sealed with the case, and the case itself may then be on a
    read-only disk: nothing is locked.

    Raises:
        UsageError: another process works on the case, the case cannot be written, or it was sealed
            since it was loaded.
    """
    if not case.confidential.resolve().is_relative_to(case.root.resolve()):
        yield
        return
    with _lock(case):
        require_open(case.root)
        yield


@contextmanager
def _lock(case: Case) -> Iterator[None]:
    lock = exclusive(case.root, busy=_BUSY, next_step=_BUSY_STEP)
    try:
        lock.__enter__()
    except OSError as error:
        raise UsageError(
            f"The case folder cannot be written ({error.strerror or type(error).__name__}).",
            next_step="Look at its permissions, or name another folder with --confidential.",
        ) from None
    try:
        yield
    finally:
        lock.__exit__(None, None, None)
