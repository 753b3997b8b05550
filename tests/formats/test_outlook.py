"""Outlook messages: one planted word for each property that can hold a name; bodies in RTF; code pages."""

from __future__ import annotations

import struct

import pytest
from tests.formats.conftest import plan_for
from tests.formats.mail_files import found_in, light_word_file
from tests.formats.outlook_files import (
    FILETIME,
    Mapi,
    Tree,
    attached_file,
    attached_message,
    container,
    message_tree,
    packed_rtf,
    recipient,
)
from tests.formats.test_mail_surfaces import TOKEN, treated

from redactor.errors import RedactorError, UnreadableError
from redactor.formats import OpenDocument, adapter_for, output_extension

_TEXTS = {
    0x0037: "Visit to Zqsubject",
    0x003D: "Zqprefix",
    0x0E1D: "Zqnormal",
    0x0070: "Zqtopic",
    0x0042: "Zqrepresenting",
    0x0065: "zqrepaddress@example.org",
    0x5D02: "zqsmtp@example.org",
    0x0C1A: "Zqsender",
    0x0C1F: "/O=FENN/CN=ZQSENDEREX",
    0x0E04: "Zqdisplayto",
    0x0E03: "Zqdisplaycc",
    0x0E02: "Zqdisplaybcc",
    0x0040: "Zqreceivedby",
    0x0044: "Zqreceivedrep",
    0x007D: "Received: from zqhost.example.org\r\nX-Zqfield: Zqtransport\r\n",
    0x1000: "Dear Zqplain,\r\n\r\nplease see Zqbody.\r\n",
    0x1035: "<zqmessageid@example.org>",
    0x1039: "<zqreferences@example.org>",
    0x3FFA: "Zqmodifier",
    0x800A: "Zqnamedproperty",
    0x8012: "Zqcategory",
}
_HTML = b"<html><head><title>Zqtitle</title></head><body><p>Dear <i>Zqh</i>tml</p><!-- Zqcomment --></body></html>"


def _inner() -> Tree:
    own = Mapi(
        texts={
            0x0037: "Zqinnersubject",
            0x1000: "Zqinnerbody\r\n",
            0x0042: "Zqinnersender",
            0x007D: "X: Zqinnertransport",
        }
    )
    files = [attached_file("Zqinnerfile.txt", b"Zqinnertext\r\n")]
    return message_tree(own, [recipient("Zqinnerto", "zqinneraddress@example.org")], files, inner=True)


def _planted() -> bytes:
    own = Mapi(
        texts=dict(_TEXTS),
        binaries={0x1013: _HTML, 0x1009: packed_rtf(b"{\\rtf1 Zqrtf}"), 0x0C19: b"Zqentryid", 0x300B: b"Zqsearchkey"},
        numbers={0x3FDE: 65001},
        times={0x0039: FILETIME},
        inner={"__nameid_version1.0": {"__substg1.0_00040102": "Zqpropertyname".encode("utf-16-le")}},
    )
    people = [
        recipient("Zqto, Karen", "zqtoaddress@example.org"),
        recipient("Zqcc", "zqccaddress@example.org", 2),
        recipient("Zqbcc", "zqbccaddress@example.org", 3),
    ]
    people[0].texts[0x5FF6] = "Zqtransmit"
    picture = attached_file("Zqpicture.ole", b"")
    picture.numbers[0x3705] = 6
    link = attached_file("Zqlink.docx", b"")
    link.numbers[0x3705], link.texts[0x370D] = 2, "\\\\zqserver\\Zqpath\\a.docx"
    files = [
        attached_file("Zqreport.docx", light_word_file("Zqword", cell="Zqcell")),
        attached_file("Zqnote.txt", "Zqnotetext ś\r\n".encode(), "text/plain"),
        attached_message(_inner(), "Zqmessagename"),
        attached_file("winmail.dat", b"Zqtnef", "application/ms-tnef"),
        attached_file("Zqodd.zqxyz", b"Zqodd"),
        picture,
        link,
    ]
    files[0].texts |= {0x3704: "ZQREPO~1.DOC", 0x3001: "Zqshown", 0x3712: "zqcontentid"}
    return container(message_tree(own, people, files))


