"""The container of a PDF: what is left of it, what stays, and that nothing changes on the pages."""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.formats.pdf_files import changed, drawn, lines
from tests.formats.pdf_planted import STEM, planted, recode

from redactor.formats.pdf.container import ContainerError, PdfString, Rebuilt, prepare, rebuild, recoder, strings
from redactor.model import Place


def made(data: bytes, texts: Any = recode) -> Rebuilt:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        prepare(pdf)
        return rebuild(pdf, texts)


def opened(data: bytes) -> Any:
    return pikepdf.open(io.BytesIO(data))


def everything(data: bytes) -> str:
    """Every object, decoded stream, and stream carved without the cross-reference table."""
    parts = [data.decode("latin-1")]
    with opened(data) as pdf:
        for item in pdf.objects:
            parts.append(item.unparse().decode("latin-1") if hasattr(item, "unparse") else repr(item))
            if isinstance(item, pikepdf.Stream):
                parts.append(item.read_raw_bytes().decode("latin-1"))
                if item.get("/Subtype") != Name.Image:
                    parts.append(item.read_bytes().decode("latin-1"))
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompressobj().decompress(match[1]).decode("latin-1"))
        except zlib.error:
            continue
    text = "\n".join(parts)
    return text + text.replace("\0", "")


def pixels(data: bytes) -> list[Any]:
    document = pypdfium2.PdfDocument(data)
    return [np.asarray(page.render(scale=100 / 72).to_pil().convert("RGB")) for page in document]


@pytest.fixture(scope="module")
def whole() -> tuple[bytes, dict[str, str]]:
    return planted()


def test_every_planted_name_is_in_the_file_before(whole: tuple[bytes, dict[str, str]]) -> None:
    data, surfaces = whole
    seen = everything(data)
    assert len(surfaces) >= 100
    assert [surface for surface, token in surfaces.items() if token not in seen] == []


def test_no_planted_name_is_left(whole: tuple[bytes, dict[str, str]]) -> None:
    data, surfaces = whole
    seen = everything(made(data).data).lower()
    assert [surface for surface, token in surfaces.items() if token.lower() in seen] == []
    assert STEM.lower() not in seen


def test_texts_that_stay_are_read_first(whole: tuple[bytes, dict[str, str]]) -> None:
    data, surfaces = whole
    with opened(data) as pdf:
        prepare(pdf)
        told = strings(pdf)
        answered: list[str] = []
        rebuild(pdf, lambda text: answered.append(text) or text)  # type: ignore[func-returns-value]  # notes it down
    texts = {string.text for string in told}
    assert set(answered) <= texts
    assert len({string.key for string in told}) == len(told)
    for surface in ("title in Info", "bookmark", "page label", "web link", "alternative text", "mail link"):
        assert any(surfaces[surface] in text for text in texts), surface


def test_texts_that_stay_are_coded(whole: tuple[bytes, dict[str, str]]) -> None:
    with opened(made(whole[0]).data) as pdf:
        assert str(pdf.Root.Outlines.First.Title) == "Interview with SW1"
        assert str(pdf.Root.PageLabels.Nums[1].P) == "SW1-"
        assert str(pdf.docinfo["/Title"]) == "Report on SW1"
        element = pdf.Root.StructTreeRoot.K[0].K[0]
        assert str(element.S) == "/P"
        assert str(element.Alt) == "SW1 at the gate"
        assert str(element.A[0].TextAlign) == "/Center"
        assert pdf.Root.Outlines.Last.Dest[0].objgen == pdf.pages[0].obj.objgen


def test_a_text_that_nobody_read_is_dropped() -> None:
    answer = recoder([PdfString("title1", "A", Place()), PdfString("x", "B", Place())], {"title1": "C"})
    assert [answer("A"), answer("B"), answer("never read")] == ["C", "B", ""]


