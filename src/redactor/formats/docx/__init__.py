"""Word documents (``.docx``, ``.docm``, templates), edited in place on the level of their parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from redactor.formats.base import Adapter
from redactor.formats.docx.document import WordDocument
from redactor.formats.signatures import describe


@dataclass(frozen=True, slots=True)
class WordAdapter:
    """Reads Word's XML format; macros and template nature are not kept."""

    name: str = "docx"

    @property
    def extensions(self) -> Mapping[str, str]:
        """All become plain documents."""
        return {".docx": ".docx", ".docm": ".docx", ".dotx": ".docx", ".dotm": ".docx"}

    def recognises(self, data: bytes) -> bool:
        """Whether it is a zip that is not plainly another format; broken ones are left to ``open``."""
        return describe(data) in ("a Word document", "a zip archive") or (data.startswith(b"PK") and not describe(data))

    def open(self, data: bytes) -> WordDocument:
        """Read a Word document; see ``base.Adapter``."""
        return WordDocument(data)


def adapters() -> tuple[Adapter, ...]:
    """The adapters of this package."""
    return (WordAdapter(),)
