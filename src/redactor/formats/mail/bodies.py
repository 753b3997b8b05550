"""The bodies of a message as documents of their own formats."""

from __future__ import annotations

import re
from collections.abc import Mapping

from redactor.formats import OpenDocument
from redactor.formats.html import HtmlAdapter
from redactor.formats.text import TextAdapter

_TAG = re.compile(r"<[a-zA-Z!/?]")


def open_text(text: str | None) -> OpenDocument | None:
    """Open a plain body, paragraph by paragraph; ``None`` for none."""
    return None if text is None else TextAdapter().open(text.encode("utf-8"))


def open_html(html: str | None, shown: Mapping[str, bytes]) -> OpenDocument | None:
    """Open a formatted body as a web page; ``None`` for none.

    Args:
        html: The body.
        shown: The files of the message that it may show, by their address (``cid:…``).
    """
    if html is None or not html.strip():
        return None
    page = html if _TAG.search(html) else f"<p>{html}</p>"
    data = b"\xef\xbb\xbf" + page.encode("utf-8")
    return HtmlAdapter().open(data, linked=shown.get)
