"""Word documents, raw: every member of the container, whether Word would open it or not."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from redactor.errors import UnreadableError
from redactor.verify.readers.attributes import attribute_blocks, link_blocks
from redactor.verify.readers.base import Block, Collector, RawBytes, ReadFile, Structure, Surface
from redactor.verify.readers.container import Member, open_container
from redactor.verify.readers.markup import PARAGRAPH, Paragraph, attribute, local, read_paragraph
from redactor.verify.readers.package import (
    asides,
    loose_text,
    parse_member,
    reachable_parts,
    surroundings,
)
from redactor.verify.readers.pale import white_runs
from redactor.verify.readers.slide_shapes import Story, text_blocks
from redactor.verify.readers.text import title_lines
from redactor.verify.readers.word_drawings import shown_drawings

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


def read_docx(data: bytes) -> ReadFile:
    """Read every member of a Word document.

    Raises:
        UnreadableError: if the container or the main part is broken or encrypted.
    """
    container = open_container(data)
    found = Collector(raw=[RawBytes("file", data)])
    surroundings(container, found, "Word")
    parsed = {
        number: parse_member(member, number, found, "Word") for number, member in enumerate(container.members, start=1)
    }
    roots = [(container.members[number - 1].name, root) for number, root in parsed.items() if root is not None]
    if not any(local(root) == "document" for _, root in roots):
        raise UnreadableError("The Word document has no readable main part.", next_step="Ask for the file again.")
    named = {posixpath.normpath(name.lstrip("/")): root for name, root in roots}
    main = posixpath.normpath(next(name for name, root in roots if local(root) == "document").lstrip("/"))
    reader = _Parts(
        found,
        reachable_parts(roots),
        _hidden_styles(root for _, root in roots),
        _note_ids(roots),
        shown_drawings(named, main),
    )
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
        pictures=tuple(found.pictures),
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


class _Parts:
    """Reads the XML parts of one document and numbers its stories."""

    def __init__(
        self,
        found: Collector,
        reachable: frozenset[str],
        hidden_styles: frozenset[str],
        note_ids: frozenset[tuple[str, str]],
        drawings: dict[str, str],
    ) -> None:
        self._drawings = drawings
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
        name = posixpath.normpath(member.name.lstrip("/"))
        if name in self._drawings:
            self._drawing(root, self._drawings[name])
            return
        self._counts[story] += 1
        if story in ("header", "footer") or self._counts[story] > 1:
            story = f"{story} {self._counts[story]}"
        reachable = name in self._reachable
        self._found.add(self._paragraphs(root, story, surface, reachable))
        self._found.add(loose_text(root, story, surface, reachable))
        self._found.add(attribute_blocks(root, story, reachable=reachable))
        self._found.add(asides(root, story))

    def _drawing(self, root: etree._Element, story: str) -> None:
        """Read a part of a chart or diagram: what it shows, then every other value in it."""
        self._found.add(text_blocks(root, Story(story, story, Surface.BODY)))
        self._found.add(loose_text(root, story, Surface.ATTRIBUTE, reachable=True))
        self._found.add(attribute_blocks(root, story))
        self._found.add(asides(root, story))

    def _paragraphs(self, root: etree._Element, story: str, surface: Surface, reachable: bool) -> Iterator[Block]:
        cells = _cell_places(root)
        prefix = "" if story == "body" else f"{story}, "
        white = white_runs(root)
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
            pale = "".join(e.text or "" for e in element.iter() if e.getparent() in white and local(e) == "t")
            if pale:
                where = f"{place}, text in white"
                yield Block(where, pale, Surface.HIDDEN, where, reachable=shown)

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
    """Ids of the styles that are formatted as hidden, by themselves or by what they are based on.

    An empty id among them stands for paragraphs that name no style (ECMA-376 17.7.4.17).
    """
    hidden: dict[str, bool] = {}
    based: dict[str, str] = {}
    default: set[str] = set()
    for style in (e for root in roots if local(root) == "styles" for e in root if local(e) == "style"):
        name = attribute(style, "styleId")
        marks = [attribute(e, "val") not in ("0", "false", "off") for e in style.iter() if local(e) == "vanish"]
        hidden.update([(name, any(marks))] if marks else [])
        based.update((name, attribute(e, "val")) for e in style if local(e) == "basedOn")
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
            default.add(name)
    found = {name for name in {*hidden, *based} if _inherited(name, hidden, based)}
    return frozenset(found | ({""} if default & found else set()))


def _inherited(name: str, hidden: Mapping[str, bool], based: Mapping[str, str]) -> bool:
    """What the nearest style says that says anything; a ring of styles says nothing."""
    for _ in range(len(based) + 1):
        if name in hidden:
            return hidden[name]
        name = based.get(name, "")
    return False


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
