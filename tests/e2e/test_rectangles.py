"""Parts of pages and pictures that somebody removes, words or none: on PDFs, scans and pictures of Word files."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pptx
import pypdfium2
import pytest
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.e2e.test_older_formats import case_of
from tests.formats.test_pdf_raster import coded_as, written
from tests.ocr.drawn import photograph, png, scribble

import redactor
from redactor.ingest import ingest_bytes
from redactor.model import Status
from redactor.pipeline.page_places import illustrations
from redactor.release.results import DocumentResult
from redactor.verify import covering

PDF = "Health overview.pdf"
HEAD = "document,place,text,action,value,reason\n"


def drawn_on() -> bytes:
    """Two pages; on the second a drawing by hand with a caption, and a name below it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for page in range(2):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 760, "Health overview report" if page == 0 else "Section two")
        canvas.drawString(72, 720, "Frances Marlowe was seen by the social worker, Karen Oldroyd, at home.")
        if page == 1:
            canvas.bezier(100, 500, 150, 560, 200, 440, 260, 520)
            canvas.drawString(110, 430, "where the bruise was")
            canvas.drawString(72, 300, "Nothing else was seen.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def ended(folder: Path, name: str, data: bytes, row: str, *, raster: bool = True) -> DocumentResult:
    """How a document of a small case ends with one decision."""
    case = case_of(folder / "case", {name: data})
    (case / "confidential").mkdir()
    (case / "confidential" / "decisions.csv").write_text(f"{HEAD}{name},{row}\n", encoding="utf-8")
    (document,) = redactor.run_case(case, folder / "out", raster=raster).documents
    return document


def texts(data: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(data)]


def released(document: DocumentResult) -> bytes:
    assert (document.status, document.reasons) == (Status.RELEASED, ())
    assert document.applied is not None
    return document.applied.data


def test_a_part_of_a_page_goes_with_its_words_and_what_is_drawn_there(tmp_path: Path) -> None:
    document = ended(tmp_path, PDF, drawn_on(), '"page 2, from 10 35 to 70 55",,remove,,medical detail')
    data = released(document)
    seen = "Child T was seen by the social worker, SW1, at home."
    assert texts(data) == [
        f"Health overview report {seen}",
        f"Section two {seen} [removed: medical detail] Nothing else was seen.",
    ]
    page = pypdfium2.PdfDocument(data)[1].render(scale=1).to_pil().convert("L")
    box = page.crop((65, 300, 410, 455))
    assert box.getpixel((3, 3)) == box.getpixel((340, 150)) == pytest.approx(225, abs=2)
    assert document.document is not None
    assert [n.message for n in document.document.notices] == ["Page 2 becomes a picture: a part of it is removed."]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(list(pdf.pages[1].Resources.XObject.keys())) == 1


def test_a_writer_that_paints_nothing_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redactor.formats.pdf.inplace.fallback.cover", lambda *_: None)
    document = ended(tmp_path, PDF, drawn_on(), '"page 2, from 10 35 to 70 55",,remove,,medical detail')
    assert document.status is Status.BLOCKED
    assert document.verification is not None
    assert {(r.place, r.check) for r in document.verification.residuals} >= {("page 2", covering.CHECK)}


@pytest.mark.slow
def test_a_writer_that_paints_nothing_on_scans_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redactor.formats.pdf.raster.finishing.cover", lambda *_: None)
    document = ended(tmp_path, PDF, signed(), '"page 1, from 3 55 to 60 99",,remove,,signature')
    assert document.status is Status.BLOCKED
    assert document.verification is not None
    assert ("page 1", covering.CHECK) in {(r.place, r.check) for r in document.verification.residuals}


@pytest.mark.parametrize("place", ["page 3, from 10 35 to 70 55", "page 1, picture 1, from 10 35 to 70 55"])
def test_a_part_of_what_is_not_there_holds(tmp_path: Path, place: str) -> None:
    document = ended(tmp_path, PDF, drawn_on(), f'"{place}",,remove,,medical detail')
    assert document.status is Status.HELD
    assert any("does not have" in reason for reason in document.reasons)


def test_without_pictures_of_pages_it_holds(tmp_path: Path) -> None:
    row = '"page 2, from 10 35 to 70 55",,remove,,medical detail'
    document = ended(tmp_path, PDF, drawn_on(), row, raster=False)
    assert document.status is Status.HELD
    assert any("a part of it is removed" in reason for reason in document.reasons)


def signed() -> bytes:
    """A scan with a signature below its lines."""
    image, _ = written("Health overview report", "The social worker, Karen Oldroyd, wrote this.", width=1100)
    page = Image.new("RGB", (1100, 700), image.getpixel((0, 0)))
    page.paste(image, (0, 0))
    return coded_as(scribble(page, left=80, middle=500, width=300), "JPEG")


def test_handwriting_on_a_scan_holds_until_it_is_covered(tmp_path: Path) -> None:
    open_ = ended(tmp_path / "a", PDF, signed(), ",Health overview report,keep,,title")
    assert open_.status is Status.HELD
    assert any("handwriting" in reason for reason in open_.reasons)
    data = released(ended(tmp_path / "b", PDF, signed(), '"page 1, from 3 55 to 60 99",,remove,,signature'))
    assert texts(data) == ["Health overview report The social worker, SW1, wrote this. [removed: signature]"]


def test_a_shorter_code_on_a_scan_draws_nothing_out_of_the_box(tmp_path: Path) -> None:
    image, _ = written("Health overview report", "Karen Oldroyd met somebody at home.", "Nothing else.", width=1100)
    row = '"page 1, from 40 34 to 48 53",,remove,,name'
    data = released(ended(tmp_path, PDF, coded_as(image, "JPEG"), row))
    assert texts(data) == ["Health overview report SW1 met [removed: name] at home. Nothing else."]
    page = pypdfium2.PdfDocument(data)[0]
    shown = page.render(scale=image.width / page.get_width()).to_pil().convert("L")
    beside = shown.crop(
        (int(0.345 * image.width), int(0.4 * image.height), int(0.395 * image.width), int(0.48 * image.height))
    )
    assert beside.getextrema() == pytest.approx((225, 225), abs=6), "the rest of the word is grey too"
    gap = shown.getpixel((int(0.3 * image.width), int(0.44 * image.height)))
    assert gap == pytest.approx(225, abs=6), "no gap tells how long the name was"


def illustrated() -> bytes:
    report, out = docx.Document(), io.BytesIO()
    report.add_heading("Health overview report", 1)
    report.add_paragraph("Written by Karen Oldroyd.")
    report.add_picture(io.BytesIO(png(photograph())))
    report.save(out)
    return out.getvalue()


def photographs(data: bytes) -> list[Image.Image]:
    return [
        Image.open(io.BytesIO(p.blob)).convert("RGB") for p in docx.Document(io.BytesIO(data)).part.package.image_parts
    ]


def test_a_part_of_a_cleared_picture_is_covered(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", {"Health overview.docx": illustrated()})
    original = png(photograph())
    with (case / "case.toml").open("a", encoding="utf-8") as toml:
        toml.write(f'\n[pictures]\ncleared = ["{hashlib.sha256(original).hexdigest()}"]\n')
    (case / "confidential").mkdir()
    row = 'Health overview.docx,"body, picture 1, from 25 25 to 75 75",,remove,,face\n'
    (case / "confidential" / "decisions.csv").write_text(HEAD + row, encoding="utf-8")
    (document,) = redactor.run_case(case, tmp_path / "out").documents
    (shown,) = photographs(released(document))
    before = Image.open(io.BytesIO(original)).convert("RGB")
    assert shown.size == before.size
    assert shown.crop((52, 37, 60, 45)).getextrema() == ((225, 225),) * 3
    assert shown.crop((0, 0, 40, 30)).tobytes() == before.crop((0, 0, 40, 30)).tobytes()
    assert document.applied is not None
    assert any("of which a part is removed" in change.what for change in document.applied.changes)


def test_a_picture_on_which_nothing_is_painted_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redactor.formats.opc.pictures_judging.cover", lambda *_: None)
    monkeypatch.setattr("redactor.formats.opc.pictures_judging.blank", lambda *_: None)
    with pytest.raises(AssertionError, match="blocked"):
        test_a_part_of_a_cleared_picture_is_covered(tmp_path)


def sheet() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["Health overview report"])
    book.worksheets[0].add_image(SheetImage(io.BytesIO(png(photograph()))), "B2")
    book.save(out)
    return out.getvalue()


def slides() -> bytes:
    deck, out = pptx.Presentation(), io.BytesIO()
    deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_picture(io.BytesIO(png(photograph())), 0, 0)
    deck.save(out)
    return out.getvalue()


def web_page() -> bytes:
    shown = base64.b64encode(png(photograph())).decode()
    page = f'<html lang="en"><title>Note</title><p>Note</p><img alt="" src="data:image/png;base64,{shown}"></html>'
    return page.encode()


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@board.example", "b@board.example", "Note"
    message.set_content("See the picture.")
    message.add_attachment(illustrated(), maintype="application", subtype="octet-stream", filename="Report.docx")
    return message.as_bytes()


def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.drawString(72, 760, "Health overview report")
    canvas.drawImage(ImageReader(photograph()), 72, 400, 240, 160)
    canvas.save()
    return out.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "Report.docx": illustrated,
    "Sheet.xlsx": sheet,
    "Slides.pptx": slides,
    "Page.html": web_page,
    "Mail.eml": mail,
    "Overview.pdf": pdf,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MAKERS)
def test_in_every_format_a_part_of_a_picture_is_covered_and_missed_if_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    data = MAKERS[name]()
    case = case_of(tmp_path / "case", {name: data})
    (picture,) = illustrations(ingest_bytes(data, name, redactor.load_case(case)))
    with (case / "case.toml").open("a", encoding="utf-8") as toml:
        toml.write(f'\n[pictures]\ncleared = ["{hashlib.sha256(picture.data).hexdigest()}"]\n')
    (case / "confidential").mkdir()
    row = f'{name},"{picture.place}, from 25 25 to 75 75",,remove,,face\n'
    (case / "confidential" / "decisions.csv").write_text(HEAD + row, encoding="utf-8")

    def run() -> DocumentResult:
        return redactor.run_case(case, tmp_path / "out", dry_run=True).documents[0]

    done = run()
    assert done.applied is not None
    assert done.verification is not None
    assert done.verification.residuals == ()
    assert any("of which a part is removed" in change.what for change in done.applied.changes)
    for name_ in ("cover", "blank"):
        monkeypatch.setattr(f"redactor.formats.opc.pictures_judging.{name_}", lambda *_: None)
    missed = run().verification
    assert missed is not None
    assert covering.CHECK in {item.check for item in missed.residuals}
