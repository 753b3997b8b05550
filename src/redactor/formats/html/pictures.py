"""Pictures of a page: placeholders, or cleared pictures written anew into the page."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from redactor.formats.html.nodes import Node
from redactor.formats.opc import pictures
from redactor.formats.opc.pictures_judging import FoundPicture, PictureJudge
from redactor.model import Change, Plan

MAX_INLINE_BYTES = 40 * 1024 * 1024
_TINY = 2
Linked = Callable[[str], bytes | None]
"""Gives the bytes of a file beside a page by its path as the page writes it, percent-encoding undone."""
_USUAL = (360, 240)
_SHAPES = ((3, 1), (3, 2), (2, 2), (2, 3))
_SCALES = (40, 80, 160)


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


def no_files(_path: str) -> bytes | None:
    """For a page that stands alone."""
    return None


def picture_bytes(untrusted_source: str, linked: Linked) -> bytes | None:
    """The bytes of a picture that stands in the page, in a file beside it or in its message; else ``None``."""
    source = untrusted_source.strip()
    if source[:5].lower() == "data:":
        return data_bytes(source)
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    if parts.scheme.lower() == "cid":
        return linked(f"cid:{unquote(source[4:])}")
    return None if parts.scheme or parts.netloc else linked(unquote(parts.path).removeprefix("./"))


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


def judge_of(found: Iterable[Picture]) -> PictureJudge:
    """Read the pictures whose bytes are there; slow, about a second each."""
    return PictureJudge(
        [
            FoundPicture(_key(number), picture.data, f"picture {number}", shown=_written_size(picture.node))
            for number, picture in enumerate(found, 1)
            if picture.data
        ]
    )


def treat(found: Iterable[Picture], judge: PictureJudge, plan: Plan, cleared: frozenset[str]) -> list[Change]:
    """Give every picture its pixels: what the judge says, or a placeholder for what is not there.

    Returns:
        One change for each picture, with its SHA-256 where its bytes were there.
    """
    treated = {item.key: item for item in judge.treat(plan, cleared)}
    changes: list[Change] = []
    for number, picture in enumerate(found, 1):
        judged = treated.get(_key(number))
        if judged is not None:
            picture.node.attributes["src"] = _address(judged.data, judged.extension)
            replaced = judged.change.action == "replaced"
            picture.node.attributes.setdefault("alt", picture.label if replaced else "")
            changes.append(judged.change)
            continue
        size = _common_size(_written_size(picture.node))
        picture.node.attributes["src"] = _address(pictures.placeholder(size, picture.label), "png")
        picture.node.attributes.setdefault("alt", picture.label)
        what = "picture of a linked file that is not in the page" if picture.what == "picture" else picture.what
        changes.append(Change("replaced", f"{what} by a grey placeholder", f"picture {number}"))
    return changes


def _key(number: int) -> str:
    return f"picture{number}"


def _common_size(size: tuple[int, int] | None) -> tuple[int, int]:
    """One of a dozen sizes near the given one, so that a page of many pictures needs few placeholders."""
    width, height = size or _USUAL
    across, down = min(_SHAPES, key=lambda shape: abs(math.log(max(width, 1) * shape[1] / (max(height, 1) * shape[0]))))
    scale = next(scale for scale in _SCALES if scale * across >= min(width, _SCALES[-1] * across))
    return across * scale, down * scale


def _address(data: bytes, extension: str) -> str:
    return f"data:image/{extension};base64,{base64.b64encode(data).decode('ascii')}"
