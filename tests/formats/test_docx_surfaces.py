"""One planted word for each place of a Word file that can hold a name (leaks.md 13 to 22)."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from PIL import Image, PngImagePlugin
from tests.formats.conftest import everything_in, replacing
from tests.formats.docx_files import bare, para, part, run

from redactor.formats import adapter_for


def _png(text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


_DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/>'
    '<wp:docPr id="1" name="Zqname.png" descr="Zqdescr" title="Zqtitle"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="Zqfile.png" descr="Zqinner"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="media_Zqpart.png"/></pic:blipFill><pic:spPr/></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_CHART = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/><wp:docPr id="2" name="x"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="chart.xml"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def _box(choice: str, fallback: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="3" name="b"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx><w:txbxContent>{choice}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        '<v:shape id="Zqshape" alt="Zqalt" o:gfxdata="Zqgfx" style="width:10pt"><v:textbox><w:txbxContent>'
        f"{fallback}</w:txbxContent></v:textbox></v:shape>"
        '<v:shape id="s2"><v:textpath string="Zqwordart"/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    )


def _field(instruction: str, result: str) -> str:
    half = len(instruction) // 2
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:fldData>Zqflddata</w:fldData></w:fldChar></w:r>'
        f"<w:r><w:instrText>{instruction[:half]}</w:instrText></w:r>"
        f"<w:r><w:instrText>{instruction[half:]}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_BODY = "".join(
    [
        para(run("before Zqsp"), '<w:bookmarkStart w:id="1" w:name="Zqbookmark"/>', run("lit after")),
        para(run("Zqco"), "<w:r><w:softHyphen/></w:r>", run("py")),
        para('<w:r><w:sym w:font="Calibri" w:char="F05A"/></w:r>', run("qsym")),
        para("<w:r><w:ruby><w:rt>", run("Zqruby"), "</w:rt><w:rubyBase>", run("base"), "</w:rubyBase></w:ruby></w:r>"),
        para("<m:oMath><m:r><m:t>Zqmaths</m:t></m:r></m:oMath>"),
        para(run("Zqhidden", "<w:rPr><w:vanish/></w:rPr>")),
        para(
            '<w:sdt><w:sdtPr><w:alias w:val="Zqalias"/><w:tag w:val="Zqtag"/><w:dropDownList>'
            '<w:listItem w:displayText="Zqshown" w:value="Zqvalue"/></w:dropDownList>'
            '<w:dataBinding w:xpath="/Zqbinding"/></w:sdtPr><w:sdtContent>',
            run("Zqcontrol"),
            "</w:sdtContent></w:sdt>",
        ),
        para(
            '<w:ins w:author="Zqauthor">',
            run("Zqins"),
            '</w:ins><w:del w:author="Zqdeleter"><w:r>',
            "<w:delText>Zqdeleted</w:delText></w:r></w:del>",
        ),
        para('<w:moveFrom w:author="Zqmover">', run("Zqmoved"), "</w:moveFrom>", run("rest")),
        para(run("x", '<w:rPr><w:b/><w:rPrChange w:author="Zqformat"><w:rPr/></w:rPrChange></w:rPr>')),
        para(_box(para(run("Zqchoice")), para(run("Zqfallback")))),
        para(_field(' HYPERLINK "mailto:Zqmail@x.example" ', "Zqresult")),
        para(_field(' INCLUDETEXT "C:\\Zqpath\\a.docx" ', "kept")),
        para(_field(" REF Zqbookmark \\h ", "kept")),
        para('<w:fldSimple w:instr=" DOCPROPERTY Zqprop ">', run("kept"), "</w:fldSimple>"),
        para('<w:hyperlink r:id="link" w:tooltip="Zqtip" w:anchor="Zqbookmark">', run("Zqlinked"), "</w:hyperlink>"),
        para('<w:commentRangeStart w:id="0"/>', run("c"), '<w:r><w:commentReference w:id="0"/></w:r>'),
        para(_DRAWING),
        para(_CHART),
        '<w:tbl><w:tblPr><w:tblCaption w:val="Zqcaption"/><w:tblDescription w:val="Zqtabledescr"/></w:tblPr>',
        f"<w:tr><w:tc>{para(run('Zqcell'))}</w:tc></w:tr></w:tbl>",
        para('<w:pPr><w:pStyle w:val="ZqStyleId"/></w:pPr>', run("styled")),
        para('<w:r><w:footnoteReference w:id="2"/></w:r>'),
        '<w:customXml w:element="Zqelement">',
        para(run("Zqwrapped")),
        "</w:customXml>",
        para('<w:smartTag w:uri="Zquri" w:element="PersonName">', run("Zqsmart"), "</w:smartTag>"),
        '<w:sectPr><w:headerReference w:type="first" r:id="header1.xml"/>'
        '<w:footerReference w:type="even" r:id="footer1.xml"/></w:sectPr>',
    ]
)
_PARTS: dict[str, tuple[str, bytes]] = {
    "media/Zqpart.png": ("image", _png("Zqexif")),
    "chart.xml": ("chart", b"<chart>Zqchart</chart>"),
    "header1.xml": ("header", part("hdr", para(run("Zqheader")))),
    "footer1.xml": ("footer", part("ftr", para(run("Zqfooter")))),
    "footnotes.xml": (
        "footnotes",
        part(
            "footnotes",
            f'<w:footnote w:id="2">{para(run("Zqnote"))}</w:footnote>'
            f'<w:footnote w:id="3">{para(run("Zqorphan"))}</w:footnote>',
        ),
    ),
    "comments.xml": ("comments", part("comments", para(run("Zqcomment")))),
    "people.xml": ("people", b"<people>Zqperson</people>"),
    "styles.xml": (
        "styles",
        part(
            "styles",
            '<w:style w:type="paragraph" w:styleId="ZqStyleId"><w:name w:val="Zqstylename"/></w:style>'
            '<w:latentStyles><w:lsdException w:name="Zqlatent"/></w:latentStyles>',
        ),
    ),
    "settings.xml": (
        "settings",
        part(
            "settings",
            '<w:zoom w:percent="100"/><w:docVars><w:docVar w:name="Zqvar" w:val="Zqvarvalue"/></w:docVars>'
            '<w:mailMerge><w:query w:val="Zqquery"/></w:mailMerge><w:rsids><w:rsid w:val="00AA00AA"/></w:rsids>',
        ),
    ),
    "numbering.xml": (
        "numbering",
        part(
            "numbering",
            '<w:abstractNum w:abstractNumId="0"><w:name w:val="Zqlistname"/><w:lvl w:ilvl="0">'
            '<w:lvlText w:val="Zqlabel %1."/></w:lvl></w:abstractNum>',
        ),
    ),
    "fontTable.xml": ("fontTable", part("fonts", '<w:font w:name="Zqfont"><w:embedRegular r:id="f"/></w:font>')),
    "glossary/document.xml": ("glossaryDocument", part("glossaryDocument", para(run("Zqblock")))),
    "embeddings/oleObject1.bin": ("oleObject", b"Zqole"),
    "vbaProject.bin": ("vbaProject", b"Zqmacro"),
    "webSettings.xml": ("webSettings", part("webSettings", "Zqweb")),
    "printerSettings1.bin": ("printerSettings", b"Zqprinter"),
    "recipients.xml": ("recipientData", b"<r>Zqrecipient</r>"),
    "unknown.xml": ("ZqUnknownKind", b"<r>Zqunknown</r>"),
}
_CORE = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Zqdoctitle</dc:title><dc:creator>Zqcreator</dc:creator>'
    b"<cp:keywords>Zqkeyword</cp:keywords><cp:lastModifiedBy>Zqlast</cp:lastModifiedBy></cp:coreProperties>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TOP: dict[str, tuple[str, bytes]] = {
    "docProps/core.xml": (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        _CORE,
    ),
    "docProps/app.xml": (_OFFICE + "extended-properties", b"<p>Zqcompany</p>"),
    "docProps/custom.xml": (_OFFICE + "custom-properties", b"<p>Zqcustom</p>"),
    "docProps/thumbnail.jpeg": (_OFFICE.replace("officeDocument", "package") + "metadata/thumbnail", b"Zqthumb"),
    "customXml/item1.xml": (_OFFICE + "customXml", b"<p>Zqcustomxml</p>"),
}
PLANTED = bare(
    _BODY, parts=_PARTS, links={"link": "mailto:Zqtarget@x.example"}, extra={"word/Zqorphanpart.xml": b"<x/>"}, top=_TOP
)


def test_no_planted_word_is_left() -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    assert "zq" in everything_in(PLANTED).lower()
    words = {m: "SW1" for s in document.segments for m in _planted_words(s.text)}
    written = document.write(replacing(document, words), cleared=frozenset())
    assert _planted_words(everything_in(written.data)) == set()
    assert b"zq" not in written.data.lower()


def _planted_words(text: str) -> set[str]:
    return set(re.findall(r"(?i)z\u00ad?q[\w\u00ad]*", text))


@pytest.mark.parametrize(
    "word",
    [
        "Zqsplit", "Zqco\u00adpy", "Zqsym", "Zqruby", "Zqmaths", "Zqhidden", "Zqalias", "Zqshown", "Zqvalue",
        "Zqcontrol", "Zqins", "Zqchoice", "Zqfallback", "Zqalt", "Zqwordart", "Zqmail", "Zqresult", "Zqprop", "Zqtip",
        "Zqlinked", "Zqtarget", "Zqdescr", "Zqtitle", "Zqinner", "Zqcaption", "Zqtabledescr", "Zqcell", "Zqnote",
        "Zqwrapped", "Zqsmart", "Zqheader", "Zqfooter", "Zqstylename", "Zqlabel", "Zqfont", "Zqdoctitle",
    ],
)  # fmt: skip
def test_what_stays_is_a_segment(word: str) -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    assert any(word in segment.text for segment in document.segments)


@pytest.mark.parametrize("word", ["Zqdeleted", "Zqmoved", "Zqorphan", "Zqcomment", "Zqauthor", "Zqpath", "Zqmacro"])
def test_what_is_dropped_is_no_segment(word: str) -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    assert not any(word in segment.text for segment in document.segments)


def test_everything_dropped_is_listed() -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    written = document.write(replacing(document, {}), cleared=frozenset())
    listed = {(change.action, change.what) for change in written.changes}
    for expected in (
        ("accepted", "tracked changes"),
        ("removed", "comments"),
        ("removed", "macros"),
        ("removed", "embedded objects"),
        ("removed", "charts with their data"),
        ("removed", "custom properties"),
        ("removed", "document variables"),
        ("removed", "a part of unknown kind"),
        ("removed", "parts that nothing refers to"),
        ("removed", "the thumbnail picture"),
        ("removed", "fields that fetch from other files"),
        ("replaced", "chart by a grey placeholder"),
        ("rewritten", "bookmark names"),
    ):
        assert expected in listed


def test_nothing_is_held_that_was_understood() -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    assert not [notice for notice in document.notices if notice.holds]


def test_the_copy_has_neutral_names_and_fixed_stamps() -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    plan = replacing(document, {})
    first, second = (document.write(plan, cleared=frozenset()).data for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "word/media/image1.png" in archive.namelist()


@pytest.mark.parametrize("names", [("Ann", "Oldroyd"), ("Bartholomew", "Featherstonehaugh"), ("Li", "Wu")])
def test_the_copy_does_not_depend_on_the_name(names: tuple[str, str]) -> None:
    def release(first: str, last: str) -> bytes:
        body = para(run("visited by "), run(first), run(f" {last}", "<w:rPr><w:i/></w:rPr>"), run(" today"))
        body += para(f'<w:bookmarkStart w:id="1" w:name="{last}"/>', run(f"{first} {last}"))
        body += para(
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{first}"/></w:ffData></w:fldChar></w:r>'
        )
        data = bare(body, links={"k": f"mailto:{first}.{last}@x.example"})
        document = adapter_for("a.docx", data).open(data)
        words = {f"{first} {last}": "SW1", f"{first}.{last}@x.example": "[email]"}
        return document.write(replacing(document, words), cleared=frozenset()).data

    assert release(*names) == release("Karen", "Tolland")
