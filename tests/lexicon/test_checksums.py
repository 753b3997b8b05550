"""Check digits: valid ones pass, every single changed character fails, nothing raises."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.lexicon.checksums import (
    CHECKS,
    chi_ok,
    compact,
    cro_ok,
    driver_number_ok,
    nhs_number_ok,
    nino_ok,
    pnc_ok,
    upn_ok,
)

VALID: list[tuple[Callable[[str], bool], str]] = [
    (nhs_number_ok, "9990000018"),
    (nhs_number_ok, "999 000 0026"),
    (nhs_number_ok, "999-000-0034"),
    (chi_ok, "0101901208"),
    (chi_ok, "010190 1216"),
    (nino_ok, "AB123456C"),
    (nino_ok, "ab 12 34 56 c"),
    (upn_ok, "A123456789012"),
    (upn_ok, "X12345678901A"),
    (pnc_ok, "11/0012345K"),
    (pnc_ok, "2011/12345K"),
    (pnc_ok, "11/12345k"),
    (cro_ok, "123456/09Z"),
    (cro_ok, "SF39/93721A"),
    (driver_number_ok, "TOLLA657054SM9IJ"),
    (driver_number_ok, "OLDRO855314KA9AB"),
    (driver_number_ok, "12345678"),
]

INVALID: list[tuple[Callable[[str], bool], str]] = [
    (nhs_number_ok, "9990000019"),
    (nhs_number_ok, "999000001"),
    (nhs_number_ok, "99900000181"),
    (nhs_number_ok, ""),
    (chi_ok, "9990000018"),
    (chi_ok, "0101901209"),
    (nino_ok, "QQ123456C"),
    (nino_ok, "DA123456C"),
    (nino_ok, "AO123456C"),
    (nino_ok, "BG123456C"),
    (nino_ok, "ZZ123456C"),
    (nino_ok, "AB123456E"),
    (nino_ok, "AB12345C"),
    (upn_ok, "B123456789012"),
    (upn_ok, "I123456789012"),
    (upn_ok, "A12345678901"),
    (upn_ok, "X12345678901I"),
    (pnc_ok, "11/0012345M"),
    (pnc_ok, "11/00123456K"),
    (cro_ok, "123456/09A"),
    (cro_ok, "SF39/93721B"),
    (driver_number_ok, "TOLLA699954SM9IJ"),
    (driver_number_ok, "TOLLA600054SM9IJ"),
    (driver_number_ok, "TOLLA657994SM9IJ"),
    (driver_number_ok, "TOLLA6570549M9IJ"),
    (driver_number_ok, "12345"),
]


@pytest.mark.parametrize(("check", "value"), VALID)
def test_valid(check: Callable[[str], bool], value: str) -> None:
    assert check(value)


@pytest.mark.parametrize(("check", "value"), INVALID)
def test_invalid(check: Callable[[str], bool], value: str) -> None:
    assert not check(value)


def _nhs_with_check_digit(body: str) -> str | None:
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(body))
    check = -total % 11
    return None if check == 10 else f"{body}{check}"


@settings(deadline=None)
@given(st.text("0123456789", min_size=9, max_size=9))
def test_every_nine_digits_have_at_most_one_check_digit(body: str) -> None:
    valid = [f"{body}{digit}" for digit in range(10) if nhs_number_ok(f"{body}{digit}")]
    expected = _nhs_with_check_digit(body)
    assert valid == ([] if expected is None else [expected])


@settings(deadline=None)
@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 9), st.integers(1, 9))
def test_one_mistyped_digit_never_passes(body: str, place: int, shift: int) -> None:
    number = _nhs_with_check_digit(body)
    if number is None:
        return
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not nhs_number_ok(wrong)


@settings(deadline=None)
@given(st.text("0123456789", min_size=12, max_size=12))
def test_every_pupil_has_one_check_letter(digits: str) -> None:
    letters = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if upn_ok(letter + digits)]
    assert len(letters) == 1
    assert letters[0] not in "IOS"


@settings(deadline=None)
@given(st.integers(0, 99), st.integers(0, 9_999_999))
def test_a_pnc_id_has_one_check_letter_however_it_is_written(year: int, serial: int) -> None:
    letters = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if pnc_ok(f"{year:02}/{serial:07}{letter}")]
    assert len(letters) == 1
    assert letters[0] not in "IOS"
    assert pnc_ok(f"{year:02}/{serial}{letters[0]}")


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_check_raises(text: str) -> None:
    for check in CHECKS.values():
        assert check(text) in (True, False)


def test_compact_keeps_ascii_letters_and_digits() -> None:
    assert compact("ab-12 ü٣/c") == "AB12C"
