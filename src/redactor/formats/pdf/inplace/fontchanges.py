"""What becomes of the fonts of a document, and strings in their new codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pikepdf

from redactor.formats.pdf.container.operators import string, string_of
from redactor.formats.pdf.inplace.elements import looked_up
from redactor.formats.pdf.inplace.faces import embed
from redactor.formats.pdf.inplace.fonts import PageFont, Style


@dataclass(slots=True)
class FontChanges:
    """What becomes of the fonts of a document.

    Attributes:
        codes: Old code to new code, of each font that is rebuilt.
        objects: The new dictionary of each font that is rebuilt.
    """

    codes: dict[PageFont, Mapping[bytes, bytes]] = field(default_factory=dict)
    objects: dict[PageFont, pikepdf.Object] = field(default_factory=dict)
    _translations: dict[PageFont, tuple[bytes, bytes]] = field(default_factory=dict)
    _elements: dict[PageFont, dict[bytes, bytes]] = field(default_factory=dict)
    _ours: dict[Style, pikepdf.Object] = field(default_factory=dict)

    def add(self, font: PageFont, codes: Mapping[bytes, bytes], obj: pikepdf.Object) -> None:
        """Note a font that was rebuilt."""
        self.codes[font], self.objects[font] = codes, obj
        if font.length == 1:
            known = b"".join(codes)
            self._translations[font] = (known, bytes.maketrans(known, b"".join(codes.values())))

    def recoded(self, font: PageFont, data: bytes) -> bytes:
        """A string in new codes."""
        table = self.codes.get(font)
        if table is None:
            return data
        if font.length > 1:
            return b"".join([table[code] for code in font.split(data)])
        known, new = self._translations[font]
        if data.translate(None, known):
            raise KeyError("a code that the font no longer has")
        return data.translate(new)

    def recoded_array(self, font: PageFont, array: bytes) -> bytes:
        """The array of a ``TJ``, as it is written, in new codes."""

        def recoded(part: bytes) -> bytes:
            data = string_of(part)
            return part if data is None else string(self.recoded(font, data))

        new: list[bytes] = looked_up(array, self._elements.setdefault(font, {}), recoded)
        return b"[%b]" % b" ".join(new)

    def ours(self, pdf: pikepdf.Pdf, style: Style) -> pikepdf.Object:
        """The dictionary of one of our own fonts, put into the document when it is first asked for."""
        if style not in self._ours:
            self._ours[style] = embed(pdf, style)
        return self._ours[style]
