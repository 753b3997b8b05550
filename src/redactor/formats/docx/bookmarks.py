"""Names that no reader sees but that carry words: bookmarks, shape ids, object names.

They are replaced by neutral ones together with every reference to them, so that
cross-references, tables of contents and links inside the document still work.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from lxml import etree

from redactor.formats.docx.names import V_NS, elements, local, w
from redactor.formats.opc.package import Part

_AUTOMATIC = re.compile(r"_(?:Toc|Ref|Hlk|PictureBullets)\d*|mark\d+", re.IGNORECASE)
_TOKEN = re.compile(r"(?<![\\\w])[^\s\"\\]+")
_KEYWORD = re.compile(
    r"\s*(?:REF|PAGEREF|NOTEREF|HYPERLINK|TOC|TC|TA|TOA|ASK|SET|GOTOBUTTON|INDEX|XE|SEQ|IF|STYLEREF|PAGE|NUMPAGES|"
    r"SECTION|SECTIONPAGES|DATE|TIME|TITLE|AUTHOR|SUBJECT|FILENAME|QUOTE|SYMBOL|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|"
    r"MERGEFIELD|DOCPROPERTY|INCLUDETEXT|INCLUDEPICTURE|LINK)\b",
    re.IGNORECASE,
)
_SHAPE = re.compile(r"_x0000_[a-z]+\d+", re.IGNORECASE)
_OBJECT_NAMES = frozenset({"docPr", "cNvPr"})


def neutral_names(parts: list[Part]) -> Counter[str]:
    """Rename bookmarks, drawing objects and old-style shapes in all parts at once.

    Returns:
        How many were renamed, by their words.
    """
    roots = [part.tree for part in parts if part.root is not None]
    counts = Counter(
        {"bookmark names": _bookmarks(roots, parts), "names of pictures and shapes": _objects(roots) + _shapes(roots)}
    )
    return +counts


def _bookmarks(roots: list[etree._Element], parts: list[Part]) -> int:
    renamed: dict[str, str] = {}
    for root in roots:
        for start in elements(root, w("bookmarkStart")):
            name = start.get(w("name"), "")
            if not _AUTOMATIC.fullmatch(name):
                renamed.setdefault(name.lower(), f"mark{len(renamed) + 1}")
                start.set(w("name"), renamed[name.lower()])

    def new(name: str) -> str:
        return renamed.get(name.lower(), name)

    for root in roots:
        for form in elements(root, w("ffData")):  # a form field has its bookmark's name, or one of its own
            name = _val(form.find(w("name")))
            if name and not _AUTOMATIC.fullmatch(name):
                renamed.setdefault(name.lower(), f"mark{len(renamed) + 1}")
    for root in roots:
        _references(root, new)
    for part in parts:
        for key, target in part.links.items():
            if isinstance(target, str) and target.startswith("#"):
                part.links[key] = "#" + new(target[1:])
    return len(renamed)


def _references(root: etree._Element, new: Callable[[str], str]) -> None:
    for link in elements(root, w("hyperlink")):
        anchor = link.get(w("anchor"))
        if anchor is not None:
            link.set(w("anchor"), new(anchor))
    for instruction in elements(root, w("instrText")):
        instruction.text = _in_instruction(instruction.text or "", new)
    for simple in elements(root, w("fldSimple")):
        simple.set(w("instr"), _in_instruction(simple.get(w("instr"), ""), new))
    for form in elements(root, w("ffData")):
        name = form.find(w("name"))
        if name is not None:
            name.set(w("val"), new(name.get(w("val"), "")))


def _val(element: etree._Element | None) -> str:
    return "" if element is None else element.get(w("val"), "")


def _in_instruction(text: str, new: Callable[[str], str]) -> str:
    """Rename in a field instruction; its keyword (``REF``, ``PAGEREF``) is not a bookmark."""
    keyword = _KEYWORD.match(text)
    start = keyword.end() if keyword else 0
    return text[:start] + _TOKEN.sub(lambda match: new(match[0]), text[start:])


def _objects(roots: list[etree._Element]) -> int:
    """Object names ("karen.jpg") become "Object 1"; alternative text is not touched here."""
    count = 0
    for root in roots:
        for element in root.iter():
            if local(element) in _OBJECT_NAMES and element.get("name"):
                count += 1
                element.set("name", f"Object {count}")
    return count


def _shapes(roots: list[etree._Element]) -> int:
    renamed: dict[str, str] = {}
    shapes = [e for root in roots for e in root.iter(f"{{{V_NS}}}*")]
    for shape in shapes:
        name = shape.get("id")
        if name and not _SHAPE.fullmatch(name):
            renamed.setdefault(name, f"_x0000_s{9000 + len(renamed)}")
            shape.set("id", renamed[name])
    for shape in shapes:
        kind = shape.get("type", "")
        if kind.startswith("#") and kind[1:] in renamed:
            shape.set("type", "#" + renamed[kind[1:]])
    return len(renamed)
