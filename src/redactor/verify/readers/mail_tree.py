"""A message taken apart: fields, bodies, parts; the verifier's own reading of MIME.

The standard library's parser with its oldest, most forgiving policy cuts the file;
everything else (encoded words, charsets, which part is the body) is decided here.
Nothing is dropped: what is neither body nor attachment is an aside.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from redactor.errors import UnreadableError

MOST_PARTS = 5_000
_DEEPEST_PART = 60
_STEP = "Open the message in its program and save it again."
_SIGNED = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_PARSER_FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
_BLOCK = re.compile(
    r"(?ms)^-----BEGIN (?!PGP SIGNED MESSAGE)([A-Z0-9 ]{1,60})-----[ \t]*\n.*?(?:^-----END \1-----[ \t]*$|\Z)"
    r"|^begin(?:-base64)? \d{3,4} [^\n]+\n.*?(?:^(?:end|====)[ \t]*$|\Z)"
    r"|^=ybegin [^\n]*\n.*?(?:^=yend[^\n]*$|\Z)"
)
BLOCK_NOTE = "[removed: encoded block]"


@dataclass(slots=True)
class Part:
    """An attachment: its name, declared type and bytes, or the message that it is.

    A digital signature is a part that is not counted among the attachments.
    """

    name: str
    media: str
    data: bytes = b""
    mail: Mail | None = None
    counted: bool = True


@dataclass(slots=True)
class Mail:
    """A message.

    Attributes:
        fields: Every header field as (name, decoded value), in order.
        text, html: The bodies as bytes of UTF-8; ``None`` for none.
        parts: The attachments.
        asides: (what it is, text) of everything else that carries letters.
        undecoded: What could not be decoded.
    """

    fields: list[tuple[str, str]] = field(default_factory=list)
    text: str | None = None
    html: str | None = None
    parts: list[Part] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    undecoded: list[str] = field(default_factory=list)

    @property
    def attachments(self) -> list[Part]:
        """The parts that are attachments."""
        return [part for part in self.parts if part.counted]

    def values(self, name: str) -> list[str]:
        """The values of the fields of one name."""
        return [value for key, value in self.fields if key.lower() == name]


def parse_mail(data: bytes) -> Mail:
    """Take a message apart.

    Raises:
        UnreadableError: if it cannot be cut into parts.
    """
    try:
        parsed = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n\t "), policy=policy.compat32)
        return _mail(parsed)
    except _PARSER_FAULTS:
        raise UnreadableError("The message is broken.", next_step=_STEP) from None


def unfold(value: str) -> str:
    """A field value on one line, raw bytes and encoded words decoded, as often as they are nested."""
    raw = value.encode("utf-8", "surrogateescape")
    text = raw.decode("utf-8", "replace")
    if "\ufffd" in text:
        text = raw.decode("latin-1")
    text = re.sub(r"[\r\n]+[ \t]?", " ", text)
    for _ in range(3):
        if "=?" not in text:
            break
        text = _words_decoded(text)
    return text


def _words_decoded(text: str) -> str:
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    out = ""
    for data, charset in pieces:
        out += data if isinstance(data, str) else _decoded(data, charset or "ascii")
    return out


def _decoded(data: bytes, charset: str) -> str:
    for name in (charset.split("*")[0], "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def _mail(parsed: Message) -> Mail:
    mail = Mail(fields=[(name, unfold(str(value))) for name, value in parsed.raw_items()])
    unix_from = parsed.get_unixfrom()
    if unix_from:
        mail.asides.append(("mailbox line", unix_from))
    bodies: list[tuple[str, int, str]] = []
    for number, (part, group) in enumerate(_leaves(parsed, mail, 0, 0)):
        if number > MOST_PARTS:
            raise UnreadableError("The message has too many parts.", next_step=_STEP)
        _sort(part, group, mail, bodies)
    return mail


def _leaves(part: Message, mail: Mail, group: int, level: int) -> Iterator[tuple[Message, int]]:
    """The parts that hold content, each with the outermost alternative that it belongs to (0 for none)."""
    if level > _DEEPEST_PART:
        raise UnreadableError("The parts of the message are nested too deep.", next_step=_STEP)
    for what, text in (("text before the parts", part.preamble), ("text after the parts", part.epilogue)):
        if text and text.strip():
            mail.asides.append((what, text))
    kind = part.get_content_type()
    if level:
        mail.asides += [(f"field of a part ({name.lower()})", unfold(str(value))) for name, value in part.raw_items()]
    if part.get_content_maintype() == "multipart" and part.is_multipart() and kind != "multipart/encrypted":
        inner = group or (id(part) if kind == "multipart/alternative" else 0)
        for child in (child for child in part.get_payload() if isinstance(child, Message)):
            yield from _leaves(child, mail, inner, level + 1)
    else:
        yield part, group


def _sort(part: Message, group: int, mail: Mail, bodies: list[tuple[str, int, str]]) -> None:
    """Make a leaf a body, an attachment or an aside.

    A body is the first plain text and, in the same alternative, the first page; or
    the other way round.
    """
    kind = part.get_content_type()
    name = unfold(str(part.get_filename() or ""))
    if kind in _SIGNED:
        mail.parts.append(Part(name, kind, _bytes(part), counted=False))
        return
    if kind in ("message/rfc822", "message/global") and part.is_multipart():
        inner = part.get_payload(0)
        mail.parts.append(Part(name, kind, mail=_mail(inner) if isinstance(inner, Message) else None))
        return
    if part.is_multipart():
        text = "\n".join(str(piece) for piece in part.get_payload())
        mail.parts.append(Part(name, kind, text.encode("utf-8", "surrogateescape")))
        return
    data = _bytes(part)
    charset = str(part.get_param("charset") or "")
    shown = not name and str(part.get("content-disposition", "")).split(";")[0].strip().lower() != "attachment"
    joins = not bodies or (group and group == bodies[0][1] and len(bodies) < 2 and bodies[0][0] != kind)
    if kind in ("text/plain", "text/html") and shown and joins:
        bodies.append((kind, group, ""))
        _body(mail, kind, data, charset, flowed=str(part.get_param("delsp") or "").lower() == "yes")
        return
    mail.parts.append(Part(name, kind, _as_utf8(data, charset) if kind.startswith("text/") else data))


def _body(mail: Mail, kind: str, data: bytes, charset: str, *, flowed: bool) -> None:
    if kind == "text/html" and not charset:
        declared = re.search(rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w:.-]{1,40})", data[:2048])
        charset = declared.group(1).decode() if declared else ""
    try:
        text = data.decode(_codec(charset))
    except (LookupError, ValueError):
        mail.undecoded.append(kind)
        text = data.decode("latin-1")
    if kind == "text/html":
        mail.html = text.replace("\0", "")
    else:
        mail.text = plain(text, flowed=flowed)


def plain(text: str, *, flowed: bool = False) -> str:
    """A plain body with line feeds and without control characters; encoded blocks as their note."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if flowed:
        lines = re.sub(r"(?<!^--) \n", "", lines)
    visible = "".join(c for c in lines if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))
    return _BLOCK.sub(BLOCK_NOTE, visible)


def _codec(charset: str) -> str:
    name = charset.strip("\"' ").lower()
    return "utf-8-sig" if name in ("", "ascii", "us-ascii", "utf8", "utf-8") else name


def _as_utf8(data: bytes, charset: str) -> bytes:
    try:
        return data.decode(_codec(charset)).encode() if charset else data
    except (LookupError, ValueError):
        return data


def _bytes(part: Message) -> bytes:
    if part.is_multipart():
        return b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
