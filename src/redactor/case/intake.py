"""Puts files that a person handed over into a case folder, under names that are safe everywhere."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path
from typing import BinaryIO

from redactor.case.glossary import FILES, read_glossary
from redactor.case.problems import Problems
from redactor.case.storage import private_directory
from redactor.errors import CaseError, UsageError

_UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 150
_GLOSSARY_SUFFIXES = tuple(name.removeprefix("glossary") for name in FILES)


def safe_name(untrusted_name: str) -> str:
    """The file's own name, without folders and without what some system cannot store.

    Raises:
        UsageError: if nothing is left of it.
    """
    name = unicodedata.normalize("NFC", untrusted_name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in _UNSAFE.sub("_", name) if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    name = name.strip(" .").removeprefix("~$")
    stem, dot, suffix = name.rpartition(".")
    name = f"{stem[: _LONGEST - len(suffix) - 1].rstrip()}{dot}{suffix}" if stem else name[:_LONGEST]
    if not name or _RESERVED.fullmatch(name):
        raise UsageError("A file has no usable name.", next_step="Rename it and add it again.")
    return name


def add_document(root: Path, untrusted_name: str, stream: BinaryIO) -> str:
    """Copy a file into ``documents/``; a file that is there already is never replaced.

    Args:
        root: The case folder.
        untrusted_name: As the browser gave it.
        stream: The file, at its beginning.

    Returns:
        The name that it has there: with a number if another file has its name.

    Raises:
        UsageError: if it cannot be stored.
    """
    folder = private_directory(root / "documents")
    wanted = Path(safe_name(untrusted_name))
    for number in range(1, 1000):
        name = wanted.name if number == 1 else f"{wanted.stem} ({number}){wanted.suffix}"
        try:
            with (folder / name).open("xb") as target:
                shutil.copyfileobj(stream, target, 1024 * 1024)
        except FileExistsError:
            continue
        except OSError:
            raise UsageError(
                "A file could not be stored.", next_step="Is the disk full, or the folder closed?"
            ) from None
        return name
    raise UsageError("There are too many files of one name.", next_step="Rename them first.")


def put_glossary(root: Path, untrusted_name: str, data: bytes) -> Path:
    """Store a glossary in place of the empty one of a new case.

    Raises:
        CaseError: with each mistake at its row; nothing is stored.
        UsageError: if it is no kind of file that a glossary can be.
    """
    path = root / glossary_name(untrusted_name)
    problems = Problems()
    read_glossary(data, path.name, problems)
    if problems.errors:
        raise CaseError(problems.errors)
    for name in FILES:
        (root / name).unlink(missing_ok=True)
    with path.open("xb") as target:
        target.write(data)
    return path


def glossary_name(untrusted_name: str) -> str:
    """The name that a glossary has in a case folder.

    Raises:
        UsageError: if it is no kind of file that a glossary can be.
    """
    suffix = Path(safe_name(untrusted_name)).suffix.casefold()
    if suffix not in _GLOSSARY_SUFFIXES:
        raise UsageError("A glossary is an Excel, CSV or Word file.", next_step="Save it as .xlsx and add it again.")
    return f"glossary{suffix}"
