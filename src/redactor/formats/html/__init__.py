"""Web pages (``.html``, ``.htm``, ``.xhtml``): one file, or a saved page with its folder of files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from redactor.formats.base import Adapter
from redactor.formats.html.document import WebPage
from redactor.formats.html.pictures import Linked, no_files
from redactor.formats.signatures import describe


@dataclass(frozen=True, slots=True)
class HtmlAdapter:
    """Reads HTML and XHTML; the copy is one file of HTML."""

    name: str = "html"

    @property
    def extensions(self) -> Mapping[str, str]:
        """All become ``.html``, but ``.htm`` keeps its name."""
        return {".html": ".html", ".htm": ".htm", ".xhtml": ".html"}

    def recognises(self, data: bytes) -> bool:
        """Whether nothing says that it is another format."""
        return describe(data) in ("", "a web page (HTML)") and not re.match(rb"mime-version:|from:", data[:13], re.I)

    def open(self, data: bytes, *, linked: Linked = no_files) -> WebPage:
        """Read a page; see ``base.Adapter``.

        Args:
            data: The page.
            linked: Gives the files beside it by their path as the page writes it
                (``report_files/logo.png``); others become placeholders.
        """
        return WebPage(data, linked)


def adapters() -> tuple[Adapter, ...]:
    """The adapters of this package."""
    return (HtmlAdapter(),)
