"""Attributes of a web page: which are words for people, where links lead, what runs, what is drawn."""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, unquote_to_bytes

from lxml.html import defs

from redactor.lexicon.office_names import office_names
from redactor.verify.readers.base import Block, Collector, RawBytes, Surface
from redactor.verify.readers.page_code import markup_blocks, script_blocks, style_blocks
from redactor.verify.readers.pale import is_pale_style

_FOR_PEOPLE = {
    "alt": "alternative text",
    "title": "hover text",
    "placeholder": "hint of a form field",
    "label": "label",
    "summary": "summary of a table",
    "abbr": "short heading",
    "standby": "alternative text",
    "prompt": "hint of a form field",
    "content": "metadata",
    "value": "value of a form field",
    "download": "file name",
}
_NAMES = frozenset(
    """id class name for headers form list usemap itemprop itemid itemtype property typeof resource about target
    slot part is aria-labelledby aria-describedby aria-controls aria-owns aria-details key author""".split()  # noqa: SIM905
)
_ADDRESSES = frozenset(
    """src srcset imagesrcset href poster data background action formaction cite longdesc manifest codebase classid
    archive profile lowsrc dynsrc icon ping data-src data-srcset data-href data-url xlink:href""".split()  # noqa: SIM905
)
_DULL = re.compile(
    r"[\d.,;:\s%+*/()-]*(?:px|pt|em|rem|%)?|true|false|on|off|auto|none|yes|no|#[0-9a-f]{3,8}|[a-z]{2}(?:-[A-Z]{2})?"
    r"|https?://(?:www\.w3\.org|schema\.org|ogp\.me)/\S*|utf-8|text/\w+|width=device-width|stylesheet|image/[\w+.-]+",
    re.IGNORECASE,
)
_OF_HTML = frozenset(defs.tags | defs.safe_attrs | {name.lower() for name in office_names()})
"""Names of elements and attributes of HTML, and of the drawings that share theirs with Office."""
_HIDES = re.compile(r"display:none|visibility:(?:hidden|collapse)")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_RUNS = frozenset({"javascript", "vbscript", "livescript", "mocha"})
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\0", b"MM\0*", b"\0\0\x01\0")
_DATA = re.compile(r"data:([\w.+/-]*)((?:;[\w=.-]+)*),(.*)", re.IGNORECASE | re.DOTALL)
_DATA_WITHIN = re.compile(r"data:([\w.+/-]*)((?:;[\w=.-]+)*),([^\s\"')]*)", re.IGNORECASE)
_FONTS = ("font/", "application/font", "application/x-font", "application/vnd.ms-fontobject")


class Attributes(dict[str, str]):
    """The attributes of one start tag, the first of each name, in lower case."""

    @classmethod
    def of(cls, attrs: Sequence[tuple[str, str | None]]) -> Attributes:
        """Take them from the tokeniser; an attribute without value is empty."""
        found = cls()
        for name, value in attrs:
            found.setdefault(name.lower(), value or "")
        return found

    def get(self, name: str, otherwise: str = "") -> str:  # type: ignore[override]
        """The value; empty if there is none."""
        return super().get(name, otherwise)


def is_hidden(tag: str, given: Attributes, *, coloured: bool = False) -> bool:
    """Whether an element is not shown, by its own attributes.

    Args:
        tag: Its name.
        given: Its attributes.
        coloured: Whether anything on the page has a background of its own.
    """
    if "hidden" in given or (tag == "dialog" and "open" not in given):
        return True
    style = re.sub(r"/\*.*?(?:\*/|$)|\s", "", given.get("style").lower(), flags=re.DOTALL)
    return _HIDES.search(style) is not None or is_pale_style(style, coloured=coloured)


def decoded(value: str) -> str:
    """A value with percent-encoding undone, twice where it was done twice."""
    return unquote(unquote(value)) if "%" in value else value


