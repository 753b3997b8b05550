"""Texts that a reader does not see at once: alternative texts, link targets, field instructions.

They become segments like any other, so that one mechanism replaces them
(leaks.md 13, 16, 18). What is not named here but reads like free text becomes a
segment too, one for each distinct value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from redactor.formats.docx.names import (
    A_NS,
    DC_NS,
    M_NS,
    MC_NS,
    O_NS,
    R_NS,
    V_NS,
    elements,
    local,
    namespace,
    split_name,
    w,
)
from redactor.formats.docx.runs import PARAGRAPHS, instructions, set_instruction
from redactor.formats.docx.styles import is_common_style_name
from redactor.formats.docx.vocabulary import DRAWN_ATTRIBUTES, DRAWN_WORDS
from redactor.formats.fonts import FONTS
from redactor.formats.opc.drawing_vocabulary import VALUES as SCRIPTS
from redactor.formats.opc.package import Part
from redactor.formats.opc.targets import Setter, Target, whole_text_target
from redactor.lexicon.office_names import is_office_value, office_namespaces
from redactor.model import Place, Segment, SegmentRole

_VALUES: dict[str, str] = {
    w("alias"): "content control",
    w("tblCaption"): "table title",
    w("tblDescription"): "table description",
    w("aliases"): "style name",
    w("default"): "form field",
    w("helpText"): "form field",
    w("statusText"): "form field",
    w("listEntry"): "form field",
    w("docPartGallery"): "content control",
    w("docPartCategory"): "content control",
}
"""Elements whose ``w:val`` is text."""

_ATTRIBUTES: dict[tuple[str, str], str] = {
    ("docPr", "descr"): "alternative text",
    ("docPr", "title"): "alternative text",
    ("cNvPr", "descr"): "alternative text",
    ("cNvPr", "title"): "alternative text",
    ("hlinkClick", "tooltip"): "link tooltip",
    ("hlinkHover", "tooltip"): "link tooltip",
    ("hyperlink", w("tooltip")): "link tooltip",
    ("hyperlink", w("docLocation")): "link target",
    ("listItem", w("displayText")): "choice list",
    ("listItem", w("value")): "choice list",
    ("dropDownList", w("lastValue")): "choice list",
    ("comboBox", w("lastValue")): "choice list",
    ("textpath", "string"): "WordArt",
    ("fldSimple", w("instr")): "field",
}
"""(element, attribute) that is text."""

_DC_TITLE = f"{{{DC_NS}}}title"
_BY_ELEMENT: dict[str, tuple[tuple[str, str], ...]] = {
    name: tuple((a, what) for (n, a), what in _ATTRIBUTES.items() if n == name) for name, _ in _ATTRIBUTES
}

_VML_TEXT = ("alt", "title", f"{{{O_NS}}}title")
"""Attributes of old-style shapes that are text."""

_PLAIN_FIELD = re.compile(
    r"""\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TOC|TC|PAGEREF|REF|NOTEREF|SEQ\s+(?:Table|Figure)|STYLEREF|
    DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE|FILENAME|NUMWORDS|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|TITLE|AUTHOR|SYMBOL|
    LISTNUM|ADVANCE|HYPERLINK|=)
    (?:\s+(?:\\[A-Za-z@*#!]+|"[\d\s,.;hHmMsSdDyYapAP/:'-]*"|\d[\d-]*|_(?:Toc|Ref|Hlk)\d+|"_Toc\d+"|mark\d+|"mark\d+"|
    MERGEFORMAT|CHARFORMAT|Arabic|roman|ROMAN|alphabetic|Upper|Lower))*\s*""",
    re.VERBOSE,
)
_FONT_ATTRIBUTES = frozenset({"ascii", "hAnsi", "eastAsia", "cs", "typeface", "font", "panose"})
_CLOSED = re.compile(r"[\w%#+-]*|[-+\d.,;:% ]*(?:pt|in|cm|mm|px|em)?|\{[0-9A-Fa-f-]+\}|[a-z]+(?: [a-z]+)?:[a-z]+")
_COMPATIBILITY = frozenset(
    """compatibilityMode overrideTableStyleFontSizeAndJustification enableOpenTypeFeatures doNotFlipMirrorIndents
    differentiateMultirowTableHeaders useWord2013TrackBottomHyphenation allowHyphenationAtTrackBottom
    allowSpaceOfSameStyleInTable http://schemas.microsoft.com/office/word""".split()  # noqa: SIM905
)
"""Names of Word's compatibility settings ([MS-DOCX] 2.5), and the address that they share."""
_LETTERS_ONLY = re.compile(r"[^\W\d_]{2,}")
_STYLE_REFERENCES = frozenset({"pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink"})
_OWN = re.compile(r"own\d+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z\d])|(?<=[A-Z])(?=[A-Z][a-z])")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_DRAWN_VALUE = re.compile(r"[-\w.,;:@#%*/+()?\s{}]*")
_LETTERS = re.compile(r"[^\W\d_]|\d{4}")


