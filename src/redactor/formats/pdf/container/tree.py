"""The structure tree: read from the old file, written into the new one (ISO 32000-2 14.7).

Types are resolved through the role map to the standard ones, so that names that a
template or an author invented do not stay. Identifiers are numbered anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from redactor.formats.pdf.container.record import ContainerError, Recode
from redactor.formats.pdf.container.roles import attributes, header_ids, standard_role
from redactor.formats.pdf.container.values import identity, is_number, mapping_of, name_of, text_of

TEXTS = {"/T": "title of an element", "/Alt": "alternative text", "/E": "expansion", "/ActualText": "replacement text"}
"""Texts of an element, and what they are called."""

_DEEPEST = 100
_MOST = 500_000
_HIGHEST = 1_000_000
"""Highest number of marked content that is followed."""

_EMPTY_STAYS = frozenset({"/TD", "/TH", "/TR", "/LBody", "/Lbl"})
_ANNOTATED = frozenset({"/Link", "/Annot", "/Form", "/Reference"})
_AGAIN = "Open it in a PDF reader, print it to a new PDF, and use that one."

Owner = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content: what it counts in (a page or a form), its page, and its number."""

    owner: Owner
    page: Owner | None
    number: int
    in_form: bool = False


@dataclass(frozen=True, slots=True)
class ObjectMark:
    """A whole object, such as an annotation, and the page that it is on."""

    target: Owner
    page: Owner | None


@dataclass(eq=False, slots=True)
class Element:
    """One element.

    Attributes:
        role: A standard type with its slash.
        old: The dictionary that it was read from; ``None`` for one made here.
        kids: Elements, marked content and objects in reading order.
    """

    role: str
    old: Any = None
    kids: list[Element | Mark | ObjectMark] = field(default_factory=list)


