"""The re-typeset copy: same text, tags, nothing of the source."""

from __future__ import annotations

import io
import re
from typing import Any

import pdfplumber
import pikepdf
import pytest
from tests.formats.conftest import plan_for, replacing
from tests.formats.pdf_files import both, changed, drawn, lines, table

from redactor.errors import HeldError
from redactor.formats.pdf.document import PdfDocument
from redactor.formats.pdf.typeset import Cell, Item, Table, typeset
from redactor.model import SegmentRole

_SAMPLE = drawn(
    both(
        lines("Overview Report", top=780, size=22, font="Helvetica-Bold"),
        lines("What happened", top=720, size=15, font="Helvetica-Bold"),
        lines("The visitor was Karen Oldroyd and nobody else came to see the family in that month.", top=690),
        table([["Date", "Event", "Source"], ["1 May", "Visit", "Karen Oldroyd"]], top=500),
    ),
    title="On Karen Oldroyd",
)


def _text(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)


def _kinds(node: Any) -> list[str]:
    out = [str(node.S)] if "/S" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/MCID" not in kid:
            out += _kinds(kid)
    return out


def test_the_plan_is_carried_out_and_nothing_else_changes() -> None:
    document = PdfDocument(_SAMPLE)
    written = document.write(replacing(document, {"Karen Oldroyd": "HV1"}), cleared=frozenset())
    assert written.retypeset
    assert "Oldroyd" not in _text(written.data)
    again = PdfDocument(written.data)
    expected = [s.text.replace("Karen Oldroyd", "HV1") for s in document.segments]
    assert [s.text for s in again.segments] == expected
    assert [(s.role, s.level, s.label) for s in again.segments] == [
        (s.role, s.level, s.label) for s in document.segments
    ]


def test_the_copy_is_tagged_titled_and_deterministic() -> None:
    document = PdfDocument(_SAMPLE)
    first = document.write(plan_for(), cleared=frozenset()).data
    assert first == document.write(plan_for(), cleared=frozenset()).data
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert dict(pdf.docinfo.items()) == {"/Title": "On Karen Oldroyd"}
        kinds = _kinds(pdf.Root.StructTreeRoot)
        assert kinds[:4] == ["/Document", "/H1", "/H2", "/P"]
        assert kinds.count("/TH") == 3
        assert kinds.count("/TD") == 3
        for page in pdf.pages:
            assert all("/FontDescriptor" in font for font in page.Resources.Font.values())
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Overview Report"]
            assert [item.title for item in outline.root[0].children] == ["What happened"]


def test_every_mark_has_its_place_in_the_tree() -> None:
    rows = tuple((Cell(f"cell {n}", heading=n == 0), Cell("word " * 40)) for n in range(30))
    items: list[Item | Table] = [
        Item("Title", SegmentRole.TITLE),
        Item("body " * 900, SegmentRole.PARAGRAPH),
        Table(rows),
    ]
    with pikepdf.open(io.BytesIO(typeset(items, title="t"))) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        assert len(pdf.pages) > 2
        for index, page in enumerate(pdf.pages):
            content = page.Contents.read_bytes()
            mcids = [int(m) for m in re.findall(rb"/MCID (\d+)", content)]
            assert mcids == list(range(len(mcids)))
            assert len(numbers[2 * index + 1]) == len(mcids)
            assert content.count(b"BDC") + content.count(b"BMC") == content.count(b"EMC")


def test_nothing_of_the_source_but_text_is_copied() -> None:
    def plant(pdf: Any) -> None:
        pdf.docinfo["/Author"] = "Zqauthor"
        pdf.Root["/ZqKey"] = pikepdf.String("Zqvalue")
        pdf.attachments["Zqfile.txt"] = b"Zqattached"
        pdf.pages[0].obj.PieceInfo = pikepdf.Dictionary(Zq=pikepdf.String("Zqpiece"))
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="Zqscript")
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Zqbookmark", 0))

    document = PdfDocument(changed(_SAMPLE, plant))
    written = document.write(plan_for(), cleared=frozenset())
    with pikepdf.open(io.BytesIO(written.data)) as pdf:
        streams = [o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream)]
    assert not any(b"Zq" in stream for stream in [written.data, *streams])
    listed = {change.what for change in written.changes}
    assert {"attached files", "actions on opening", "bookmarks (made anew from the headings)"} <= listed


def test_characters_without_a_glyph_hold_and_are_named() -> None:
    with pytest.raises(HeldError, match=r"U\+6F22") as caught:
        typeset([Item("a 漢", SegmentRole.PARAGRAPH)], title="")
    assert "漢" not in str(caught.value)


@pytest.mark.parametrize("text", ["Wiśniowski & Søn <b>x</b>", "ﬁne", "a\u00adb\u200bc", "Ελλάδα"])
def test_ordinary_characters_are_set(text: str) -> None:
    found = _text(typeset([Item(text, SegmentRole.PARAGRAPH)], title=""))
    plain = text.replace("\u00ad", "").replace("\u200b", "")
    assert plain in found or plain.replace("ﬁ", "fi") in found


def test_a_row_longer_than_a_page_loses_nothing() -> None:
    words = [f"w{n}" for n in range(3000)]
    items = [Table(((Cell("Date", heading=True), Cell("Event", heading=True)), (Cell("1 May"), Cell(" ".join(words)))))]
    found = _text(typeset(items, title=""))
    assert [word for word in words if word not in found.split()] == []


def test_an_empty_document_can_be_set() -> None:
    with pikepdf.open(io.BytesIO(typeset([], title=""))) as pdf:
        assert len(pdf.pages) == 1


def test_heading_levels_never_jump() -> None:
    items = [Item("a", SegmentRole.HEADING, 3), Item("b", SegmentRole.HEADING, 6), Item("c", SegmentRole.HEADING, 1)]
    with pikepdf.open(io.BytesIO(typeset(items, title=""))) as pdf:
        assert _kinds(pdf.Root.StructTreeRoot) == ["/Document", "/H1", "/H2", "/H1"]


def test_long_addresses_are_broken_at_their_marks_only() -> None:
    address = "https://www.fennshire.example/" + "/".join(f"safeguarding-partnership{n}" for n in range(12))
    rows = ((Cell("Link", heading=True), Cell("Note", heading=True)), (Cell(address), Cell("n")))
    found = _text(typeset([Item(address, SegmentRole.LIST_ITEM), Table(rows)], title=""))
    assert re.findall(r"partnership\d+", found) == [f"partnership{n}" for n in range(12)] * 2


def test_a_table_too_wide_for_whole_words_becomes_text() -> None:
    words = [f"{'abcdefghij' * 4}{n}" for n in range(9)]
    found = _text(typeset([Table((tuple(Cell(word) for word in words),))], title=""))
    assert [word for word in words if word not in found.split()] == []