def attribute_targets(part: Part, prefix: str, place: str) -> Iterator[Target]:
    """Targets of one XML part; the order is the document's.

    Args:
        part: The part, cleaned.
        prefix: Begins every key.
        place: Words for the part, put before what the text is; may be empty.
    """
    collector = _Collector(prefix, place)
    root = part.tree
    dull: set[tuple[object, ...]] = set()
    for element in root.iter():
        alike = (element.tag, *element.items())
        if alike in dull or (len(alike) == 1 and element.tag != _DC_TITLE):
            continue
        before = collector.gathered
        _named(element, collector)
        _leftover(element, collector)
        if collector.gathered == before and element.tag != w("name"):
            dull.add(alike)
    for paragraph in elements(root, *PARAGRAPHS):
        for group in instructions(paragraph):
            text = "".join(element.text or "" for element in group)
            if not _PLAIN_FIELD.fullmatch(text):
                collector.add("field", text, _instruction_setter(group))
    for rel_id, target in part.links.items():
        if isinstance(target, str) and not target.startswith("#mark"):
            collector.add("link target", target, _link_setter(part, rel_id))
    return iter(collector.targets())


def _link_setter(part: Part, rel_id: str) -> Setter:
    def setter(new: str) -> None:
        part.links[rel_id] = new

    return setter


def _instruction_setter(group: tuple[etree._Element, ...]) -> Setter:
    def setter(new: str) -> None:
        set_instruction(group, new)

    return setter


class _Collector:
    """Gathers texts with their setters; equal generic values share one target."""

    def __init__(self, prefix: str, place: str) -> None:
        self._prefix = prefix
        self._place = place
        self._single: list[tuple[str, str, list[Setter]]] = []
        self._shared: dict[tuple[str, str], list[Setter]] = {}
        self.verdicts: dict[tuple[object, ...], str] = {}
        self.gathered = 0

    def add(self, what: str, text: str, setter: Setter) -> None:
        if _LETTERS.search(text):
            self.gathered += 1
            self._single.append((what, text, [setter]))

    def share(self, what: str, text: str, setter: Setter) -> None:
        if _LETTERS.search(text):
            self.gathered += 1
            self._shared.setdefault((what, text), []).append(setter)

    def targets(self) -> list[Target]:
        found = self._single + [(what, text, setters) for (what, text), setters in self._shared.items()]
        return [
            whole_text_target(
                Segment(
                    f"{self._prefix}:a{number}",
                    text,
                    Place(f"{what} in {self._place}" if self._place else what),
                    SegmentRole.ATTRIBUTE,
                ),
                setters,
            )
            for number, (what, text, setters) in enumerate(found, 1)
        ]


def _setter(element: etree._Element, attribute: str) -> Setter:
    def setter(new: str) -> None:
        element.set(attribute, new)

    return setter


