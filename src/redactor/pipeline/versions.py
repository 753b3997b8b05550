"""Two releases of one document, or two release folders, compared as a reader with both could."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from redactor.case import load_case
from redactor.case.schema import Case
from redactor.errors import ExitCode, UnreadableError, UsageError
from redactor.formats.passwords import NONE, Passwords, read_passwords, unlocked
from redactor.verify import Learnt, compare_versions


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of one document.

    Attributes:
        old: Name of the older file.
        new: Name of the newer file.
        learnt: What the two together tell.
    """

    old: str
    new: str
    learnt: tuple[Learnt, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two releases together tell.

    Attributes:
        documents: One entry for each document that both have.
        unpaired: Names of files that only one of two folders has.
    """

    documents: tuple[Compared, ...]
    unpaired: tuple[str, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """5 if a code or label is undone in some document, else 0."""
        tells = any(item.what.tells for document in self.documents for item in document.learnt)
        return ExitCode.HELD if tells else ExitCode.OK


def diff_releases(
    old: Path, new: Path, *, case: Case | Path | None = None, password_file: Path | None = None
) -> Comparison:
    """Compare two releases.

    Args:
        old: The older release of a document, or a folder of released files, or an ``--out`` folder.
        new: The newer one; a folder if ``old`` is one. Files of folders are paired by name.
        case: The case, for codes that do not have the shape of one ("Family Support Lead").
        password_file: Passwords of protected files, as for ``check_files``.

    Raises:
        UsageError: one is a file and the other a folder, or two folders share no name.
        UnreadableError: a file cannot be read.
    """
    loaded = load_case(case, need_documents=False) if isinstance(case, Path) else case
    codes = loaded.codes if loaded is not None else frozenset[str]()
    passwords = read_passwords(password_file) if password_file else NONE
    old, new = _released(old), _released(new)
    pairs = tuple(_pairs(old, new))
    compared = [
        Compared(first.name, second.name, compare_versions(_bytes(first, passwords), _bytes(second, passwords), codes))
        for first, second in pairs
    ]
    names = {path.name for pair in pairs for path in pair}
    files = [path.name for folder in (old, new) if folder.is_dir() for path in _files(folder)]
    return Comparison(tuple(compared), tuple(sorted({name for name in files if name not in names})))


def _released(path: Path) -> Path:
    """The folder of the released files, where a whole ``--out`` folder is given."""
    inner = path / "release"
    return inner if inner.is_dir() and (path / "certificate.json").is_file() else path


def _pairs(old: Path, new: Path) -> Iterator[tuple[Path, Path]]:
    if old.is_dir() != new.is_dir():
        raise UsageError("One is a file and the other a folder.", next_step="Name two files, or two folders.")
    if not old.is_dir():
        yield old, new
        return
    first = {path.name.casefold(): path for path in _files(old)}
    second = {path.name.casefold(): path for path in _files(new)}
    shared = sorted(first.keys() & second.keys())
    if not shared:
        raise UsageError(
            "The two folders have no file of the same name.", next_step="Name the two versions of one document."
        )
    for name in shared:
        yield first[name], second[name]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))


def _bytes(path: Path, passwords: Passwords) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"A file cannot be opened ({error.strerror}).", next_step="Look at its name.") from None
    plain = unlocked(path.as_posix(), data, passwords)
    return data if plain is None else plain
