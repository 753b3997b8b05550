"""One file to send: it holds what was verified, is the same bytes again, and is on record."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pyrage
import pytest
import pyzipper
from tests.release.samples import make_case, make_record, released

from redactor.case.age import Key, Lock, decrypt
from redactor.case.schema import Case
from redactor.errors import BlockedError, HeldError, UsageError
from redactor.model import DocumentKind
from redactor.pipeline import Packed, Sending, Signatory, pack_release
from redactor.release.finish import publish_run
from redactor.release.output import open_output
from redactor.release.protecting import Protection
from redactor.release.record import Deed, read_record

KAY = Signatory("Kay Underhill", "business manager")
SENDING = Sending(("Ofsted", "National Panel"), "evaluation of the review", KAY)
WORDS = "lantern gravel otter nine"


def word(text: str) -> bytes:
    buffer, document = BytesIO(), docx.Document()
    document.add_heading("Individual Management Review", 0)
    document.add_paragraph(text)
    document.save(buffer)
    return buffer.getvalue()


CLEAN = word("SW1 rang the school about Child R on Monday.")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return make_case(tmp_path / "case")


def publish(case: Case, data: bytes = CLEAN, protection: Protection | None = None) -> Path:
    out = case.root.parent / "out"
    record = make_record(case, released("IMR Health.docx", data, DocumentKind.IMR))
    with open_output(out, case) as output:
        publish_run(output, record, protection=protection)
    return out


def members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pack_holds_the_release_and_its_hashes(case: Case, tmp_path: Path) -> None:
    out = publish(case)
    packed = pack_release(case, out, tmp_path / "a.zip", SENDING)
    found = members(packed.path.read_bytes())
    assert sorted(found) == ["SHA256SUMS", "certificate.json", "check-report.html", "release/IMR Health.docx"]
    assert found["release/IMR Health.docx"] == CLEAN
    assert found["certificate.json"] == (out / "certificate.json").read_bytes()
    lines = {line[66:]: line[:64] for line in found["SHA256SUMS"].decode().splitlines()}
    assert lines == {name: hashlib.sha256(data).hexdigest() for name, data in found.items() if name != "SHA256SUMS"}
    page = found["check-report.html"].decode()
    assert "IMR Health.docx" in page
    assert "full names as written" in page
    for name in ("Oldroyd", "Underhill", "FN-11"):
        assert name not in page
    assert packed == Packed(packed.path, hashlib.sha256(packed.path.read_bytes()).hexdigest(), ("IMR Health.docx",))


def test_the_same_release_gives_the_same_pack_and_each_is_on_record(case: Case, tmp_path: Path) -> None:
    out = publish(case)
    first, second = (pack_release(case, out, tmp_path / f"{n}.zip", SENDING) for n in "ab")
    assert first.sha256 == second.sha256
    lines = read_record(case.confidential)
    assert [line.event for line in lines] == [Deed.PACKED, Deed.PACKED]
    assert lines[0].recipients == ("Ofsted", "National Panel")
    assert (lines[0].reason, lines[0].name, lines[0].sha256) == (SENDING.reason, "Kay Underhill", first.sha256)
    assert lines[0].files == (hashlib.sha256(CLEAN).hexdigest(),)


def test_a_pack_with_a_password(case: Case, tmp_path: Path) -> None:
    out = publish(case)
    plain = pack_release(case, out, tmp_path / "a.zip", SENDING).path.read_bytes()
    locked = pack_release(case, out, tmp_path / "b.zip", SENDING, password=WORDS).path.read_bytes()
    with pyzipper.AESZipFile(BytesIO(locked)) as archive:
        with pytest.raises(RuntimeError, match="encrypted"):
            archive.read("certificate.json")
        archive.setpassword(WORDS.encode())
        assert {name: archive.read(name) for name in archive.namelist()} == members(plain)
    with pytest.raises(UsageError, match="too short"):
        pack_release(case, out, tmp_path / "c.zip", SENDING, password="short")  # noqa: S106 - an invented one
    assert not (tmp_path / "c.zip").exists()


def test_a_pack_for_the_owner_of_a_key(case: Case, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    out = publish(case)
    lock = Lock(recipients=(str(identity.to_public()),))
    packed = pack_release(case, out, tmp_path / "a.zip.age", SENDING, lock=lock)
    opened = decrypt(packed.path.read_bytes(), Key(identity=str(identity).encode()))
    assert members(opened)["release/IMR Health.docx"] == CLEAN


def test_protected_files_are_checked_with_their_password(case: Case, tmp_path: Path) -> None:
    out = publish(case, protection=Protection(WORDS))
    with pytest.raises(HeldError):
        pack_release(case, out, tmp_path / "a.zip", SENDING)
    words = tmp_path / "words.txt"
    words.write_text(f"{WORDS}\n", encoding="utf-8")
    packed = pack_release(case, out, tmp_path / "a.zip", SENDING, password_file=words)
    assert members(packed.path.read_bytes())["release/IMR Health.docx"] != CLEAN


def test_what_is_found_now_stops_the_pack(case: Case, tmp_path: Path) -> None:
    out = publish(case, word("Karen Oldroyd rang the school."))
    with pytest.raises(BlockedError, match="found something that was not there"):
        pack_release(case, out, tmp_path / "a.zip", SENDING)
    assert not (tmp_path / "a.zip").exists()
    assert read_record(case.confidential) == ()


@pytest.mark.parametrize("meddle", ["change", "remove", "audit"])
def test_a_changed_release_is_not_packed(case: Case, tmp_path: Path, meddle: str) -> None:
    out = publish(case)
    path = out / "release" / "IMR Health.docx"
    if meddle == "change":
        path.write_bytes(word("SW1 rang."))
    elif meddle == "remove":
        path.unlink()
    else:
        (out / "audit.jsonl").unlink()
    with pytest.raises(BlockedError):
        pack_release(case, out, tmp_path / "a.zip", SENDING)


def test_no_release_no_pack(case: Case, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(UsageError, match="no release with a certificate"):
        pack_release(case, tmp_path / "out", tmp_path / "a.zip", SENDING)


@pytest.mark.parametrize(
    ("sending", "said"),
    [
        (Sending((), "evaluation", KAY), "--to"),
        (Sending(("",), "evaluation", KAY), "--to"),
        (Sending(("Of\x00sted",), "evaluation", KAY), "--to"),
        (Sending(("x" * 201,), "evaluation", KAY), "--to"),
        (Sending(("Ofsted",), " ", KAY), "--reason"),
        (Sending(("Ofsted",), "x" * 201, KAY), "--reason"),
        (Sending(("Ofsted",), "two\nlines", KAY), "--reason"),
        (Sending(("Ofsted",), "evaluation", Signatory("", "manager")), "--name"),
    ],
)
def test_for_whom_and_why_must_be_said(case: Case, tmp_path: Path, sending: Sending, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        pack_release(case, tmp_path / "out", tmp_path / "a.zip", sending)


def test_where_a_pack_may_lie(case: Case, tmp_path: Path) -> None:
    out = publish(case)
    lock = Lock(recipients=("age1",))
    bad: list[tuple[Path, Lock | None, str, str]] = [
        (tmp_path / "a.rar", None, "", r"end in \.zip"),
        (tmp_path / "a.zip", lock, "", r"end in \.zip\.age"),
        (tmp_path / "a.zip.age", lock, WORDS, "not both"),
        (tmp_path / "missing" / "a.zip", None, "", "folder of the pack is not there"),
        (case.documents / "a.zip", None, "", "may not lie"),
        (case.confidential / "a.zip", None, "", "may not lie"),
        (out / "release" / "a.zip", None, "", "may not lie"),
    ]
    for target, lock_, password, said in bad:
        with pytest.raises(UsageError, match=said):
            pack_release(case, out, target, SENDING, lock=lock_, password=password)
    (tmp_path / "a.zip").write_bytes(b"")
    with pytest.raises(UsageError, match="already"):
        pack_release(case, out, tmp_path / "a.zip", SENDING)


def test_a_disk_that_is_full_leaves_nothing(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = publish(case)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("redactor.pipeline.packing.write_new", full)
    with pytest.raises(UsageError, match="No space left"):
        pack_release(case, out, tmp_path / "a.zip", SENDING)
    assert {path.name for path in tmp_path.iterdir()} == {"case", "out"}
