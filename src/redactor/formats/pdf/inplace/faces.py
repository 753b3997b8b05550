"""What replacement text is set in: the page's own font where it has the letters, else one of its width and look."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from redactor.errors import HeldError
from redactor.formats.pdf.inplace.cmaps import write_cmap
from redactor.formats.pdf.inplace.fonts import PageFont, Style

_CHARACTERS = (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x20AC, 0x2122, 0x2022)
"""Always the same, whatever is written: what is embedded tells nothing."""


@dataclass(eq=False, frozen=True, slots=True)
class Face:
    """A font that text can be set in.

    Attributes:
        codes: Character to code.
        widths: Character to advance, as a part of the size.
        page_font: The page's own font; ``None`` for one of ours.
        style: Of one of ours.
    """

    codes: Mapping[str, bytes]
    widths: Mapping[str, float]
    page_font: PageFont | None = None
    style: Style | None = None

    def has(self, text: str) -> bool:
        """Whether every character of a text has a glyph."""
        return all(c in self.codes for c in text)

    @property
    def space(self) -> float | None:
        """The advance of a space as a part of the size; ``None`` if it has none."""
        return self.widths[" "] if " " in self.codes else None

    def width(self, text: str) -> float:
        """The advance of a text as a part of the size."""
        return sum(self.widths[c] for c in text)

    def encode(self, text: str) -> bytes:
        """The codes of a text."""
        return b"".join(self.codes[c] for c in text)


@dataclass(slots=True)
class Faces:
    """Chooses faces for one document.

    Attributes:
        kept: The codes of each font that stay in the document, whatever is replaced.
    """

    kept: Mapping[PageFont, frozenset[bytes]]
    _own: dict[PageFont, Face] = field(default_factory=dict)

    def own(self, font: PageFont) -> Face:
        """The page's font with the letters that stay in use: others may not be in the file, or tell of names."""
        found = self._own.get(font)
        if found is None:
            codes: dict[str, bytes] = {}
            for code in sorted(font.all_codes() if font.standard else self.kept.get(font, ())):
                text, width = font.read(code)
                if text is not None and len(text) == 1 and (width > 0 or text == " "):
                    codes.setdefault(text, code)
            found = Face(codes, {c: font.read(code)[1] for c, code in codes.items()}, page_font=font)
            self._own[font] = found
        return found

    def for_text(self, text: str, font: PageFont) -> Face:
        """The face that a replacement in the place of that font is set in.

        Raises:
            HeldError: if no font has the characters.
        """
        own = self.own(font)
        if own.has(text):
            return own
        substitute = our_face(font.style)
        if not substitute.has(text):
            raise HeldError(
                "A replacement has characters that no font of the program can show.",
                next_step="Use a code or label of ordinary letters and digits.",
            )
        return substitute


@cache
def our_face(style: Style) -> Face:
    """One of the fonts that come with the program."""
    font = TTFont(io.BytesIO(_program(style)), lazy=True)
    cmap = font.getBestCmap()
    per_em = font["head"].unitsPerEm
    metrics = font["hmtx"].metrics
    codes = {chr(c): font.getGlyphID(name).to_bytes(2) for c, name in cmap.items()}
    return Face(codes, {chr(c): metrics[name][0] / per_em for c, name in cmap.items()}, style=style)


def _file_name(style: Style) -> str:
    weight = ("Bold" if style.bold else "") + ("Italic" if style.italic and not style.mono else "")
    family = "Mono" if style.mono else "Serif" if style.serif else "Sans"
    return f"Liberation{family}-{weight or 'Regular'}.ttf"


@cache
def _program(style: Style) -> bytes:
    """The font file, cut down to a fixed set of characters in the order of their code points."""
    data = resources.files("redactor.formats.pdf.fonts").joinpath(_file_name(style)).read_bytes()
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "FFTM"]
    options.name_IDs = []
    options.notdef_outline = True
    options.hinting = False
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_CHARACTERS)
    cutter.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def embed(pdf: pikepdf.Pdf, style: Style) -> pikepdf.Object:
    """Put one of our fonts into a document; answers the font dictionary, indirect."""
    data = _program(style)
    font = TTFont(io.BytesIO(data), lazy=True)
    scale = 1000 / font["head"].unitsPerEm
    cmap = font.getBestCmap()
    texts = {font.getGlyphID(name): chr(point) for point, name in sorted(cmap.items(), reverse=True)}
    metrics = font["hmtx"].metrics
    widths = Array([round(metrics[name][0] * scale, 3) for name in font.getGlyphOrder()])
    name = Name("/AAAAAA+" + _file_name(style).removesuffix(".ttf"))
    program = pdf.make_stream(data)
    program.Length1 = len(data)
    head, lines = font["head"], font["hhea"]
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4 | (1 if style.mono else 0) | (2 if style.serif else 0) | (64 if style.italic else 0),
        FontBBox=Array([round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax)]),
        ItalicAngle=-12 if style.italic else 0,
        Ascent=round(lines.ascent * scale),
        Descent=round(lines.descent * scale),
        CapHeight=700,
        StemV=120 if style.bold else 80,
        FontFile2=program,
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array([0, widths]),
        CIDToGIDMap=Name.Identity,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(write_cmap(texts, 2)),
        )
    )
