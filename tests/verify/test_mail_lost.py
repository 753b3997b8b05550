"""Nothing lost in messages: what is missing, added, moved or not as planned is told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.formats.mail_files import SHEET, WORD, attachment, light_word_file, mime, multipart, workbook
from tests.formats.outlook_files import (
    FILETIME,
    Mapi,
    attached_file,
    attached_message,
    container,
    message_tree,
    packed_rtf,
    recipient,
)
from tests.verify.building import knowledge_for

from redactor.formats import adapter_for
from redactor.formats.base import Hidden
from redactor.model import (
    AppliedDocument,
    Change,
    DocumentKind,
    Plan,
    Replacement,
    SourceDocument,
    Verification,
    expected_texts,
)
from redactor.verify import verify_release

INNER = multipart(
    "mixed",
    mime("Content-Type: text/plain", body="Inner text about Zqone.\n\nMore of it.\n"),
    attachment("text/plain", b"Zqone rang.\n", "Zqone.txt"),
    fields="From: Zqone <zqone@example.org>\r\nSubject: Inner\r\nMIME-Version: 1.0\r\n",
)
PAGE = "<html><body><p>Dear <b>Zq</b>one,</p><p>first</p><p>second</p></body></html>"
SOURCE = multipart(
    "mixed",
    multipart(
        "alternative",
        mime("Content-Type: text/plain; charset=utf-8", body="Dear Zqone,\n\nfirst\n\n- item\n- other\n\nfirst\n"),
        mime("Content-Type: text/html; charset=utf-8", body=PAGE),
    ),
    attachment(WORD, light_word_file("Zqone came.", "first", cell="Zqone"), "Zqone report.docx"),
    attachment(SHEET, workbook(("Date", "Source"), ("May 2011", "Zqone")), "sheet.xlsx"),
    attachment("application/x-odd", b"odd", "odd.odd"),
    mime("Content-Type: message/rfc822").rstrip() + b"\r\n\r\n" + INNER,
    attachment("text/plain", b"plain Zqone\n\nsecond line\n", "b.txt"),
    fields='MIME-Version: 1.0\r\nFrom: "Zqone, A" <zqone@example.org>, b@example.org\r\nTo: Group: c@example.org;\r\n'
    "Cc: d@example.org (Zqone)\r\nSubject: About Zqone\r\nDate: Mon, 03 Oct 2011 09:12:44 +0100\r\n",
)
OUTLOOK = container(
    message_tree(
        Mapi(
            texts={0x37: "About Zqone", 0x1000: "Dear Zqone,\r\n\r\nfirst\r\n", 0x42: "Zqone", 0x5D02: "z@example.org"},
            binaries={0x1013: PAGE.encode()},
            numbers={0x3FDE: 65001},
            times={0x39: FILETIME},
        ),
        [recipient("Zqone", "zqone@example.org"), recipient("b@example.org", "b@example.org", 2)],
        [
            attached_file("Zqone.docx", light_word_file("Zqone came.")),
            attached_message(
                message_tree(Mapi(texts={0x37: "Inner", 0x1000: "Zqone\r\n"}), [recipient("Zqone", "")], inner=True)
            ),
        ],
    )
)


def _run(source: bytes, name: str, hidden: Hidden = "code") -> tuple[AppliedDocument, SourceDocument, Plan]:
    document = adapter_for(name, source).open(source)
    digest = hashlib.sha256(source).hexdigest()
    read = SourceDocument(name, "eml", DocumentKind.OTHER, digest, document.segments)
    edits: list[Replacement] = []
    for segment in document.segments:
        if hidden == "remove" and segment.hidden:
            edits.append(Replacement(segment.key, 0, len(segment.text), "", "hidden", "profile"))
            continue
        at = segment.text.find("Zqone")
        if at >= 0:
            edits.append(Replacement(segment.key, at, at + 5, "SW1", "person", "test"))
    plan = Plan(name, digest, DocumentKind.OTHER, "a.eml", tuple(edits))
    written = document.write(plan, cleared=frozenset(), hidden=hidden)
    sha = hashlib.sha256(written.data).hexdigest()
    return AppliedDocument(name, "a.eml", written.data, sha, written.changes), read, plan


def _verified(
    source: bytes,
    applied: AppliedDocument,
    read: SourceDocument,
    plan: Plan,
    destination: str = "ofsted",
    derived: Mapping[str, bytes] | None = None,
) -> Verification:
    return verify_release(
        source=source,
        source_name=plan.source,
        released=applied,
        expected=expected_texts(read, plan),
        plan=plan,
        knowledge=knowledge_for(destination),
        derived=derived,
    )


@pytest.mark.parametrize(("source", "name"), [(SOURCE, "a.eml"), (OUTLOOK, "a.msg")])
@pytest.mark.parametrize("hidden", ["code", "remove"])
def test_a_true_copy_has_lost_nothing(source: bytes, name: str, hidden: Hidden) -> None:
    found = _verified(source, *_run(source, name, hidden))
    assert (found.lost, found.unchecked) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b"Subject: About SW1", b"Subject: About", "subject"),
        (b"Subject: About SW1", b"Subject: About SW2", "subject"),
        (b'"SW1, A', b'"SW2, A', "from"),
        (b" b@example.org", b" c@example.org", "from"),
        (b"Date: 03 Oct", b"Date: 04 Oct", "date"),
        (b"Dear SW1,\r\n\r\nfirst", b"Dear SW1,\r\n\r\nlast", "text"),
        (b"- item\r\n- other\r\n\r\n", b"- item\r\n\r\n", "text"),
        (b"- item\r\n", b"- item\r\n- more\r\n", "text"),
        (b"<p>second</p>", b"", "formatted text"),
        (b"<p>first</p><p>second</p>", b"<p>second</p><p>first</p>", "formatted text"),
        (b"Inner text about SW1", b"Inner text", "attachment 4"),
        (b"Subject: Inner", b"Subject: Other", "attachment 4"),
    ],
)
def test_a_change_is_told_with_its_place(old: bytes, new: bytes, place: str) -> None:
    applied, read, plan = _run(SOURCE, "a.eml")
    assert old in applied.data
    found = _verified(SOURCE, replace(applied, data=applied.data.replace(old, new, 1)), read, plan)
    assert any(place in sentence for sentence in found.lost), found.lost
    assert "SW" not in " ".join(found.lost)


def test_lost_and_swapped_attachments_are_told() -> None:
    applied, read, plan = _run(SOURCE, "a.eml")
    head, *parts, end = applied.data.split(b"--=_whole_")
    fewer = b"--=_whole_".join([head, *parts[:-1], end])
    swapped = b"--=_whole_".join([head, parts[0], parts[2], parts[1], *parts[3:], end])
    for data in (fewer, swapped):
        found = _verified(SOURCE, replace(applied, data=data), read, plan)
        told = (*found.lost, *(notice.place for notice in found.unchecked))
        assert any("attachment" in sentence for sentence in told)


def test_a_placeholder_that_nobody_planned_is_told() -> None:
    applied, read, plan = _run(SOURCE, "a.eml")
    _, *parts, _ = applied.data.split(b"--=_whole_")
    placeholder = next(part for part in parts if b"odd.txt" in part)
    data = applied.data.replace(parts[-1], placeholder)
    assert data != applied.data
    found = _verified(SOURCE, replace(applied, data=data), read, plan)
    assert any("attachment 5 is a placeholder" in sentence for sentence in found.lost)
    untold = tuple(change for change in applied.changes if "placeholder" not in change.what)
    assert any("attachment 3" in s for s in _verified(SOURCE, replace(applied, changes=untold), read, plan).lost)


def test_attachments_kept_where_they_must_go_are_told() -> None:
    applied, _, _ = _run(SOURCE, "a.eml")
    _, read, plan = _run(SOURCE, "a.eml", "remove")
    found = _verified(SOURCE, applied, read, plan, "website")
    assert any("5 attachments instead of 0" in sentence for sentence in found.lost)
    assert any(item.kind == "hidden content" for item in found.residuals)


def test_text_that_the_writer_never_read_holds() -> None:
    applied, read, plan = _run(SOURCE, "a.eml")
    for drop in ("subject", "from1", "text/t2", "a5"):
        seen = replace(read, segments=tuple(s for s in read.segments if s.key != drop))
        found = _verified(SOURCE, applied, seen, plan)
        assert found.unchecked or found.lost, drop


def test_a_line_that_repeats_an_attachment_s_name_is_no_confusion() -> None:
    source = multipart(
        "mixed",
        mime("Content-Type: text/plain", body="Attached:\n\nb\n\nb.txt\n"),
        attachment("text/plain", b"b\n", "b.txt"),
        attachment("text/plain", b"b.txt\n", "b.txt"),
        fields="From: a@example.org\r\nSubject: b\r\nMIME-Version: 1.0\r\n",
    )
    found = _verified(source, *_run(source, "a.eml"))
    assert (found.lost, found.unchecked) == ((), ())


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize(
    "rtf",
    [
        rb"{\rtf1\ansi{\fonttbl{\f0 A;}{\f1\fcharset238 B;}}Dear \b Zq\b0 one,\par "
        rb"{\f1 Wi\'9cniowski} \u8364?5\par\tab x}",
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag19 <html>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Dear Zqone, "
        rb"\'c9ire{\*\htmltag84 &nbsp;}\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}{\*\mhtmltag84 <img>}"
        rb"{\*\htmltag27 </html>}}",
    ],
)
def test_a_message_whose_only_body_is_rtf(rtf: bytes, compressed: bool) -> None:
    own = Mapi(texts={0x37: "Visit"}, binaries={0x1009: packed_rtf(rtf, compressed=compressed)})
    source = container(message_tree(own))
    applied, read, plan = _run(source, "a.msg")
    assert b"SW1" in applied.data
    found = _verified(source, applied, read, plan)
    assert (found.lost, found.unchecked) == ((), ())
    changed = replace(applied, data=applied.data.replace(b"Dear", b"Near"))
    assert _verified(source, changed, read, plan).lost


def test_a_converted_attachment_is_compared_with_what_it_was_converted_to() -> None:
    word = light_word_file("Zqone came.")
    original = b"\xd0\xcf\x11\xe0 an older format"

    def message(data: bytes) -> bytes:
        text = mime("Content-Type: text/plain", body="a\n")
        return multipart("mixed", text, attachment(WORD, data, "b.docx"), fields="Subject: c\r\nMIME-Version: 1.0\r\n")

    applied, read, plan = _run(message(word), "a.eml")
    source = message(original)
    plan = replace(plan, sha256=hashlib.sha256(source).hexdigest())
    told = {hashlib.sha256(original).hexdigest(): word}
    other = {hashlib.sha256(original).hexdigest(): light_word_file("Zqone went.")}
    assert not _verified(source, applied, read, plan).passed
    assert _verified(source, applied, read, plan, derived=told).passed
    assert not _verified(source, applied, read, plan, derived=other).passed


def test_changes_of_the_writer_are_told_by_the_verifier_only_with_a_reason() -> None:
    applied, read, plan = _run(SOURCE, "a.eml")
    assert Change(
        "replaced", "an attachment (a file of a type that is not treated) by a placeholder", "attachment 3"
    ) in (applied.changes)
    assert _verified(SOURCE, applied, read, plan).lost == ()
