"""From a folder of documents to segments that know where they stand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from redactor.case import Case
from redactor.errors import UnreadableError
from redactor.formats import OpenDocument, adapter_for
from redactor.ingest.chronologies import Entry, entries, in_order
from redactor.ingest.discovery import Discovery, discover
from redactor.ingest.kinds import decide_kind
from redactor.ingest.merging import FILE_NAME as MERGED_NAME
from redactor.ingest.merging import merged_document
from redactor.model import SourceDocument

__all__ = [
    "MERGED_NAME",
    "Discovery",
    "Entry",
    "Ingested",
    "decide_kind",
    "discover",
    "entries",
    "in_order",
    "ingest",
    "ingest_bytes",
    "merged_document",
]

MAX_BYTES = 500 * 1024 * 1024
"""Larger files are refused before they are read."""


@dataclass(frozen=True)
class Ingested:
    """A document as read.

    Attributes:
        document: What the later stages see.
        opened: The adapter's open document, which can write a copy.
        data: The original bytes, read once.
    """

    document: SourceDocument
    opened: OpenDocument
    data: bytes


def ingest(path: Path, source: str, case: Case) -> Ingested:
    """Read one document, once and read-only.

    Args:
        path: The file.
        source: Its path below ``documents/``, with forward slashes.
        case: Its ``document_kinds`` decide before title and file name do.

    Raises:
        UnreadableError: if the file cannot be read, is empty, broken or encrypted.
        UnsupportedFormatError: if no adapter reads it.
    """
    return ingest_bytes(_read(path), source, case)


def ingest_bytes(data: bytes, source: str, case: Case) -> Ingested:
    """As ``ingest``, for a document that was made from others and stands in no file."""
    adapter = adapter_for(PurePosixPath(source).name, data)
    opened = adapter.open(data)
    kind, reason = decide_kind(source, opened.segments, case.document_kinds.get(source))
    document = SourceDocument(
        source=source,
        format=adapter.name,
        kind=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        segments=opened.segments,
        kind_reason=reason,
        notices=opened.notices,
    )
    return Ingested(document, opened, data)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(
            f"The file cannot be opened ({error.strerror or 'unknown reason'}).",
            next_step="Check that it is not open elsewhere and that you may read it.",
        ) from None
    if len(data) > MAX_BYTES:
        raise UnreadableError("The file is larger than 500 MB.", next_step="Split it, or shrink its pictures.")
    return data
