"""What stands in an output folder from an earlier run, and what does not belong there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from redactor.case.files import sha256_of
from redactor.errors import UsageError
from redactor.release.certificate_schema import Certificate, read_certificate

RELEASE_NAME = "release"
CERTIFICATE_NAME = "certificate.json"
_LITTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier release.

    Attributes:
        certificate: As read; ``None`` if there is none.
        exists: Whether the folder ``release`` stands.
        complete: Whether ``release`` holds exactly the files that the certificate names.
    """

    certificate: Certificate | None
    exists: bool
    complete: bool


def read_previous(out: Path) -> Previous:
    """Look at ``out`` before anything in it is replaced.

    Raises:
        UsageError: ``release`` or ``certificate.json`` holds something that this
            program did not write: it must not be deleted.
    """
    certificate = _read_certificate(out / CERTIFICATE_NAME)
    release = out / RELEASE_NAME
    if release.is_symlink() or (release.exists() and not release.is_dir()):
        raise UsageError(
            "release in the output folder is not a folder.", next_step="Move it away, or choose another --out."
        )
    if not release.exists():
        return Previous(certificate, exists=False, complete=False)
    files = certificate.files if certificate else {}
    present = {path.name: path for path in release.iterdir() if path.name.casefold() not in _LITTER}
    foreign = [path for name, path in present.items() if name not in files or not _is_plain_file(path)]
    if foreign:
        count = f"{len(foreign)} file" if len(foreign) == 1 else f"{len(foreign)} files"
        raise UsageError(
            f"The folder release holds {count} that this program did not write there; nothing was changed.",
            next_step="Move them away (close Word or Excel if they are open), or choose another --out folder.",
        )
    complete = present.keys() == files.keys() and all(sha256_of(path) == files[name] for name, path in present.items())
    return Previous(certificate, exists=True, complete=complete)


def _is_plain_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _read_certificate(path: Path) -> Certificate | None:
    if not path.exists() and not path.is_symlink():
        return None
    try:
        return read_certificate(path)
    except UsageError:
        raise UsageError(
            "certificate.json in the output folder was not written by this program, or was changed.",
            next_step="Move it away together with the folder release, or choose another --out folder.",
        ) from None
