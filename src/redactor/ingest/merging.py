"""One multi-agency chronology as a Word document, made of the entries of many (DUR 8.67).

It holds names: it goes through detection, decision and verification like every other document.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import _Row

from redactor.ingest.chronologies import Entry

TITLE = "Integrated Chronology"
FILE_NAME = "Integrated chronology.docx"
UNDATED = "Entries whose date could not be read"
_COLUMNS = ("Date", "Agency", "Event", "Source", "Further information")
_WIDTHS = (Cm(2.8), Cm(3.2), Cm(11.5), Cm(4.2), Cm(4.0))


def merged_document(dated: Sequence[Entry], undated: Sequence[Entry]) -> bytes:
    """Return the merged chronology as ``.docx``.

    Args:
        dated: In the order in which they are to stand.
        undated: Listed in a table of their own behind them.
    """
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.0)
    document.add_heading(TITLE, 0)
    document.add_paragraph(_summary(dated, undated))
    _table(document, dated)
    if undated:
        document.add_heading(UNDATED, 1)
        document.add_paragraph("Somebody who knows the case has to put these in their place.")
        _table(document, undated)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _summary(dated: Sequence[Entry], undated: Sequence[Entry]) -> str:
    sources = len({entry.document for entry in (*dated, *undated)})
    agencies = sorted({entry.agency for entry in (*dated, *undated) if entry.agency})
    listed = f" Agencies: {', '.join(agencies)}." if agencies else ""
    return f"{len(dated) + len(undated)} entries of {sources} chronologies, in order of date.{listed}"


def _table(document: Document, rows: Sequence[Entry]) -> None:
    table = document.add_table(rows=1, cols=len(_COLUMNS))
    table.style = "Table Grid"
    header = table.rows[0]
    _fill(header, _COLUMNS, bold=True)
    header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for entry in rows:
        _fill(table.add_row(), (entry.written, entry.agency, entry.event, entry.source, entry.other), bold=False)


def _fill(row: _Row, texts: Sequence[str], *, bold: bool) -> None:
    for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
        cell.width = width
        cell.text = text
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(0)
            for run in paragraph.runs:
                run.font.size = Pt(9)
                run.font.bold = bold
