"""A test of PDF/UA's main demands on a file (ISO 14289-1, 7), written for these tests and for nothing else."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
import pikepdf

_WORDS = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl "
    "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu "
    "WT WP Figure Formula Form"
)
STANDARD = set(_WORDS.split())
SHOWS = {"Tj", "TJ", "'", '"'}


def problems(data: bytes) -> list[str]:
    """Every demand that a file does not meet."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return (
            list(_catalogue(pdf)) + list(_content(pdf)) + list(_elements(pdf)) + list(_links(pdf)) + list(_fonts(pdf))
        )


def _catalogue(pdf: Any) -> Iterator[str]:
    root = pdf.Root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not tagged"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "title not shown"
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "no title"


def _content(pdf: Any) -> Iterator[str]:
    """All text is an artifact or belongs to an element that points back at it."""
    tree = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
    numbers = tree.get("/ParentTree", pikepdf.Dictionary()).get("/Nums", [])
    parents = dict(zip(map(int, list(numbers)[::2]), list(numbers)[1::2], strict=True))
    for count, page in enumerate(pdf.pages, 1):
        owners = parents.get(int(page.obj.get("/StructParents", -1)), [])
        stack: list[int | None] = []
        for item in pikepdf.parse_content_stream(page):
            operator = str(getattr(item, "operator", "INLINE"))
            if operator in ("BDC", "BMC"):
                tag = str(item.operands[0])
                properties: Any = item.operands[1] if len(item.operands) > 1 else {}
                number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
                stack.append(-1 if tag == "/Artifact" else int(number) if number is not None else None)
                if number is not None and (int(number) >= len(owners) or owners[int(number)] is None):
                    yield f"page {count}: marked content {number} belongs to nothing"
            elif operator == "EMC":
                stack.pop()
            elif operator in SHOWS and not [mark for mark in stack if mark is not None]:
                yield f"page {count}: text outside the tags"
        if page.obj.get("/Tabs") != pikepdf.Name.S:
            yield f"page {count}: tabs do not follow the structure"


def _elements(pdf: Any) -> Iterator[str]:
    for element in walk(pdf):
        role = str(element.S)[1:]
        if role not in STANDARD:
            yield f"{role} is no standard type"
        if role == "Figure" and "/Alt" not in element and "/ActualText" not in element:
            yield "a figure without alternative text"
    headings = [int(str(e.S)[2:]) for e in walk(pdf) if str(e.S)[1:2] == "H" and str(e.S)[2:].isdigit()]
    for before, after in itertools.pairwise(headings):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def walk(pdf: Any) -> Iterator[Any]:
    """The elements of the tree in order."""
    todo = [pdf.Root.get("/StructTreeRoot")]
    while todo:
        node = todo.pop(0)
        if isinstance(node, pikepdf.Array):
            todo[:0] = list(node)
        elif isinstance(node, pikepdf.Dictionary) and node.get("/Type") not in ("/MCR", "/OBJR"):
            if "/S" in node:
                yield node
            if "/K" in node:
                todo.insert(0, node.K)


def _links(pdf: Any) -> Iterator[str]:
    held = {n.Obj.objgen for n in _nodes(pdf) if isinstance(n, pikepdf.Dictionary) and n.get("/Type") == "/OBJR"}
    for count, page in enumerate(pdf.pages, 1):
        for link in page.obj.get("/Annots", []):
            if "/Contents" not in link:
                yield f"page {count}: a link without description"
            if link.objgen not in held:
                yield f"page {count}: a link outside the tags"


def _nodes(pdf: Any) -> Iterator[Any]:
    for element in walk(pdf):
        yield from _kids(element)


def _fonts(pdf: Any) -> Iterator[str]:
    for item in pdf.objects:
        is_descriptor = isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        if is_descriptor and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys()):
            yield "a font that is not in the file"


