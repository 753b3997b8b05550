"""Bodies of Outlook messages in compressed RTF (MS-OXRTFCP, MS-OXRTFEX)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from redactor.errors import UnreadableError

_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096
_MOST = 64 * 1024 * 1024
_COMPRESSED, _STORED = b"LZFu", b"MELA"
_STEP = "Open the message in Outlook and save it again as HTML or plain text."
_TOKEN = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
_SILENT = frozenset(
    {
        "colorschememapping",
        "colortbl",
        "datastore",
        "footer",
        "generator",
        "header",
        "info",
        "latentstyles",
        "listoverridetable",
        "listtable",
        "object",
        "pict",
        "rsidtbl",
        "stylesheet",
        "themedata",
        "xmlnstbl",
    }
)
_CHARSETS = {
    0: 1252,
    128: 932,
    129: 949,
    134: 936,
    136: 950,
    161: 1253,
    162: 1254,
    163: 1258,
    177: 1255,
    178: 1256,
    186: 1257,
    204: 1251,
    222: 874,
    238: 1250,
}
"""Code page by the charset number of a font."""

_SPACES = {"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "tab": "\t", "cell": "\t", "row": "\n"}
_SIGNS = {
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—"
}  # fmt: skip


def unpacked(data: bytes) -> bytes:
    """Decompress a body.

    Raises:
        UnreadableError: if it is broken or larger than 64 MB.
    """
    if len(data) < 16:
        raise _broken()
    packed_size, raw_size, kind, _ = struct.unpack_from("<II4sI", data)
    if raw_size > _MOST or packed_size + 4 > len(data):
        raise _broken()
    body = data[16 : packed_size + 4]
    if kind == _STORED:
        return body[:raw_size]
    if kind != _COMPRESSED:
        raise _broken()
    return _expanded(body, raw_size)


def _expanded(body: bytes, raw_size: int) -> bytes:
    window = bytearray(_START.ljust(_WINDOW, b"\0"))
    write, out, at = len(_START), bytearray(), 0
    while at < len(body):
        control, at = body[at], at + 1
        for bit in range(8):
            if at >= len(body) or len(out) > raw_size:
                return bytes(out[:raw_size])
            if not control >> bit & 1:
                run, at = body[at : at + 1], at + 1
            else:
                pair, at = int.from_bytes(body[at : at + 2].ljust(2, b"\0"), "big"), at + 2
                offset, length = pair >> 4, (pair & 15) + 2
                if offset == write:
                    return bytes(out[:raw_size])
                run = b""
                for step in range(length):
                    value = window[(offset + step) % _WINDOW]
                    window[(write + step) % _WINDOW] = value
                    run += bytes((value,))
            for step, value in enumerate(run):
                window[(write + step) % _WINDOW] = value
            write = (write + len(run)) % _WINDOW
            out += run
    return bytes(out[:raw_size])


def html_in_rtf(rtf: bytes) -> str | None:
    """The page that Outlook wrapped in RTF; ``None`` if the RTF is no such wrapping."""
    if b"\\fromhtml1" not in rtf[:1024]:
        return None
    return _joined(_Reader(rtf, wrapped=True))


def text_in_rtf(rtf: bytes) -> str:
    """The plain text of RTF."""
    return _joined(_Reader(rtf, wrapped=False)).strip("\n")


def _joined(reader: _Reader) -> str:
    """The whole text, halves of one character put together."""
    return "".join(reader.text()).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _broken() -> UnreadableError:
    return UnreadableError("The body of the message (RTF) is broken.", next_step=_STEP)


class _Reader:
    """Reads RTF as a stream of groups.

    Args:
        rtf: The whole RTF.
        wrapped: Whether it wraps a page: then tags are taken from the ``htmltag`` groups,
            and what stands after ``htmlrtf`` is left out up to ``htmlrtf0``.
    """

    def __init__(self, rtf: bytes, *, wrapped: bool) -> None:
        self._rtf = rtf
        self._wrapped = wrapped
        self._page = self._codec = "cp1252"
        self._bytes = bytearray()
        self._groups: list[tuple[bool, int, str, bool]] = []
        self._silent, self._after_unicode, self._in_fonts = False, 1, False
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._star = self._rtf_only = False
        self._skip = 0

    def text(self) -> Iterator[str]:
        """Yield the text in pieces.

        Raises:
            UnreadableError: if groups do not close or are nested beyond 500.
        """
        for match in _TOKEN.finditer(self._rtf):
            word, number, code, symbol, brace, plain = match.groups()
            if code is not None:
                self._raw(bytes((int(code, 16),)))
                continue
            if plain is not None:
                self._raw(plain)
                continue
            yield from self._flushed()
            if brace is not None:
                self._brace(brace)
            elif symbol is not None:
                yield from self._symbol(symbol.decode("latin-1"))
            elif word is not None:
                yield from self._word(word.decode("ascii"), None if number is None else int(number))
        yield from self._flushed()

    @property
    def _shown(self) -> bool:
        return not self._silent and not (self._wrapped and self._rtf_only)

    def _raw(self, data: bytes) -> None:
        """Bytes of text, less those that only repeat a Unicode character."""
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        self._star = False
        if self._shown:
            self._bytes += data[skipped:]

    def _flushed(self) -> Iterator[str]:
        if self._bytes:
            try:
                yield bytes(self._bytes).decode(self._codec)
            except (LookupError, ValueError):
                raise _broken() from None
            self._bytes.clear()

    def _brace(self, brace: bytes) -> None:
        self._star = False
        if brace == b"{":
            if len(self._groups) > 500:
                raise _broken()
            self._groups.append((self._silent, self._after_unicode, self._codec, self._in_fonts))
        elif not self._groups:
            raise _broken()
        else:
            self._silent, self._after_unicode, self._codec, self._in_fonts = self._groups.pop()
        self._skip = 0

    def _symbol(self, symbol: str) -> Iterator[str]:
        if symbol == "*":
            self._star = True
            return
        text = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\n": "\n", "\r": "\n"}.get(symbol, symbol)
        if self._skip:
            self._skip -= 1
        elif self._shown:
            yield text

    def _word(self, word: str, number: int | None) -> Iterator[str]:
        starred, self._star = self._star, False
        if word in ("f", "fcharset", "ansicpg", "fonttbl"):
            self._font_word(word, number or 0)
        elif word == "htmlrtf":
            self._rtf_only = number != 0
        elif word == "uc":
            self._after_unicode = max(number or 0, 0)
        elif word == "bin":
            raise _broken()
        elif (starred and not (self._wrapped and word == "htmltag")) or word in _SILENT:
            self._silent = True
        elif word == "u" and number is not None:
            self._skip = self._after_unicode
            if self._shown:
                yield chr(number % 65536)
        elif self._shown and word in _SPACES:
            yield _SPACES[word]
        elif self._shown and word in _SIGNS:
            yield _SIGNS[word]

    def _font_word(self, word: str, number: int) -> None:
        """Keep up with the code page, which each font may change."""
        if word == "ansicpg":
            self._page = self._codec = "utf-8" if number == 65001 else f"cp{number}"
        elif word == "fonttbl":
            self._silent = self._in_fonts = True
        elif word == "fcharset":
            self._fonts[self._font] = f"cp{_CHARSETS[number]}" if number in _CHARSETS else self._page
        elif self._in_fonts:
            self._font = number
        else:
            self._codec = self._fonts.get(number, self._page)
