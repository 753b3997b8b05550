"""Web pages, as their characters lie: read by the standard library's tokeniser, which no writer uses.

Every text, attribute, comment, script and style is told, hidden or not, with
entities and percent-encoding undone. Texts are cut where a block begins or ends
and joined across everything else.
"""

from __future__ import annotations

import codecs
import re
from html import unescape

from redactor.errors import UnreadableError
from redactor.verify.readers.base import Block, Collector, RawBytes, ReadFile, Structure, Surface
from redactor.verify.readers.page_parser import PageParser

MOST_BYTES = 1 << 27
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?>", re.DOTALL)
_OPENING = re.compile(r"<(?:!doctype\s+[\w-]+|html|head|body|title|meta|frameset)[\s>/]", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"<(?:div|p|h[1-6]|table|ul|ol|section|article|main|script|style|iframe|font|span|a|b|br|center|form|link)[\s>/]",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"<(?:meta\b|\?xml)[^<>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_READ_AS = {"iso-8859-1": "cp1252", "us-ascii": "cp1252", "latin1": "cp1252", "iso-8859-9": "cp1254"}
_ONE_BYTE = re.compile(r"cp125\d|windows-125\d|iso-8859-\d+|koi8-[ru]|mac-?roman|macintosh")


def looks_like_page(data: bytes) -> bool:
    """Whether bytes begin like a web page, or like a piece of one and end like it."""
    head = _COMMENT.sub("", _roughly(data[:8192])).lstrip()
    if _OPENING.match(head):
        return True
    return _FRAGMENT.match(head) is not None and _roughly(data[-64:]).rstrip().endswith(">")


def _roughly(data: bytes) -> str:
    """Bytes as Latin letters, whatever they are, zero bytes of UTF-16 dropped."""
    text = data.decode("latin-1")
    for mark, _ in _MARKS:
        text = text.removeprefix(mark.decode("latin-1"))
    return text.replace("\0", "")


def read_page(data: bytes) -> ReadFile:
    """Read a web page.

    Raises:
        UnreadableError: if it is too large, or not in the encoding it declares.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError("The page is too large to be checked.", next_step="Take its pictures out.")
    text, codec = _decoded(data)
    found = Collector(raw=[RawBytes("file", data)])
    if codec != "utf-8":
        found.raw.append(RawBytes("file as text", text.encode("utf-8", "replace")))
    parser = PageParser(found, is_xml=text.lstrip().startswith("<?xml"))
    try:
        parser.read(text)
    except (AssertionError, RecursionError):
        raise UnreadableError("The markup of the page is broken.", next_step="Ask for the file again.") from None
    found.add([*parser.names(), Block("markup decoded twice", _twice(text), Surface.RAW, "markup decoded twice")])
    facts = parser.facts
    return ReadFile(
        format="html",
        blocks=tuple(found.blocks),
        raw=tuple(found.raw),
        pictures=tuple(found.pictures),
        unchecked=tuple(found.unchecked),
        notes=tuple(found.notes),
        structure=Structure(
            headings=facts["heading"], tables=facts["table"], links=facts["link"], images=tuple(found.images)
        ),
        titles=parser.titles(),
        inner=tuple(found.inner),
        active=tuple(parser.active),
    )


def _decoded(data: bytes) -> tuple[str, str]:
    """The text and the codec that it was read with."""
    codec, start = _codec(data)
    try:
        return data[start:].decode(codec), codec
    except (UnicodeDecodeError, LookupError):
        step = "Open the page in a browser and save it again."
        raise UnreadableError("The page is not in the encoding that it declares.", next_step=step) from None


def _codec(data: bytes) -> tuple[str, int]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec, len(mark)
    declared = _CHARSET.search(re.sub(r"<!--.*?(?:-->|\Z)", "", data[: 1 << 16].decode("latin-1"), flags=re.DOTALL))
    if declared is None:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return "cp1252", 0
        return "utf-8", 0
    label = declared[1].casefold()
    label = _READ_AS.get(label, label)
    return (label if _ONE_BYTE.fullmatch(label) else "utf-8"), 0


def _twice(text: str) -> str:
    """References that stay references when they are decoded once: written double, they hide a word from a search."""
    return "\n".join(unescape(unescape(piece)) for piece in re.split(r"[<>]", text) if "&amp;" in piece)