def outline(data: bytes) -> list[Any]:
    """The tree as nested lists: resolved type, alternative text, and the text of its marked content."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        roles = pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary())
        texts = _marked(pdf)
        return [_branch(kid, roles, texts, None) for kid in _kids(pdf.Root.StructTreeRoot)]


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def _branch(node: Any, roles: Any, texts: dict[Any, int], page: Any) -> Any:
    if isinstance(node, int):
        return texts.get((page, node), 0)
    page = node.Pg.objgen if "/Pg" in node else page
    kind = node.get("/Type")
    if kind == "/OBJR":
        return "object"
    if "/MCID" in node:
        return texts.get((page, int(node.MCID)), 0)
    role = str(node.S)
    for _ in range(5):
        if role[1:] in STANDARD or role not in roles:
            break
        role = str(roles[role])
    return [role, str(node.get("/Alt", "")), *(_branch(kid, roles, texts, page) for kid in _kids(node))]


def _marked(pdf: Any) -> dict[Any, int]:
    """How many bytes of text each marked content shows (page by order, so that files can be compared)."""
    found: dict[Any, int] = {}
    for page in pdf.pages:
        stack: list[int] = []
        for item in pikepdf.parse_content_stream(page):
            operator = str(getattr(item, "operator", ""))
            if operator in ("BDC", "BMC"):
                properties: Any = item.operands[1] if len(item.operands) > 1 else {}
                number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
                stack.append(-1 if number is None else int(number))
            elif operator == "EMC":
                stack.pop()
            elif operator in SHOWS and stack and max(stack) >= 0:
                shown = item.operands[-1]
                parts = shown if isinstance(shown, pikepdf.Array) else [shown]
                length = sum(len(bytes(part)) for part in parts if isinstance(part, pikepdf.String))
                key = (page.obj.objgen, max(stack))
                found[key] = found.get(key, 0) + length
    return found


@dataclass(frozen=True)
class Tagged:
    """An element of the structure tree.

    Attributes:
        depth: How deep it lies.
        role: Its standard type.
        attributes: Owner, key and value of each attribute, but for boxes and sizes.
        language: Its own.
        texts: Alternative, replacement, expansion text and title.
        kids: What it holds, in order: elements, annotations, stretches of marked content.
        marks: How many marked contents.
        text: What its own marked content says, without spaces.
    """

    depth: int
    role: str
    attributes: tuple[str, ...]
    language: str
    texts: tuple[str, ...]
    kids: tuple[str, ...]
    marks: int
    text: str


def tagged(data: bytes) -> list[Tagged]:
    """The elements of a file in reading order, each with what it says."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        said = _said(data)
        root = pdf.Root.StructTreeRoot
        roles = root.get("/RoleMap", pikepdf.Dictionary())
        found: list[Tagged] = []
        todo: list[tuple[Any, int, int | None]] = [(kid, 0, None) for kid in reversed(_kids(root))]
        while todo:
            node, depth, page = todo.pop()
            page = pages[node.Pg.objgen] if "/Pg" in node else page
            kinds: list[str] = []
            marks: list[tuple[int | None, int]] = []
            below: list[tuple[Any, int, int | None]] = []
            for kid in _kids(node):
                if isinstance(kid, int) or "/MCID" in kid:
                    kinds += ["content"] if kinds[-1:] != ["content"] else []
                    own = page if isinstance(kid, int) or "/Pg" not in kid else pages[kid.Pg.objgen]
                    marks.append((own, kid if isinstance(kid, int) else int(kid.MCID)))
                elif kid.get("/Type") == "/OBJR":
                    kinds.append("object")
                else:
                    kinds.append("element")
                    below.append((kid, depth + 1, page))
            todo += reversed(below)
            texts = tuple(str(node.get(key, "")) for key in ("/Alt", "/ActualText", "/E", "/T"))
            text = "".join("".join(said.get(mark, "").split()) for mark in marks)
            role, language = _standard(str(node.S), roles), str(node.get("/Lang", ""))
            found.append(Tagged(depth, role, _attributes(node), language, texts, tuple(kinds), len(marks), text))
        return found


def _standard(role: str, roles: Any) -> str:
    for _ in range(5):
        if role[1:] in STANDARD or role not in roles:
            break
        role = str(roles[role])
    return role


def _attributes(node: Any) -> tuple[str, ...]:
    held = node.get("/A")
    found = list(held) if isinstance(held, pikepdf.Array) else [] if held is None else [held]
    sized = {"/O", "/BBox", "/Width", "/Height", "/Headers"}
    return tuple(
        sorted(
            f"{one.O}{key} {value.unparse()!r}" if isinstance(value, pikepdf.Object) else f"{one.O}{key} {value}"
            for one in found
            if isinstance(one, pikepdf.Dictionary)
            for key, value in one.items()
            if key not in sized
        )
    )


def _said(data: bytes) -> dict[tuple[int | None, int], str]:
    """What each marked content says, by page (from 0) and number."""
    found: dict[tuple[int | None, int], str] = {}
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            for char in page.chars:
                if char.get("mcid") is not None and char.get("tag") != "Artifact":
                    key = (number, char["mcid"])
                    found[key] = found.get(key, "") + char["text"]
    return found
