"""What counts as the body, how it is decoded, what is refused, and what no splitting or nesting can hide."""

from __future__ import annotations

import base64
import re
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.conftest import plan_for, replacing
from tests.formats.mail_files import WORD, attachment, found_in, light_word_file, mime, multipart, simple, workbook

from redactor.errors import UnreadableError, UnsupportedFormatError
from redactor.formats import OpenDocument, adapter_for
from redactor.formats.mail import eml
from redactor.formats.mail.addresses import entries
from redactor.formats.mail.compose import addresses, words
from redactor.formats.mail.dates import date_field, readable_date
from redactor.formats.mail.decoding import decode_words
from redactor.formats.mail.document import MailDocument
from redactor.formats.opc.pictures import digest

HEAD = "From: a@example.org\r\nSubject: b\r\nMIME-Version: 1.0\r\n"
PLAIN = "Content-Type: text/plain; charset=utf-8"


def opened(data: bytes, name: str = "a.eml") -> OpenDocument:
    return adapter_for(name, data).open(data)


def texts(data: bytes) -> list[str]:
    return [s.text for s in opened(data).segments if s.key.startswith(("text/", "html/"))]


def copied(data: bytes, words_of_plan: dict[str, str] | None = None) -> bytes:
    document = opened(data)
    return document.write(replacing(document, words_of_plan or {}), cleared=frozenset()).data


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Karen Oldroyd <k@example.org>", ["Karen Oldroyd <k@example.org>"]),
        ('"Oldroyd, Karen" <k@example.org>, b@example.org', ["Oldroyd, Karen <k@example.org>", "b@example.org"]),
        ("Group: a@example.org, B <b@example.org>;, c@x", ["Group", "a@example.org", "B <b@example.org>", "c@x"]),
        ("k@example.org (Karen, once Tolland)", ["k@example.org (Karen, once Tolland)"]),
        ('"A \\"B\\" C" <a@example.org>', ['A "B" C <a@example.org>']),
        ("=?utf-8?q?Oldroyd=2C_Karen?=\r\n <k@example.org>", ["Oldroyd, Karen <k@example.org>"]),
        ("Karen; Marek", ["Karen", "Marek"]),
        ('"unclosed, a@example.org', ['"unclosed, a@example.org']),
        ("", []),
    ],
)
def test_address_fields_lose_nothing(value: str, expected: list[str]) -> None:
    assert list(entries(value)) == expected


@pytest.mark.parametrize(
    ("after", "written"),
    [
        ("SW1 <[email]>", '"SW1 [email]":;'),
        ("[email]", '"[email]":;'),
        ("SW1", "SW1:;"),
        ("Fennshire LSCB <lscb@example.org>", "Fennshire LSCB <lscb@example.org>"),
        ("lscb@example.org", "lscb@example.org"),
        ("a\r\nBcc: x@example.org", '"a Bcc: x@example.org":;'),
        ("Ł1 <[email]>", "=?utf-8?b?xYExIFtlbWFpbF0=?= :;"),
    ],
)
def test_addresses_are_written_as_the_standard_has_them(after: str, written: str) -> None:
    assert addresses([after]) == written
    message = EmailMessage()
    message["From"] = written
    assert not message["From"].defects


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Mon, 03 Oct 2011 09:12:44 +0100", "3 October 2011, 09:12:44 +0100"),
        ("3 Oct 11 09:12 GMT (told by Karen)", "3 October 2011, 09:12:00 +0000"),
        ("Mon, 03 Oct 2011 09:12:44 -0000", "3 October 2011, 09:12:44 -0000"),
        ("no date", "no date"),
    ],
)
def test_dates(value: str, text: str) -> None:
    assert readable_date(value) == text
    assert readable_date(date_field(text)) == text
    assert date_field("October 2011, 09:12:44 +0100") == "October 2011, 09:12:44 +0100"


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=90))
def test_a_field_value_survives_writing_and_reading(text: str) -> None:
    value = words(text)
    assert value.isascii()
    assert all(len(line) < 998 for line in value.split("\r\n"))
    assert decode_words(value) == " ".join(text.split())


