"""One planted word for each place of a message that can hold a name (leaks.md 26)."""

from __future__ import annotations

import base64
import io
import quopri
import re

import pytest
from PIL import Image, PngImagePlugin
from tests.formats.conftest import replacing
from tests.formats.mail_files import WORD, attachment, everything, found_in, mime, multipart, word_file

from redactor.formats import OpenDocument, adapter_for
from redactor.formats.base import Hidden
from redactor.model import SegmentRole

TOKEN = r"zq[a-zś]{4,}"


def _word(text: str, encoding: str = "b", charset: str = "utf-8") -> str:
    raw = text.encode(charset)
    payload = base64.b64encode(raw).decode() if encoding == "b" else quopri.encodestring(raw, header=True).decode()
    return f"=?{charset}?{encoding}?{payload}?="


def _png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "Zqpixels")
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


_HEADER = "\r\n".join(
    [
        "Return-Path: <zqreturn@example.org>",
        "Delivered-To: zqdelivered@example.org",
        "Received: from zqhost.example.org (zqip [192.0.2.7])\r\n\tby mx.example.org with ESMTP id zqid\r\n"
        "\tfor <zqfor@example.org>; Mon, 3 Oct 2011 09:12:44 +0100 (zqzone)",
        "DKIM-Signature: v=1; d=zqdkim.example.org; s=zqselector; h=from; bh=Zqhash=",
        "Authentication-Results: mx; spf=pass smtp.mailfrom=zqspf@example.org",
        "ARC-Seal: i=1; d=zqarc.org",
        f"From: {_word('Zqfrom')} <zqfromaddress@example.org>",
        "Sender: Zqsender <zqsenderaddress@example.org>",
        "Reply-To: zqreply@example.org",
        'To: "Zqto, Karen" <zqtoaddress@example.org>, zqbare@example.org (Zqcomment)',
        f"Cc: Zqgroup: {_word('Zqccś', 'q')} <zqcc@example.org>;",
        "Bcc: zqbcc@example.org",
        f"Subject: {_word('Visit to Zqsub')} {_word('ject')}\r\n and {_word('Zqlatin', 'q', 'iso-8859-2')}",
        "Date: Mon, 3 Oct 2011 09:12:44 +0100 (Zqdate)",
        "Message-ID: <zqmessageid@zqidhost.example.org>",
        "In-Reply-To: <zqreplyid@example.org>",
        "References: <zqreference@example.org>",
        "Thread-Topic: Zqtopic",
        "X-Originating-IP: [zqoriginating]",
        "X-Zqfieldname: 1",
        "Keywords: Zqkeyword",
        "Comments: Zqcomments",
        "Organization: Zqorganisation",
        "List-Unsubscribe: <mailto:zqlist@example.org>",
        "Resent-From: zqresent@example.org",
        "Disposition-Notification-To: zqnotify@example.org",
        "Autocrypt: addr=zqautocrypt@example.org; keydata=Zqkeydata",
        "MIME-Version: 1.0 (Zqmimecomment)",
        "",
    ]
)
_QUOTED = quopri.encodestring(b"Dear Zqplain,\n\nZqquoted and Zqsoft-line " + b"x" * 80 + b" Zqend\n").decode()
_UTF16 = base64.encodebytes("<p>Hello <b>Zqh</b>tml</p><!-- Zqhtmlcomment --><p title='Zqtitle'>x</p>".encode("utf-16"))
_INNER = multipart(
    "mixed",
    mime("Content-Type: text/plain; charset=iso-8859-1", body="Inner Zqinnerbody\n"),
    attachment("text/plain", b"Zqinnerfile\n", "Zqinnername.txt"),
    fields="From: Zqinnerfrom <zqinneraddress@example.org>\r\nTo: x@example.org\r\nSubject: Zqinnersubject\r\n"
    "Message-ID: <zqinnerid@example.org>\r\nX-Zqinnerfield: Zqinnerx\r\nMIME-Version: 1.0\r\n",
)
_DEEP = mime(
    "From: a@example.org",
    "Subject: outer",
    "MIME-Version: 1.0",
    "Content-Type: message/rfc822",
    body="From: b@example.org\nSubject: Zqdeepsubject\n\nZqdeepbody\n",
)
_CALENDAR = "BEGIN:VCALENDAR\nORGANIZER;CN=Zqorganiser:mailto:zqcal@example.org\nSUMMARY:Zqsummary\nEND:VCALENDAR\n"
_TNEF = b"\x78\x9f\x3e\x22" + b"\x01\x00" + "Zqtnef".encode("utf-16-le") + b"Zqtnefplain"

