"""What a PDF holds beside its pages: form values and typed notes stay, the rest is listed as dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pikepdf

from redactor.model import Change

_NO_TITLE = frozenset({"untitled", "(anonymous)", "unspecified"})
_DEPTH = 20
_LIMIT = 5_000
_COMMENTS = frozenset(
    {
        "/Text",
        "/Highlight",
        "/Underline",
        "/StrikeOut",
        "/Squiggly",
        "/Ink",
        "/Stamp",
        "/Caret",
        "/Popup",
        "/Line",
        "/Square",
        "/Circle",
        "/Polygon",
        "/PolyLine",
        "/Redact",
    }
)
_ROOT_KEYS = {
    "/OpenAction": "actions on opening",
    "/AA": "actions on opening",
    "/Collection": "a portfolio",
    "/PieceInfo": "private data of programs",
    "/Threads": "article threads",
    "/OCProperties": "layers",
    "/Perms": "signatures",
}


@dataclass(frozen=True, slots=True)
class Extras:
    """What stands beside the pages.

    Attributes:
        title: The title in the document's properties; may be empty.
        fields: (name, value) of form fields that are filled in.
        typed: (page, text) of text typed onto pages.
        changes: What the copy will not have.
    """

    title: str
    fields: tuple[tuple[str, str], ...]
    typed: tuple[tuple[int, str], ...]
    changes: tuple[Change, ...]


def read_extras(pdf: pikepdf.Pdf) -> Extras:
    """Read properties, form, annotations and attachments."""
    counts: Counter[str] = Counter()
    info = pdf.trailer.get("/Info")
    title = ""
    if isinstance(info, pikepdf.Dictionary):
        title = _text(info.get("/Title"))
        title = "" if title.lower() in _NO_TITLE else title
        counts["author, dates and other properties"] += sum(1 for key in info if key != "/Title")
    for key, words in _ROOT_KEYS.items():
        counts[words] += key in pdf.Root
    counts["document metadata (XMP)"] += "/Metadata" in pdf.Root
    _names(pdf, counts)
    fields = _fields(pdf, counts)
    typed: list[tuple[int, str]] = []
    for number, page in enumerate(pdf.pages, 1):
        _annotations(page, number, typed, counts)
    if "/Outlines" in pdf.Root:
        counts["bookmarks (made anew from the headings)"] += 1
    changes = tuple(Change("removed", what, count=n) for what, n in sorted(counts.items()) if n)
    return Extras(title.strip(), fields, tuple(typed), changes)


def _text(value: object) -> str:
    if not isinstance(value, pikepdf.String):
        return ""
    return " ".join(str(value).replace("\0", "").split())


def _names(pdf: pikepdf.Pdf, counts: Counter[str]) -> None:
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        counts["scripts"] += "/JavaScript" in names
        counts["attached files"] += len(pdf.attachments) if "/EmbeddedFiles" in names else 0
    counts["attached files"] += "/AF" in pdf.Root


def _fields(pdf: pikepdf.Pdf, counts: Counter[str]) -> tuple[tuple[str, str], ...]:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return ()
    counts["the form (its values stay as text)"] += 1
    found: list[tuple[str, str]] = []
    todo: list[tuple[object, str, int]] = [(item, "", 0) for item in _array(form.get("/Fields"))]
    seen = 0
    while todo and seen < _LIMIT:
        item, above, depth = todo.pop(0)
        seen += 1
        if not isinstance(item, pikepdf.Dictionary) or depth > _DEPTH:
            continue
        name = _text(item.get("/TU")) or _text(item.get("/T")) or above
        value = _value(item.get("/V"))
        if value and item.get("/FT") != pikepdf.Name.Sig:
            found.append((name, value))
        todo = [(kid, name, depth + 1) for kid in _array(item.get("/Kids"))] + todo
    return tuple(found)


def _value(value: object) -> str:
    if isinstance(value, pikepdf.Array):
        return ", ".join(text for text in (_text(item) for item in value) if text)
    if isinstance(value, pikepdf.Name):
        text = str(value)[1:]
        return "" if text == "Off" else text
    return _text(value)


def _array(value: object) -> list[object]:
    return list(value) if isinstance(value, pikepdf.Array) else []


def _annotations(page: pikepdf.Page, number: int, typed: list[tuple[int, str]], counts: Counter[str]) -> None:
    for item in _array(page.obj.get("/Annots"))[:_LIMIT]:
        if not isinstance(item, pikepdf.Dictionary):
            continue
        kind = str(item.get("/Subtype", ""))
        contents = _text(item.get("/Contents"))
        if kind == "/FreeText" and contents:
            typed.append((number, contents))
        elif kind == "/Link":
            counts["link targets (the words stay)"] += 1
        elif kind == "/FileAttachment":
            counts["attached files"] += 1
        elif kind in _COMMENTS:
            counts["comments and marks"] += 1
        elif kind != "/Widget":
            counts["other annotations"] += 1