@given(st.data())
def test_encoded_words_cut_anywhere_hide_no_name(data: st.DataObject) -> None:
    raw = "Wiśniowski rang Łukasz".encode()
    cuts = sorted(data.draw(st.sets(st.integers(1, len(raw) - 1), max_size=6)))
    pieces = [raw[a:b] for a, b in zip([0, *cuts], [*cuts, len(raw)], strict=True)]
    folded = "\r\n ".join(f"=?utf-8?b?{base64.b64encode(piece).decode()}?=" for piece in pieces)
    assert decode_words(folded) == "Wiśniowski rang Łukasz"


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from(["text/plain", "text/html", "alternative", "mixed", "file", "message"]), min_size=1, max_size=8
    )
)
def test_no_nesting_of_parts_leaves_a_name(kinds: list[str]) -> None:
    part = mime("Content-Type: text/plain", body="Zqstart\n")
    for number, kind in enumerate(kinds):
        name = f"Zq{chr(97 + number) * 4}"
        if kind.startswith("text/"):
            part = multipart("mixed", part, mime(f"Content-Type: {kind}", body=f"<p>{name}</p>\n"))
        elif kind == "file":
            part = multipart("mixed", part, attachment("text/plain", name.encode(), f"{name}.txt"))
        elif kind == "message":
            part = mime("Content-Type: message/rfc822").rstrip() + f"\r\n\r\nSubject: {name}\r\n".encode() + part
        else:
            part = multipart(kind, part, mime("Content-Type: text/plain", body=f"{name}\n"))
    data = HEAD.encode() + part
    document = opened(data)
    found = {word: "SW1" for s in document.segments for word in re.findall(r"Zq[a-z]+", s.text)}
    copy = document.write(replacing(document, found), cleared=frozenset()).data
    assert found_in(copy, "zq[a-z]{4}") == []
    assert adapter_for("a.eml", copy).open(copy).segments


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from([HEAD.encode(), b"", b"Content-Type: multipart/mixed; boundary=a\r\n"]))
def test_rubbish_is_read_or_refused(rubbish: bytes, head: bytes) -> None:
    try:
        document = adapter_for("a.eml", head + rubbish + b"x").open(head + rubbish + b"x")
    except (UnreadableError, UnsupportedFormatError):
        return
    document.write(plan_for(), cleared=frozenset())


_BROKEN_TYPES = [
    "text/plain; charset",
    "text/plain; charset*=",
    "multipart/mixed",
    "/",
    "text/plain; x*0*=y",
    ";;",
    "a" * 3000,
]


@pytest.mark.parametrize("kind", _BROKEN_TYPES)
def test_a_broken_content_type_is_read_or_refused(kind: str) -> None:
    try:
        assert opened(HEAD.encode() + mime(f"Content-Type: {kind}", body="x")).segments
    except UnreadableError as error:
        assert error.next_step


def test_plain_text_in_its_charsets() -> None:
    for charset, text in (("iso-8859-2", "Wiśniowski"), ("windows-1252", "“Karen”"), ("utf-16", "Łukasz"), ("", "é")):
        declared = f"Content-Type: text/plain; charset={charset}" if charset else "Content-Type: text/plain"
        encoded = base64.b64encode(text.encode(charset or "utf-8")).decode()
        data = HEAD.encode() + mime(declared, "Content-Transfer-Encoding: base64", body=encoded)
        assert texts(data) == [text]
        assert text.encode() not in copied(data)
        assert texts(copied(data)) == [text]


def test_flowed_lines_that_drop_their_space_join() -> None:
    data = HEAD.encode() + mime(f"{PLAIN}; format=flowed; delsp=yes", body="Old \nroyd rang\n")
    assert texts(data) == ["Oldroyd rang"]


