"""Input that is seldom seen: each reader says that it cannot read it, or reads what is there; none passes over it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from email import message_from_bytes

import pytest
from tests.verify.building import answering, blank_docx, saved

from redactor.errors import UnreadableError
from redactor.verify import check_file
from redactor.verify.accessibility import missing_basics
from redactor.verify.likeness import text_differences
from redactor.verify.lost import MOST_TOLD, Loss
from redactor.verify.readers import container, mail_tree, mapi, page, page_code
from redactor.verify.readers.base import Surface
from redactor.verify.readers.outlook_rtf import body_in
from redactor.verify.readers.page import read_page
from redactor.verify.readers.text import decode
from redactor.verify.search import newcomers


def zipped(*, encrypted: bool = False, broken: bool = False) -> bytes:
    """A zip of one member, marked as encrypted or with a byte of its content changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a>text</a>")
    data = bytearray(out.getvalue())
    if encrypted:
        data[data.index(b"PK\x01\x02") + 8] |= 1
    if broken:
        data[data.index(b"<a>text")] = 0x21
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [(zipped(encrypted=True), "encrypted"), (zipped(broken=True), "broken"), (b"PK\x03\x04", "broken")],
)
def test_a_container_that_cannot_be_opened(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        container.open_container(data)


def test_a_container_of_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_MEMBERS", 0)
    with pytest.raises(UnreadableError, match="too large"):
        container.open_container(zipped())


@pytest.mark.parametrize(
    ("value", "there"),
    [
        ("Caf\udce9 Zanele", "Café Zanele"),
        ("=?utf-8?q?=3D=3Futf-8=3Fq=3FZanele=3F=3D?=", "Zanele"),
        ("=?no-such-set?q?Zanele?=", "Zanele"),
        ("=?no-such-set?q?Zan=E9le?=", "Zanéle"),
        ("=?utf-8?b?A?=", "=?utf-8?b?A?="),
        ("one\r\n two", "one two"),
    ],
)
def test_fields_of_a_message(value: str, there: str) -> None:
    assert mail_tree.unfold(value) == there


PAGE = b'<html><head><meta charset="iso-8859-1"></head><body>Zan\xe9le</body></html>'


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        (b"Content-Type: text/html\n\n" + PAGE, "Zanéle"),
        (b"Content-Type: text/html; charset=no-such-set\n\nZan\xe9le", "Zanéle"),
        (b"Content-Type: text/plain; format=flowed; delsp=yes\n\nZan \nele\n-- \nend", "Zanele"),
    ],
)
def test_bodies_of_a_message(lines: bytes, part: str) -> None:
    mail = mail_tree.parse_mail(b"Subject: a\n" + lines)
    assert part in f"{mail.text}{mail.html}"
    assert bool(mail.undecoded) is (b"no-such-set" in lines)


def test_a_mailbox_line_and_a_report_are_kept() -> None:
    report = (
        b'Content-Type: multipart/report; boundary="b"\n\nbefore\n--b\nContent-Type: message/delivery-status\n\n'
        b"Final-Recipient: rfc822; zanele@example.org\n\n--b\nContent-Type: text/csv; charset=no-such-set\n\nZan\xe9le"
        b"\n--b--\nafter\n"
    )
    mail = mail_tree.parse_mail(b"From zanele Mon Oct  3 09:12:44 2011\nSubject: a\n" + report)
    assert ("mailbox line", "From zanele Mon Oct  3 09:12:44 2011") in mail.asides
    assert {"text before the parts", "text after the parts"} <= {what for what, _ in mail.asides}
    assert b"zanele@example.org" in mail.parts[0].data
    assert mail.parts[1].data == b"Zan\xe9le"


def test_messages_that_are_built_to_take_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    two = b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\none\n--b\n\ntwo\n--b--\n'
    monkeypatch.setattr(mail_tree, "MOST_PARTS", 0)
    with pytest.raises(UnreadableError, match="too many parts"):
        mail_tree.parse_mail(two)
    monkeypatch.setattr(mail_tree, "_DEEPEST_PART", 0)
    with pytest.raises(UnreadableError, match="nested too deep"):
        mail_tree.parse_mail(two)


def test_a_message_that_the_parser_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LookupError

    monkeypatch.setattr("email.message_from_bytes", fail)
    with pytest.raises(UnreadableError, match="broken"):
        mail_tree.parse_mail(b"Subject: a\n\nb")


