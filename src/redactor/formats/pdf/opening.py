"""Open a PDF that may be broken, locked or hostile."""

from __future__ import annotations

import io

import pikepdf

from redactor.errors import UnreadableError

MAX_PAGES = 3_000
MAX_CONTENT_BYTES = 40 * 1024 * 1024
"""Of one page's drawing instructions, unpacked."""

_AGAIN = "Open it in a PDF reader, print it to a new PDF, and use that one."


def open_plain(untrusted_data: bytes) -> pikepdf.Pdf:
    """Open a PDF without a password; one that only forbids printing or copying opens.

    Raises:
        UnreadableError: if it needs a password, is broken, has no page, or is
            beyond the limits.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(untrusted_data))
    except pikepdf.PasswordError:
        raise UnreadableError(
            "The PDF is protected with a password.",
            next_step="Open it with its password, and save or print it to a PDF without one.",
        ) from None
    except (pikepdf.PdfError, RuntimeError, ValueError, OSError):
        raise UnreadableError("The PDF is broken.", next_step=_AGAIN) from None
    try:
        count = len(pdf.pages)
        if not count:
            raise UnreadableError("The PDF has no pages.", next_step="Ask for the file again.")
        if count > MAX_PAGES:
            raise UnreadableError(f"The PDF has more than {MAX_PAGES} pages.", next_step="Split it.")
        for page in pdf.pages:
            _check_contents(page)
    except (pikepdf.PdfError, RuntimeError, TypeError, ValueError, AttributeError):
        raise UnreadableError("The PDF is broken.", next_step=_AGAIN) from None
    return pdf


def _check_contents(page: pikepdf.Page) -> None:
    contents = page.obj.get("/Contents")
    if contents is None:
        return
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    packed = sum(int(s.get("/Length", 0)) for s in streams if isinstance(s, pikepdf.Stream))
    if packed > MAX_CONTENT_BYTES:
        raise UnreadableError("A page of the PDF is too complex to read.", next_step=_AGAIN)


def plain_bytes(pdf: pikepdf.Pdf) -> bytes:
    """The PDF without encryption, old revisions and unreferenced objects, for the text reader."""
    buffer = io.BytesIO()
    try:
        pdf.save(buffer, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        raise UnreadableError("The PDF is broken.", next_step=_AGAIN) from None
    return buffer.getvalue()
