"""The body of an Outlook message that has no other: compressed RTF, unpacked and read as a page or as text.

A second reading beside the writer's: the control words that matter are few, and what
is not understood stays in the text, where the comparison meets it.
"""

from __future__ import annotations

import re
import struct

_PRIMER = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_LARGEST = 1 << 26
_PIECE = re.compile(r"(?s)\\([a-z]+)(-?\d+)? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]|([^\\{}\r\n])")
_UNSEEN = frozenset(
    {
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "header",
        "footer",
        "themedata",
        "colorschememapping",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "generator",
        "datastore",
        "latentstyles",
        "xmlnstbl",
    }
)
_WORDS = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "page": "\n",
    "row": "\n",
    "tab": "\t",
    "cell": "\t",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "\u2022",
    "endash": "\u2013",
    "emdash": "\u2014",
}
_PAGES = {0: 1252, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256}
_PAGES |= {186: 1257, 204: 1251, 222: 874, 238: 1250}


def body_in(packed: bytes) -> tuple[str | None, str | None]:
    """Return the plain body, or the page, that a compressed body holds.

    Raises:
        ValueError: if it is broken.
    """
    rtf = _unpacked(packed).decode("latin-1")
    wrapped = "\\fromhtml1" in rtf[:1024]
    text = _Walk(rtf, wrapped=wrapped).text()
    return (None, text) if wrapped else (text.strip("\n"), None)


def _unpacked(packed: bytes) -> bytes:
    if len(packed) < 16:
        raise ValueError("too short")
    size, raw, kind = struct.unpack_from("<II4s", packed)
    body = packed[16 : size + 4]
    if raw > _LARGEST or kind not in (b"LZFu", b"MELA"):
        raise ValueError("not compressed RTF")
    if kind == b"MELA":
        return body[:raw]
    history, position = bytearray(_PRIMER), 0
    while position < len(body) and len(history) - len(_PRIMER) < raw:
        flags, position = body[position], position + 1
        for bit in range(8):
            token = body[position : position + (2 if flags & (1 << bit) else 1)]
            position += len(token)
            if len(token) == 2:
                distance = (len(history) - (token[0] << 4 | token[1] >> 4)) % 4096
                if distance == 0:
                    return bytes(history[len(_PRIMER) :][:raw])
                for _ in range((token[1] & 15) + 2):
                    history.append(history[-distance] if distance <= len(history) else 0)
            else:
                history += token
    return bytes(history[len(_PRIMER) :][:raw])


class _Walk:
    """One pass over RTF; the state of a group ends with it."""

    def __init__(self, rtf: str, *, wrapped: bool) -> None:
        self._pieces = _PIECE.finditer(rtf)
        self._wrapped = wrapped
        self._stack: list[tuple[bool, int, str, bool]] = []
        self._hidden, self._repeat, self._page, self._in_fonts = False, 1, "cp1252", False
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = self._owed = 0
        self._starred = self._only_rtf = False
        self._out: list[str] = []
        self._bytes = b""

    def text(self) -> str:
        """The text, or the page.

        Raises:
            ValueError: if a group ends that never began, or bytes are in no known code page.
        """
        for piece in self._pieces:
            word, number, code, sign, brace, plain = piece.groups()
            if code or plain:
                self._byte(bytes([int(code, 16)]) if code else plain.encode("latin-1"))
                continue
            self._flush()
            if word:
                self._word(word, None if number is None else int(number))
            elif brace:
                self._brace(brace)
            else:
                self._sign(sign)
        self._flush()
        return "".join(self._out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _write(self, text: str) -> None:
        if not self._hidden and not (self._wrapped and self._only_rtf):
            self._out.append(text)

    def _byte(self, byte: bytes) -> None:
        self._starred = False
        if self._owed:
            self._owed -= 1
        else:
            self._bytes += byte

    def _flush(self) -> None:
        if self._bytes:
            try:
                self._write(self._bytes.decode(self._page))
            except LookupError as error:
                raise ValueError("unknown code page") from error
            self._bytes = b""

    def _brace(self, brace: str) -> None:
        self._starred, self._owed = False, 0
        if brace == "{":
            self._stack.append((self._hidden, self._repeat, self._page, self._in_fonts))
        elif self._stack:
            self._hidden, self._repeat, self._page, self._in_fonts = self._stack.pop()
        else:
            raise ValueError("a group ends that never began")

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif self._owed:
            self._owed -= 1
        else:
            self._write({"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\r": "\n"}.get(sign, sign))

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if self._about_fonts(word, number or 0):
            return
        if word == "htmlrtf":
            self._only_rtf = number != 0
        elif word == "uc":
            self._repeat = max(number or 0, 0)
        elif word in _UNSEEN or (starred and not (self._wrapped and word == "htmltag")):
            self._hidden = True
        elif word == "u" and number is not None:
            self._owed = self._repeat
            self._write(chr(number & 0xFFFF))
        else:
            self._write(_WORDS.get(word, ""))

    def _about_fonts(self, word: str, number: int) -> bool:
        """Keep up with the code page; whether the word was about it."""
        if word == "ansicpg":
            self._default = self._page = f"cp{number}" if number != 65_001 else "utf-8"
        elif word == "fonttbl":
            self._hidden = self._in_fonts = True
        elif word == "fcharset":
            self._fonts[self._font] = f"cp{_PAGES[number]}" if number in _PAGES else self._default
        elif word == "f" and self._in_fonts:
            self._font = number
        elif word == "f":
            self._page = self._fonts.get(number, self._default)
        else:
            return False
        return True
