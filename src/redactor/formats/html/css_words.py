"""The words of style sheets that a copy may use; a style is made of these and of numbers, nothing else."""

from __future__ import annotations

from redactor.formats.fonts import FONTS


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_SIDES = ("top", "right", "bottom", "left")
PROPERTIES = word_set(
    """color background background-color font-family font-size font-style font-variant font-weight letter-spacing
    word-spacing line-height text-align text-align-last text-decoration text-decoration-line text-decoration-style
    text-decoration-color text-transform vertical-align direction unicode-bidi white-space word-break overflow-wrap
    word-wrap hyphens margin margin-block margin-inline padding padding-block padding-inline border border-color
    border-style border-width border-collapse border-spacing border-radius outline width min-width max-width min-height
    box-sizing display float clear flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap gap row-gap
    column-gap align-content align-items align-self justify-content justify-items justify-self order
    grid-template-columns list-style list-style-type list-style-position caption-side table-layout empty-cells columns
    column-count column-width object-fit break-after break-before break-inside page-break-after page-break-before
    page-break-inside orphans widows fill stroke text-anchor"""
) | {f"{what}-{side}" for what in ("margin", "padding", "border") for side in _SIDES} | {
    f"border-{side}-{what}" for side in _SIDES for what in ("color", "style", "width")
}  # fmt: skip
"""Properties that bear on looks; none of them hides, moves off the page, loads or inserts anything."""

_COLOURS = word_set("""
aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue
chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen
darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue
darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick
floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink
indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid
mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream
mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen
paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue
saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen
steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen
""")
_WORDS = word_set("""
none auto inherit initial unset normal currentcolor bold bolder lighter italic oblique small-caps xx-small x-small small
medium large x-large xx-large smaller larger left right center centre justify start end underline overline line-through
solid dashed dotted double wavy groove ridge inset outset thin thick uppercase lowercase capitalize baseline sub super
top middle bottom text-top text-bottom ltr rtl embed isolate bidi-override plaintext nowrap pre pre-wrap pre-line
break-spaces break-all keep-all break-word anywhere manual collapse separate border-box content-box block inline
inline-block flex inline-flex grid inline-grid table inline-table table-row table-cell table-column table-row-group
table-header-group table-footer-group table-caption table-column-group list-item flow-root contents both row row-reverse
column column-reverse wrap wrap-reverse stretch space-between space-around space-evenly flex-start flex-end self-start
self-end disc circle square decimal decimal-leading-zero lower-roman upper-roman lower-alpha upper-alpha lower-latin
upper-latin lower-greek inside outside fixed show hide cover contain fill scale-down avoid always page avoid-page
avoid-column column min-content max-content fit-content
""")
KEYWORDS = _WORDS | _COLOURS

FAMILIES = frozenset(name.lower() for name in FONTS) | word_set(
    """serif sans-serif monospace cursive fantasy system-ui ui-sans-serif ui-serif ui-monospace -apple-system
    blinkmacsystemfont arial helvetica georgia verdana tahoma roboto lato calibri cambria times courier consolas menlo
    monaco garamond ubuntu cantarell oxygen"""
) | {
    "helvetica neue", "open sans", "segoe ui", "times new roman", "courier new", "trebuchet ms", "noto sans",
    "noto serif", "source sans pro", "fira sans", "comic sans ms", "lucida grande", "lucida sans unicode",
    "sf mono", "liberation mono", "liberation sans", "liberation serif", "dejavu sans", "dejavu sans mono",
    "gill sans", "arial black", "book antiqua", "century gothic", "palatino linotype", "gds transport",
}  # fmt: skip
"""Names of common fonts, in lower case; any other is taken out."""
