"""Where links and bookmarks lead within the file, as explicit destinations (ISO 32000-2 12.3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from redactor.formats.pdf.container.values import identity, is_number, mapping_of, name_of, named_pairs, text_of

_FITS = {"/XYZ": 3, "/Fit": 0, "/FitH": 1, "/FitV": 1, "/FitR": 4, "/FitB": 0, "/FitBH": 1, "/FitBV": 1}
_LONGEST_CHAIN = 5


class Destinations:
    """Resolves destinations of the old file to pages of the new one.

    Args:
        pdf: The old file.
        pages: New pages by the identity of the old ones.
    """

    def __init__(self, pdf: pikepdf.Pdf, pages: Mapping[tuple[int, int], Any]) -> None:
        self._pages = pages
        self._numbers = [page.obj.objgen for page in pdf.pages]
        self._named: dict[str, Any] = {}
        old = pdf.Root.get("/Dests")
        if isinstance(old, Dictionary):
            self._named.update(old.items())
        for name, value in named_pairs(mapping_of(pdf.Root.get("/Names")).get("/Dests")):
            self._named.setdefault(name, value)

    def of(self, holder: Any) -> Array | None:
        """Where a link or bookmark leads; ``None`` if it does not lead to a page of this file."""
        target = holder.get("/Dest")
        action = mapping_of(holder.get("/A"))
        if target is None and name_of(action.get("/S")) == "/GoTo":
            target = action.get("/D")
        return self.resolved(target)

    def resolved(self, target: Any) -> Array | None:
        """An explicit destination in the new file for any form of destination in the old one."""
        for _ in range(_LONGEST_CHAIN):
            if isinstance(target, String):
                target = self._named.get(text_of(target))
            elif isinstance(target, Name):
                target = self._named.get(name_of(target))
            elif isinstance(target, Dictionary):
                target = target.get("/D")
            else:
                break
        if not isinstance(target, Array) or not len(target):
            return None
        page = self._page(target[0])
        if page is None:
            return None
        fit = name_of(target[1]) if len(target) > 1 else "/Fit"
        if fit not in _FITS:
            return Array([page, Name.Fit])
        numbers = [float(n) if is_number(n) else None for n in list(target)[2 : 2 + _FITS[fit]]]
        numbers += [None] * (_FITS[fit] - len(numbers))
        return Array([page, Name(fit), *(None if n is None else round(n, 3) for n in numbers)])

    def _page(self, value: Any) -> Any:
        if isinstance(value, int) and 0 <= value < len(self._numbers):
            return self._pages.get(self._numbers[value])
        number = identity(value)
        return self._pages.get(number) if number is not None else None
