"""What an element of the copy keeps of its attributes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from redactor.formats.html.names import PAINTED
from redactor.formats.html.styles import clean_declarations, hides
from redactor.formats.html.vocabulary import (
    MATH,
    REFERENCES,
    SVG,
    closed_value,
    drawn_value,
    is_text_attribute,
)

_NAMED = frozenset({"a", "img", "form"})
_MEASURE = re.compile(r"\d{1,4}%?")
_TABLES = frozenset({"table", "td", "th", "col", "colgroup", "tr", "tbody", "thead", "tfoot"})
_FONT_SIZES = {"1": "x-small", "2": "small", "3": "medium", "4": "large", "5": "x-large", "6": "xx-large"}
_MEANT_BY_TAG = {"center": "text-align:center", "big": "font-size:larger", "nobr": "white-space:nowrap"}
BORDERED = "a table with lines"
"""A class name that no source can have, since it holds spaces."""


@dataclass(slots=True)
class Kept:
    """The attributes of one element of the copy, and what of the source's is lost."""

    values: dict[str, str] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)


def local(element: etree._Element) -> str:
    """The tag in lower case without namespace; empty for comments and instructions."""
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _bare(name: str) -> str:
    return name.rpartition("}")[2].removeprefix("xlink:").lower()


def value_of(element: etree._Element, name: str) -> str | None:
    """The value of an attribute, in whatever case or namespace it is written."""
    return next((str(value) for key, value in element.attrib.items() if _bare(str(key)) == name), None)


def kept_attributes(tag: str, element: etree._Element) -> Kept:
    """Sort the attributes of an element of the source.

    Args:
        tag: The element of the source, in lower case.
        element: Where the attributes stand.
    """
    kept = Kept()
    style: list[str] = [_MEANT_BY_TAG[tag]] if tag in _MEANT_BY_TAG else []
    written = [(_bare(str(key)), str(untrusted)) for key, untrusted in element.attrib.items()]
    for name, value in written:
        if name == "style":
            declarations, lost = clean_declarations(value) if "\\" not in value else ("", 1)
            kept.dropped["style declarations"] += lost
            style.append(declarations)
        elif not _known(tag, name, value, kept):
            meant = _presentation(tag, name, value)
            style.append(meant)
            kept.dropped[_words(name)] += not meant
    if _is_hidden(tag, dict(reversed(written))):
        kept.values["hidden"] = ""
    css = ";".join(filter(None, style))
    if css:
        kept.values["style"] = css
    kept.dropped = Counter({words: count for words, count in kept.dropped.items() if words and count})
    return kept


def _known(tag: str, name: str, value: str, kept: Kept) -> bool:
    """Take an attribute that stays; whether it did."""
    if is_text_attribute(tag, name):
        kept.values[name] = value
    elif name == "id" or (name == "name" and tag in _NAMED):
        kept.values.setdefault("id", value.strip())
    elif name == "class":
        kept.values["class"] = f"{kept.values.get('class', '')} {value}".strip()
    elif name in REFERENCES or (name in PAINTED and "url(" in value):
        kept.values[name] = value
    elif tag == "table" and name == "border" and value.strip() not in ("", "0"):
        kept.values["data-lines"] = BORDERED
    else:
        closed = closed_value(tag, name, value)
        if closed is None and tag in (SVG | MATH | {"foreignobject"}):
            closed = drawn_value(name, value)
        if closed is None:
            return False
        kept.values[name] = closed
    return True


def _is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes or hides(attributes.get("style", "")):
        return True
    return tag == "dialog" and "open" not in attributes


def _presentation(tag: str, name: str, value: str) -> str:
    """Attributes of older HTML as a style; empty if it means none."""
    value = value.strip().lower()
    meant = ""
    if name == "align" and tag not in ("img", "table"):
        meant = f"text-align:{value}"
    elif name == "bgcolor":
        meant = f"background-color:{value}"
    elif name == "valign":
        meant = f"vertical-align:{value}"
    elif name == "width" and tag in _TABLES and _MEASURE.fullmatch(value):
        meant = f"width:{value}" if value.endswith("%") else f"width:{value}px"
    elif tag == "font":
        meant = {"color": f"color:{value}", "face": f"font-family:{value}"}.get(name, "")
        if name == "size":
            meant = f"font-size:{_FONT_SIZES.get(value, 'medium')}"
    return clean_declarations(meant)[0] if meant and "\\" not in meant else ""


def _words(name: str) -> str:
    """What the report calls an attribute that goes; empty for what is not worth a line."""
    if name.startswith("on"):
        return "event handlers"
    if name.startswith("data-"):
        return "data attributes of scripts"
    if name in ("action", "formaction", "method", "enctype", "pattern", "autocomplete"):
        return "form actions"
    if name in ("srcset", "imagesrcset", "usemap", "background", "poster"):
        return "further pictures and picture sizes"
    if name in ("itemprop", "itemid", "itemtype", "itemscope", "property", "typeof", "resource", "about", "content"):
        return "metadata of elements"
    return "attributes that are not kept" if name in ("cite", "datetime", "name", "longdesc", "summary") else ""
