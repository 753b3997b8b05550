"""A private folder for one conversion: 0700, emptied at the end, and after a crash at the next start.

The operating system's lock on a file in the folder says whether its owner lives, so a
left-over is told from a folder in use without guessing from process numbers. Names
carry nothing of a document.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "redactor-convert-"
_LOCK = "lock"
_NEWBORN_SECONDS = 3600.0
"""A folder without a lock file may be one that is being made; older than this it is a left-over."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """A new folder that only its owner may enter; removed with everything in it afterwards.

    Folders that dead processes left behind are removed first.

    Raises:
        OSError: if it cannot be made, or not be emptied.
    """
    remove_left_overs()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            _lock(handle)
            yield folder
        finally:
            os.close(handle)
    finally:
        shutil.rmtree(folder)


def remove_left_overs() -> int:
    """Remove the folders of processes that died; those in use and those of other users stay.

    Returns:
        How many were removed.
    """
    removed = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):  # in use, another user's, or just removed by another process
            if folder.is_symlink() or not folder.is_dir() or not _is_abandoned(folder):
                continue
            shutil.rmtree(folder)
            removed += 1
    return removed


def _is_abandoned(folder: Path) -> bool:
    if os.name == "posix" and folder.stat().st_uid != os.getuid():
        return False
    try:
        handle = os.open(folder / _LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime > _NEWBORN_SECONDS
    try:
        _lock(handle)
    finally:
        os.close(handle)
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
