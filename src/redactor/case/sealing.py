"""Sealing: the key from names to codes put away in one encrypted file, and taken out again.

``seal_case`` puts the confidential folder and the glossary into ``sealed.zip.age`` and removes them; ``open_case``
does the reverse. The originals in ``documents/`` are never touched.

Guarantee: killed at any moment, the case is whole in the clear or whole in the sealed file, and the next ``seal`` or
``open`` finishes or undoes what was interrupted without being asked for a passphrase. Everything is written into one
working folder first, flushed and read back; one rename commits. The working folder says how far it got:

- sealing is committed once ``sealed.zip.age`` stands in the case: what the working folder still holds is then
  removed, before that it is put back;
- opening is committed once ``sealed.zip.age`` stands in the working folder: what is still there is then put into the
  case, before that it is removed.

Residual risk: removing a file does not erase it from a disk or its backups; an encrypted disk does.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from redactor.case.age import Key, Lock, decrypt, encrypt, require_kind
from redactor.case.files import move, remove_tree, sync_directory, write_new
from redactor.case.glossary import FILES as GLOSSARY_FILES
from redactor.case.locking import LOCK_NAME, exclusive
from redactor.errors import UsageError

SEALED = "sealed.zip.age"
CONFIDENTIAL = "confidential"
SEALING = ".redactor-sealing"
OPENING = ".redactor-opening"
_PLAIN = "plain"
_BUSY = "Another run, or another sealing, is working on this case."
_BUSY_STEP = "Wait until it has ended, and try again."
_EPOCH = (1980, 1, 1, 0, 0, 0)


class SealedError(UsageError):
    """The case is sealed, or sealing it was interrupted.

    Args:
        interrupted: Whether a sealing or opening was stopped half way.
    """

    def __init__(self, *, interrupted: bool = False) -> None:
        what = "Sealing or opening this case was interrupted." if interrupted else "This case is sealed."
        step = "Run redactor open CASE: it puts the case in order" if interrupted else "Run redactor open CASE"
        super().__init__(what, next_step=f"{step}, then try again.")


def is_sealed(root: Path) -> bool:
    """Whether the case's key is in the sealed file."""
    return (root / SEALED).exists()


def require_open(root: Path) -> None:
    """Check that the case can be read.

    Raises:
        SealedError: it is sealed, or a sealing was interrupted; says how to open it.
    """
    if (root / SEALING).exists() or (root / OPENING).exists():
        raise SealedError(interrupted=True)
    if is_sealed(root):
        raise SealedError


def require_unsealed(root: Path) -> None:
    """Check that there is something to seal, before anybody is asked for a passphrase.

    Raises:
        UsageError: the case is sealed already.
    """
    if is_sealed(root):
        raise UsageError("This case is sealed already.", next_step="redactor open CASE opens it.")


def require_passphrase(root: Path) -> None:
    """Check that a sealed case opens with a passphrase, before anybody is asked for it.

    Raises:
        UsageError: it opens with a key file.
    """
    if is_sealed(root):
        require_kind((root / SEALED).read_bytes(), passphrase=True)


def seal_case(root: Path, lock: Lock) -> tuple[str, ...]:
    """Put the confidential folder and the glossary into ``sealed.zip.age``.

    Args:
        root: The case folder.
        lock: Passphrase or recipients.

    Returns:
        What was sealed, by the names in the case folder.

    Raises:
        UsageError: there is nothing to seal, it is sealed already, something was changed
            meanwhile, or the folder cannot be written. The case is then as it was.
    """
    _require_case(root)
    with _working(root):
        _settle(root)
        require_unsealed(root)
        names = _what_to_seal(root)
        content = _content(root, names)
        sealed = encrypt(_packed(content), lock)
        work = root / SEALING
        work.mkdir(mode=0o700)
        try:
            _write_checked(work / SEALED, sealed)
            (work / _PLAIN).mkdir(mode=0o700)
            for name in names:
                move(root / name, work / _PLAIN / name)
            _require_same(_content(work / _PLAIN, names), content)
            move(work / SEALED, root / SEALED)
        except BaseException:
            _settle(root)
            raise
        _settle(root)
    return names


def open_case(root: Path, key: Key) -> tuple[str, ...]:
    """Take the confidential folder and the glossary out of ``sealed.zip.age``.

    Args:
        root: The case folder.
        key: Passphrase or key file.

    Returns:
        What was taken out, by the names in the case folder.

    Raises:
        UsageError: the key is another one, the case is not sealed, something stands where
            they belong, or the folder cannot be written. The case is then as it was.
    """
    _require_case(root)
    with _working(root):
        _settle(root)
        if not is_sealed(root):
            raise UsageError("This case is not sealed.", next_step="Nothing has to be done.")
        content = _unpacked(decrypt((root / SEALED).read_bytes(), key))
        names = tuple(sorted({PurePosixPath(path).parts[0] for path in content}))
        _require_free(root, names)
        work = root / OPENING
        work.mkdir(mode=0o700)
        try:
            _write_content(work / _PLAIN, content)
            _require_same(_content(work / _PLAIN, names), content)
            move(root / SEALED, work / SEALED)
        except BaseException:
            _settle(root)
            raise
        _settle(root)
    return names


