"""Words that PowerPoint, LibreOffice and DrawingML itself use; none of them is anybody's name."""

from __future__ import annotations

import re

from redactor.formats.fonts import FONTS

_OBJECTS = """
title subtitle content text placeholder picture image textbox text box rectangle rounded oval ellipse line
straight connector elbow curved arrow group table chart diagram footer date slide number header notes
vertical shape freeform object graphic cloud callout star triangle right left up down isosceles diamond
hexagon block arc brace bracket smartart form frame media online video audio google customshape
"""
_LAYOUTS = """
title slide and content section header two comparison only blank with caption picture vertical text default
office theme custom layout simple light dark notes handout master standard of overview table chart diagram
four objects centered over subtitle
"""
_VALUES = """
General TxLink CELLRANGE VALUE SERIESNAME CATEGORYNAME XVALUE YVALUE PERCENTAGE Standard NaN INF
LEFT RIGHT TOP BOTTOM L R T B A D N S E W LR RL TB BT
Arab Armn Beng Bopo Bugi Cans Cher Deva Ethi Geor Gujr Guru Hang Hans Hant Hebr Java Jpan Khmr Knda
Laoo Lisu Mlym Mong Mymr Nkoo Olck Orya Osma Phag Sinh Sora Syre Syrj Syrn Syrc Taml Tale Talu Telu Tfng
Thaa Thai Tibt Uigh Viet Yiii
"""

OBJECT_WORDS = frozenset(_OBJECTS.split())
LAYOUT_WORDS = frozenset(_LAYOUTS.split())
VALUES = frozenset(_VALUES.split())

_OBJECT_NAME = re.compile(r"((?:[A-Za-z]+[ :]+)*[A-Za-z]+)?(?: ?\d{1,4})?(?:;p\d{1,4})?")


def is_automatic_name(name: str) -> bool:
    """Whether an object's name is one that the program gave: "Title 1", "Content Placeholder 2"."""
    match = _OBJECT_NAME.fullmatch(name)
    return match is not None and all(word in OBJECT_WORDS for word in re.findall(r"[a-z]+", name.lower()))


def is_common_layout_name(name: str) -> bool:
    """Whether a slide's or layout's name is made of the program's own words: "Two Content"."""
    return name.isascii() and all(word in LAYOUT_WORDS for word in re.findall(r"[a-z]+", name.lower()))


def is_common_font(name: str) -> bool:
    """Whether a font is a common one, or a font of the theme ("+mn-lt")."""
    return not name or name.lstrip("@") in FONTS or re.fullmatch(r"\+m[jn]-(?:lt|ea|cs)", name) is not None
