"""What every Office package holds, whatever program wrote it: members, parts, loose texts, what leads where."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from redactor.verify.readers.base import Block, Collector, RawBytes, Surface
from redactor.verify.readers.container import Container, Member
from redactor.verify.readers.markup import PARAGRAPH, attribute, local
from redactor.verify.readers.xml_names import xml_name_blocks

_RUN_TEXT = frozenset({"t", "delText", "instrText", "delInstrText"})
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\xd7\xcd\xc6\x9a", b"\x01\0\0\0")
_PRINTABLE = re.compile(rb"[\x20-\x7e]{4,}|(?:[\x20-\x7e]\0){4,}")
_AUTHOR_LABELS = frozenset({"creator", "lastModifiedBy", "Manager", "author"})


def surroundings(container: Container, found: Collector, program: str) -> None:
    """Tell what lies in the container outside its members; ``program`` is the one to save it in again."""
    if container.prefix or container.suffix.strip(b"\0"):
        found.cannot_check("bytes before or after the zip container", next_step=f"Save the file again in {program}.")
    if container.duplicates:
        found.cannot_check("members of the container share a name", next_step=f"Save the file again in {program}.")
    comment = container.comment.decode("latin-1")
    found.add([Block("comment of the container", comment, Surface.PROPERTY, "comment of the container")])


def parse_member(member: Member, number: int, found: Collector, program: str) -> etree._Element | None:
    """Parse an XML member; tell what is not XML and what cannot be parsed."""
    place = f"member {number}"
    start = member.data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").replace(b"\0", b"")
    if not start.startswith(b"<") or start.lower().startswith((b"<!doctype html", b"<html")):
        _binary(member, place, found)
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(member.data, parser)
    except etree.XMLSyntaxError:
        found.cannot_check("a part of the document is not well-formed", place, f"Save the file again in {program}.")
        return None
    if b"<!DOCTYPE" in member.data.replace(b"\0", b""):
        found.cannot_check("a part of the document declares a document type", place)
    found.add(xml_name_blocks(root, member.data, place))
    return root


def _binary(member: Member, place: str, found: Collector) -> None:
    """Sort a member that is not XML."""
    name = member.name.casefold()
    if not member.data:
        return
    if "thumbnail" in name and member.data.startswith(_PICTURES):
        found.note("thumbnail of the first page", place)
    elif member.data.startswith(_PICTURES):
        found.picture(member.data, place)
    elif name.endswith(".odttf"):
        found.note("embedded font", place)
    elif "printersettings" in name:
        pieces = (m.group().replace(b"\0", b"").decode("ascii") for m in _PRINTABLE.finditer(member.data))
        found.add([Block(f"printer settings in {place}", "\n".join(pieces), Surface.RAW, place)])
    else:
        found.inner.append(RawBytes(f"embedded file in {place}", member.data))


def loose_text(root: etree._Element, story: str, surface: Surface, reachable: bool) -> Iterator[Block]:
    """Text nodes that stand in no paragraph: properties, chart caches, custom XML."""
    kind = surface if surface is Surface.PROPERTY else Surface.ATTRIBUTE
    number = 0
    for element in root.iter():
        name = local(element)
        in_paragraph = name in _RUN_TEXT and any(local(a) == PARAGRAPH for a in element.iterancestors())
        texts = (element.text if name and not in_paragraph else None, element.tail)
        for text in texts:
            if text and text.strip():
                number += 1
                label = "Author" if name in _AUTHOR_LABELS else name if name == "title" else ""
                where = f"{story}, value {number}"
                yield Block(where, text, kind, f"{story}, values", label, reachable=reachable)


def asides(root: etree._Element, story: str) -> Iterator[Block]:
    """Comments and processing instructions of the XML itself."""
    where = f"{story}, XML comment"
    around = (*root.itersiblings(preceding=True), *root.itersiblings())
    for node in (*around, *root.iter(etree.Comment, etree.ProcessingInstruction)):
        yield Block(where, node.text or "", Surface.COMMENT, where)


def targets_of(roots: Mapping[str, etree._Element], name: str) -> dict[str, str]:
    """Relationship id to the part that a part leads to by it; links out of the file are left out."""
    folder, leaf = posixpath.split(name)
    root = roots.get(posixpath.normpath(posixpath.join(folder, "_rels", f"{leaf}.rels")))
    found: dict[str, str] = {}
    for element in root if root is not None else ():
        if attribute(element, "TargetMode") != "External":
            target = unquote(attribute(element, "Target"))
            base = "" if target.startswith("/") else folder
            found[attribute(element, "Id")] = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
    return found


def reachable_parts(roots: Iterable[tuple[str, etree._Element]]) -> frozenset[str]:
    """Names of the parts that relationships lead to, from the package on."""
    by_name = {posixpath.normpath(name.lstrip("/")): root for name, root in roots}
    seen: set[str] = set()
    waiting = [""]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        folder, leaf = posixpath.split(name)
        root = by_name.get(posixpath.normpath(posixpath.join(folder, "_rels", f"{leaf}.rels")))
        for element in root if root is not None else ():
            target = unquote(attribute(element, "Target"))
            base = "" if target.startswith("/") else folder
            waiting.append(posixpath.normpath(posixpath.join(base, target.lstrip("/"))))
    return frozenset(seen)
