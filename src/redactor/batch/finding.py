"""Which cases an archive holds; nothing is opened and nothing is written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from redactor.batch.values import PlannedCase, PlannedDocument
from redactor.case.case_toml import FILE as CASE_FILE
from redactor.errors import UsageError
from redactor.ingest import discover


@dataclass(frozen=True, slots=True)
class Archive:
    """What stands below a root.

    Attributes:
        cases: Case folders, sorted by their place.
        loose: Files in no case folder, sorted by their place.
        skipped: One line each, ``path (why)``: lock files, litter, links that leave the root.
    """

    cases: tuple[Path, ...]
    loose: tuple[Path, ...]
    skipped: tuple[str, ...]


def survey(root: Path, *, leave_out: Iterable[Path] = ()) -> Archive:
    """Find case folders (those with a ``case.toml``) and loose files below ``root``.

    Args:
        root: The archive; may be a case folder itself.
        leave_out: Folders of this program's own output that happen to lie below it.

    Raises:
        UsageError: if ``root`` is no folder.
    """
    if not root.is_dir():
        raise UsageError(f"There is no folder {root}.", next_step="Look at the path again.")
    out = {folder.resolve() for folder in leave_out}
    cases: list[Path] = []
    for folder, subfolders, names in os.walk(root, followlinks=False):
        here = Path(folder)
        subfolders[:] = sorted(
            name for name in subfolders if not (here / name).is_symlink() and (here / name).resolve() not in out
        )
        if CASE_FILE in names:
            cases.append(here)
            subfolders.clear()
    found = discover(root)
    inside = (*(folder.resolve() for folder in cases), *out)
    loose = tuple(path for path in found.files if not _below_any(path, inside))
    skipped = tuple(line for line in found.skipped if not _below_any(root / line, inside))
    return Archive(tuple(sorted(cases)), loose, skipped)


def _below_any(path: Path, folders: Iterable[Path]) -> bool:
    resolved = path.resolve()
    return any(resolved.is_relative_to(folder) for folder in folders)


def planned(
    archive: Archive, root: Path, *, each_file: bool, glossary: Path | None = None, settings: Path | None = None
) -> tuple[PlannedCase, ...]:
    """The cases of a batch: the case folders and, with ``each_file``, every loose document as a case of its own.

    Args:
        archive: What stands below ``root``.
        root: The archive's root.
        each_file: Whether loose documents are taken.
        glossary: The glossary that they share; without one each is a draft for review, never a release.
        settings: A ``case.toml`` that they share.
    """
    cases = [PlannedCase(key=_key(folder, root), folder=str(folder)) for folder in archive.cases]
    if each_file:
        cases += [
            PlannedCase(
                key=_key(path, root),
                loose=(PlannedDocument(path=str(path), name=path.name),),
                glossary=str(glossary or ""),
                settings=str(settings or ""),
            )
            for path in archive.loose
        ]
    return tuple(cases)


def _key(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