class StructureTree:
    """The tree of a file, and what of it is still there.

    Args:
        pdf: The old file.

    Raises:
        ContainerError: if the tree is beyond the limits.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        root = pdf.Root.get("/StructTreeRoot")
        self._root = mapping_of(root)
        self.is_there = isinstance(root, Dictionary)
        self.class_map = self._root.get("/ClassMap")
        self.elements: list[Element] = []
        self._of_mark: dict[tuple[Owner, int], Element] = {}
        self._of_object: dict[Owner, Element] = {}
        self._seen: set[tuple[Owner, int]] = set()
        self._numbers: dict[Owner, dict[int, int]] = {}
        self._count = 0
        self._visited: set[Owner] = set()
        if self.is_there:
            role_map = self._root.get("/RoleMap")
            for kid in _flat(self._root.get("/K")):
                self._read(kid, None, None, role_map, 0)

    def _read(self, node: Any, parent: Element | None, page: Owner | None, role_map: Any, depth: int) -> None:
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST:
            raise ContainerError("The tags of the PDF are nested too deep.", next_step=_AGAIN)
        if is_number(node):
            if parent is not None and page is not None:
                self._mark(parent, Mark(page, page, int(node)))
            return
        if not isinstance(node, Dictionary):
            return
        own_page = identity(node.get("/Pg")) or page
        kind = name_of(node.get("/Type"))
        if kind == "/MCR" or "/MCID" in node:
            stream = identity(node.get("/Stm"))
            owner = stream or own_page
            if parent is not None and owner is not None and is_number(node.get("/MCID")):
                self._mark(parent, Mark(owner, own_page, int(node["/MCID"]), stream is not None))
            return
        if kind == "/OBJR":
            target = identity(node.get("/Obj"))
            if parent is not None and target is not None:
                parent.kids.append(ObjectMark(target, own_page))
                self._of_object.setdefault(target, parent)
            return
        number = identity(node)
        if number is not None:
            if number in self._visited:
                return
            self._visited.add(number)
        element = Element(standard_role(name_of(node.get("/S")), role_map), node)
        (self.elements if parent is None else parent.kids).append(element)
        for kid in _flat(node.get("/K")):
            self._read(kid, element, own_page, role_map, depth + 1)

    def _mark(self, parent: Element, mark: Mark) -> None:
        if 0 <= mark.number <= _HIGHEST and (mark.owner, mark.number) not in self._of_mark:
            parent.kids.append(mark)
            self._of_mark[(mark.owner, mark.number)] = parent

    def walk(self) -> Iterator[Element]:
        """Every element in reading order."""
        todo = list(reversed(self.elements))
        while todo:
            element = todo.pop()
            yield element
            todo += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]

    def role(self, owner: Owner | None, number: int) -> str | None:
        """See ``contents.Marks``: content that the tree does not know counts as untagged."""
        if not self.is_there or owner is None:
            return None
        element = self._of_mark.get((owner, number))
        if element is None:
            return None
        self._seen.add((owner, number))
        return element.role

    def number(self, owner: Owner, number: int) -> int:
        """See ``contents.Marks``: gaps would tell that there had been more content."""
        numbers = self._numbers.setdefault(owner, {})
        return numbers.setdefault(number, len(numbers))

    def element_at(self, owner: Owner, number: int) -> Element | None:
        """The element that marked content belongs to."""
        return self._of_mark.get((owner, number))

    def element_of(self, target: Owner | None) -> Element | None:
        """The element that holds an annotation or another object."""
        return self._of_object.get(target) if target is not None else None

    def next_number(self, owner: Owner) -> int:
        """A number of marked content that is free in a page."""
        return 1 + max((number for one, number in self._of_mark if one == owner), default=-1)

    def has(self, mark: Mark) -> bool:
        """Whether the content is in the new file."""
        return (mark.owner, mark.number) in self._seen


def _flat(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


class TreeWriter:
    """Writes a tree into the new file.

    Args:
        target: The new file.
        tree: As read, after the content was rewritten.
        recode: For the texts of the elements.
    """

    def __init__(self, target: pikepdf.Pdf, tree: StructureTree, recode: Recode) -> None:
        self._target = target
        self._tree = tree
        self._recode = recode
        self._ids: dict[bytes, str] = {}
        self._named: list[tuple[str, Any]] = []
        self._parents: dict[Owner, dict[int, Any]] = {}
        self._object_parents: dict[Owner, Any] = {}

    def write(self, pages: Mapping[Owner, Any], forms: Mapping[Owner, Any], objects: Mapping[Owner, Any]) -> Dictionary:
        """Write the tree and set the numbers by which pages, forms and annotations find it.

        Args:
            pages: New pages by the identity of the old ones.
            forms: New form XObjects likewise.
            objects: New annotations likewise.

        Returns:
            The root, for the catalogue.
        """
        self._number_ids()
        root = self._target.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        kids = [self._element(e, root, pages, forms, objects) for e in self._tree.elements]
        root.K = Array([kid for kid in kids if kid is not None])
        numbers = Array()
        key = 0
        for owner, holder in [*pages.items(), *forms.items()]:
            if owner in self._parents:
                marks = self._parents[owner]
                array = Array([marks.get(n) for n in range(max(marks) + 1)])
                holder.StructParents = key
                numbers.append(key)
                numbers.append(self._target.make_indirect(array))
                key += 1
        for owner, parent in self._object_parents.items():
            objects[owner].StructParent = key
            numbers.append(key)
            numbers.append(parent)
            key += 1
        root.ParentTree = self._target.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = key
        if self._named:
            names = Array()
            for name, element in self._named:
                names.extend([String(name), element])
            root.IDTree = self._target.make_indirect(Dictionary(Names=names))
        return root

    def _number_ids(self) -> None:
        for element in self._tree.walk():
            old = mapping_of(element.old).get("/ID")
            if isinstance(old, String):
                self._ids.setdefault(bytes(old), f"e{len(self._ids) + 1:06}")

    def _element(
        self,
        element: Element,
        parent: Any,
        pages: Mapping[Owner, Any],
        forms: Mapping[Owner, Any],
        objects: Mapping[Owner, Any],
    ) -> Any:
        new = self._target.make_indirect(Dictionary(Type=Name.StructElem, S=Name(element.role), P=parent))
        kids: list[Any] = []
        has_object = False
        page = next((k.page for k in element.kids if isinstance(k, Mark) and not k.in_form and self._tree.has(k)), None)
        for kid in element.kids:
            if isinstance(kid, Element):
                written = self._element(kid, new, pages, forms, objects)
            elif isinstance(kid, Mark):
                written = self._mark(kid, new, page, pages, forms)
            else:
                written = self._object(kid, new, pages, objects)
                has_object = has_object or written is not None
            if written is not None:
                kids.append(written)
        if not kids and element.kids and element.role not in _EMPTY_STAYS:
            return None
        if element.role in _ANNOTATED - {"/Reference"} and not has_object and not _has_below(element, objects):
            new.S = Name.Span
        if page is not None:
            new.Pg = pages[page]
        if kids:
            new.K = kids[0] if len(kids) == 1 else Array(kids)
        self._entries(new, mapping_of(element.old))
        return new

    def _mark(
        self, mark: Mark, element: Any, page: Owner | None, pages: Mapping[Owner, Any], forms: Mapping[Owner, Any]
    ) -> Any:
        if not self._tree.has(mark):
            return None
        number = self._tree.number(mark.owner, mark.number)
        self._parents.setdefault(mark.owner, {})[number] = element
        if not mark.in_form and mark.page == page:
            return number
        new = Dictionary(Type=Name.MCR, MCID=number)
        if mark.page is not None and mark.page in pages:
            new.Pg = pages[mark.page]
        if mark.in_form:
            if mark.owner not in forms:
                return None
            new.Stm = forms[mark.owner]
        return new

    def _object(self, mark: ObjectMark, element: Any, pages: Mapping[Owner, Any], objects: Mapping[Owner, Any]) -> Any:
        if mark.target not in objects:
            return None
        self._object_parents[mark.target] = element
        new = Dictionary(Type=Name.OBJR, Obj=objects[mark.target])
        if mark.page is not None and mark.page in pages:
            new.Pg = pages[mark.page]
        return new

    def _entries(self, new: Any, old: Any) -> None:
        """Texts, language, attributes and identifier of an element."""
        for key in TEXTS:
            text = text_of(old.get(key))
            coded = self._recode(text) if text else ""
            if coded:
                new[key] = String(coded)
            elif key in ("/Alt", "/ActualText") and key in old and not text:
                new[key] = String("")
        language = text_of(old.get("/Lang"))
        if is_language(language):
            new.Lang = String(language)
        kept = attributes(old.get("/A"), old.get("/C"), self._tree.class_map)
        headers = [
            self._ids[bytes(i)] for i in header_ids(old.get("/A")) if isinstance(i, String) and bytes(i) in self._ids
        ]
        if headers:
            kept.append(Dictionary(O=Name.Table, Headers=Array([String(name) for name in headers])))
        if kept:
            new.A = kept[0] if len(kept) == 1 else Array(kept)
        identifier = old.get("/ID")
        if isinstance(identifier, String):
            name = self._ids[bytes(identifier)]
            new.ID = String(name)
            self._named.append((name, new))


def _has_below(element: Element, objects: Mapping[Owner, Any]) -> bool:
    todo: list[Any] = list(element.kids)
    while todo:
        kid = todo.pop()
        if isinstance(kid, ObjectMark) and kid.target in objects:
            return True
        if isinstance(kid, Element):
            todo += kid.kids
    return False


def is_language(text: str) -> bool:
    """Whether it has the form of a language tag (BCP 47) and is short enough to be nothing else."""
    parts = text.split("-")
    return (
        1 <= len(parts) <= 3
        and 2 <= len(parts[0]) <= 3
        and all(p.isalnum() and len(p) <= 8 and p.isascii() for p in parts)
        and len(text) <= 11
    )
