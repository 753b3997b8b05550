"""Shapes of fonts (ISO 32000-2 9): names that say nothing, character maps without comments."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from redactor.formats.pdf.container.copying import Copier, Rule, Shape, either, many, one_of, plain, raw_stream, shaped
from redactor.formats.pdf.container.record import ContainerError
from redactor.formats.pdf.container.values import is_number, name_of, text_of

_SUBSET = re.compile(r"/[A-Z]{6}\+")
_STYLE = (
    r"(?:[,\- ]?(?:Regular|Roman|Bold|Italic|Oblique|Light|Medium|Semi ?bold|Black|Book|Condensed|Narrow|Demi|Obl|Ital"
    r"|MT|PS))*"
)
_KNOWN = re.compile(
    r"/(?:Arial|ArialNarrow|Arial Narrow|Helvetica|HelveticaNeue|Times|TimesNewRoman|Times New Roman|Courier|CourierNew"
    r"|Courier New|Symbol|OpenSymbol|ZapfDingbats|Wingdings|Calibri|Cambria|CambriaMath|Candara|Consolas|Constantia"
    r"|Corbel|Verdana|Georgia|Tahoma|Trebuchet|SegoeUI|Aptos|Garamond|GillSans|Palatino|PalatinoLinotype|BookAntiqua"
    r"|BookmanOldStyle|CenturyGothic|CenturySchoolbook|ComicSans|Carlito|Caladea|Liberation ?(?:Sans|Serif|Mono)"
    r"|DejaVu ?(?:Sans|Serif)(?:Mono)?|Noto(?:Sans|Serif)|OpenSans|Lato|Roboto|SourceSansPro|NimbusSans|NimbusRoman"
    r"|NimbusRomNo9L|NimbusMono|C059|D050000L|P052|URWGothic|URWBookman|StandardSymbols"
    r"|CM(?:R|BX|TI|SL|SS|TT|MI|SY|EX|CSC|BXTI|SSBX)\d{1,2}|SF[A-Z]{2}\d{4}|LM(?:Roman|Sans|Mono)\d{1,2})" + _STYLE
)
"""Families whose names say nothing; longer lists are not needed, other fonts are numbered."""

_GLYPH = re.compile(r"/[A-Za-z0-9._]{1,40}")
_CID_ORDERINGS = frozenset({"Identity", "Japan1", "GB1", "CNS1", "Korea1", "KR", "UCS"})
_FONTS = ("Type0", "Type1", "MMType1", "TrueType", "Type3", "CIDFontType0", "CIDFontType2")
_STRETCHES = (
    "UltraCondensed", "ExtraCondensed", "Condensed", "SemiCondensed", "Normal",
    "SemiExpanded", "Expanded", "ExtraExpanded", "UltraExpanded",
)  # fmt: skip


class FontNames:
    """New names of fonts: known families keep theirs, others are numbered; subset tags are numbered too."""

    def __init__(self) -> None:
        self._tags: dict[str, str] = {}
        self._others: dict[str, str] = {}

    def __call__(self, _copier: Copier, value: Any) -> Any:
        """The rule for ``BaseFont`` and ``FontName``."""
        old = name_of(value)
        if not old:
            return None
        bare = _SUBSET.sub("/", old)
        if not _KNOWN.fullmatch(bare):
            bare = self._others.setdefault(bare, f"/Font{len(self._others) + 1}")
        if _SUBSET.match(old):
            tag = self._tags.setdefault(old, _tag(len(self._tags)))
            bare = f"/{tag}+{bare[1:]}"
        return Name(bare)


def _tag(number: int) -> str:
    letters = ""
    for _ in range(6):
        number, digit = divmod(number, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _differences(_copier: Copier, value: Any) -> Any:
    """Codes and glyph names; a name that is none becomes ``.notdef``."""
    if not isinstance(value, Array):
        return None
    new = Array()
    for item in value:
        if is_number(item):
            new.append(int(item))
        elif name_of(item):
            new.append(Name(name_of(item)) if _GLYPH.fullmatch(name_of(item)) else Name("/.notdef"))
    return new


_ENCODINGS = ("StandardEncoding", "MacRomanEncoding", "WinAnsiEncoding", "MacExpertEncoding", "PDFDocEncoding")
_ENCODING: Shape = {
    "/Type": one_of("Encoding"),
    "/BaseEncoding": one_of(*_ENCODINGS),
    "/Differences": _differences,
}


def _predefined(_copier: Copier, value: Any) -> Any:
    """The name of a predefined character map: letters, digits and hyphens."""
    name = name_of(value)
    return Name(name) if re.fullmatch(r"/[A-Za-z0-9]{1,12}(?:-[A-Za-z0-9]{1,8}){0,4}", name) else None


def _system_info(_copier: Copier, value: Any) -> Any:
    if not isinstance(value, Dictionary):
        return None
    ordering = text_of(value.get("/Ordering"))
    ordering = ordering if ordering in _CID_ORDERINGS else "Identity"
    supplement = value.get("/Supplement", 0)
    return Dictionary(
        Registry=String("Adobe"), Ordering=String(ordering), Supplement=supplement if is_number(supplement) else 0
    )


def character_map(copier: Copier, value: Any) -> Any:
    """A character map written anew: the mappings and nothing else."""
    return copier.stream(value, _CMAP, "character map", _map_bytes)


_CMAP: Shape = {"/Type": one_of("CMap"), "/CIDSystemInfo": _system_info, "/WMode": plain}
_SECTION = re.compile(r"end(codespacerange|bfchar|bfrange|cidchar|cidrange|notdefrange|notdefchar)")


def _map_bytes(stream: Stream) -> bytes | None:
    """Rewrite a CMap from its ranges (ISO 32000-2 9.7.5.4)."""
    try:
        instructions = pikepdf.parse_content_stream(stream)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return None
    name = name_of(stream.get("/CMapName"))
    is_unicode = any(str(i.operator) in ("endbfchar", "endbfrange") for i in instructions) or not name
    lines = [
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (%b) /Supplement 0 >> def"
        % (b"UCS" if is_unicode else b"Identity"),
        b"/CMapName /%b def /CMapType %d def" % ((b"Adobe-Identity-UCS", 2) if is_unicode else (b"Map", 1)),
    ]
    for instruction in instructions:
        operator = str(instruction.operator)
        match = _SECTION.fullmatch(operator)
        if match is None:
            if operator == "usecmap":
                raise ContainerError("A font of the PDF builds on another's character map.")
            continue
        operands = list(instruction.operands)
        step = 2 if match[1] in ("codespacerange", "bfchar", "cidchar", "notdefchar") else 3
        operands = operands[len(operands) % step :]
        for start in range(0, len(operands), 100 * step):
            part = operands[start : start + 100 * step]
            lines.append(b"%d begin%b" % (len(part) // step, match[1].encode()))
            lines += [b" ".join(map(_token, part[i : i + step])) for i in range(0, len(part), step)]
            lines.append(b"end" + match[1].encode())
    lines.append(b"endcmap CMapName currentdict /CMap defineresource pop end end")
    return b"\n".join(lines) + b"\n"


def _token(value: Any) -> bytes:
    if isinstance(value, String):
        return b"<" + bytes(value).hex().upper().encode() + b">"
    if isinstance(value, Array):
        return b"[" + b" ".join(map(_token, value)) + b"]"
    if is_number(value):
        return str(int(value)).encode()
    return b"<0000>"


_PROGRAM: Shape = {
    **dict.fromkeys(("/Length1", "/Length2", "/Length3"), plain),
    "/Subtype": one_of("Type1C", "CIDFontType0C", "OpenType"),
}


def font_rule(names: FontNames, char_procs: Rule) -> Rule:
    """The rule for a font of any type.

    Args:
        names: Gives the new names.
        char_procs: Copies a Type 3 font as a whole: its glyphs are content.
    """
    descriptor: Shape = {
        "/Type": one_of("FontDescriptor"),
        "/FontName": names,
        "/FontStretch": one_of(*_STRETCHES),
        **dict.fromkeys(("/FontWeight", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent"), plain),
        **dict.fromkeys(("/Leading", "/CapHeight", "/XHeight", "/StemV", "/StemH", "/AvgWidth", "/MaxWidth"), plain),
        "/MissingWidth": plain,
        **dict.fromkeys(("/FontFile", "/FontFile2", "/FontFile3"), raw_stream("font program", lambda: _PROGRAM)),
    }
    described = shaped("font descriptor", lambda: descriptor)
    cid_font: Shape = {
        "/Type": one_of("Font"),
        "/Subtype": one_of(*_FONTS),
        "/BaseFont": names,
        "/CIDSystemInfo": _system_info,
        "/FontDescriptor": described,
        **dict.fromkeys(("/DW", "/W", "/DW2", "/W2"), plain),
        "/CIDToGIDMap": either(one_of("Identity"), raw_stream("glyph map", dict)),
    }
    simple: Shape = {
        "/Type": one_of("Font"),
        "/Subtype": one_of(*_FONTS),
        "/BaseFont": names,
        **dict.fromkeys(("/FirstChar", "/LastChar", "/Widths"), plain),
        "/FontDescriptor": described,
        "/Encoding": either(one_of(*_ENCODINGS), _predefined, shaped("encoding", lambda: _ENCODING), character_map),
        "/ToUnicode": either(one_of("Identity-H", "Identity-V"), character_map),
        "/DescendantFonts": many(shaped("CID font", lambda: cid_font)),
    }

    def rule(copier: Copier, value: Any) -> Any:
        if isinstance(value, Dictionary) and name_of(value.get("/Subtype")) == "/Type3":
            return char_procs(copier, value)
        return copier.dictionary(value, simple, "font")

    return rule


def fallback_font() -> Dictionary:
    """What programs use for a font that the page does not name."""
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
