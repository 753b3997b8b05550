"""Strings of PDF objects: titles, annotations, form values, links, scripts, replacement texts.

The objects are walked raw, every one in the cross-reference table, reachable or
not. Each string is sorted by the key it stands under; a string under a key that
is not known is still told, as a word of the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import pikepdf

from redactor.verify.readers.base import Block, Surface

_BINARY_KEYS = frozenset(
    {"/ID", "/O", "/U", "/OE", "/UE", "/Perms", "/Lookup", "/CheckSum", "/Panose", "/ByteRange", "/Cert"}
)
_DEEPEST = 60

KEYS: Mapping[str, tuple[str, Surface]] = {
    "/ActualText": ("replacement text", Surface.ATTRIBUTE),
    "/Alt": ("replacement text", Surface.ATTRIBUTE),
    "/E": ("replacement text", Surface.ATTRIBUTE),
    "/URI": ("link target", Surface.LINK),
    "/JS": ("script", Surface.ATTRIBUTE),
    "/Contents": ("annotation", Surface.COMMENT),
    "/RC": ("annotation", Surface.COMMENT),
    "/Subj": ("annotation", Surface.COMMENT),
    "/T": ("annotation or field name", Surface.ATTRIBUTE),
    "/TU": ("form field", Surface.ATTRIBUTE),
    "/TM": ("form field", Surface.ATTRIBUTE),
    "/V": ("form field", Surface.ATTRIBUTE),
    "/DV": ("form field", Surface.ATTRIBUTE),
    "/Opt": ("form field", Surface.ATTRIBUTE),
    "/Title": ("bookmark", Surface.ATTRIBUTE),
    "/F": ("file name", Surface.NAME),
    "/UF": ("file name", Surface.NAME),
    "/Desc": ("file description", Surface.ATTRIBUTE),
    "/Dest": ("destination", Surface.NAME),
    "/D": ("destination", Surface.NAME),
    "/Names": ("destination", Surface.NAME),
    "/P": ("page label", Surface.NAME),
}
"""Which surface a string under a key belongs to."""


@dataclass(frozen=True, slots=True)
class Text:
    """One string with the key it stands under and the number of its object."""

    number: int
    key: str
    text: str


def object_blocks(pdf: pikepdf.Pdf) -> Iterator[Block]:
    """Yield a block for every string of every object that can hold words."""
    info = _info_number(pdf)
    names: dict[str, None] = {}
    rest: dict[str, None] = {}
    for number, item in _roots(pdf):
        if number == info:
            continue
        for text in strings(item, number, names):
            known = KEYS.get(text.key)
            if known is None:
                rest[text.text] = None
                continue
            what, surface = known
            where = f"{what} in object {number}"
            yield Block(where, text.text, surface, where)
            if surface is Surface.LINK and unquote(text.text) != text.text:
                yield Block(where, unquote(text.text), surface, where)
    yield Block("other strings", "\n".join(rest), Surface.RAW, "other strings")
    yield Block("names of objects", "\n".join(names), Surface.RAW, "names of objects")


def strings(item: pikepdf.Object, number: int, names: dict[str, None]) -> Iterator[Text]:
    """Yield the strings of one object; indirect children have numbers of their own.

    Args:
        item: A dictionary, stream, array or string.
        number: The object's number.
        names: Filled with every name that occurs, as key or as value.
    """
    stack: list[tuple[pikepdf.Object, str, int]] = [(item, "", 0)]
    while stack:
        node, key, depth = stack.pop()
        if isinstance(node, pikepdf.String):
            text = str(node)
            if key not in _BINARY_KEYS and not text.startswith("D:"):
                yield Text(number, key, text)
        elif isinstance(node, pikepdf.Name):
            names[name_text(node)] = None
        elif isinstance(node, pikepdf.Array) and depth < _DEEPEST:
            children = list(node)
            stack += [(child, key, depth + 1) for child in children if not _is_elsewhere(child)]
        elif isinstance(node, (pikepdf.Dictionary, pikepdf.Stream)) and depth < _DEEPEST:
            for child_key, child in _items(node):
                names[child_key] = None
                if not _is_elsewhere(child) and not _is_signature(node, child_key):
                    stack.append((child, child_key, depth + 1))


def name_text(name: pikepdf.Object) -> str:
    """A name as text, whatever encoding its bytes are in."""
    try:
        return str(name)
    except UnicodeDecodeError:
        return name.unparse().decode("latin-1")


def _items(node: pikepdf.Object) -> list[tuple[str, pikepdf.Object]]:
    return list(node.items())


def _is_elsewhere(child: object) -> bool:
    """Whether a child is an object of its own, or no PDF object (a number, a truth value)."""
    return not isinstance(child, pikepdf.Object) or child.is_indirect


def _is_signature(node: pikepdf.Object, key: str) -> bool:
    return key == "/Contents" and "/ByteRange" in node


def _roots(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    yield 0, pdf.trailer
    for item in pdf.objects:
        if isinstance(item, pikepdf.Object):
            yield item.objgen[0], item


def _info_number(pdf: pikepdf.Pdf) -> int:
    """Number of the document information, which has a reader of its own; -1 if there is none."""
    info = pdf.trailer.get("/Info")
    return info.objgen[0] if isinstance(info, pikepdf.Object) and info.is_indirect else -1
