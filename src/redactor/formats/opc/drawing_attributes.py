"""Texts of slides, charts and diagrams that no viewer sees at once: alternative texts, link targets, names.

They become segments like any other, so that one mechanism replaces them. What is
not named here but reads like free text becomes a segment too, one for each
distinct value (leaks.md 16, 18, 24).
"""

from __future__ import annotations

import re

from lxml import etree

from redactor.formats.opc.drawing_vocabulary import VALUES, is_automatic_name, is_common_font, is_common_layout_name
from redactor.formats.opc.package import Part
from redactor.formats.opc.targets import Setter, Target, whole_text_target
from redactor.formats.opc.xml import C_NS, DC_NS, DGM_NS, MC_NS, R_NS, c, elements, local, namespace, split_name
from redactor.lexicon.office_names import is_office_value
from redactor.model import Place, Segment, SegmentRole

_ATTRIBUTES: dict[tuple[str, str], str] = {
    ("cNvPr", "descr"): "alternative text",
    ("cNvPr", "title"): "alternative text",
    ("hlinkClick", "tooltip"): "link tooltip",
    ("hlinkHover", "tooltip"): "link tooltip",
    ("hlinkMouseOver", "tooltip"): "link tooltip",
    ("custShow", "name"): "name of a custom show",
    ("section", "name"): "name of a section",
    ("cSld", "name"): "name of a slide or layout",
    ("title", "val"): "name of a diagram",
    ("desc", "val"): "description of a diagram",
}
"""(element, attribute) that is text."""

_BY_ELEMENT: dict[str, tuple[tuple[str, str], ...]] = {
    owner: tuple((a, what) for (o, a), what in _ATTRIBUTES.items() if o == owner) for owner, _ in _ATTRIBUTES
}

_NEUTRAL = frozenset({"tblStyle", "clrScheme", "fontScheme", "fmtScheme", "theme"})
_NUMBER = re.compile(r"[-+\d.,;:% ]*(?:[eE][-+]?\d+)?(?:pt|in|cm|mm|px|em)?|.")
_CLOSED = re.compile(
    r"""\{[0-9A-Fa-f-]{36}\}
      | [a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:_[a-z]{1,8})?   # a language
      | https?://(?:schemas\.(?:openxmlformats\.org|microsoft\.com)|purl\.oclc\.org)/[a-z0-9/._#-]*
      | urn:microsoft\.com/office/officeart/[\w/.#-]*
      | Name\d{1,4} | Table\ style\ \d+ | _+""",
    re.VERBOSE,
)
_WORD = re.compile(r"[a-z][A-Za-z0-9]*")
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{2,20}")
_HEX_ATTRIBUTES = frozenset({"val", "lastClr", "rgb", "panose", "charset"})
_BY_NAME: dict[str, re.Pattern[str]] = {
    "path": re.compile(r"[MLCZEHVQASTmlczehvqast\d\s.,+-]*"),
    "ptsTypes": re.compile(r"[AFfa]*"),
    "filter": re.compile(r"[a-z]+(?:\([a-zA-Z0-9,]*\))?"),
    "fmla": re.compile(r"[-+*/?:\d\s.()#$^,]*+(?:(?:[a-z_]++\d*+|[A-Z]\d{1,4}+)[-+*/?:\d\s.()#$^,]*+)*+"),
    "val": re.compile(r"[-+*/\d.()]*#?ppt_[a-z]\b[-+*/\d.()#pt_a-z]*|#?[-+*/\d.()]+|[a-z]+(?: [a-z]+)?"),
    "action": re.compile(r"ppaction://[a-z]+(?:\?[a-z]+=\w+(?:&[a-z]+=\w+)*)?"),
    "presName": re.compile(r"[a-z]\w*"),
    "type": re.compile(r"slidenum|datetime(?:FigureOut|\d{0,2})"),  # of fields; the others are in the schemas
    "name": re.compile(r"[A-Z]\d{1,4}|adj\d?"),
    "x": re.compile(r"[A-Z]\d{1,4}"),
    "y": re.compile(r"[A-Z]\d{1,4}"),
}
"""Attributes whose values follow a grammar of their own."""

_OF_SCHEMAS = frozenset({"type", "axis", "ptType"})
"""Attributes whose values are words of the schemas' enumerations."""

_PLAIN_FORMULA = re.compile(r"'?Sheet ?\d{0,3}'?!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?")
_LETTERS = re.compile(r"[^\W\d_]|\d{4}")
_DC_TITLE = f"{{{DC_NS}}}title"


def attribute_targets(part: Part, prefix: str, place: str) -> list[Target]:
    """Targets of one XML part; the order is the part's.

    Args:
        part: The part, cleaned.
        prefix: Begins every key.
        place: Words for the part, put after what the text is; may be empty.
    """
    collector = _Collector(prefix, place)
    verdicts: dict[tuple[str, str, str], str] = {}
    for element in part.tree.iter():
        _named(element, collector)
        for key, value in element.attrib.items():
            seen = (str(element.tag), str(key), str(value))
            if seen not in verdicts:
                verdicts[seen] = _verdict(element, str(key), str(value))
            what = verdicts[seen]
            if what:
                collector.share(what, str(value), _setter(element, str(key)))
    for rel_id, target in part.links.items():
        if isinstance(target, str):
            collector.add("link target", target, _link_setter(part, rel_id))
    return collector.targets()


