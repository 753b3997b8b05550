"""Check digits and check letters of the identifiers that have them.

Every function takes a written identifier, ignores case, spaces and punctuation,
and answers whether it could have been issued. It never raises: what has the
wrong shape is not valid. The rules are those of the domain notes, "Identifiers
and how to check them"; where a rule goes beyond them, the docstring says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_PNC_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_NINO_NEVER = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_DRIVER = re.compile(r"([A-Z]{1,5}9{0,4})(\d)(\d\d)(\d\d)(\d)([A-Z9]{2})([A-Z0-9]{3})")
_GB_DRIVER_LENGTH = 16
_NI_DRIVER_LENGTH = 8


def compact(text: str) -> str:
    """Return the letters and digits of ``text``, upper case."""
    return "".join(char for char in text.upper() if char.isascii() and char.isalnum())


def nhs_number_ok(text: str) -> bool:
    """Ten digits, the last of which is the modulus-11 check of the others.

    Weights run from 10 to 2; a result of 11 is written 0, one of 10 is never issued.
    """
    digits = compact(text)
    if len(digits) != 10 or not digits.isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    check = 11 - total % 11
    return check != 10 and check % 11 == int(digits[9])


def chi_ok(text: str) -> bool:
    """A Scottish CHI number: a birth date as DDMMYY, then four digits; checked like an NHS number."""
    digits = compact(text)
    return nhs_number_ok(digits) and _is_day(int(digits[:2]), int(digits[2:4]), int(digits[4:6]))


def _is_day(day: int, month: int, short_year: int) -> bool:
    for century in (1900, 2000):
        try:
            date(century + short_year, month, day)
        except ValueError:
            continue
        return True
    return False


def nino_ok(text: str) -> bool:
    """A National Insurance number: two letters, six digits, A to D.

    No D F I Q U V in first place, no D F I O Q U V in second, and none of the
    pairs that are never issued.
    """
    value = compact(text)
    if not re.fullmatch(r"[A-Z]{2}[0-9]{6}[A-D]", value):
        return False
    return value[0] not in "DFIQUV" and value[1] not in "DFIOQUV" and value[:2] not in _NINO_NEVER


def upn_ok(text: str) -> bool:
    """A unique pupil number: check letter, then twelve digits weighted 2 to 13, modulus 23.

    A temporary number ends in a letter, which counts by its place in the same
    alphabet (Department for Education, UPN guide).
    """
    value = compact(text)
    if not re.fullmatch(r"[A-Z][0-9]{11}[0-9A-Z]", value):
        return False
    last = value[12]
    if not last.isdigit() and last not in _UPN_LETTERS:
        return False
    numbers = [int(digit) for digit in value[1:12]]
    numbers.append(int(last) if last.isdigit() else _UPN_LETTERS.index(last))
    total = sum(number * weight for number, weight in zip(numbers, range(2, 14), strict=True))
    return value[0] == _UPN_LETTERS[total % 23]


def pnc_ok(text: str) -> bool:
    """A PNC id: year (two or four digits), a serial of up to seven digits, a check letter.

    The letter is chosen by the two-digit year and the seven-digit serial read
    as one number, modulus 23. The serial may be written without leading zeros.
    """
    match = re.fullmatch(r"\s*(?:19|20)?(\d\d)\s*[/\\-]?\s*(\d{1,7})\s*([A-Z])\s*", text.upper())
    if match is None:
        return False
    year, serial, letter = match.groups()
    return letter == _PNC_LETTERS[int(year + serial.zfill(7)) % 23]


def cro_ok(text: str) -> bool:
    """A CRO number: serial of up to six digits, slash, two-digit year, check letter.

    Checked like a PNC id, with a six-digit serial; a file number ``SFyy/serial``
    is checked with its serial as written (Home Office, PNC code tables).
    """
    plain = re.fullmatch(r"\s*(\d{1,6})\s*/\s*(\d\d)\s*([A-Z])\s*", text.upper())
    if plain is not None:
        serial, year, letter = plain.groups()
        return letter == _PNC_LETTERS[int(year + serial.zfill(6)) % 23]
    filed = re.fullmatch(r"\s*SF\s*(\d\d)\s*/\s*(\d{1,6})\s*([A-Z])\s*", text.upper())
    if filed is None:
        return False
    year, serial, letter = filed.groups()
    return letter == _PNC_LETTERS[int(year + serial) % 23]


def driver_number_ok(text: str) -> bool:
    """A driver number of Great Britain (16 characters) or Northern Ireland (8 digits).

    The first five characters are the surname, filled up with 9; then decade,
    month (51 to 62 for a woman), day and year of birth; two initials, 9 for
    none; three characters that only DVLA can check. Nothing but its length can
    be checked of a Northern Irish one, so it always needs a cue.
    """
    value = compact(text)
    if len(value) == _NI_DRIVER_LENGTH:
        return value.isdigit()
    if len(value) != _GB_DRIVER_LENGTH:
        return False
    match = _DRIVER.fullmatch(value)
    if match is None or len(match[1]) != 5:
        return False
    decade, month, day, year = match[2], int(match[3]) % 50, int(match[4]), match[5]
    initials_in_order = not (match[6][0] == "9" and match[6][1] != "9")
    month_written = int(match[3])
    if not (1 <= month <= 12 and month_written <= 62):
        return False
    return initials_in_order and _is_day(day, month, int(decade + year))


CHECKS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "nhs_number": nhs_number_ok,
        "chi": chi_ok,
        "nino": nino_ok,
        "upn": upn_ok,
        "pnc": pnc_ok,
        "cro": cro_ok,
        "driver_number": driver_number_ok,
    }
)
"""The check of each kind that has one."""
