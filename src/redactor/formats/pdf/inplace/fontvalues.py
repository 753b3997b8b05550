"""What the two kinds of fonts are read into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pikepdf


class FontProblem(Exception):  # noqa: N818 - a reason, caught by the reader of fonts
    """Why a font's text cannot be edited in place."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(slots=True)
class Coded:
    """Codes of a font.

    Attributes:
        length: Bytes of a code.
        texts: Code to Unicode.
        widths: Code (simple fonts) or CID to advance, as a part of the size.
        default_width: Of those that ``widths`` leaves out.
        to_cid: From code to CID; ``None`` where they are the same number.
        encoded: Code to letter by the encoding alone, of simple fonts.
    """

    length: int
    texts: dict[bytes, str]
    widths: dict[int, float]
    default_width: float
    to_cid: Callable[[bytes], int] | None = None
    encoded: dict[bytes, str] = field(default_factory=dict)

    def cid(self, code: bytes) -> int:
        """The character identifier of a code."""
        return self.to_cid(code) if self.to_cid is not None else int.from_bytes(code)

    def width(self, code: bytes) -> float:
        """The advance of a code as a part of the size."""
        return self.widths.get(self.cid(code), self.default_width)


def name_text(value: object) -> str:
    """A name or another text with its slash, whatever its bytes are; ``""`` for nothing."""
    if not isinstance(value, pikepdf.Object):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        return value.unparse().decode("latin-1")


def number(value: object, otherwise: float) -> float:
    """A PDF number, or ``otherwise``."""
    return float(value) if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) else otherwise
