"""Content streams as operators with their operands as bytes, and back (ISO 32000-2 7.8.2).

A page has hundreds of operators and thousands of operands; as an object of the library each
of them costs as much as all work that is done on it. So a stream in plain terms is taken apart
here. Whatever is out of the ordinary (comments, inline pictures, escapes in names, nested
strings, unknown operators) is left to the library, whose answer is put into the same form.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

import pikepdf
from pikepdf import ContentStreamInlineImage, Stream

_WORDS = (
    "b B b* B* BDC BMC BT c cm cs CS d d0 d1 Do EMC ET f F f* G g gs h i j J K k l m M n q Q re RG rg ri "
    "s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
)
OPERATORS = frozenset(_WORDS.split())
"""Operators that may stand in a content stream; ``MP``, ``DP``, ``BX`` and ``EX`` are left out."""
SHOWING = frozenset({"Tj", "TJ", "'", '"'})
"""Those that show text."""
IGNORED = frozenset({"MP", "DP", "BX", "EX"})

_WS = rb"[\x00\t\n\f\r ]"
_NUMBER = rb"[-+]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?=[\x00\t\n\f\r /\[\](<>]|\Z)"
_NAME = rb"/[^\x00\t\n\f\r ()<>\[\]{}/%#]*+"
_HEX = rb"<[0-9A-Fa-f]*+>"
_LITERAL = rb"\((?:[^()\\]++|\\.)*+\)"
_ARRAY = rb"\[(?:%b|%b|%b|%b|%b)*+\]" % (_WS, _NUMBER, _HEX, _LITERAL, _NAME)
_VALUE = rb"(?:%b|%b|%b|%b|%b)" % (_NUMBER, _NAME, _HEX, _LITERAL, _ARRAY)
_DICTIONARY = rb"<<(?:%b*+%b%b*+%b)*+%b*+>>" % (_WS, _NAME, _WS, _VALUE, _WS)
_OPERAND = rb"(?:%b|%b)" % (_VALUE, _DICTIONARY)
_INSTRUCTION = re.compile(
    rb"%b*+(?:(\[(?:[-+.0-9\x00\t\n\f\r ]++|%b|%b)*+\])%b*+(TJ)|((?:%b%b*+)*+)([A-Za-z][A-Za-z0-9]*+\*?|['\"]))"
    rb"(?=[\x00\t\n\f\r /\[(<]|\Z)" % (_WS, _HEX, _LITERAL, _WS, _OPERAND, _WS),
    re.DOTALL,
)
_OPERANDS = re.compile(_OPERAND, re.DOTALL)
_BLANK = re.compile(_WS + rb"*+")
_STRING = re.compile(rb"%b|%b" % (_HEX, _LITERAL), re.DOTALL)
_LETTERS = re.compile(rb"[ -~]+")
_SPECIAL = re.compile(rb"[()\\]")
_ELEMENT = re.compile(rb"%b|%b|[-+.0-9]+|[^\x00\t\n\f\r ]" % (_HEX, _LITERAL), re.DOTALL)


class Instruction(NamedTuple):
    """An operator with its operands.

    Attributes:
        name: The operator.
        raw: The operands as they are written, with one space between two.
    """

    name: str
    raw: bytes = b""

    def numbers(self) -> list[float]:
        """The operands, if all of them are numbers.

        Raises:
            ValueError: if not.
        """
        return [float(value) for value in self.raw.split()]

    @property
    def operands(self) -> list[Any]:
        """The operands as the library has them."""
        return list(pikepdf.Object.parse(b"[%b]" % self.raw))

    def first_name(self) -> str:
        """The name that comes first, with its slash.

        Raises:
            TypeError: if the first operand is no name.
        """
        return _name_text(self.raw.partition(b" ")[0])

    def arity(self) -> int:
        """How many operands there are."""
        found: list[bytes] = _OPERANDS.findall(self.raw)
        return len(found) if b" ".join(found) == self.raw else len(self.operands)


_BARE = {name.encode(): Instruction(name) for name in OPERATORS | IGNORED}


@lru_cache(maxsize=1024)
def _name_text(raw: bytes) -> str:
    value = pikepdf.Object.parse(raw) if raw[:1] == b"/" else None
    if not isinstance(value, pikepdf.Name):
        raise TypeError("no name")
    try:
        return str(value)
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def instructions_of(stream: Any) -> list[Any]:
    """The operators of a page or form, and its inline pictures as the library has them.

    Raises:
        pikepdf.PdfError, RuntimeError, ValueError, TypeError: if it cannot be parsed.
    """
    found = _plain(stream)
    return found if found is not None else list(map(_converted, pikepdf.parse_content_stream(stream)))


def _plain(stream: Any) -> list[Any] | None:
    """The operators of a stream that is written in plain terms."""
    held = stream if isinstance(stream, Stream) else stream.get("/Contents")
    if not isinstance(held, Stream):
        return None
    try:
        data = held.read_bytes()
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return None
    found: list[Any] = []
    if b"\0" in data or b"\x0b" in data:
        return None
    match, add, at = _INSTRUCTION.match, found.append, 0
    while (item := match(data, at)) is not None:
        array, show, operands, operator = item.groups()
        if show is not None:
            add(Instruction("TJ", array))
        else:
            bare = _BARE.get(operator)
            if bare is None:
                return None
            add(Instruction(bare.name, _spaced(operands)) if operands else bare)
        at = item.end()
    rest = _BLANK.match(data, at)
    return found if rest is not None and rest.end() == len(data) else None


def _spaced(operands: bytes) -> bytes:
    """Operands with one space between two; inside arrays and dictionaries they stay as they are."""
    if b"(" in operands or b"<" in operands or b"[" in operands:
        return b" ".join(_OPERANDS.findall(operands))
    return b" ".join((operands.replace(b"/", b" /") if b"/" in operands else operands).split())


def _converted(item: Any) -> Any:
    if isinstance(item, ContentStreamInlineImage):
        return item
    try:
        name = str(item.operator)
    except UnicodeDecodeError:
        name = ""
    return op(name, *item.operands)


def op(name: str, *operands: Any) -> Instruction:
    """An operator with operands: numbers, objects of the library, or bytes as they are written."""
    return Instruction(name, b" ".join(map(operand, operands)))


def operand(value: Any) -> bytes:
    """An operand as it is written; numbers to six decimals.

    Raises:
        ValueError: if a number is not finite.
    """
    if isinstance(value, bytes):
        return value
    if isinstance(value, float):
        if value.is_integer():
            return b"%d" % value
        if not math.isfinite(value):
            raise ValueError("no number that can be written")
        return f"{value:.6f}".rstrip("0").rstrip(".").encode()
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int):
        return b"%d" % value
    if isinstance(value, Decimal):
        return format(value, "f").encode()
    return b"null" if value is None else bytes(value.unparse())


def string(data: bytes) -> bytes:
    """A string as it is written: in letters if it is made of those of ASCII."""
    if _LETTERS.fullmatch(data) is None:
        return b"<%b>" % data.hex().encode()
    return b"(%b)" % _SPECIAL.sub(rb"\\\g<0>", data)


def string_of(part: bytes) -> bytes | None:
    """The bytes of what is written as a string; ``None`` for a number.

    Raises:
        ValueError: if it is neither.
    """
    if part[:1] == b"<" and part[-1:] == b">":
        digits = part[1:-1].decode()
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    if part[:1] == b"(" and len(part) > 1:
        return bytes(pikepdf.Object.parse(part))
    float(part)
    return None


def elements(array: bytes) -> list[bytes]:
    """The strings and numbers of a ``TJ`` array as they are written; what is neither comes in some pieces."""
    if b"(" in array:
        return _ELEMENT.findall(array, 1, len(array) - 1)
    return array[1:-1].replace(b"<", b" <").replace(b">", b"> ").split()


def is_string(raw: bytes) -> bool:
    """Whether operands are one string."""
    return _STRING.fullmatch(raw) is not None


def plain_strings(item: Instruction) -> Instruction:
    """A text-showing operator whose strings are written in one way, whatever way they were written in."""

    def again(part: bytes) -> bytes:
        data = string_of(part)
        return part if data is None else string(data)

    if item.name == "TJ" and item.raw[:1] == b"[":
        return Instruction("TJ", b"[%b]" % b" ".join(map(again, elements(item.raw))))
    return Instruction(item.name, _STRING.sub(lambda found: again(found[0]), item.raw))


def serialised(items: Iterable[Any]) -> bytes:
    """A content stream of operators and inline pictures."""
    return b"\n".join(_lines(items))


def _lines(items: Iterable[Any]) -> Iterator[bytes]:
    for item in items:
        if isinstance(item, Instruction):
            name, raw = item
            yield raw + b" " + name.encode() if raw else name.encode()
        else:
            yield pikepdf.unparse_content_stream([item])
