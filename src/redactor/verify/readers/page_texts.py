"""The texts of a web page: cut at blocks, joined across everything else, what stands apart told apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from redactor.verify.readers.base import Block, Collector, Surface

BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1",
        "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main",
        "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
    }
)  # fmt: skip
"""Elements that begin and end a text."""

_APART = {
    "svg": ("drawing", Surface.BODY),
    "select": ("choice list", Surface.BODY),
    "textarea": ("text field", Surface.BODY),
    "button": ("button", Surface.BODY),
    "rt": ("reading beside a character", Surface.BODY),
    "rp": ("reading beside a character", Surface.BODY),
    "title": ("title", Surface.PROPERTY),
    "noscript": ("text for browsers without scripts", Surface.ATTRIBUTE),
    "template": ("template", Surface.ATTRIBUTE),
    "datalist": ("suggestions of a form field", Surface.ATTRIBUTE),
    "annotation": ("note of a formula", Surface.ATTRIBUTE),
    "annotation-xml": ("note of a formula", Surface.ATTRIBUTE),
}
_SVG_CUTS = frozenset({"text", "title", "desc", "foreignobject"})
_METADATA = frozenset({"metadata", "style", "script"})


@dataclass(slots=True)
class _Stream:
    part: str
    surface: Surface
    pieces: list[str] = field(default_factory=list)


class Texts:
    """Gathers texts while the tokens of a page go by; places are numbered by part."""

    def __init__(self, found: Collector) -> None:
        self.titles: list[str] = []
        self._found = found
        self._streams = [_Stream("body", Surface.BODY)]
        self._drawings = 0
        self._heading = 0
        self._numbers: Counter[str] = Counter()
        self._base = 1

    def nested(self) -> Texts:
        """These texts for a page within the page: it stands between two blocks of the outer one."""
        self.flush()
        return self

    def start(self, tag: str, *, hidden: bool, shown_template: bool) -> None:
        """An element begins."""
        apart = self._apart(tag, hidden=hidden)
        if shown_template and tag == "template" and not hidden:
            apart = (self._streams[-1].part, self._streams[-1].surface)
            self.flush()
        if apart is not None:
            self._streams.append(_Stream(*apart))
        elif self._is_cut(tag):
            self.flush()
        if tag == "iframe":
            self.flush()
        if tag == "svg":
            self._drawings += 1
        if tag == "h1":
            self._heading += 1
        if tag == "br":
            self.add_break()

    def end(self, tag: str, *, hidden: bool) -> None:
        """An element ends."""
        if tag == "svg":
            self._drawings -= 1
        if self._apart(tag, hidden=hidden) is not None or tag == "template":
            self.flush()
            self._streams.pop()
        elif self._is_cut(tag):
            self.flush()
        if tag == "h1":
            self._heading = max(self._heading - 1, 0)

    def add_break(self) -> None:
        """A line break."""
        self._streams[-1].pieces.append("\n")

    def add(self, text: str) -> None:
        """Characters of the innermost text."""
        self._streams[-1].pieces.append(re.sub(r"[ \t\r\n\f]+", " ", text))

    def flush(self) -> None:
        """A text ends."""
        stream = self._streams[-1]
        text = re.sub(r" *\n *", "\n", re.sub(r" +", " ", "".join(stream.pieces))).strip()
        stream.pieces = []
        if not text:
            return
        self._numbers[stream.part] += 1
        label = "title" if stream.part == "title" else ""
        place = f"{stream.part}, paragraph {self._numbers[stream.part]}"
        if label or (self._heading and stream.part == "body"):
            self.titles.append(text)
        self._found.add([Block(place, text, stream.surface, stream.part, label)])

    def finish(self) -> None:
        """The page ends."""
        self.flush()

    def _apart(self, tag: str, *, hidden: bool) -> tuple[str, Surface] | None:
        """The part and surface of an element whose text stands apart; else ``None``."""
        inner = self._streams[-1]
        if hidden:
            return "hidden text", Surface.HIDDEN
        if self._drawings:
            return ("metadata of a drawing", Surface.ATTRIBUTE) if tag in _METADATA else None
        found = _APART.get(tag)
        if found is None:
            return None
        unseen = inner.surface in (Surface.HIDDEN, Surface.ATTRIBUTE)
        return (found[0], inner.surface) if unseen and found[1] is Surface.BODY else found

    def _is_cut(self, tag: str) -> bool:
        return tag in BLOCKS or (self._drawings > 0 and tag in _SVG_CUTS)