PLANTED = multipart(
    "mixed",
    multipart(
        "alternative",
        mime(
            "Content-Type: text/plain; charset=utf-8; format=flowed; x-zqparam=Zqparam",
            "Content-Transfer-Encoding: quoted-printable",
            "Content-ID: <zqcontentid@example.org>",
            "Content-Description: Zqdescription",
            body=_QUOTED
            + "\nbegin 644 zquu.txt\n"
            + base64.b64encode(b"x").decode()
            + "\nZquuline\nend\n"
            + "\n-----BEGIN PGP SIGNATURE-----\nVersion: Zqpgpversion\n\nZqpgpblock\n-----END PGP SIGNATURE-----\n",
        ),
        multipart(
            "related",
            mime(
                "Content-Type: text/html; charset=utf-16",
                "Content-Transfer-Encoding: base64",
                "Content-Location: http://zqlocation.example.org/",
                body=_UTF16.decode(),
            ),
            attachment("image/png", _png(), "Zqimage.png", "Content-ID: <zqcid@example.org>"),
        ),
        mime("Content-Type: text/calendar; method=REQUEST", body=_CALENDAR),
    ),
    mime("Content-Type: text/plain", "Content-Disposition: inline", body="Zqsecondtext\n"),
    attachment(WORD, word_file("Zqword paragraph", cell="Zqcell"), "Zqreport.docx"),
    mime(
        "Content-Type: text/plain; name*0*=utf-8''Zq%72fctwo; name*1*=thirtyone.txt",
        "Content-Disposition: attachment; filename*=utf-8''Zqrfc%E2%82%ACname.txt",
        body="Zqrfcbody\n",
    ),
    mime("Content-Type: message/rfc822", "Content-Description: Zqnested", body="").rstrip() + b"\r\n\r\n" + _INNER,
    attachment("application/octet-stream", _DEEP, "Zqsaved.eml"),
    attachment("application/ms-tnef", _TNEF, "winmail.dat"),
    attachment("application/x-zqtype", b"Zqunknown", "Zqfile.zqextension"),
    attachment("text/x-vcard", b"BEGIN:VCARD\nFN:Zqvcard\nEND:VCARD\n", "Zqcard.vcf"),
    mime("Content-Type: message/delivery-status", body="Reporting-MTA: dns; zqmta.example.org\n\nX: zqrecipient\n"),
    attachment("application/pkcs7-signature", b"Zqcertificate", "smime.p7s"),
    attachment("application/pkcs7-mime", b"Zqsealed", "Zqsmime.p7m"),
    fields=_HEADER,
    preamble="Zqpreamble\r\n",
    epilogue="Zqepilogue\r\n",
)


def treated(data: bytes, name: str = "a.eml", hidden: Hidden = "code") -> bytes:
    """The file with every planted word replaced, as the pipeline would do it."""
    document = adapter_for(name, data).open(data)
    words = {word: "SW1" for s in document.segments for word in re.findall(TOKEN, s.text, re.IGNORECASE)}
    return document.write(replacing(document, words), cleared=frozenset(), hidden=hidden).data


def test_the_planted_words_are_there_and_many() -> None:
    assert len(found_in(PLANTED, TOKEN)) > 60


@pytest.mark.parametrize("hidden", ["code", "remove"])
def test_nothing_planted_is_left(hidden: Hidden) -> None:
    assert found_in(treated(PLANTED, hidden=hidden), TOKEN) == []


def test_what_people_read_is_in_segments() -> None:
    told = " ".join(segment.text for segment in _opened(PLANTED).segments)
    for word in (
        "Zqfrom", "zqfromaddress", "Zqto", "zqtoaddress", "zqbare", "Zqcomment", "Zqgroup", "Zqccś", "Zqsubject",
        "Zqlatin", "Zqplain", "Zqquoted", "Zqsoft", "Zqend", "Zqhtml", "Zqword", "Zqcell", "Zqreport", "Zqrfc€name",
        "Zqrfcbody", "Zqsecondtext", "Zqinnerfrom", "Zqinnersubject", "Zqinnerbody", "Zqinnername", "Zqinnerfile",
        "Zqdeepsubject", "Zqdeepbody", "Zqsaved", "Zqimage", "Zqfile", "Zqcard", "Zqsmime",
    ):  # fmt: skip
        assert word in told, word


def test_keys_are_unique_and_places_understandable() -> None:
    document = _opened(PLANTED)
    keys = [segment.key for segment in document.segments]
    assert len(keys) == len(set(keys))
    places = {segment.text: str(segment.place) for segment in document.segments}
    assert places["Zqsecondtext"] == "attachment 3, line 1"
    assert places["Zqcell"] == "attachment 4, table 1, row 2, column 2"
    assert places["Zqinnersubject"] == "attachment 6, subject"
    assert places["attachment 6.1: Zqinnername"] == "attachment 6.1, name"
    assert places["Zqinnerfile"] == "attachment 6.1, line 1"
    assert places["Zqdeepbody"] == "attachment 7.1, line 1"
    roles = {segment.text: segment.role for segment in document.segments}
    assert roles["Visit to Zqsubject and Zqlatin"] is SegmentRole.TITLE


def test_removals_are_listed() -> None:
    written = _opened(PLANTED).write(replacing(_opened(PLANTED), {}), cleared=frozenset())
    told = {(change.action, change.what, change.place) for change in written.changes}
    what = " ".join(f"{action} {words} {place}" for action, words, place in told)
    for words in (
        "other header fields", "digital signatures", "text before or after the parts", "encoded blocks in the text",
        "winmail.dat", "of a type that is not treated", "it shows more than readable text", "S/MIME",
        "a notice of a mail system",
    ):  # fmt: skip
        assert words in what, words
    assert ("replaced", "an attachment (Outlook's winmail.dat) by a placeholder", "attachment 8") in told


def test_website_keeps_no_attachment() -> None:
    copy = treated(PLANTED, hidden="remove")
    assert b"attachment" not in copy
    assert b"filename" not in copy
    assert "SW1" in " ".join(everything(copy))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert treated(PLANTED) == treated(PLANTED)


def _opened(data: bytes) -> OpenDocument:
    return adapter_for("a.eml", data).open(data)
