"""The structure tree of a typeset PDF: collected while drawing, written afterwards."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

LANGUAGE = "en-GB"


@dataclass(eq=False, slots=True)
class Element:
    """One structure element.

    Attributes:
        kind: ``H1``, ``P``, ``Table``, …
        scope: ``Column`` or ``Row`` for heading cells.
        children: Elements below it.
        marks: (page from 1, marked content id) of what it draws itself.
    """

    kind: str
    scope: str = ""
    children: list[Element] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)


class Tags:
    """Collects the tree; hands out marked content ids page by page."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._next: dict[int, int] = {}
        self._owners: dict[int, list[Element]] = {}
        self._bookmarks = 0
        self._closed = False

    def add(self, parent: Element, kind: str, *, scope: str = "") -> Element:
        """A new element below ``parent``."""
        element = Element(kind, scope)
        parent.children.append(element)
        return element

    def mark(self, element: Element, page: int) -> int:
        """A marked content id for something that ``element`` draws on ``page``."""
        if self._closed:
            raise RuntimeError("the document is already drawn")
        number = self._next.get(page, 0)
        self._next[page] = number + 1
        self._owners.setdefault(page, []).append(element)
        element.marks.append((page, number))
        return number

    def next_bookmark(self) -> int:
        """Numbers for bookmarks."""
        self._bookmarks += 1
        return self._bookmarks

    def close(self) -> None:
        """Nothing is drawn after this."""
        self._closed = True

    def owners(self, page: int) -> list[Element]:
        """The elements of a page's marks, by marked content id."""
        return self._owners.get(page, [])


def finish(data: bytes, tags: Tags, title: str) -> bytes:
    """Add tree, language, title and nothing else; identical input gives identical bytes.

    Args:
        data: The PDF as drawn.
        tags: The tree collected while it was drawn.
        title: For the properties; may be empty.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _structure(pdf, tags)
        _drop_unembedded_fonts(pdf)
        pdf.Root.Lang = String(LANGUAGE)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        if title:
            pdf.docinfo["/Title"] = title
        if "/Outlines" in pdf.Root:
            pdf.Root.PageMode = Name.UseOutlines
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            if title:
                metadata["dc:title"] = title
            metadata["dc:language"] = {LANGUAGE}
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return buffer.getvalue()


def _drop_unembedded_fonts(pdf: pikepdf.Pdf) -> None:
    """Forget the fonts that reportlab chooses at the start of every page but sets nothing in, and choosing them."""
    for page in pdf.pages:
        fonts = page.Resources.get("/Font", Dictionary())
        dropped = [name for name in list(fonts.keys()) if "/FontDescriptor" not in fonts[name]]
        for name in dropped:
            del fonts[name]
        if dropped:
            kept = [item for item in pikepdf.parse_content_stream(page) if not _chooses(item, dropped)]
            page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def _chooses(item: object, fonts: list[str]) -> bool:
    """Whether an instruction chooses one of these fonts."""
    if not isinstance(item, pikepdf.ContentStreamInstruction) or item.operator != pikepdf.Operator("Tf"):
        return False
    return str(item.operands[0]) in fonts


def _structure(pdf: pikepdf.Pdf, tags: Tags) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    made: dict[Element, pikepdf.Object] = {}
    root = _write(pdf, tags.root, tree, made)
    tree.K = Array([root])
    numbers = Array()
    for number, page in enumerate(pdf.pages, 1):
        page.obj.StructParents = number - 1
        page.obj.Tabs = Name.S
        numbers.append(number - 1)
        numbers.append(pdf.make_indirect(Array([made[element] for element in tags.owners(number)])))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree


def _write(
    pdf: pikepdf.Pdf, element: Element, parent: pikepdf.Object, made: dict[Element, pikepdf.Object]
) -> pikepdf.Object:
    written = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent))
    made[element] = written
    if element.scope:
        written.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    kids = Array([_write(pdf, child, written, made) for child in element.children])
    for page, mcid in element.marks:
        kids.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[page - 1].obj, MCID=mcid))
    if len(kids):
        written.K = kids
    return written
