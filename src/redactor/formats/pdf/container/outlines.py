"""Bookmarks and page labels (ISO 32000-2 12.3.3 and 12.4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from redactor.formats.pdf.container.destinations import Destinations
from redactor.formats.pdf.container.record import Recode, Record
from redactor.formats.pdf.container.values import identity, mapping_of, name_of, numbered_pairs, text_of

_MOST = 20_000
_DEEPEST = 30
_STYLES = frozenset({"/D", "/R", "/r", "/A", "/a"})


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One bookmark as the old file has it: its title, its depth from 0, whether it is folded, its dictionary."""

    title: str
    depth: int
    folded: bool
    old: Any


def bookmarks(pdf: pikepdf.Pdf) -> Iterator[Bookmark]:
    """The bookmarks in the order in which they are shown."""
    seen: set[tuple[int, int]] = set()
    todo: list[tuple[Any, int]] = [(mapping_of(pdf.Root.get("/Outlines")).get("/First"), 0)]
    while todo:
        item, depth = todo.pop()
        number = identity(item)
        if not isinstance(item, Dictionary) or number is None or number in seen or len(seen) >= _MOST:
            continue
        seen.add(number)
        count = item.get("/Count", 0)
        yield Bookmark(text_of(item.get("/Title")), depth, isinstance(count, int) and count < 0, item)
        todo.append((item.get("/Next"), depth))
        if depth < _DEEPEST:
            todo.append((item.get("/First"), depth + 1))


@dataclass(eq=False, slots=True)
class _Item:
    new: Any
    depth: int
    folded: bool
    kids: list[_Item]


def write_bookmarks(
    pdf: pikepdf.Pdf, target: pikepdf.Pdf, destinations: Destinations, recode: Recode, record: Record
) -> None:
    """Write the bookmarks into the new file; those without a title left go, their children move up."""
    top = _Item(target.make_indirect(Dictionary(Type=Name.Outlines)), -1, False, [])
    path = [top]
    for bookmark in bookmarks(pdf):
        while path[-1].depth >= bookmark.depth:
            path.pop()
        title = recode(bookmark.title) if bookmark.title else ""
        if not title:
            record.drop("bookmarks without a title")
            continue
        new = target.make_indirect(Dictionary(Title=String(title)))
        destination = destinations.of(bookmark.old)
        if destination is not None:
            new.Dest = destination
        item = _Item(new, bookmark.depth, bookmark.folded, [])
        path[-1].kids.append(item)
        path.append(item)
    if top.kids:
        _link(top)
        target.Root.Outlines = top.new
        target.Root.PageMode = Name.UseOutlines


def _link(parent: _Item) -> int:
    """Chain the children of an item; answers how many items are shown below it when it is unfolded."""
    shown = 0
    for index, kid in enumerate(parent.kids):
        kid.new.Parent = parent.new
        if index:
            kid.new.Prev = parent.kids[index - 1].new
            parent.kids[index - 1].new.Next = kid.new
        below = _link(kid)
        shown += 1 + (0 if kid.folded else below)
    if parent.kids:
        parent.new.First, parent.new.Last = parent.kids[0].new, parent.kids[-1].new
        parent.new.Count = -shown if parent.folded else shown
    return shown


def label_prefixes(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The texts put before page numbers."""
    for _, label in numbered_pairs(pdf.Root.get("/PageLabels")):
        text = text_of(mapping_of(label).get("/P"))
        if text:
            yield text


def write_labels(pdf: pikepdf.Pdf, target: pikepdf.Pdf, recode: Recode) -> None:
    """Write the page labels into the new file."""
    numbers = Array()
    for start, label in numbered_pairs(pdf.Root.get("/PageLabels")):
        if not 0 <= start < len(pdf.pages) or not isinstance(label, Dictionary):
            continue
        new = Dictionary()
        if name_of(label.get("/S")) in _STYLES:
            new.S = Name(name_of(label.get("/S")))
        first: Any = label.get("/St")
        if isinstance(first, int) and first > 1:
            new.St = first
        prefix = text_of(label.get("/P"))
        if prefix and recode(prefix):
            new.P = String(recode(prefix))
        numbers.append(start)
        numbers.append(new)
    if len(numbers):
        target.Root.PageLabels = Dictionary(Nums=numbers)
