"""The verifier's own reading of pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from tests.ocr.drawn import jpeg, letter, logo, png

from redactor.ocr import OcrError, rapid
from redactor.verify.readers.base import READ_BY_PEOPLE, Collector, Surface
from redactor.verify.readers.pictures import MOST_FRAMES, picture_texts


def test_lines_are_blocks_that_are_searched_but_compared_with_nothing() -> None:
    found = Collector()
    found.picture(png(letter(["Written by Karen", "Oldroyd in June"])), "member 4")
    assert [(b.place, b.text, b.surface, b.part) for b in found.blocks] == [
        ("member 4, text line 1", "Written by Karen", Surface.PICTURE, "member 4, text"),
        ("member 4, text line 2", "Oldroyd in June", Surface.PICTURE, "member 4, text"),
    ]
    assert Surface.PICTURE not in READ_BY_PEOPLE
    assert [note.message.partition(" (")[0] for note in found.notes] == ["picture with text"]
    assert found.unchecked == []


@pytest.mark.parametrize("data", [png(logo(), Title="Karen Oldroyd"), jpeg(logo(), "Karen Oldroyd")])
def test_metadata_is_read_even_where_it_is_packed(data: bytes) -> None:
    texts = picture_texts(data, "member 4")
    assert any("Karen Oldroyd" in b.text for b in texts.blocks if b.surface is Surface.PROPERTY)


def test_every_frame_is_read() -> None:
    def animation(count: int) -> bytes:
        buffer = io.BytesIO()
        frames = [Image.new("RGB", (120, 44), (200, 200, 20 * n)) for n in range(count - 1)]
        frames[0].save(buffer, "GIF", save_all=True, append_images=[*frames[1:], letter(["Karen"], width=120)])
        return buffer.getvalue()

    assert [b.text for b in picture_texts(animation(2 + 1), "x").blocks if b.surface is Surface.PICTURE] == ["Karen"]
    assert "frames" in picture_texts(animation(MOST_FRAMES + 1), "x").problem


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"\xd7\xcd\xc6\x9a" + b"\0" * 30, png(logo())[:90]])
def test_what_cannot_be_opened_cannot_be_checked(data: bytes) -> None:
    found = Collector()
    found.picture(data, "member 4")
    assert [(notice.holds, notice.place) for notice in found.unchecked] == [(True, "member 4")]


def test_without_an_engine_nothing_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(image: Image.Image) -> None:
        raise OcrError("Text recognition is not installed completely.", next_step="Install it.")

    monkeypatch.setattr(rapid, "read", fail)
    texts = picture_texts(png(Image.new("RGB", (31, 33), "teal")), "member 4")
    assert "not installed" in texts.problem
    assert texts.next_step == "Install it."
