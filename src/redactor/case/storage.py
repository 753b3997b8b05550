"""Where the program writes about identities: private folders, whole files or none."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from redactor.case.files import sync_directory, write_new


def private_directory(path: Path) -> Path:
    """Make a folder that only its owner may enter (0700), parents included, and return it.

    A folder that is there already is closed to others. On Windows the folder
    keeps the access list it inherits from the case folder.

    Raises:
        OSError: if it cannot be made, or something else stands there.
    """
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
    if not path.is_dir():
        raise NotADirectoryError(20, "not a folder", path.name)
    if os.name == "posix":
        path.chmod(0o700)
    return path


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read (0600): afterwards it is there whole, or as it was before.

    Raises:
        OSError: if it cannot be written; nothing is left behind.
    """
    temporary = path.with_name(f".tmp-{secrets.token_hex(8)}")
    try:
        write_new(temporary, data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)
