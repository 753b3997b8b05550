"""Where links lead, and which of them a page of its own can keep."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote, urljoin, urlsplit

from redactor.formats.html.nodes import Node
from redactor.model import Plan

_ODD = re.compile(r"[\x00-\x20\x7f]+")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_WEB = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Link:
    """A link's target as written.

    Attributes:
        kind: ``inside`` the page, on the ``web``, a ``contact`` (mail, telephone), a
            ``file`` beside the page, or ``other`` (scripts, local paths).
        address: The address to write; for ``inside`` the id, percent-encoding undone.
    """

    kind: Literal["inside", "web", "contact", "file", "other"]
    address: str


def read_link(untrusted: str, base: str) -> Link:
    """Tell what a link leads to.

    Args:
        untrusted: The ``href``.
        base: The page's ``base`` address; may be empty.
    """
    address = _ODD.sub(lambda match: "%20" if match[0].strip("\t\r\n\x00") else "", untrusted.strip())
    if address.startswith("#"):
        return Link("inside", unquote(address[1:]))
    if address.startswith("//"):
        address = f"https:{address}"
    scheme = _SCHEME.match(address)
    if scheme is None:
        joined = _joined(base, address)
        return Link("web", joined) if _WEB.fullmatch(joined) else Link("file", address)
    name = scheme[1].lower()
    if name in ("http", "https"):
        return Link("web", address) if _WEB.fullmatch(address) else Link("other", address)
    return Link("contact" if name in ("mailto", "tel") else "other", address)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address) if urlsplit(base).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def readable(address: str) -> str:
    """An address as a person reads it: percent-encoding undone, however often it was done."""
    for _ in range(_ROUNDS):
        decoded = unquote(address)
        if decoded == address:
            break
        address = decoded
    return address


def web_setter(node: Node, lost: Callable[[str], None]) -> Callable[[str], None]:
    """A setter that writes a changed address, or makes the link plain text if it is none any more."""

    def setter(new: str) -> None:
        if node.attributes["href"].lower().startswith("http") and _WEB.match(new) and "[" not in new:
            node.attributes["href"] = quote(new, safe=":/?#@!$&'()*+,;=%~-._")
            return
        unlink(node)
        lost("links whose address named somebody")

    return setter


def link_files(elements: Iterable[Node], plan: Plan) -> int:
    """Let links to files beside the page lead to the copies of the documents that they are; returns how many could not.

    Args:
        elements: Of the page.
        plan: Says where the page stands, and what the copies of other documents are called.
    """
    copies = dict(plan.copies)
    folder = posixpath.dirname(plan.source)
    lost = 0
    for node in [node for node in elements if node.file]:
        path = unquote(re.split(r"[?#]", node.file, maxsplit=1)[0]).replace("\\", "/")
        copy = copies.get(posixpath.normpath(posixpath.join(folder, path)))
        if copy is None:
            unlink(node)
            lost += 1
        else:
            node.attributes["href"] = quote(copy)
    return lost


def unlink(node: Node) -> None:
    """Make a link plain text."""
    node.attributes.pop("href", None)
    node.tag = "span"
