"""Excel workbooks, raw: every member of the container, whether Excel would show it or not.

Cells come sheet by sheet in the order of the rows, as a person reads them; formulas,
names, comments, pivot data and every other value of the parts come beside them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from lxml import etree

from redactor.errors import UnreadableError
from redactor.verify.readers.attributes import attribute_blocks, link_blocks
from redactor.verify.readers.base import Block, Collector, RawBytes, ReadFile, Structure, Surface
from redactor.verify.readers.container import Member, open_container
from redactor.verify.readers.markup import PARAGRAPH, attribute, bare, local, read_paragraph
from redactor.verify.readers.package import (
    asides,
    loose_text,
    parse_member,
    reachable_parts,
    surroundings,
)
from redactor.verify.readers.sheet_cells import Grid, cell_blocks, plain, string_of
from redactor.verify.readers.text import title_lines

_STORIES = {
    "comments": ("comments", Surface.COMMENT),
    "ThreadedComments": ("comments", Surface.COMMENT),
    "personList": ("authors of comments", Surface.COMMENT),
    "coreProperties": ("properties", Surface.PROPERTY),
    "Properties": ("properties", Surface.PROPERTY),
    "workbook": ("workbook", Surface.ATTRIBUTE),
    "styleSheet": ("styles", Surface.ATTRIBUTE),
}
_STORED = frozenset({"pivotCacheDefinition", "pivotCacheRecords", "pivotTableDefinition", "externalLink", "slicers"})
_STORED_NAMES = frozenset({"v", "name", "caption", "n", "c", "val", "refreshedBy", "sourceName", "uniqueName", "sheet"})
_SHEETS = frozenset({"worksheet", "chartsheet"})
_CODE = "&"


def read_xlsx(data: bytes) -> ReadFile:
    """Read every member of a workbook.

    Raises:
        UnreadableError: if the container or the main part is broken or encrypted.
    """
    container = open_container(data)
    found = Collector(raw=[RawBytes("file", data)])
    surroundings(container, found, "Excel")
    roots: dict[str, etree._Element] = {}
    for number, member in enumerate(container.members, start=1):
        place = f"member {number}"
        found.raw.append(RawBytes(place, member.data))
        found.add([Block(f"name of {place}", unquote(member.name), Surface.NAME, f"name of {place}")])
        root = parse_member(member, number, found, "Excel")
        if root is not None:
            roots[_normal(member.name)] = root
    if not any(local(root) == "workbook" for root in roots.values()):
        raise UnreadableError("The Excel workbook has no readable main part.", next_step="Ask for the file again.")
    reader = _Book(found, roots)
    reader.read_sheets()
    for number, member in enumerate(container.members, start=1):
        if (root := roots.get(_normal(member.name))) is not None:
            reader.read_part(root, member, f"member {number}")
    return _answer(found, reader)


def _answer(found: Collector, reader: _Book) -> ReadFile:
    first = (b.text for b in found.blocks if b.part == "sheet 1" and b.surface is Surface.BODY)
    heads = [b.text for b in found.blocks if b.surface is Surface.HEADER or b.label == "title"]
    return ReadFile(
        format="xlsx",
        blocks=tuple(found.blocks),
        raw=tuple(found.raw),
        pictures=tuple(found.pictures),
        unchecked=tuple(found.unchecked),
        notes=tuple(found.notes),
        structure=Structure(links=reader.links, images=tuple(reader.images)),
        titles=(*title_lines(first), *heads),
        inner=tuple(found.inner),
    )


def _normal(name: str) -> str:
    return posixpath.normpath(name.lstrip("/"))


class _Book:
    """Reads the parts of one workbook."""

    def __init__(self, found: Collector, roots: dict[str, etree._Element]) -> None:
        self._found = found
        self._roots = roots
        self._reachable = reachable_parts(roots.items())
        self._grid = Grid.of(roots.values())
        self._told: set[etree._Element] = set()
        self._used: set[int] = set()
        self.images: list[str] = []
        self.links = 0

    def read_sheets(self) -> None:
        """Read the sheets in the order of their tabs; a hidden one is numbered apart."""
        shown = hidden = 0
        for name, root in self._roots.items():
            if local(root) != "workbook":
                continue
            targets = self._targets(name)
            for tab, entry in enumerate((e for e in root.iter() if local(e) == "sheet"), start=1):
                path = targets.get(attribute(entry, "id"), "")
                self._named(entry, tab)
                sheet = self._roots.get(path)
                if sheet is None or local(sheet) not in _SHEETS or sheet in self._told:
                    continue
                is_hidden = attribute(entry, "state") not in ("", "visible")
                hidden, shown = hidden + is_hidden, shown + (not is_hidden)
                part = f"hidden sheet {hidden}" if is_hidden else f"sheet {shown}"
                self._read_sheet(sheet, path, part, f"sheet {tab}", is_hidden=is_hidden)
        unused = [text for number, text in enumerate(self._grid.strings) if number not in self._used]
        self._found.add(Block("strings that no cell shows", text, Surface.HIDDEN, "unused strings") for text in unused)

    def _named(self, entry: etree._Element, tab: int) -> None:
        name = plain(attribute(entry, "name"))
        self._found.add([Block(f"name of sheet {tab}", name, Surface.ATTRIBUTE, f"name of sheet {tab}")])

    def _read_sheet(self, root: etree._Element, path: str, part: str, place: str, *, is_hidden: bool) -> None:
        self._told.add(root)
        self._found.add(asides(root, part))
        self._found.add(attribute_blocks(root, part))
        self._found.add(self._texts_of_attributes(root, part))
        self._used |= self._grid.used(root)
        self._found.add(cell_blocks(root, self._grid, part, place, is_hidden=is_hidden))
        self._found.add(_header_blocks(root, part, place, is_hidden=is_hidden))
        self.links += sum(local(e) == "hyperlink" for e in root.iter())
        for child in [c for c in root if local(c) in ("sheetData", "headerFooter")]:
            root.remove(child)
        self._found.add(loose_text(root, part, Surface.ATTRIBUTE, reachable=True))
        for target in self._targets(path).values():
            drawing = self._roots.get(target)
            if drawing is not None and local(drawing) == "wsDr":
                self._read_drawing(drawing, target, f"drawing on {part}", is_hidden=is_hidden)

    def _read_drawing(self, root: etree._Element, path: str, part: str, *, is_hidden: bool) -> None:
        """Paragraphs of a drawing, then those of its charts."""
        if root in self._told:
            return
        self._told.add(root)
        self._pictures(path)
        self._found.add(self._paragraphs(root, part, is_hidden=is_hidden))
        charts = [t for t in self._targets(path).values() if t in self._roots and local(self._roots[t]) == "chartSpace"]
        for number, target in enumerate(charts, start=1):
            self._told.add(self._roots[target])
            self._pictures(target)
            self._found.add(self._paragraphs(self._roots[target], f"{part}, chart {number}", is_hidden=is_hidden))

    def _paragraphs(self, root: etree._Element, part: str, *, is_hidden: bool) -> Iterator[Block]:
        for number, element in enumerate((e for e in root.iter() if local(e) == PARAGRAPH), start=1):
            text = read_paragraph(element, frozenset()).text
            anchors = [a for a in element.iterancestors() if local(a).endswith("Anchor")]
            unseen = is_hidden or any(_is_hidden(anchor) for anchor in anchors)
            newer = any(local(a) == "Choice" for a in element.iterancestors())
            place = f"{part}, paragraph {number}"
            surface = Surface.ATTRIBUTE if newer else Surface.BODY
            yield Block(place, text, surface, part, hidden=(text,) if unseen else ())
            if unseen:
                yield Block(f"{place}, hidden", text, Surface.HIDDEN, f"{part}, hidden")

    def _pictures(self, path: str) -> None:
        """Note the pictures that a drawing shows."""
        self.images += [target for target in self._targets(path).values() if "/media/" in f"/{target}"]

    def _texts_of_attributes(self, root: etree._Element, part: str) -> Iterator[Block]:
        """Messages, filters and table names: attributes that people wrote, escapes resolved."""
        names = {"prompt", "promptTitle", "error", "errorTitle", "display", "text", "name", "displayName", "altText",
                 "altTextSummary", "totalsRowLabel", "location", "formatCode", "comment"}  # fmt: skip
        for element in root.iter():
            for name, value in element.attrib.items():
                key = bare(str(name))
                is_filter = local(element) in ("filter", "customFilter") and key == "val"
                if key in names or is_filter:
                    where = f"{part}, {key} of {local(element)}"
                    text = plain(str(value)).replace("_", " ")
                    yield Block(where, text, Surface.ATTRIBUTE, f"{part}, messages and names")

    def read_part(self, root: etree._Element, member: Member, place: str) -> None:
        """Read one part that is no sheet: loose text, attributes, XML comments."""
        kind = local(root)
        if kind == "Relationships":
            self._found.add(link_blocks(root, place))
            return
        if kind in _SHEETS and root in self._told:
            return
        story, surface = _STORIES.get(kind, (place, Surface.ATTRIBUTE))
        reachable = _normal(member.name) in self._reachable
        if kind != "sst":
            self._found.add(_stored_text(root, story, surface, reachable=reachable))
        self._found.add(attribute_blocks(root, story, reachable=reachable))
        self._found.add(self._texts_of_attributes(root, story))
        self._found.add(_phonetic(root, story))
        self._found.add(asides(root, story))
        if kind in _STORED:
            self._found.add(_stored_values(root, f"stored data in {place}"))

    def _targets(self, path: str) -> dict[str, str]:
        """Relationship id to the part it leads to."""
        folder, leaf = posixpath.split(path)
        root = self._roots.get(_normal(posixpath.join(folder, "_rels", f"{leaf}.rels")))
        found: dict[str, str] = {}
        for element in root if root is not None else ():
            target = unquote(attribute(element, "Target"))
            if attribute(element, "TargetMode") != "External":
                base = "" if target.startswith("/") else folder
                found[attribute(element, "Id")] = _normal(posixpath.join(base, target.lstrip("/")))
        return found


def _is_hidden(anchor: etree._Element) -> bool:
    properties = next((e for e in anchor.iter() if local(e) == "cNvPr"), None)
    return properties is not None and attribute(properties, "hidden") in ("1", "true")


def _stored_text(root: etree._Element, story: str, surface: Surface, *, reachable: bool) -> Iterable[Block]:
    """Text nodes of a part; those of comments joined by comment."""
    if surface is not Surface.COMMENT:
        return loose_text(root, story, surface, reachable=reachable)
    found: list[Block] = []
    for number, element in enumerate(root, start=1):
        for comment in element if local(element) in ("commentList", "authors") else [element]:
            is_author = local(comment) in ("author", "person")
            text = string_of(comment) or comment.text or attribute(comment, "displayName")
            where = f"{story}, {'author' if is_author else 'comment'} {number}"
            found.append(Block(where, text, Surface.COMMENT, where, "Author" if is_author else ""))
    return found


def _phonetic(root: etree._Element, story: str) -> Iterator[Block]:
    for element in root.iter():
        if local(element) == "rPh":
            text = "".join(plain(child.text or "") for child in element)
            yield Block(f"{story}, phonetic guide", text, Surface.HIDDEN, f"{story}, phonetic guides")


def _stored_values(root: etree._Element, part: str) -> Iterator[Block]:
    """What pivot tables, slicers and links to other workbooks keep of their sources."""
    for number, element in enumerate(root.iter(), start=1):
        for key, value in element.attrib.items():
            if bare(str(key)) in _STORED_NAMES:
                yield Block(f"{part}, value {number}", plain(str(value)), Surface.HIDDEN, part)


def _header_blocks(root: etree._Element, part: str, place: str, *, is_hidden: bool) -> Iterator[Block]:
    """The words of page headers and footers, section by section, without their codes."""
    for block in (e for e in root.iter() if local(e) == "headerFooter"):
        for element in block:
            surface = Surface.HEADER if "Header" in local(element) else Surface.FOOTER
            text = plain(element.text or "")
            for words in _sections(text):
                where = f"{surface.value} of {place}"
                yield Block(where, words, surface, f"{surface.value} of {part}", hidden=(words,) if is_hidden else ())
            where = f"{surface.value} of {place}, with its codes"
            yield Block(where, text, Surface.RAW, where)


def _sections(text: str) -> list[str]:
    """Left, centre and right part; codes of fields, fonts, colours and sizes taken out."""
    sections, position = [""], 0
    while position < len(text):
        character, follower = text[position], text[position + 1 : position + 2]
        if character != _CODE or not follower:
            sections[-1] += character
            position += 1
        elif follower == _CODE:
            sections[-1] += follower
            position += 2
        elif follower in "LCRlcr":
            sections.append("")
            position += 2
        else:
            position += _code_length(text, position)
    return sections


def _code_length(text: str, start: int) -> int:
    """How many characters the code at ``start`` takes."""
    follower = text[start + 1]
    if follower == '"':
        end = text.find('"', start + 2)
        return (end if end >= 0 else len(text) - 1) + 1 - start
    if follower in "Kk":
        return 8
    if follower.isdigit():
        end = start + 1
        while end < len(text) and text[end].isdigit() and end < start + 4:
            end += 1
        return end - start
    return 2 if follower.isalpha() else 1
