"""Simple fonts: one-byte codes, glyph names, widths by code (ISO 32000-2 9.6)."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Mapping

import pikepdf
from fontTools import agl
from fontTools.agl import UV2AGL
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont, TTLibError
from pdfminer.encodingdb import EncodingDB
from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdffont import Type1FontHeaderParser
from pdfminer.psexceptions import PSException
from pikepdf import Array, Dictionary, Name, Stream

from redactor.formats.pdf.inplace.fontvalues import Coded, FontProblem, name_text, number

_ENCODINGS: Mapping[str, Mapping[int, str]] = {
    "/WinAnsiEncoding": EncodingDB.win2unicode,
    "/MacRomanEncoding": EncodingDB.mac2unicode,
    "/StandardEncoding": EncodingDB.std2unicode,
    "/PDFDocEncoding": EncodingDB.pdf2unicode,
}
_STANDARD = {
    "Arial": "Helvetica",
    "ArialMT": "Helvetica",
    "Arial-BoldMT": "Helvetica-Bold",
    "Arial-ItalicMT": "Helvetica-Oblique",
    "Arial-BoldItalicMT": "Helvetica-BoldOblique",
    "TimesNewRoman": "Times-Roman",
    "TimesNewRomanPSMT": "Times-Roman",
    "TimesNewRomanPS-BoldMT": "Times-Bold",
    "TimesNewRomanPS-ItalicMT": "Times-Italic",
    "TimesNewRomanPS-BoldItalicMT": "Times-BoldItalic",
    "CourierNew": "Courier",
    "CourierNewPSMT": "Courier",
}
_SYMBOLIC, _NONSYMBOLIC = 4, 32
_PREFIXED = re.compile(r"^[A-Za-z]+-(?=[A-Za-z])")
_PROGRAM_ERRORS = (
    TTLibError,
    PSException,
    pikepdf.PdfError,
    KeyError,
    ValueError,
    AssertionError,
    struct.error,
    IndexError,
)


def read_simple(obj: Dictionary, kind: str, base: str, descriptor: Dictionary, told: dict[bytes, str]) -> Coded:
    """Read a Type 1 or TrueType font.

    Args:
        obj: The font dictionary.
        kind: Its subtype.
        base: Its name without the subset tag.
        descriptor: Its font descriptor; empty if it has none.
        told: Its ToUnicode table, code to text.

    Raises:
        FontProblem: if the letters or the widths are not known.
    """
    if kind not in ("/Type1", "/TrueType", "/MMType1"):
        raise FontProblem("a font of an unknown kind")
    texts = _encoded(obj, base, descriptor, named=bool(told))
    encoded = dict(texts)
    for code, text in told.items():
        if len(code) == 1:
            texts[code[0]] = text
        elif len(code) == 2 and code[0] == 0:
            texts.setdefault(code[1], text)
    widths = _widths(obj)
    if not widths:
        widths = _standard_widths(base, texts)
    missing = number(descriptor.get("/MissingWidth"), 0.0) / 1000
    coded = Coded(1, {bytes([code]): text for code, text in texts.items()}, widths, missing)
    coded.encoded = {bytes([code]): text for code, text in encoded.items()}
    return coded


def _encoded(obj: Dictionary, base: str, descriptor: Dictionary, *, named: bool) -> dict[int, str]:
    """Letters by code, from the encoding, its differences and the font program."""
    encoding = obj.get("/Encoding")
    table: Mapping[int, str] | None = None
    differences: dict[int, str] = {}
    if isinstance(encoding, Name):
        table = _ENCODINGS.get(name_text(encoding))
    elif isinstance(encoding, Dictionary):
        table = _ENCODINGS.get(name_text(encoding.get("/BaseEncoding")))
        differences = _differences(encoding.get("/Differences"))
    if table is None:
        table = _builtin(descriptor)
        flags = int(number(descriptor.get("/Flags"), float(_NONSYMBOLIC)))
        if not table:
            if base in ("Symbol", "ZapfDingbats"):
                table = EncodingDB.std2unicode
            elif flags & _SYMBOLIC and not differences and not named:
                raise FontProblem("a font that does not name its letters")
            else:
                table = EncodingDB.std2unicode
    texts = {code: text for code, text in table.items() if text}
    for code, glyph in differences.items():
        text = _named(glyph)
        if text:
            texts[code] = text
        else:
            texts.pop(code, None)
    return texts


def _named(glyph: str) -> str:
    """What a glyph name says; empty for names without meaning (``g23``)."""
    return str(agl.toUnicode(glyph) or agl.toUnicode(_PREFIXED.sub("", glyph)))


def names_of(encoding: object) -> dict[int, str]:
    """The glyph names that an encoding gives codes; empty for codes that it leaves to the font program."""
    table = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
    names = {code: UV2AGL.get(ord(text), "") for code, text in _ENCODINGS.get(name_text(table), {}).items()}
    if isinstance(encoding, Dictionary):
        names.update(_differences(encoding.get("/Differences")))
    return {code: name for code, name in names.items() if name}


def _differences(value: object) -> dict[int, str]:
    found: dict[int, str] = {}
    code = 0
    for item in value if isinstance(value, Array) else ():
        if isinstance(item, Name):
            if 0 <= code < 256:
                found[code] = name_text(item).removeprefix("/")
            code += 1
        else:
            code = int(item)
    return found


def _widths(obj: Dictionary) -> dict[int, float]:
    widths = obj.get("/Widths")
    first = int(number(obj.get("/FirstChar"), 0.0))
    if not isinstance(widths, Array):
        return {}
    return {first + n: number(width, 0.0) / 1000 for n, width in enumerate(widths)}


def _standard_widths(base: str, texts: Mapping[int, str]) -> dict[int, float]:
    """Of the standard 14 fonts (ISO 32000-2 9.6.2.2)."""
    metrics = FONT_METRICS.get(base) or FONT_METRICS.get(_STANDARD.get(base, ""))
    if metrics is None:
        raise FontProblem("a font without widths")
    known = metrics[1]
    return {code: known[text] / 1000 for code, text in texts.items() if text in known}


def _builtin(descriptor: Dictionary) -> dict[int, str]:
    """The encoding inside the font program; empty if there is none or it cannot be read."""
    try:
        for key, read in (("/FontFile", _type1), ("/FontFile3", _compact), ("/FontFile2", _truetype)):
            program = descriptor.get(key)
            if isinstance(program, Stream):
                return read(program.read_bytes(), program)
    except _PROGRAM_ERRORS:
        return {}
    return {}


def _type1(data: bytes, program: Stream) -> dict[int, str]:
    clear = int(number(program.get("/Length1"), float(len(data))))
    encoding = Type1FontHeaderParser(io.BytesIO(data[:clear])).get_encoding()
    return {code: text for code, text in encoding.items() if isinstance(text, str) and text}


def _compact(data: bytes, _program: Stream) -> dict[int, str]:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    encoding = fonts[0].Encoding
    if isinstance(encoding, str):
        return dict(EncodingDB.std2unicode) if encoding == "StandardEncoding" else {}
    return {code: _named(glyph) for code, glyph in enumerate(encoding) if glyph != ".notdef"}


def _truetype(data: bytes, _program: Stream) -> dict[int, str]:
    font = TTFont(io.BytesIO(data), lazy=True)
    if "cmap" not in font:
        return {}
    letters: dict[str, str] = {}
    for point, glyph in sorted((font.getBestCmap() or {}).items()):
        if not 0xF000 <= point <= 0xF0FF:
            letters.setdefault(glyph, chr(point))
    found: dict[int, str] = {}
    for table in font["cmap"].tables:
        if (table.platformID, table.platEncID) in ((1, 0), (3, 0)):
            for code, glyph in table.cmap.items():
                text = letters.get(glyph) or _named(glyph)
                if text:
                    found.setdefault(code & 0xFF, text)
    return found
