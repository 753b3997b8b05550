"""Parts of Office files that are seldom seen, told by the raw readers all the same."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation
from tests.formats.xlsx_files import book, part, rels
from tests.formats.xlsx_files import zipped as workbook_of
from tests.verify.building import blank_docx, repacked, saved, with_body_xml, with_part

from redactor.verify.readers import ReadFile, Surface, read_file, xml_names

_CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>TEXT</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart>"
    "<!-- by TEXT --></c:chartSpace>"
)
_CHART_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def blocks(read: ReadFile, text: str) -> set[Surface]:
    """The surfaces on which a text stands."""
    return {block.surface for block in read.blocks if text in block.text}


def word(edit: dict[str, bytes]) -> ReadFile:
    return read_file(repacked(saved(blank_docx()), lambda members: members.update(edit)))


def test_a_chart_of_a_word_file_is_read_as_a_story_once() -> None:
    plant = with_part("word/charts/chart1.xml", _CHART, _CHART_KIND, _CHART_TYPE)

    def shown_twice(members: dict[str, bytes]) -> None:
        document = members["word/document.xml"].decode()
        drawn = '<w:p><w:r><w:drawing xmlns:r="{}" r:id="rIdX"/><w:drawing xmlns:r="{}" r:id="rIdX"/></w:r></w:p>'
        space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        members["word/document.xml"] = document.replace("<w:sectPr", drawn.format(space, space) + "<w:sectPr").encode()

    read = read_file(repacked(plant("Karen Oldroyd"), shown_twice))
    assert {Surface.BODY, Surface.COMMENT} <= blocks(read, "Karen Oldroyd")
    assert [b.place for b in read.blocks if b.surface is Surface.BODY and b.part.startswith("chart")] == [
        "chart 1, paragraph 1"
    ]


def test_a_relationship_that_leads_nowhere_is_passed_over() -> None:
    plant = with_part("word/charts/chart1.xml", _CHART, _CHART_KIND, _CHART_TYPE)

    def without(members: dict[str, bytes]) -> None:
        del members["word/charts/chart1.xml"]

    read = read_file(repacked(plant("Karen Oldroyd"), without))
    assert blocks(read, "Karen Oldroyd") == set()
    assert blocks(read, "Child R was known to SW1")


def styled(*styles: str, paragraph: str = "") -> set[Surface]:
    """Where the text of a paragraph stands, by the styles of its file."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    named = f'<w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>' if paragraph else ""
    body = f"<w:p>{named}<w:r><w:t>Karen</w:t></w:r></w:p>"
    members = {
        "word/styles.xml": f"<w:styles {space}>{''.join(styles)}</w:styles>".encode(),
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>".encode(),
    }
    return blocks(word(members), "Karen")


def style(name: str, *, vanish: str | None = None, based: str = "", more: str = "") -> str:
    mark = "" if vanish is None else f'<w:rPr><w:vanish w:val="{vanish}"/></w:rPr>'
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}" {more}>{parent}{mark}</w:style>'


_DEFAULT = 'w:default="1"'


@pytest.mark.parametrize(
    ("styles", "paragraph", "hidden"),
    [
        ((style("A", vanish="1"),), "A", True),
        ((style("A", vanish="0"),), "A", False),
        ((style("A", vanish="1"), style("B", based="A")), "B", True),
        ((style("A", vanish="1"), style("B", based="A", vanish="false")), "B", False),
        ((style("A", vanish="1"), style("B", based="A"), style("C", based="B")), "C", True),
        ((style("A", based="B"), style("B", based="A")), "A", False),
        ((style("A", vanish="1", more=_DEFAULT),), "", True),
        ((style("A", vanish="1"),), "", False),
        ((style("A", more=_DEFAULT), style("B", vanish="1")), "", False),
    ],
)
def test_text_in_a_style_that_is_formatted_as_hidden_is_hidden(
    styles: tuple[str, ...], paragraph: str, hidden: bool
) -> None:
    assert styled(*styles, paragraph=paragraph) == {Surface.BODY} | ({Surface.HIDDEN} if hidden else set())


