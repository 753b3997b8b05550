"""When a message was sent, written so that people and searches can read it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_READABLE = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4}), (\d\d:\d\d:\d\d) ([+-]\d{4})")
_EPOCH_1601 = 116_444_736_000_000_000


def readable_date(value: str) -> str:
    """Turn a Date field into ``3 October 2011, 09:12:44 +0100``; what is no date stays as written."""
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return value
    return _written(when, "-0000" if when.tzinfo is None else f"{when:%z}"[:5])


def filetime_date(ticks: int) -> str:
    """Turn a Windows time (100 ns since 1601, UTC) into the same words; empty if it is none."""
    try:
        when = datetime.fromtimestamp((ticks - _EPOCH_1601) // 10_000_000, UTC)
    except (OverflowError, OSError, ValueError):
        return ""
    return _written(when, "+0000") if ticks else ""


def _written(when: datetime, zone: str) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year:04}, {when:%H:%M:%S} {zone}"


def date_field(text: str) -> str:
    """Turn the words back into a Date field (RFC 5322); anything else stays as it is."""
    match = _READABLE.fullmatch(text)
    if match is None or match[2] not in _MONTHS:
        return text
    return f"{int(match[1]):02} {match[2][:3]} {match[3]} {match[4]} {match[5]}"