def _opened(data: bytes) -> OpenDocument:
    return adapter_for("a.msg", data).open(data)


def _message(**texts: str) -> bytes:
    return container(
        message_tree(Mapi(texts={0x0037: "Visit", 0x1000: "Body\r\n"} | {int(k[1:], 16): v for k, v in texts.items()}))
    )


def test_nothing_planted_is_left_in_the_message_that_is_released() -> None:
    data = _planted()
    streams = found_in(data, TOKEN)
    assert len(streams) > 45
    copy = treated(data, "a.msg")
    assert copy.startswith(b"MIME-Version: 1.0\r\n")
    assert found_in(copy, TOKEN) == []
    assert found_in(treated(data, "a.msg", "remove"), TOKEN) == []
    assert treated(data, "a.msg") == copy


def test_what_people_read_is_in_segments_with_places() -> None:
    document = _opened(_planted())
    places = {segment.text: str(segment.place) for segment in document.segments}
    assert places["Zqrepresenting <zqsmtp@example.org>"] == "From"
    assert places["Zqto, Karen <zqtoaddress@example.org>"] == "To"
    assert places["Zqcc <zqccaddress@example.org>"] == "Cc"
    assert places["Visit to Zqsubject"] == "subject"
    assert places["3 October 2011, 14:12:44 +0000"] == "date"
    assert places["please see Zqbody."] == "line 3"
    assert places["Zqcell"] == "attachment 1, table 1, row 2, column 1"
    assert places["Zqnotetext ś"] == "attachment 2, line 1"
    assert places["Zqinnersubject"] == "attachment 3, subject"
    assert places["attachment 3.1: Zqinnerfile"] == "attachment 3.1, name"
    assert any(place.startswith("formatted text") for place in places.values())
    assert len({s.key for s in document.segments}) == len(document.segments)
    assert "Zqbcc" not in " ".join(places)


def test_what_is_dropped_is_listed() -> None:
    document = _opened(_planted())
    written = document.write(plan_for(), cleared=frozenset())
    what = " ".join(f"{change.what} {change.place}".replace(") by a placeholder", "") for change in written.changes)
    for words in (
        "Outlook properties", "blind copies", "the body in RTF", "of a type that is not treated attachment 4",
        "an embedded object (OLE)",
        "a link to a file that is not in the message", "attachment 7",
    ):  # fmt: skip
        assert words in what, words


def test_it_is_released_as_an_internet_message() -> None:
    data = _message()
    assert output_extension("a.msg", adapter_for("a.msg", data)) == ".eml"


