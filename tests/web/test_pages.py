"""Pages as pictures, boxes drawn on them, and pictures cleared: over HTTP, on a small PDF."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.pipeline.small_cases import text_case
from tests.web.running import Client, running

from redactor.errors import UnreadableError
from redactor.web.drawing import Drawing

PDF = "Overview report.pdf"


SCALE = 100 / 72


def on_paper(left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int]:
    """A rectangle given from the foot of an A4 page in points, in pixels of its picture."""
    return round(left * SCALE), round((842 - top) * SCALE), round(right * SCALE), round((842 - bottom) * SCALE)


def photograph() -> Image.Image:
    """Something without words that is not of one colour."""
    image = Image.new("RGB", (240, 160), "white")
    draw = ImageDraw.Draw(image)
    for radius in range(70, 0, -7):
        draw.ellipse((120 - radius, 80 - radius, 120 + radius, 80 + radius), fill=(radius * 3, 120, 200 - radius))
    return image


def small_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for page in range(12):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 760, "Overview report" if page == 0 else f"Section {page}")
        canvas.drawString(72, 720, "Frances Marlowe was seen by her mother, Michelle Marlowe.")
        canvas.drawString(72, 640, "A rare condition was recorded at the clinic in the spring.")
        if page == 0:
            canvas.drawImage(ImageReader(photograph()), 72, 400, 240, 160)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = text_case(tmp_path_factory.mktemp("pages") / "case", {})
    (root / "documents" / PDF).write_bytes(small_pdf())
    return root


@pytest.fixture(scope="module")
def client(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with running(tmp_path_factory.mktemp("config"), case) as server, Client(server) as signed_in:
        yield signed_in


@pytest.fixture(scope="module")
def document(client: Client) -> str:
    home = client.first.removesuffix("/people")
    found: list[str] = re.findall(rf'href="({home}/documents/\w+)">', client.settled(f"{home}/documents"))
    return found[0]


def picture(client: Client, path: str) -> Image.Image:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "no-store"
    return Image.open(io.BytesIO(answer.content)).convert("L")


def test_a_document_with_pages_opens_on_them(client: Client, document: str) -> None:
    answer = client.get(document)
    assert answer.headers["location"] == f"{document}/pages"
    page = client.page(f"{document}/pages")
    assert page.count('class="sheet before"') == page.count('class="sheet after"') == 10
    assert "Frances Marlowe → Child T" in page
    assert page.count('class="mark"') == 20
    assert client.page(f"{document}/pages?part=2").count('class="sheet before"') == 2
    assert 'class="sheet after"' not in client.page(f"{document}/pages?side=before")


def test_pages_are_pictures_of_the_original_and_of_the_copy(client: Client, document: str) -> None:
    before, after = (picture(client, f"{document}/pages/{side}/1") for side in ("before", "after"))
    assert before.size == after.size == (827, 1170)
    line = on_paper(72, 732, 400, 716)
    assert before.crop(line).tobytes() != after.crop(line).tobytes()
    other = on_paper(72, 652, 500, 636)
    assert before.crop(other).tobytes() == after.crop(other).tobytes()


@pytest.mark.parametrize("path", ["before/0", "before/13", "before/x", "before/-1", "other/1", "after/99", "before/²"])
def test_pages_that_are_not_there(client: Client, document: str, path: str) -> None:
    assert client.get(f"{document}/pages/{path}").status_code == 404


def test_words_in_a_drawn_box_are_shown_then_removed_with_a_reason(client: Client, document: str, case: Path) -> None:
    drawn: dict[str, object] = {"page": 3, "left": 100, "top": 192, "right": 150, "bottom": 206}
    shown = client.post(f"{document}/box", drawn)
    assert "<li>rare condition</li>" in shown.text
    assert "no words in this box" in client.post(f"{document}/box", {**drawn, "top": 700, "bottom": 800}).text
    assert "Draw a box" in client.post(f"{document}/box", {**drawn, "left": "x"}).text
    without = client.post(f"{document}/box/remove", drawn)
    assert without.status_code == 409
    assert not (case / "confidential" / "decisions.csv").exists()
    done = client.post(f"{document}/box/remove", {**drawn, "reason": "medical detail"})
    assert done.headers["hx-trigger"] == "case-changed"
    page = client.settled(f"{document}/pages")
    assert page.count("<title>rare condition → [removed: medical detail]</title>") == 1  # only where the box was drawn
    client.post(f"{document.split('/documents')[0]}/undo")
    assert "<title>rare condition" not in client.settled(f"{document}/pages")


def test_a_part_of_a_page_is_covered_with_all_that_is_in_it(client: Client, document: str, case: Path) -> None:
    percent = {"unit": "percent", "page": 3, "left": 10, "top": 22, "right": 30, "bottom": 25}
    assert "<li>A rare condition was</li>" in client.post(f"{document}/box", percent).text
    assert "no words in this box" in client.post(f"{document}/box", {**percent, "page": 99}).text
    empty: dict[str, object] = {"page": 3, "left": 59.5, "top": 421, "right": 297.5, "bottom": 600}
    shown = client.post(f"{document}/box", empty)
    assert "no words in this box" in shown.text
    assert "published as a picture of itself" in shown.text
    assert client.post(f"{document}/box/remove", empty).status_code == 409
    outside = {**empty, "left": 700, "right": 900, "reason": "drawing"}
    assert "Draw a larger box" in client.post(f"{document}/box/remove", outside).text
    assert client.post(f"{document}/box/remove", {**empty, "reason": "drawing"}).status_code == 200
    decisions = case / "confidential" / "decisions.csv"
    assert '"page 3, from 10' in decisions.read_text("utf-8-sig")
    client.settled(f"{document}/pages")
    after = picture(client, f"{document}/pages/after/3")
    assert after.crop((90, 600, 100, 610)).getextrema() == (225, 225)
    with_words = {"page": 3, "left": 60, "top": 190, "right": 400, "bottom": 210, "reason": "medical", "cover": "yes"}
    assert client.post(f"{document}/box/remove", with_words).status_code == 200
    assert decisions.read_text("utf-8-sig").count(",,remove,,") == 2
    page = client.settled(f"{document}/pages")
    assert page.count("→ [removed: medical]</title>") == 1
    ids = re.findall(r'name="decision" value="(\w+)"', page)
    assert len(ids) == 2
    assert page.count("A part of page 3") == 2
    assert client.post(f"{document}/decision", {"decision": ids[1]}).status_code == 200
    again = client.post(f"{document}/decision", {"decision": ids[1]})
    assert (again.status_code, "taken back already" in again.text) == (409, True)
    assert "[removed: medical]" not in client.settled(f"{document}/pages")
    client.post(f"{document}/decision", {"decision": ids[0]})
    client.settled(f"{document}/pages")
    assert picture(client, f"{document}/pages/after/3").crop((90, 600, 100, 610)).getextrema() == (255, 255)


def test_a_picture_is_looked_at_cleared_and_covered_again(client: Client, document: str, case: Path) -> None:
    page = client.page(f"{document}/pictures")
    (link,) = re.findall(rf'src="({document}/pictures/\w+)"', page)
    assert picture(client, link).size == (240, 160)
    place = on_paper(150, 500, 234, 460)
    covered = picture(client, f"{document}/pages/after/1").crop(place).tobytes()
    assert client.post(f"{link}/clear").status_code == 404
    assert client.post(f"{link}/clear", {"what": "clear"}).status_code == 409
    assert client.post(f"{link}/clear", {"what": "clear", "looked": "1"}).status_code == 200
    assert "cleared" in (case / "case.toml").read_text(encoding="utf-8")
    assert "✓ Cleared: it stays" in client.settled(f"{document}/pictures")
    original = picture(client, f"{document}/pages/before/1").crop(place).tobytes()
    assert covered != original
    assert picture(client, f"{document}/pages/after/1").crop(place).tobytes() == original
    assert client.post(f"{link}/clear", {"what": "cover"}).status_code == 200
    assert "Covered: a grey box stands there" in client.settled(f"{document}/pictures")
    assert picture(client, f"{document}/pages/after/1").crop(place).tobytes() == covered
    assert client.post(f"{link}/clear", {"what": "leave"}).status_code == 200
    page = client.settled(f"{document}/pictures")
    assert "✓ Cleared" not in page
    assert "Covered: a grey" not in page
    assert client.post(f"{link}/words", {"reason": "x"}).status_code == 409
    assert client.get(f"{document}/pictures/x").status_code == 404


def test_drawing_says_what_it_cannot_draw_and_goes_on(client: Client) -> None:
    drawing = Drawing()
    try:
        with pytest.raises(UnreadableError, match="cannot be drawn"):
            drawing.sizes(b"%PDF-1.4 broken")
        data = small_pdf()
        assert len(drawing.sizes(data)) == 12
        found: list[bytes] = []
        threads = [threading.Thread(target=lambda n=n: found.append(drawing.page(data, n))) for n in (1, 2, 3, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 4
        assert len(set(found)) == 3
        assert all(png.startswith(b"\x89PNG") for png in found)
    finally:
        drawing.close()
