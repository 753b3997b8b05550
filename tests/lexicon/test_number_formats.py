"""What a spreadsheet shows for a number, as a person reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.lexicon.number_formats import BUILT_IN, format_literals, is_birth_heading, shown_number


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("39521", "dd/mm/yyyy", "14/03/2008"),
        ("39521", BUILT_IN[14], "14/03/2008"),
        ("39521", "General", "39521"),
        ("39521", "[$-809]d mmmm yyyy;@", "14 March 2008"),
        ("39521", "dddd d mmm yy", "Friday 14 Mar 08"),
        ("39521.5", "dd/mm/yyyy hh:mm", "14/03/2008 12:00"),
        ("0.75", "h:mm AM/PM", "6:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("59", "d mmm yyyy", "28 Feb 1900"),
        ("61", "d mmm yyyy", "1 Mar 1900"),
        ("4857773456", "General", "4857773456"),
        ("4857773456", "000 000 0000", "485 777 3456"),
        ("4.857773456E9", "0", "4857773456"),
        ("7700900123", "00000 000000", "07700 900123"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("0.256", "0.0%", "25.6%"),
        ("-5", "0", "-5"),
        ("-5", "0;(0)", "(5)"),
        ("0", '0;-0;"none"', "none"),
        ("5", '"Karen Oldroyd "0', "Karen Oldroyd 5"),
        ("44", r"\K\a0", "Ka44"),
        ("3", "0.00E+00", "3"),
        ("12", "# ?/?", "12"),
        ("0.1", "General", "0.1"),
        ("text", "0", "text"),
        ("", "0", ""),
        ("1E+400", "General", "1E+400"),
        ("NaN", "General", "NaN"),
    ],
)
def test_shown(value: str, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


def test_a_workbook_that_counts_from_1904() -> None:
    assert shown_number("38059", "dd/mm/yyyy", date_1904=True) == "14/03/2008"


@pytest.mark.parametrize("heading", ["DOB", "D.O.B.", "Date of birth", "Child's date of birth", "born", "DoD"])
def test_a_plain_count_of_days_under_a_heading_of_births_is_a_date(heading: str) -> None:
    assert is_birth_heading(heading)
    assert shown_number("39521", "General", heading=heading) == "14/03/2008"


@pytest.mark.parametrize("heading", ["", "Date", "Number of doctors", "Newborn visits", "Dobson Road"])
def test_other_headings_make_no_date(heading: str) -> None:
    assert shown_number("39521", "General", heading=heading) == "39521"


def test_the_words_of_a_format() -> None:
    assert format_literals('"Karen "0\\x') == "Karen  x"


@given(st.integers(min_value=0, max_value=10**12))
def test_whole_numbers_keep_every_digit(number: int) -> None:
    assert shown_number(str(number), "General") == str(number)
    assert shown_number(str(number), "#,##0").replace(",", "") == str(number)


@given(st.text(max_size=20), st.sampled_from(["0", "39521.25", "-7"]))
def test_no_format_breaks_it(code: str, value: str) -> None:
    assert isinstance(shown_number(value, code), str)