_WRAPPED = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fswiss\fcharset238 Arial;}}
{\colortbl\red0\green0\blue0;}{\*\generator Riched20;}\uc1\pard\plain\deftab360 \f0\fs24
{\*\htmltag19 <html>}{\*\htmltag50 <body>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Dear {\*\htmltag84 <b>}\htmlrtf
{\b \htmlrtf0 Karen\htmlrtf }\htmlrtf0 {\*\htmltag92 </b>} \'c9ire \u321?ukasz {\f1 Wi\'9cniowski}
 \u-10179?\u-8704?{\*\htmltag84 &nbsp;}
\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}{\*\mhtmltag84 <img>}{\*\htmltag58 </body>}{\*\htmltag27 </html>}}"""


@pytest.mark.parametrize("compressed", [False, True])
def test_a_page_wrapped_in_rtf_is_the_body_when_there_is_no_other(compressed: bool) -> None:
    own = Mapi(texts={0x0037: "Visit"}, binaries={0x1009: packed_rtf(_WRAPPED, compressed=compressed)})
    document = _opened(container(message_tree(own)))
    (text,) = [s.text for s in document.segments if s.key != "subject" and "Dear" in s.text]
    assert " ".join(text.split()) == "Dear Karen Éire Łukasz Wiśniowski 😀"


def test_rtf_alone_is_the_plain_body_when_there_is_no_other() -> None:
    rtf = (
        rb"{\rtf1\ansi{\fonttbl{\f0 Zqfont;}}{\info{\author Zqauthor}}Dear \b Ka\b0 ren,\par\par "
        rb"seen \lquote once\rquote\tab\u8364?5}"
    )
    document = _opened(container(message_tree(Mapi(binaries={0x1009: packed_rtf(rtf, compressed=True)}))))
    assert [s.text for s in document.segments] == ["Dear Karen,", "seen ‘once’\t€5"]


def test_back_references_of_the_compressed_form() -> None:
    """The example of MS-OXRTFCP 4.1.1."""
    packed_example = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c090020627705b06c647d0a800fa0".replace(
            " ", ""
        )
    )
    document = _opened(container(message_tree(Mapi(binaries={0x1009: packed_example}))))
    assert [s.text for s in document.segments] == ["hello world"]


@pytest.mark.parametrize(
    "rtf",
    [b"", b"\x01\0\0\0", struct.pack("<II4sI", 12, 2**31, b"LZFu", 0), struct.pack("<II4sI", 13, 1, b"NOPE", 0) + b"x",
     packed_rtf(b"{\\rtf1 a}}"), packed_rtf(b"{" * 600), packed_rtf(b"{\\rtf1 \\bin5 abcde}")],
)  # fmt: skip
def test_broken_rtf_is_unreadable_or_empty(rtf: bytes) -> None:
    data = container(message_tree(Mapi(texts={0x0037: "Visit"}, binaries={0x1009: rtf})))
    if not rtf:
        assert [s.key for s in _opened(data).segments] == ["subject"]
        return
    with pytest.raises(UnreadableError, match="RTF"):
        _opened(data)


def test_strings_in_an_old_code_page() -> None:
    own = Mapi(
        old={0x0037: "Wiśniowski".encode("cp1250"), 0x1000: "Dear Ołdak".encode("cp1250")}, numbers={0x3FFD: 1250}
    )
    assert [s.text for s in _opened(container(message_tree(own))).segments] == ["Wiśniowski", "Dear Ołdak"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (container({"WordDocument": b"x" * 5000}), "old Word"),
        (b"From: a\r\n\r\nb", "broken"),
        (_message(x001A="IPM.Note.SMIME"), "S/MIME"),
        (container({"__properties_version1.0x": b"y", "other": b"z"}), "not an Outlook message"),
        (_message()[:700], "old Office"),
        (_message()[:1500] + b"\xff" * 3000, "old Office"),
        (_message(x1000="word " * 3000)[:-512] + b"\xff" * 512, "broken|not an Outlook"),
        (container(message_tree(Mapi(old={0x1000: b"\xff\xfe\x81"}, numbers={0x3FFD: 932}))), "encoding"),
    ],
)
def test_what_is_no_readable_message_says_so(data: bytes, words: str) -> None:
    with pytest.raises(RedactorError, match=words) as caught:
        adapter_for("a.msg", data).open(data)
    assert caught.value.exit_code in (3, 4)


def test_messages_nested_too_deep_become_a_placeholder() -> None:
    tree = message_tree(Mapi(texts={0x0037: "deepest", 0x1000: "Zqdeepest"}), inner=True)
    for number in range(6):
        tree = message_tree(Mapi(texts={0x0037: f"level {number}"}), [], [attached_message(tree)], inner=number < 5)
    data = container(tree)
    document = _opened(data)
    assert "Zqdeepest" not in " ".join(s.text for s in document.segments)
    assert any("nested too deep" in notice.message for notice in document.notices)
    assert b"Zqdeepest" not in treated(data, "a.msg")
