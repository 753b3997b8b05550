"""Accessibility basics that a file to be published lacks (PDF/UA, WCAG 2.2): tags, language, title, texts for pictures.

Public bodies must publish documents that everybody can read. What is missing is
told and never holds: a person decides.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser

import pikepdf
from lxml import etree

from redactor.model import Notice

PLACE = "accessibility"
_PARTS = {
    "docx": re.compile(r"word/(?:document|header\d*|footer\d*)\.xml"),
    "pptx": re.compile(r"ppt/slides/slide\d+\.xml"),
    "xlsx": re.compile(r"xl/drawings/drawing\d+\.xml"),
}
_HEADING = re.compile(rb"<w:(?:pStyle w:val=\"(?:Heading|Title)|outlineLvl)")
_LANGUAGE = {"docx": re.compile(rb"<w:(?:lang|themeFontLang)\b"), "pptx": re.compile(rb"\slang=\"")}


def missing_basics(data: bytes, kind: str) -> tuple[Notice, ...]:
    """Say what is missing.

    Args:
        data: A finished file that its reader has read.
        kind: Its format as the reader calls it; formats without such rules lack nothing.
    """
    rules: dict[str, Callable[[bytes], Iterator[str]]] = {"pdf": _pdf, "html": _page}
    rules |= dict.fromkeys(_PARTS, lambda content: _office(content, kind))
    rule = rules.get(kind)
    return tuple(Notice(message, place=PLACE) for message in rule(data)) if rule is not None else ()


def _pdf(data: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        marked = pdf.Root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)
        tree = pdf.Root.get("/StructTreeRoot")
        if tree is None or not marked:
            yield "no tags: a screen reader cannot tell headings, tables and reading order"
        if not str(pdf.Root.get("/Lang", "")).strip():
            yield "no language: a screen reader does not know how to pronounce it"
        if not str(pdf.docinfo.get("/Title", "")).strip():
            yield "no title"
        figures = [item for item in pdf.objects if _is_figure(item)]
        bare = sum(not str(figure.get("/Alt", "")).strip() for figure in figures)
        if bare:
            yield _pictures(bare)


def _is_figure(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name.Figure and "/P" in item


def _office(data: bytes, kind: str) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        core = archive.read("docProps/core.xml") if "docProps/core.xml" in names else b""
        told = [archive.read(name) for name in names if name.endswith((".xml",)) and kind in _LANGUAGE]
        parts = [archive.read(name) for name in names if _PARTS[kind].fullmatch(name)]
    if not re.search(rb"<dc:title>\s*[^<\s]", core):
        yield "no title"
    if kind in _LANGUAGE and not any(_LANGUAGE[kind].search(part) for part in told):
        yield "no language: a screen reader does not know how to pronounce it"
    if kind == "docx" and not any(map(_HEADING.search, parts)):
        yield "no headings: a screen reader cannot tell the parts of the document"
    bare = sum(_bare_pictures(part) for part in parts)
    if bare:
        yield _pictures(bare)


def _bare_pictures(part: bytes) -> int:
    """How many pictures of a part have no description."""
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    count = 0
    for element in root.iter():
        if not isinstance(element.tag, str) or etree.QName(element).localname not in ("docPr", "cNvPr"):
            continue
        holder = element.getparent()
        shown = holder is not None and _holds_picture(holder)
        count += shown and not (element.get("descr") or element.get("title") or "").strip()
    return count


def _holds_picture(holder: etree._Element) -> bool:
    """Whether the element that a name belongs to shows a picture and is not marked as decoration."""
    if etree.QName(holder).localname == "nvPicPr":
        above = holder.getparent()
        return above is not None and etree.QName(above).localname == "pic" and not _within_drawing(above)
    names = [etree.QName(item).localname for item in holder.iter() if isinstance(item.tag, str)]
    return etree.QName(holder).localname in ("inline", "anchor") and "pic" in names


def _within_drawing(picture: etree._Element) -> bool:
    """Whether a picture lies in a drawing of Word, whose own name counts."""
    return any(etree.QName(item).localname in ("inline", "anchor") for item in picture.iterancestors())


def _page(data: bytes) -> Iterator[str]:
    facts = _PageFacts()
    facts.feed(data.decode("utf-8", "replace"))
    if not facts.language:
        yield "no language: a screen reader does not know how to pronounce it"
    if not facts.title.strip():
        yield "no title"
    if not facts.headings:
        yield "no headings: a screen reader cannot tell the parts of the page"
    if facts.bare:
        yield _pictures(facts.bare)


class _PageFacts(HTMLParser):
    """Language, title, headings and pictures of a web page."""

    def __init__(self) -> None:
        super().__init__()
        self.language = self.headings = False
        self.title = ""
        self.bare = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        values = dict(attrs)
        if tag == "html":
            self.language = bool(values.get("lang") or values.get("xml:lang"))
        self._in_title = tag == "title"
        self.headings |= re.fullmatch(r"h[1-6]", tag) is not None
        decoration = values.get("role") in ("presentation", "none") or values.get("aria-hidden") == "true"
        self.bare += tag == "img" and "alt" not in values and not decoration

    def handle_endtag(self, tag: str) -> None:
        """Leave the title."""
        self._in_title &= tag != "title"

    def handle_data(self, data: str) -> None:
        """Gather the title."""
        if self._in_title:
            self.title += data


def _pictures(count: int) -> str:
    noun = "1 picture" if count == 1 else f"{count} pictures"
    return f"{noun} without a text that says what is on it"