def _named(element: etree._Element, collector: _Collector) -> None:
    """The texts that are known by the name of their element."""
    tag = str(element.tag)
    if tag in _VALUES:
        collector.add(_VALUES[tag], element.get(w("val"), ""), _setter(element, w("val")))
    elif tag == w("name") and _parent_is(element, "style"):
        name = element.get(w("val"), "")
        if not is_common_style_name(name):
            collector.add("style name", name, _setter(element, w("val")))
    elif tag == w("lvlText"):
        text = element.get(w("val"), "")
        if re.search(r"[^\W\d_]", re.sub(r"%\d", "", text)):
            collector.share("list label", text, _setter(element, w("val")))
    elif tag == _DC_TITLE:
        collector.add("document title", element.text or "", lambda new: setattr(element, "text", new))
    for attribute in _VML_TEXT if namespace(element) == V_NS else ():
        collector.add("alternative text", element.get(attribute, ""), _setter(element, attribute))
    for attribute, what in _BY_ELEMENT.get(local(element), ()):
        text = element.get(attribute, "")
        if text and not (attribute == w("instr") and _PLAIN_FIELD.fullmatch(text)):
            collector.add(what, text, _setter(element, attribute))


def _parent_is(element: etree._Element, name: str) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == name


def _leftover(element: etree._Element, collector: _Collector) -> None:
    """Attributes that are not known as text but read like it."""
    in_style = element.tag == w("name") and _parent_is(element, "style")
    for key, value in element.attrib.items():
        seen = (element.tag, key, value, in_style)
        if seen not in collector.verdicts:
            collector.verdicts[seen] = _verdict(element, str(key), str(value))
        what = collector.verdicts[seen]
        if what:
            collector.share(what, str(value), _setter(element, str(key)))


def _verdict(element: etree._Element, attribute: str, text: str) -> str:
    """What an attribute's text is, if nothing else looks at it; empty if it is no text."""
    uri, name = split_name(attribute)
    if uri in (R_NS, MC_NS) or (local(element), attribute) in _ATTRIBUTES:
        return ""
    if namespace(element) == V_NS and attribute in _VML_TEXT:
        return ""
    if name == "val" and _is_named_value(element):
        return ""
    if _is_font(element, name):
        return "" if _is_known_font(text) else "font name"
    return "" if _is_closed(element, name, text) else "property"


def _is_style_id(text: str) -> bool:
    """Whether a style's id is one that Word or this program gives: ``Heading1Char``, ``own2``."""
    return _OWN.fullmatch(text) is not None or is_common_style_name(_HUMP.sub(" ", text))


def _is_font(element: etree._Element, attribute: str) -> bool:
    """Whether an attribute is the name of a font."""
    if local(element) in ("lang", "themeFontLang"):
        return False
    in_table = element.tag == w("font") and attribute == "name"
    return in_table or element.tag == w("altName") or attribute in _FONT_ATTRIBUTES


def _is_named_value(element: etree._Element) -> bool:
    """Whether ``_named`` looks at the element's value."""
    is_style_name = element.tag == w("name") and _parent_is(element, "style")
    return is_style_name or str(element.tag) in _VALUES or element.tag == w("lvlText")


def _is_known_font(text: str) -> bool:
    return all(font.strip().lstrip("@") in FONTS for font in text.split(";")) or bool(
        re.fullmatch(r"[0-9A-Fa-f]*", text)
    )


def _is_closed(element: etree._Element, name: str, text: str) -> bool:
    """Whether a value can only be a number, a switch, an address of a schema or a drawing."""
    if (
        _CLOSED.fullmatch(text) and (is_office_value(text) or _LANGUAGE.fullmatch(text))
    ) or text in office_namespaces():
        return True
    if name == "val" and namespace(element) == M_NS and (len(text) == 1 or _is_known_font(text)):
        return True
    if (name == "styleId" or local(element) in _STYLE_REFERENCES) and _is_style_id(text):
        return True
    if text in SCRIPTS or re.fullmatch(r"Object \d+", text):
        return True
    if local(element) == "lsdException" and is_common_style_name(text):
        return True
    if local(element) == "compatSetting" and text in _COMPATIBILITY:
        return True
    if element.tag == w("name") and is_common_style_name(text):
        return True
    drawn = name in DRAWN_ATTRIBUTES or namespace(element) in (V_NS, O_NS, A_NS)
    named = name in ("alt", "title", "string", "src", "href", "bullet", "althref", "name", "descr")
    if not drawn or named or not _DRAWN_VALUE.fullmatch(text) or "@" in text.replace(",@", ""):
        return False
    words = _LETTERS_ONLY.findall(text)
    return all(word in DRAWN_WORDS or (len(word) < 4 and word.islower()) or is_office_value(word) for word in words)
