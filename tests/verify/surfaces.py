"""Every surface of a finished file in which a test plants one thing: name → planter and its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pikepdf
from tests.verify.building import (
    attached,
    blank_docx,
    blank_pdf,
    docx_link,
    edited_pdf,
    escaped,
    repacked,
    saved,
    second_revision,
    with_body_xml,
    with_part,
)
from tests.verify.markup import markup_planters

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."


@dataclass(frozen=True)
class Surface:
    """A planter, and a pattern of the places where the verifier reads what it plants."""

    plant: Callable[[str], bytes]
    place: str
    slug: bool = False


def _paragraph(text: str) -> bytes:
    return saved(blank_docx("Child R was seen.", text))


def _header(text: str) -> bytes:
    document = blank_docx()
    document.sections[0].header.paragraphs[0].text = text
    return saved(document)


def _footer(text: str) -> bytes:
    document = blank_docx()
    document.sections[0].footer.paragraphs[0].text = text
    return saved(document)


def _cell(text: str) -> bytes:
    document = blank_docx()
    document.tables[0].cell(1, 1).text = text
    return saved(document)


def _runs(text: str) -> bytes:
    document = blank_docx()
    paragraph = document.add_paragraph()
    for letter in text:
        paragraph.add_run(letter)
    return saved(document)


def _over_paragraphs(text: str) -> bytes:
    return saved(blank_docx("Child R was seen.", *text.split(" ")))


def _author(text: str) -> bytes:
    document = blank_docx()
    document.core_properties.author = text
    return saved(document)


def _white(text: str) -> bytes:
    return with_body_xml('<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>TEXT</w:t></w:r>')(text)


def _member(text: str) -> bytes:
    return repacked(saved(blank_docx()), lambda members: members.update({f"customXml/{text}.xml": b"<x/>"}))


def _xml_comment(text: str) -> bytes:
    def edit(members: dict[str, bytes]) -> None:
        body = members["word/document.xml"]
        members["word/document.xml"] = body.replace(b"<w:body>", f"<w:body><!-- {escaped(text)} -->".encode())

    return repacked(saved(blank_docx()), edit)


def _style(text: str) -> bytes:
    document = blank_docx()
    document.styles["Heading 9"].name = text
    return saved(document)


def _embedded(text: str) -> bytes:
    inner = saved(blank_docx(text))
    return repacked(saved(blank_docx()), lambda members: members.update({"word/embeddings/a.docx": inner}))


def _custom(text: str) -> bytes:
    xml = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Client">'
        "<lpwstr>TEXT</lpwstr></property></Properties>"
    )
    plant = with_part(
        "docProps/custom.xml",
        xml,
        f"{_OFFICE}custom-properties",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    )
    return plant(text)


_PARAGRAPH = "<w:p><w:r><w:t>TEXT</w:t></w:r></w:p>"
_FOOTNOTES = f'<w:footnotes {_W}><w:footnote w:id="2">{_PARAGRAPH}</w:footnote></w:footnotes>'
_COMMENTS = f'<w:comments {_W}><w:comment w:id="0" w:author="Reviewer">{_PARAGRAPH}</w:comment></w:comments>'
_AUTHORED = _COMMENTS.replace("TEXT", "Why?").replace("Reviewer", "TEXT")
_BOX = f"<w:r><w:pict><v:textbox><w:txbxContent>{_PARAGRAPH}</w:txbxContent></v:textbox></w:pict></w:r>"
_PICTURE = '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="Picture 7" descr="TEXT"/></wp:inline></w:drawing></w:r>'

DOCX: Mapping[str, Surface] = {
    "body": Surface(_paragraph, r"^paragraph 3$"),
    "cell": Surface(_cell, r"^table 1, row 2, column 2$"),
    "letter by letter": Surface(_runs, r"^paragraph"),
    "over paragraphs": Surface(_over_paragraphs, r"^paragraph"),
    "white text": Surface(_white, r"^paragraph"),
    "header": Surface(_header, r"^header"),
    "footer": Surface(_footer, r"^footer"),
    "footnote": Surface(
        with_part("word/footnotes.xml", _FOOTNOTES, f"{_OFFICE}footnotes", f"{_TYPES}footnotes+xml"), r"^footnotes"
    ),
    "comment": Surface(
        with_part("word/comments.xml", _COMMENTS, f"{_OFFICE}comments", f"{_TYPES}comments+xml"), r"^comments"
    ),
    "comment author": Surface(
        with_part("word/comments.xml", _AUTHORED, f"{_OFFICE}comments", f"{_TYPES}comments+xml"), r"^comments"
    ),
    "text box": Surface(with_body_xml(_BOX), r"^paragraph"),
    "hidden text": Surface(with_body_xml("<w:r><w:rPr><w:vanish/></w:rPr><w:t>TEXT</w:t></w:r>"), r"^paragraph"),
    "deleted text": Surface(
        with_body_xml("<w:del><w:r><w:delText>TEXT</w:delText></w:r></w:del>"), r"tracked changes$"
    ),
    "field code": Surface(with_body_xml("<w:r><w:instrText>REF TEXT</w:instrText></w:r>"), r"field code$"),
    "alternative text": Surface(with_body_xml(_PICTURE), r"description or name"),
    "content control": Surface(
        with_body_xml('<w:sdt><w:sdtPr><w:alias w:val="TEXT"/></w:sdtPr></w:sdt>'), r"description or name"
    ),
    "bookmark": Surface(
        with_body_xml('<w:bookmarkStart w:id="9" w:name="TEXT"/><w:bookmarkEnd w:id="9"/>'),
        r"description or name",
        slug=True,
    ),
    "style name": Surface(_style, r"description or name|^styles, "),
    "link target": Surface(
        lambda text: docx_link(f"https://www.gov.uk/{text.replace(' ', '%20')}"), r"link target|link targets"
    ),
    "author property": Surface(_author, r"^properties"),
    "custom property": Surface(_custom, r"^properties"),
    "member name": Surface(_member, r"^name of member", slug=True),
    "XML comment": Surface(_xml_comment, r"XML comment"),
    "container comment": Surface(
        lambda text: repacked(saved(blank_docx()), lambda _: None, comment=text.encode()), r"comment of the container"
    ),
    "embedded document": Surface(_embedded, r"^embedded file"),
    **{
        name: Surface(plant, r"names in its markup$", slug=True)
        for name, plant in markup_planters(lambda: saved(blank_docx()), "word/document.xml").items()
    },
}


def _info(text: str) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Author"] = text

    return edited_pdf(edit)


def _xmp(text: str) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:creator"] = [text]

    return edited_pdf(edit)


def _xmp_prefix(text: str) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        packet = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns:{text}="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about=""><{text}:format>application/pdf
            </{text}:format></rdf:Description></rdf:RDF></x:xmpmeta>"""
        pdf.Root["/Metadata"] = pdf.make_stream(packet.encode(), {"/Type": "/Metadata", "/Subtype": "/XML"})

    return edited_pdf(edit)


