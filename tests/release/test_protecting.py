"""What was verified comes out of a protected file unchanged, and other programs ask for its password."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import msoffcrypto  # type: ignore[import-untyped]  # the package has no types
import openpyxl
import pikepdf
import pptx
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.release.samples import digest, make_case, make_record, released, ticket_with
from tests.release.test_publish import certificate_of, tree

from redactor.errors import BlockedError
from redactor.model import AppliedDocument, ReleaseTicket
from redactor.release import protecting
from redactor.release.audit import read_audit
from redactor.release.certificate import ReleasedCopies
from redactor.release.finish import publish_run
from redactor.release.output import open_output
from redactor.release.protecting import Protection, is_protectable, protected

WORDS = "lantern gravel otter nine"
OTHER = "another"
PROTECTION = Protection(WORDS)


def word() -> bytes:
    buffer, document = BytesIO(), docx.Document()
    document.add_paragraph("SW1 rang HV2.")
    document.save(buffer)
    return buffer.getvalue()


def sheet() -> bytes:
    buffer, book = BytesIO(), openpyxl.Workbook()
    book.create_sheet("Notes")["A1"] = "SW1 rang HV2."
    book.save(buffer)
    return buffer.getvalue()


def slides() -> bytes:
    buffer, deck = BytesIO(), pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "SW1 rang HV2."
    deck.save(buffer)
    return buffer.getvalue()


def pages(words: str = "SW1 rang HV2.") -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    canvas.drawString(72, 720, words)
    canvas.showPage()
    canvas.drawString(72, 720, "Page two.")
    canvas.save()
    return buffer.getvalue()


def opened(data: bytes, password: str) -> bytes:
    buffer, document = BytesIO(), msoffcrypto.OfficeFile(BytesIO(data))
    document.load_key(password=password)
    document.decrypt(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(("name", "make"), [("a.docx", word), ("a.XLSX", sheet), ("a.pptx", slides)])
def test_office_files(name: str, make: Callable[[], bytes]) -> None:
    data = make()
    locked = protected(name, data, PROTECTION)
    assert locked.startswith(bytes.fromhex("d0cf11e0a1b11ae1"))
    assert msoffcrypto.OfficeFile(BytesIO(locked)).is_encrypted()
    assert opened(locked, WORDS) == data
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        msoffcrypto.OfficeFile(BytesIO(locked)).load_key(password=OTHER, verify_password=True)


def test_pdf_is_aes_256(tmp_path: Path) -> None:
    locked = protected("a.pdf", pages(), PROTECTION)
    assert b"SW1" not in locked
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(locked))
    with pikepdf.open(BytesIO(locked), password=WORDS) as document:
        assert document.encryption.R == 6
        assert document.encryption.bits == 256
        assert document.encryption.stream_method.name == "aesv3"
        assert len(document.pages) == 2
    if shutil.which("pdftotext"):
        (tmp_path / "a.pdf").write_bytes(locked)
        command = ["pdftotext", "-upw", WORDS, str(tmp_path / "a.pdf"), "-"]
        assert b"SW1 rang HV2." in subprocess.run(command, check=True, capture_output=True).stdout


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.eml", "a", "docx"])
def test_other_formats_have_no_password(name: str) -> None:
    assert not is_protectable(name)
    with pytest.raises(BlockedError, match="cannot have a password"):
        protected(name, b"SW1", PROTECTION)


@pytest.mark.parametrize(
    ("name", "make", "step"), [("a.docx", word, "_protected_office"), ("a.pdf", pages, "_protected_pdf")]
)
@pytest.mark.parametrize("fault", ["other content", "other password", "open", "broken"])
def test_a_faulty_encryption_is_found(
    name: str, make: Callable[[], bytes], step: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make()
    real = getattr(protecting, step)
    other = word() + b"\n" if name == "a.docx" else pages("SW2 rang HV2.")
    faults = {
        "other content": lambda data, password: real(other, password),
        "other password": lambda data, password: real(data, password + "x"),
        "open": lambda data, password: data,
        "broken": lambda data, password: real(data, password)[:2000],
    }
    monkeypatch.setattr(protecting, step, faults[fault])
    with pytest.raises(BlockedError, match="not what was verified"):
        protected(name, data, PROTECTION)


def test_the_certificate_has_both_hashes(tmp_path: Path) -> None:
    case, out = make_case(tmp_path / "case"), tmp_path / "out"
    record = make_record(case, released("a.docx", word()))
    key = AppliedDocument("", "Key to codes.docx", word(), digest(word()))
    ticket = ticket_with(ReleaseTicket("", "Key to codes.docx", digest(key.data), "ofsted", ("check",)))
    with open_output(out, case) as output:
        publish_run(output, record, key_to_codes=(ticket, key), protection=PROTECTION)
    files = tree(out / "release")
    certificate = certificate_of(out)
    assert {name: digest(opened(data, WORDS)) for name, data in files.items()} == certificate.contents
    assert {name: digest(data) for name, data in files.items()} == certificate.files
    assert certificate.released[0].protected == digest(files["a.docx"])
    assert set(read_audit(out / "audit.jsonl")[-1].released) == set(certificate.files.values())
    copies = ReleasedCopies.read(out / "certificate.json")
    assert copies.is_released(files["a.docx"])
    assert copies.is_released(opened(files["a.docx"], WORDS))
    assert WORDS not in (out / "certificate.json").read_text() + (out / "audit.jsonl").read_text()
    assert "otter" not in repr(PROTECTION)
    with open_output(out, case) as output:  # a protected release is replaced like any other
        assert publish_run(output, record).previous_release == "replaced"
