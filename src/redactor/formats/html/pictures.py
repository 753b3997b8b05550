"""Pictures of a page: placeholders, or cleared pictures written anew into the page."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from redactor.formats.html.nodes import Node
from redactor.formats.opc import pictures
from redactor.model import Change

MAX_INLINE_BYTES = 40 * 1024 * 1024
_TINY = 2


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One picture of the copy.

    Attributes:
        node: Its ``img``, without ``src`` until it is treated.
        data: Its bytes; ``None`` if they are not in the page nor beside it.
        label: What a placeholder says.
        what: What it was, for the report.
    """

    node: Node
    data: bytes | None
    label: str = pictures.LABEL
    what: str = "picture"


def picture_bytes(untrusted_source: str, linked: Mapping[str, bytes]) -> bytes | None:
    """The bytes of a picture that stands in the page or in a file beside it; else ``None``."""
    source = untrusted_source.strip()
    if source[:5].lower() == "data:":
        return data_bytes(source)
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else linked.get(unquote(parts.path).removeprefix("./"))


def data_bytes(address: str) -> bytes | None:
    """The content of a ``data:`` address; ``None`` if it is broken or too large."""
    head, comma, body = address[5:].partition(",")
    if not comma or len(body) > MAX_INLINE_BYTES:
        return None
    if not head.lower().rstrip().endswith("base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode("".join(unquote(body).split()), validate=False)
    except (binascii.Error, ValueError):
        return None


def is_tiny(node: Node, data: bytes | None) -> bool:
    """Whether it is a tracking or spacer picture that nobody sees."""
    size = (pictures.pixel_size(data) if data else None) or _written_size(node)
    return size is not None and max(size) <= _TINY


def _written_size(node: Node) -> tuple[int, int] | None:
    width, height = node.attributes.get("width", ""), node.attributes.get("height", "")
    return (int(width), int(height)) if width.isdecimal() and height.isdecimal() else None


def treat(found: Iterable[Picture], cleared: frozenset[str]) -> list[Change]:
    """Give every picture its pixels: a cleared one's own without metadata, or a placeholder's.

    Returns:
        One change for each picture, with its SHA-256 where its bytes were there.
    """
    changes: list[Change] = []
    for number, picture in enumerate(found, 1):
        place = f"picture {number}"
        name = pictures.digest(picture.data) if picture.data else ""
        copy = pictures.clean_copy(picture.data, None) if picture.data and name in cleared else None
        if copy is not None:
            picture.node.attributes["src"] = _address(copy[0], copy[1])
            picture.node.attributes.setdefault("alt", "")
            changes.append(Change("rewritten", f"cleared picture without metadata (SHA-256 {name})", place))
            continue
        size = _written_size(picture.node) or (pictures.pixel_size(picture.data) if picture.data else None)
        picture.node.attributes["src"] = _address(pictures.placeholder(size, picture.label), "png")
        picture.node.attributes.setdefault("alt", picture.label)
        changes.append(Change("replaced", _words(picture, name, cleared), place))
    return changes


def _words(picture: Picture, name: str, cleared: frozenset[str]) -> str:
    if picture.what != "picture":
        return f"{picture.what} by a grey placeholder"
    if not name:
        return "picture of a linked file that is not in the page by a grey placeholder"
    why = " although cleared: it cannot be cleaned" if name in cleared else ""
    return f"picture by a grey placeholder{why} (SHA-256 {name})"


def _address(data: bytes, extension: str) -> str:
    return f"data:image/{extension};base64,{base64.b64encode(data).decode('ascii')}"