def test_the_pages_look_the_same(whole: tuple[bytes, dict[str, str]]) -> None:
    data = drawn(lines("One page with words.", size=14), lines("Another."))
    for before, after in zip(pixels(data), pixels(made(data).data), strict=True):
        assert np.array_equal(before, after)


def test_rebuilding_is_repeatable_and_idempotent(whole: tuple[bytes, dict[str, str]]) -> None:
    once = made(whole[0]).data
    assert made(whole[0]).data == once
    again = made(once)
    assert made(again.data).data == again.data
    assert not [change for change in again.changes if "propert" in change.what]


def test_what_goes_is_told(whole: tuple[bytes, dict[str, str]]) -> None:
    with opened(whole[0]) as pdf:
        changes, notices = prepare(pdf)
    told = {change.what for change in changes}
    for words in (
        "signatures",
        "scripts",
        "comments and marks",
        "attached files and media",
        "a portfolio",
        "article threads",
    ):
        assert words in told
    assert not any(STEM in change.what for change in changes)
    assert not [notice for notice in notices if notice.holds]


def test_hidden_layers_go_and_shown_ones_stay(whole: tuple[bytes, dict[str, str]]) -> None:
    with opened(made(whole[0]).data) as pdf:
        content = pdf.pages[1].Contents.read_bytes()
        assert b"0 0 2 2 re" in content
        assert b"/OC" not in content
        assert "/OCProperties" not in pdf.Root


def test_a_form_value_is_drawn_into_the_page() -> None:
    def fill(pdf: Any) -> None:
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("n"), V=String("Half past nine"),
            Rect=Array([72, 600, 300, 620]), DA=String("/Helv 12 Tf"),
        )  # fmt: skip
        field = pdf.make_indirect(field)
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    data = made(changed(drawn(lines("A form")), fill)).data
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "Half past nine" in text
    with opened(data) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Annots" not in pdf.pages[0].obj


def test_a_mark_for_redaction_holds() -> None:
    def mark(pdf: Any) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=Array([72, 690, 200, 710]))
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    with opened(changed(drawn(lines("A secret")), mark)) as pdf:
        assert [notice.holds for notice in prepare(pdf)[1]] == [True]


def test_an_unknown_instruction_is_not_copied_blindly() -> None:
    data = changed(drawn(lines("A page")), lambda pdf: pdf.pages[0].contents_add(b"1 2 Vrokhel"))
    with pytest.raises(ContainerError):
        made(data)


@pytest.mark.parametrize(
    ("address", "kept"),
    [("https://www.gov.uk/guidance", True), ("https://example.org/Vrokhelzz", False), ("file:///c:/a.doc", False)],
)
def test_links(address: str, *, kept: bool) -> None:
    def link(pdf: Any) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, 690, 200, 710]))
        note.A = Dictionary(S=Name.URI, URI=String(address))
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    with opened(made(changed(drawn(lines("A page")), link)).data) as pdf:
        assert ("/Annots" in pdf.pages[0].obj) is kept


def test_a_font_of_many_drawn_letters_is_followed() -> None:
    """pdfTeX writes bitmap fonts so: the glyphs have no resources of their own, the page's hold the font."""

    def change(pdf: Any) -> None:
        glyphs = {f"/g{number}": pdf.make_stream(b"500 0 d0 0 0 10 10 re f") for number in range(60)}
        glyphs["/g9"] = pdf.make_stream(b"500 0 d0 /Span <</ActualText (Karen Oldroyd)>> BDC 0 0 10 10 re f EMC")
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 500, 500]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(glyphs),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([0, *(Name(f"/g{n}") for n in range(60))])),
            FirstChar=0,
            LastChar=59,
            Widths=Array([500] * 60),
        )
        pdf.pages[0].Resources.Font["/Drawn"] = pdf.make_indirect(font)

    with opened(changed(drawn(lines("Some text.")), change)) as pdf:
        assert [item.text for item in strings(pdf)] == ["Karen Oldroyd"]
