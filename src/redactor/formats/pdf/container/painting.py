"""Shapes of what paints: colour spaces, functions, shadings, graphics states, groups (ISO 32000-2 8)."""

from __future__ import annotations

import re
from typing import Any

from pikepdf import Array, Name, Stream

from redactor.formats.pdf.container.copying import Copier, Rule, Shape, either, many, one_of, plain, raw_bytes, shaped
from redactor.formats.pdf.container.profiles import blank_profile
from redactor.formats.pdf.container.values import name_of, stream_bytes

DEVICE = frozenset({"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"})
"""Colour spaces that need no resource."""

BLEND_MODES = (
    "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn",
    "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
)  # fmt: skip
INTENTS = ("AbsoluteColorimetric", "RelativeColorimetric", "Saturation", "Perceptual")
_SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}
_INKS = frozenset({"/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black", "/Red", "/Green", "/Blue", "/Gray"})
_COMMENT = re.compile(rb"%[^\r\n]*")

_CALIBRATED: Shape = dict.fromkeys(("/WhitePoint", "/BlackPoint", "/Gamma", "/Matrix", "/Range"), plain)


def colour_space(copier: Copier, value: Any) -> Any:
    """A colour space; spot colours get neutral names."""
    name = name_of(value)
    if name:
        return Name(_SHORT.get(name, name)) if _SHORT.get(name, name) in DEVICE else None
    if not isinstance(value, Array) or not len(value):
        return None
    return copier.once(value, "colour space", lambda: _colour_array(copier, value))


def _colour_array(copier: Copier, value: Any) -> Any:
    family = name_of(value[0])
    if family in ("/CalGray", "/CalRGB", "/Lab") and len(value) > 1:
        new = [Name(family), copier.dictionary(value[1], _CALIBRATED, "calibrated")]
    elif family == "/ICCBased" and len(value) > 1:
        new = [Name(family), copier.stream(value[1], _ICC, "profile", _profile_bytes)]
    elif family in ("/Indexed", "/I") and len(value) > 3:
        lookup = either(raw_bytes, _table)(copier, value[3])
        new = [Name.Indexed, colour_space(copier, value[1]), plain(copier, value[2]), lookup]
    elif family == "/Separation" and len(value) > 3:
        new = [Name(family), _ink(copier, value[1]), colour_space(copier, value[2]), function(copier, value[3])]
    elif family == "/DeviceN" and len(value) > 3:
        inks = Array([_ink(copier, ink) for ink in value[1]])
        new = [Name(family), inks, colour_space(copier, value[2]), function(copier, value[3])]
    elif family == "/Pattern" and len(value) > 1:
        new = [Name(family), colour_space(copier, value[1])]
    else:
        return colour_space(copier, value[0]) if len(value) == 1 else None
    return None if any(item is None for item in new) else copier.target.make_indirect(Array(new))


def _ink(copier: Copier, value: Any) -> Any:
    name = name_of(value)
    return Name(name) if name in _INKS else Name(f"/Spot{copier.next_number('spot colour')}")


def _table(copier: Copier, value: Any) -> Any:
    return copier.stream(value, {}, "table", stream_bytes)


def _profile_bytes(stream: Stream) -> bytes | None:
    data = stream_bytes(stream)
    return None if data is None else blank_profile(data)


_ICC: Shape = {"/N": plain, "/Range": plain, "/Alternate": colour_space}


def function(copier: Copier, value: Any) -> Any:
    """A function of any type, or an array of functions."""
    if name_of(value) == "/Identity":
        return Name.Identity
    if isinstance(value, Array):
        return many(function)(copier, value)
    if isinstance(value, Stream):
        return copier.stream(value, _FUNCTION, "function", _function_bytes)
    return copier.dictionary(value, _FUNCTION, "function")


def _function_bytes(stream: Stream) -> bytes | None:
    data = stream_bytes(stream)
    calculator = data is not None and stream.get("/FunctionType") == 4
    return _COMMENT.sub(b" ", data) if data is not None and calculator else data


_FUNCTION: Shape = {
    **dict.fromkeys(
        ("/FunctionType", "/Domain", "/Range", "/C0", "/C1", "/N", "/Bounds", "/Encode", "/Decode", "/Size"), plain
    ),
    **dict.fromkeys(("/BitsPerSample", "/Order"), plain),
    "/Functions": many(function),
}

_SHADING: Shape = {
    **dict.fromkeys(
        ("/ShadingType", "/Background", "/BBox", "/AntiAlias", "/Domain", "/Matrix", "/Coords", "/Extend"), plain
    ),
    **dict.fromkeys(("/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag", "/Decode", "/VerticesPerRow"), plain),
    "/ColorSpace": colour_space,
    "/Function": function,
}


def shading(copier: Copier, value: Any) -> Any:
    """A shading, as a dictionary or a mesh."""
    if isinstance(value, Stream):
        return copier.stream(value, _SHADING, "shading", stream_bytes)
    return copier.dictionary(value, _SHADING, "shading")


def group_rule() -> Rule:
    """A transparency group (ISO 32000-2 11.6.6)."""
    return shaped(
        "group",
        lambda: {
            "/Type": one_of("Group"),
            "/S": one_of("Transparency"),
            "/CS": colour_space,
            "/I": plain,
            "/K": plain,
        },
    )


def graphics_state(form: Rule, font: Rule) -> Rule:
    """A graphics state parameter dictionary (ISO 32000-2 8.4.5), without device-dependent entries.

    Args:
        form: The rule for the group of a soft mask.
        font: The rule for a font.
    """
    blend = one_of(*BLEND_MODES)

    def font_size(copier: Copier, value: Any) -> Any:
        if not isinstance(value, Array) or len(value) != 2:
            return None
        new = font(copier, value[0])
        return None if new is None else Array([new, plain(copier, value[1])])

    mask: Shape = {
        "/Type": one_of("Mask"),
        "/S": one_of("Alpha", "Luminosity"),
        "/G": form,
        "/BC": plain,
        "/TR": function,
    }
    shape: Shape = {
        "/Type": one_of("ExtGState"),
        **dict.fromkeys(("/LW", "/LC", "/LJ", "/ML", "/D", "/OP", "/op", "/OPM", "/FL", "/SM", "/SA"), plain),
        **dict.fromkeys(("/CA", "/ca", "/AIS", "/TK"), plain),
        "/RI": one_of(*INTENTS),
        "/BM": either(blend, many(blend)),
        "/Font": font_size,
        "/SMask": either(one_of("None"), shaped("soft mask", lambda: mask)),
    }
    return shaped("graphics state", lambda: shape)