@pytest.mark.parametrize(("code", "shown"), [("F04B", "Karen"), ("K", "aren"), ("", "aren")])
def test_a_letter_of_a_symbol_font_is_read_and_a_broken_one_is_none(code: str, shown: str) -> None:
    xml = f'<w:r><w:sym w:font="Symbol" w:char="{code}"/></w:r><w:r><w:t>TEXT</w:t></w:r>'
    read = read_file(with_body_xml(xml)("aren"))
    assert shown in [block.text for block in read.blocks if block.surface is Surface.BODY]


def test_empty_members_and_embedded_fonts_are_no_files_within() -> None:
    read = word({"word/embeddings/empty.bin": b"", "word/fonts/font1.odttf": b"\x12\x13\x14" * 9})
    assert read.inner == ()
    assert "embedded font" in [note.message for note in read.notes]


def test_a_part_in_an_encoding_that_python_does_not_know_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert xml_names.declarations(b'<a xmlns:Oldroyd="urn:x"/>', "x-mac-unknown") == {("Oldroyd", "urn:x")}


def test_a_drawing_and_a_chart_of_a_workbook_are_read_once() -> None:
    para = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
    drawing = part(
        "xdr:wsDr",
        f'<xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="1" name="x" hidden="1"/></xdr:nvSpPr>'
        f"<xdr:txBody>{para.format('Karen Oldroyd')}</xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
        f"<xdr:oneCellAnchor><xdr:sp><xdr:txBody>{para.format('Child R')}</xdr:txBody></xdr:sp></xdr:oneCellAnchor>",
    )
    link = {"d1": ("drawing", "../drawings/drawing1.xml")}
    read = read_file(
        book(
            {"One": "<sheetData/>", "Two": "<sheetData/>"},
            sheet_links={"One": link, "Two": link},
            parts={"xl/drawings/drawing1.xml": drawing},
        )
    )
    body = [(b.part, b.text) for b in read.blocks if b.surface is Surface.BODY]
    assert body == [("drawing on sheet 1", "Karen Oldroyd"), ("drawing on sheet 1", "Child R")]
    assert Surface.HIDDEN in blocks(read, "Karen Oldroyd")
    assert Surface.HIDDEN not in blocks(read, "Child R")


def test_a_sheet_that_is_named_twice_or_lies_nowhere_is_read_once() -> None:
    cells = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Child R</t></is></c></row></sheetData>'
    data = book(
        {"One": cells}, workbook='<sheets><sheet name="Again" r:id="s1"/><sheet name="Gone" r:id="s9"/></sheets>'
    )
    read = read_file(data)
    assert [b.text for b in read.blocks if b.surface is Surface.BODY] == ["Child R"]
    assert {"One", "Again", "Gone"} <= {b.text for b in read.blocks if b.place.startswith("name of sheet")}


def test_what_pivot_tables_keep_of_their_sources_is_hidden_content() -> None:
    stored = part("pivotCacheRecords", '<r><s v="Karen Oldroyd" u="1"/></r>')
    link = {"p": ("pivotCacheRecords", "pivotCache/records1.xml")}
    read = read_file(book({"One": "<sheetData/>"}, links=link, parts={"xl/pivotCache/records1.xml": stored}))
    assert Surface.HIDDEN in blocks(read, "Karen Oldroyd")
    assert Surface.HIDDEN not in blocks(read, "1")


@pytest.mark.parametrize(
    ("header", "sections"),
    [
        ("&LLeft&CMiddle&RKaren", ["Left", "Middle", "Karen"]),
        ("&KFF0000Karen", ["Karen"]),
        ("&K01+000Karen", ["Karen"]),
        ("&12Karen", ["Karen"]),
        ("&1234 visits", ["4 visits"]),
        ("&14", [""]),
        ("Karen && Marek", ["Karen & Marek"]),
        ('&"Arial,Bold"Karen', ["Karen"]),
        ('&"Karen', [""]),
        ("&-Karen", ["-Karen"]),
        ("Karen&", ["Karen&"]),
        ("&P of &N", [" of "]),
    ],
)
def test_codes_of_page_headers_are_taken_out_and_words_stay(header: str, sections: list[str]) -> None:
    written = header.replace("&", "&amp;").replace('"', "&quot;")
    sheet = f"<sheetData/><headerFooter><oddHeader>{written}</oddHeader></headerFooter>"
    read = read_file(book({"One": sheet}))
    found = [b.text for b in read.blocks if b.surface is Surface.HEADER]
    assert [text for text in found if text] == [text for text in sections if any(c.isalnum() for c in text)]
    assert header in [b.text for b in read.blocks if b.surface is Surface.RAW] or not any(map(str.isalnum, header))


