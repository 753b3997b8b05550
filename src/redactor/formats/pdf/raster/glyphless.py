"""A font without shapes, for words that are read and searched but not seen.

Every code is a UTF-16 unit, every letter is half its size wide and shows nothing. Its outline is a
line there and back, without area: readers drop lines of letters that run upwards and have no width.
"""

from __future__ import annotations

import io
from functools import cache

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, String

ADVANCE = 0.5
"""Width of every letter, as a share of the size."""

_UNITS = 1000
_HEIGHT = 700
_NAME = "Glyphless"
_MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end
"""


def encoded(text: str) -> bytes:
    """A text in the font's codes; letters beyond the basic plane become question marks."""
    return "".join(c if ord(c) < 0x10000 else "?" for c in text).encode("utf-16-be", "replace")


def glyphless_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font as an object of a file."""
    program = pdf.make_stream(_program())
    program.Length1 = len(_program())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{_NAME}"),
        Flags=5,
        FontBBox=Array([0, 0, 500, 1000]),
        ItalicAngle=0,
        Ascent=1000,
        Descent=-1,
        CapHeight=1000,
        StemV=80,
        FontFile2=program,
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{_NAME}"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=pdf.make_stream(bytes(2 * 0x10000)),
        DW=round(ADVANCE * 1000),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{_NAME}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_MAP),
        )
    )


@cache
def _program() -> bytes:
    """A TrueType font with one glyph; the same bytes every time."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((round(ADVANCE * _UNITS), _HEIGHT))
    pen.closePath()
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (round(ADVANCE * _UNITS), 0)})
    builder.setupHorizontalHeader(ascent=1000, descent=-1)
    builder.setupNameTable({"familyName": _NAME, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    font = builder.font
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
