"""Annotations and form fields become plain content of their page, or go (ISO 32000-2 12.5, 12.7).

Comments, attachments, media and signatures go. What lies on the page like a part of it
(form values, typed text, stamps, boxes) is drawn into the page, where it is read,
searched and replaced like everything else. Links stay for ``links``.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from redactor.formats.pdf.container.appearance import made_appearance
from redactor.formats.pdf.container.record import Record
from redactor.formats.pdf.container.tree import StructureTree
from redactor.formats.pdf.container.values import (
    identity,
    is_number,
    items_of,
    mapping_of,
    name_of,
    numbers_of,
    text_of,
)
from redactor.model import Notice

_HIDDEN, _NO_VIEW = 2, 32
_MOST = 20_000
_DRAWN = frozenset(
    {"/FreeText", "/Stamp", "/Square", "/Circle", "/Line", "/Polygon", "/PolyLine", "/Watermark", "/Widget"}
)
_COVERS = frozenset({"/Highlight", "/Ink"})
_ATTACHED = frozenset({"/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia"})
_DARK = 0.4


def flatten(pdf: pikepdf.Pdf, record: Record) -> None:
    """Draw or delete every annotation but links, and forget the form."""
    tree = StructureTree(pdf)
    for number, page in enumerate(pdf.pages, 1):
        annotations = items_of(page.obj.get("/Annots"))[:_MOST]
        if not annotations:
            continue
        one = _Page(pdf, page, number, tree, record)
        kept = [item for item in annotations if isinstance(item, Dictionary) and one.keeps(item)]
        one.finish()
        page.obj.Annots = Array(kept)
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary):
        record.drop("the form (its values stay as text)", int(bool(len(items_of(form.get("/Fields"))))))
        record.drop("form of the XML Forms Architecture", int("/XFA" in form))
        del pdf.Root["/AcroForm"]


class _Page:
    """The annotations of one page."""

    def __init__(self, pdf: pikepdf.Pdf, page: pikepdf.Page, number: int, tree: StructureTree, record: Record) -> None:
        self._pdf = pdf
        self._page = page
        self._place = f"page {number}"
        self._tree = tree
        self._record = record
        self._drawn: list[bytes] = []
        self._next = tree.next_number(page.obj.objgen)

    def keeps(self, item: Dictionary) -> bool:
        """Treat one annotation; answers whether it stays as it is."""
        kind = name_of(item.get("/Subtype"))
        flags = item.get("/F", 0)
        hidden = isinstance(flags, int) and bool(flags & (_HIDDEN | _NO_VIEW))
        if kind == "/Link":
            return not hidden
        if kind == "/Redact":
            self._redaction()
        elif kind == "/Widget" and _field(item, "/FT") == "/Sig":
            self._record.drop("signatures", int(_field_value(item) is not None))
        elif hidden:
            self._record.drop("annotations that are not shown")
        elif kind in _DRAWN or (kind in _COVERS and _is_dark(item)):
            self._draw(item, kind)
        elif kind in _ATTACHED:
            self._record.drop("attached files and media")
        elif kind != "/Popup":
            self._record.drop("comments and marks")
        return False

    def _redaction(self) -> None:
        self._record.drop("marks for redaction")
        self._record.notices.append(
            Notice(
                "A passage is marked for redaction, but was never redacted.",
                self._place,
                holds=True,
                next_step="Apply the marks in the program that made them, or delete them.",
            )
        )

    def _draw(self, item: Dictionary, kind: str) -> None:
        """Turn the appearance of an annotation into content of the page."""
        stream = _appearance(item)
        if stream is None:
            text = text_of(item.get("/Contents")) if kind == "/FreeText" else _shown_value(item)
            stream = made_appearance(self._pdf, item, kind, text)
        if stream is None:
            return
        placed = _placed(item, stream)
        if placed is None:
            return
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        name = self._page.add_resource(stream, Name.XObject, prefix="Ap")
        begin, end = self._tags(item)
        self._drawn.append(begin + b" q " + placed + b" cm " + str(name).encode() + b" Do Q " + end)
        if kind != "/Widget":
            self._record.rewrite("notes, stamps and boxes (drawn into the page)")

    def _tags(self, item: Dictionary) -> tuple[bytes, bytes]:
        """Marked content around what is drawn, and its place in the structure tree."""
        if not self._tree.is_there:
            return b"", b""
        element = self._tree.element_of(identity(item))
        mark = Dictionary(Type=Name.MCR, Pg=self._page.obj, MCID=self._next)
        if element is not None and element.old is not None:
            kids = element.old.get("/K")
            old = list(kids) if isinstance(kids, Array) else [kids]
            new = [mark if _points_at(kid, item) else kid for kid in old]
            element.old.K = Array([kid for kid in new if kid is not None])
            tag = element.role
        elif self._tree.elements and text_of(item.get("/Contents")):
            top = self._tree.elements[0].old
            own = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=top, Pg=self._page.obj, K=mark))
            kids = top.get("/K")
            top.K = Array([*(list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]), own])
            tag = "/P"
        else:
            return b"/Artifact BMC", b"EMC"
        self._next += 1
        return b"%b <</MCID %d>> BDC" % (tag.encode(), self._next - 1), b"EMC"

    def finish(self) -> None:
        """Add what was drawn to the page."""
        if self._drawn:
            self._page.contents_add(b"q", prepend=True)
            self._page.contents_add(b"Q\n" + b"\n".join(self._drawn))


def _field(item: Any, key: str) -> str:
    """A name that a field may have from its parents."""
    for _ in range(20):
        if not isinstance(item, Dictionary):
            return ""
        if key in item:
            return name_of(item[key])
        item = item.get("/Parent")
    return ""


def _field_value(item: Any) -> Any:
    for _ in range(20):
        if not isinstance(item, Dictionary):
            return None
        if "/V" in item:
            return item["/V"]
        item = item.get("/Parent")
    return None


def _shown_value(item: Any) -> str:
    """The value of a text or choice field."""
    if _field(item, "/FT") not in ("/Tx", "/Ch"):
        return ""
    value = _field_value(item)
    if isinstance(value, Array):
        return "\n".join(filter(None, map(text_of, value)))
    return text_of(value)


def _appearance(item: Dictionary) -> Any:
    """The normal appearance in the annotation's state, or ``None``."""
    normal = mapping_of(item.get("/AP")).get("/N")
    if isinstance(normal, Stream):
        return normal
    if isinstance(normal, Dictionary):
        chosen = normal.get(name_of(item.get("/AS")) or "/Off")
        return chosen if isinstance(chosen, Stream) else None
    return None


