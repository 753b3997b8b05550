"""Standard structure types and attributes (ISO 32000-1 14.8.4 and 14.8.5)."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name

from redactor.formats.pdf.container.values import is_number, mapping_of, name_of

_TYPES = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private "
    "P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot "
    "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP "
    "Figure Formula Form"
)
STANDARD = frozenset(f"/{name}" for name in _TYPES.split())
"""The types of PDF 1.7; what PDF 2.0 added is written as the nearest of these."""

_NEWER = {
    "/Title": "/P",
    "/Em": "/Span",
    "/Strong": "/Span",
    "/Sub": "/Span",
    "/FENote": "/Note",
    "/Aside": "/Div",
    "/DocumentFragment": "/Sect",
}
_LONGEST_CHAIN = 10

_NAMES = {
    "/Placement": ("Block", "Inline", "Before", "Start", "End"),
    "/WritingMode": ("LrTb", "RlTb", "TbRl"),
    "/TextAlign": ("Start", "Center", "End", "Justify"),
    "/BlockAlign": ("Before", "Middle", "After", "Justify"),
    "/InlineAlign": ("Start", "Center", "End"),
    "/TextDecorationType": ("None", "Underline", "Overline", "LineThrough"),
    "/ListNumbering": (
        "None", "Unordered", "Description", "Disc", "Circle", "Square", "Ordered", "Decimal",
        "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha",
    ),
    "/Scope": ("Row", "Column", "Both"),
    "/Role": ("rb", "cb", "pb", "tv", "lb"),
    "/checked": ("on", "off", "neutral"),
    "/Checked": ("on", "off", "neutral"),
    "/LineHeight": ("Normal", "Auto"),
    "/Width": ("Auto",),
    "/Height": ("Auto",),
}  # fmt: skip
_NUMBERS = frozenset(
    {
        "/SpaceBefore", "/SpaceAfter", "/StartIndent", "/EndIndent", "/TextIndent", "/LineHeight", "/BaselineShift",
        "/RowSpan", "/ColSpan", "/ContinuedList", "/TextDecorationThickness", "/Width", "/Height",
    }
)  # fmt: skip
_OWNERS = frozenset({"/Layout", "/List", "/Table", "/PrintField"})


def standard_role(kind: str, role_map: Any) -> str:
    """The standard type (with its slash) that a type is mapped to; ``/NonStruct`` if there is none."""
    for _ in range(_LONGEST_CHAIN):
        mapped = name_of(mapping_of(role_map).get(kind)) if kind else ""
        if kind in STANDARD or not mapped:
            break
        kind = mapped
    return kind if kind in STANDARD else _NEWER.get(kind, "/NonStruct")


def attributes(value: Any, classes: Any, class_map: Any) -> list[Dictionary]:
    """The attribute objects of an element, those of its classes included, by the allow-list.

    Boxes are left out: they tell how wide the text in them had been.
    """
    found: list[Dictionary] = []
    for name in _flat(classes):
        found += attributes(mapping_of(class_map).get(name_of(name) or "/"), None, None)
    for item in _flat(value):
        if isinstance(item, Dictionary) and name_of(item.get("/O")) in _OWNERS:
            kept = Dictionary(O=Name(name_of(item.get("/O"))))
            for key, entry in _entries(item):
                if key in _NUMBERS and (is_number(entry) or isinstance(entry, bool)):
                    kept[key] = entry
                elif name_of(entry)[1:] in _NAMES.get(key, ()):
                    kept[key] = Name(name_of(entry))
            if len(kept) > 1:
                found.append(kept)
    return found


def header_ids(value: Any) -> list[Any]:
    """The identifiers of heading cells that a cell names (``Headers`` of the table attributes)."""
    for item in _flat(value):
        if isinstance(item, Dictionary) and isinstance(item.get("/Headers"), Array):
            return list(item["/Headers"])
    return []


def _entries(item: Any) -> list[tuple[str, Any]]:
    return list(item.items())


def _flat(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
