"""TrueType programs cut down to the glyphs that stay, numbered by the order they are asked for."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.reorderGlyphs import reorderGlyphs
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pdfminer.encodingdb import EncodingDB

_KEPT = frozenset({"GlyphOrder", "head", "hhea", "hmtx", "maxp", "loca", "glyf", "cvt ", "fpgm", "prep"})
_LONG_AGO = 3_000_000_000
"""Seconds since 1904: one date for all fonts."""
_MAC = {text: code for code, text in sorted(EncodingDB.mac2unicode.items(), reverse=True)}


class PruneError(Exception):
    """A glyph that is needed is not where the font should have it."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """A cut-down program.

    Attributes:
        data: Its bytes.
        numbers: Old glyph number (or CID) to new.
    """

    data: bytes
    numbers: Mapping[int, int]


def prune_truetype(data: bytes, wanted: Sequence[int]) -> Pruned:
    """Cut a font down to glyphs by number.

    Args:
        data: The font file.
        wanted: Numbers of the glyphs that stay, in the order of their new numbers.

    Raises:
        PruneError: if a glyph is not there.
    """
    font = _opened(data)
    order = font.getGlyphOrder()
    if any(number >= len(order) for number in wanted):
        raise PruneError("a glyph is missing")
    names = [order[number] for number in wanted]
    placed = _cut(font, order[0], names)
    return Pruned(_saved(font), {number: placed[order[number]] for number in wanted})


def prune_coded(data: bytes, new: Mapping[bytes, int], letters: Mapping[bytes, str], *, symbolic: bool) -> bytes:
    """Cut a font down to the glyphs of one-byte codes (ISO 32000-2 9.6.5.4).

    Args:
        data: The font file.
        new: Old code to new code, in the order of the new glyph numbers.
        letters: What the encoding says of each code; not used for symbolic fonts.
        symbolic: Whether codes go straight through the font's own character map.

    Raises:
        PruneError: if a code that shows something has no glyph.
    """
    font = _opened(data)
    order = font.getGlyphOrder()
    tables = {(t.platformID, t.platEncID): t.cmap for t in font["cmap"].tables} if "cmap" in font else {}
    names: dict[bytes, str] = {}
    for code in new:
        glyph = _glyph(tables, code[0], letters.get(code, ""), symbolic=symbolic)
        if glyph is None and letters.get(code, "").strip():
            raise PruneError("a code has no glyph")
        if glyph is not None:
            names[code] = glyph
    _cut(font, order[0], list(names.values()))
    font["cmap"] = _character_map(names, new, letters, symbolic=symbolic)
    return _saved(font)


def _glyph(
    tables: Mapping[tuple[int, int], Mapping[int, str]], code: int, letter: str, *, symbolic: bool
) -> str | None:
    unicode_, symbols, mac = tables.get((3, 1), {}), tables.get((3, 0), {}), tables.get((1, 0), {})
    by_code = symbols.get(0xF000 + code) or symbols.get(code) or mac.get(code)
    if symbolic:
        return by_code or (unicode_.get(code) if not symbols and not mac else None)
    by_letter = unicode_.get(ord(letter)) if len(letter) == 1 else None
    return by_letter or mac.get(_MAC.get(letter, -1)) or by_code


def _character_map(
    names: Mapping[bytes, str], new: Mapping[bytes, int], letters: Mapping[bytes, str], *, symbolic: bool
) -> Any:
    maps: list[tuple[int, int, int, dict[int, str]]]
    if symbolic:
        by_code = {new[code]: glyph for code, glyph in names.items()}
        maps = [(1, 0, 0, by_code), (3, 0, 4, {0xF000 + code: glyph for code, glyph in by_code.items()})]
    else:
        by_letter = {ord(letters[code]): glyph for code, glyph in names.items() if len(letters[code]) == 1}
        by_mac = {_MAC[letters[code]]: glyph for code, glyph in names.items() if letters[code] in _MAC}
        maps = [(1, 0, 0, by_mac), (3, 1, 4, by_letter)]
    table = newTable("cmap")
    table.tableVersion = 0
    table.tables = []
    for platform, encoding, kind, mapping in maps:
        part = CmapSubtable.newSubtable(kind)
        part.platformID, part.platEncID, part.language, part.cmap = platform, encoding, 0, mapping
        table.tables.append(part)
    return table


def _opened(data: bytes) -> Any:
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    if "glyf" not in font:
        raise PruneError("no outlines")
    return font


def _cut(font: Any, first: str, names: Sequence[str]) -> dict[str, int]:
    """Leave only the named glyphs and those they are made of; answers the new numbers."""
    for tag in [tag for tag in font.keys() if tag not in _KEPT and tag != "cmap"]:  # noqa: SIM118 - not a dict
        del font[tag]
    _without_names(font)
    options = subset.Options()
    options.notdef_outline = True
    options.recalc_bounds = True
    options.passthrough_tables = True
    cutter = subset.Subsetter(options)
    cutter.populate(glyphs=set(names))
    cutter.subset(font)
    wanted = list(dict.fromkeys([first, *names]))
    glyf = font["glyf"]
    rest = sorted(
        (glyph for glyph in font.getGlyphOrder() if glyph not in set(wanted)),
        key=lambda glyph: hashlib.sha256(bytes(glyf[glyph].compile(glyf))).digest(),
    )
    reorderGlyphs(font, wanted + rest)
    if "cmap" in font:
        del font["cmap"]
    return {glyph: number for number, glyph in enumerate(font.getGlyphOrder())}


def _without_names(font: Any) -> None:
    """An empty character map and a list of glyph names without names, as the cutter needs both."""
    cmap = newTable("cmap")
    cmap.tableVersion, cmap.tables = 0, []
    font["cmap"] = cmap
    post = newTable("post")
    post.formatType = 3.0
    for attribute in (
        "italicAngle", "underlinePosition", "underlineThickness", "isFixedPitch", "minMemType42", "maxMemType42",
        "minMemType1", "maxMemType1",
    ):  # fmt: skip
        setattr(post, attribute, 0)
    font["post"] = post


def _saved(font: Any) -> bytes:
    font["head"].created = font["head"].modified = _LONG_AGO
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