def _placed(item: Dictionary, stream: Any) -> bytes | None:
    """The matrix that puts an appearance into its rectangle (ISO 32000-2, algorithm 8)."""
    rect = numbers_of(item.get("/Rect"), 4)
    box = numbers_of(stream.get("/BBox"), 4)
    if rect is None or box is None:
        return None
    a, b, c, d, e, f = numbers_of(stream.get("/Matrix"), 6) or [1, 0, 0, 1, 0, 0]
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    x0, x1 = sorted((rect[0], rect[2]))
    y0, y1 = sorted((rect[1], rect[3]))
    if right - left <= 0 or top - bottom <= 0:
        return None
    across, up = (x1 - x0) / (right - left), (y1 - y0) / (top - bottom)
    values = (across, 0.0, 0.0, up, x0 - across * left, y0 - up * bottom)
    return b" ".join(f"{value:.5f}".rstrip("0").rstrip(".").encode() for value in values)


def _is_dark(item: Dictionary) -> bool:
    """Whether a mark is drawn in a dark colour, such as one that hides what is below it."""
    colour = [float(value) for value in items_of(item.get("/C")) if is_number(value)]
    if len(colour) == 1:
        return colour[0] < _DARK
    if len(colour) == 3:
        return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2] < _DARK
    return len(colour) == 4 and (1 - min(1.0, max(colour[:3]) + colour[3])) < _DARK


def _points_at(kid: Any, item: Dictionary) -> bool:
    return (
        isinstance(kid, Dictionary)
        and identity(kid.get("/Obj")) is not None
        and identity(kid.get("/Obj")) == identity(item)
    )
