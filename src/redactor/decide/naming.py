"""Safe names for released files, with codes in place of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from redactor.model import Replacement, rewritten

_UNSAFE = re.compile(r"[^A-Za-z0-9 ._()&-]+")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)
MAX_STEM = 100


def stem_of(source: str) -> str:
    """The file name of a source path without folder and extension."""
    return PurePosixPath(source).stem


def output_stem(source: str, replacements: Iterable[Replacement]) -> str:
    """Return the coded, safe stem of a released file.

    Args:
        source: Path below ``documents/``.
        replacements: Edits of ``stem_of(source)``.

    Returns:
        Letters, digits, space and ``._()&-`` only, never empty, never a device
        name of Windows, at most ``MAX_STEM`` characters.
    """
    text = rewritten(stem_of(source), replacements)
    text = unicodedata.normalize("NFKD", text.replace("[", "").replace("]", ""))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"\s+", " ", _UNSAFE.sub("_", text)).strip(" ._-")[:MAX_STEM].rstrip(" ._-")
    if not text or not any(c.isalnum() for c in text):
        return "document"
    return f"document {text}" if text.casefold() in _RESERVED else text


def numbered(names: Iterable[str]) -> tuple[str, ...]:
    """Return the file names made unique without regard to case: the second "a.docx" is "a (2).docx"."""
    seen: set[str] = set()
    unique: list[str] = []
    for name in names:
        stem, dot, extension = name.rpartition(".")
        candidate, number = name, 1
        while candidate.casefold() in seen:
            number += 1
            candidate = f"{stem} ({number}){dot}{extension}"
        seen.add(candidate.casefold())
        unique.append(candidate)
    return tuple(unique)
