"""PowerPoint presentations (``.pptx``, ``.pptm``, shows and templates), edited in place on the level of their parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from redactor.formats.base import Adapter
from redactor.formats.pptx.document import SlideDocument
from redactor.formats.signatures import describe


@dataclass(frozen=True, slots=True)
class SlideAdapter:
    """Reads PowerPoint's XML format; macros, shows and template nature are not kept."""

    name: str = "pptx"

    @property
    def extensions(self) -> Mapping[str, str]:
        """All become plain presentations."""
        return dict.fromkeys((".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm"), ".pptx")

    def recognises(self, data: bytes) -> bool:
        """Whether it is a zip that is not plainly another format; broken ones are left to ``open``."""
        what = describe(data)
        return what in ("a PowerPoint presentation", "a zip archive") or (data.startswith(b"PK") and not what)

    def open(self, data: bytes) -> SlideDocument:
        """Read a presentation; see ``base.Adapter``."""
        return SlideDocument(data)


def adapters() -> tuple[Adapter, ...]:
    """The adapters of this package."""
    return (SlideAdapter(),)
