"""Headings as the structure tree of a tagged PDF tells them."""

from __future__ import annotations

import re

import pikepdf

_HEADING = re.compile(r"/H([1-6])")
_DEPTH = 60
_LIMIT = 200_000


def tagged_headings(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """Map (page from 1, marked content id) to heading level; empty without tags or headings."""
    tree = pdf.Root.get("/StructTreeRoot")
    if not isinstance(tree, pikepdf.Dictionary):
        return {}
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    roles = tree.get("/RoleMap")
    found: dict[tuple[int, int], int] = {}
    todo: list[tuple[object, int, int, int]] = [(tree.get("/K"), 0, 0, 0)]
    seen = 0
    while todo and seen < _LIMIT:
        node, page, level, depth = todo.pop()
        seen += 1
        if depth > _DEPTH:
            continue
        if isinstance(node, pikepdf.Array):
            todo += [(kid, page, level, depth) for kid in node]
        elif isinstance(node, int):
            if level and page:
                found[(page, int(node))] = level
        elif isinstance(node, pikepdf.Dictionary):
            page = _page(node, pages, page)
            if "/MCID" in node:
                todo.append((int(node.MCID), page, level, depth + 1))
            elif "/K" in node:
                todo.append((node.K, page, _level(node, roles) or level, depth + 1))
    return found


def _page(node: pikepdf.Dictionary, pages: dict[tuple[int, int], int], otherwise: int) -> int:
    page = node.get("/Pg")
    return pages.get(page.objgen, otherwise) if isinstance(page, pikepdf.Dictionary) else otherwise


def _level(node: pikepdf.Dictionary, roles: object) -> int:
    kind = node.get("/S")
    for _ in range(5):
        if not isinstance(kind, pikepdf.Name):
            return 0
        match = _HEADING.fullmatch(str(kind))
        if match:
            return int(match[1])
        if str(kind) in ("/H", "/Title"):
            return 1
        kind = roles.get(str(kind)) if isinstance(roles, pikepdf.Dictionary) else None
    return 0
