"""E-mail messages: every field, body, part and aside, and the files within."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from redactor.verify.readers.base import Block, Collector, RawBytes, ReadFile, Surface
from redactor.verify.readers.mail_tree import Mail, Part, parse_mail
from redactor.verify.readers.mapi import MARK, open_storage, parse_msg
from redactor.verify.readers.text import title_lines

FORMAT = "mail"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DEEPEST = 3
_SHOWN = ("from", "to", "cc", "subject", "date")
_FORM = frozenset({"mime-version", "content-type", "content-transfer-encoding", "content-disposition"})
_PEOPLE = frozenset(
    {
        "from",
        "to",
        "cc",
        "bcc",
        "sender",
        "reply-to",
        "return-path",
        "delivered-to",
        "x-sender",
        "x-original-to",
        "disposition-notification-to",
        "resent-from",
        "resent-to",
    }
)
_PROGRAMS = re.compile(
    rb"^(?:received|return-path|delivered-to|mime-version|message-id|dkim-signature):", re.IGNORECASE | re.MULTILINE
)
_FIELD = re.compile(rb"[!-9;-~]+:|[ \t]+\S|From ")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_STEP = "Open the message in its program and save it again."
_TAGS = re.compile(r"<[a-zA-Z!/?]")


def is_mail(data: bytes) -> bool:
    """Whether a file is an Internet message: fields to the first empty line, one of them a mail program's."""
    head = data[:65536].lstrip(b"\xef\xbb\xbf\r\n\t ")
    block = re.split(rb"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)", head, maxsplit=1)[0]
    lines = re.split(rb"\r\n|\r|\n", block.rstrip())
    return _PROGRAMS.search(block) is not None and all(_FIELD.match(line) for line in lines)


def is_outlook(data: bytes) -> bool:
    """Whether a file is an Outlook message."""
    return data.startswith(_OLE) and MARK in data


def is_picture(data: bytes) -> bool:
    """Whether a file begins like a picture of pixels."""
    return data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def mail_of(data: bytes) -> Mail:
    """Take a message of either format apart.

    Raises:
        UnreadableError: if it is broken.
    """
    return parse_msg(data) if is_outlook(data) else parse_mail(data)


def page_bytes(html: str) -> bytes:
    """A formatted body as a file that can be told to be a page."""
    start = html.lstrip()[:15].lower()
    whole = html if start.startswith(("<!doctype", "<html")) else f"<!DOCTYPE html>{html}"
    return b"\xef\xbb\xbf" + whole.encode("utf-8", "replace")


def mail_reader(read_page: Callable[[bytes], ReadFile]) -> Callable[[bytes], ReadFile]:
    """The reader of messages, given the reader of web pages for their formatted bodies."""

    def read(data: bytes) -> ReadFile:
        """Read a message.

        Raises:
            UnreadableError: if it is broken.
        """
        mail = mail_of(data)
        found = _Found(read_page)
        found.raw.append(RawBytes("file", data))
        if is_outlook(data):
            found.raw += [RawBytes("stream", content) for _, content in open_storage(data)[1]]
            found.cannot_check("Outlook's format keeps copies that are not all read", "", "Save it as .eml.")
        found.message(mail, "", 0)
        subjects = mail.values("subject")[:1]
        return ReadFile(
            format=FORMAT,
            blocks=tuple(found.blocks),
            raw=tuple(found.raw),
            pictures=tuple(found.pictures),
            unchecked=tuple(found.unchecked),
            notes=tuple(found.notes),
            titles=(*subjects, *title_lines((mail.text or "").splitlines())),
            inner=tuple(found.inner),
            active=tuple(found.active),
        )

    return read