def _outline(text: str) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(text, 0))

    return edited_pdf(edit)


def _annotation(**entries: object) -> Callable[[str], bytes]:
    def plant(text: str) -> bytes:
        def edit(pdf: pikepdf.Pdf) -> None:
            values = {f"/{key}": text if value == "TEXT" else value for key, value in entries.items()}
            values |= {"/Type": pikepdf.Name.Annot, "/Rect": [0, 0, 10, 10]}
            note = pdf.make_indirect(pikepdf.Dictionary(values))
            pdf.pages[0].obj["/Annots"] = pikepdf.Array([note])

        return edited_pdf(edit)

    return plant


def _uri(text: str) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        target = f"https://www.gov.uk/{text.replace(' ', '%20')}"
        action = pikepdf.Dictionary({"/S": pikepdf.Name.URI, "/URI": target})
        link = pikepdf.Dictionary({"/Subtype": pikepdf.Name.Link, "/Rect": [0, 0, 9, 9], "/A": action})
        pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(link)])

    return edited_pdf(edit)


def _structure(text: str) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        element = pikepdf.Dictionary({"/Type": pikepdf.Name.StructElem, "/S": pikepdf.Name.Figure, "/Alt": text})
        pdf.Root["/StructTreeRoot"] = pdf.make_indirect(
            pikepdf.Dictionary({"/Type": pikepdf.Name.StructTreeRoot, "/K": pdf.make_indirect(element)})
        )

    return edited_pdf(edit)


def _marked(text: str) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        mark = pikepdf.String(text).unparse()
        page.contents_add(pdf.make_stream(b"/Span <</ActualText " + mark + b">> BDC\nEMC"))

    return edited_pdf(edit)


def _property_list(text: str) -> bytes:
    """A string that nothing shows, under a key that the standard does not know."""
    mark = f"\ufeff{text}".encode("utf-16-be").hex().encode()

    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(pdf.make_stream(b"/Span <</Lang (en-GB) /Note <" + mark + b">>> BDC\nEMC"))

    return edited_pdf(edit)


def _attachment(text: str) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        attached(pdf, "notes.txt", text.encode())

    return edited_pdf(edit)


def _attachment_name(text: str) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        attached(pdf, f"{text}.txt", b"Notes.")

    return edited_pdf(edit)


def _script(text: str) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary({"/S": pikepdf.Name.JavaScript, "/JS": f"app.alert('{text}')"})
        pdf.Root["/OpenAction"] = action

    return edited_pdf(edit)


PDF: Mapping[str, Surface] = {
    "prefix of a namespace": Surface(_xmp_prefix, r"namespaces$", slug=True),
    "page": Surface(lambda text: blank_pdf("Overview Report", text), r"^page 1"),
    "white text": Surface(lambda text: blank_pdf(invisible=text), r"^page 1"),
    "author": Surface(_info, r"^document information|^XMP"),
    "XMP": Surface(_xmp, r"^XMP|^document information"),
    "bookmark": Surface(_outline, r"^bookmark"),
    "annotation": Surface(_annotation(Subtype=pikepdf.Name.Text, Contents="TEXT"), r"^annotation"),
    "annotation author": Surface(_annotation(Subtype=pikepdf.Name.Text, T="TEXT"), r"^annotation"),
    "form field": Surface(_annotation(Subtype=pikepdf.Name.FreeText, FT=pikepdf.Name.Tx, V="TEXT"), r"^form field"),
    "link": Surface(_uri, r"^link target"),
    "alternative text": Surface(_structure, r"^replacement text"),
    "replacement text": Surface(_marked, r"^replacement text"),
    "string in a property list": Surface(_property_list, r"^other strings in object"),
    "attachment": Surface(_attachment, r"^attachment"),
    "attachment name": Surface(_attachment_name, r"^file name|^destination"),
    "script": Surface(_script, r"^script"),
    "earlier revision": Surface(lambda text: second_revision(blank_pdf("Report", text), blank_pdf()), r"^revision"),
}
