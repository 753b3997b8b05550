"""Word documents, raw: every member of the container, whether Word would open it or not."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from lxml import etree

from redactor.errors import UnreadableError
from redactor.verify.readers.attributes import attribute_blocks, link_blocks
from redactor.verify.readers.base import Block, Collector, RawBytes, ReadFile, Structure, Surface
from redactor.verify.readers.container import Container, Member, open_container
from redactor.verify.readers.markup import PARAGRAPH, Paragraph, attribute, local, read_paragraph
from redactor.verify.readers.text import title_lines

_STORIES: dict[str, tuple[str, Surface]] = {
    "document": ("body", Surface.BODY),
    "hdr": ("header", Surface.HEADER),
    "ftr": ("footer", Surface.FOOTER),
    "footnotes": ("footnotes", Surface.NOTE),
    "endnotes": ("endnotes", Surface.NOTE),
    "comments": ("comments", Surface.COMMENT),
    "coreProperties": ("properties", Surface.PROPERTY),
    "Properties": ("properties", Surface.PROPERTY),
    "settings": ("settings", Surface.ATTRIBUTE),
    "styles": ("styles", Surface.ATTRIBUTE),
    "glossaryDocument": ("building blocks", Surface.ATTRIBUTE),
}
_RUN_TEXT = frozenset({"t", "delText", "instrText", "delInstrText"})
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\xd7\xcd\xc6\x9a", b"\x01\0\0\0")
_PRINTABLE = re.compile(rb"[\x20-\x7e]{4,}|(?:[\x20-\x7e]\0){4,}")
_AUTHOR_LABELS = frozenset({"creator", "lastModifiedBy", "Manager", "author"})


def read_docx(data: bytes) -> ReadFile:
    """Read every member of a Word document.

    Raises:
        UnreadableError: if the container or the main part is broken or encrypted.
    """
    container = open_container(data)
    found = Collector(raw=[RawBytes("file", data)])
    _surroundings(container, found)
    parsed = {number: _parse(member, number, found) for number, member in enumerate(container.members, start=1)}
    roots = [(container.members[number - 1].name, root) for number, root in parsed.items() if root is not None]
    if not any(local(root) == "document" for _, root in roots):
        raise UnreadableError("The Word document has no readable main part.", next_step="Ask for the file again.")
    reader = _Parts(found, _reachable(roots), _hidden_styles(root for _, root in roots), _note_ids(roots))
    for number, member in enumerate(container.members, start=1):
        place = f"member {number}"
        found.raw.append(RawBytes(place, member.data))
        found.add([Block(f"name of {place}", unquote(member.name), Surface.NAME, f"name of {place}")])
        root = parsed[number]
        if root is not None:
            reader.read(root, member, place)
    return _answer(found, [root for _, root in roots])


def _answer(found: Collector, roots: list[etree._Element]) -> ReadFile:
    """Put the facts together once every part was read."""
    visible = [r for r in roots if local(r) in ("document", "hdr", "ftr", "footnotes", "endnotes")]
    elements = [(local(element), element) for root in visible for element in root.iter()]
    names = Counter(name for name, _ in elements)
    headings = _heading_styles(roots)
    styles = [attribute(element, "val") for name, element in elements if name == "pStyle"]
    body = title_lines(block.text for block in found.blocks if block.part == "body")
    heads = [b.text for b in found.blocks if b.surface is Surface.HEADER or b.label == "title"]
    return ReadFile(
        format="docx",
        blocks=tuple(found.blocks),
        raw=tuple(found.raw),
        unchecked=tuple(found.unchecked),
        notes=tuple(found.notes),
        structure=Structure(
            headings=sum(style in headings for style in styles),
            tables=names["tbl"],
            links=names["hyperlink"],
            images=tuple(found.images),
        ),
        titles=(*body, *heads),
        inner=tuple(found.inner),
    )


def _surroundings(container: Container, found: Collector) -> None:
    """What lies in the container outside its members."""
    if container.prefix or container.suffix.strip(b"\0"):
        found.cannot_check("bytes before or after the zip container", next_step="Save the file again in Word.")
    if container.duplicates:
        found.cannot_check("members of the container share a name", next_step="Save the file again in Word.")
    comment = container.comment.decode("latin-1")
    found.add([Block("comment of the container", comment, Surface.PROPERTY, "comment of the container")])


def _parse(member: Member, number: int, found: Collector) -> etree._Element | None:
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
        found.cannot_check("a part of the document is not well-formed", place, "Save the file again in Word.")
        return None
    if b"<!DOCTYPE" in member.data.replace(b"\0", b""):
        found.cannot_check("a part of the document declares a document type", place)
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


class _Parts:
    """Reads the XML parts of one document and numbers its stories."""

    def __init__(
        self,
        found: Collector,
        reachable: frozenset[str],
        hidden_styles: frozenset[str],
        note_ids: frozenset[tuple[str, str]],
    ) -> None:
        self._found = found
        self._note_ids = note_ids
        self._reachable = reachable
        self._hidden_styles = hidden_styles
        self._counts: Counter[str] = Counter()

    def read(self, root: etree._Element, member: Member, place: str) -> None:
        """Read one part: paragraphs, loose text, attributes, XML comments."""
        kind = local(root)
        if kind == "Relationships":
            self._found.add(link_blocks(root, place))
            return
        story, surface = _STORIES.get(kind, (place, Surface.ATTRIBUTE))
        self._counts[story] += 1
        if story in ("header", "footer") or self._counts[story] > 1:
            story = f"{story} {self._counts[story]}"
        reachable = posixpath.normpath(member.name.lstrip("/")) in self._reachable
        self._found.add(self._paragraphs(root, story, surface, reachable))
        self._found.add(_loose_text(root, story, surface, reachable))
        self._found.add(attribute_blocks(root, story, reachable=reachable))
        self._found.add(_asides(root, story))
        if story == place:
            names = "\n".join(dict.fromkeys(local(element) for element in root.iter()))
            self._found.add([Block(f"{story}, element names", names, Surface.RAW, f"{story}, element names")])

    def _paragraphs(self, root: etree._Element, story: str, surface: Surface, reachable: bool) -> Iterator[Block]:
        cells = _cell_places(root)
        prefix = "" if story == "body" else f"{story}, "
        number = 0
        for element in root.iter():
            if local(element) != PARAGRAPH:
                continue
            number += 1
            cell = next((cells[a] for a in element.iterancestors() if a in cells), "")
            place = f"{prefix}{cell or f'paragraph {number}'}"
            twin = any(local(a) == "Fallback" for a in element.iterancestors())
            read = read_paragraph(element, self._hidden_styles)
            shown = reachable and (surface is not Surface.NOTE or self._is_referred_to(element))
            yield from _blocks_of(read, place, story, surface, self._hidden_styles, twin, shown)

    def _is_referred_to(self, element: etree._Element) -> bool:
        """Whether the note that a paragraph belongs to has a mark in the text."""
        notes = (a for a in element.iterancestors() if local(a) in ("footnote", "endnote"))
        return any((local(note), attribute(note, "id")) in self._note_ids for note in notes)


def _blocks_of(
    read: Paragraph,
    place: str,
    story: str,
    surface: Surface,
    hidden_styles: frozenset[str],
    twin: bool,
    reachable: bool,
) -> Iterator[Block]:
    """The blocks that one paragraph gives: its text, and what cannot be seen of it."""
    hidden = (read.text,) if read.style in hidden_styles else tuple(read.hidden)
    yield Block(place, read.text, surface, story, hidden=hidden, twin=twin, reachable=reachable)
    if hidden:
        where = f"{place}, hidden text"
        yield Block(where, "".join(hidden), Surface.HIDDEN, where, reachable=reachable)
    if read.changed:
        where = f"{place}, tracked changes"
        yield Block(where, read.rejected, Surface.HIDDEN, where, reachable=reachable)
    where = f"{place}, field code"
    yield Block(where, unquote(read.instructions), Surface.ATTRIBUTE, where, reachable=reachable)


def _loose_text(root: etree._Element, story: str, surface: Surface, reachable: bool) -> Iterator[Block]:
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


def _asides(root: etree._Element, story: str) -> Iterator[Block]:
    """Comments and processing instructions of the XML itself."""
    where = f"{story}, XML comment"
    around = (*root.itersiblings(preceding=True), *root.itersiblings())
    for node in (*around, *root.iter(etree.Comment, etree.ProcessingInstruction)):
        yield Block(where, node.text or "", Surface.COMMENT, where)


def _cell_places(root: etree._Element) -> dict[etree._Element, str]:
    """Where each table cell stands, counted from 1."""
    places: dict[etree._Element, str] = {}
    tables = [element for element in root.iter() if local(element) == "tbl"]
    for table_number, table in enumerate(tables, start=1):
        rows = [element for element in table.iterdescendants() if local(element) == "tr"]
        own = [row for row in rows if next(a for a in row.iterancestors() if local(a) == "tbl") is table]
        for row_number, row in enumerate(own, start=1):
            cells = [e for e in row.iterdescendants() if local(e) == "tc"]
            mine = [c for c in cells if next(a for a in c.iterancestors() if local(a) == "tr") is row]
            for column, cell in enumerate(mine, start=1):
                places[cell] = f"table {table_number}, row {row_number}, column {column}"
    return places


def _note_ids(roots: Iterable[tuple[str, etree._Element]]) -> frozenset[tuple[str, str]]:
    """Kind and id of the notes that the text refers to."""
    return frozenset(
        (local(element).removesuffix("Reference"), attribute(element, "id"))
        for _, root in roots
        for element in root.iter()
        if local(element) in ("footnoteReference", "endnoteReference")
    )


def _hidden_styles(roots: Iterable[etree._Element]) -> frozenset[str]:
    """Ids of the styles that are formatted as hidden."""
    found: set[str] = set()
    for root in roots:
        if local(root) == "styles":
            for style in root:
                marks = [e for e in style.iter() if local(e) == "vanish"]
                if any(attribute(mark, "val") not in ("0", "false", "off") for mark in marks):
                    found.add(attribute(style, "styleId"))
    return frozenset(found)


def _heading_styles(roots: list[etree._Element]) -> frozenset[str]:
    """Ids of the styles called "heading 1" to "heading 9"."""
    return frozenset(
        attribute(style, "styleId")
        for root in roots
        if local(root) == "styles"
        for style in root
        for name in style
        if local(name) == "name" and attribute(name, "val").casefold().startswith("heading")
    )


def _reachable(roots: Iterable[tuple[str, etree._Element]]) -> frozenset[str]:
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
