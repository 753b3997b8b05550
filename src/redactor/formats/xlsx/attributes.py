"""Texts that stand in attributes and elements other than cells; equal ones share one segment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree

from redactor.formats.docx.vocabulary import STYLE_WORDS
from redactor.formats.fonts import FONTS
from redactor.formats.opc.package import Part
from redactor.formats.opc.targets import Setter, Target, whole_text_target
from redactor.formats.opc.xml import DC_NS, elements, local, split_name
from redactor.formats.xlsx.strings import decoded, encoded, s
from redactor.lexicon.office_names import is_office_value
from redactor.model import Place, Segment, SegmentRole

_TEXTS: dict[tuple[str, str], str] = {
    ("cNvPr", "descr"): "alternative text",
    ("cNvPr", "title"): "alternative text",
    ("cNvPr", "name"): "name of a drawn object",
    ("cfRule", "text"): "conditional format",
    ("customFilter", "val"): "filter",
    ("dataValidation", "error"): "data validation message",
    ("dataValidation", "errorTitle"): "data validation message",
    ("dataValidation", "prompt"): "data validation message",
    ("dataValidation", "promptTitle"): "data validation message",
    ("filter", "val"): "filter",
    ("hlinkClick", "tooltip"): "link tooltip",
    ("hlinkHover", "tooltip"): "link tooltip",
    ("hyperlink", "display"): "link text",
    ("hyperlink", "tooltip"): "link tooltip",
    ("table", "altText"): "alternative text",
    ("table", "altTextSummary"): "alternative text",
    ("tableColumn", "totalsRowLabel"): "table total",
    ("tableStyle", "name"): "style name",
    ("tableStyleInfo", "name"): "style name",
    ("tableStyles", "defaultTableStyle"): "style name",
    ("tableStyles", "defaultPivotStyle"): "style name",
}
"""(element, attribute) that is text."""

_ELSEWHERE = frozenset(
    {
        ("definedName", "name"),
        ("sheet", "name"),
        ("table", "name"),
        ("table", "displayName"),
        ("tableColumn", "name"),
        ("numFmt", "formatCode"),
        ("hyperlink", "location"),
        ("sp", "textlink"),
    }
)
"""(element, attribute) that other modules look after."""

_PLAIN = re.compile(
    r"""[-+\d.,;:% ]*(?:pt|in|cm|mm|px|em)? | \{[0-9A-Fa-f-]+\}
      | \$?[A-Z]{1,3}\$?\d+(?:[: ]\$?[A-Z]{1,3}\$?\d+)* | \$?[A-Z]{1,3}:\$?[A-Z]{1,3} | [a-z]{2,3}-[A-Z]{2} | [A-Z]
      | \+m[nj]-(?:lt|ea|cs) | http://(?:schemas|purl)\.[\w./-]+ | [1-9]\d*:[1-9]\d* | (?:TRUE|FALSE)
      | Office | (?:Table|Pivot)Style(?:Light|Medium|Dark)\d{1,2} | _x0000_[a-z]\d+""",
    re.VERBOSE,
)
_WORD = re.compile(r"[0-9A-Fa-f]{1,16}|[a-z][A-Za-z0-9]{0,40}")
_DRAWN_NAME = re.compile(
    r"(?:Picture|Image|Chart|Text ?Box|Rectangle|Shape|Group|Line|Oval|Connector|Straight Connector|Diagram|Object"
    r"|Graphic|Graphics|Title|Freeform|Arrow|Callout|Rounded Rectangle|Straight Arrow Connector)(?: \d+)?"
)
_STYLE_NAME = re.compile(
    r"(?i)(?:comma|currency|percent|good|bad|neutral|calculation|check|cell|explanatory|input|linked|output|total"
    r"|warning|\[0\]|\d+%|-|accent\d|\s)+"
)
_SCRIPT_CODES = """
Arab Armn Beng Bopo Bugi Cans Cher Deva Ethi Geor Gujr Guru Hang Hans Hant Hebr Java Jpan Khmr Knda Laoo Lisu Mlym Mong
Mymr Nkoo Olck Orya Osma Phag Sinh Sora Syre Syrj Syrn Syrc Talu Tale Taml Telu Tfng Thaa Thai Tibt Uigh Viet Yiii
"""
_SCRIPTS = frozenset(_SCRIPT_CODES.split())
_LETTERS = re.compile(r"[^\W\d_]|\d{4}")


class Texts:
    """Gathers texts with their setters.

    Args:
        prefix: Begins every key.
    """

    def __init__(self, prefix: str = "t") -> None:
        self._prefix = prefix
        self._found: dict[tuple[str, str], list[Setter]] = {}

    def add(self, what: str, text: str, setter: Setter) -> None:
        """Add a text; equal texts of one kind share a segment."""
        if _LETTERS.search(text):
            self._found.setdefault((what, text), []).append(setter)

    def targets(self) -> list[Target]:
        """One target for each distinct text, in the order in which they were added."""
        return [
            whole_text_target(
                Segment(f"{self._prefix}{number}", text, Place(what), SegmentRole.ATTRIBUTE), tuple(setters)
            )
            for number, ((what, text), setters) in enumerate(self._found.items(), 1)
        ]


def attribute_setter(element: etree._Element, key: str, write: Callable[[str], str] = encoded) -> Setter:
    """Set an attribute, escaped as the format asks."""

    def setter(new: str) -> None:
        element.set(key, write(new))

    return setter


def add_attributes(part: Part, texts: Texts) -> None:
    """Add every attribute of a part that is text or reads like it.

    Cells have none: their attributes are on a list of their own.
    """
    skipped = {s("c"), s("row"), s("v"), s("t"), s("f")}
    for element in part.tree.iter():
        if element.tag in skipped or not element.attrib:
            continue
        for key, value in element.attrib.items():
            uri, attribute = split_name(str(key))
            if not uri and (local(element), attribute) not in _ELSEWHERE:
                _add(element, str(key), str(value), texts)
    if part.relation == "core-properties":
        for title in elements(part.tree, f"{{{DC_NS}}}title"):
            texts.add("document title", title.text or "", _text_setter(title))


def _text_setter(element: etree._Element) -> Setter:
    def setter(new: str) -> None:
        element.text = new

    return setter


def _add(element: etree._Element, key: str, value: str, texts: Texts) -> None:
    name, text = local(element), decoded(value)
    setter = attribute_setter(element, key)
    if (name, key) == ("cellStyle", "name"):
        if not _is_built_in(text):
            texts.add("style name", text, setter)
    elif (name, key) in _TEXTS:
        if not (_DRAWN_NAME.fullmatch(text) or (_is_plain(text) and _TEXTS[name, key] == "style name")):
            texts.add(_TEXTS[name, key], text, setter)
    elif key in ("typeface", "val") and name in ("latin", "ea", "cs", "sym", "font", "name", "rFont"):
        if not _is_font(text):
            texts.add("font name", text, setter)
    elif not (_is_plain(text) or (key == "script" and text in _SCRIPTS)):
        texts.add("property", text, setter)


def _is_plain(text: str) -> bool:
    """Whether a value can only be one of the format."""
    return _PLAIN.fullmatch(text) is not None or (_WORD.fullmatch(text) is not None and is_office_value(text))


def _is_font(text: str) -> bool:
    return text in FONTS or text.startswith("+m") or not text


def _is_built_in(text: str) -> bool:
    words = text.lower().split()
    return _STYLE_NAME.fullmatch(text) is not None or all(word in STYLE_WORDS or word.isdigit() for word in words)


def all_texts(parts: Iterable[Part]) -> Texts:
    """The attribute texts of several parts."""
    texts = Texts()
    for part in parts:
        add_attributes(part, texts)
    return texts
