"""An invented case, and finished documents with nothing in them but what a test plants."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache

import docx
import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from redactor.beside import SecondProcess
from redactor.model import Category, Origin, Person
from redactor.nlp import Ahead, Asked, Mark
from redactor.profiles.schema import load_profile
from redactor.verify import Knowledge
from redactor.verify.search import asked

KAREN = Person("g1", "Karen Oldroyd", "SW1", Category.PROFESSIONAL, "social worker")
MAREK = Person("g2", "Marek Wisniowski", "Father", Category.FAMILY, "father")
CHILD = Person("g3", "Jolie Brannock", "Child R", Category.CHILD, "subject child")
VISITOR = Person("g4", "Hope Lincoln", "HV1", Category.PROFESSIONAL, "health visitor")
SCHOOL = Person("g5", "Thornfield Primary School", "Primary School 1", Category.PLACE, "school")
NUMBER = Person("g6", "K/4471/22", "Reference 1", Category.IDENTIFIER, "reference")
AUTHOR = Person("a1", "Frances Tolland", "", Category.PROFESSIONAL, "overview report author", origin=Origin.ALLOWED)
CHAIR = Person("a2", "Gwen Ashdown", "", Category.PROFESSIONAL, "LSCB chair", origin=Origin.ALLOWED)
LINE = Person("k1", "01632 960999", "", Category.KEEP, "the board's published line", origin=Origin.KEEP)
PEOPLE = (KAREN, MAREK, CHILD, VISITOR, SCHOOL, NUMBER, AUTHOR, CHAIR, LINE)

CLEAN = (
    "Serious Case Review: Overview Report",
    "Child R was known to SW1 and HV1 from March 2011.",
    "The report was written by Frances Tolland, overview report author.",
    "HV1 told SW1 that Father had moved to [address] and gave the number [telephone].",
)
_STYLES = {"Normal", "Heading 1", "Heading 9", "Header", "Footer", "Normal Table", "Default Paragraph Font"}


def knowledge_for(destination: str = "ofsted") -> Knowledge:
    """The invented case, for one destination."""
    return Knowledge(
        people=PEOPLE,
        subject="Child R",
        reference="FN-11",
        roles_not_held={},
        profile=load_profile(destination),
        full_rules=True,
        codes=frozenset({p.code for p in PEOPLE if p.code} | {"Child R", "HV2"}),
    )


@cache
def _template() -> bytes:
    """A Word document with few styles, and those in one part: reading it takes a tenth of the time."""
    document = docx.Document()
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[name]
    for style in list(document.styles):
        if style.name not in _STYLES:
            document.styles.element.remove(style.element)
    return saved(document)


def blank_docx(*paragraphs: str) -> docx.document.Document:
    """A Word document of a few clean paragraphs, one table, a header and a footer."""
    document = docx.Document(io.BytesIO(_template()))
    document.core_properties.author = "Fennshire LSCB"
    document.core_properties.comments = ""
    document.add_heading(CLEAN[0], level=1)
    for text in paragraphs or CLEAN[1:]:
        document.add_paragraph(text)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("Date", "Event", "May 2011", "Visit"), strict=True
    ):
        cell.text = text
    section = document.sections[0]
    section.header.paragraphs[0].text = "Confidential"
    section.footer.paragraphs[0].text = "Fennshire LSCB"
    return document


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, edit: Callable[[dict[str, bytes]], None], *, comment: bytes = b"") -> bytes:
    """A zip with its members edited."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    edit(members)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(name: str, content: str, kind: str, content_type: str) -> Callable[[str], bytes]:
    """A planter that adds a part related to the main part; ``TEXT`` stands for what is planted."""

    def plant(text: str) -> bytes:
        def edit(members: dict[str, bytes]) -> None:
            members[name] = content.replace("TEXT", escaped(text)).encode()
            override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
            types = members["[Content_Types].xml"].decode()
            members["[Content_Types].xml"] = types.replace("</Types>", override).encode()
            rels = members["word/_rels/document.xml.rels"].decode()
            relation = f'<Relationship Id="rIdX" Type="{kind}" Target="/{name}"/></Relationships>'
            members["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", relation).encode()

        return repacked(saved(blank_docx()), edit)

    return plant


