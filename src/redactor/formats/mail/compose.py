"""A message written from nothing: the same parts give the same bytes.

Bodies are quoted-printable and files base64, so that no line of content can look
like a boundary; boundaries are numbered, no field is written that was not given.
"""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~. -]+")
_CHUNK = 42
_MAILBOX = re.compile(r"(?P<name>.*?)\s*<(?P<address>[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+)>")
_BARE = re.compile(r"(?P<name>)(?P<address>[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of the new message.

    Attributes:
        media_type: With parameters.
        data: The bytes.
        name: File name of an attachment (safe characters); empty for a body.
    """

    media_type: str
    data: bytes
    name: str = ""


def compose(
    fields: Iterable[tuple[str, str]], text: Piece | None, html: Piece | None, files: Sequence[Piece], *, number: str
) -> bytes:
    """Write a message.

    Args:
        fields: Names and values as ``addresses`` and ``words`` give them, in order.
        text: The plain body.
        html: The formatted body.
        files: The attachments.
        number: Of this message among those that it lies in; makes the boundaries unlike.
    """
    bodies = [_part(piece) for piece in (text, html) if piece is not None]
    body = _multipart("alternative", bodies, f"{number}a") if len(bodies) > 1 else (bodies or [_part(_EMPTY)])[0]
    if files:
        body = _multipart("mixed", [body, *(_part(piece) for piece in files)], number)
    head = "".join(f"{name}: {value}\r\n" for name, value in (("MIME-Version", "1.0"), *fields))
    return head.encode("ascii") + body


_EMPTY = Piece("text/plain; charset=utf-8", b"")


def _multipart(kind: str, parts: Sequence[bytes], number: str) -> bytes:
    boundary = f"=_{number or 'whole'}_"
    line = f"--{boundary}".encode()
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
    return head + b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def _part(piece: Piece) -> bytes:
    head = f"Content-Type: {piece.media_type}\r\n"
    if piece.name:
        head += f'Content-Disposition: attachment;\r\n filename="{piece.name}"\r\n'
    if piece.media_type.startswith("message/"):
        return f"{head}\r\n".encode() + piece.data
    if piece.name:
        encoded, how = base64.encodebytes(piece.data), "base64"
    else:
        lines = piece.data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        encoded, how = quopri.encodestring(lines), "quoted-printable"
    head += f"Content-Transfer-Encoding: {how}\r\n\r\n"
    return head.encode() + encoded.replace(b"\n", b"\r\n")


def words(text: str) -> str:
    """A text as the value of a field: ASCII as it is, anything else as encoded words."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable() and "=?" not in line:
        return _folded(line)
    chunks, current = [], ""
    for char in line:
        if len((current + char).encode("utf-8")) > _CHUNK:
            chunks.append(current)
            current = ""
        current += char
    encoded = (base64.b64encode(chunk.encode("utf-8")).decode("ascii") for chunk in (*chunks, current))
    return "\r\n ".join(f"=?utf-8?b?{chunk}?=" for chunk in encoded)


def _folded(line: str) -> str:
    """Break a long value at its spaces."""
    out, length = "", 9
    for word in re.findall(r" ?[^ ]+", line):
        if length + len(word) > 76 and word.startswith(" "):
            out += "\r\n"
            length = 0
        out += word
        length += len(word)
    return out


def addresses(texts: Iterable[str]) -> str:
    """The value of an address field.

    A text that still holds an address (a published contact of the keep list) is written
    as a mailbox; any other as the name of an empty group, the only form in which the
    standard lets a name stand without an address (RFC 5322 3.4, RFC 6854).
    """
    return ",\r\n ".join(_address(" ".join(text.split())) for text in texts)


def _address(text: str) -> str:
    match = _MAILBOX.fullmatch(text) or _BARE.fullmatch(text)
    if match is not None:
        phrase = _phrase(match["name"])
        return f"{phrase} <{match['address']}>" if phrase else match["address"]
    phrase = _phrase(without_brackets(text)) or '"[name]"'
    return f"{phrase} :;" if phrase.endswith("?=") else f"{phrase}:;"


def without_brackets(text: str) -> str:
    """``SW1 <[email]>`` as a person writes it: ``SW1 [email]``."""
    return " ".join(re.sub(r"[<>]", " ", text).split())


def _phrase(text: str) -> str:
    if not text:
        return ""
    if not text.isascii() or not text.isprintable() or "=?" in text:
        return words(text)
    if _ATOM.fullmatch(text) and "." not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
