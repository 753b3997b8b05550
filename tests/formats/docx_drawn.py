"""Word files with charts and SmartArt: planted in every place, and with a chart part that python-pptx wrote."""

from __future__ import annotations

import io
import zipfile

import docx
import pptx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from tests.formats import docx_files, pptx_files, pptx_planted

_DML = "application/vnd.openxmlformats-officedocument.drawingml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_DIAGRAM = {
    "data": "diagramData",
    "layout": "diagramLayout",
    "quickStyle": "diagramQuickStyle",
    "colors": "diagramColors",
}


def drawing(kind: str, inner: str, number: int = 1) -> str:
    """A run with a chart or a diagram (``kind``)."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="4572000" cy="2743200"/><wp:docPr id="{number}" name="Chart"/>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{kind}">{inner}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_DGM = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
_PLANTED_BODY = (
    docx_files.para(docx_files.run("A chart: "))
    + docx_files.para(drawing("chart", f'<c:chart {_C} r:id="chart" c:name="Zqattribute">Zqstray<c:x/></c:chart>'))
    + docx_files.para(drawing("diagram", f'<dgm:relIds {_DGM} r:dm="dm" r:lo="lo" r:qs="qs" r:cs="cs"/>', 2))
    + docx_files.para(f"<w:r><c:chart {_C}>Zqelsewhere</c:chart></w:r>")
)
_SLIDE_LINKS = {
    "dm": ("diagramData", "/ppt/data.xml"),
    "lo": ("diagramLayout", "/ppt/dlayout.xml"),
    "qs": ("diagramQuickStyle", "/ppt/dstyle.xml"),
    "cs": ("diagramColors", "/ppt/dcolors.xml"),
    "drawn": ("http://schemas.microsoft.com/office/2007/relationships/diagramDrawing", "/ppt/drawn.xml"),
    "chart": ("chart", "/ppt/chart.xml"),
    "apart": ("package", "/ppt/embeddings/ole.xlsx"),
}
_SHARED = (
    "chart.xml", "user.xml", "chartstyle.xml", "embeddings/chart.xlsx", "embeddings/ole.xlsx", "data.xml",
    "dlayout.xml", "dstyle.xml", "dcolors.xml", "drawn.xml",
)  # fmt: skip


def planted(workbook: bytes | None = None) -> bytes:
    """One planted word for each place of a chart, its workbook, its drawing and a diagram; or with another workbook."""
    parts = {f"ppt/{name}": pptx_planted.PARTS[f"ppt/{name}"] for name in _SHARED}
    if workbook is not None:
        parts["ppt/embeddings/chart.xlsx"] = pptx_files.Bare(workbook)
    main = pptx_files.Bare(docx_files.part("document", f"<w:body>{_PLANTED_BODY}</w:body>"), _SLIDE_LINKS)
    return pptx_files.package({"word/document.xml": main, **parts}, {"d": ("officeDocument", "/word/document.xml")})


def charted(name: str = "Karen Oldroyd") -> bytes:
    """A Word file by python-docx with a chart by python-pptx (title, category, series) and a diagram."""
    document = docx.Document()
    document.add_heading("Overview Report", level=1)
    document.add_paragraph(f"{name} visited in May 2011.")
    drawn_chart, book = _chart(name)
    chart = Part(PackURI("/word/charts/chart7.xml"), f"{_DML}chart+xml", drawn_chart, document.part.package)
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    workbook = Part(PackURI("/word/embeddings/book.xlsx"), spreadsheet, book, document.part.package)
    chart.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    ids = [document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)]
    for stem, (kind, content) in _diagram(name).items():
        content_type = f"{_DML}{kind.replace('QuickStyle', 'Style')}+xml"
        part = Part(PackURI(f"/word/diagrams/{stem}1.xml"), content_type, content, document.part.package)
        ids.append(document.part.relate_to(part, _OFFICE + kind))
    drawn = Part(
        PackURI("/word/diagrams/drawing1.xml"),
        "application/vnd.ms-office.drawingml.diagramDrawing+xml",
        _drawn(name),
        document.part.package,
    )
    assert document.part.relate_to(drawn, _SLIDE_LINKS["drawn"][0]) == "rId14"
    shown = [
        drawing("chart", f'<c:chart {_C} r:id="{ids[0]}"/>'),
        drawing("diagram", f'<dgm:relIds {_DGM} r:dm="{ids[1]}" r:lo="{ids[2]}" r:qs="{ids[3]}" r:cs="{ids[4]}"/>', 2),
    ]
    for run in shown:
        xml = docx_files.part("p", run).partition(b"?>")[2]
        document.add_paragraph()._p.addprevious(parse_xml(xml))
    document.add_paragraph("The end.")
    return docx_files.saved(document)


def _chart(name: str) -> tuple[bytes, bytes]:
    """The chart part and the workbook behind it, as python-pptx writes them."""
    show = pptx.Presentation()
    data = CategoryChartData()  # type: ignore[no-untyped-call]  # python-pptx has no annotations here
    data.categories = [name, "Others"]
    data.add_series(f"Visits by {name}", (3, 4))  # type: ignore[no-untyped-call]  # python-pptx has no annotations here
    shapes = show.slides.add_slide(show.slide_layouts[6]).shapes
    size = Inches(6)
    chart = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, size, size, size, size, data).chart
    chart.has_title = chart.has_legend = True
    chart.chart_title.text_frame.text = f"Contacts of {name}"
    label = chart.plots[0].series[0].points[0].data_label.text_frame
    label.text = f"mostly {name}"
    return chart.part.blob, chart.part.chart_workbook.xlsx_part.blob


def _diagram(name: str) -> dict[str, tuple[str, bytes]]:
    text = pptx_files.para(pptx_files.run(f"Led by {name}"))
    data = (
        '<dgm:ptLst><dgm:pt modelId="0" type="doc"/><dgm:pt modelId="1"><dgm:prSet phldrT="[Text]"/><dgm:spPr/>'
        f"<dgm:t>{text.replace('<a:p>', '<a:bodyPr/><a:p>', 1)}</dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst>"
        '<dgm:cxn modelId="2" srcId="0" destId="1" srcOrd="0" destOrd="0"/></dgm:cxnLst><dgm:bg/><dgm:whole/>'
        '<dgm:extLst><a:ext uri="http://schemas.microsoft.com/office/drawing/2008/diagram">'
        '<dsp:dataModelExt relId="rId14" minVer="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'
        "</a:ext></dgm:extLst>"
    )
    inner = {"data": data, "layout": '<dgm:layoutNode name="a"/>', "quickStyle": "", "colors": ""}
    roots = {"data": "dataModel", "layout": "layoutDef", "quickStyle": "styleDef", "colors": "colorsDef"}
    return {stem: (kind, pptx_files.xml(f"dgm:{roots[stem]}", inner[stem])) for stem, kind in _DIAGRAM.items()}


def _drawn(name: str) -> bytes:
    text = pptx_files.para(pptx_files.run(f"Led by {name}"))
    return pptx_files.xml(
        "dsp:drawing",
        '<dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvGrpSpPr/></dsp:nvGrpSpPr><dsp:grpSpPr/>'
        '<dsp:sp modelId="{00000000-0000-0000-0000-000000000001}"><dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/>'
        '</dsp:nvSpPr><dsp:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="1500000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></dsp:spPr>'
        f"<dsp:txBody><a:bodyPr/>{text}</dsp:txBody></dsp:sp></dsp:spTree>",
    )


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_member(data: bytes, name: str, before: bytes, after: bytes) -> bytes:
    """The file with one text of one member changed; the text must be there."""
    found = members(data)
    assert before in found[name]
    found[name] = found[name].replace(before, after)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in found.items():
            archive.writestr(member, content)
    return buffer.getvalue()
