"""The reader of messages sees every surface of a finished one; a name typed back in anywhere is found."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable

import pytest
from tests.formats.mail_files import WORD, attachment, light_word_file, mime, multipart
from tests.formats.outlook_files import FILETIME, Mapi, attached_file, container, message_tree, recipient
from tests.verify.building import knowledge_for

from redactor.errors import UnreadableError
from redactor.verify import check_file
from redactor.verify.readers import ReadFile, Surface, read_file

HEADER = (
    "MIME-Version: 1.0\r\nFrom: SW1 [email]:;\r\nTo: HV1 [email]:;\r\nSubject: Visit\r\n"
    "Date: 03 Oct 2011 09:12:44 +0100\r\n"
)
TEXT = mime("Content-Type: text/plain; charset=utf-8", body="Child R was seen.\n")


def _with_field(field: str) -> Callable[[str], bytes]:
    return lambda text: HEADER.encode() + mime(field.replace("TEXT", text), body="Child R was seen.\n")


def _with_part(make: Callable[[str], bytes]) -> Callable[[str], bytes]:
    return lambda text: multipart("mixed", TEXT, make(text), fields=HEADER)


def _word(text: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="


def _inner(text: str) -> bytes:
    return mime("Content-Type: message/rfc822").rstrip() + b"\r\n\r\n" + mime("Subject: x", body=f"{text} rang.\n")


SURFACES: dict[str, Callable[[str], bytes]] = {
    "From": lambda text: HEADER.replace("SW1 [email]:;", f'"{text}" <a@b.org>').encode() + TEXT,
    "Subject": lambda text: HEADER.replace("Visit", f"Visit to {text}").encode() + TEXT,
    "Subject in an encoded word": lambda text: HEADER.replace("Visit", _word(f"Visit to {text}")).encode() + TEXT,
    "Subject in two encoded words": lambda text: (
        HEADER.replace("Visit", f"{_word(text[:4])}\r\n {_word(text[4:])}").encode() + TEXT
    ),
    "Subject, encoded twice": lambda text: HEADER.replace("Visit", _word(_word(text))).encode() + TEXT,
    "X- field": _with_field("X-Seen-By: TEXT"),
    "Received": _with_field("Received: from pc (TEXT)"),
    "Message-ID": _with_field("Message-ID: <TEXT@example.org>"),
    "folded field": _with_field("Comments: about\r\n\tTEXT"),
    "plain body": lambda text: HEADER.encode() + mime(body=f"{text} rang.\n"),
    "quoted-printable": lambda text: (
        HEADER.encode()
        + mime("Content-Transfer-Encoding: quoted-printable", body="".join(f"={b:02X}" for b in text.encode()))
    ),
    "base64": lambda text: (
        HEADER.encode() + mime("Content-Transfer-Encoding: base64", body=base64.b64encode(text.encode()).decode())
    ),
    "utf-16": lambda text: (
        HEADER.encode()
        + mime(
            "Content-Type: text/plain; charset=utf-16",
            "Content-Transfer-Encoding: base64",
            body=base64.b64encode(text.encode("utf-16")).decode(),
        )
    ),
    "formatted body": lambda text: (
        HEADER.encode() + mime("Content-Type: text/html; charset=utf-8", body=f"<p>{text[:3]}<b>{text[3:]}</b></p>")
    ),
    "comment in a formatted body": lambda text: (
        HEADER.encode() + mime("Content-Type: text/html; charset=utf-8", body=f"<p>a</p><!-- {text} -->")
    ),
    "file name": _with_part(lambda text: attachment("text/plain", b"Child R", f"{text}.txt")),
    "file name by RFC 2231": _with_part(
        lambda text: mime(
            "Content-Type: text/plain", f"Content-Disposition: attachment; filename*=utf-8''{text[:5]}%20{text[6:]}.txt"
        )
    ),
    "description of a part": _with_part(lambda text: mime("Content-Description: " + text, body="a")),
    "attached text": _with_part(lambda text: attachment("text/plain", text.encode(), "a.txt")),
    "attached Word file": _with_part(lambda text: attachment(WORD, light_word_file(text), "a.docx")),
    "attached message": _with_part(_inner),
    "Word file in an attached message": _with_part(
        lambda text: (
            mime("Content-Type: message/rfc822").rstrip()
            + b"\r\n\r\n"
            + multipart(
                "mixed", TEXT, attachment(WORD, light_word_file("a", cell=text), "a.docx"), fields="Subject: b\r\n"
            )
        )
    ),
    "calendar": _with_part(lambda text: mime("Content-Type: text/calendar", body=f"ORGANIZER;CN={text}:x\n")),
    "preamble": lambda text: multipart("mixed", TEXT, fields=HEADER, preamble=text),
    "epilogue": lambda text: multipart("mixed", TEXT, fields=HEADER, epilogue=text),
    "second subject": _with_field("Subject: TEXT"),
    "unknown binary": _with_part(lambda text: attachment("application/x", b"\0\1" + text.encode(), "a.bin")),
    "unknown binary, UTF-16": _with_part(
        lambda text: attachment("application/x", b"\0\1" + text.encode("utf-16-le"), "a.bin")
    ),
}


@pytest.mark.parametrize("surface", SURFACES)
def test_a_name_in_any_surface_is_found(surface: str) -> None:
    found = check_file("visit.eml", SURFACES[surface]("Karen Oldroyd"), knowledge=knowledge_for("ofsted"))
    assert any(item.code == "SW1" for item in found.residuals), surface
    assert "ldroyd" not in " ".join(item.place for item in found.residuals)


@pytest.mark.parametrize("surface", [s for s in SURFACES if "binary" not in s and s not in ("Message-ID", "From")])
def test_a_neutral_word_there_is_no_residual(surface: str) -> None:
    found = check_file("visit.eml", SURFACES[surface]("Green Service"), knowledge=knowledge_for("ofsted"))
    assert found.residuals == (), surface


def test_what_nobody_sees_is_told_by_its_surface() -> None:
    read = read_file(multipart("mixed", TEXT, _inner("HV1"), fields=HEADER + "X-A: b\r\n", preamble="before"))
    surfaces = {block.text: block.surface for block in read.blocks}
    assert surfaces["Child R was seen."] is Surface.BODY
    assert surfaces["Visit"] is Surface.HEADER
    assert surfaces["b"] is Surface.PROPERTY
    assert surfaces["HV1 rang."] is Surface.HIDDEN
    assert any(block.surface is Surface.HIDDEN and "before" in block.text for block in read.blocks)
    assert read.titles[0] == "Visit"


def test_website_takes_no_attachment() -> None:
    data = multipart("mixed", TEXT, attachment("text/plain", b"Child R was seen", "a.txt"), fields=HEADER)
    found = check_file("Overview report.eml", data, knowledge=knowledge_for("website"))
    assert {item.kind for item in found.residuals} >= {"hidden content"}


def _unchecked(read: ReadFile) -> str:
    return " ".join(notice.message for notice in read.unchecked)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SURFACES["unknown binary"]("x"), "no reader for this format"),
        (HEADER.encode() + mime("Content-Type: text/plain; charset=utf-8", body="\udcff\udcfe"), "cannot be decoded"),
        (HEADER.encode() + mime("Content-Type: text/plain; charset=x-nowhere", body="a"), "cannot be decoded"),
        (
            multipart(
                "mixed", TEXT, attachment("application/pkcs7-signature", b"\x30\x80\0", "smime.p7s"), fields=HEADER
            ),
            "no reader for this format",
        ),
    ],
)
def test_what_cannot_be_read_holds(data: bytes, words: str) -> None:
    assert words in _unchecked(read_file(data))


def test_messages_within_messages_are_read_to_the_third_and_then_told() -> None:
    data = mime("Subject: deepest", body="Karen Oldroyd rang\n")
    for _ in range(5):
        data = HEADER.encode() + mime("Content-Type: message/rfc822").rstrip() + b"\r\n\r\n" + data
    read = read_file(data)
    assert any("Karen Oldroyd" in block.text for block in read.blocks)
    assert "nested too deep" in _unchecked(read)


def test_a_note_that_looks_like_a_letter_is_still_text() -> None:
    assert read_file(b"From: the team\nTo: everybody\n\nChild R was seen.\n").format == "text"
    assert read_file(b"MIME-Version: 1.0\r\nSubject: a\r\n\r\nb").format == "mail"


def test_an_outlook_file_is_read_and_never_called_clean() -> None:
    own = Mapi(
        texts={0x0037: "Visit", 0x1000: "Child R was seen.\r\n", 0x0042: "SW1", 0x0C1A: "Karen Oldroyd"},
        times={0x0039: FILETIME},
    )
    data = container(message_tree(own, [recipient("HV1", "")], [attached_file("a.txt", b"SW1 rang")]))
    found = check_file("visit.msg", data, knowledge=knowledge_for("ofsted"))
    assert any(item.code == "SW1" for item in found.residuals)
    assert found.unchecked
    read = read_file(data)
    assert [block.text for block in read.blocks if block.place == "Date"] == ["3 October 2011, 14:12:44 +0000"]


@pytest.mark.parametrize("cut", [0, 300, 700, 1500])
def test_a_broken_outlook_file_is_unreadable_or_told(cut: int) -> None:
    whole = container(message_tree(Mapi(texts={0x0037: "Visit", 0x1000: "word " * 2000})))
    data = whole[: len(whole) - 512 - cut]
    try:
        read = read_file(data)
    except UnreadableError:
        return
    assert read.unchecked


def test_quoted_printable_that_ends_in_the_middle_is_no_crash() -> None:
    broken = quopri.encodestring("Wiśniowski".encode())[:-2]
    read = read_file(HEADER.encode() + mime("Content-Transfer-Encoding: quoted-printable", body=broken.decode() + "="))
    assert read.format == "mail"
