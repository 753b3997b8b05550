"""Embedded fonts rebuilt after names went: no glyph, width or code tells what else was once written.

A subset holds the glyphs that its document used, often numbered by first appearance.
So a font that lost any letter is cut down to the codes that stay, its glyphs and
codes are numbered by Unicode, and everything counted over the old set goes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from fontTools.t1Lib import T1Error
from fontTools.ttLib import TTLibError
from pikepdf import Array, Dictionary, Name, Stream

from redactor.formats.pdf.inplace.cmaps import write_cmap
from redactor.formats.pdf.inplace.compactfonts import prune_compact, prune_named, table_of
from redactor.formats.pdf.inplace.fonts import PageFont
from redactor.formats.pdf.inplace.fontvalues import name_text, number
from redactor.formats.pdf.inplace.simple import names_of
from redactor.formats.pdf.inplace.truetype import PruneError, prune_coded, prune_truetype
from redactor.formats.pdf.inplace.type1fonts import prune_type1

_TAG = "/AAAAAA+"
_COUNTED = ("/CharSet", "/CIDSet")
_BROKEN = (
    TTLibError, T1Error, PruneError, pikepdf.PdfError, struct.error, KeyError, IndexError, ValueError, TypeError,
    AttributeError, AssertionError, OverflowError, RecursionError,
)  # fmt: skip


class RebuildError(Exception):
    """A font program that cannot be cut down safely."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A font with only what stays.

    Attributes:
        obj: Its new dictionary, indirect.
        codes: Old code to new code.
    """

    obj: pikepdf.Object
    codes: Mapping[bytes, bytes]


def rebuild_font(pdf: pikepdf.Pdf, font: PageFont, kept: frozenset[bytes], *, spaced: bool) -> Rebuilt:
    """Rebuild one font.

    Args:
        pdf: The document.
        font: The font.
        kept: The codes that stay in use.
        spaced: Whether some text in it has word spacing, which goes by the code 32.

    Raises:
        RebuildError: if it cannot be done for certain.
    """
    ordered = sorted(kept, key=lambda code: (font.read(code)[0] or "\uffff", code))
    try:
        return _composite(pdf, font, ordered) if font.composite else _simple(pdf, font, ordered, spaced=spaced)
    except _BROKEN as error:
        raise RebuildError(type(error).__name__) from None


def _composite(pdf: pikepdf.Pdf, font: PageFont, ordered: list[bytes]) -> Rebuilt:
    obj: Any = font.obj
    old: Any = obj.DescendantFonts[0]
    descriptor = _descriptor(old.FontDescriptor)
    cids = {code: font.cid(code) for code in ordered}
    if isinstance(old.FontDescriptor.get("/FontFile2"), Stream):
        glyphs = _glyph_numbers(old, cids)
        pruned = prune_truetype(old.FontDescriptor.FontFile2.read_bytes(), list(glyphs.values()))
        descriptor.FontFile2 = _program(pdf, pruned.data)
        kind = Name.CIDFontType2
        new = {code: pruned.numbers[glyphs[code]] for code in ordered}
    elif isinstance(old.FontDescriptor.get("/FontFile3"), Stream):
        program = old.FontDescriptor.FontFile3
        pruned = prune_compact(_compact_data(program), list(cids.values()))
        descriptor.FontFile3 = pdf.make_stream(pruned.data)
        descriptor.FontFile3.Subtype = Name.CIDFontType0C
        kind = Name.CIDFontType0
        new = {code: pruned.numbers[cids[code]] for code in ordered}
    else:
        kind = old.Subtype
        new = cids
    name = _name(font)
    descriptor.FontName = name
    widths: list[Any] = []
    told: dict[int, str] = {}
    for code in ordered:
        text, width = font.read(code)
        told[new[code]] = text or ""
        widths += [new[code], Array([round(width * 1000, 3)])]
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=kind,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array(widths),
        DW=1000,
    )
    if kind == Name.CIDFontType2:
        descendant.CIDToGIDMap = Name.Identity
    made = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(write_cmap({code: text for code, text in told.items() if text}, 2)),
    )
    return Rebuilt(pdf.make_indirect(made), {code: new[code].to_bytes(2) for code in ordered})


def _glyph_numbers(descendant: Any, cids: Mapping[bytes, int]) -> dict[bytes, int]:
    table = descendant.get("/CIDToGIDMap")
    if not isinstance(table, Stream):
        return dict(cids)
    data = table.read_bytes()
    return {code: int.from_bytes(data[2 * cid : 2 * cid + 2]) for code, cid in cids.items()}


def _simple(pdf: pikepdf.Pdf, font: PageFont, ordered: list[bytes], *, spaced: bool) -> Rebuilt:
    obj: Any = font.obj
    old = obj.get("/FontDescriptor")
    encoding = obj.get("/Encoding")
    new = {code: code[0] for code in ordered}
    made = Dictionary({key: value for key, value in obj.items() if key not in ("/ToUnicode", "/Widths")})
    if isinstance(old, Dictionary):
        descriptor = _descriptor(old)
        if isinstance(old.get("/FontFile2"), Stream):
            symbolic = encoding is None
            new = _renumbered(ordered, spaced=spaced) if symbolic else new
            letters = {code: font.encoded(code) for code in ordered}
            data = prune_coded(old.FontFile2.read_bytes(), new, letters, symbolic=symbolic)
            descriptor.FontFile2 = _program(pdf, data)
        elif isinstance(old.get("/FontFile3"), Stream):
            data = prune_named(_compact_data(old.FontFile3), _glyph_names(encoding, ordered), ordered)
            descriptor.FontFile3 = pdf.make_stream(data)
            descriptor.FontFile3.Subtype = Name.Type1C
        elif isinstance(old.get("/FontFile"), Stream):
            data, first, second = prune_type1(old.FontFile.read_bytes(), _glyph_names(encoding, ordered), ordered)
            program = pdf.make_stream(data)
            program.Length1, program.Length2, program.Length3 = first, second, len(data) - first - second
            descriptor.FontFile = program
        descriptor.FontName = made.BaseFont = _name(font)
        made.FontDescriptor = pdf.make_indirect(descriptor)
    if isinstance(obj.get("/Widths"), Array):
        _write_widths(made, {new[code]: font.read(code)[1] for code in ordered})
    if isinstance(encoding, Dictionary) and "/Differences" in encoding:
        made.Encoding = _encoding(encoding, {code[0] for code in ordered})
    told = {new[code]: text for code in ordered if (text := font.read(code)[0])}
    if "/ToUnicode" in obj or encoding is None:
        made.ToUnicode = pdf.make_stream(write_cmap(told, 1))
    return Rebuilt(pdf.make_indirect(made), {code: bytes([new[code]]) for code in ordered})


def _renumbered(ordered: list[bytes], *, spaced: bool) -> dict[bytes, int]:
    """New codes in the order of Unicode; where there is word spacing 32 stays 32."""
    free = iter([n for n in range(1, 256) if n != 32])
    return {code: 32 if spaced and code == b" " else next(free) for code in ordered}


def _glyph_names(encoding: object, ordered: list[bytes]) -> dict[int, str]:
    """The glyph names that an encoding gives codes; codes that it leaves to the program are missing."""
    names = names_of(encoding)
    return {code[0]: names[code[0]] for code in ordered if code[0] in names}


def _compact_data(program: Any) -> bytes:
    """The CFF table of a FontFile3."""
    data = bytes(program.read_bytes())
    if name_text(program.get("/Subtype")) != "/OpenType":
        return data
    return table_of(data)


def _descriptor(old: Any) -> Any:
    gone = (*_COUNTED, "/FontFile", "/FontFile2", "/FontFile3")
    return Dictionary({key: value for key, value in old.items() if key not in gone})


def _program(pdf: pikepdf.Pdf, data: bytes) -> Any:
    stream = pdf.make_stream(data)
    stream.Length1 = len(data)
    return stream


def _name(font: PageFont) -> Name:
    return Name(_TAG + (font.name or "Font"))


def _write_widths(made: Any, widths: Mapping[int, float]) -> None:
    low, high = (min(widths), max(widths)) if widths else (0, 0)
    made.FirstChar, made.LastChar = low, high
    made.Widths = Array([round(widths.get(code, 0.0) * 1000, 3) for code in range(low, high + 1)])


def _encoding(encoding: Any, codes: set[int]) -> Any:
    """The encoding with only those differences that stay in use."""
    kept: list[Any] = []
    code = previous = -1
    for item in encoding.Differences:
        if not isinstance(item, Name):
            code = int(number(item, 0.0))
            continue
        if code in codes:
            kept += [item] if previous == code - 1 and kept else [code, item]
            previous = code
        code += 1
    new = Dictionary({key: value for key, value in encoding.items() if key != "/Differences"})
    if kept:
        new.Differences = Array(kept)
    return new
