"""Pictures: grey unless cleared; cleared ones without metadata and without what was cropped."""

from __future__ import annotations

import hashlib
import io
import zipfile

import docx
from PIL import Image, PngImagePlugin
from tests.formats.conftest import plan_for
from tests.formats.docx_files import saved

from redactor.formats.docx.document import WordDocument
from redactor.formats.opc import pictures


def _png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Karen Oldroyd")
    image = Image.new("RGB", (200, 100), "red")
    image.paste("blue", (100, 0, 200, 100))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def _document(crop: float = 0.0) -> bytes:
    document = docx.Document()
    document.add_picture(io.BytesIO(_png()))
    data = saved(document)
    if crop:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                cut = f'<a:srcRect r="{int(crop * 100_000)}"/><a:stretch>'.encode()
                new.writestr(name, old.read(name).replace(b"<a:stretch>", cut))
        return out.getvalue()
    return data


def _picture(data: bytes) -> tuple[bytes, Image.Image]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        blob = archive.read(next(n for n in archive.namelist() if n.startswith("word/media/")))
    return blob, Image.open(io.BytesIO(blob))


def test_an_uncleared_picture_becomes_grey_and_is_listed() -> None:
    written = WordDocument(_document()).write(plan_for(), cleared=frozenset())
    _, image = _picture(written.data)
    assert image.convert("RGB").getpixel((3, 3)) == (225, 225, 225)
    assert image.size[0] == 2 * image.size[1]
    listed = [c for c in written.changes if hashlib.sha256(_png()).hexdigest() in c.what]
    assert [(c.action, c.place) for c in listed] == [("replaced", "body, picture 1")]


def test_a_cleared_picture_keeps_its_pixels_and_loses_its_metadata() -> None:
    cleared = frozenset({hashlib.sha256(_png()).hexdigest()})
    blob, image = _picture(WordDocument(_document()).write(plan_for(), cleared=cleared).data)
    assert image.convert("RGB").getpixel((3, 3)) == (255, 0, 0)
    assert image.size == (200, 100)
    assert b"Oldroyd" in _png()
    assert b"Oldroyd" not in blob


def test_cropped_pixels_are_cut_off() -> None:
    cleared = frozenset({hashlib.sha256(_png()).hexdigest()})
    written = WordDocument(_document(0.5)).write(plan_for(), cleared=cleared)
    _, image = _picture(written.data)
    assert image.size == (100, 100)
    assert {image.convert("RGB").getpixel((x, 50)) for x in range(100)} == {(255, 0, 0)}
    with zipfile.ZipFile(io.BytesIO(written.data)) as archive:
        assert b'r="50000"' not in archive.read("word/document.xml")


def test_vector_pictures_cannot_be_cleared() -> None:
    assert pictures.clean_copy(b"\xd7\xcd\xc6\x9aKaren Oldroyd", None) is None


def test_placeholders_are_deterministic_and_bounded() -> None:
    assert pictures.placeholder((300, 200)) == pictures.placeholder((300, 200))
    for size in ((1, 1), (100_000, 3), (3, 100_000), (500, 400)):
        found = pictures.pixel_size(pictures.placeholder(size))
        assert found is not None
        assert 8 <= min(found) <= max(found) <= 900
