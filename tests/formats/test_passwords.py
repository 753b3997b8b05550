"""Files with a password: the list, the opening, and nothing shown of either."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import msoffcrypto  # type: ignore[import-untyped]
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.legacy_files import protected, protected_pdf, report, workbook

from redactor.errors import UnreadableError, UsageError
from redactor.formats.legacy.sources import source_of
from redactor.formats.passwords import OFFICE_DEFAULT, Passwords, read_passwords, unlocked
from redactor.formats.unlocking import Outcome, open_apart

FOLDER = Path(__file__).parent / "protected"
SECRET = "autumn leaves 7"
RIGHT = Passwords(("wrong", SECRET))


def list_of(tmp_path: Path, data: bytes) -> Passwords:
    path = tmp_path / "passwords.txt"
    path.write_bytes(data)
    return read_passwords(path)


@pytest.mark.parametrize(
    ("line", "source", "expected"),
    [
        ("plain", "a.docx", ["plain"]),
        ("with: colon", "a.docx", ["with: colon"]),
        (" spaces kept ", "a.docx", [" spaces kept "]),
        ("a.docx:own", "a.docx", ["own"]),
        ("a.docx: own", "a.docx", ["own"]),
        ("A.DOCX\town", "a.docx", ["own"]),
        ("a.docx: own: two", "a.docx", ["own: two"]),
        ("a.docx: own", "b.docx", []),
        ("a.docx: own", "imr/a.docx", ["own"]),
        ("imr/a.docx: own", "imr/a.docx", ["own"]),
        ("imr\\a.docx: own", "imr/a.docx", ["own"]),
        ("imr/a.docx: own", "other/a.docx", []),
        ("IMR Health v1.2.pdf: own", "IMR Health v1.2.pdf", ["own"]),
    ],
)
def test_lines_of_the_list(tmp_path: Path, line: str, source: str, expected: list[str]) -> None:
    assert list(list_of(tmp_path, line.encode()).candidates(source)) == expected


def test_its_own_password_comes_first_and_each_but_once(tmp_path: Path) -> None:
    passwords = list_of(tmp_path, b"one\r\n\r\ntwo\r\na.docx: three\r\na.docx: one\r\n")
    assert list(passwords.candidates("a.docx")) == ["three", "one", "two"]
    assert list(passwords.candidates("b.docx")) == ["one", "two"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_editors(tmp_path: Path, encoding: str) -> None:
    assert list(list_of(tmp_path, "żółw\n".encode(encoding)).candidates("a.pdf")) == ["żółw"]


@pytest.mark.parametrize(
    "data", [b"", b"\n \n", b"PK\x03\x04\x00\x00", b"\xff\xfe\x00", b"\xe9t\xe9", b"x\n" * 501, b"x" * 1_100_000]
)
def test_a_list_that_is_none_is_a_usage_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UsageError, match="password file"):
        list_of(tmp_path, data)


def test_a_missing_list_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be opened"):
        read_passwords(tmp_path / "none.txt")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cs")), min_size=1)))
def test_no_password_is_shown(words: list[str]) -> None:
    assert repr(Passwords(tuple(words), {"a.docx": tuple(words)})) == repr(Passwords())


def test_a_word_file_opens_with_its_password() -> None:
    original = report()
    assert unlocked("a.docx", protected(original, SECRET), RIGHT) == original


def test_a_workbook_protected_against_changes_only_opens_without_a_question() -> None:
    original = workbook()
    assert unlocked("a.xlsx", protected(original, OFFICE_DEFAULT)) == original


@pytest.mark.parametrize("extension", ["doc", "xls"])
def test_older_office_files_open_with_their_password(extension: str) -> None:
    locked = (FOLDER / f"protected.{extension}").read_bytes()
    plain = unlocked(f"a.{extension}", locked, RIGHT)
    assert plain is not None
    office = msoffcrypto.OfficeFile(io.BytesIO(plain))
    assert not office.is_encrypted()
    source = source_of(plain)
    assert source is not None
    assert source.extension == f".{extension}"


@pytest.mark.parametrize("password", ["of the user", "of the owner"])
def test_a_pdf_opens_with_either_password(password: str) -> None:
    plain = unlocked("a.pdf", protected_pdf("of the user", "of the owner"), Passwords((password,)))
    assert plain is not None
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        assert not pdf.is_encrypted
    assert b"/Encrypt" not in plain


@pytest.mark.parametrize(
    ("name", "locked"),
    [
        ("a.docx", protected(report(), SECRET)),
        ("a.doc", (FOLDER / "protected.doc").read_bytes()),
        ("a.xls", (FOLDER / "protected.xls").read_bytes()),
        ("a.pdf", protected_pdf(SECRET, "another")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_missing_or_wrong_password_says_what_to_do(name: str, locked: bytes) -> None:
    with pytest.raises(UnreadableError, match="protected with a password") as caught:
        unlocked(name, locked)
    assert "--password-file" in caught.value.next_step
    with pytest.raises(UnreadableError, match="none of those in the password file") as caught:
        unlocked(name, locked, Passwords(("not this",), {"other.docx": (SECRET,)}))
    assert "--password-file" in caught.value.next_step
    assert "not this" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        report(),
        b"%PDF-1.7 nothing",
        protected_pdf("", "of the owner"),
        b"hello",
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        b"%PDF-1.7 /Encrypt nothing",
    ],
)
def test_what_has_no_password_of_its_own_is_left_alone(data: bytes) -> None:
    assert unlocked("a", data, RIGHT) is None


def test_a_broken_protection_is_unreadable() -> None:
    whole = protected(report(), SECRET)
    at = whole.index(b"<keyEncryptors>")
    with pytest.raises(UnreadableError):
        unlocked("a.docx", whole[:at] + b"<" * 40 + whole[at + 40 :], RIGHT)


def test_endless_hashing_is_refused() -> None:
    whole = protected(report(), SECRET)
    assert whole.count(b'spinCount="100000"') == 1
    with pytest.raises(UnreadableError, match="in a way that cannot be opened here"):
        unlocked("a.docx", whole.replace(b'spinCount="100000"', b'spinCount="9000000"'), RIGHT)


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        unlocked("a.docx", protected(report(), SECRET), RIGHT)
        unlocked("a.doc", (FOLDER / "protected.doc").read_bytes(), RIGHT)
        unlocked("a.pdf", protected_pdf(SECRET, "x"), RIGHT)
    assert not [record for record in caplog.records if record.name.startswith(("msoffcrypto", "redactor"))]


def test_a_file_that_a_library_chews_on_for_ever_is_given_up() -> None:
    locked = (FOLDER / "protected.doc").read_bytes()
    assert open_apart(locked, (SECRET,))[0] is Outcome.OPENED
    assert open_apart(locked, (SECRET,), seconds=0.001) == (Outcome.BROKEN, b"")


@pytest.mark.parametrize("size", [512, 1536, 4000])
def test_a_torn_older_file_ends_without_a_library_error(size: int) -> None:
    locked = (FOLDER / "protected.xls").read_bytes()
    assert unlocked("a.xls", locked[:size], RIGHT) is None