def escaped(text: str) -> str:
    """Text for XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def with_body_xml(xml: str) -> Callable[[str], bytes]:
    """A planter that puts XML into the last paragraph; ``TEXT`` stands for what is planted."""

    def plant(text: str) -> bytes:
        document = blank_docx()
        paragraph = document.add_paragraph()
        names = nsdecls("w", "wp", "a", "r")
        root = parse_xml(
            f'<w:x {names} xmlns:v="urn:schemas-microsoft-com:vml">{xml.replace("TEXT", escaped(text))}</w:x>'
        )
        for child in root:
            paragraph._p.append(child)
        return saved(document)

    return plant


def docx_link(target: str) -> bytes:
    """A document with an external link."""
    document = blank_docx()
    document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return saved(document)


def blank_pdf(*lines: str, invisible: str = "") -> bytes:
    """A PDF of one page with the clean lines."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True, pageCompression=1)
    canvas.setTitle("Overview Report")
    text = canvas.beginText(60, 780)
    for line in lines or CLEAN:
        text.textLine(line)
    if invisible:
        text.setFillColorRGB(1, 1, 1)
        text.textLine(invisible)
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def edited_pdf(edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The clean PDF after an edit."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank_pdf())) as pdf:
        edit(pdf)
        pdf.save(out)
    return out.getvalue()


def second_revision(first: bytes, second: bytes) -> bytes:
    """A file that held ``first`` and was saved as ``second`` on top of it (all objects rewritten)."""
    with pikepdf.open(io.BytesIO(second)) as pdf:
        size = len(pdf.objects) + 1
        root, info = pdf.Root.objgen[0], pdf.trailer.Info.objgen[0]
        objects = {item.objgen[0]: _object_bytes(item) for item in pdf.objects}
    start = first.rindex(b"startxref") + len(b"startxref")
    previous = int(first[start:].split()[0])
    out = bytearray(first if first.endswith(b"\n") else first + b"\n")
    offsets: dict[int, int] = {}
    for number, content in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(out)
    out += b"xref\n"
    for number, offset in offsets.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    out += b"trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d>>\n" % (size, root, info, previous)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def _object_bytes(item: pikepdf.Object) -> bytes:
    if isinstance(item, pikepdf.Stream):
        raw = item.read_raw_bytes()
        keys = pikepdf.Dictionary({key: value for key, value in item.items() if key != "/Length"})
        keys["/Length"] = len(raw)
        return keys.unparse() + b"\nstream\n" + raw + b"\nendstream"
    return item.unparse(resolved=True)


def members_of(data: bytes) -> Mapping[str, bytes]:
    """The members of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def attached(pdf: pikepdf.Pdf, name: str, content: bytes) -> None:
    """Attach a file to a PDF."""
    stream = pdf.make_stream(content, {"/Type": pikepdf.Name.EmbeddedFile})
    spec = pikepdf.Dictionary(
        {"/Type": pikepdf.Name.Filespec, "/F": name, "/UF": name, "/EF": pikepdf.Dictionary({"/F": stream})}
    )
    names = pikepdf.Dictionary({"/Names": pikepdf.Array([pikepdf.String(name), pdf.make_indirect(spec)])})
    pdf.Root["/Names"] = pikepdf.Dictionary({"/EmbeddedFiles": names})


def answering(monkeypatch: pytest.MonkeyPatch, answer: Callable[[Sequence[str]], list[tuple[Mark, ...]]]) -> None:
    """The model says this from now on."""

    class Told(Asked):
        def marks(self) -> list[tuple[Mark, ...]]:
            return answer([text for batch in self.batches for text in batch])

    @contextmanager
    def asking(texts: Sequence[str], _beside: SecondProcess | None, *, ahead: Ahead) -> Iterator[Asked]:
        yield Told([ahead.texts, texts], ())

    monkeypatch.setattr(asked, "asking", asking)
