"""Pictures in messages: attached, and shown in the formatted body."""

from __future__ import annotations

import base64
import email
import io
import re
from email import policy

from PIL import Image
from tests.formats.conftest import replacing
from tests.formats.mail_files import attachment, mime, multipart
from tests.formats.outlook_files import Mapi, attached_file, container, message_tree
from tests.ocr.drawn import jpeg, letter, photograph, png

from redactor import ocr
from redactor.formats import OpenDocument, adapter_for
from redactor.formats.opc.pictures import digest

HEAD = "From: a@example.org\r\nSubject: b\r\nMIME-Version: 1.0\r\n"
BODY = mime("Content-Type: text/plain; charset=utf-8", body="a")
SCAN = letter(["The health visitor was", "Karen Oldroyd. All was well."])
CODED = "The health visitor was SW1. All was well."


def opened(data: bytes, name: str = "a.eml") -> OpenDocument:
    return adapter_for(name, data).open(data)


def copied(data: bytes, *cleared: bytes, name: str = "a.eml") -> bytes:
    document = opened(data, name)
    plan = replacing(document, {"Karen Oldroyd": "SW1", "Karen": "SW1"})
    return document.write(plan, cleared=frozenset(map(digest, cleared))).data


def parts(data: bytes, kind: str) -> list[tuple[str, bytes]]:
    """Names and contents of the parts of a kind, by the standard library."""
    message = email.message_from_bytes(data, policy=policy.default)
    found = [part for part in message.walk() if part.get_content_maintype() == kind]
    return [(part.get_filename() or "", part.get_payload(decode=True) or b"") for part in found]  # type: ignore[misc]


def words_on(picture: bytes) -> str:
    image = Image.open(io.BytesIO(picture))
    return " ".join(" ".join(line.text for line in ocr.read(image).legible).split())


def test_a_name_on_an_attached_scan_is_painted_over() -> None:
    scan = attachment("image/jpeg", jpeg(SCAN, "Karen Oldroyd"), "Letter of Karen.jpg")
    document = opened(multipart("mixed", BODY, scan, fields=HEAD))
    places = [str(segment.place) for segment in document.segments if "Oldroyd" in segment.text]
    assert places == ["attachment 1, picture, line 1"]
    written = document.write(replacing(document, {"Karen Oldroyd": "SW1", "Karen": "SW1"}), cleared=frozenset())
    ((name, picture),) = parts(written.data, "image")
    assert name == "Letter of SW1.jpeg"
    assert words_on(picture) == CODED
    assert b"Karen" not in picture
    (change,) = [change for change in written.changes if "picture" in change.what]
    assert (change.action, change.place) == ("rewritten", "attachment 1, picture")


def test_a_photograph_becomes_a_placeholder_picture_unless_cleared() -> None:
    photo = png(photograph(), Author="Karen Oldroyd")
    data = multipart("mixed", BODY, attachment("image/png", photo, "Karen.png"), fields=HEAD)
    ((name, picture),) = parts(copied(data), "image")
    assert name == "SW1.png"
    assert words_on(picture) == "[picture removed]"
    ((_, kept),) = parts(copied(data, photo), "image")
    assert Image.open(io.BytesIO(kept)).convert("RGB").tobytes() == photograph().tobytes()
    assert b"Oldroyd" not in kept


def test_a_picture_that_the_formatted_body_shows_stays_in_its_place() -> None:
    page = '<p>Dear all</p><img src="cid:Scan.1%40x" alt="letter of Karen"><img src="cid:missing">'
    data = multipart(
        "related",
        mime("Content-Type: text/html; charset=utf-8", body=page),
        attachment("image/png", png(SCAN), "a.png", "Content-ID: <Scan.1@x>"),
        fields=HEAD,
    )
    ((_, html),) = parts(copied(data), "text")
    shown = re.findall(rb'data:image/png;base64,([^"]+)', html)
    assert [words_on(base64.b64decode(picture)) for picture in shown] == [CODED, "[picture removed]"]
    assert b"Karen" not in html


def test_pictures_of_outlook_messages_are_treated_alike() -> None:
    scan = attached_file("Karen.png", png(SCAN))
    scan.texts[0x3712] = "scan@x"
    own = Mapi(texts={0x37: "a", 0x1000: "b", 0x1013: '<p>b</p><img src="cid:scan@x">', 0x0C1A: "c"})
    copy = copied(container(message_tree(own, (), [scan])), name="a.msg")
    ((name, picture),) = parts(copy, "image")
    assert (name, words_on(picture)) == ("SW1.png", CODED)
    ((_, _), (_, html)) = parts(copy, "text")
    assert b"data:image/png" in html
