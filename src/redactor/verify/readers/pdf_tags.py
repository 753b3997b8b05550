"""The tags of a PDF as the verifier counts them: what a reader with a screen reader depends on (ISO 14289-1 7)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_HEADING = re.compile(r"/H[1-6]?")
_DEEPEST, _MOST = 100, 1_000_000


@dataclass(frozen=True, slots=True)
class Tags:
    """What a file offers to assistive technology.

    Attributes:
        is_tagged: Whether it has a structure tree and says that it is marked.
        language: Of the document; may be empty.
        shows_title: Whether its title is shown instead of its file name.
        roles: How many elements of each standard type it has.
        links: How many links its pages have.
    """

    is_tagged: bool = False
    language: str = ""
    shows_title: bool = False
    roles: Counter[str] = field(default_factory=Counter)
    links: int = 0

    @property
    def headings(self) -> int:
        """How many headings of any level."""
        return sum(count for role, count in self.roles.items() if _HEADING.fullmatch(role))


def read_tags(pdf: pikepdf.Pdf) -> Tags:
    """Count the tags of a file."""
    root: Any = pdf.Root
    tree = root.get("/StructTreeRoot")
    marked = root.get("/MarkInfo")
    preferences = root.get("/ViewerPreferences")
    roles: Counter[str] = Counter()
    if isinstance(tree, pikepdf.Dictionary):
        _count(tree, roles)
    language = root.get("/Lang")
    return Tags(
        is_tagged=isinstance(tree, pikepdf.Dictionary)
        and isinstance(marked, pikepdf.Dictionary)
        and bool(marked.get("/Marked", False)),
        language=str(language) if isinstance(language, pikepdf.String) else "",
        shows_title=isinstance(preferences, pikepdf.Dictionary) and bool(preferences.get("/DisplayDocTitle", False)),
        roles=roles,
        links=sum(_links(page) for page in pdf.pages),
    )


def _count(tree: Any, roles: Counter[str]) -> None:
    mapped = tree.get("/RoleMap")
    todo: list[tuple[Any, int]] = [(tree.get("/K"), 0)]
    seen: set[tuple[int, int]] = set()
    steps = 0
    while todo and steps < _MOST:
        node, depth = todo.pop()
        steps += 1
        if isinstance(node, pikepdf.Array):
            todo += [(kid, depth) for kid in node]
        elif isinstance(node, pikepdf.Dictionary) and depth <= _DEEPEST:
            if node.is_indirect:
                if node.objgen in seen:
                    continue
                seen.add(node.objgen)
            if "/S" in node:
                roles[_standard(node.get("/S"), mapped)] += 1
            todo.append((node.get("/K"), depth + 1))


def _standard(name: Any, mapped: Any) -> str:
    for _ in range(10):
        following = (
            mapped.get(name) if isinstance(mapped, pikepdf.Dictionary) and isinstance(name, pikepdf.Name) else None
        )
        if not isinstance(following, pikepdf.Name) or following == name:
            break
        name = following
    try:
        return str(name)
    except UnicodeDecodeError:
        return "/?"


def _links(page: pikepdf.Page) -> int:
    annotations = page.obj.get("/Annots")
    items = list(annotations) if isinstance(annotations, pikepdf.Array) else []
    return sum(1 for item in items if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Link")


def lost_tags(before: Tags, after: Tags, *, counted: bool = True) -> list[str]:
    """Say what of the accessibility of a file is missing in its copy.

    Links may go (their address may name somebody); elements of text may become spans.

    Args:
        before: Of the original.
        after: Of the copy.
        counted: Whether headings, lists and tables must be as many; not where a page became
            a picture, whose words are tagged as plain paragraphs.
    """
    if not before.is_tagged:
        return []
    if not after.is_tagged:
        return ["the tags for screen readers are missing"]
    found = [] if after.language or not before.language else ["the language of the document is missing"]
    found += ["the title is no longer shown"] if before.shows_title and not after.shows_title else []
    if not counted:
        return found
    if after.headings < before.headings:
        found.append(f"{before.headings - after.headings} of {before.headings} headings are missing")
    for role, what in (("/Table", "tables"), ("/TR", "rows of tables"), ("/TH", "heading cells"), ("/L", "lists")):
        if after.roles[role] < before.roles[role]:
            found.append(f"{before.roles[role] - after.roles[role]} of {before.roles[role]} {what} are missing")
    return found
