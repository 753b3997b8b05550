"""Messages through the whole program: released with codes, no name left, and found when typed back in."""

from __future__ import annotations

import re
from pathlib import Path

from tests.e2e.cases import run_read
from tests.formats.mail_case import NAMES, make_case, run
from tests.formats.mail_files import (
    SHEET,
    WORD,
    attachment,
    everything,
    found_in,
    light_word_file,
    mime,
    multipart,
    workbook,
)
from tests.formats.outlook_files import FILETIME, Mapi, attached_file, container, message_tree, recipient

import redactor

INNER = multipart(
    "mixed",
    mime("Content-Type: text/plain", body="Karen,\n\nJolie Brannock was seen on 3 October 2011.\n\nMarek\n"),
    attachment("text/plain", b"Karen Oldroyd visited.\n", "Oldroyd note.txt"),
    fields='From: "Wisniowski, Marek" <m.wisniowski@fenncare.org.uk>\r\nTo: k.oldroyd@fenncare.org.uk\r\n'
    "Subject: Jolie\r\nDate: Sun, 2 Oct 2011 10:00:00 +0100\r\n",
)
MESSAGE = multipart(
    "mixed",
    multipart(
        "alternative",
        mime(
            "Content-Type: text/plain; charset=utf-8",
            body="Dear Karen Oldroyd,\n\nJolie Brannock's father, Marek Wiśniowski, rang about Thornfield Primary "
            "School\non 3 October 2011. Ring me on 01632 960123.\n\nFrances Tolland, overview report author\n",
        ),
        mime(
            "Content-Type: text/html; charset=utf-8",
            body="<html><body><p>Dear <b>Kar</b>en Oldroyd,</p><p>Marek Wi&#347;niowski rang about Thornfield Primary "
            "School on 3 October 2011.<br><a href='mailto:k.oldroyd@fenncare.org.uk'>write</a></p></body></html>",
        ),
    ),
    attachment(WORD, light_word_file("Karen Oldroyd saw Jolie Brannock.", cell="Karen Oldroyd"), "Oldroyd report.docx"),
    attachment(SHEET, workbook(("Date", "Source"), ("May 2011", "Karen Oldroyd")), "Chronology Brannock.xlsx"),
    mime("Content-Type: message/rfc822").rstrip() + b"\r\n\r\n" + INNER,
    attachment("image/png", b"\x89PNG\r\n\x1a\n", "Karen.png"),
    fields="Received: from mail.fenncare.org.uk\r\nX-Who: Karen Oldroyd\r\nMessage-ID: <a@fenncare.org.uk>\r\n"
    'From: "Oldroyd, Karen" <k.oldroyd@fenncare.org.uk>\r\nTo: Frances Tolland <f.tolland@fenncare.org.uk>,\r\n'
    " =?utf-8?q?Marek_Wi=C5=9Bniowski?= <m@fenncare.org.uk>\r\nSubject: Re: visit to Jolie Brannock\r\n"
    "Date: Mon, 03 Oct 2011 09:12:44 +0100\r\nMIME-Version: 1.0\r\n",
)
OUTLOOK = container(
    message_tree(
        Mapi(
            texts={
                0x37: "Visit by Karen Oldroyd",
                0x1000: "Dear Marek,\r\n\r\nKaren Oldroyd will call on Jolie Brannock.\r\n",
                0x42: "Karen Oldroyd",
                0x5D02: "k.oldroyd@fenncare.org.uk",
                0x7D: "Received: by Karen Oldroyd",
            },
            times={0x39: FILETIME},
        ),
        [recipient("Marek Wisniowski", "m@fenncare.org.uk")],
        [attached_file("Oldroyd.docx", light_word_file("Karen Oldroyd rang."))],
    )
)
PUBLICATION = """
[publication]
ofsted_evaluation = 2012-03-01
proceedings = 2012-02-20
family_informed = 2012-03-10
panel_notified = 2012-03-12
data_protection_check = 2012-03-20
court_orders_checked = 2012-03-20
publish_on = 2012-03-26

[documents."Oldroyd to Tolland.eml"]
kind = "actions-taken"
"""


def test_messages_are_released_with_codes_and_without_names(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case", {"Oldroyd to Tolland.eml": MESSAGE, "Visit of Karen.msg": OUTLOOK})
    result = run(case, tmp_path / "out")
    assert result.exit_code == 0, [(d.source, d.reasons) for d in result.documents]
    released = {path.name: path.read_bytes() for path in (tmp_path / "out" / "release").iterdir()}
    assert set(released) == {"SW1 to Tolland.eml", "Visit of SW1.eml"}
    for data in released.values():
        assert found_in(data, NAMES) == []
    seen = "\n".join(everything(released["SW1 to Tolland.eml"]))
    for line in (
        'From: "SW1 [email]":;',
        "Frances Tolland [email]",
        "Subject: Re: visit to Child R",
        "Date: 03 Oct 2011 09:12:44 +0100",
        "SW1 report.docx",
        "Chronology Child R.xlsx",
        "SW1 note.txt",
        "Frances Tolland, overview report author",
        "on 3 October 2011. Ring me on [telephone].",
        "<b>SW1</b>",
    ):
        assert line in seen, line
    assert "SW1 will call on Child R." in "\n".join(everything(released["Visit of SW1.eml"]))

    clean = redactor.check_files(sorted((tmp_path / "out" / "release").iterdir()), case)
    assert [document.status for document in clean.documents] == ["clean", "clean"]
    path = tmp_path / "SW1 to Tolland.eml"
    path.write_bytes(released[path.name].replace(b"Dear SW1", b"Dear Karen Oldroyd"))
    (found,) = redactor.check_files([path], case).documents
    assert found.status == "residual"
    assert "SW1" in {item.code for item in found.residuals}


def test_the_website_gets_no_attachment_and_months_only(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case", {"Oldroyd to Tolland.eml": MESSAGE}, more=PUBLICATION)
    result = run_read(case, tmp_path / "out", "website")
    assert result.exit_code == 0, [(d.source, d.reasons) for d in result.documents]
    (path,) = (tmp_path / "out" / "release").iterdir()
    copy = path.read_bytes()
    seen = "\n".join(everything(copy))
    assert b"filename" not in copy
    assert not re.search(r"\b\d{1,2} Oct(?:ober)? 2011", seen)
    assert "October 2011" in seen
    assert found_in(copy, NAMES) == []


def test_somebody_unknown_in_an_address_field_gets_a_code_and_holds(tmp_path: Path) -> None:
    data = MESSAGE.replace(b"Frances Tolland <f.", b"Hugo Pemberley <h.")
    case = make_case(tmp_path / "case", {"a.eml": data})
    result = run(case, tmp_path / "out")
    assert result.exit_code == 5
    (document,) = result.documents
    assert document.applied is not None
    assert found_in(document.applied.data, "pemberley") == []
