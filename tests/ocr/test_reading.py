"""Reading pictures: what is found, what is refused, that nothing leaves the computer."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image
from tests.ocr.drawn import letter, photograph, png, scribble

from redactor import ocr
from redactor.ocr import rapid, reading, remembered, tesseract
from redactor.ocr.gaps import mended
from redactor.ocr.page import Box, OcrError


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> NoReturn:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(tesseract, "program", lambda: None)


def test_words_with_their_places() -> None:
    image = letter(["Dear Ms Tolland,", "I met Karen Oldroyd at home."])
    page = ocr.read(image)
    assert [line.text for line in page.lines] == ["Dear Ms Tolland,", "I met Karen Oldroyd at home."]
    assert page.engine == rapid.NAME
    assert (page.width, page.height) == image.size
    word = next(word for word in page.words if word.text == "Oldroyd")
    ink = ocr.ink(image, word.box)
    assert ink.any()
    assert 36 <= word.box.top <= 46
    assert word.box.bottom <= 74
    assert all(line.confidence > 0.9 and line.upright and line.legible for line in page.lines)


def test_a_label_and_its_value_are_one_line() -> None:
    image = letter(["Name:"])
    image.paste(letter(["Karen Oldroyd"], width=200), (130, 0))
    (line,) = ocr.read(image).legible
    assert line.text == "Name:\tKaren Oldroyd"
    assert [line.text[start:][: len(w.text)] for start, w in zip(line.starts, line.words, strict=True)] == [
        "Name:",
        "Karen",
        "Oldroyd",
    ]


def test_white_letters_on_nothing_are_read() -> None:
    image = Image.new("RGBA", (300, 50), (0, 0, 0, 0))
    image.paste(
        "white",
        mask=letter(["Karen Oldroyd"], ground="black", ink="white", width=300).convert("L").crop((0, 0, 300, 50)),
    )
    (line,) = ocr.read(png(image)).legible
    assert line.text == "Karen Oldroyd"


def test_a_photograph_and_a_signature_hold_no_legible_text() -> None:
    assert ocr.read(photograph()).legible == ()
    assert ocr.read(scribble(Image.new("RGB", (240, 100), "white"))).legible == ()


def test_the_same_pixels_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    image = letter(["Only once"], width=160)
    first = ocr.read(png(image))
    assert ocr.has_read()
    monkeypatch.setattr(remembered, "known", OrderedDict())
    assert not ocr.has_read()
    monkeypatch.setattr(rapid, "read", lambda image: pytest.fail("read again"))
    assert ocr.read(png(image, Comment="other bytes")) is first


def test_tiny_pictures_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "read", lambda image: pytest.fail("read"))
    assert ocr.read(Image.new("RGB", (23, 23))).lines == ()


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nKaren", b"\xd7\xcd\xc6\x9a" + b"\0" * 80, b"<svg/>"])
def test_what_is_no_picture_is_an_error(data: bytes) -> None:
    with pytest.raises(OcrError, match="cannot be opened"):
        ocr.read(data)


def test_a_picture_beyond_the_limit_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_PIXELS", 100 * 100)
    with pytest.raises(OcrError, match="too large"):
        ocr.read(png(Image.new("RGB", (101, 100))))


def test_a_missing_model_is_an_error_and_fetches_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rapid, "_model_paths", lambda: {"Det.model_path": tmp_path / "none.onnx"})
    rapid._engine.cache_clear()
    assert reading.engines() == ()
    with pytest.raises(OcrError, match="not installed completely") as caught:
        rapid.read(Image.new("RGB", (30, 30)))
    assert caught.value.next_step
    assert list(tmp_path.iterdir()) == []


def test_a_failing_engine_is_an_error_without_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(pixels: object) -> NoReturn:
        raise RuntimeError("Karen Oldroyd")

    monkeypatch.setattr(rapid, "_engine", lambda: fail)
    with pytest.raises(OcrError) as caught:
        rapid.read(Image.new("RGB", (30, 30)))
    assert "Karen" not in str(caught.value)


def test_nothing_heavy_is_loaded_by_the_import() -> None:
    program = "import sys, redactor.ocr; print([m for m in ('rapidocr', 'onnxruntime', 'cv2') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_threads_stay_within_the_cores() -> None:
    assert 1 <= rapid.threads() <= rapid.MOST_THREADS


_TABLE = """
level page_num block_num par_num line_num word_num left top width height conf text
1 1 0 0 0 0 0 0 400 100 -1
5 1 1 1 1 1 10 12 60 18 96.5 Karen
5 1 1 1 1 2 76 12 90 18 91 Oldroyd
5 1 1 1 2 1 10 42 30 18 40 "rang
5 1 2 1 1 1 200 13 30 17 95
""".strip().replace(" ", "\t")


def test_the_table_of_tesseract() -> None:
    first, second = tesseract.parse(_TABLE, (160, 100))
    assert (first.text, first.confidence, first.box) == ("Karen Oldroyd", 0.91, Box(10, 12, 160, 30))
    assert (second.text, second.legible) == ('"rang', False)


def test_tesseract_reads_page_scans_where_it_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "tesseract"
    fake.write_text(f"#!{sys.executable}\nimport sys\nsys.stdin.buffer.read()\nprint({_TABLE!r})\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(tesseract, "program", lambda: str(fake))
    monkeypatch.setattr(reading, "TESSERACT_FROM", 600 * 400)
    assert ocr.engines() == (rapid.NAME, tesseract.NAME)
    assert ocr.read(Image.new("RGB", (600, 400), "ivory")).engine == tesseract.NAME
    fake.write_text(f"#!{sys.executable}\nraise SystemExit(1)\n", encoding="utf-8")
    with pytest.raises(OcrError, match="Tesseract failed"):
        ocr.read(Image.new("RGB", (600, 400), "beige"))


@pytest.mark.parametrize("mode", ["1", "P", "CMYK"])
def test_pictures_of_many_modes_are_read(mode: str) -> None:
    buffer = io.BytesIO()
    letter(["Karen"], width=120).convert(mode).save(buffer, "TIFF")
    assert [line.text for line in ocr.read(buffer.getvalue()).legible] == ["Karen"]


def test_a_space_that_the_engine_sees_within_a_word_is_taken_out() -> None:
    image = letter(["Name: Karen"], width=160)
    (line,) = ocr.read(image).lines
    name, person = line.words
    middle = (name.box.left + name.box.right) // 2 + 8
    broken = (
        ocr.OcrWord("Nam", replace(name.box, right=middle), 1.0),
        ocr.OcrWord("e:", replace(name.box, left=middle + 3), 1.0),
        person,
    )
    assert mended(replace(line, words=broken), image).text == "Name: Karen"


@pytest.mark.parametrize("text", ["Tel. 01632 960123", "Karen Oldroyd", "aged 12 years"])
def test_a_space_that_the_engine_overlooks_is_put_in(text: str) -> None:
    image = letter([text], width=260)
    (line,) = ocr.read(image).lines
    run_together = replace(line, words=(ocr.OcrWord(text.replace(" ", ""), line.box, 1.0),))
    assert mended(run_together, image).text == text
    assert mended(line, image).text == text
