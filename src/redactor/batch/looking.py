"""One document of an archive as the inventory sees it; runs in a worker process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from redactor.batch.executing import pages_of
from redactor.batch.similar import signature
from redactor.batch.values import Look, Seen
from redactor.case.case_toml import allowed_role
from redactor.case.files import sha256_of
from redactor.errors import HeldError, RedactorError, UnreadableError, UnsupportedFormatError
from redactor.formats import adapter_for
from redactor.formats.passwords import NONE, Passwords, read_passwords, unlocked
from redactor.ingest import decide_kind
from redactor.lexicon.roles import code_tokens
from redactor.model import Segment, SegmentRole, SourceDocument
from redactor.pipeline import find

_PEOPLE = frozenset({"person"})
_SAMPLE_CHARACTERS = 20_000
_COVER_SEGMENTS = 40
_SCAN_CHARACTERS = 40
"""A page with less text than this is taken for a scan."""

_NAME = r"((?:(?:Dr|Mr|Mrs|Ms|Miss|Prof(?:essor)?|Sir|Dame)\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]*\.?){1,3})"
_ROLE = r"((?:[\w-]+\s+){0,4}(?:author|chair(?:man|woman|person)?|reviewer))"
_ROLE_FIRST = re.compile(rf"\b{_ROLE}\s*(?:[:,–—-]|\bwas\b|\bis\b|\bby\b)\s*{_NAME}", re.IGNORECASE)
_NAME_FIRST = re.compile(rf"{_NAME}\s*[,(–—-]\s*{_ROLE}\b", re.IGNORECASE)
SECONDS_PER_PAGE = {"text": 0.5, "scan": 6.0}
"""What a page takes on one core of an ordinary laptop (docs/benchmarks.md); for the estimate alone."""


def look(task: Look) -> Seen:
    """Read one document and say what it is; nothing is written.

    An unreadable document is seen too, with the reason.
    """
    path = Path(task.path)
    try:
        size = path.stat().st_size
        sha256 = sha256_of(path)
    except OSError as error:
        return Seen(key=task.key, problem=f"The file cannot be opened ({error.strerror or 'unknown reason'}).")
    seen = Seen(key=task.key, size=size, sha256=sha256, format=path.suffix.lower().lstrip("."))
    passwords = read_passwords(Path(task.password_file)) if task.password_file else NONE
    try:
        document = _read(path, task.key, sha256, passwords)
    except (UnreadableError, UnsupportedFormatError, HeldError) as error:
        encrypted = "password" in error.message
        return seen.model_copy(update={"problem": _words(error), "encrypted": encrypted})
    return seen.model_copy(update=_seen(document))


def _read(path: Path, key: str, sha256: str, passwords: Passwords) -> SourceDocument:
    data = path.read_bytes()
    plain = unlocked(key, data, passwords)
    adapter = adapter_for(path.name, data if plain is None else plain)
    opened = adapter.open(data if plain is None else plain)
    kind, reason = decide_kind(key, opened.segments, None)
    return SourceDocument(key, adapter.name, kind, sha256, opened.segments, reason, opened.notices)


def _words(error: RedactorError) -> str:
    return f"{error.message} {error.next_step}".strip()


def _seen(document: SourceDocument) -> dict[str, object]:
    pages = pages_of(document)
    shown = [segment for segment in document.segments if segment.role is not SegmentRole.ATTRIBUTE]
    characters = sum(len(segment.text) for segment in shown)
    holds = [notice for notice in document.notices if notice.holds]
    scan = document.format == "pdf" and characters < _SCAN_CHARACTERS * pages
    allowed = tuple(dict.fromkeys(allowed_names(shown)))
    codes, people = _codes_and_people(shown, " ".join(allowed))
    return {
        "format": document.format,
        "pages": pages,
        "text": "scan" if scan else "text",
        "kind": document.kind.value,
        "kind_reason": document.kind_reason,
        "anonymised": _anonymised(codes, people),
        "allowed": allowed,
        "seconds": round(pages * SECONDS_PER_PAGE["scan" if scan else "text"], 1),
        "problem": " ".join(f"{notice.message} {notice.next_step}".strip() for notice in holds),
        "encrypted": any("password" in notice.message for notice in document.notices),
        "signature": signature(segment.text for segment in document.segments),
    }


def _codes_and_people(segments: Sequence[Segment], allowed: str) -> tuple[int, int]:
    """How many role codes, and how many people who may not be named, the first pages name."""
    sample: list[str] = []
    room = _SAMPLE_CHARACTERS
    for segment in segments:
        sample.append(segment.text[:room])
        room -= len(segment.text)
        if room <= 0:
            break
    text = "\n".join(sample)
    codes = sum(1 for _ in code_tokens(text))
    named = (text[finding.start : finding.end] for finding in find(text) if finding.kind in _PEOPLE)
    return codes, sum(name not in allowed for name in named)


def _anonymised(codes: int, people: int) -> str:
    """Yes, partly or no, by what the first pages hold more of; empty where they hold neither."""
    if not codes and not people:
        return ""
    if not people:
        return "yes"
    return "partly" if codes >= people else "no"


def allowed_names(segments: Sequence[Segment]) -> tuple[str, ...]:
    """Who the title page calls chair or author: "First Last (overview report author)"."""
    found: list[str] = []
    for segment in segments[:_COVER_SEGMENTS]:
        line = " ".join(segment.text.split())[:300]
        for pattern, name, role in ((_ROLE_FIRST, 2, 1), (_NAME_FIRST, 1, 2)):
            for match in pattern.finditer(line):
                held = allowed_role(match[role])
                if held and match[name][0].isupper():
                    found.append(f"{match[name]} ({held})")
    return tuple(found)
