"""Whether a case is still the one that was done: digests of everything that decides its result."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from redactor.batch.values import Options, PlannedCase
from redactor.case.decisions import FILE as DECISIONS
from redactor.case.files import sha256_of
from redactor.ingest import discover
from redactor.release.program import program_version
from redactor.resources import resource

_GLOSSARIES = ("case.toml", "glossary.csv", "glossary.xlsx", "glossary.docx")


def documents_of(case: PlannedCase) -> tuple[tuple[str, Path], ...]:
    """The documents of a case as ``(source, path)``, in order; empty if the folder has none."""
    if case.loose:
        return tuple((item.name, Path(item.path)) for item in case.loose)
    folder = Path(case.folder) / "documents"
    if not folder.is_dir():
        return ()
    return tuple((path.relative_to(folder).as_posix(), path) for path in discover(folder).files)


def case_digest(case: PlannedCase, options: Options, confidential: Path) -> str:
    """SHA-256 over everything that decides what becomes of a case, its own register apart.

    Args:
        case: The case.
        options: How it is run.
        confidential: Where its decisions stand.

    A file that cannot be read counts as such; it may be readable the next time, and then the digest differs.
    """
    digest = hashlib.sha256()
    _add(digest, "program", program_version(), engine_digest(options.pipeline), options.model_dump_json())
    for name, path in _settings(case, confidential):
        _add(digest, name, _file(path))
    _add(digest, "plan", case.model_dump_json(include={"kinds", "left_out"}))
    for item in case.loose:
        _add(digest, "kind", item.name, item.kind)
    for source, path in documents_of(case):
        _add(digest, "document", source, _file(path))
    return digest.hexdigest()


def _settings(case: PlannedCase, confidential: Path) -> Iterable[tuple[str, Path]]:
    if case.folder:
        yield from ((name, Path(case.folder) / name) for name in _GLOSSARIES)
    if case.glossary:
        yield "glossary", Path(case.glossary)
    if case.settings:
        yield "settings", Path(case.settings)
    yield "decisions", confidential / DECISIONS


def _file(path: Path) -> str:
    if not path.is_file():
        return "absent"
    try:
        return sha256_of(path)
    except OSError:
        return "unreadable"


def _add(digest: hashlib._Hash, *values: str) -> None:
    for value in values:
        raw = value.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)


@lru_cache(maxsize=4)
def engine_digest(pipeline: str = "") -> str:
    """SHA-256 over the files of the language pipeline: the shipped one, or the folder given; ``"none"`` without one."""
    try:
        folder = Path(pipeline) if pipeline else resource("models", "en_scr")
    except FileNotFoundError:
        return "none"
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            _add(digest, path.relative_to(folder).as_posix(), sha256_of(path))
    return digest.hexdigest()
