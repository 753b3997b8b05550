"""What a page may keep: elements, attributes, and what becomes of the rest.

Every element is in one of these tables or is unknown; an unknown one (a custom
element, Word's ``o:p``) goes and its content stays.
"""

from __future__ import annotations

import re

from redactor.formats.html.css_words import word_set

BLOCKS = word_set(
    """address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav
    ol optgroup option p plaintext pre search section summary table tbody td tfoot th thead title tr ul xmp"""
)
"""Elements before and after which a text ends; inside all others it runs on."""

KEPT = word_set(
    """a abbr address article aside b bdi bdo blockquote br button caption cite code col colgroup data dd del details
    dfn div dl dt em fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd label legend li main
    mark menu meter nav ol optgroup option p pre progress q rp rt ruby s samp search section select small span strong
    sub summary sup table tbody td textarea tfoot th thead time tr u ul var wbr noscript"""
)
RENAMED = {
    "acronym": "abbr",
    "big": "span",
    "center": "div",
    "dialog": "div",
    "dir": "ul",
    "font": "span",
    "form": "div",
    "frameset": "div",
    "listing": "pre",
    "nobr": "span",
    "plaintext": "pre",
    "rb": "span",
    "strike": "s",
    "tt": "code",
    "xmp": "pre",
}
"""Elements of older HTML, and forms, which send nowhere from a copy."""

DROPPED = {
    "script": "scripts",
    "link": "links of the page's head (style sheets, icons, feeds)",
    "meta": "metadata of the page",
    "base": "the base address",
    "template": "templates for scripts",
    "datalist": "suggestions of form fields",
    "annotation": "hidden notes of formulas",
    "annotation-xml": "hidden notes of formulas",
    "area": "areas of image maps",
    "param": "",
    "source": "",
    "track": "captions files of media",
    "bgsound": "background sounds",
    "noembed": "texts for old browsers",
    "noframes": "texts for old browsers",
}
"""Elements that go with all they hold, and what to call them in the report."""

FOREIGN = {
    "object": "embedded object",
    "embed": "embedded object",
    "applet": "embedded object",
    "iframe": "embedded page",
    "frame": "embedded page",
    "fencedframe": "embedded page",
    "portal": "embedded page",
    "video": "video",
    "audio": "sound",
    "canvas": "drawing made by a script",
}
"""Elements that show something from elsewhere; a placeholder stands for them, what they hold stays."""

VOID_IN_HTML = word_set("area base br col embed frame hr img input link meta param source track wbr bgsound")
PREFORMATTED = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})

SVG = word_set(
    """svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textpath title desc
    lineargradient radialgradient stop clippath marker pattern switch"""
)
MATH = word_set(
    """math mrow mi mn mo ms mtext mspace mstyle mpadded mphantom menclose mfrac msqrt mroot msub msup msubsup munder
    mover munderover mmultiscripts mprescripts mtable mtr mtd merror semantics none"""
)

TEXT_ATTRIBUTES = {
    "alt": "alternative text",
    "title": "hover text",
    "abbr": "short heading",
    "aria-label": "label for screen readers",
    "aria-description": "description for screen readers",
    "aria-roledescription": "description for screen readers",
    "aria-valuetext": "value for screen readers",
    "aria-placeholder": "hint in a form field",
    "placeholder": "hint in a form field",
    "label": "label of a choice",
    "value": "value of a form field",
}
"""Attributes that hold words; they become segments."""

REFERENCES = word_set(
    """for headers aria-labelledby aria-describedby aria-controls aria-owns aria-details aria-flowto
    aria-activedescendant aria-errormessage"""
)
"""Attributes whose values are ids of the page."""

