"""A decision is saved whole or not at all, and only if the case can be read afterwards."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from redactor.case.schema import Case
from redactor.case.storage import private_directory, write_private
from redactor.errors import RedactorError, UsageError


@dataclass(frozen=True, slots=True)
class Commit:
    """What one decision did to the files of a case.

    Attributes:
        before: The bytes of each file; ``None`` if it was not there.
        after: The bytes that were written; ``None`` for a file that was taken away.
    """

    before: Mapping[Path, bytes | None]
    after: Mapping[Path, bytes | None]

    @property
    def digest(self) -> str:
        """SHA-256 over what was written, for the audit trail."""
        digest = hashlib.sha256()
        for data in self.after.values():
            digest.update(hashlib.sha256(data or b"").digest())
        return digest.hexdigest()

    def reversed(self) -> Mapping[Path, bytes | None]:
        """What must be written to take the decision back.

        Raises:
            UsageError: if a file was changed since, by another decision or another program.
        """
        if any(_read(path) != data for path, data in self.after.items()):
            raise UsageError(
                "This cannot be taken back any more: the file was changed since.",
                next_step="Make the opposite decision instead.",
            )
        return self.before


def commit(files: Mapping[Path, bytes | None], load: Callable[[], Case]) -> tuple[Commit, Case]:
    """Write files of a case together; if the case cannot be read then, put all of them back.

    Args:
        files: New bytes by path; ``None`` takes a file away.
        load: Reads the case.

    Returns:
        What was done, and the case as it is now.

    Raises:
        CaseError: if the case would have mistakes; nothing is changed.
        UsageError: if a file cannot be written; nothing is changed.
    """
    before = {path: _read(path) for path in files}
    try:
        for path, data in files.items():
            _write(path, data)
        case = load()
    except (RedactorError, OSError) as error:
        for path, data in before.items():
            if _read(path) != data:
                _write(path, data)
        if isinstance(error, OSError):
            raise UsageError(
                f"The file {Path(error.filename or 'of the case').name} cannot be written.",
                next_step="Close it in Excel or Word and try again.",
            ) from None
        raise
    return Commit(before, dict(files)), case


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
        return
    if path.parent.name == "confidential":
        private_directory(path.parent)
    mode = path.stat().st_mode if path.exists() else None
    write_private(path, data)
    if mode is not None:
        path.chmod(stat.S_IMODE(mode))
