"""Styles: which paragraphs are titles, headings and list items; styles with names of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from redactor.formats.docx.names import elements, w
from redactor.formats.docx.vocabulary import STYLE_WORDS
from redactor.model import SegmentRole

_HEADING = re.compile(r"heading ([1-9])")
_BODY_LEVEL = 9
_DEPTH = 20

_WORDS = re.compile(r"[A-Za-z]+(?:/[A-Za-z]+)?")


def is_common_style_name(name: str) -> bool:
    """Whether a style name is made of a word processor's own words and numbers only."""
    return all(word.lower() in STYLE_WORDS for word in _WORDS.findall(name)) and name.isascii()


@dataclass(frozen=True, slots=True)
class Styles:
    """What the styles part says about paragraphs.

    Attributes:
        names: Style id to name, lower case.
        based_on: Style id to the id it is based on.
        outline: Style id to outline level 0–9 set in it.
        lists: Style ids that number or bullet their paragraphs.
        default: The id of the default paragraph style.
        hidden: Style ids whose text is hidden, by themselves or by what they are based on.
    """

    names: dict[str, str] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    outline: dict[str, int] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    default: str = ""
    hidden: frozenset[str] = frozenset()

    def role(self, paragraph: etree._Element) -> tuple[SegmentRole, int]:
        """Role and heading level of a ``w:p``."""
        properties = paragraph.find(w("pPr"))
        style = self.default
        outline = _BODY_LEVEL + 1
        listed: bool | None = None
        if properties is not None:
            style = _val(properties.find(w("pStyle"))) or style
            outline = _number(properties.find(w("outlineLvl")), outline)
            number = properties.find(f"{w('numPr')}/{w('numId')}")
            listed = None if number is None else _val(number) not in ("", "0")
        chain = self.chain(style)
        names = [self.names.get(item, "") for item in chain]
        if any(name == "title" for name in names):
            return SegmentRole.TITLE, 0
        level = self._level(chain, names, outline)
        if level:
            return SegmentRole.HEADING, level
        if listed is None:
            listed = any(item in self.lists for item in chain)
        return (SegmentRole.LIST_ITEM if listed else SegmentRole.PARAGRAPH), 0

    def chain(self, style: str) -> list[str]:
        """The style and what it is based on, nearest first."""
        chain: list[str] = []
        while style and style not in chain and len(chain) < _DEPTH:
            chain.append(style)
            style = self.based_on.get(style, "")
        return chain

    def _level(self, chain: list[str], names: list[str], outline: int) -> int:
        if outline <= _BODY_LEVEL:
            return outline + 1 if outline < _BODY_LEVEL else 0
        for item, name in zip(chain, names, strict=True):
            if item in self.outline:
                level = self.outline[item]
                return level + 1 if level < _BODY_LEVEL else 0
            match = _HEADING.fullmatch(name)
            if match:
                return int(match[1])
        return 0


def read_styles(root: etree._Element | None) -> Styles:
    """Read a styles part; without one there are no headings by style."""
    names: dict[str, str] = {}
    based_on: dict[str, str] = {}
    outline: dict[str, int] = {}
    lists: set[str] = set()
    hidden: set[str] = set()
    default = ""
    for style in [] if root is None else elements(root, w("style")):
        key = style.get(w("styleId"), "")
        names[key] = _val(style.find(w("name"))).lower()
        based_on[key] = _val(style.find(w("basedOn")))
        level = style.find(f"{w('pPr')}/{w('outlineLvl')}")
        if level is not None:
            outline[key] = _number(level, _BODY_LEVEL)
        if style.find(f"{w('pPr')}/{w('numPr')}") is not None:
            lists.add(key)
        if _hides(style):
            hidden.add(key)
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            default = key
    styles = Styles(names, based_on, outline, frozenset(lists), default)
    inherited = {key for key in names if hidden.intersection(styles.chain(key))}
    return replace(styles, hidden=frozenset(inherited))


def _hides(style: etree._Element) -> bool:
    properties = style.find(w("rPr"))
    marks = () if properties is None else (properties.find(w("vanish")), properties.find(w("webHidden")))
    return any(mark is not None and mark.get(w("val"), "1") not in ("0", "false", "off") for mark in marks)


def _val(element: etree._Element | None) -> str:
    return "" if element is None else element.get(w("val"), "")


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = _val(element)
    return int(value) if value.isdecimal() and len(value) < 3 else otherwise


def neutral_style_ids(roots: list[etree._Element]) -> int:
    """Give styles that somebody named an id without words, everywhere at once.

    Style ids are derived from style names, and nobody sees them; the names are
    segments and go through the plan.

    Returns:
        How many ids were changed.
    """
    renamed: dict[str, str] = {}
    for root in roots:
        for style in elements(root, w("style")):
            _rename(style.get(w("styleId"), ""), renamed)
    references = tuple(
        map(
            w,
            (
                "pStyle",
                "rStyle",
                "tblStyle",
                "basedOn",
                "next",
                "link",
                "styleLink",
                "numStyleLink",
                "clickAndTypeStyle",
                "defaultTableStyle",
            ),
        )
    )
    for root in roots:
        for reference in elements(root, *references):  # some lead to a style that is not there
            _rename(_val(reference), renamed)
    for root in roots:
        for style in elements(root, w("style")):
            style.set(w("styleId"), renamed.get(style.get(w("styleId"), ""), style.get(w("styleId"), "")))
        for reference in elements(root, *references):
            value = _val(reference)
            reference.set(w("val"), renamed.get(value, value))
    return len(renamed)


def _rename(old: str, renamed: dict[str, str]) -> None:
    """Note a new id for a style whose id may say somebody's words."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", old)
    if old and not is_common_style_name(spaced) and not re.fullmatch(r"[a-z]{1,3}\d*", old):
        renamed.setdefault(old, f"own{len(renamed) + 1}")
