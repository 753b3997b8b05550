"""The tokens of a web page sorted into texts, attributes, code and what is drawn."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from redactor.errors import UnreadableError
from redactor.verify.readers import page_code
from redactor.verify.readers.base import Block, Collector
from redactor.verify.readers.page_attributes import AttributeReader, Attributes, is_hidden
from redactor.verify.readers.page_texts import BLOCKS, Texts
from redactor.verify.readers.pale import is_coloured

DEEPEST_PAGE = 5
DEEPEST_ELEMENT = 2500
_SECONDS = 10.0
_CHARACTERS_A_SECOND = 20_000
_UNSEEN = frozenset({"noscript", "template"})
_CLOSES_ITSELF = frozenset({"a", "button", "nobr"})
_VOID = frozenset(
    {
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
        "param", "source", "track", "wbr",
    }
)  # fmt: skip
_CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"table"}),
    "th": ({"td", "th"}, {"table"}),
    "tr": ({"td", "th", "tr"}, {"table"}),
    "tbody": ({"td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"}, {"table"}),
    "thead": ({"td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"}, {"table"}),
    "tfoot": ({"td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"}, {"table"}),
    "option": ({"option"}, {"select", "datalist"}),
    "optgroup": ({"option", "optgroup"}, {"select"}),
    "rt": ({"rt", "rp", "rb"}, {"ruby"}),
    "rp": ({"rt", "rp", "rb"}, {"ruby"}),
    "rb": ({"rt", "rp", "rb"}, {"ruby"}),
}
"""Start tag: what it closes, and the element within which it does so."""

_CLOSES_PARAGRAPH = frozenset(
    """address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1
    h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table td th tr ul
    xmp tbody thead tfoot caption""".replace("\n", " ").split(" ")
)
_CODE = frozenset({"script", "style"})
_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)


class PageParser(HTMLParser):
    """Reads one page, and the pages that stand in its attributes and comments.

    Args:
        found: Filled with everything that is seen.
        is_xml: Whether the page says it is XML: then CDATA sections are text.
        texts: For a page within a page, the texts that it continues.
        depth: How many pages it lies in.
    """

    CDATA_CONTENT_ELEMENTS = (  # type: ignore[misc]
        "script", "style", "xmp", "plaintext", "iframe", "noembed", "noframes", "textarea", "title",
    )  # fmt: skip

    def __init__(self, found: Collector, *, is_xml: bool = False, texts: Texts | None = None, depth: int = 0) -> None:
        super().__init__(convert_charrefs=True)
        self.found = found
        self.facts: Counter[str] = Counter()
        self.active: list[str] = []
        self._is_xml = is_xml
        self._texts = texts or Texts(found)
        self._attributes = AttributeReader(found)
        self._depth = depth
        self._open: list[tuple[str, bool]] = []
        self._open_now: Counter[str] = Counter()
        self._unseen = 0
        self._coloured = False
        self._deadline = time.thread_time() + _SECONDS
        self._numbers: Counter[str] = Counter()
        self._code: list[str] = []
        self._code_type = ""

    def read(self, text: str) -> None:
        """Read the whole page.

        Raises:
            UnreadableError: if it is nested too deep or built to take hours.
        """
        self._deadline += len(text) / _CHARACTERS_A_SECOND
        self._coloured = self._depth > 0 or is_coloured(text)
        self.feed(text)
        self.close()
        if self.rawdata:
            self.handle_data(self.rawdata)  # an element of raw text that nothing closes
        while self._open:
            self._leave()
        self._texts.finish()

    def names(self) -> Iterator[Block]:
        """Ids, classes and other values that are words of the page's makers."""
        return self._attributes.rest()

    def titles(self) -> tuple[str, ...]:
        """The title and the main headings."""
        return tuple(self._texts.titles)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self._check_limits()
        self._close_implied(tag)
        given = Attributes.of(attrs)
        pictures = len(self.found.images)
        for place in self._attributes.read(tag, given):
            self._tell_active(place)
        hidden = is_hidden(tag, given, coloured=self._coloured)
        if tag not in ("img", "input") or hidden or self._unseen:
            del self.found.images[pictures:]  # icons and backgrounds are read, and are no pictures of the page
        self._count(tag, hidden=hidden)
        self._texts.start(tag, hidden=hidden, shown_template="shadowrootmode" in given)
        if tag == "iframe" and "srcdoc" in given:
            self._page_within(given.get("srcdoc"))
        elif tag in ("iframe", "frame", "object", "embed", "applet", "portal", "fencedframe"):
            self._tell_active(f"embedded object or page {self._number('object')}")
        if tag in _CODE:
            self._code, self._code_type = [], given.get("type")
        if tag not in _VOID:
            self._open.append((tag, hidden))
            self._open_now[tag] += 1
            self._unseen += hidden or tag in _UNSEEN
        else:
            self._texts.end(tag, hidden=hidden)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._leave()

    def handle_endtag(self, tag: str) -> None:
        """Close an element and what is still open within it; inline elements do not close blocks."""
        self._attributes.called(tag)
        if tag == "br":
            self._texts.add_break()
            return
        if not self._open_now[tag]:
            return
        at = next(n for n in range(len(self._open) - 1, -1, -1) if self._open[n][0] == tag)
        if tag not in BLOCKS and any(name in BLOCKS for name, _ in self._open[at + 1 :]):
            if tag in _FORMATTING and not self._open[at][1]:
                del self._open[at]
                self._open_now[tag] -= 1
            return
        while len(self._open) > at:
            self._leave()

    def handle_data(self, data: str) -> None:
        """A text, or the content of a script, style or raw element."""
        self._check_limits()
        inside = self._open[-1][0] if self._open else ""
        if inside in _CODE:
            self._code.append(data)
        elif inside in ("textarea", "title"):
            self._texts.add(unescape(data))
        elif inside in ("iframe", "noembed", "noframes"):
            self._markup_within(data, "text for old browsers")
        else:
            self._texts.add(data)

    def handle_comment(self, data: str) -> None:
        """A comment; what is markup in it is read too."""
        self._check_limits()
        self._markup_within(data, "markup comment")

    def handle_decl(self, decl: str) -> None:
        """The document type; it can declare entities."""
        if decl.casefold().strip() != "doctype html":
            self._markup_within(decl, "document type")

    def handle_pi(self, data: str) -> None:
        """A processing instruction."""
        self._markup_within(data, "processing instruction")

    def unknown_decl(self, data: str) -> None:
        """A CDATA section is text in XML; everything else here is a comment."""
        if self._is_xml and data.startswith("CDATA["):
            self._texts.add(data[6:])
        else:
            self._markup_within(data, "markup comment")

    def _check_limits(self) -> None:
        if len(self._open) > DEEPEST_ELEMENT or time.thread_time() > self._deadline:
            step = "Open the page in a browser and copy what it shows into Word."
            raise UnreadableError("The page is nested too deep, or takes too long to read.", next_step=step)

    def _number(self, what: str) -> int:
        self._numbers[what] += 1
        return self._numbers[what]

    def _tell_active(self, place: str) -> None:
        self.active.append(place)
        self.found.note("site code, read as text", place)

    def _count(self, tag: str, *, hidden: bool) -> None:
        """Count what must survive; not within hidden passages."""
        unseen = hidden or self._unseen > 0
        kind = "heading" if re.fullmatch(r"h[1-6]", tag) else "table" if tag == "table" else ""
        if kind and not unseen:
            self.facts[kind] += 1
        if tag == "a" and self._attributes.has_target and not unseen:
            self.facts["link"] += 1

    def _close_implied(self, tag: str) -> None:
        """Close what a start tag closes without an end tag: a cell, an item, a paragraph."""
        if tag in _CLOSES_PARAGRAPH and self._open_now["p"]:
            while self._leave() != "p":
                pass
        if tag in _CLOSES_ITSELF and self._open_now[tag]:
            self.handle_endtag(tag)
        closed, within = _CLOSES.get(tag, (frozenset(), frozenset()))
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] in within:
                while any(name in closed for name, _ in self._open[index + 1 :]):
                    self._leave()
                return

    def _leave(self) -> str:
        """Close the innermost element."""
        tag, hidden = self._open.pop()
        self._open_now[tag] -= 1
        self._unseen -= hidden or tag in _UNSEEN
        if tag in _CODE:
            self._finish_code(tag)
        self._texts.end(tag, hidden=hidden)
        return tag

    def _finish_code(self, tag: str) -> None:
        text, self._code = "".join(self._code), []
        place = f"{tag} {self._number(tag)}"
        if f"</{tag}" in text.casefold():
            self.found.cannot_check("code that does not end as it should", place, "Save the page again.")
        if tag == "script":
            self._tell_active(place)
            self.found.add(page_code.script_blocks(text, self._code_type, place))
        else:
            self.found.add(page_code.style_blocks(text, place))
            pictures = len(self.found.images)
            self._attributes.embedded(text)
            del self.found.images[pictures:]

    def _page_within(self, text: str) -> None:
        """A page that stands in an attribute and is shown."""
        if self._depth >= DEEPEST_PAGE:
            self.found.cannot_check("pages nested too deep", f"embedded page {self._number('page')}", "Remove them.")
            return
        inner = PageParser(self.found, texts=self._texts.nested(), depth=self._depth + 1)
        inner.read(text)
        self.facts += inner.facts
        self.active += inner.active
        self.found.add(inner.names())

    def _markup_within(self, text: str, what: str) -> None:
        """Something that browsers do not show and that may hold markup."""
        place = f"{what} {self._number(what)}"
        self.found.add(page_code.markup_blocks(text, place))