class _Found(Collector):
    """Gathers what stands in a message and in the messages within it."""

    def __init__(self, read_page: Callable[[bytes], ReadFile]) -> None:
        super().__init__()
        self._read_page = read_page
        self.active: list[str] = []

    def message(self, mail: Mail, before: str, depth: int) -> None:
        """Add one message.

        Args:
            mail: The message.
            before: Its place with a comma and space; empty for the outermost, which alone is visible.
            depth: How many messages it lies in.
        """
        self.add(_fields(mail, before))
        self.add(_asides(mail, before))
        if mail.undecoded:
            self.cannot_check("a body whose letters cannot be decoded", before.removesuffix(", "), _STEP)
        if mail.text is not None:
            self.raw.append(RawBytes(f"{before}text", mail.text.encode("utf-8", "replace")))
            self.add(_paragraphs(mail.text, before))
        if mail.html is not None:
            self._page(mail.html, before)
        for number, part in enumerate(mail.parts, start=1):
            self._part(part, f"{before}attachment {number}", depth + 1)

    def _page(self, html: str, before: str) -> None:
        data = page_bytes(html)
        self.raw.append(RawBytes(f"{before}formatted text", data))
        read = self._read_page(data)
        place = f"{before}formatted text"
        for block in read.blocks:
            surface = Surface.HIDDEN if before and block.surface is not Surface.RAW else block.surface
            self.add([_moved(block, place, surface)])
        self.raw += [RawBytes(f"{place}, {raw.place}", raw.data) for raw in read.raw]
        self.pictures += [RawBytes(f"{place}, {one.place}", one.data) for one in read.pictures]
        for notice in read.unchecked:
            self.cannot_check(notice.message, f"{place}, {notice.place}".removesuffix(", "), notice.next_step)
        self.notes += read.notes
        self.inner += read.inner
        self.active += [f"{place}, {where}" for where in read.active]

    def _part(self, part: Part, place: str, depth: int) -> None:
        where = f"name of {place}"
        self.add([Block(where, part.name, Surface.NAME, where)])
        if part.mail is not None:
            if depth > _DEEPEST:
                self.cannot_check("messages nested too deep", place, _STEP)
            self.message(part.mail, f"{place}, ", depth)
        elif is_picture(part.data):
            self.raw.append(RawBytes(place, part.data))
            self.picture(part.data, place)
        elif depth > _DEEPEST:
            self.raw.append(RawBytes(place, part.data))
            self.cannot_check("files nested too deep", place, _STEP)
        elif part.data:
            self.inner.append(RawBytes(place, part.data))


def _moved(block: Block, place: str, surface: Surface) -> Block:
    return Block(
        f"{place}, {block.place}",
        block.text,
        surface,
        f"{place}, {block.part}",
        block.label,
        block.hidden,
        block.twin,
        block.reachable,
    )


def _fields(mail: Mail, before: str) -> Iterator[Block]:
    """The header: what people see, and what only programs read."""
    for number, (name, value) in enumerate(mail.fields, start=1):
        key = name.lower()
        label = "Author" if key in _PEOPLE else ""
        shown = key in _SHOWN
        place = f"{before}{name}" if shown else f"{before}header field {number}"
        if key in _FORM:
            yield Block(place, value, Surface.RAW, place)
            continue
        surface = Surface.HEADER if shown else Surface.PROPERTY
        yield Block(place, value, Surface.HIDDEN if before else surface, place, label)
        if not shown:
            yield Block(f"name of {place}", name, Surface.NAME, f"name of {place}")


def _asides(mail: Mail, before: str) -> Iterator[Block]:
    """What stands in the file and is shown by no program."""
    for number, (what, text) in enumerate(mail.asides, start=1):
        place = f"{before}{what} {number}"
        if what.startswith("field of a part"):
            kind = re.sub(r"field of a part \(|\)", "", what)
            yield Block(place, text, Surface.RAW if kind in _FORM else Surface.PROPERTY, place)
        else:
            yield Block(place, text, Surface.PROPERTY if what == "Outlook property" else Surface.HIDDEN, place)


def _paragraphs(text: str, before: str) -> Iterator[Block]:
    surface = Surface.HIDDEN if before else Surface.BODY
    for number, block in enumerate(re.split(r"\n[ \t]*\n", text), start=1):
        yield Block(f"{before}paragraph {number}", block.strip("\n"), surface, f"{before}body")
