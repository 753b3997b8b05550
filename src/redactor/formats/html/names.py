"""Ids and class names: the copy has its own, ``i1`` and ``c1``, so that anchors and styles still work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from redactor.formats.html.links import unlink
from redactor.formats.html.nodes import Node
from redactor.formats.html.vocabulary import REFERENCES

_PAINT = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)")


def rename_ids(elements: Iterable[Node]) -> tuple[dict[str, str], int]:
    """Give every id a neutral name and follow every reference to it.

    Returns:
        New names by ``#id``, and how many links led to places that are not in the page.
    """
    found = list(elements)
    renamed: dict[str, str] = {}
    for node in found:
        name = node.attributes.get("id")
        if name:
            renamed.setdefault(name, f"i{len(renamed) + 1}")
            node.attributes["id"] = renamed[name]
    dangling = sum(_follow(node, renamed) for node in found)
    return {f"#{name}": new for name, new in renamed.items()}, dangling


def _follow(node: Node, renamed: dict[str, str]) -> bool:
    """Rename the references of one element; whether its link leads nowhere."""
    for name in [name for name in node.attributes if name in REFERENCES]:
        ids = [renamed[word] for word in node.attributes[name].split() if word in renamed]
        if ids:
            node.attributes[name] = " ".join(ids)
        else:
            del node.attributes[name]
    for name, value in list(node.attributes.items()):
        paint = _PAINT.fullmatch(value) if name in PAINTED else None
        if paint and paint[1] in renamed:
            node.attributes[name] = f"url(#{renamed[paint[1]]})"
        elif name in PAINTED and "url" in value:
            del node.attributes[name]
    href = node.attributes.get("href", "")
    if not href.startswith("#"):
        return False
    target = href[1:]
    if target in ("", "top"):
        node.attributes["href"] = "#"
    elif target in renamed:
        node.attributes["href"] = "#" + quote(renamed[target])
    elif node.tag == "use":
        del node.attributes["href"]
    else:
        unlink(node)
        return True
    return False


PAINTED = frozenset({"fill", "stroke", "clip-path", "mask", "marker-start", "marker-mid", "marker-end"})
"""Attributes of drawings that may refer to a part of the drawing."""


def rename_classes(elements: Iterable[Node], used: frozenset[str]) -> dict[str, str]:
    """Give every class that a kept style uses a neutral name; take the others away.

    Returns:
        New names by ``.class``.
    """
    renamed: dict[str, str] = {}
    for node in elements:
        words = [word for word in node.attributes.pop("class", "").split() if f".{word}" in used]
        for word in words:
            renamed.setdefault(f".{word}", f"c{len(renamed) + 1}")
        if words:
            node.attributes["class"] = " ".join(dict.fromkeys(renamed[f".{word}"] for word in words))
    return renamed
