"""The bodies of a message as documents of their own formats."""

from __future__ import annotations

import re

from redactor.formats import OpenDocument, adapter_for
from redactor.formats.text import TextAdapter

_TAG = re.compile(r"<[a-zA-Z!/?]")


def open_text(text: str | None) -> OpenDocument | None:
    """Open a plain body, paragraph by paragraph; ``None`` for none."""
    return None if text is None else TextAdapter().open(text.encode("utf-8"))


def open_html(html: str | None) -> OpenDocument | None:
    """Open a formatted body as a web page; ``None`` for none."""
    if html is None or not html.strip():
        return None
    page = html if _TAG.search(html) else f"<p>{html}</p>"
    data = b"\xef\xbb\xbf" + page.encode("utf-8")
    return adapter_for("body.html", data).open(data)