@pytest.mark.parametrize(("value", "shown"), [("1", "TRUE"), ("0", "FALSE"), ("Karen", "Karen")])
def test_truth_values_are_shown_in_words(value: str, shown: str) -> None:
    cells = f'<sheetData><row><c t="b"><v>{value}</v></c><x>Karen</x></row></sheetData>'
    read = read_file(book({"One": cells}))
    assert [b.text for b in read.blocks if b.surface is Surface.BODY] == [shown]


def test_columns_without_bounds_hide_nothing_and_a_sheet_may_have_no_cells() -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>Child R</t></is></c></row>'
    read = read_file(
        book({"One": f'<cols><col hidden="1"/><col min="1" max="1"/></cols><sheetData>{cells}</sheetData>'})
    )
    assert Surface.HIDDEN not in blocks(read, "Child R")
    assert [b.text for b in read_file(book({"None": "<cols/>"})).blocks if b.surface is Surface.BODY] == []


def show() -> bytes:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Child R"
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def test_a_slide_that_is_named_twice_or_lies_nowhere_is_read_once() -> None:
    data = show()

    def again(members: dict[str, bytes]) -> None:
        text = members["ppt/presentation.xml"].decode()
        at = text.index("</p:sldIdLst>")
        entry = text[text.index("<p:sldId ") : at]
        gone = '<p:sldId id="999" r:id="rIdGone"/>'
        members["ppt/presentation.xml"] = (
            text[:at] + entry.replace('id="256"', 'id="998"', 1) + gone + text[at:]
        ).encode()

    read = read_file(repacked(data, again))
    assert [b.text for b in read.blocks if b.surface is Surface.BODY].count("Child R") == 1


@pytest.mark.parametrize("position", ["x", ""])
def test_a_shape_whose_place_is_no_number_is_not_taken_for_one_beside_the_slide(position: str) -> None:
    data = show()

    def moved(members: dict[str, bytes]) -> None:
        text = members["ppt/slides/slide1.xml"].decode()
        frame = f'<p:spPr><a:xfrm><a:off x="{position}" y="0"/><a:ext cx="1" cy="1"/></a:xfrm></p:spPr>'
        assert "<p:spPr/>" in text
        members["ppt/slides/slide1.xml"] = text.replace("<p:spPr/>", frame, 1).encode()

    read = read_file(repacked(data, moved))
    assert Surface.HIDDEN not in blocks(read, "Child R")
    assert Surface.BODY in blocks(read, "Child R")


def test_a_shape_without_a_name_is_read() -> None:
    data = show()

    def nameless(members: dict[str, bytes]) -> None:
        text = members["ppt/slides/slide1.xml"].decode()
        start, end = text.index("<p:nvSpPr>"), text.index("</p:nvSpPr>") + len("</p:nvSpPr>")
        members["ppt/slides/slide1.xml"] = (text[:start] + "<p:nvSpPr><p:nvPr/></p:nvSpPr>" + text[end:]).encode()

    assert blocks(read_file(repacked(data, nameless)), "Child R")


def test_a_zip_of_a_workbook_without_its_relationships_is_read_part_by_part() -> None:
    data = workbook_of(
        {
            "[Content_Types].xml": b"<Types>spreadsheetml.sheet.main</Types>",
            "_rels/.rels": rels({}),
            "xl/workbook.xml": part("workbook", "<sheets><sheet name='One' r:id='s1'/></sheets>"),
            "xl/sheet1.xml": part(
                "worksheet", "<sheetData><row><c t='inlineStr'><is><t>Karen</t></is></c></row></sheetData>"
            ),
        }
    )
    assert blocks(read_file(data), "Karen")
