"""File operations that survive a power cut: written, flushed, read back, renamed.

An operation either raises ``OSError`` or is on the disk when it returns.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path

_CHUNK = 1 << 20
_EXCLUSIVE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def write_new(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Create ``path`` with ``data`` and flush it to the disk.

    Raises:
        FileExistsError: something stands there already, a link included.
    """
    handle = os.open(path, _EXCLUSIVE, mode)
    try:
        write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def write_all(handle: int, data: bytes) -> None:
    """Write every byte of ``data`` to an open file."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def sha256_of(path: Path) -> str:
    """Return the hexadecimal digest of what stands on the disk."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def sync_directory(path: Path) -> None:
    """Flush a folder's list of names (nothing to do on Windows, which cannot)."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def move(source: Path, target: Path) -> None:
    """Rename within one file system, replacing a file, and flush both folders."""
    source.replace(target)
    sync_directory(target.parent)
    if source.parent != target.parent:
        sync_directory(source.parent)


def remove_tree(path: Path) -> None:
    """Remove a folder and what is in it; links are removed, not followed."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path)