def _require_same(found: Mapping[str, bytes | None], expected: Mapping[str, bytes | None]) -> None:
    if found != expected:
        raise UsageError(
            "A file was changed in the meantime; the case is as it was.",
            next_step="Close the case's files in Excel and Word, and try again.",
        )


def settle(root: Path) -> bool:
    """Finish or undo a sealing or opening that was stopped half way; whether there was one.

    Raises:
        UsageError: something stands where a file has to be put back.
    """
    _require_case(root)
    with _working(root):
        return _settle(root)


def _settle(root: Path) -> bool:
    sealing, opening = root / SEALING, root / OPENING
    found = sealing.exists() or opening.exists()
    if sealing.exists():
        if not is_sealed(root):
            _put_back(sealing / _PLAIN, root)
        remove_tree(sealing)
    if opening.exists():
        if not is_sealed(root):
            _put_back(opening / _PLAIN, root)
        remove_tree(opening)
    if found:
        sync_directory(root)
    return found


def _put_back(plain: Path, root: Path) -> None:
    names = tuple(sorted(path.name for path in plain.iterdir())) if plain.exists() else ()
    _require_free(root, names)
    for name in names:
        move(plain / name, root / name)


def _require_free(root: Path, names: tuple[str, ...]) -> None:
    taken = [name for name in names if (root / name).exists() or (root / name).is_symlink()]
    if taken:
        raise UsageError(
            f"In the case folder there is a {' and a '.join(taken)} of later date than the sealed one.",
            next_step="Move it out of the case folder, open the case, and compare the two.",
        )


@contextmanager
def _working(root: Path) -> Iterator[None]:
    """One process at a time; failures of the file system in words that name no file."""
    try:
        with exclusive(root, busy=_BUSY, next_step=_BUSY_STEP):
            yield
    except OSError as error:
        raise UsageError(
            f"The case folder cannot be written ({error.strerror or type(error).__name__}).",
            next_step="Close the case's files, look at free space and permissions, and try again.",
        ) from None


def _require_case(root: Path) -> None:
    if not (root / "case.toml").is_file():
        raise UsageError("There is no case.toml, so this is not a case folder.", next_step="Name the case folder.")


def _what_to_seal(root: Path) -> tuple[str, ...]:
    sealable = (CONFIDENTIAL, *GLOSSARY_FILES)
    names = tuple(sorted(path.name for path in root.iterdir() if path.name.casefold() in sealable))
    if not names:
        raise UsageError("There is neither a glossary nor a confidential folder to seal.")
    return names


def _content(root: Path, names: tuple[str, ...]) -> dict[str, bytes | None]:
    """Path below ``root`` → bytes; ``None`` for a folder."""
    found: dict[str, bytes | None] = {}
    for name in names:
        top = root / name
        below = sorted(top.rglob("*")) if top.is_dir() and not top.is_symlink() else []
        for path in (top, *below):
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise UsageError(
                    "There is a link in the glossary or the confidential folder; a link cannot be sealed.",
                    next_step="Put the file itself in its place.",
                )
            if path.name != LOCK_NAME:
                found[path.relative_to(root).as_posix()] = None if path.is_dir() else path.read_bytes()
    return found


def _packed(content: Mapping[str, bytes | None]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in sorted(content.items()):
            member = ZipInfo(name if data is not None else f"{name}/", date_time=_EPOCH)
            member.compress_type = ZIP_DEFLATED
            member.external_attr = (0o100600 if data is not None else 0o040700) << 16
            archive.writestr(member, data or b"")
    return buffer.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes | None]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            content = {m.filename.rstrip("/"): None if m.is_dir() else archive.read(m) for m in members}
    except (BadZipFile, NotImplementedError, RuntimeError):
        raise _not_ours() from None
    if len(content) != len(members) or not all(map(_is_ours, content)) or not content:
        raise _not_ours()
    return content


def _not_ours() -> UsageError:
    return UsageError(
        f"{SEALED} holds something that this program did not seal; nothing was changed.",
        next_step="Ask who put it there.",
    )


def _is_ours(name: str) -> bool:
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
        return False
    return parts[0].casefold() == CONFIDENTIAL or (len(parts) == 1 and name.casefold() in GLOSSARY_FILES)


def _write_content(folder: Path, content: Mapping[str, bytes | None]) -> None:
    folder.mkdir(mode=0o700)
    folders = [folder]
    for name, data in sorted(content.items()):
        path = folder / name
        if data is None:
            path.mkdir(mode=0o700)
            folders.append(path)
        else:
            write_new(path, data)
    for path in reversed(folders):
        sync_directory(path)


def _write_checked(path: Path, data: bytes) -> None:
    """Write, flush and read back."""
    write_new(path, data)
    sync_directory(path.parent)
    if path.read_bytes() != data:
        raise OSError(errno.EIO, "the disk does not hold what was written")
