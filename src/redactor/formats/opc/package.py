"""The package: parts and relationships, read through an allow-list, written anew.

Nothing of the source's container survives: part names, relationship ids, content
types, member order and time stamps of the copy are made here (leaks.md 22).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import unquote

from lxml import etree

from redactor.errors import UnreadableError
from redactor.formats.opc.guard import read_members
from redactor.formats.opc.kinds import IMAGE, LINK, LINK_URI, MAIN, PartKind, Vocabulary
from redactor.formats.opc.prefixes import with_usual_prefixes
from redactor.formats.opc.unknown_names import WHAT, take_out_unknown_names
from redactor.formats.opc.xml import R_NS, RELS_NS, TYPES_NS, parse, referring_elements
from redactor.model import Change

_MAX_DEPTH = 6
_STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(eq=False)
class Part:
    """One kept part.

    Attributes:
        relation: Its kind (a key of ``Vocabulary.kept``).
        root: The XML; ``None`` for pictures and other binary parts.
        blob: The bytes of a binary part.
        links: Relationship id to part, or to an external target.
        extension: Of a binary part's copy, without the dot.
    """

    relation: str
    root: etree._Element | None = None
    blob: bytes = b""
    links: dict[str, Part | str] = field(default_factory=dict)
    extension: str = "png"

    @property
    def tree(self) -> etree._Element:
        """The XML root of an XML part."""
        if self.root is None:
            raise ValueError("a binary part has no XML")
        return self.root


@dataclass
class Package:
    """An Office file as read, and what was left out of it.

    Attributes:
        main: The document part.
        core: The core properties, if any.
        parts: Every kept part, in the order in which they are reached.
        dropped: What was dropped, by its words.
        vocabulary: What the format keeps.
    """

    main: Part
    core: Part | None
    parts: list[Part]
    dropped: Counter[str]
    vocabulary: Vocabulary

    def changes(self) -> tuple[Change, ...]:
        """The dropped parts as changes, sorted."""
        return tuple(Change("removed", what, count=n) for what, n in sorted(self.dropped.items()) if n)

    def reached(self) -> list[Part]:
        """The parts that the links lead to now, from the document and the core properties on."""
        found: dict[Part, None] = {}
        todo = deque([self.main] if self.core is None else [self.main, self.core])
        while todo:
            part = todo.popleft()
            if part not in found:
                found[part] = None
                todo += [target for target in part.links.values() if isinstance(target, Part)]
        return list(found)

    def of(self, *relations: str) -> list[Part]:
        """The kept parts of these kinds."""
        return [part for part in self.parts if part.relation in relations]


def read_package(data: bytes, vocabulary: Vocabulary) -> Package:
    """Read an Office file.

    Raises:
        UnreadableError: if the container or a kept part is broken, or there is no
            main document.
    """
    return _Reader(read_members(data, vocabulary.words), vocabulary).package()


class _Reader:
    def __init__(self, members: dict[str, bytes], vocabulary: Vocabulary) -> None:
        self._kinds = vocabulary
        self._words = vocabulary.words
        self._members = members
        self._folded = {name.lower(): name for name in members}
        self._seen: dict[str, Part] = {}
        self._order: list[Part] = []
        self._dropped: Counter[str] = Counter()
        self._named: set[str] = {"[content_types].xml"}

    def package(self) -> Package:
        root = Part("package")
        self._follow(root)
        mains = [p for p in root.links.values() if isinstance(p, Part) and p.relation == MAIN]
        if len(mains) != 1:
            raise UnreadableError(f"The file has no {self._words.document} in it.", next_step=self._words.mend)
        core = next((p for p in self._order if p.relation == "core-properties"), None)
        unreached = [n for n in self._folded if n not in self._named and not n.endswith(".rels")]
        if unreached:
            self._dropped["parts that nothing refers to"] += len(unreached)
        return Package(mains[0], core, self._order, self._dropped, self._kinds)

    def _follow(self, root: Part) -> None:
        """Reach every kept part, depth first; parts may refer to one another in circles and long chains."""
        waiting = [self._relationships(root, "")]
        while waiting:
            reached = next(waiting[-1], None)
            if reached is None:
                waiting.pop()
            else:
                waiting.append(self._relationships(*reached))

    def _relationships(self, part: Part, name: str) -> Iterator[tuple[Part, str]]:
        """Note a part's links; yield each part, with its name, that is reached for the first time."""
        folder, base = posixpath.split(name)
        rels_name = self._folded.get(posixpath.join(folder, "_rels", f"{base}.rels").lower())
        if rels_name is None:
            return
        for rel in parse(self._members[rels_name], "relationships", self._words).iter(f"{{{RELS_NS}}}Relationship"):
            relation = (rel.get("Type") or "").rstrip("/").rsplit("/", 1)[-1]
            rel_id, target = rel.get("Id") or "", rel.get("Target") or ""
            if rel.get("TargetMode") == "External" or (relation == LINK and target.startswith("#")):
                self._external(part, rel_id, relation, target)
                continue
            reached = self._internal(part, rel_id, relation, _resolve(folder, target))
            if reached is not None:
                yield reached

    def _external(self, part: Part, rel_id: str, relation: str, target: str) -> None:
        if relation == LINK:
            part.links[rel_id] = target
        else:
            self._dropped[self._kinds.dropped.get(relation, "links to other files")] += 1

    def _internal(self, part: Part, rel_id: str, relation: str, name: str) -> tuple[Part, str] | None:
        """Note one link to a part; returns the part if it is new and may refer to others."""
        actual = self._folded.get(name.lower())
        if actual is None:
            if relation == MAIN:
                raise UnreadableError(
                    f"The main document of the {self._words.file} is missing.", next_step=self._words.mend
                )
            return None
        if relation not in self._kinds.kept:
            if actual.lower() not in self._named:
                self._dropped[self._kinds.dropped.get(relation, "a part of unknown kind")] += 1
                self._name_below(actual, 0)
            return None
        known = self._seen.get(actual)
        if known is not None:
            part.links[rel_id] = known
            return None
        content = self._members[actual]
        binary = relation == IMAGE or self._kinds.kept[relation].binary
        kept = Part(relation, blob=content) if binary else Part(relation, self._parsed(content, relation))
        self._seen[actual] = kept
        self._named.add(actual.lower())
        self._order.append(kept)
        part.links[rel_id] = kept
        return None if binary else (kept, actual)

    def _parsed(self, content: bytes, relation: str) -> etree._Element:
        """One part without names that Office does not know."""
        root = parse(content, relation, self._words)
        try:
            self._dropped[WHAT] += take_out_unknown_names(root)
        except ValueError:
            raise UnreadableError(
                f"The {self._words.file} is broken ({relation}).", next_step=self._words.mend
            ) from None
        return root

    def _name_below(self, name: str, depth: int) -> None:
        """Note a dropped part and those it refers to, so that they are not counted twice."""
        self._named.add(name.lower())
        folder, base = posixpath.split(name)
        rels_name = self._folded.get(posixpath.join(folder, "_rels", f"{base}.rels").lower())
        if rels_name is None or depth > _MAX_DEPTH:
            return
        for rel in parse(self._members[rels_name], "relationships", self._words).iter(f"{{{RELS_NS}}}Relationship"):
            actual = self._folded.get(_resolve(folder, rel.get("Target") or "").lower())
            if actual is not None and actual.lower() not in self._named:
                self._name_below(actual, depth + 1)


