"""A box drawn on a picture of a Word document, a workbook, slides, a web page or an e-mail removes the words in it."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image
from tests.ocr.drawn import letter, png
from tests.pipeline.small_cases import text_case
from tests.web.running import Client, running

from redactor import ocr

pytestmark = pytest.mark.slow

PICTURE = png(letter(["The clinic saw a rare condition", "and told Michelle Marlowe."]))


def word() -> bytes:
    report, out = docx.Document(), io.BytesIO()
    report.add_heading("Overview report", 1)
    report.add_picture(io.BytesIO(PICTURE))
    report.save(out)
    return out.getvalue()


def sheet() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["Overview report"])
    book.worksheets[0].add_image(SheetImage(io.BytesIO(PICTURE)), "B2")
    book.save(out)
    return out.getvalue()


def slides() -> bytes:
    deck, out = pptx.Presentation(), io.BytesIO()
    deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_picture(io.BytesIO(PICTURE), 0, 0)
    deck.save(out)
    return out.getvalue()


def web_page() -> bytes:
    shown = base64.b64encode(PICTURE).decode()
    return f'<html lang="en"><title>Note</title><p>Note</p><img src="data:image/png;base64,{shown}"></html>'.encode()


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@board.example", "b@board.example", "Note"
    message.set_content("See the picture.")
    message.add_attachment(word(), maintype="application", subtype="octet-stream", filename="Report.docx")
    return message.as_bytes()


FILES = {
    "Overview report.docx": word,
    "Sheet.xlsx": sheet,
    "Slides.pptx": slides,
    "Page.html": web_page,
    "Mail.eml": mail,
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = text_case(tmp_path_factory.mktemp("boxes") / "case", {})
    for name, make in FILES.items():
        (root / "documents" / name).write_bytes(make())
    return root


@pytest.fixture(scope="module")
def client(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with running(tmp_path_factory.mktemp("config"), case) as server, Client(server) as signed_in:
        yield signed_in


def around(words: str) -> dict[str, int]:
    """A rectangle around words of the picture, as a person would draw it."""
    page = ocr.read(Image.open(io.BytesIO(PICTURE)).convert("RGB"))
    boxes = [word.box for word in page.words if word.text in words.split()]
    assert len(boxes) == len(words.split())
    sides = {"left": min(b.left for b in boxes) - 2, "right": max(b.right for b in boxes) + 2}
    return {"page": 1, **sides, "top": min(b.top for b in boxes) - 2, "bottom": max(b.bottom for b in boxes) + 2}


@pytest.mark.parametrize("name", FILES)
def test_words_in_a_box_on_a_picture_are_shown_then_removed(client: Client, case: Path, name: str) -> None:
    home = client.first.removesuffix("/people")
    (document,) = re.findall(rf'href="({home}/documents/\w+)">{re.escape(name)}', client.settled(f"{home}/documents"))
    page = client.page(f"{document}/pictures")
    assert page.count("<title>Michelle Marlowe → Mother</title>") == 1
    (address,) = set(re.findall(rf'hx-post="({document}/pictures/\w+/box)"', page))
    drawn: dict[str, object] = {**around("condition")}
    assert "<li>condition</li>" in client.post(address, drawn).text
    assert "no words in this box" in client.post(address, {**drawn, "top": 0, "bottom": 2}).text
    assert client.post(f"{address}/remove", drawn).status_code == 409
    client.post(f"{address}/remove", {**drawn, "reason": "medical"})
    assert "condition,remove,,medical" in (case / "confidential" / "decisions.csv").read_text("utf-8-sig")
    page = client.settled(f"{document}/pictures")
    assert page.count("<title>condition → [removed: medical]</title>") == 1
    client.post(f"{home}/undo")
    assert "<title>condition" not in client.settled(f"{document}/pictures")
    assert (
        "Draw a larger box"
        in client.post(f"{address}/remove", {**drawn, "cover": "yes", "right": drawn["left"], "reason": "x"}).text
    )
    client.post(f"{address}/remove", {**drawn, "cover": "yes", "reason": "medical"})
    assert "picture 1, from " in (case / "confidential" / "decisions.csv").read_text("utf-8-sig")
    page = client.settled(f"{document}/pictures")
    assert page.count("<title>condition → [removed: medical]</title>") == 1
    client.post(f"{home}/undo")