def test_a_part_of_parts_has_no_bytes_of_its_own() -> None:
    whole = message_from_bytes(b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\none\n--b--\n')
    assert mail_tree._bytes(whole) == b""


@pytest.mark.parametrize(("page_number", "codec"), [(28_592, "iso8859-2"), (1251, "cp1251"), (1200, "utf-16-le")])
def test_code_pages_of_outlook(page_number: int, codec: str) -> None:
    assert mapi._codec(page_number) == codec


def test_text_in_an_unknown_code_page_is_read_byte_by_byte() -> None:
    assert mapi._text(b"Zan\xe9le\0", "cp9999") == "Zanéle"


def packed(rtf: bytes, kind: bytes = b"MELA", raw: int | None = None) -> bytes:
    """A body as Outlook packs it."""
    size = len(rtf) if raw is None else raw
    return struct.pack("<II4sI", len(rtf) + 12, size, kind, 0) + rtf


@pytest.mark.parametrize(
    "broken",
    [b"short", packed(b"text", b"XXXX"), packed(b"{\\rtf1 a}}"), packed(b"{\\rtf1\\ansicpg99999 \\'e9\\'e9}")],
)
def test_a_packed_body_that_is_broken(broken: bytes) -> None:
    with pytest.raises(ValueError, match=r"short|compressed|never began|code page"):
        body_in(broken)


def test_signs_and_repeated_words_of_a_packed_body() -> None:
    text, _ = body_in(packed(b"{\\rtf1\\uc1 Zan\\u233\\~ele\\_x\\-y\\{z\\}}"))
    assert text is not None
    assert text.startswith("Zan\u00e9ele\u2011x\u00ady{z}")
    stream = bytes([0b0000_0010]) + b"Z" + bytes([0x00, 0x03]) + b"anele!"
    assert body_in(packed(stream, b"LZFu", raw=12)) == ("Z!", None), "five letters are taken from the history"
    ended = bytes([0b0000_0010]) + b"Z" + bytes([0x0D, 0x00]) + b"not read"
    assert body_in(packed(ended, b"LZFu", raw=12)) == ("Z", None), "what points at itself is the end"


def test_pages_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError, match="not in the encoding"):
        read_page(b'<html><head><meta charset="utf-8"></head>Zan\xe9le</html>')
    assert any("Zanéle" in block.text for block in read_page(b"<html><body><p>Zan\xe9le</p></body></html>").blocks)
    monkeypatch.setattr(page, "MOST_BYTES", 3)
    with pytest.raises(UnreadableError, match="too large"):
        read_page(b"<html></html>")

    def deep(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(page, "MOST_BYTES", 1 << 20)
    monkeypatch.setattr("redactor.verify.readers.page.PageParser.read", deep)
    with pytest.raises(UnreadableError, match="markup"):
        read_page(b"<html></html>")


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("data:image/svg+xml,<svg><text>Zanele</text></svg>", "Zanele"),
        ("data:application/json,{&quot;name&quot;: &quot;Zanele&quot;}", "Zanele"),
    ],
)
def test_data_in_addresses_is_read(value: str, seen: str) -> None:
    read = read_page(f'<html><body><p>a</p><a href="{value}">b</a></body></html>'.encode())
    assert any(seen in block.text for block in read.blocks if block.surface is not Surface.NAME)


def test_data_that_cannot_be_decoded_is_told() -> None:
    read = read_page(b'<html><body><img src="data:image/png;base64,!!!"></body></html>')
    assert [notice.message for notice in read.unchecked] == ["embedded data that cannot be decoded"]


def test_escapes_of_scripts() -> None:
    assert page_code.unescaped("Zan\\x65le \\n \\q \\u{110000} \\ud800") == "Zanele \n q \ufffd \ufffd"
    assert page_code._values("{") is None
    assert page_code._values('{"a": ["Zanele", 3, {"b": "https://host/zanele"}]}') == ["a", "Zanele", "b", "zanele"]


def test_a_text_with_nul_is_no_text() -> None:
    with pytest.raises(UnreadableError, match="not a text file"):
        decode(b"a\0b")


def test_after_twenty_losses_only_their_number_is_told() -> None:
    loss = Loss()
    loss.tell([f"{n} is missing" for n in range(MOST_TOLD + 3)])
    loss.tell(["one more"])
    assert len(loss.lost) == MOST_TOLD + 2
    assert loss.lost[-2:] == ["3 more differences", "1 more differences"]


def test_a_word_file_without_a_language_is_told() -> None:
    data = saved(blank_docx())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"(?i)lang", b"none", old.read(name)))
    assert any("no language" in notice.message for notice in missing_basics(out.getvalue(), "docx"))
    assert not any("no language" in notice.message for notice in missing_basics(data, "docx"))


def test_where_a_file_saved_again_differs() -> None:
    one = b"Overview Report\n\nA visit was made.\n\nThe plan was agreed.\n"
    assert text_differences(one, one.replace(b"\n\n", b"\n")) == ()
    changed = text_differences(one, one.replace(b"visit", b"call"))
    assert [sentence.split(":")[0] for sentence in changed][:1] == ["Differs from the released copy"]
    assert "1 paragraph is not as in the released copy or not there." in changed
    turned = b"Overview Report\n\nThe plan was agreed.\n\nA visit was made.\n"
    assert text_differences(one, turned) == ("The order of the paragraphs differs from the released copy.",)
    assert "2 paragraphs are not" in text_differences(one, b"Overview Report\n")[0]


@pytest.mark.parametrize("piece", ["a-", "a.", "a'", "a@", "1-", "L"])
def test_a_stretch_without_spaces_takes_no_time_by_its_square(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, lambda texts: [() for _ in texts])
    found = check_file("a.txt", (piece * 40_000).encode(), knowledge=None)
    assert not any("ran out of time" in notice.message for notice in found.unchecked)
    assert newcomers.CHECK in found.checks


def test_a_search_that_runs_out_of_time_is_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("redactor.verify.verification.find_residuals", late)
    found = check_file("a.txt", b"Overview report", knowledge=None)
    assert not found.passed
    assert [notice.message for notice in found.unchecked if notice.holds] == ["the search for names ran out of time"]
    assert found.checks == ()
