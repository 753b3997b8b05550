"""One document, read once: from its bytes to segments that know where they stand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from redactor.case import Case
from redactor.errors import UnreadableError
from redactor.formats import Adapter, OpenDocument, adapter_for
from redactor.formats.derived import DerivedDocument, derived
from redactor.formats.html import HtmlAdapter
from redactor.formats.passwords import CHANGE, NONE, Passwords, unlocked
from redactor.formats.pdf import PdfAdapter, PdfPages
from redactor.ingest.beside import FilesBeside
from redactor.ingest.kinds import decide_kind
from redactor.model import Notice, SourceDocument

MAX_BYTES = 500 * 1024 * 1024
"""Larger files are refused before they are read."""

_UNLOCKED = Notice("The file was protected with a password; the copy is not.")


@dataclass(frozen=True)
class Ingested:
    """A document as read.

    Attributes:
        document: What the later stages see.
        opened: The adapter's open document, which can write a copy.
        data: The original bytes, read once.
        shown: Files beside a web page that are treated as part of it, by their path below ``documents/``.
    """

    document: SourceDocument
    opened: OpenDocument
    data: bytes
    shown: frozenset[str] = frozenset()

    @property
    def comparable(self) -> bytes:
        """What the verifier can compare with the copy: the original without its password, in the modern format."""
        return self.opened.comparable if isinstance(self.opened, DerivedDocument) else self.data


def ingest(
    path: Path, source: str, case: Case, *, passwords: Passwords = NONE, pdf_pages: PdfPages = PdfPages.IN_PLACE
) -> Ingested:
    """Read one document, once and read-only.

    Args:
        path: The file.
        source: Its path below ``documents/``, with forward slashes.
        case: Its ``document_kinds`` decide before title and file name do.
        passwords: What to try on protected files.
        pdf_pages: What becomes of the pages of a PDF.

    Raises:
        UnreadableError: if the file cannot be read, is empty, broken or encrypted.
        UnsupportedFormatError: if no adapter reads it.
    """
    beside = FilesBeside(path, source)
    item = ingest_bytes(_read(path), source, case, passwords=passwords, beside=beside, pdf_pages=pdf_pages)
    return replace(item, shown=beside.shown)


def ingest_bytes(
    data: bytes,
    source: str,
    case: Case,
    *,
    passwords: Passwords = NONE,
    beside: FilesBeside | None = None,
    pdf_pages: PdfPages = PdfPages.IN_PLACE,
) -> Ingested:
    """As ``ingest``, for a document that was made from others and stands in no file.

    Args:
        data: The document.
        source: What it is called.
        case: As for ``ingest``.
        passwords: As for ``ingest``.
        beside: The files beside it, where it stands in one.
        pdf_pages: As for ``ingest``.
    """
    plain = unlocked(source, data, passwords)
    adapter = adapter_for(PurePosixPath(source).name, data if plain is None else plain)
    if isinstance(adapter, PdfAdapter):
        adapter = replace(adapter, pages=pdf_pages)
    if plain is None:
        opened = _opened(adapter, data, beside)
    else:
        opened = derived(adapter.open(plain), plain, notices=(_UNLOCKED,), changes=(CHANGE,))
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


def _opened(adapter: Adapter, data: bytes, beside: FilesBeside | None) -> OpenDocument:
    """Open a document; a web page with the files that it shows."""
    if isinstance(adapter, HtmlAdapter) and beside is not None:
        return adapter.open(data, linked=beside)
    return adapter.open(data)


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
