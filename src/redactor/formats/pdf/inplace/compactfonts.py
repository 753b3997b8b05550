"""CFF programs (Type 1C, CIDFontType0C) cut down to the glyphs that stay."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.cffLib.transforms import desubroutinize
from fontTools.config import Config
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.ttLib import TTFont

from redactor.formats.pdf.inplace.truetype import Pruned, PruneError


class _Holder:
    """As much of a TTFont as the writer of CFF tables looks at."""

    recalcBBoxes = False  # noqa: N815 - fontTools' name
    lazy = None
    cfg = Config()


def table_of(data: bytes) -> bytes:
    """The CFF table of an OpenType file."""
    font = TTFont(io.BytesIO(data), lazy=True)
    return bytes(font.reader["CFF "])


def prune_compact(data: bytes, wanted: Sequence[int]) -> Pruned:
    """Cut down a program whose codes are CIDs, or glyph numbers if it names its glyphs.

    Args:
        data: The CFF table.
        wanted: The CIDs that stay, in the order of their new numbers.
    """
    fonts, top = _opened(data)
    order: list[str] = list(top.charset)
    keyed = hasattr(top, "ROS")
    known = set(order)
    names: dict[int, str] = {}
    for cid in wanted:
        name = f"cid{cid:05d}" if keyed else (order[cid] if cid < len(order) else "")
        name = ".notdef" if keyed and cid == 0 else name
        if name not in known:
            raise PruneError("a glyph is missing")
        names[cid] = name
    kept = list(dict.fromkeys([order[0], *names.values()]))
    renamed = [kept[0], *(f"cid{number:05d}" if keyed else f"g{number}" for number in range(1, len(kept)))]
    _cut(top, kept, renamed)
    return Pruned(_saved(fonts), {cid: kept.index(name) for cid, name in names.items()})


def prune_named(data: bytes, names: Mapping[int, str], ordered: Sequence[bytes]) -> bytes:
    """Cut down a program whose glyphs are found by name.

    Args:
        data: The CFF table.
        names: Code to glyph name, as the font dictionary has it.
        ordered: The codes that stay, in the order of their new glyph numbers.
    """
    fonts, top = _opened(data)
    if hasattr(top, "ROS"):
        raise PruneError("glyphs without names")
    own = _own_encoding(top)
    known = set(top.charset)
    kept = [".notdef"]
    used: dict[int, str] = {}
    for code in ordered:
        name = names.get(code[0]) or own.get(code[0], "")
        if name in known:
            used[code[0]] = name
            kept.append(name)
        elif name not in ("", "space", ".notdef"):
            raise PruneError("a glyph is missing")
    kept = list(dict.fromkeys(kept))
    if not isinstance(top.Encoding, str):
        top.Encoding = [used.get(code, ".notdef") for code in range(256)]
    _cut(top, kept, kept)
    return _saved(fonts)


def _own_encoding(top: Any) -> dict[int, str]:
    encoding = top.Encoding
    if not isinstance(encoding, str):
        return {code: name for code, name in enumerate(encoding) if name != ".notdef"}
    if encoding != "StandardEncoding":
        return {}
    return {code: name for code, name in enumerate(StandardEncoding) if name != ".notdef"}


def _opened(data: bytes) -> tuple[Any, Any]:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    if len(fonts.fontNames) != 1:
        raise PruneError("several fonts in one")
    top = fonts[0]
    for name in top.CharStrings.keys():  # noqa: SIM118 - not a dict
        top.CharStrings[name].decompile()
    desubroutinize(fonts)
    return fonts, top


def _cut(top: Any, kept: Sequence[str], renamed: Sequence[str]) -> None:
    """Leave only these glyphs, in this order, under these names."""
    strings = top.CharStrings
    items = [strings[name] for name in kept]
    selected = [strings.getItemAndSelector(name)[1] for name in kept]
    if strings.charStringsAreIndexed:
        strings.charStringsIndex.items = items
        strings.charStrings = {name: number for number, name in enumerate(renamed)}
    else:
        strings.charStrings = dict(zip(renamed, items, strict=True))
    top.charset = list(renamed)
    if hasattr(top, "FDSelect"):
        top.FDSelect.gidArray = [0 if number is None else number for number in selected]
    top.numGlyphs = len(kept)
    for attribute in ("UniqueID", "XUID", "Notice", "Copyright", "FullName", "FamilyName"):
        if attribute in top.rawDict:
            del top.rawDict[attribute]


def _saved(fonts: Any) -> bytes:
    fonts.fontNames = ["Subset"]
    buffer = io.BytesIO()
    fonts.compile(buffer, _Holder(), isCFF2=False)
    return buffer.getvalue()
