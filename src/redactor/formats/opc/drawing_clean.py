"""Take out what no reader of slides, charts and diagrams sees: extension lists, editing traces.

Also what is not understood: elements and attributes of unknown namespaces, and
text where none belongs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from redactor.formats.opc.namespaces import forget_unused_namespaces
from redactor.formats.opc.xml import (
    A_NS,
    C_NS,
    CDR_NS,
    DGM_NS,
    M_NS,
    MC_NS,
    P_NS,
    R_NS,
    XML_NS,
    a,
    c,
    elements,
    local,
    remove,
    split_name,
)
from redactor.lexicon.office_names import office_namespaces

_TRACES = {
    c("pivotSource"): "links of charts to pivot tables",
    c("pivotFmts"): "",
    c("printSettings"): "",
    c("protection"): "",
    c("autoUpdate"): "",
}
"""Elements of charts that go, and what to call them in the report (empty: not worth a line)."""

_KEPT_EXTENSIONS = frozenset(
    {
        "decorative",
        "cNvPr",
        "dataModelExt",
        "datalabelsRange",
        "showDataLabelsRange",
        "dlblFieldTable",
        "layout",
        "sectionLst",
    }
)
_EDIT_ATTRIBUTES = frozenset(
    {"bmk", "dirty", "err", "smtClean", "smtId", "invalidUrl", "tgtFrame", "embedTrueTypeFonts"}
)
_ACTION = re.compile(
    r"(?:ppaction://(?:hlinksldjump|hlinkfile|hlinkpres(?:\?slideindex=\d+)?|noaction|customshow\?id=\d+(?:&return=\w+)?"
    r"|hlinkshowjump\?jump=(?:nextslide|previousslide|firstslide|lastslide|endshow|lastslideviewed)))?"
)
_KNOWN = frozenset({P_NS, A_NS, C_NS, CDR_NS, DGM_NS, M_NS, MC_NS, R_NS, XML_NS, ""})
_FAMILIES = (
    "http://schemas.microsoft.com/office/powerpoint/",
    "http://schemas.microsoft.com/office/drawing/",
)
_TEXT = frozenset({a("t"), f"{{{M_NS}}}t", c("v"), c("f"), c("formatCode")})
_TEXT_NAMES = frozenset({"f", "v"})
_CLOSED_TEXT = {
    "tableStyleId": re.compile(r"\{[0-9A-Fa-f-]{36}\}"),
    "x": re.compile(r"-?\d*\.?\d+(?:[eE]-?\d+)?"),
    "y": re.compile(r"-?\d*\.?\d+(?:[eE]-?\d+)?"),
    "attrName": re.compile(r"[a-z][a-z_]*(?:\.[a-zA-Z]+)*"),
}
_HOLDS_TEXT = etree.XPath("descendant-or-self::*[text()[normalize-space()]]")


@dataclass
class Cleaned:
    """What cleaning one part took out.

    Attributes:
        counts: By its words.
        foreign: Elements, attributes and texts that are not understood.
        with_text: How many of those held text.
    """

    counts: Counter[str] = field(default_factory=Counter)
    foreign: int = 0
    with_text: int = 0


def clean_drawing(root: etree._Element, traces: Mapping[str, str] | None = None) -> Cleaned:
    """Clean one part; a second call takes nothing out.

    Args:
        root: The part.
        traces: Further elements that go, with what to call them (empty: not worth a line).
    """
    done = Cleaned()
    gone = {**_TRACES, **(traces or {})}
    for element in elements(root, *gone):
        if gone[str(element.tag)]:
            done.counts[gone[str(element.tag)]] += 1
        remove(element)
    _extensions(root)
    _actions(root, done.counts)
    _foreign_elements(root, done)
    _attributes(root, done)
    _stray_text(root, done)
    forget_unused_namespaces(root, is_known)
    return done


def _extensions(root: etree._Element) -> None:
    """Keep only extensions that are known to bear on what is shown."""
    for listing in elements(root, "{*}extLst"):
        for extension in list(listing):
            names = {local(e) for e in extension if isinstance(e.tag, str)}
            if not names or not names <= _KEPT_EXTENSIONS:
                listing.remove(extension)
        if len(listing) == 0:
            remove(listing)


def _actions(root: etree._Element, counts: Counter[str]) -> None:
    for link in elements(root, a("hlinkClick"), a("hlinkHover"), a("hlinkMouseOver")):
        if not _ACTION.fullmatch(link.get("action", "")):
            counts["links that start macros, programs or media"] += 1
            remove(link)


def is_known(uri: str) -> bool:
    """Whether a namespace is one of presentations, drawings, charts or diagrams."""
    return uri in _KNOWN or (uri.startswith(_FAMILIES) and uri in office_namespaces())


def _foreign_elements(root: etree._Element, done: Cleaned) -> None:
    foreign = {str(tag) for tag in {e.tag for e in root.iter()} if not is_known(split_name(str(tag))[0])}
    for element in elements(root, *foreign) if foreign else ():
        if element.getparent() is None:
            continue
        done.foreign += 1
        done.with_text += bool("".join(str(text) for text in element.itertext()).strip())
        remove(element)


def _attributes(root: etree._Element, done: Cleaned) -> None:
    for element in root.iter():
        for key in element.keys():  # noqa: SIM118 - a list, so that attributes can go
            uri, name = split_name(str(key))
            if not is_known(uri):
                done.foreign += 1
                del element.attrib[key]
            elif not uri and name in _EDIT_ATTRIBUTES:
                del element.attrib[key]


def _stray_text(root: etree._Element, done: Cleaned) -> None:
    """Empty every text node that is not where text belongs."""
    for element in cast("list[etree._Element]", _HOLDS_TEXT(root)):
        if (element.text or "").strip() and not _may_hold_text(element):
            element.text = None
            done.foreign, done.with_text = done.foreign + 1, done.with_text + 1
        for child in element:
            if child.tail and child.tail.strip():
                child.tail = None
                done.foreign, done.with_text = done.foreign + 1, done.with_text + 1


def _may_hold_text(element: etree._Element) -> bool:
    uri, name = split_name(str(element.tag))
    if element.tag == a("t"):
        return next(element.iterancestors(a("p")), None) is not None
    if element.tag in _TEXT or (name in _TEXT_NAMES and uri.startswith(_FAMILIES)):
        return True
    closed = _CLOSED_TEXT.get(name)
    return closed is not None and closed.fullmatch((element.text or "").strip()) is not None
