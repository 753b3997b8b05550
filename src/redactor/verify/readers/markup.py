"""Paragraphs of WordprocessingML and DrawingML, joined across runs.

Local names are matched, since some files use the strict namespaces. Text is read
as a reader of the accepted document sees it; deleted, hidden and instruction text
comes beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

PARAGRAPH = "p"
DELETED = frozenset({"del", "moveFrom"})
INSERTED = frozenset({"ins", "moveTo"})
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_OFF = frozenset({"0", "false", "off", "none"})


def local(element: etree._Element | None) -> str:
    """The element's name without namespace; empty for comments, instructions and ``None``."""
    tag = None if element is None else element.tag
    return bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)  # a file has few names, and asks for each of them thousands of times
def bare(name: str) -> str:
    """A qualified name without its namespace."""
    return name.rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str:
    """The value of the attribute with this local name, in any namespace; else empty."""
    return next((str(v) for k, v in element.attrib.items() if bare(str(k)) == name), "")


@dataclass(slots=True)
class Paragraph:
    """The text of one paragraph, by what it is.

    Attributes:
        text: As read with tracked changes accepted.
        rejected: As read with tracked changes rejected.
        hidden: Runs formatted as hidden; they are part of ``text`` too.
        instructions: Field codes, pieces joined.
        changed: Whether it holds tracked changes.
        style: Id of its style; may be empty.
    """

    text: str = ""
    rejected: str = ""
    hidden: list[str] = field(default_factory=list)
    instructions: str = ""
    changed: bool = False
    style: str = ""


def read_paragraph(element: etree._Element, hidden_styles: frozenset[str]) -> Paragraph:
    """Read one paragraph without the paragraphs nested in its text boxes."""
    found = Paragraph()
    for node, states in _walk(element, frozenset()):
        name = local(node)
        if name == "pStyle":
            found.style = attribute(node, "val")
        elif name == "instrText":
            found.instructions += node.text or ""
        elif name == "fldSimple":
            found.instructions += " " + attribute(node, "instr")
        elif name in DELETED | INSERTED:
            found.changed = True
        else:
            _take(found, node, name, states, hidden_styles)
    return found


def _take(
    found: Paragraph, node: etree._Element, name: str, states: frozenset[str], hidden_styles: frozenset[str]
) -> None:
    """Add the characters that one element of a run stands for."""
    if name in ("t", "delText", "delInstrText"):
        characters = node.text or ""
    elif name == "sym":
        characters = _symbol(attribute(node, "char"))
    elif name in _BREAKS and local(node.getparent()) in ("r", PARAGRAPH):
        characters = _BREAKS[name]
    else:
        return
    if not states & DELETED:
        found.text += characters
        _note_looks(found, node, characters, hidden_styles)
    if not states & INSERTED:
        found.rejected += characters


def _note_looks(found: Paragraph, node: etree._Element, characters: str, hidden_styles: frozenset[str]) -> None:
    """Sort a run's characters by whether they can be seen."""
    run = node.getparent()
    properties = [] if run is None else [child for child in run if local(child) == "rPr"]
    for child in (child for block in properties for child in block):
        name = local(child)
        on = attribute(child, "val") not in _OFF
        if (name in ("vanish", "webHidden") and on) or (name == "rStyle" and attribute(child, "val") in hidden_styles):
            found.hidden.append(characters)
            return


def _symbol(code: str) -> str:
    """A ``w:sym`` character; symbol fonts put letters into the private area at F000."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number - 0xF000 if 0xF020 <= number <= 0xF0FF else number)


def _walk(element: etree._Element, states: frozenset[str]) -> Iterator[tuple[etree._Element, frozenset[str]]]:
    """Descendants in document order with the tracked changes they stand in; nested paragraphs left out."""
    stack = [(child, states) for child in reversed(element)]
    while stack:
        node, around = stack.pop()
        name = local(node)
        if name == PARAGRAPH:
            continue
        yield node, around
        within = around | {name} if name in DELETED | INSERTED else around
        stack += [(child, within) for child in reversed(node)]
