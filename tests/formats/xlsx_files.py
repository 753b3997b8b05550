"""Workbooks for tests: from bare XML, and a search that shares nothing with the program."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping
from urllib.parse import unquote

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NS = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" '
    'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" '
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)

_STYLES = (
    "<fonts><font><sz val='11'/><name val='Calibri'/></font></fonts>"
    "<fills><fill><patternFill patternType='none'/></fill></fills>"
    "<borders><border/></borders>"
    "<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/></cellXfs>"
    "<cellStyles><cellStyle name='Normal' xfId='0' builtinId='0'/></cellStyles>"
)

Links = Mapping[str, tuple[str, str]]
"""Relationship id to (kind, target); a target with "EXT:" before it is external."""


def part(root: str, inner: str, attributes: str = "") -> bytes:
    """One part: ``root`` with its prefix, all namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {_NS} {attributes}>{inner}</{root}>'.encode()


def rels(links: Links) -> bytes:
    """A relationships part."""
    rows = []
    for rel_id, (kind, target) in links.items():
        uri = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
        mode = ' TargetMode="External"' if target.startswith("EXT:") else ""
        rows.append(f'<Relationship Id="{rel_id}" Type="{uri}" Target="{target.removeprefix("EXT:")}"{mode}/>')
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(rows)}</Relationships>'.encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def book(
    sheets: Mapping[str, str],
    *,
    workbook: str = "",
    strings: str = "",
    styles: str = _STYLES,
    states: Mapping[str, str] | None = None,
    sheet_links: Mapping[str, Links] | None = None,
    links: Links | None = None,
    top: Links | None = None,
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A workbook from XML.

    Args:
        sheets: Name of each tab to the inner XML of its ``worksheet``.
        workbook: Inner XML of the workbook after ``sheets``.
        strings: Inner XML of the shared strings.
        styles: Inner XML of the styles.
        states: Name of a tab to its state.
        sheet_links: Name of a tab to the relationships of its part.
        links, top: Further relationships of the workbook, and of the package.
        parts: Further members.
    """
    entries, members = [], {}
    own: dict[str, tuple[str, str]] = {"st": ("styles", "styles.xml"), "ss": ("sharedStrings", "sharedStrings.xml")}
    for number, (name, inner) in enumerate(sheets.items(), 1):
        state = f' state="{states[name]}"' if states and name in states else ""
        entries.append(f'<sheet name="{html.escape(name)}" sheetId="{number}"{state} r:id="s{number}"/>')
        own[f"s{number}"] = ("worksheet", f"worksheets/s{number}.xml")
        members[f"xl/worksheets/s{number}.xml"] = part("worksheet", inner)
        if sheet_links and name in sheet_links:
            members[f"xl/worksheets/_rels/s{number}.xml.rels"] = rels(sheet_links[name])
    before, _, after = workbook.partition("<!--sheets-->")
    main = (
        f"{before}<sheets>{''.join(entries)}</sheets>{after}"
        if "<!--sheets-->" in workbook
        else (f"<sheets>{''.join(entries)}</sheets>{workbook}")
    )
    return zipped(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": rels({"main": ("officeDocument", "xl/workbook.xml"), **(top or {})}),
            "xl/workbook.xml": part("workbook", main),
            "xl/_rels/workbook.xml.rels": rels({**own, **(links or {})}),
            "xl/styles.xml": part("styleSheet", styles),
            "xl/sharedStrings.xml": part("sst", strings),
            **members,
            **(parts or {}),
        }
    )


def data(*rows: str) -> str:
    """``sheetData`` of rows of cells."""
    return "<sheetData>" + "".join(f"<row>{row}</row>" for row in rows) + "</sheetData>"


def text(words: str) -> str:
    """A cell with a text of its own."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{html.escape(words)}</t></is></c>'


def saved(workbook: Workbook) -> bytes:
    """The bytes of an openpyxl workbook."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def set_header(sheet: Worksheet, words: str) -> None:
    """Put words into the middle of the page header."""
    header = sheet.oddHeader
    assert header is not None
    header.center.text = words


def reopened(content: bytes, *, values: bool = False) -> Workbook:
    """A workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def everything_in(content: bytes) -> str:
    """All that a file holds, as many ways as a word can stand in it, files within files too."""
    views: list[str] = [content.decode("latin-1"), content.decode("utf-16-le", "replace")]
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return "\n".join((*views, content.decode("utf-8", "replace")))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            inner = archive.read(name)
            if inner.startswith(b"PK"):
                views.append(everything_in(inner))
            views += [name, inner.decode("utf-8", "replace"), inner.decode("utf-16-le", "replace")]
    joined = unquote(html.unescape("\n".join(views)))
    joined = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), joined)
    bare = re.sub(r"<[^>]*>", "", joined)
    uncoded = re.sub(r'&(?:[LCRBIUESXYO]|\d+|"[^"]*")', "", bare)
    return "\n".join((joined, bare, uncoded, bare.replace("\\", "").replace('"', "")))
