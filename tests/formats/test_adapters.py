"""Choosing an adapter: by extension and by content, with advice when it cannot be."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from tests.formats.conftest import Convert
from tests.formats.docx_files import bare, para, run

from redactor.errors import ExitCode, RedactorError, UnreadableError, UnsupportedFormatError
from redactor.formats import adapter_for, adapters, output_extension

_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
_WORD = bare(para(run("a")))


def _zip(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, b"x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "adapter", "extension"),
    [
        ("a.docx", _WORD, "docx", ".docx"),
        ("A.DOCM", _WORD, "docx", ".docx"),
        ("a.pdf", b"%PDF-1.7", "pdf", ".pdf"),
        ("a.txt", b"hello", "text", ".txt"),
        ("a.pptx", _zip("ppt/presentation.xml"), "pptx", ".pptx"),
        ("a.ppsm", _zip("ppt/presentation.xml"), "pptx", ".pptx"),
        ("a.md", b"# hello", "text", ".md"),
    ],
)
def test_known_formats(name: str, data: bytes, adapter: str, extension: str) -> None:
    found = adapter_for(name, data)
    assert found.name == adapter
    assert output_extension(name, found) == extension


@pytest.mark.parametrize(
    "extension",
    ["png", "zip", "csv"],
)
def test_other_formats_are_unsupported_with_a_next_step(extension: str) -> None:
    with pytest.raises(UnsupportedFormatError) as caught:
        adapter_for(f"a.{extension}", b"anything")
    assert caught.value.exit_code is ExitCode.UNSUPPORTED
    assert caught.value.next_step.endswith(".")


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.docx", b"", UnreadableError, "0 bytes"),
        ("a.docx", b"%PDF-1.7", UnreadableError, "really a PDF"),
        ("a.docx", b"{\\rtf1", UnreadableError, "really an RTF"),
        ("a.docx", _zip("xl/workbook.xml"), UnreadableError, "really an Excel"),
        ("a.pptx", _zip("xl/workbook.xml"), UnreadableError, "really an Excel"),
        ("a.pptx", _OLE + "EncryptedPackage".encode("utf-16-le"), UnreadableError, "password"),
        ("a.docx", b"<html><body>", UnreadableError, "really a web page"),
        ("a.docx", _OLE + "EncryptedPackage".encode("utf-16-le"), UnreadableError, "password"),
        ("a.docx", _OLE + "WordDocument".encode("utf-16-le"), UnsupportedFormatError, "old Word"),
        ("a.pdf", _WORD, UnreadableError, "really a Word document"),
        ("a.txt", _WORD, UnreadableError, "really a Word document"),
        ("a.txt", b"\x89PNG\r\n", UnreadableError, "really a picture"),
    ],
)
def test_content_that_is_not_what_the_name_says(name: str, data: bytes, error: type[RedactorError], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        adapter_for(name, data)
    assert caught.value.next_step


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
def test_rubbish_is_left_to_the_adapter_which_refuses_it(name: str) -> None:
    with pytest.raises(UnreadableError):
        adapter_for(name, b"rubbish, no sign of a format").open(b"rubbish, no sign of a format")


def test_extensions_belong_to_one_adapter_each() -> None:
    found = [extension for adapter in adapters() for extension in adapter.extensions]
    assert len(found) == len(set(found))


@pytest.mark.needs_libreoffice
def test_a_real_old_word_file_under_a_new_name(tmp_path: Path, soffice: Convert) -> None:
    original = tmp_path / "a.docx"
    docx.Document().save(str(original))
    with pytest.raises(UnsupportedFormatError, match="old Word"):
        adapter_for("a.docx", soffice(original, "doc").read_bytes())
