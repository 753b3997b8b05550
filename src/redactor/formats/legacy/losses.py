"""Whether the words of an older file are still there after its conversion.

A look of our own, apart from LibreOffice: how often each word stands in the original and
in any part of the result, shown or not. It proves that no word went, not where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from redactor.errors import UnreadableError
from redactor.formats.legacy.open_document import open_document_text
from redactor.formats.legacy.rich_text import rich_text
from redactor.formats.legacy.sources import Source
from redactor.formats.legacy.word_binary import word_text
from redactor.formats.opc.guard import read_members
from redactor.formats.opc.xml import local

UNSEEN = -1
"""There is no reader of the original that could tell."""

_READERS: dict[str, Callable[[bytes], str]] = {
    ".doc": word_text,
    ".rtf": rich_text,
    ".odt": open_document_text,
    ".ods": open_document_text,
    ".odp": open_document_text,
}
_APART = frozenset(
    ["p", "si", "is", "tab", "br", "cr", "tc", "c", "v", "txbxContent", "sheet", "comment", "text", "cm"]
)
"""Elements at whose edges a word of the result ends."""

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def missing_words(original: bytes, source: Source, converted: bytes) -> int:
    """How many words of the original are not in the converted file.

    Args:
        original: The older file, without protection.
        source: What it is.
        converted: What LibreOffice made of it.

    Returns:
        Their number, repetitions counted; ``UNSEEN`` if the original cannot be read here.
    """
    reader = _READERS.get(source.extension)
    if reader is None:
        return UNSEEN
    try:
        wanted = Counter(_words(reader(original)))
        texts = list(_texts(converted))
    except UnreadableError:
        return UNSEEN
    there = Counter(word for text in texts for word in _words(text))
    doubtful = wanted - there
    if not doubtful:
        return 0
    joined = "".join("".join(_words(text)) for text in texts[::2])  # a word may be cut in two there
    return sum(max(wanted[word] - joined.count(word), 0) for word in doubtful)


def _words(text: str) -> Iterator[str]:
    """Words of two characters and more, folded; numbers only from four digits: shorter ones count lists and pages."""
    for match in _WORD.finditer(unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()):
        word = match.group()
        if len(word) > 3 or (len(word) > 1 and not word.isdigit()):
            yield word


def _texts(converted: bytes) -> Iterator[str]:
    """The text of each part, and after each its attributes."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for name, data in sorted(read_members(converted).items()):
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            continue  # the adapter judges the part
        yield "".join(_pieces(root))
        yield " ".join(str(value) for element in root.iter("{*}*") for value in element.attrib.values())


def _pieces(root: etree._Element) -> Iterator[str]:
    for event, node in etree.iterwalk(root, events=("start", "end")):
        apart = isinstance(node.tag, str) and local(node) in _APART
        yield " " if apart else ""
        yield (node.text if event == "start" else node.tail) or ""
