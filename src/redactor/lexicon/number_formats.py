"""What a spreadsheet shows for a number: number formats, dates and times.

A spreadsheet keeps a date of birth as a count of days and an NHS number as a
number; only the format turns them into what a person reads. Both the writer and
the verifier must read what the person reads (ECMA-376 part 1, 18.8.30 and 18.8.31).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import MappingProxyType

BUILT_IN = MappingProxyType(
    {
        0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
        12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
        19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;-#,##0",
        38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
        47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    }
)  # fmt: skip
"""Formats that files name by number only; 14 and 22 as Excel shows them in the United Kingdom."""

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?) | \\(?P<escaped>.) | _(?P<pad>.) | \*(?P<fill>.) | (?P<bracket>\[[^\]]*\])
      | (?P<general>General) | (?P<half>AM/PM|A/P) | (?P<power>[eE][+-][0#?]+)
      | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?|e+|b+|g+) | (?P<digits>[0#?]) | (?P<point>\.) | (?P<comma>,)
      | (?P<percent>%) | (?P<text>@) | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_BIRTH = re.compile(
    r"(?i)\b(?:d\.?o\.?b\b\.?|(?:date|day)s? of birth|birth ?(?:date|day)|born|d\.?o\.?d\b|date of death)"
)
_MOST_DIGITS = 40
_FIRST_BIRTH, _LAST_BIRTH = 1, 73_050
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST_DAYS = 2_958_465


def is_birth_heading(heading: str) -> bool:
    """Whether a heading announces dates of birth or death."""
    return _BIRTH.search(heading) is not None


def shown_number(value: str, code: str, *, heading: str = "", date_1904: bool = False) -> str:
    """What a person reads in a cell that holds a number.

    Args:
        value: The number as the file writes it.
        code: The number format.
        heading: What stands above or beside the cell; under a heading of births a
            plain count of days is read as the date that it is.
        date_1904: Whether the workbook counts days from 1904.

    Returns:
        The shown text; the value itself where it is no number or the format is
        not understood.
    """
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return value
    section = _section(code, number)
    pieces = _pieces(section)
    kinds = {kind for kind, _ in pieces}
    if "date" in kinds or "elapsed" in kinds:
        return _date(number, pieces, date_1904=date_1904) or _general(number)
    is_days = number == number.to_integral_value() and _FIRST_BIRTH <= number <= _LAST_BIRTH
    if is_days and is_birth_heading(heading):
        return _date(number, _pieces("dd/mm/yyyy"), date_1904=date_1904) or _general(number)
    if "digits" not in kinds and "general" not in kinds:
        return "".join(text for kind, text in pieces if kind == "literal") or _general(number)
    if "general" in kinds:
        return "".join(_general(number) if kind == "general" else text for kind, text in pieces if kind != "digits")
    if any(kind == "literal" and "/" in text for kind, text in pieces) and "?" in section:
        return _general(number)
    return _number(number, pieces)


def format_literals(code: str) -> str:
    """The words that a format adds to its numbers, a space where the number stands."""
    return "".join(text if kind == "literal" else " " for kind, text in _pieces(code))


@lru_cache(maxsize=512)
def _pieces(section: str) -> tuple[tuple[str, str], ...]:
    """Cut one section into (kind, text); kinds are the groups of ``_TOKEN``, words are "literal"."""
    found: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(section):
        kind, text = match.lastgroup or "", match.group(match.lastgroup or 0)
        if kind == "quoted":
            found.append(("literal", text.strip('"')))
        elif kind == "bracket":
            found += _bracket(text)
        elif kind == "pad":
            found.append(("literal", " "))
        elif kind in ("escaped", "other"):
            found.append(("literal", text))
        elif kind != "fill":
            found.append((kind, text.lower() if kind == "date" else text))
    return tuple(found)


def _bracket(text: str) -> Iterator[tuple[str, str]]:
    if elapsed := _ELAPSED.fullmatch(text):
        yield "elapsed", elapsed[1].lower()
    elif currency := _CURRENCY.fullmatch(text):
        yield "literal", currency[1]


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    parts, current, quoted, escaped = [], "", False, False
    for character in code:
        if character == '"' and not escaped:
            quoted = not quoted
        if character == ";" and not quoted and not escaped:
            parts.append(current)
            current = ""
            continue
        escaped = character == "\\" and not escaped
        current += character
    return (*parts, current)


def _section(code: str, number: Decimal) -> str:
    """The section of a format that a number falls into."""
    sections = _sections(code)
    if len(sections) == 1:
        return sections[0]
    if number < 0:
        return sections[1]
    if number == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def _general(number: Decimal) -> str:
    """A number as it stands: no exponent, no trailing noughts."""
    text = format(number.normalize(), "f")
    if "." in text and len(text) > 17:
        text = format(round(number, 10).normalize(), "f")
    return "0" if text in ("-0", "") else text


def _date(number: Decimal, pieces: tuple[tuple[str, str], ...], *, date_1904: bool) -> str:
    """A count of days as date and time; empty if no calendar has it."""
    if not 0 <= number <= _MOST_DAYS:
        return ""
    days, fraction = divmod(number, 1)
    start = datetime(1904, 1, 1) if date_1904 else datetime(1899, 12, 31 if days < 60 else 30)  # noqa: DTZ001
    moment = start + timedelta(days=int(days), seconds=round(float(fraction) * 86_400))
    total = round(number * 86_400)
    has_half = any(kind == "half" for kind, _ in pieces)
    out: list[str] = []
    for index, (kind, text) in enumerate(pieces):
        if kind == "date":
            out.append(_date_part(moment, text, half=has_half, minutes=_is_minutes(pieces, index)))
        elif kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
            out.append(str(total // unit).zfill(len(text)))
        elif kind == "half":
            out.append("AM" if moment.hour < 12 else "PM")
        elif kind in ("literal", "point", "comma"):
            out.append(text)
    return "".join(out).strip()


def _is_minutes(pieces: tuple[tuple[str, str], ...], index: int) -> bool:
    """Whether an "m" stands after hours or before seconds."""
    if pieces[index][1][0] != "m" or len(pieces[index][1]) > 2:
        return False
    units = [(n, text[0]) for n, (kind, text) in enumerate(pieces) if kind in ("date", "elapsed")]
    position = [n for n, _ in units].index(index)
    before = units[position - 1][1] if position else ""
    after = units[position + 1][1] if position + 1 < len(units) else ""
    return before == "h" or after == "s"


def _date_part(moment: datetime, unit: str, *, half: bool, minutes: bool) -> str:
    letter, length = unit[0], len(unit)
    if minutes:
        return str(moment.minute).zfill(length)
    if letter == "y" or letter == "e":
        return f"{moment.year:04d}" if length > 2 or letter == "e" else f"{moment.year % 100:02d}"
    if letter == "h":
        hour = moment.hour % 12 or 12 if half else moment.hour
        return str(hour).zfill(length)
    if letter == "s":
        return str(moment.second).zfill(2 if length > 1 else 1)
    if letter in "md":
        number, name = (
            (moment.month, _MONTHS[moment.month - 1]) if letter == "m" else (moment.day, _DAYS[moment.weekday()])
        )
        written = {1: str(number), 2: f"{number:02d}", 3: name[:3], 5: name[:1]}
        return written.get(length, name)
    return ""


def _number(number: Decimal, pieces: tuple[tuple[str, str], ...]) -> str:
    """A number through its placeholders; words between them stay where they are."""
    kinds = [kind for kind, _ in pieces]
    scaled = abs(number) * (100 ** kinds.count("percent"))
    point = kinds.index("point") if "point" in kinds else len(kinds)
    decimals = kinds[point:].count("digits")
    if "power" in kinds:
        return _general(number)
    whole_part, _, fraction = format(round(scaled, decimals), "f").partition(".")
    whole = whole_part.lstrip("0")
    places = [n for n in range(point) if kinds[n] == "digits"]
    minimum = sum(pieces[n][1] in "0?" for n in places)
    whole = whole.rjust(minimum, "0")
    grouped = any(kinds[n] == "comma" and places and places[0] < n < places[-1] for n in range(point))
    shown = _spread(whole, places, grouped=grouped)
    places_after = [n for n in range(point, len(kinds)) if kinds[n] == "digits"]
    for n, place in enumerate(places_after):
        shown[place] = fraction[n] if n < len(fraction) else ("0" if pieces[place][1] == "0" else "")
    out = [_shown_piece(n, pieces[n], shown) for n in range(len(pieces))]
    text = "".join(out).strip()
    return f"-{text}" if number < 0 and ";" not in text and not text.startswith(("-", "(")) else text


def _shown_piece(index: int, piece: tuple[str, str], shown: dict[int, str]) -> str:
    kind, text = piece
    if kind == "digits":
        return shown.get(index, "")
    return text if kind in ("literal", "percent", "point") else ""


def _spread(whole: str, places: list[int], *, grouped: bool) -> dict[int, str]:
    """Give each placeholder its digits, from the right; the first takes what is left."""
    shown: dict[int, str] = {}
    left = whole
    for place in reversed(places[1:]):
        shown[place], left = left[-1:], left[:-1]
    if places:
        shown[places[0]] = left
    if not grouped:
        return shown
    count = 0
    for place in reversed(places):
        digits = ""
        for digit in reversed(shown[place]):
            digits = digit + ("," if count and count % 3 == 0 else "") + digits
            count += 1
        shown[place] = digits
    return shown
