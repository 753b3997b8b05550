"""Older Office files opened with a password, in a process of its own that is stopped when it takes too long.

The libraries that read these formats can run for ever on a damaged file, so nothing of
them runs in the process that does the work. Passwords go through a pipe, never through
a command line or a file.
"""

from __future__ import annotations

import io
import json
import logging
import struct
import subprocess
import sys
from collections.abc import Sequence
from enum import Enum
from typing import Any

SECONDS = 60.0
_LENGTH = struct.Struct(">I")


class Outcome(Enum):
    """What came of a file."""

    OPENED = b"+"
    OPEN = b"-"
    """It has no password."""
    LOCKED = b"?"
    """No password fits."""
    BROKEN = b"!"


def open_apart(untrusted_data: bytes, passwords: Sequence[str], *, seconds: float = SECONDS) -> tuple[Outcome, bytes]:
    """Take the password off an old Word, Excel or PowerPoint file.

    Args:
        untrusted_data: The whole file.
        passwords: What to try, in order.
        seconds: When the attempt is stopped; the file then counts as broken.

    Returns:
        What came of it, and the file without its password where one was taken off.
    """
    listed = json.dumps(list(passwords)).encode("utf-8")
    try:
        ended = subprocess.run(  # noqa: S603  # this very interpreter
            [sys.executable, "-m", __name__],
            input=_LENGTH.pack(len(listed)) + listed + untrusted_data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome.BROKEN, b""
    if ended.returncode != 0 or not ended.stdout:
        return Outcome.BROKEN, b""
    return Outcome(ended.stdout[:1]), ended.stdout[1:]


def _attempt(data: bytes, passwords: Sequence[str]) -> tuple[Outcome, bytes]:
    """Try the passwords; whatever else the libraries raise ends this process."""
    import msoffcrypto  # type: ignore[import-untyped]
    from msoffcrypto.exceptions import InvalidKeyError  # type: ignore[import-untyped]

    logging.disable()  # the library writes derived keys into its debug log
    if not msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted():
        return Outcome.OPEN, b""
    for password in passwords:
        office: Any = msoffcrypto.OfficeFile(io.BytesIO(data))
        out = io.BytesIO()
        try:
            office.load_key(password=password)
            office.decrypt(out)
        except InvalidKeyError:
            continue
        return Outcome.OPENED, out.getvalue()
    return Outcome.LOCKED, b""


def _main() -> None:
    given = sys.stdin.buffer.read()
    (length,) = _LENGTH.unpack_from(given)
    at = _LENGTH.size + length
    outcome, data = _attempt(given[at:], json.loads(given[_LENGTH.size : at]))
    sys.stdout.buffer.write(outcome.value + data)


if __name__ == "__main__":
    _main()
