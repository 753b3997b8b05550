"""Outlook message files read into what will be rebuilt as an Internet message."""

from __future__ import annotations

from collections import Counter

from redactor.errors import UnreadableError
from redactor.formats.mail import mapi
from redactor.formats.mail.dates import filetime_date
from redactor.formats.mail.decoding import decode_words, decoded, html_charset, plain_lines, without_armour
from redactor.formats.mail.mapi import Container, Properties
from redactor.formats.mail.message import MAX_PARTS, Attachment, Message
from redactor.formats.mail.rtf import html_in_rtf, text_in_rtf, unpacked

_SUBJECT, _BODY, _HTML, _RTF = 0x0037, 0x1000, 0x1013, 0x1009
_SENDER_NAMES, _SENDER_ADDRESSES = (0x0042, 0x0C1A), (0x5D02, 0x5D01, 0x0065, 0x0C1F)
_SENT_TIMES = (0x0039, 0x0E06)
_RECIPIENT_TYPE, _NAME, _RECIPIENT_ADDRESSES = 0x0C15, 0x3001, (0x39FE, 0x3003)
_ATTACH_METHOD, _ATTACH_DATA, _ATTACH_TYPE = 0x3705, 0x3701, 0x370E
_ATTACH_CONTENT_ID = 0x3712
_ATTACH_NAMES = (0x3707, 0x3704, 0x3001)
_CODEPAGES = (0x3FDE, 0x3FFD)
_MESSAGE_CLASS = 0x001A
_TO, _CC = 1, 2
_BY_VALUE, _EMBEDDED_MESSAGE, _OLE = 1, 5, 6
_DEEPEST = 20
_STEP = "Open the message in Outlook and save it again."


def read_msg(data: bytes) -> Message:
    """Read an Outlook message.

    Args:
        data: The whole file.

    Raises:
        UnreadableError: if it is broken, no message, encrypted, or beyond the limits.
    """
    return _message(Container(data), (), 0)


def _message(container: Container, path: tuple[str, ...], level: int) -> Message:
    """The message in one storage; those attached to it are read in their turn."""
    if level > _DEEPEST:
        raise UnreadableError("Messages are nested too deep in the Outlook message.", next_step=_STEP)
    own = mapi.message_properties(container, path)
    codepage = mapi.codepage_name(next((n for n in map(own.integer, _CODEPAGES) if n), 0))
    if own.text(_MESSAGE_CLASS).upper().startswith("IPM.NOTE.SMIME"):
        raise UnreadableError(
            "The message is encrypted or sealed (S/MIME).",
            next_step="Open it in Outlook and save it without encryption.",
        )
    dropped = Counter({"Outlook properties (trace, ids, categories and the like)": own.count})
    text, html = _bodies(own, dropped)
    to, cc = _recipients(container, path, codepage, dropped)
    files = [_attachment(container, item, level) for item in mapi.attachments(container, path, codepage)]
    if len(files) > MAX_PARTS:
        raise UnreadableError(f"The message has more than {MAX_PARTS} attachments.", next_step=_STEP)
    sender = _address(own.text(*_SENDER_NAMES), own.text(*_SENDER_ADDRESSES))
    return Message(
        sender=(sender,) if sender else (),
        to=to,
        cc=cc,
        date=filetime_date(own.time(*_SENT_TIMES)),
        subject=decode_words(own.text(_SUBJECT)),
        text=text,
        html=html,
        attachments=tuple(files),
        dropped=+dropped,
    )


def _bodies(own: Properties, dropped: Counter[str]) -> tuple[str | None, str | None]:
    """The plain and the formatted body; one of them from RTF where neither is there."""
    text: str | None = own.text(_BODY) or None
    html = _html(own)
    packed = own.binary(_RTF)
    if packed and text is None and html is None:
        rtf = unpacked(packed)
        html = html_in_rtf(rtf)
        text = text_in_rtf(rtf) if html is None else None
    elif packed:
        dropped["the body in RTF (the same text stands in another body)"] += 1
    if text is not None:
        text, blocks = without_armour(plain_lines(text))
        dropped["encoded blocks in the text"] += blocks
    return text, html


def _html(own: Properties) -> str | None:
    data = own.binary(_HTML)
    if not data:
        return own.text(_HTML) or None
    page = own.integer(_CODEPAGES[0])
    declared = mapi.codepage_name(page) if page else ""
    return decoded(data, declared or html_charset(data, "")).replace("\0", "")


def _recipients(
    container: Container, path: tuple[str, ...], codepage: str, dropped: Counter[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found: dict[int, list[str]] = {_TO: [], _CC: []}
    for number, item in enumerate(mapi.recipients(container, path, codepage)):
        if number >= MAX_PARTS:
            raise UnreadableError(f"The message has more than {MAX_PARTS} recipients.", next_step=_STEP)
        kind = item.integer(_RECIPIENT_TYPE, _TO) & 0xF
        text = _address(item.text(_NAME), item.text(*_RECIPIENT_ADDRESSES))
        if kind in found and text:
            found[kind].append(text)
        else:
            dropped["blind copies"] += 1
    return tuple(found[_TO]), tuple(found[_CC])


def _address(name: str, address: str) -> str:
    """``Name <local@domain>``; an address that only repeats the name stands alone."""
    shown, where = decode_words(name), decode_words(address)
    if not where or where.casefold() == shown.casefold().strip("'\""):
        return shown
    return f"{shown} <{where}>" if shown else where


def _attachment(container: Container, item: Properties, level: int) -> Attachment:
    name = decode_words(item.text(*_ATTACH_NAMES))
    media_type = item.text(_ATTACH_TYPE).strip().lower()
    method = item.integer(_ATTACH_METHOD, _BY_VALUE)
    inner = item.object_path(_ATTACH_DATA)
    if method == _EMBEDDED_MESSAGE and container.has_storage(inner):
        try:
            return Attachment(name, "message/rfc822", message=_message(container, inner, level + 1))
        except UnreadableError as error:
            return Attachment(name, closed=error.message.removeprefix("The message is ").rstrip("."))
    if method == _OLE:
        return Attachment(name, media_type, closed="an embedded object (OLE)")
    data = item.binary(_ATTACH_DATA)
    if method == _BY_VALUE:
        return Attachment(name, media_type, data, content_id=item.text(_ATTACH_CONTENT_ID).strip().strip("<>"))
    return Attachment(name, media_type, closed="a link to a file that is not in the message")
