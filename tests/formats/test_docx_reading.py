"""What a Word file is cut into."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from tests.formats.conftest import Convert, plan_for, replacing
from tests.formats.docx_files import bare, para, reopened, run, saved

from redactor.errors import UnreadableError
from redactor.formats import adapter_for
from redactor.formats.docx.document import WordDocument
from redactor.formats.labels import cell_label
from redactor.formats.opc.guard import read_members
from redactor.model import SegmentRole


def _report() -> bytes:
    document = docx.Document()
    document.core_properties.title = "IMR about Karen Oldroyd"
    document.core_properties.author = "Karen Oldroyd"
    document.add_heading("Individual Management Review", 0)
    document.add_heading("What happened", 2)
    paragraph = document.add_paragraph("The health visitor ")
    paragraph.add_run("Kar").bold = True
    paragraph.add_run("en Oldroyd")
    paragraph.add_run(" came.")
    document.add_paragraph("an item", style="List Bullet")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (("Date", "Event", "Source"), ("1 May", "Visit", "Karen Oldroyd")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    section = document.sections[0]
    section.header.paragraphs[0].text = "Karen Oldroyd"
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "signed Karen Oldroyd"
    return saved(document)


def test_roles_levels_places_and_labels() -> None:
    segments = WordDocument(_report()).segments
    seen = {s.text: (s.role, s.level, str(s.place), s.label) for s in segments}
    assert seen["Individual Management Review"] == (SegmentRole.TITLE, 0, "paragraph 1", "")
    assert seen["What happened"] == (SegmentRole.HEADING, 2, "paragraph 2", "")
    assert seen["an item"] == (SegmentRole.LIST_ITEM, 0, "paragraph 4", "")
    assert seen["Visit"] == (SegmentRole.CELL, 0, "table 1, row 2, column 2", "Event")
    assert seen["signed Karen Oldroyd"] == (SegmentRole.FOOTER, 0, "footer, paragraph 1", "")
    assert seen["IMR about Karen Oldroyd"][0] is SegmentRole.ATTRIBUTE
    assert len({s.key for s in segments}) == len(segments)


def test_every_mention_is_replaced_and_python_docx_reopens_it() -> None:
    document = WordDocument(_report())
    written = document.write(replacing(document, {"Karen Oldroyd": "HV1"}), cleared=frozenset())
    copy = reopened(written.data)
    assert [p.text for p in copy.paragraphs][2] == "The health visitor HV1 came."
    assert copy.paragraphs[2].runs[1].bold
    assert copy.tables[0].cell(1, 2).text == "HV1"
    assert copy.sections[0].header.paragraphs[0].text == "HV1"
    assert copy.core_properties.title == "IMR about HV1"
    assert copy.core_properties.author == ""


def test_an_empty_plan_keeps_text_styles_and_structure() -> None:
    data = _report()
    document = WordDocument(data)
    copy = document.write(plan_for(), cleared=frozenset()).data
    before, after = reopened(data), reopened(copy)

    def shape(d: docx.document.Document) -> list[tuple[str, str, list[tuple[str, bool | None]]]]:
        return [(p.text, p.style.name, [(r.text, r.bold) for r in p.runs]) for p in d.paragraphs if p.style]

    assert shape(before) == shape(after)
    again = WordDocument(copy)
    assert [(s.text, s.role, s.level, s.place, s.label) for s in again.segments] == [
        (s.text, s.role, s.level, s.place, s.label) for s in document.segments
    ]
    assert again.write(plan_for(), cleared=frozenset()).data == copy


@pytest.mark.needs_libreoffice
def test_libreoffice_writes_and_reads_what_we_read_and_write(tmp_path: Path, soffice: Convert) -> None:
    original = tmp_path / "report.docx"
    original.write_bytes(_report())
    data = soffice(soffice(original, "odt"), "docx").read_bytes()
    document = adapter_for("report.docx", data).open(data)
    assert sum("Karen Oldroyd" in s.text for s in document.segments) >= 4
    written = document.write(replacing(document, {"Karen Oldroyd": "HV1"}), cleared=frozenset())
    copy = tmp_path / "copy.docx"
    copy.write_bytes(written.data)
    text = soffice(copy, "txt:Text").read_text("utf-8-sig")
    assert "The health visitor HV1 came." in text
    assert "Oldroyd" not in text


def test_tracked_changes_are_accepted_and_marks_joined() -> None:
    body = para(
        "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", run("Karen "), "<w:del><w:r><w:delText>Jane</w:delText></w:r></w:del>"
    ) + para("<w:ins>", run("Oldroyd"), "</w:ins>", run(" left."))
    document = WordDocument(bare(body))
    assert [s.text for s in document.segments] == ["Karen Oldroyd left."]
    written = document.write(replacing(document, {"Karen Oldroyd": "HV1"}), cleared=frozenset())
    assert [p.text for p in reopened(written.data).paragraphs] == ["HV1 left."]


def test_deleted_rows_go() -> None:
    rows = f"<w:tr><w:tc>{para(run('stays'))}</w:tc></w:tr>"
    rows += f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{para(run('goes'))}</w:tc></w:tr>"
    assert [s.text for s in WordDocument(bare(f"<w:tbl>{rows}</w:tbl>")).segments] == ["stays"]


def test_the_strict_variant_is_read_like_the_other() -> None:
    strict = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bare(para(run("Karen"))))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for a, b in strict.items():
                content = content.replace(a, b)
            new.writestr(name, content)
    document = WordDocument(buffer.getvalue())
    assert [s.text for s in document.segments] == ["Karen"]
    copy = document.write(plan_for(), cleared=frozenset()).data
    assert [p.text for p in reopened(copy).paragraphs] == ["Karen"]


def test_text_that_is_not_understood_holds() -> None:
    body = para(run("a")) + '<z:story xmlns:z="urn:z"><z:line>Karen</z:line></z:story>'
    notices = WordDocument(bare(body)).notices
    assert [notice.holds for notice in notices] == [True]


def test_imported_documents_hold() -> None:
    body = para(run("a")) + '<w:altChunk r:id="chunk.html"/>'
    data = bare(body, parts={"chunk.html": ("aFChunk", b"<p>Karen</p>")})
    assert any(notice.holds for notice in WordDocument(data).notices)


def test_hidden_text_is_told() -> None:
    notices = WordDocument(bare(para(run("x", "<w:rPr><w:vanish/></w:rPr>")))).notices
    assert [notice.holds for notice in notices] == [False]


@pytest.mark.parametrize(
    ("row", "column", "label"),
    [(0, 1, ""), (1, 2, "Event"), (1, 1, "Date")],
)
def test_labels_of_wide_tables(row: int, column: int, label: str) -> None:
    texts = [{1: "Date", 2: "Event", 3: "Source"}, {1: "1 May", 2: "Visit", 3: "x"}]
    assert cell_label(texts, row, column) == label


def test_labels_of_forms() -> None:
    form = [{1: "Name", 2: "Karen"}, {1: "Date of birth:", 2: "5.5.86"}]
    assert [cell_label(form, 0, 2), cell_label(form, 1, 2), cell_label(form, 1, 1)] == ["Name", "Date of birth", ""]
    wide = [{1: "Name:", 2: "Karen", 3: "DOB:", 4: "5.5.86"}]
    assert [cell_label(wide, 0, c) for c in (2, 3, 4)] == ["Name", "", "DOB"]


def test_a_plan_for_another_document_is_refused() -> None:
    other = WordDocument(_report())
    with pytest.raises(ValueError, match="segments"):
        WordDocument(bare(para(run("a")))).write(replacing(other, {"Visit": "x"}), cleared=frozenset())


def test_broken_and_hostile_containers_are_refused() -> None:
    good = bare(para(run("a")))
    entity = bare(para(run("a"))).replace(b"<w:body>", b"<w:body>&x;")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive:
        archive.writestr("a.xml", b"1")
        archive.writestr("A.xml", b"2")
    for data in (good[: len(good) // 2], entity, bomb.getvalue(), twice.getvalue(), b"PK\x03\x04rubbish"):
        with pytest.raises(UnreadableError):
            WordDocument(data)


def test_entities_are_never_expanded() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bare(para(run("a"))))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                declared = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
                content = content.replace(b"?>", b"?>" + declared, 1).replace(b">a<", b">&x;<")
            new.writestr(name, content)
    with pytest.raises(UnreadableError):
        WordDocument(buffer.getvalue())


def test_limits_on_members() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(5001):
            archive.writestr(f"{number}", b"")
    with pytest.raises(UnreadableError):
        read_members(buffer.getvalue())
