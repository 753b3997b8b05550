"""Type 0 fonts: two-byte codes, CIDs, widths by CID (ISO 32000-2 9.7)."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from fontTools.ttLib import TTFont, TTLibError
from pikepdf import Array, Dictionary, Stream

from redactor.formats.pdf.inplace.cmaps import CMap, parse_cmap
from redactor.formats.pdf.inplace.fontvalues import Coded, FontProblem, name_text, number

_MOST_WIDTHS = 200_000


def read_composite(obj: Dictionary, told: dict[bytes, str]) -> Coded:
    """Read a Type 0 font.

    Args:
        obj: The font dictionary.
        told: Its ToUnicode table, code to text.

    Raises:
        FontProblem: for vertical writing, codes of other lengths, and fonts that do not name their letters.
    """
    below = obj.get("/DescendantFonts")
    if not isinstance(below, Array) or len(below) != 1 or not isinstance(below[0], Dictionary):
        raise FontProblem("a font without its descendant")
    descendant = below[0]
    texts = {code: text for code, text in told.items() if len(code) == 2}
    coded = Coded(2, texts, _widths(descendant.get("/W")), number(descendant.get("/DW"), 1000.0) / 1000)
    encoding = obj.get("/Encoding")
    if isinstance(encoding, Stream):
        if number(encoding.get("/WMode"), 0) == 1:
            raise FontProblem("vertical writing")
        cmap = parse_cmap(encoding.read_bytes())
        _check_spaces(cmap)
        coded.to_cid = _cid_of(cmap)
    else:
        name = name_text(encoding)
        if name.endswith("-V"):
            raise FontProblem("vertical writing")
        if name != "/Identity-H":
            raise FontProblem("a font in an East Asian encoding")
    if not texts:
        coded.texts = _from_program(descendant)
    if not coded.texts:
        raise FontProblem("a font that does not name its letters")
    return coded


def _check_spaces(cmap: CMap) -> None:
    if cmap.uses not in ("", "Identity-H") or any(len(low) != 2 for low, _ in cmap.spaces):
        raise FontProblem("a font with codes of several lengths")


def _cid_of(cmap: CMap) -> Callable[[bytes], int]:
    table = dict(cmap.cids)
    for low, high, first in cmap.cid_ranges:
        start, end = int.from_bytes(low), int.from_bytes(high)
        if not 0 <= end - start < 0x10000:
            raise FontProblem("a font with a broken encoding")
        table.update({(start + n).to_bytes(2): first + n for n in range(end - start + 1)})
    identity = cmap.uses == "Identity-H"
    return lambda code: table.get(code, int.from_bytes(code) if identity else 0)


def _widths(value: object) -> dict[int, float]:
    """The W array: ``c [w1 w2 …]`` and ``first last w`` in any order."""
    found: dict[int, float] = {}
    items = list(value) if isinstance(value, Array) else []
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        following = items[at + 1]
        if isinstance(following, Array):
            found.update({first + n: float(width) / 1000 for n, width in enumerate(following)})
            at += 2
            continue
        last = int(following)
        if at + 2 >= len(items) or last - first > _MOST_WIDTHS:
            raise FontProblem("a font with broken widths")
        found.update(dict.fromkeys(range(first, last + 1), float(items[at + 2]) / 1000))
        at += 3
    return found


def _from_program(descendant: Dictionary) -> dict[bytes, str]:
    """The letters by the font program's own character map; only for Identity codes of TrueType."""
    descriptor = descendant.get("/FontDescriptor")
    program = descriptor.get("/FontFile2") if isinstance(descriptor, Dictionary) else None
    if not isinstance(program, Stream) or isinstance(descendant.get("/CIDToGIDMap"), Stream):
        return {}
    try:
        font = TTFont(io.BytesIO(program.read_bytes()), lazy=True)
        if "cmap" not in font:
            return {}
        order = {name: number for number, name in enumerate(font.getGlyphOrder())}
        best = font.getBestCmap() or {}
    except (TTLibError, pikepdf.PdfError, KeyError, ValueError, AssertionError):
        return {}
    found: dict[bytes, str] = {}
    for point, name in sorted(best.items(), reverse=True):
        if order.get(name, 0x10000) < 0x10000:
            found[order[name].to_bytes(2)] = chr(point)
    return found
