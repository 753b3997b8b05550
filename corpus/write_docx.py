"""Writes a source as a Word document with python-docx, in the manner of a board's template."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor
from lxml import etree

from corpus.markup import RUN_BREAK, Block, Mark, Piece, Source, Words, Wrapped, plain
from corpus.pictures import emblem, genogram

_EPOCH = (2012, 1, 9, 9, 0, 0)
_WHEN = "2012-01-09T09:00:00Z"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class DocxWriter:
    """Turns one source into the bytes of a ``.docx``; the same source gives the same bytes."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._document: Any = docx.Document()
        self._notes: list[str] = []
        self._revision = 0
        self._style()

    def write(self) -> bytes:
        """Return the finished document."""
        self._furniture()
        for block in self._source.blocks:
            self._block(block)
        self._footnotes()
        self._properties()
        stream = io.BytesIO()
        self._document.save(stream)
        return _fixed_times(stream.getvalue())

    def _style(self) -> None:
        styles = self._document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(11)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
        normal.paragraph_format.space_after = Pt(8)
        normal.paragraph_format.line_spacing = 1.15
        for name, size in (("Title", 22), ("Heading 1", 15), ("Heading 2", 12.5), ("Heading 3", 11)):
            style = styles[name]
            style.font.name, style.font.size = "Arial", Pt(size)
            style.font.bold, style.font.color.rgb = True, RGBColor(0x1F, 0x4E, 0x79)
            fonts = style.element.rPr.rFonts
            for key in list(fonts.attrib):
                del fonts.attrib[key]
            for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(key), "Arial")

    def _furniture(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if self._source.value("landscape"):
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin, section.bottom_margin = Cm(3.2), Cm(2.2)
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        if self._source.value("logo"):
            picture = header.add_run().add_picture(io.BytesIO(emblem()), height=Cm(1.1))
            picture._inline.docPr.set("descr", "Emblem of the Board")
            header.add_run("  ")
        self._inline(header, self._source.head.get("header", ()), size=9)
        self._inline(footer, self._source.head.get("footer", ()), size=9)
        footer.add_run("   Page ").font.size = Pt(9)
        footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))

    def _block(self, block: Block) -> None:
        match block.kind:
            case "page break":
                self._document.add_page_break()
            case "table" | "form":
                self._table(block)
            case "picture":
                self._picture(block)
            case _:
                self._paragraph(block)

    def _paragraph(self, block: Block) -> None:
        styles = {
            "title": "Title",
            "heading": f"Heading {block.level}",
            "bullet": "List Bullet",
        }
        paragraph = self._document.add_paragraph(style=styles.get(block.kind, "Normal"))
        if block.kind in ("title", "cover"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._inline(paragraph, block.pieces)

    def _picture(self, block: Block) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        picture = paragraph.add_run().add_picture(io.BytesIO(genogram()), width=Cm(11))
        picture._inline.docPr.set("descr", "".join(plain(block.pieces)))

    def _table(self, block: Block) -> None:
        columns = len(block.rows[0])
        table = self._document.add_table(rows=0, cols=columns, style="Table Grid")
        table.autofit = False
        section = self._document.sections[0]
        width = section.page_width - section.left_margin - section.right_margin
        shares = block.widths or ((32, 68) if block.kind == "form" else (100 // columns,) * columns)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Emu(width * share // 100)
        for number, row in enumerate(block.rows):
            added = table.add_row()
            added._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            cells = added.cells
            head = number == 0 and block.kind == "table"
            for column, (cell, pieces) in enumerate(zip(cells, row, strict=True)):
                cell.width = Emu(width * shares[column] // 100)
                paragraph = cell.paragraphs[0]
                form = paragraph.paragraph_format
                form.space_before, form.space_after, form.line_spacing = Pt(2), Pt(2), 1.0
                label = head or (block.kind == "form" and column == 0)
                self._inline(paragraph, pieces, size=9.5, bold=label)
                if label:
                    cell._tc.get_or_add_tcPr().append(
                        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="DEEAF6"/>')
                    )
            if head:
                table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _inline(self, paragraph: Any, pieces: Iterable[Piece], *, size: float = 0, bold: bool = False) -> None:
        for piece in pieces:
            match piece:
                case Words() | Mark():
                    self._runs(paragraph, piece, size, bold=bold)
                case Wrapped(kind="note"):
                    self._note(paragraph, piece)
                case Wrapped(kind="link"):
                    self._link(paragraph, piece, size)
                case Wrapped(kind="comment"):
                    author = "".join(plain(piece.argument))
                    initials = "".join(word[0] for word in author.split())
                    text = "".join(plain(piece.content))
                    comment = self._document.add_comment(paragraph.runs[-1], text, author, initials)
                    comment._comment_elm.set(qn("w:date"), _WHEN)
                case Wrapped():
                    self._tracked(paragraph, piece, size)

    def _runs(self, paragraph: Any, piece: Words | Mark, size: float, *, bold: bool) -> None:
        parts = piece.written.split(RUN_BREAK) if isinstance(piece, Mark) else [piece.text]
        for number, part in enumerate(parts):
            run = paragraph.add_run(part)
            run.bold = True if bold or piece.bold else None
            if number:
                run._r.set(qn("w:rsidR"), f"00{0xA1B2C3 + number:06X}")
            if size:
                run.font.size = Pt(size)

    def _tracked(self, paragraph: Any, piece: Wrapped, size: float) -> None:
        self._revision += 1
        first = len(paragraph._p)
        self._inline(paragraph, piece.content, size=size)
        change = parse_xml(f"<w:{piece.kind} {nsdecls('w')}/>")
        change.set(qn("w:id"), str(900 + self._revision))
        change.set(qn("w:author"), "".join(plain(piece.argument)))
        change.set(qn("w:date"), _WHEN)
        runs = list(paragraph._p)[first:]
        paragraph._p.append(change)
        for run in runs:
            change.append(run)
            if piece.kind == "del":
                for text in run.findall(qn("w:t")):
                    text.tag = qn("w:delText")

    def _link(self, paragraph: Any, piece: Wrapped, size: float) -> None:
        target = "".join(plain(piece.argument))
        first = len(paragraph._p)
        self._inline(paragraph, piece.content, size=size)
        link = parse_xml(f"<w:hyperlink {nsdecls('w', 'r')}/>")
        link.set(qn("r:id"), paragraph.part.relate_to(target, RT.HYPERLINK, is_external=True))
        runs = list(paragraph._p)[first:]
        paragraph._p.append(link)
        for run in runs:
            link.append(run)

    def _note(self, paragraph: Any, piece: Wrapped) -> None:
        self._notes.append("".join(plain(piece.content)))
        paragraph._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference w:id="{len(self._notes) + 1}"/></w:r>'
            )
        )

    def _footnotes(self) -> None:
        if not self._notes:
            return
        root = parse_xml(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            "</w:footnote></w:footnotes>"
        )
        for number, text in enumerate(self._notes, start=2):
            note: Any = parse_xml(
                f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p>'
                '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
                '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"> </w:t></w:r>'
                "</w:p></w:footnote>"
            )
            note.find(f".//{qn('w:t')}").text = f" {text}"
            root.append(note)
        part = self._document.part
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        notes = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, blob, part.package)
        part.relate_to(notes, RT.FOOTNOTES)

    def _properties(self) -> None:
        properties = self._document.core_properties
        value = self._source.value
        properties.author = value("author")
        properties.last_modified_by = value("last author") or value("author")
        properties.title, properties.keywords = value("title"), value("keywords")
        properties.comments, properties.subject = value("comments"), ""
        properties.created = properties.modified = dt.datetime(*_EPOCH, tzinfo=dt.UTC)
        properties.revision = 7


def _fixed_times(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            member = zipfile.ZipInfo(info.filename, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(info))
    return stream.getvalue()
