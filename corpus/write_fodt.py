"""Writes a source as a flat OpenDocument text, for LibreOffice to turn into Word or PDF."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from corpus.markup import RUN_BREAK, Block, Mark, Piece, Source, Words, Wrapped, plain

_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_FONT = 'fo:font-family="Liberation Serif" style:font-family-generic="roman"'
_STYLES = f"""
<style:style style:name="Standard" style:family="paragraph">
 <style:paragraph-properties fo:margin-bottom="0.25cm" fo:line-height="115%"/>
 <style:text-properties {_FONT} fo:font-size="11.5pt" fo:language="en" fo:country="GB"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard">
 <style:paragraph-properties fo:text-align="center" fo:margin-bottom="0.5cm"/>
 <style:text-properties fo:font-size="19pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Cover" style:family="paragraph" style:parent-style-name="Standard">
 <style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="1">
 <style:paragraph-properties fo:margin-top="0.5cm" fo:keep-with-next="always"/>
 <style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="2">
 <style:paragraph-properties fo:margin-top="0.3cm" fo:keep-with-next="always"/>
 <style:text-properties fo:font-size="12pt" fo:font-weight="bold" fo:font-style="italic"/></style:style>
<style:style style:name="Small" style:family="paragraph" style:parent-style-name="Standard">
 <style:paragraph-properties fo:margin-bottom="0cm"/><style:text-properties fo:font-size="9.5pt"/></style:style>
<style:style style:name="Break" style:family="paragraph" style:parent-style-name="Standard">
 <style:paragraph-properties fo:break-before="page"/></style:style>
<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">
 <style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
 <style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/>
 </style:list-level-properties></text:list-level-style-bullet></text:list-style>
"""
_AUTOMATIC = """
<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Part" style:family="text"><style:text-properties fo:letter-spacing="0.01cm"/></style:style>
<style:style style:name="Cell" style:family="table-cell">
 <style:table-cell-properties fo:border="0.5pt solid #808080" fo:padding="0.1cm"/></style:style>
<style:style style:name="Head" style:family="table-cell">
 <style:table-cell-properties fo:border="0.5pt solid #808080" fo:padding="0.1cm"
  fo:background-color="#e2efd9"/></style:style>
"""


class FodtWriter:
    """Turns one source into a flat OpenDocument text."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._columns: list[str] = []

    def write(self) -> bytes:
        """Return the finished document."""
        body = "\n".join(self._block(block, number) for number, block in enumerate(self._source.blocks))
        names = " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in _NAMESPACES.items())
        landscape = bool(self._source.value("landscape"))
        size = ("29.7cm", "21cm", "landscape") if landscape else ("21cm", "29.7cm", "portrait")
        page = f"""<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="{size[0]}"
 fo:page-height="{size[1]}" style:print-orientation="{size[2]}" fo:margin="2.2cm"/><style:header-style>
<style:header-footer-properties fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style>
<style:header-footer-properties fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>"""
        head, foot = (self._inline(self._source.head.get(key, ())) for key in ("header", "footer"))
        text = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {names} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
{self._meta()}
<office:styles>{_STYLES}</office:styles>
<office:automatic-styles>{_AUTOMATIC}{"".join(self._columns)}{page}</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">
<style:header><text:p text:style-name="Small">{head}</text:p></style:header>
<style:footer><text:p text:style-name="Small">{foot}, page
<text:page-number>1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""
        return text.encode()

    def _meta(self) -> str:
        value = self._source.value
        return (
            f"<office:meta><dc:title>{escape(value('title'))}</dc:title>"
            f"<meta:initial-creator>{escape(value('author'))}</meta:initial-creator>"
            f"<dc:creator>{escape(value('last author') or value('author'))}</dc:creator>"
            f"<meta:keyword>{escape(value('keywords'))}</meta:keyword>"
            "<meta:creation-date>2012-01-13T10:00:00</meta:creation-date></office:meta>"
        )

    def _block(self, block: Block, number: int) -> str:
        words = self._inline(block.pieces)
        match block.kind:
            case "heading":
                level = min(block.level, 2)
                return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{words}</text:h>'
            case "bullet":
                return (
                    '<text:list text:style-name="Bullets"><text:list-item>'
                    f'<text:p text:style-name="Standard">{words}</text:p></text:list-item></text:list>'
                )
            case "table" | "form":
                return self._table(block, number)
            case "page break":
                return '<text:p text:style-name="Break"/>'
            case kind:
                style = {"title": "Title", "cover": "Cover"}.get(kind, "Standard")
                return f'<text:p text:style-name="{style}">{words}</text:p>'

    def _table(self, block: Block, number: int) -> str:
        count = len(block.rows[0])
        shares = block.widths or ((28, 72) if block.kind == "form" else (100 // count,) * count)
        total = 25.3 if self._source.value("landscape") else 16.6
        self._columns.append(
            f'<style:style style:name="T{number}" style:family="table">'
            f'<style:table-properties style:width="{total}cm" table:align="left"/></style:style>'
        )
        columns = ""
        for index, share in enumerate(shares):
            name = f"T{number}.{index}"
            self._columns.append(
                f'<style:style style:name="{name}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{total * share / 100:.2f}cm"/></style:style>'
            )
            columns += f'<table:table-column table:style-name="{name}"/>'
        rows = []
        for index, row in enumerate(block.rows):
            head = index == 0 and block.kind == "table"
            cells = "".join(
                self._cell(pieces, label=head or (block.kind == "form" and column == 0))
                for column, pieces in enumerate(row)
            )
            line = f"<table:table-row>{cells}</table:table-row>"
            rows.append(f"<table:table-header-rows>{line}</table:table-header-rows>" if head else line)
        return (
            f'<table:table table:name="Table{number}" table:style-name="T{number}">{columns}{"".join(rows)}'
            "</table:table>" + '<text:p text:style-name="Small"/>'
        )

    def _cell(self, pieces: tuple[Piece, ...], *, label: bool) -> str:
        words = self._inline(pieces)
        if label:
            words = f'<text:span text:style-name="Bold">{words}</text:span>'
        style = "Head" if label else "Cell"
        return (
            f'<table:table-cell table:style-name="{style}" office:value-type="string">'
            f'<text:p text:style-name="Small">{words}</text:p></table:table-cell>'
        )

    def _inline(self, pieces: Iterable[Piece]) -> str:
        return "".join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Words() | Mark():
                written = piece.written if isinstance(piece, Mark) else piece.text
                first, *rest = (escape(part) for part in written.split(RUN_BREAK))
                words = first + "".join(f'<text:span text:style-name="Part">{part}</text:span>' for part in rest)
                return f'<text:span text:style-name="Bold">{words}</text:span>' if piece.bold else words
            case Wrapped(kind="note"):
                return (
                    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
                    f'<text:note-body><text:p text:style-name="Small">{self._inline(piece.content)}</text:p>'
                    "</text:note-body></text:note>"
                )
            case Wrapped(kind="link"):
                target = quoteattr("".join(plain(piece.argument)))
                return f'<text:a xlink:type="simple" xlink:href={target}>{self._inline(piece.content)}</text:a>'
            case Wrapped(kind="comment"):
                return (
                    f"<office:annotation><dc:creator>{escape(''.join(plain(piece.argument)))}</dc:creator>"
                    "<dc:date>2012-01-09T09:00:00</dc:date>"
                    f"<text:p>{escape(''.join(plain(piece.content)))}</text:p></office:annotation>"
                )
            case Wrapped():
                raise ValueError("tracked changes are written with python-docx only")
