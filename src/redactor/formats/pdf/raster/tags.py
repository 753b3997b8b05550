"""Tags for pages that became pictures: a paragraph for each, in the document's reading order."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from redactor.formats.pdf.container.values import identity, items_of, mapping_of

LANGUAGE = "en-GB"
_DEEPEST = 60


def has_tags(pdf: pikepdf.Pdf) -> bool:
    """Whether the file has a structure tree."""
    return isinstance(pdf.Root.get("/StructTreeRoot"), Dictionary)


def start_tags(pdf: pikepdf.Pdf) -> None:
    """Give a file without tags an empty tree; only for one whose every page is a picture."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    if "/Lang" not in pdf.Root:
        pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def add_paragraphs(pdf: pikepdf.Pdf, page: pikepdf.Page, count: int) -> None:
    """Put paragraphs for the marked content 0 to ``count - 1`` of a page where the page stands in the tree.

    Args:
        pdf: With a tree.
        page: One of its pages; what the tree had of it before no longer counts.
        count: How many paragraphs it has.
    """
    top = _top(pdf)
    if top is None:
        return
    _forget(top, page.obj.objgen)
    order = {other.obj.objgen: number for number, other in enumerate(pdf.pages)}
    own = order[page.obj.objgen]
    kids = items_of(top.get("/K")) if isinstance(top.get("/K"), Array) else [top.K] if "/K" in top else []
    place = next((i for i, kid in enumerate(kids) if _first_page(kid, order, 0) > own), len(kids))
    made = [
        pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=top, Pg=page.obj, K=number))
        for number in range(count)
    ]
    top.K = Array([*kids[:place], *made, *kids[place:]])


def _top(pdf: pikepdf.Pdf) -> Any:
    """The element below the root that holds the document."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return None
    kids = root.get("/K")
    first = kids if isinstance(kids, Dictionary) else next(iter(items_of(kids)), None)
    if isinstance(first, Dictionary) and len(items_of(kids)) <= 1:
        return first
    top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(items_of(kids))))
    for kid in items_of(kids):
        kid.P = top
    root.K = top
    return top


def _first_page(node: Any, order: dict[tuple[int, int], int], depth: int) -> int:
    """Number of the first page that an element has content on; beyond all pages if it has none."""
    if not isinstance(node, Dictionary) or depth > _DEEPEST:
        return len(order)
    page = identity(node.get("/Pg"))
    if page is not None and page in order:
        return order[page]
    kids = node.get("/K")
    below = items_of(kids) if isinstance(kids, Array) else [kids]
    return min((_first_page(kid, order, depth + 1) for kid in below), default=len(order))


def _forget(top: Any, page: tuple[int, int]) -> None:
    """Take the marks of a page out of the tree: its content is gone."""
    todo: list[tuple[Any, tuple[int, int] | None, int]] = [(top, None, 0)]
    while todo:
        node, above, depth = todo.pop()
        if not isinstance(node, Dictionary) or depth > _DEEPEST:
            continue
        own = identity(node.get("/Pg")) or above
        kids = node.get("/K")
        if kids is None:
            continue
        kept: list[Any] = []
        for kid in items_of(kids) if isinstance(kids, Array) else [kids]:
            on = identity(mapping_of(kid).get("/Pg")) or own
            is_mark = isinstance(kid, int) or "/MCID" in mapping_of(kid) or "/Obj" in mapping_of(kid)
            if is_mark and on == page:
                continue
            kept.append(kid)
            if isinstance(kid, Dictionary):
                todo.append((kid, own, depth + 1))
        if len(kept) == 0 and "/K" in node:
            del node["/K"]
        else:
            node.K = Array(kept)
