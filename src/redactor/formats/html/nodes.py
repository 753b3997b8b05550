"""The copy's own tree: elements, texts, and how they are written as HTML.

The copy is built anew, node by node, from what is allowed; nothing of the
source's tree is ever copied into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "meta", "wbr"})
"""Elements that have no end tag."""


@dataclass(slots=True, eq=False)
class Text:
    """A text node; ``raw`` texts (style sheets made here) are written as they are."""

    value: str
    raw: bool = False


@dataclass(slots=True, eq=False)
class Node:
    """An element with the attributes that it keeps.

    Attributes:
        tag: Its name.
        attributes: As they will be written.
        children: In document order.
        file: Of a link to a file beside the page, the file's path as the page writes it; else empty.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | Text] = field(default_factory=list)
    file: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether browsers do not show it."""
        return "hidden" in self.attributes or self.tag == "noscript"


Event = tuple[Literal["start", "text", "end"], Node | Text]


def events(root: Node) -> Iterator[Event]:
    """Walk a tree in document order without recursion; ``root`` itself included."""
    stack: list[tuple[Node, int]] = [(root, 0)]
    yield "start", root
    while stack:
        node, index = stack.pop()
        if index == len(node.children):
            yield "end", node
            continue
        stack.append((node, index + 1))
        child = node.children[index]
        if isinstance(child, Text):
            yield "text", child
        else:
            yield "start", child
            stack.append((child, 0))


def nodes(root: Node) -> Iterator[Node]:
    """Every element below and including ``root``, in document order."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack += [child for child in reversed(node.children) if isinstance(child, Node)]


def written(root: Node) -> str:
    """The tree as HTML."""
    out: list[str] = []
    for what, node in events(root):
        if isinstance(node, Text):
            out.append(node.value if node.raw else _escaped(node.value))
        elif what == "start":
            out.append(_start_tag(node))
            if node.tag in ("pre", "textarea") and _first_text(node).startswith("\n"):
                out.append("\n")
        elif node.tag not in VOID:
            out.append(f"</{node.tag}>")
    return "".join(out)


def _first_text(node: Node) -> str:
    first = node.children[0] if node.children else None
    return first.value if isinstance(first, Text) else ""


def _start_tag(node: Node) -> str:
    attributes = "".join(
        f" {name}" if value == "" and name in ("hidden", "checked", "disabled", "selected", "open", "reversed")
        else f' {name}="{_escaped(value).replace(chr(34), "&quot;")}"'
        for name, value in node.attributes.items()
    )  # fmt: skip
    return f"<{node.tag}{attributes}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&nbsp;")