class _Collector:
    """Gathers texts with their setters; equal generic values share one target."""

    def __init__(self, prefix: str, place: str) -> None:
        self._prefix = prefix
        self._place = place
        self._single: list[tuple[str, str, list[Setter]]] = []
        self._shared: dict[tuple[str, str], list[Setter]] = {}

    def add(self, what: str, text: str, setter: Setter) -> None:
        """Add a text of its own."""
        if _LETTERS.search(text):
            self._single.append((what, text, [setter]))

    def share(self, what: str, text: str, setter: Setter) -> None:
        """Add a generic value."""
        if _LETTERS.search(text):
            self._shared.setdefault((what, text), []).append(setter)

    def targets(self) -> list[Target]:
        """Everything gathered, numbered."""
        found = [*self._single, *((what, text, setters) for (what, text), setters in self._shared.items())]
        return [
            whole_text_target(self._segment(number, what, text), setters)
            for number, (what, text, setters) in enumerate(found, 1)
        ]

    def _segment(self, number: int, what: str, text: str) -> Segment:
        place = Place(f"{what} in {self._place}" if self._place else what)
        return Segment(f"{self._prefix}:a{number}", text, place, SegmentRole.ATTRIBUTE)


def _setter(element: etree._Element, attribute: str) -> Setter:
    def setter(new: str) -> None:
        element.set(attribute, new)

    return setter


def _text_setter(element: etree._Element) -> Setter:
    def setter(new: str) -> None:
        element.text = new

    return setter


def _link_setter(part: Part, rel_id: str) -> Setter:
    def setter(new: str) -> None:
        part.links[rel_id] = new

    return setter


def _named(element: etree._Element, collector: _Collector) -> None:
    """The texts that are known by the name of their element."""
    name = local(element)
    for attribute, what in _BY_ELEMENT.get(name, ()):
        text = element.get(attribute, "")
        if not _is_number_title(element, name) and not (name == "cSld" and is_common_layout_name(text)):
            collector.add(what, text, _setter(element, attribute))
    if element.tag == _DC_TITLE:
        collector.add("document title", element.text or "", _text_setter(element))
    elif name == "f" and not _PLAIN_FORMULA.fullmatch(element.text or ""):
        collector.share("chart formula", element.text or "", _text_setter(element))
    elif element.tag == c("formatCode") and re.search(r'["\\\[]', element.text or ""):
        collector.share("number format", element.text or "", _text_setter(element))


def _is_number_title(element: etree._Element, name: str) -> bool:
    """Whether ``title`` or ``desc`` is not that of a diagram."""
    return name in ("title", "desc") and namespace(element) != DGM_NS


def _verdict(element: etree._Element, attribute: str, text: str) -> str:
    """What an attribute's text is, if nothing else looks at it; empty if it is no text."""
    uri, name = split_name(attribute)
    owner = local(element)
    if uri in (R_NS, MC_NS) or (owner, attribute) in _ATTRIBUTES or name == "Requires":
        return ""
    if name == "typeface":
        return "" if is_common_font(text) else "font name"
    if (name == "name" and owner in _NEUTRAL) or (owner == "cNvPr" and name == "name"):
        return ""
    return "" if _is_closed(element, name, text) else "property"


def _is_closed(element: etree._Element, name: str, text: str) -> bool:
    """Whether a value can only be a number, a switch, an address of a schema or a drawing."""
    if _NUMBER.fullmatch(text) or _CLOSED.fullmatch(text) or text in VALUES:
        return True
    if _WORD.fullmatch(text) and is_office_value(text):  # a word of the format: ctrTitle, bg1
        return True
    if name in _HEX_ATTRIBUTES and _HEXADECIMAL.fullmatch(text):
        return True
    if name == "formatCode" and namespace(element) == C_NS:
        return not re.search(r'["\\\[]', text)
    if namespace(element) == DGM_NS and re.fullmatch(r"[a-z][A-Za-z]*(?: [a-z][A-Za-z]*)*", text):
        return True
    if name in _OF_SCHEMAS and all(map(is_office_value, text.split())):
        return True
    grammar = _BY_NAME.get(name)
    return grammar is not None and grammar.fullmatch(text) is not None


def neutral_names(root: etree._Element) -> int:
    """Rename objects and table styles that somebody named; alternative texts are not touched here.

    Returns:
        How many were renamed.
    """
    count = 0
    for number, element in enumerate(elements(root, "{*}cNvPr"), 1):
        name = element.get("name", "")
        if name and not is_automatic_name(name) and not re.fullmatch(r"Object \d+", name):
            element.set("name", f"Object {number}")
            count += 1
    for number, style in enumerate(elements(root, "{*}tblStyle"), 1):
        if not re.fullmatch(r"Table style \d+", style.get("styleName", "")):
            style.set("styleName", f"Table style {number}")
    return count