def _resolve(folder: str, target: str) -> str:
    target = unquote(target)
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(folder, target))


def write_package(package: Package) -> bytes:
    """Write the kept parts as a new zip: own names, own ids, fixed order and stamps."""
    parts = package.reached()
    kinds = package.vocabulary.kept
    names = _names(parts, kinds)
    rel_ids = {part: _relationships(part, names, kinds) for part in parts}
    members: list[tuple[str, bytes]] = [("[Content_Types].xml", _content_types(parts, names, kinds))]
    top = Part("package", links={"1": package.main})
    if package.core is not None and package.core in names:
        top.links["2"] = package.core
    members.append(("_rels/.rels", _relationships(top, names, kinds)))
    for part in parts:
        name = names[part]
        content = part.blob if part.root is None else _serialise(part.tree)
        members.append((name, content))
        if part.links:
            folder, base = posixpath.split(name)
            members.append((f"{folder}/_rels/{base}.rels", rel_ids[part]))
    return _zip(members)


def _names(parts: list[Part], kinds: Mapping[str, PartKind]) -> dict[Part, str]:
    counts: Counter[str] = Counter()
    names: dict[Part, str] = {}
    for part in parts:
        kind = kinds[part.relation]
        counts[kind.relation] += 1
        number = str(counts[kind.relation]) if kind.many else ""
        extension = part.extension if part.root is None else "xml"
        names[part] = f"{kind.folder}/{kind.stem}{number}.{extension}"
    return names


def _relationships(part: Part, names: dict[Part, str], kinds: Mapping[str, PartKind]) -> bytes:
    """Renumber a part's relationships, in its XML too, and return its .rels bytes."""
    renamed = {old: f"rId{number}" for number, old in enumerate(part.links, 1)}
    for element in referring_elements(part.tree) if part.root is not None and renamed else ():
        for key, value in element.items():
            if str(key).startswith(f"{{{R_NS}}}") and value in renamed:
                element.set(key, renamed[str(value)])
    root = etree.Element(f"{{{RELS_NS}}}Relationships", nsmap=_default(RELS_NS))
    folder = posixpath.dirname(names[part]) if part in names else ""
    for old, target in part.links.items():
        rel = etree.SubElement(root, f"{{{RELS_NS}}}Relationship", Id=renamed[old])
        if isinstance(target, Part):
            rel.set("Type", kinds[target.relation].uri)
            rel.set("Target", posixpath.relpath(names[target], folder or "."))
        else:
            rel.set("Type", LINK_URI)
            rel.set("Target", target)
            rel.set("TargetMode", "External")
    part.links = {renamed[old]: target for old, target in part.links.items()}
    return _serialise(root)


def _content_types(parts: list[Part], names: dict[Part, str], kinds: Mapping[str, PartKind]) -> bytes:
    root = etree.Element(f"{{{TYPES_NS}}}Types", nsmap=_default(TYPES_NS))
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "jpeg": "image/jpeg",
    }
    for extension, content_type in sorted(defaults.items()):
        etree.SubElement(root, f"{{{TYPES_NS}}}Default", Extension=extension, ContentType=content_type)
    for part in parts:
        content_type = kinds[part.relation].content_type
        if content_type:
            etree.SubElement(root, f"{{{TYPES_NS}}}Override", PartName=f"/{names[part]}", ContentType=content_type)
    return _serialise(root)


def _default(uri: str) -> dict[str, str]:
    """A namespace map with a default namespace (the stubs know only named ones)."""
    return cast("dict[str, str]", {None: uri})


def _serialise(root: etree._Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return with_usual_prefixes(data, root) or data


def _zip(members: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, content)
    return buffer.getvalue()
