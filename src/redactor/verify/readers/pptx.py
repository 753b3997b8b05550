"""PowerPoint presentations, raw: every member of the container, whether the show shows it or not.

Slides come in the order of the show with their charts, diagrams and notes, then
masters and layouts; comments, properties and every other value of the parts come
beside them.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from redactor.errors import UnreadableError
from redactor.verify.readers.attributes import attribute_blocks, link_blocks
from redactor.verify.readers.base import Block, Collector, RawBytes, ReadFile, Structure, Surface
from redactor.verify.readers.container import open_container
from redactor.verify.readers.markup import attribute, bare, local
from redactor.verify.readers.package import (
    asides,
    loose_text,
    parse_member,
    reachable_parts,
    surroundings,
    targets_of,
)
from redactor.verify.readers.pale import has_coloured_pages
from redactor.verify.readers.slide_shapes import Story, is_title, text_blocks
from redactor.verify.readers.text import title_lines

_REPEATED = {
    "sldMaster": "slide master",
    "sldLayout": "layout",
    "notesMaster": "notes master",
    "handoutMaster": "handout master",
}
_BESIDE = {"chartSpace": "chart", "userShapes": "drawing on a chart", "dataModel": "diagram", "drawing": "drawing"}
_OTHERS = {
    "cmLst": ("comments", Surface.COMMENT),
    "cmAuthorLst": ("authors of comments", Surface.COMMENT),
    "authorLst": ("authors of comments", Surface.COMMENT),
    "tagLst": ("tags", Surface.ATTRIBUTE),
    "coreProperties": ("properties", Surface.PROPERTY),
    "Properties": ("properties", Surface.PROPERTY),
    "presentation": ("presentation", Surface.ATTRIBUTE),
}
_NAMED = frozenset({"custShow", "section", "cSld", "tblStyle", "tag", "cmAuthor", "author", "snd", "embeddedFont"})
_USUAL_SIZE = (9_144_000, 6_858_000)


def read_pptx(data: bytes) -> ReadFile:
    """Read every member of a presentation.

    Raises:
        UnreadableError: if the container or the main part is broken or encrypted.
    """
    container = open_container(data)
    found = Collector(raw=[RawBytes("file", data)])
    surroundings(container, found, "PowerPoint")
    roots: dict[str, etree._Element] = {}
    for number, member in enumerate(container.members, start=1):
        place = f"member {number}"
        found.raw.append(RawBytes(place, member.data))
        found.add([Block(f"name of {place}", unquote(member.name), Surface.NAME, f"name of {place}")])
        root = parse_member(member, number, found, "PowerPoint")
        if root is not None:
            roots[_normal(member.name)] = root
    main = next((name for name, root in roots.items() if local(root) == "presentation"), None)
    if main is None:
        raise UnreadableError("The presentation has no readable main part.", next_step="Ask for the file again.")
    deck = _Deck(found, roots, main)
    deck.read_slides()
    deck.read_masters()
    deck.read_rest([_normal(member.name) for member in container.members])
    first = (b.text for b in found.blocks if b.surface is Surface.BODY)
    properties = [b.text for b in found.blocks if b.label == "title"]
    return ReadFile(
        format="pptx",
        blocks=tuple(found.blocks),
        raw=tuple(found.raw),
        pictures=tuple(found.pictures),
        unchecked=tuple(found.unchecked),
        notes=tuple(found.notes),
        structure=deck.structure(),
        titles=(*title_lines(first), *properties),
        inner=tuple(found.inner),
    )


def _normal(name: str) -> str:
    return posixpath.normpath(name.lstrip("/"))


class _Deck:
    """Reads the parts of one presentation and remembers which it has read."""

    def __init__(self, found: Collector, roots: dict[str, etree._Element], main: str) -> None:
        self._found = found
        self._roots = roots
        self._main = main
        self._reachable = reachable_parts(roots.items())
        self._told: dict[str, str] = {}
        self._layouts: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._images: list[str] = []
        sizes = [e for e in roots[main].iter() if local(e) == "sldSz"]
        width, height = (attribute(sizes[0], "cx"), attribute(sizes[0], "cy")) if sizes else ("", "")
        plain = width.isdecimal() and height.isdecimal()
        self._pale = not has_coloured_pages(roots.values())
        self._size = (int(width), int(height)) if plain else _USUAL_SIZE

    def read_slides(self) -> None:
        """Read the slides in the order of the show; a hidden one is numbered apart."""
        shown = hidden = number = 0
        targets = targets_of(self._roots, self._main)
        entries = [e for e in self._roots[self._main].iter() if local(e) == "sldId"]
        ids = [str(v) for e in entries for k, v in e.attrib.items() if bare(str(k)) == "id" and str(k) != "id"]
        for name in (targets.get(rel_id, "") for rel_id in ids):
            root = self._roots.get(name)
            if root is None or local(root) != "sld" or name in self._told:
                continue
            number += 1
            is_hidden = attribute(root, "show") in ("0", "false", "off")
            hidden, shown = hidden + is_hidden, shown + (not is_hidden)
            part = f"hidden slide {hidden}" if is_hidden else f"slide {shown}"
            if is_hidden:
                self._found.add([Block(f"slide {number}", "hidden slide", Surface.HIDDEN, f"{part}, hidden")])
            else:
                self._count(name, root)
            self._read(name, Story(part, f"slide {number}", Surface.BODY, is_hidden, pale=self._pale))

    def _read(self, name: str, story: Story) -> None:
        """Read one part, then the charts, diagrams and notes it refers to."""
        root = self._roots[name]
        self._told[name] = story.part
        size = self._size if local(root) == "sld" else None
        self._found.add(text_blocks(root, story, size))
        counts: Counter[str] = Counter()
        for target in self._referred(name):
            other = self._roots.get(target)
            kind = local(other)
            if kind == "sldLayout" and size is not None:
                self._layouts.add(target)
            if other is None or target in self._told or not (kind in _BESIDE or kind == "notes"):
                continue
            if kind == "notes":
                beside = Story(f"notes of {story.part}", f"{story.place} notes", Surface.NOTE, hidden=True)
            else:
                counts[kind] += 1
                words = f"{_BESIDE[kind]} {counts[kind]}"
                beside = Story(f"{story.part}, {words}", f"{story.place}, {words}", story.surface, story.hidden)
            self._read(target, beside)

    def _count(self, name: str, root: etree._Element) -> None:
        """Count what must survive on a slide that is shown."""
        targets = targets_of(self._roots, name)
        for element in (e for tree in root.iter() if local(tree) in ("spTree", "bg") for e in tree.iter()):
            self._counts["headings"] += is_title(element)
            self._counts["tables"] += local(element) == "tbl"
            linked = attribute(element, "id") and attribute(element, "id") not in targets
            self._counts["links"] += bool(local(element) == "hlinkClick" and linked)
            if local(element) == "blip":
                self._images.append(targets.get(attribute(element, "embed"), "elsewhere"))

    def structure(self) -> Structure:
        """What must survive on the slides that are shown."""
        return Structure(
            headings=self._counts["headings"],
            tables=self._counts["tables"],
            links=self._counts["links"],
            images=tuple(self._images),
        )

    def read_masters(self) -> None:
        """Read masters and layouts; what no slide uses is not shown, unless there are no slides to use it."""
        used = {*self._layouts, *(t for layout in self._layouts for t in self._referred(layout))}
        counts: Counter[str] = Counter()
        for name, root in self._roots.items():
            kind = local(root)
            if kind not in _REPEATED:
                continue
            counts[kind] += 1
            words = f"{_REPEATED[kind]} {counts[kind]}"
            always = kind in ("notesMaster", "handoutMaster") or not self._layouts
            shown = name in self._reachable and (always or name in used)
            unseen = kind == "notesMaster"
            self._read(name, Story(words, words, Surface.HEADER, reachable=shown, hidden=unseen))

    def read_rest(self, names: list[str]) -> None:
        """Read attributes, loose texts and comments of every part, and the texts of parts not met before."""
        for number, name in enumerate(names, start=1):
            root = self._roots.get(name)
            if root is None:
                continue
            kind = local(root)
            if kind == "Relationships":
                self._found.add(link_blocks(root, f"member {number}"))
                kinds = "\n".join(dict.fromkeys(attribute(element, "Type") for element in root))
                where = f"member {number}, kinds of links"
                self._found.add([Block(where, kinds, Surface.RAW, where), *attribute_blocks(root, f"member {number}")])
                continue
            story, surface = _OTHERS.get(kind, (self._told.get(name, f"member {number}"), Surface.ATTRIBUTE))
            reachable = name in self._reachable
            if name not in self._told:
                lost = Surface.HIDDEN if kind in ("sld", "notes") else surface
                self._found.add(text_blocks(root, Story(f"texts of {story}", story, lost, reachable=False)))
            self._found.add(loose_text(root, story, surface, reachable=reachable))
            self._found.add(attribute_blocks(root, story, reachable=reachable))
            self._found.add(_names(root, story))
            self._found.add(asides(root, story))
            if surface is Surface.COMMENT:
                self._found.add(_comments(root, story))

    def _referred(self, name: str) -> list[str]:
        """The parts that a part refers to: in the order of its elements, then of its relationships."""
        targets = targets_of(self._roots, name)
        root = self._roots[name]
        ids = [
            str(v) for e in root.iter() for k, v in e.attrib.items() if bare(str(k)) in ("id", "dm", "lo", "qs", "cs")
        ]
        return list(dict.fromkeys([*(targets[i] for i in ids if i in targets), *targets.values()]))


def _names(root: etree._Element, story: str) -> Iterator[Block]:
    """Names that people gave to shows, sections, layouts and table styles, and those of authors."""
    for number, element in enumerate((e for e in root.iter() if local(e) in _NAMED), start=1):
        for key, value in element.attrib.items():
            if bare(str(key)) in ("name", "val", "styleName", "initials", "typeface"):
                label = "Author" if local(element) in ("cmAuthor", "author") and bare(str(key)) == "name" else ""
                where = f"{story}, name {number}"
                yield Block(where, str(value), Surface.ATTRIBUTE, f"{story}, names", label)


def _comments(root: etree._Element, story: str) -> Iterator[Block]:
    """What comments of the older kind say, and that there is a comment or an author of one at all."""
    for number, element in enumerate((e for e in root.iter() if local(e) in ("cm", "cmAuthor", "author")), start=1):
        where = f"{story}, entry {number}"
        texts = [child.text or "" for child in element if local(child) == "text"]
        yield Block(where, "".join(texts) or "a comment", Surface.COMMENT, where)