_NUMBER = re.compile(r"-?\d{1,7}(?:\.\d{1,6})?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")
_SPAN = re.compile(r"\d{1,4}")
_ROLES = word_set(
    """alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox
    complementary contentinfo definition deletion dialog document emphasis feed figure form generic grid gridcell group
    heading img insertion link list listbox listitem log main mark math menu menubar menuitem meter navigation none note
    option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader search searchbox separator
    slider status strong subscript superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip
    tree treegrid treeitem doc-abstract doc-appendix doc-chapter doc-conclusion doc-endnote doc-endnotes doc-footnote
    doc-foreword doc-introduction doc-noteref doc-subtitle doc-toc"""
)
_STATES = word_set("true false mixed undefined page step location date time polite assertive off")
_INPUTS = word_set("text checkbox radio search email tel url number date month week time range button submit")
_CHOICES: dict[str, frozenset[str] | re.Pattern[str]] = {
    "lang": _LANGUAGE,
    "dir": frozenset({"ltr", "rtl", "auto"}),
    "role": _ROLES,
    "translate": frozenset({"yes", "no"}),
}
_BY_TAG: dict[str, dict[str, frozenset[str] | re.Pattern[str]]] = {
    "td": {"colspan": _SPAN, "rowspan": _SPAN},
    "th": {"colspan": _SPAN, "rowspan": _SPAN, "scope": frozenset({"row", "col", "rowgroup", "colgroup"})},
    "col": {"span": _SPAN},
    "colgroup": {"span": _SPAN},
    "ol": {"start": _NUMBER, "type": frozenset({"1", "a", "A", "i", "I"}), "reversed": re.compile("(?s:.*)")},
    "li": {"value": _NUMBER},
    "img": {"width": _SPAN, "height": _SPAN},
    "input": {"type": _INPUTS, "size": _SPAN},
    "textarea": {"rows": _SPAN, "cols": _SPAN},
    "select": {"size": _SPAN},
    "meter": dict.fromkeys(("value", "min", "max", "low", "high", "optimum"), _NUMBER),
    "progress": dict.fromkeys(("value", "max"), _NUMBER),
    "math": {"display": frozenset({"block", "inline"})},
}
_SWITCHES = {
    "input": frozenset({"checked", "disabled"}),
    "option": frozenset({"selected", "disabled"}),
    "optgroup": frozenset({"disabled"}),
    "select": frozenset({"disabled"}),
    "button": frozenset({"disabled"}),
    "details": frozenset({"open"}),
}
_TEXT_ON = {
    "alt": frozenset({"img"}),
    "abbr": frozenset({"th"}),
    "placeholder": frozenset({"input", "textarea"}),
    "label": frozenset({"option", "optgroup"}),
    "value": frozenset({"input"}),
}
_STATE_NAMES = word_set(
    """hidden expanded checked selected pressed current disabled live modal multiline multiselectable readonly required
    busy atomic sort orientation haspopup invalid"""
)
_NUMBER_NAMES = word_set("level setsize posinset valuemin valuemax valuenow colcount colindex rowcount rowindex")


def is_text_attribute(tag: str, name: str) -> bool:
    """Whether an attribute of an element holds words and stays."""
    return name in TEXT_ATTRIBUTES and tag in _TEXT_ON.get(name, {tag})


def closed_value(tag: str, name: str, value: str) -> str | None:
    """The value that an attribute keeps because it can be nothing but a number or a word of HTML; else ``None``."""
    if name in _SWITCHES.get(tag, ()):
        return ""
    if name.startswith("aria-"):
        what = name.removeprefix("aria-")
        fits = (what in _STATE_NAMES and value.lower() in _STATES) or (
            what in _NUMBER_NAMES and _NUMBER.fullmatch(value)
        )
        return value.lower() if fits else None
    allowed = _CHOICES.get(name) or _BY_TAG.get(tag, {}).get(name)
    if allowed is None:
        return None
    stripped = value.strip()
    if isinstance(allowed, re.Pattern):
        return stripped if allowed.fullmatch(stripped) else None
    return next((word for word in (stripped, stripped.lower()) if word in allowed), None)


_DRAWN_NAMES = word_set(
    """d x y x1 y1 x2 y2 cx cy r rx ry dx dy width height viewbox points transform fill stroke stroke-width
    stroke-linecap stroke-linejoin stroke-dasharray stroke-opacity fill-opacity fill-rule clip-rule opacity font-size
    font-weight font-style text-anchor dominant-baseline preserveaspectratio offset stop-color stop-opacity
    gradientunits gradienttransform patternunits refx refy markerwidth markerheight orient rotate textlength
    lengthadjust"""
)
_DRAWN_VALUE = re.compile(
    r"(?:[-+]?[\d.]++(?:e[-+]?\d{1,3}+)?+(?:px|pt|em|%|deg)?+|[MmZzLlHhVvCcSsQqTtAa]|#[0-9a-fA-F]{3,8}"
    r"|(?:translate|rotate|scale|matrix|skewX|skewY|rgba?|hsla?)(?=\()|[(),\s])*+"
)
_DRAWN_WORDS = word_set(
    """none currentcolor transparent black white red green blue yellow orange grey gray navy maroon purple silver teal
    lime olive aqua fuchsia lightgrey lightgray darkgrey darkgray lightblue pink brown bold normal italic start middle
    end central hanging auto baseline round square butt miter bevel nonzero evenodd userspaceonuse objectboundingbox
    xmidymid meet slice spacing inherit"""
)


def drawn_value(name: str, value: str) -> str | None:
    """The value that an attribute of a drawing keeps: numbers, colours and paths only; else ``None``."""
    if name not in _DRAWN_NAMES:
        return None
    if _DRAWN_VALUE.fullmatch(value) or all(word in _DRAWN_WORDS for word in value.lower().split()):
        return value
    return None
