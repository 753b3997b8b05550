"""A web page: read into segments, written again with a plan.

Reading and writing build the same copy from the same bytes, so a key means the
same text both times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from redactor.formats.base import Hidden, Illustration, WrittenFile
from redactor.formats.flat import check_plan_keys
from redactor.formats.html import pictures
from redactor.formats.html.attributes import BORDERED
from redactor.formats.html.building import Page, add_text, build
from redactor.formats.html.css_words import word_set
from redactor.formats.html.decoding import decode
from redactor.formats.html.links import link_files, readable, web_setter
from redactor.formats.html.names import rename_classes, rename_ids
from redactor.formats.html.nodes import Node, Text, nodes, written
from redactor.formats.html.parsing import parse
from redactor.formats.html.stories import text_targets
from redactor.formats.html.vocabulary import TEXT_ATTRIBUTES, is_text_attribute
from redactor.formats.opc.targets import Setter, Target, whole_text_target
from redactor.model import Change, Notice, Place, Plan, Segment, SegmentRole

_LETTERS = re.compile(r"[^\W_]")
_INLINE = word_set("a abbr b bdi bdo cite code dfn em i ins kbd mark q s samp small span strong sub sup time u var")
_LINES = "table.lines td,table.lines th{border:1px solid;padding:2px 4px}"


@dataclass
class _Built:
    """A copy with everything that a plan can edit."""

    page: Page
    sheet: str
    targets: list[Target]
    unlinked: Counter[str]


class WebPage:
    """A web page as read.

    Args:
        untrusted_data: The bytes of the page.
        linked: Gives the files beside the page by their path as the page writes it
            (``report_files/logo.png``).
    """

    def __init__(self, untrusted_data: bytes, linked: pictures.Linked) -> None:
        self._data = untrusted_data
        self._linked = linked
        built = _build(untrusted_data, linked)
        self._judge = pictures.judge_of(built.page.pictures)
        self._segments = (*(target.segment for target in built.targets), *self._judge.segments)
        self._notices = (*_notices(built), *self._judge.notices)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The page's texts, then its title, attributes and links, then the text on its pictures."""
        return self._segments

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """Its pictures; see ``base.Illustrated``."""
        return self._judge.illustrations

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is dropped, what holds."""
        return self._notices

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:
        """Write a copy; see ``base.OpenDocument``. The same input gives the same bytes.

        Args:
            plan: Edits by segment key.
            cleared: SHA-256 of the pictures that stay.
            hidden: Whether hidden text stays, coded, or goes.
        """
        edits = plan.by_segment()
        check_plan_keys(edits, (segment.key for segment in self._segments))
        built = _build(self._data, self._linked)
        page = built.page
        hollow = {id(node) for node in nodes(page.body) if not node.children}
        for target in built.targets:
            if target.segment.key in edits:
                target.apply(edits[target.segment.key])
        _without_emptied(page.body, hollow)
        built.unlinked["links to files beside the page"] += link_files(nodes(page.body), plan)
        if hidden == "remove":
            page.removed["hidden text"] += _without_hidden(page.body)
        removed = +(page.removed + built.unlinked)
        changes = [Change("removed", what, count=n) for what, n in sorted(removed.items())]
        changes += pictures.treat(page.pictures, self._judge, plan, cleared)
        return WrittenFile(_document(built).encode("utf-8"), tuple(changes))


def _build(data: bytes, linked: pictures.Linked) -> _Built:
    page = build(parse(decode(data)), linked)
    elements = list(nodes(page.body))
    unlinked: Counter[str] = Counter()
    ids, dangling = rename_ids(elements)
    if dangling:
        unlinked["links to places that are not in the page"] += dangling
    classes = rename_classes(elements, page.styles.names())
    for node in elements:
        if node.attributes.pop("data-lines", "") == BORDERED:
            node.attributes["class"] = f"lines {node.attributes.get('class', '')}".strip()
    sheet = page.styles.finished({**ids, **classes})
    if page.styles.dropped:
        page.removed["style rules and declarations"] += page.styles.dropped
    if any(node.attributes.get("class", "").startswith("lines") for node in elements):
        sheet = f"{_LINES}\n{sheet}".strip()
    targets = text_targets(page.body) + list(_title_target(page)) + list(_attribute_targets(page, unlinked))
    return _Built(page, sheet, targets, unlinked)


def _title_target(page: Page) -> Iterator[Target]:
    raw = "".join(child.value for child in page.title.children if isinstance(child, Text))
    text = " ".join(raw.split())
    if text:
        segment = Segment("title", text, Place("document title"), SegmentRole.ATTRIBUTE)

        def setter(new: str) -> None:
            page.title.children[:] = [Text(new)]

        setter(text)
        yield whole_text_target(segment, (setter,))


def _attribute_targets(page: Page, unlinked: Counter[str]) -> Iterator[Target]:
    """Texts that stand in attributes, and the addresses of links."""
    number = 0
    for node in nodes(page.body):
        for name in [name for name in node.attributes if is_text_attribute(node.tag, name)]:
            text = node.attributes[name]
            if _LETTERS.search(text) and not (name == "value" and node.tag in ("li", "meter", "progress")):
                number += 1
                yield _attribute(number, TEXT_ATTRIBUTES[name], text, _setter(node, name))
        href = node.attributes.get("href", "#")
        if not href.startswith("#"):
            number += 1
            yield _attribute(number, "link target", readable(href), _href_setter(node, unlinked))


def _attribute(number: int, words: str, text: str, setter: Setter) -> Target:
    return whole_text_target(Segment(f"a{number}", text, Place(words), SegmentRole.ATTRIBUTE), (setter,))


def _setter(node: Node, name: str) -> Setter:
    def setter(new: str) -> None:
        node.attributes[name] = new

    return setter


def _href_setter(node: Node, unlinked: Counter[str]) -> Setter:
    def lost(words: str) -> None:
        unlinked[words] += 1

    return web_setter(node, lost)


def _without_emptied(body: Node, hollow: set[int]) -> None:
    """Take out inline elements whose whole text went into the code before them."""
    for node in reversed(list(nodes(body))):
        node.children[:] = [
            child
            for child in node.children
            if not (isinstance(child, Node) and child.tag in _INLINE and _is_empty(child) and id(child) not in hollow)
        ]


def _is_empty(node: Node) -> bool:
    return "id" not in node.attributes and all(isinstance(c, Text) and not c.value for c in node.children)


def _without_hidden(body: Node) -> int:
    """Take out what browsers do not show; how many passages."""
    count = 0
    for node in list(nodes(body)):
        kept = [child for child in node.children if not (isinstance(child, Node) and child.is_hidden)]
        count += len(node.children) - len(kept)
        node.children[:] = kept
    return count


def _document(built: _Built) -> str:
    page = built.page
    head = Node("head", {}, [Node("meta", {"charset": "utf-8"})])
    head.children.append(Node("meta", {"name": "viewport", "content": "width=device-width"}))
    if not page.title.children:
        add_text(page.title, _first_heading(page.body) or "Page")
    head.children.append(page.title)
    if built.sheet:
        head.children.append(Node("style", {}, [Text(built.sheet, raw=True)]))
    root = Node("html", page.language, [head, Text("\n"), page.body])
    return f"<!DOCTYPE html>\n{written(root)}\n"


def _first_heading(body: Node) -> str:
    for node in nodes(body):
        if node.tag == "h1":
            texts = (item.value for inner in nodes(node) for item in inner.children if isinstance(item, Text))
            return " ".join("".join(texts).split())
    return ""


def _notices(built: _Built) -> Iterator[Notice]:
    page = built.page
    yield from dict.fromkeys(page.notices)
    hidden = sum(node.is_hidden for node in nodes(page.body))
    if hidden:
        yield Notice(f"Passages that the page hides: {hidden}; they are treated as the destination asks.")
    if page.styles.hid:
        yield Notice("Style sheets of the page hide parts of it; the copy shows them, coded like the rest.")
    missing = sum(picture.data is None for picture in page.pictures)
    if missing:
        yield Notice(
            f"Pictures and objects that the page shows and does not hold: {missing}; grey placeholders stand for them."
        )
    files = sum(bool(node.file) for node in nodes(page.body))
    if files:
        yield Notice(
            f"Links to files beside the page: {files}; those to documents that are released lead to the released "
            "copies, the others become plain text.",
            next_step="Put the linked documents into the documents folder; they are treated on their own.",
        )