class AttributeReader:
    """Reads the attributes of one page, tag by tag.

    Attributes:
        has_target: Whether the tag read last leads somewhere.
    """

    def __init__(self, found: Collector) -> None:
        self.has_target = False
        self._found = found
        self._numbers: Counter[str] = Counter()
        self._names: dict[str, None] = {}
        self._rest: dict[str, None] = {}
        self._files: dict[str, None] = {}
        self._markup: set[str] = set()

    def called(self, *names: str) -> None:
        """Note what elements or attributes are called."""
        self._markup.update(names)

    def read(self, tag: str, given: Attributes) -> list[str]:
        """Sort the attributes of one start tag.

        Returns:
            The places of those that are code.
        """
        active: list[str] = []
        self.called(tag, *given)
        self.has_target = bool(given.get("href").strip())
        for name, value in given.items():
            if name.startswith("on") and len(name) > 3:
                active.append(self._code(value, "event handler"))
            elif name in _ADDRESSES or (tag in ("a", "area") and name == "xlink:href"):
                active += self._addresses(tag, name, value)
            elif name == "style":
                self._add(style_blocks(value, self._place("style attribute")))
                self.embedded(value)
            elif name == "srcdoc":
                continue
            else:
                self._word(tag, name, value, given)
        if tag == "img" and "src" not in given:
            self._found.images.append("no source")
        return active

    def rest(self) -> Iterator[Block]:
        """Ids, classes, names of files and everything else, each value once."""
        for part, values in (("ids and classes", self._names), ("names of linked files", self._files)):
            yield Block(part, "\n".join(values), Surface.NAME, part)
        own = sorted(name for name in self._markup if name not in _OF_HTML and not name.startswith(("aria-", "on")))
        yield Block("names in the markup", "\n".join(own), Surface.NAME, "names in the markup")
        yield Block("other attributes", "\n".join(self._rest), Surface.RAW, "other attributes")

    def _place(self, what: str) -> str:
        self._numbers[what] += 1
        return f"{what} {self._numbers[what]}"

    def _add(self, blocks: Iterator[Block]) -> None:
        self._found.add(list(blocks))

    def _word(self, tag: str, name: str, value: str, given: Attributes) -> None:
        """An attribute that is neither an address nor code."""
        text = decoded(value)
        if _DULL.fullmatch(text):
            return
        if name == "content" and tag == "meta":
            self._metadata(text, given)
        elif name in _FOR_PEOPLE or (name.startswith("aria-") and name not in _NAMES):
            place = self._place(_FOR_PEOPLE.get(name, "text for screen readers"))
            self._found.add([Block(place, text, Surface.ATTRIBUTE, place)])
        elif name in _NAMES or name.startswith("data-"):
            self._names[text] = None
            self.embedded(value)
        else:
            self._rest[f"{name} {text}"] = None

    def _metadata(self, text: str, given: Attributes) -> None:
        key = f"{given.get('name')}{given.get('property')}{given.get('http-equiv')}".casefold()
        if _SCHEME.match(text) and "//" in text:
            self._file(text)
            return
        place = self._place("metadata")
        label = "Author" if "author" in key or "creator" in key else ""
        self._found.add([Block(place, text, Surface.PROPERTY, place, label)])

    def _code(self, value: str, what: str) -> str:
        place = self._place(what)
        self._add(script_blocks(value, "", place))
        return place

    def _addresses(self, tag: str, name: str, value: str) -> list[str]:
        """An address, or a list of them."""
        plain = re.sub(r"[\x00-\x1f\x7f]", "", value)
        scheme = _SCHEME.match(plain)
        kind = scheme[1].lower() if scheme else ""
        if kind in _RUNS:
            return [self._code(decoded(plain), "script in a link")]
        if kind == "data" or " data:" in plain:
            self.embedded(plain)
            if tag in ("script", "object", "embed", "iframe"):
                return [self._place("embedded data that can run")]
        elif (
            tag in ("a", "area") and name in ("href", "xlink:href") and not plain.startswith("#") and self._leads(plain)
        ):
            place = self._place("link target")
            for text in dict.fromkeys((unquote(plain), decoded(plain))):
                self._found.add([Block(place, text, Surface.LINK, place)])
        else:
            self._file(plain)
            self._picture(tag, name, plain)
        return []

    def _leads(self, address: str) -> bool:
        return _SCHEME.match(address) is not None or address.startswith("//")

    def _file(self, address: str) -> None:
        """An address that readers do not see: its path may hold a name, its host is the site's."""
        self._rest[decoded(address)] = None
        path = re.sub(r"^(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", "", decoded(address), flags=re.IGNORECASE)
        self._files[re.sub(r"[/_+=&?#-]+", " ", path)] = None

    def _picture(self, tag: str, name: str, address: str) -> None:
        if tag in ("img", "image", "input") and name in ("src", "href", "xlink:href"):
            self._found.images.append(address)
            self._found.note("picture in a file of its own, not read", self._place("linked picture"))

    def embedded(self, value: str) -> None:
        """Contents that stand in ``data:`` addresses: one that is the whole value, or those in a style or list."""
        whole = _DATA.fullmatch(value.strip())
        found = [whole] if whole and " data:" not in value else _DATA_WITHIN.finditer(value)
        for match in found:
            self._content(match[1].lower(), match[2].lower(), match[3])

    def _content(self, kind: str, parameters: str, body: str) -> None:
        """One embedded content, read by what it says it is."""
        place = self._place("embedded data")
        content = _content(body, is_base64="base64" in parameters)
        if content is None:
            self._found.cannot_check("embedded data that cannot be decoded", place, "Remove it from the page.")
        elif content.startswith(_PICTURES):
            self._found.picture(content, place)
            self._found.raw.append(RawBytes(place, content))
        elif kind.startswith(_FONTS):
            self._found.note("embedded font", place)
            self._found.raw.append(RawBytes(place, content))
        elif kind.endswith(("svg+xml", "/xml", "/html", "xhtml+xml", "/css")):
            self._add(markup_blocks(content.decode("utf-8", "replace"), place))
            self._found.raw.append(RawBytes(place, content))
        elif kind.endswith(("javascript", "json")):
            self._add(script_blocks(content.decode("utf-8", "replace"), kind, place))
        elif content:
            self._found.inner.append(RawBytes(place, content))


def _content(body: str, *, is_base64: bool) -> bytes | None:
    if not is_base64:
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote(body) + "=" * (-len(unquote(body)) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