def test_a_signed_message_is_read_and_its_signature_goes() -> None:
    signature = attachment("application/pgp-signature", b"-----BEGIN PGP SIGNATURE-----", "signature.asc")
    data = multipart("signed", mime(PLAIN, body="Karen rang\n"), signature, fields=HEAD)
    assert texts(data) == ["Karen rang"]
    assert [s.key for s in opened(data).segments if s.key.startswith("a")] == []


@pytest.mark.parametrize(
    ("data", "words_of_error"),
    [
        (b"hello, no fields\n\nhere", "not an e-mail"),
        (b"X-Only: a\n\nbody", "not an e-mail"),
        (multipart("encrypted", mime(body="a"), mime(body="b"), fields=HEAD), "encrypted"),
        (HEAD.encode() + mime("Content-Type: application/pkcs7-mime", body="a"), "S/MIME"),
        (HEAD.encode() + mime("Content-Type: text/plain; charset=utf-8", body="\udcff"), "encoding that it declares"),
        (HEAD.encode() + mime("Content-Type: text/plain; charset=x-none", body="a"), "encoding that it declares"),
        (HEAD.encode() + mime("Content-Type: text/plain", body="caf\udce9"), "encoding that it declares"),
        (HEAD.encode() + mime(PLAIN, "Content-Transfer-Encoding: x-own", body="a"), "transport encoding"),
        (HEAD.encode() + mime("Content-Type: multipart/mixed; boundary=x", body="no parts"), "cannot be told apart"),
        (("To: " + ", ".join(["a@example.org"] * 1100) + "\n\nb").encode(), "recipients"),
        (HEAD.encode() + mime("Content-Type: text/plain" + ";a=b" * 2000, body="a"), "longer than any"),
        (HEAD.encode() + mime("Content-Type: text/plain;" + "\r\n a=b;" * 2000, body="a"), "longer than any"),
        (b"%PDF-1.7 From: a", "really a PDF"),
        (b"", "0 bytes"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_next_step(data: bytes, words_of_error: str) -> None:
    with pytest.raises(UnreadableError, match=words_of_error) as caught:
        opened(data)
    assert caught.value.next_step


def test_more_parts_than_a_message_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = multipart("mixed", *[mime(PLAIN, body="a")] * 30, fields=HEAD)
    assert opened(data).segments
    monkeypatch.setattr(eml, "MAX_PARTS", 30)
    with pytest.raises(UnreadableError, match="too many parts"):
        opened(data)


def test_parts_nested_without_end_are_refused() -> None:
    part = mime(PLAIN, body="a")
    for number in range(400):
        part = f"Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n".encode() + part
    with pytest.raises(UnreadableError):
        opened(HEAD.encode() + part)


def test_messages_nested_beyond_the_third_become_placeholders() -> None:
    data = mime("From: a@example.org", "Subject: deepest", body="Zqdeepest\n")
    for _ in range(5):
        data = mime("From: a@example.org", "Subject: x", "Content-Type: message/rfc822").rstrip() + b"\r\n\r\n" + data
    copy = copied(data)
    assert found_in(copy, "Zqdeepest") == []
    assert any("nested too deep" in notice.message for notice in opened(data).notices)
    assert found_in(copy, r"\[removed: a file that is nested too deep\]")


def test_a_text_that_may_stand_in_winmail_dat_holds() -> None:
    data = multipart(
        "mixed", mime(PLAIN, body=" \n"), attachment("application/ms-tnef", b"x", "winmail.dat"), fields=HEAD
    )
    (held,) = [notice for notice in opened(data).notices if notice.holds]
    assert "winmail.dat" in held.message
    assert held.next_step


def test_attachments_that_cannot_be_read_become_named_placeholders() -> None:
    data = multipart(
        "mixed",
        mime(PLAIN, body="a\n"),
        attachment(WORD, light_word_file("a")[:200], "half.docx"),
        attachment("application/pdf", b"no pdf at all", "none.pdf"),
        attachment("text/plain", b"", "empty.txt"),
        attachment("application/octet-stream", b"x", "noextension"),
        fields=HEAD,
    )
    document = opened(data)
    written = document.write(plan_for(), cleared=frozenset())
    assert [c.place for c in written.changes if c.action == "replaced"] == [f"attachment {n}" for n in (1, 2, 3, 4)]
    names = re.findall(rb'filename="([^"]*)"', written.data)
    assert names == [b"half.txt", b"none.txt", b"empty.txt", b"noextension.txt"]
    assert len(found_in(written.data, r"\[removed: [a-z ,]+")) == 3


@pytest.mark.needs_libreoffice
def test_an_attachment_in_an_older_format_is_converted_and_says_to_what() -> None:
    old = rb"{\rtf1\ansi Karen rang.}"
    data = multipart("mixed", mime(PLAIN, body="a"), attachment("application/rtf", old, "Karen.rtf"), fields=HEAD)
    document = opened(data)
    assert isinstance(document, MailDocument)
    assert [str(s.place) for s in document.segments if s.text == "Karen rang."] == ["attachment 1, paragraph 1"]
    (converted,) = document.derived.values()
    assert list(document.derived) == [digest(old)]
    assert converted.startswith(b"PK")
    assert b'filename="SW1.docx"' in copied(data, {"Karen": "SW1"})


def test_names_of_attachments_are_safe_and_unlike() -> None:
    parts = [
        attachment("text/plain", b"x", name) for name in ("../Karen.txt", "Karen.txt", "Karen.txt", "con.txt", "…")
    ]
    copy = copied(multipart("mixed", mime(PLAIN, body="a"), *parts, fields=HEAD), {"Karen": "SW1"})
    names = [name.decode() for name in re.findall(rb'filename="([^"]*)"', copy)]
    assert names == ["SW1.txt", "SW1 (2).txt", "SW1 (3).txt", "document con.txt", "attachment 5.txt"]


def test_type_tells_where_the_name_does_not() -> None:
    data = multipart("mixed", mime(PLAIN, body="a"), attachment(WORD, light_word_file("Karen"), "report"), fields=HEAD)
    assert "Karen" in [s.text for s in opened(data).segments]
    assert b'filename="report.docx"' in copied(data)


def test_a_page_without_a_tag_is_a_page() -> None:
    data = HEAD.encode() + mime("Content-Type: text/html; charset=utf-8", body="Karen &amp; Marek rang")
    assert texts(data) == ["Karen & Marek rang"]


def test_nothing_to_replace_changes_no_text() -> None:
    data = simple("Dear all,\n\n- one\n- two  \n\n  indented\n\n> quoted\n>> twice\n\nEnd é\n", To="B <b@example.org>")
    before, after = opened(data), opened(copied(data))
    assert [(s.key, s.text, s.place) for s in before.segments] == [(s.key, s.text, s.place) for s in after.segments]
    assert copied(copied(data)) == copied(data)


def test_three_names_of_different_length_give_one_copy() -> None:
    def made(name: str) -> bytes:
        book = workbook(("Source",), (name,))
        return multipart(
            "mixed",
            multipart(
                "alternative",
                mime(PLAIN, body=f"Dear {name},\n\n{name} rang and {name}'s mother came to the nursery that day.\n"),
                mime("Content-Type: text/html; charset=utf-8", body=f"<p>Dear <b>{name[:2]}</b>{name[2:]}</p>"),
            ),
            attachment(WORD, light_word_file(f"{name} came.", cell=name), f"{name} report.docx"),
            attachment("application/octet-stream", book, f"{name}.xlsx"),
            attachment("text/plain", f"{name} rang\n".encode(), f"note of {name}.txt"),
            fields=f"Received: for {name}\r\nFrom: {name} <{name}@example.org>\r\nSubject: about {name}\r\n",
        )

    copies = {copied(made(name), {name: "SW1"}) for name in ("Jo", "Karenina", "Wisniowskiewicz-Oldroyd")}
    assert len(copies) == 1
