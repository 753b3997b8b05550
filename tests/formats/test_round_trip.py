"""Nothing to replace and every picture cleared: text, styles and structure come back as they were.

Workbooks, presentations and messages have the like among the tests of their writing.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from html.parser import HTMLParser

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree
from PIL import Image
from tests.formats.conftest import plan_for
from tests.formats.docx_files import saved
from tests.ocr.drawn import logo, png

from redactor.formats import adapter_for
from redactor.formats.html import HtmlAdapter

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_PICTURE = png(logo())
_CLEARED = frozenset({hashlib.sha256(_PICTURE).hexdigest()})


def _field(paragraph: Paragraph, instruction: str, result: str) -> None:
    for kind, text in (("begin", ""), ("instr", instruction), ("separate", ""), ("result", result), ("end", "")):
        run = paragraph.add_run(text if kind == "result" else "")
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.text = text
            run._r.append(element)
        elif kind != "result":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _report() -> bytes:
    """Headings, lists, formatted runs, a table with merged cells, fields, a picture, two sections."""
    report = docx.Document()
    report.core_properties.title, report.core_properties.language = "Overview report", "en-GB"
    report.add_heading("Overview report", 0)
    _field(report.add_paragraph(), ' TOC \\o "1-3" \\h ', "Findings\t2")
    report.add_heading("Findings", 1)
    paragraph = report.add_paragraph("The records were ")
    run = paragraph.add_run("not")
    run.bold, run.italic, run.font.size, run.font.color.rgb = True, True, Pt(14), RGBColor(200, 0, 0)
    paragraph.add_run(" complete.\tSee page ")
    _field(paragraph, " PAGEREF _Toc1 \\h ", "2")
    for text in ("one", "two"):
        report.add_paragraph(text, style="List Number")
        report.add_paragraph(text, style="List Bullet 2")
    table = report.add_table(rows=3, cols=3, style="Light Grid Accent 1")
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Chronology"
    table.cell(1, 1).text = "May 2011"
    report.add_picture(io.BytesIO(_PICTURE), width=Pt(90))
    report.inline_shapes[0]._inline.docPr.set("descr", "The emblem of the board")
    section = report.add_section()
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Pt(842), Pt(595)
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "Not to be copied"
    _field(section.footer.paragraphs[0], " PAGE ", "1")
    report.add_heading("Recommendations", 2)
    return saved(report)


def _shape(data: bytes, name: str) -> list[tuple[str, dict[str, str], str]]:
    """Every element of a part with its attributes and text, without ids of relationships and traces of editing."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(name))
    found = []
    for element in root.iter(etree.Element):
        attributes = {
            str(key): str(value)
            for key, value in element.attrib.items()
            if not str(key).startswith((_RELATION, _XML)) and "rsid" not in str(key)
        }
        if etree.QName(element).localname not in ("rsids", "rsid", "cNvPr", "docPr"):
            found.append((str(element.tag), attributes, (element.text or "").strip()))
    return found


def _part(data: bytes, kind: str) -> str:
    """The name of the only, or the last, part of a kind that the document refers to."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
    targets = [e.get("Target", "") for e in root if e.get("Type", "").endswith(f"/{kind}")]
    return posixpath.join("word", targets[-1])


def test_a_word_file_comes_back_element_by_element() -> None:
    data = _report()
    document = adapter_for("a.docx", data).open(data)
    copy = document.write(plan_for(), cleared=_CLEARED).data
    assert _shape(copy, "word/document.xml") == _shape(data, "word/document.xml")
    for kind in ("styles", "numbering", "header", "footer"):
        assert _shape(copy, _part(copy, kind)) == _shape(data, _part(data, kind)), kind
    one, other = docx.Document(io.BytesIO(data)), docx.Document(io.BytesIO(copy))
    assert [p.style.name for p in other.paragraphs if p.style] == [p.style.name for p in one.paragraphs if p.style]
    assert [s.orientation for s in other.sections] == [s.orientation for s in one.sections]
    assert other.core_properties.title == "Overview report"
    (shape,) = other.inline_shapes
    assert shape._inline.docPr.get("descr") == "The emblem of the board"
    (picture,) = [part.blob for part in other.part.package.iter_parts() if str(part.content_type).startswith("image/")]
    assert Image.open(io.BytesIO(picture)).convert("RGB").tobytes() == logo().tobytes()
    again = adapter_for("a.docx", copy).open(copy)
    assert [(s.text, s.role, s.level) for s in again.segments] == [(s.text, s.role, s.level) for s in document.segments]


class _Outline(HTMLParser):
    """Tags, kept attributes and texts of a page's body, by the standard library."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.feed(page[page.index("<body") :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted(a for a in attrs if a[0] not in ("src", "id", "class")))))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append((" ".join(data.split()), ()))


def test_a_web_page_comes_back_tag_by_tag() -> None:
    page = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Review</title></head><body>
<header><nav aria-label="Main"><a href="https://www.gov.uk/">Guidance</a></nav></header><main><h1>Review</h1>
<p>The records were <strong>not</strong> <em lang="cy">complete</em>.<br>See <a href="https://x.example/a?b=c">here</a>.</p>
<ol start="3"><li>one</li><li>two</li></ol><table><caption>Contacts</caption><thead><tr><th scope="col">Date</th>
<th scope="col">Event</th></tr></thead><tbody><tr><td colspan="2">May 2011</td></tr></tbody></table>
<figure><img src="pictures/logo.png" alt="The emblem" width="120" height="60"><figcaption>Emblem</figcaption></figure>
<blockquote><p>Nobody asked.</p></blockquote></main><footer>Fennshire LSCB</footer></body></html>"""
    document = HtmlAdapter().open(page.encode(), linked={"pictures/logo.png": _PICTURE}.get)
    copy = document.write(plan_for(), cleared=_CLEARED).data.decode()
    assert _Outline(copy).found == _Outline(page).found
    assert '<html lang="en-GB">' in copy
    assert not document.notices
