"""Bytes of a message to text: charsets, encoded words (RFC 2047), flowed lines, armoured blocks."""

from __future__ import annotations

import base64
import binascii
import quopri
import re

from redactor.errors import UnreadableError

ARMOUR_NOTE = "[removed: encoded block]"
"""The line that stands in place of a block of letters that only a program can read."""

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ARMOUR = re.compile(
    r"^-----BEGIN (?!PGP SIGNED MESSAGE)(?P<what>[A-Z0-9 ]{1,60})-----[ \t]*\n.*?(?:^-----END (?P=what)-----[ \t]*$|\Z)"
    r"|^begin(?:-base64)? [0-7]{3,4} [^\n]+\n.*?(?:^(?:end|====)[ \t]*$|\Z)"
    r"|^=ybegin [^\n]*\n.*?(?:^=yend[^\n]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE)
_STEP = "Open the message in its program, forward it to yourself, and save the copy."


def decoded(data: bytes, charset: str) -> str:
    """Decode the text of a body part.

    Args:
        data: Transport encoding undone.
        charset: As declared; may be empty. Text that declares ASCII or nothing is
            taken as UTF-8, in which ASCII is contained.

    Raises:
        UnreadableError: if the charset is unknown or the bytes are not in it: a name
            in a wrongly guessed encoding is a name that no search finds.
    """
    wanted = charset.strip().strip("\"'").lower()
    try:
        return data.decode("utf-8-sig" if wanted in ("", "us-ascii", "ascii", "utf-8", "utf8") else wanted)
    except (LookupError, ValueError):
        raise UnreadableError(
            "The text of the message is not in the encoding that it declares.", next_step=_STEP
        ) from None


def html_charset(data: bytes, declared: str) -> str:
    """The charset of a formatted body: declared by the message, else by the page, else none."""
    if declared:
        return declared
    found = _META.search(data[:2048])
    return found[1].decode("ascii") if found else ""


def decode_words(value: str) -> str:
    """Return the value of a field on one line, unfolded, encoded words decoded, control characters gone.

    Neighbouring words of one charset are joined as bytes first, since mailers cut
    characters in two. Words in an unknown charset are read as Latin-1, so that
    their letters can be searched.
    """
    text = _BETWEEN_WORDS.sub(r"\1", _eight_bit(value))
    out: list[str] = []
    pending, charset, position = b"", "", 0
    for match in _WORD.finditer(text):
        between = text[position : match.start()]
        if between or match[1].lower() != charset:
            out += (_charset_text(pending, charset), between)
            pending = b""
        charset = match[1].lower()
        pending += _word_bytes(match[2], match[3])
        position = match.end()
    out += (_charset_text(pending, charset), text[position:])
    return " ".join(_CONTROL.sub("", "".join(out)).split())


def _eight_bit(value: str) -> str:
    """Undo the parser's surrogates: raw bytes of a field as UTF-8, else as Latin-1."""
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _word_bytes(encoding: str, payload: str) -> bytes:
    raw = payload.encode("utf-8")
    if encoding in "qQ":
        return quopri.decodestring(raw, header=True)
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except binascii.Error:
        return raw


def _charset_text(data: bytes, charset: str) -> str:
    for name in (charset.partition("*")[0] or "ascii", "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def plain_lines(text: str, *, joined: bool = False) -> str:
    """Return a plain body with line feeds, without control characters.

    Args:
        text: The decoded body.
        joined: Whether spaces at line ends only mark a flowed line (RFC 3676, DelSp).
    """
    lines = re.sub(r"\r\n?", "\n", text)
    if joined:
        lines = re.sub(r"(?<!^--) \n", "", lines)
    return _CONTROL.sub("", lines)


def without_armour(text: str) -> tuple[str, int]:
    """Take out blocks that only a program can read (PGP, uuencode, yEnc).

    Returns:
        The text with ``ARMOUR_NOTE`` in the place of each, and how many there were.
    """
    return _ARMOUR.subn(ARMOUR_NOTE, text)
