"""Links: those within the file stay; those to the web stay when their address names nobody (ISO 32000-2 12.5.6.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from redactor.formats.pdf.container.destinations import Destinations
from redactor.formats.pdf.container.record import Recode, Record
from redactor.formats.pdf.container.values import items_of, mapping_of, name_of, numbers_of, text_of

_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_MOST_CORNERS = 4_000


def links(page: pikepdf.Page) -> Iterator[Dictionary]:
    """The links of a page."""
    for item in items_of(page.obj.get("/Annots")):
        if isinstance(item, Dictionary) and name_of(item.get("/Subtype")) == "/Link":
            yield item


def target_of(link: Any) -> str:
    """The web address that a link leads to; ``""`` if it leads elsewhere."""
    action = mapping_of(link.get("/A"))
    return text_of(action.get("/URI")) if name_of(action.get("/S")) == "/URI" else ""


def description_of(link: Any) -> str:
    """The alternative description of a link."""
    return text_of(link.get("/Contents"))


class LinkWriter:
    """Writes links into the new file.

    Args:
        target: The new file.
        destinations: Resolves destinations within the file.
        recode: For addresses and descriptions.
        record: Is told which links go.
    """

    def __init__(self, target: pikepdf.Pdf, destinations: Destinations, recode: Recode, record: Record) -> None:
        self._target = target
        self._destinations = destinations
        self._recode = recode
        self._record = record

    def write(self, link: Any) -> Any:
        """The new link, or ``None`` if it goes."""
        rect = numbers_of(link.get("/Rect"), 4)
        if rect is None:
            return None
        new = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(rect), Border=Array([0, 0, 0]), F=4)
        address = target_of(link)
        destination = self._destinations.of(link)
        if address:
            if self._recode(address) != address:
                self._record.drop("links whose address named somebody (the words stay)")
                return None
            if not address.casefold().startswith(_SCHEMES):
                self._record.drop("links to files and programs (the words stay)")
                return None
            new.A = Dictionary(S=Name.URI, URI=String(address))
        elif destination is not None:
            new.Dest = destination
        else:
            self._record.drop("links to files and programs (the words stay)")
            return None
        corners = link.get("/QuadPoints")
        if isinstance(corners, Array) and len(corners) <= _MOST_CORNERS:
            numbers = numbers_of(corners, len(corners))
            if numbers is not None:
                new.QuadPoints = Array(numbers)
        description = self._recode(description_of(link)) if description_of(link) else ""
        if description:
            new.Contents = String(description)
        return self._target.make_indirect(new)
