"""Fonts as a page uses them: codes out of strings, and what each code says and how wide it is.

Nothing is guessed: a font whose codes cannot be read for certain says so in
``problems``, and the page that uses it is not edited in place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Name, Stream

from redactor.formats.pdf.container.operators import Instruction, string_of
from redactor.formats.pdf.inplace.cmaps import parse_cmap
from redactor.formats.pdf.inplace.composite import read_composite
from redactor.formats.pdf.inplace.fontvalues import Coded, FontProblem, name_text, number
from redactor.formats.pdf.inplace.simple import read_simple

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_PICTURE_FONTS = re.compile(r"wingdings|webdings|dingbats|symbol|marlett", re.IGNORECASE)
_SERIF = re.compile(
    r"times|serif|roman|georgia|garamond|cambria|caladea|minion|palatino|book|cmr|cmb|lmr|century|dejavuserif",
    re.IGNORECASE,
)
_SANS = re.compile(r"sans|arial|helvet|calibri|carlito|verdana|tahoma", re.IGNORECASE)
_MONO = re.compile(r"mono|courier|consol|cmtt|typewriter", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|heavy|demi|cmb|-bd", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obliq|cmti|slant", re.IGNORECASE)
_NOTHING = frozenset({"", "\0", "\ufffd"})
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BYTES = tuple(bytes([value]) for value in range(256))


@dataclass(frozen=True, slots=True)
class Style:
    """What a substitute for a font must look like."""

    serif: bool
    mono: bool
    bold: bool
    italic: bool


@dataclass(eq=False, slots=True)
class PageFont:
    """A font dictionary, read.

    Attributes:
        obj: The dictionary.
        name: Its base font without the subset tag.
        composite: Whether it is a Type 0 font.
        problems: Why its text cannot be edited in place; empty for a font that can.
        descent: How far letters go below the base line, as a part of the size (negative).
        style: What a substitute must look like.
        standard: Whether it is one of the standard 14 fonts, which every reader has whole: nothing
            in its dictionary goes by the letters that are used.
        known: Text, code and advance of each code that was met.
        elements: Elements of ``TJ`` arrays that were met: a number, or what ``shown`` answers.
    """

    obj: pikepdf.Object
    name: str
    composite: bool
    problems: tuple[str, ...]
    descent: float
    style: Style
    _coded: Coded
    standard: bool = False
    known: dict[bytes, tuple[str | None, bytes, float]] = field(default_factory=dict)
    elements: dict[bytes, float | list[tuple[str | None, bytes, float]]] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """How many bytes a code has."""
        return self._coded.length

    def split(self, data: bytes) -> list[bytes]:
        """The codes of a string (ISO 32000-2 9.7.6.2)."""
        length = self._coded.length
        if length == 1:
            return [_BYTES[value] for value in data]
        return [data[i : i + length] for i in range(0, len(data), length)]

    def shown(self, data: bytes) -> list[tuple[str | None, bytes, float]]:
        """The text, the code and the advance of each code of a string, as ``read`` answers them."""
        known = self.known
        length = self._coded.length
        codes = _BYTES if length == 1 else None
        try:
            if codes is not None:
                return [known[codes[value]] for value in data]
            return [known[data[i : i + length]] for i in range(0, len(data), length)]
        except KeyError:
            for code in self.split(data):
                self.read(code)
            return [known[code] for code in self.split(data)]

    def element(self, part: bytes) -> float | list[tuple[str | None, bytes, float]]:
        """An element of a ``TJ`` array as it is written: a number, or the answer of ``shown``."""
        data = string_of(part)
        return float(part) if data is None else self.shown(data)

    def read(self, code: bytes) -> tuple[str | None, float]:
        """What a code says (``None`` if the font does not tell) and its advance as a part of the size."""
        known = self.known.get(code)
        if known is None:
            text = self._coded.texts.get(code)
            if text is not None:
                text = None if text in _NOTHING else self._plain(text)
            known = self.known[code] = (text, code, self._coded.width(code))
        return known[0], known[2]

    def cid(self, code: bytes) -> int:
        """The character identifier of a code; of a simple font the code itself."""
        return self._coded.cid(code)

    def encoded(self, code: bytes) -> str:
        """The letter of a code by the encoding of a simple font; empty if it names none."""
        return self._coded.encoded.get(code, "")

    def all_codes(self) -> frozenset[bytes]:
        """Every code that says something."""
        return frozenset(self._coded.texts)

    def codes_by_text(self) -> dict[str, bytes]:
        """A code for each text that the font has one for."""
        return {text: code for code, text in sorted(self._coded.texts.items(), reverse=True)}

    def _plain(self, text: str) -> str:
        """Letters of the private area of symbol fonts as the letters they look like."""
        if not _PRIVATE.search(text):
            return text
        if _PICTURE_FONTS.search(self.name):
            return _PRIVATE.sub("\u2022", text)
        return "".join(chr(ord(c) - 0xF000) if 0xF020 <= ord(c) <= 0xF07E else c for c in text)


def read_font(obj: object) -> PageFont:
    """Read a font dictionary; what is wrong with it is in ``problems``."""
    if not isinstance(obj, Dictionary):
        return _unreadable(obj, "a font that is not there")
    kind = name_text(obj.get("/Subtype"))
    base = _SUBSET.sub("", name_text(obj.get("/BaseFont")).removeprefix("/"))
    descriptor = _descriptor(obj, kind)
    if kind == "/Type3":
        return _unreadable(obj, "a font of drawings (Type 3)", base)
    try:
        told = _to_unicode(obj)
        coded = read_composite(obj, told) if kind == "/Type0" else read_simple(obj, kind, base, descriptor, told)
    except FontProblem as problem:
        return _unreadable(obj, problem.what, base)
    except (ValueError, TypeError, KeyError, IndexError, pikepdf.PdfError, OverflowError):
        return _unreadable(obj, "a font that cannot be read", base)
    standard = kind != "/Type0" and not any(key in obj for key in ("/FontDescriptor", "/Widths", "/ToUnicode"))
    return PageFont(obj, base, kind == "/Type0", (), _descent(descriptor), _style(base, descriptor), coded, standard)


def _unreadable(obj: object, problem: str, name: str = "") -> PageFont:
    kept = obj if isinstance(obj, pikepdf.Object) else Dictionary()
    return PageFont(kept, name, False, (problem,), -0.2, Style(False, False, False, False), Coded(1, {}, {}, 0.5))


def _descriptor(obj: Dictionary, kind: str) -> Dictionary:
    holder: object = obj
    if kind == "/Type0":
        below = obj.get("/DescendantFonts")
        holder = below[0] if isinstance(below, pikepdf.Array) and len(below) else None
    found = holder.get("/FontDescriptor") if isinstance(holder, Dictionary) else None
    return found if isinstance(found, Dictionary) else Dictionary()


def _to_unicode(obj: Dictionary) -> dict[bytes, str]:
    stream = obj.get("/ToUnicode")
    if isinstance(stream, Stream):
        return parse_cmap(stream.read_bytes()).texts
    if isinstance(stream, Name) and name_text(stream) not in ("/Identity-H", "/Identity"):
        raise FontProblem("a font with an unknown table of letters")
    return {}


def _descent(descriptor: Dictionary) -> float:
    descent = number(descriptor.get("/Descent"), -210.0) / 1000
    return -abs(descent) if 0.05 < abs(descent) < 0.6 else -0.21


def _style(name: str, descriptor: Dictionary) -> Style:
    flags = int(number(descriptor.get("/Flags"), 0.0))
    serif = bool(_SERIF.search(name)) or (bool(flags & 2) and not _SANS.search(name))
    weight = number(descriptor.get("/FontWeight"), 400.0)
    bold = bool(_BOLD.search(name)) or bool(flags & 1 << 18) or weight >= 600
    italic = bool(_ITALIC.search(name)) or bool(flags & 64)
    return Style(serif and not _SANS.search(name), bool(_MONO.search(name)) or bool(flags & 1), bold, italic)


class Fonts:
    """The fonts and colours of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[object, PageFont] = {}
        self._colours: dict[object, tuple[Instruction, ...]] = {}

    def colour(self, *items: Instruction) -> tuple[Instruction, ...]:
        """The operators of a colour; the same object every time."""
        found = self._colours.get(items)
        if found is None:
            try:
                key: object = tuple((item.name, *item.numbers()) for item in items)
            except ValueError:
                key = items
            found = self._colours[items] = self._colours.setdefault(key, items)
        return found

    def font(self, obj: object) -> PageFont:
        """The font of a dictionary."""
        key: object = None
        if isinstance(obj, pikepdf.Object):
            key = obj.objgen if obj.is_indirect else obj.unparse(resolved=False)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = read_font(obj)
        return found
