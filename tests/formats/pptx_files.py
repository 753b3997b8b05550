"""Presentations for tests: by python-pptx, and from bare XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

import pptx
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation
from pptx.util import Inches

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
NS = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'
)


@dataclass
class Bare:
    """A part from XML or bytes, and what it refers to: relationship id → (type, part name or address)."""

    content: bytes
    links: dict[str, tuple[str, str]] = field(default_factory=dict)


def xml(root: str, inner: str, attributes: str = "") -> bytes:
    """An XML part with all namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {NS} {attributes}>{inner}</{root}>'.encode()


def package(parts: Mapping[str, Bare], top: Mapping[str, tuple[str, str]], *, comment: bytes = b"") -> bytes:
    """A package of these parts; ``top`` are the relationships of the package itself."""
    members: dict[str, bytes] = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="xml" ContentType="application/xml"/>'
        b'<Override PartName="/ppt/presentation.xml" ContentType="' + MAIN_TYPE.encode() + b'"/></Types>',
        "_rels/.rels": _relationships(top),
    }
    for name, part in parts.items():
        members[name] = part.content
        if part.links:
            folder, _, leaf = name.rpartition("/")
            members[f"{folder}/_rels/{leaf}.rels"] = _relationships(part.links)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = comment
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _relationships(links: Mapping[str, tuple[str, str]]) -> bytes:
    rows = []
    for rel_id, (kind, target) in links.items():
        uri = kind if "/" in kind else OFFICE + kind
        external = not target.startswith("/")
        mode = ' TargetMode="External"' if external else ""
        rows.append(f'<Relationship Id="{rel_id}" Type="{uri}" Target="{target}"{mode}/>')
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(rows)}</Relationships>'.encode()


def run(text: str) -> str:
    return f"<a:r><a:t>{text}</a:t></a:r>"


def para(*inner: str) -> str:
    return f"<a:p>{''.join(inner)}</a:p>"


def shape(number: int, *paragraphs: str, name: str = "TextBox 1", kind: str = "", more: str = "", box: str = "") -> str:
    """A shape with text; ``kind`` is a placeholder type, ``more`` goes into its properties."""
    mark = f'<p:ph type="{kind}"/>' if kind else ""
    frame = f"<a:xfrm>{box}</a:xfrm>" if box else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}" {more}/><p:cNvSpPr/><p:nvPr>{mark}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{frame}</p:spPr><p:txBody><a:bodyPr/>{''.join(paragraphs)}</p:txBody></p:sp>"
    )


def slide(root: str, *shapes: str, attributes: str = "", name: str = "", after: str = "") -> bytes:
    """A slide, layout, master or notes part."""
    tree = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    named = f' name="{name}"' if name else ""
    inner = f"<p:cSld{named}><p:spTree>{tree}{''.join(shapes)}</p:spTree></p:cSld>{after}"
    return xml(f"p:{root}", inner, attributes)


def small(*slides: Bare, extra: Mapping[str, Bare] | None = None, inner: str = "") -> bytes:
    """A presentation of these slides on one layout and one master."""
    links: dict[str, tuple[str, str]] = {"m": ("slideMaster", "/ppt/m.xml")}
    parts = {
        "ppt/m.xml": Bare(
            slide("sldMaster", after='<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="l"/></p:sldLayoutIdLst>'),
            {"l": ("slideLayout", "/ppt/l.xml"), "t": ("theme", "/ppt/t.xml")},
        ),
        "ppt/l.xml": Bare(slide("sldLayout", name="Blank"), {"m": ("slideMaster", "/ppt/m.xml")}),
        "ppt/t.xml": Bare(xml("a:theme", "", 'name="Office"')),
        **(extra or {}),
    }
    ids = ""
    for number, part in enumerate(slides, 1):
        links[f"s{number}"] = ("slide", f"/ppt/s{number}.xml")
        ids += f'<p:sldId id="{255 + number}" r:id="s{number}"/>'
        parts[f"ppt/s{number}.xml"] = Bare(part.content, {"l": ("slideLayout", "/ppt/l.xml"), **part.links})
    main = xml(
        "p:presentation",
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="m"/></p:sldMasterIdLst>'
        f'<p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>{inner}',
    )
    return package(
        {"ppt/presentation.xml": Bare(main, links), **parts}, {"d": ("officeDocument", "/ppt/presentation.xml")}
    )


def picture(color: str = "navy", size: tuple[int, int] = (80, 60)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, color).save(buffer, "PNG")
    return buffer.getvalue()


def deck(name: str = "Karen Oldroyd", *, title: str = "Overview Report") -> Presentation:
    """Four slides by python-pptx: title with notes, list and table, chart and picture, a hidden one."""
    show = pptx.Presentation()
    first = show.slides.add_slide(show.slide_layouts[0])
    first.shapes.title.text = title
    first.placeholders[1].text = f"{name}, social worker"
    first.notes_slide.notes_text_frame.text = f"Ask {name} before the meeting"
    second = show.slides.add_slide(show.slide_layouts[1])
    second.shapes.title.text = "What happened"
    second.placeholders[1].text = f"{name} visited in May 2011\nThe child was seen"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(4), Inches(5), Inches(1)).table
    for index, text in enumerate(("Date", "Worker", "May 2011", name)):
        table.cell(index // 2, index % 2).text = text
    third = show.slides.add_slide(show.slide_layouts[5])
    third.shapes.title.text = "Contacts"
    data = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [name, "Others"]
    data.add_series(f"Visits by {name}", (3, 4))  # type: ignore[no-untyped-call]
    third.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(6), Inches(4), data)
    third.shapes.add_picture(io.BytesIO(picture()), Inches(7), Inches(5), Inches(2))
    fourth = show.slides.add_slide(show.slide_layouts[6])
    fourth._element.set("show", "0")
    fourth.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.text = f"Not shown: {name}"
    return show


def saved(show: Presentation) -> bytes:
    buffer = io.BytesIO()
    show.save(buffer)
    return buffer.getvalue()


def reopened(data: bytes) -> Presentation:
    return pptx.Presentation(io.BytesIO(data))


def texts(data: bytes) -> list[list[str]]:
    """The texts of each slide, as python-pptx reads them."""
    found = []
    for page in reopened(data).slides:
        own = [s.text_frame.text for s in page.shapes if s.has_text_frame]
        own += [cell.text for s in page.shapes if s.has_table for row in s.table.rows for cell in row.cells]
        found.append(own)
    return found
