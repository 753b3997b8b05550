"""One process at a time in one folder: a run in its output folder, sealing in a confidential folder.

The lock is the operating system's own on an open file, so a dead process holds
nothing: its lock is taken over without guessing from process numbers.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redactor.errors import BusyError

LOCK_NAME = ".redactor.lock"
_HELD_BY_ANOTHER = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_BUSY = "Another run is writing to this output folder."
_BUSY_STEP = "Wait until it has ended, or choose another --out folder."


@contextmanager
def exclusive(folder: Path, *, busy: str = _BUSY, next_step: str = _BUSY_STEP) -> Iterator[None]:
    """Hold the lock of ``folder`` while the block runs.

    Args:
        folder: It must be there.
        busy: What is said when another process holds the lock.
        next_step: What to do then.

    Raises:
        BusyError: another living process holds it.
    """
    handle = _acquire(folder / LOCK_NAME, busy, next_step)
    try:
        yield
    finally:
        _release(handle, folder / LOCK_NAME)


def _acquire(path: Path, busy: str, next_step: str) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            _lock(handle)
            if _is_still(path, handle):
                return handle
        except OSError as error:
            os.close(handle)
            if error.errno in _HELD_BY_ANOTHER:
                raise BusyError(busy, next_step=next_step) from error
            raise
        os.close(handle)


def _is_still(path: Path, handle: int) -> bool:
    """Whether ``path`` is the file that was locked: its last holder removes it at the end."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _release(handle: int, path: Path) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)
        with suppress(OSError):  # another run may have opened it already; it removes it
            path.unlink()

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(handle: int, path: Path) -> None:
        with suppress(FileNotFoundError):
            path.unlink()
        os.close(handle)
