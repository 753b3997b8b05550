"""Written dates: where they stand, which day they mean, how they are shortened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.lexicon.dates import (
    LATEST_YEAR,
    MONTHS,
    age_phrase,
    day_months,
    full_year,
    month_year,
    parse_written,
    written_dates,
)

DAYS = [
    ("5.5.86", date(1986, 5, 5)),
    ("05/05/1986", date(1986, 5, 5)),
    ("5-5-86", date(1986, 5, 5)),
    ("5 . 5 . 86", date(1986, 5, 5)),
    ("21.12.11", date(2011, 12, 21)),
    ("12/03/11", date(2011, 3, 12)),
    ("3rd June 2015", date(2015, 6, 3)),
    ("3 June 2015", date(2015, 6, 3)),
    ("3rd of June 2015", date(2015, 6, 3)),
    ("3rd day of June 2015", date(2015, 6, 3)),
    ("Monday 3 June 2015", date(2015, 6, 3)),
    ("03-Jun-15", date(2015, 6, 3)),
    ("3 Jun '15", date(2015, 6, 3)),
    ("3 Sept. 2015", date(2015, 9, 3)),
    ("3June2015", date(2015, 6, 3)),
    ("June 3, 2015", date(2015, 6, 3)),
    ("June 3rd 2015", date(2015, 6, 3)),
    ("2011-10-02", date(2011, 10, 2)),
    ("2011/10/02", date(2011, 10, 2)),
    ("26<sup>th</sup> March 2015", date(2015, 3, 26)),
    ("05/13/2011", date(2011, 5, 13)),
    ("3-5 June 2011", date(2011, 6, 5)),
    ("10 and 12 May 2011", date(2011, 5, 12)),
    ("29 February 2012", date(2012, 2, 29)),
]

MONTH_DATES = [
    ("March 2011", date(2011, 3, 1)),
    ("Mar 2011", date(2011, 3, 1)),
    ("30 February 2011", date(2011, 2, 1)),
    ("March, 2011", date(2011, 3, 1)),
    ("March of 2011", date(2011, 3, 1)),
    ("Mar-11", date(2011, 3, 1)),
    ("March '11", date(2011, 3, 1)),
    ("03/2011", date(2011, 3, 1)),
]

NO_DATES = [
    "2011",
    "2010/11",
    "2010-2011",
    "8.127–8.133",
    "4.12.2",
    "paragraph 4.12.20",
    "section 8.1.12",
    "v1.2.11",
    "14-19",
    "0-5",
    "10.30",
    "10.10.10.10",
    "31.02.2011",
    "13/25/2011",
    "£3.5.11",
    "may 2 be",
    "in March the 11 children",
    "99.99.99",
    "1/2/3",
    "0.5.86%",
]


@pytest.mark.parametrize(("text", "meant"), DAYS)
def test_days(text: str, meant: date) -> None:
    (found,) = written_dates(f"seen {text}, at home")
    assert (found.date, found.precision) == (meant, "day")
    assert f"seen {text}, at home"[found.start : found.end] == text


@pytest.mark.parametrize(("text", "meant"), MONTH_DATES)
def test_months(text: str, meant: date) -> None:
    (found,) = written_dates(f"in {text}.")
    assert (found.date, found.precision) == (meant, "month")
    assert f"in {text}."[found.start : found.end] == text


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    assert written_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 3rd June he", ["3rd June"]),
        ("on the 3rd of June", ["3rd of June"]),
        ("3 June", ["3 June"]),
        ("June 3rd", ["June 3rd"]),
        ("3 June 2011", []),
        ("section 3 may be", []),
        ("4 march past", []),
        ("June 3", []),
        ("3 May", ["3 May"]),
        ("45 June", []),
    ],
)
def test_days_without_year(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in day_months(text)] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/03/11", "March 2011"),
        ("3rd June 2015", "June 2015"),
        ("2011-10-02", "October 2011"),
        ("March 2011", "March 2011"),
        ("3-5 June 2011", "June 2011"),
        ("3rd June", "June"),
        ("2011", "2011"),
    ],
)
def test_month_year(text: str, expected: str) -> None:
    assert month_year(text) == expected


def test_month_year_is_empty_for_what_is_no_date() -> None:
    assert month_year("Karen Oldroyd") == ""


@pytest.mark.parametrize("text", ["3\u200b.5.2011", "３.５.２０１１", "3\u00a0May\u00a02011", "3\u2013May\u20132011"])
def test_month_year_reads_odd_characters(text: str) -> None:
    assert month_year(text) == "May 2011"


def test_parse_written_takes_a_bare_year() -> None:
    found = parse_written("in 1986")
    assert found is not None
    assert (found.date, found.precision, found.span.of("in 1986")) == (date(1986, 1, 1), "year", "1986")
    assert parse_written("nothing") is None


@pytest.mark.parametrize(("digits", "year"), [("86", 1986), ("11", 2011), ("'99", 1999), ("00", 2000), ("1911", 1911)])
def test_full_year(digits: str, year: int) -> None:
    assert full_year(digits) == year


@settings(deadline=None)
@given(st.integers(0, 99))
def test_a_two_digit_year_lies_in_the_hundred_years_before_the_latest(number: int) -> None:
    year = full_year(f"{number:02}")
    assert LATEST_YEAR - 100 < year <= LATEST_YEAR
    assert year % 100 == number


@settings(deadline=None)
@given(st.dates(date(1940, 1, 1), date(2035, 12, 31)), st.integers(0, 7))
def test_every_day_is_read_as_it_was_written(day: date, style: int) -> None:
    ordinal = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    name = MONTHS[day.month - 1]
    text = (
        f"{day.day}.{day.month}.{day.year % 100:02}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}{ordinal} {name} {day.year}",
        f"{name} {day.day}{ordinal}, {day.year}",
        day.isoformat(),
        f"{day.day:02}-{name[:3]}-{day.year % 100:02}",
        f"{day.day} {name.upper()} {day.year}",
        f"the {day.day}{ordinal} of {name} {day.year}",
    )[style]
    (found,) = written_dates(f"Seen {text} by SW1")
    assert found.date == day
    assert month_year(text) == f"{name} {day.year}"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_dates_are_disjoint_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for item in written_dates(text):
        assert end <= item.start < item.end <= len(text)
        end = item.end


@pytest.mark.parametrize(
    ("birth", "on", "phrase"),
    [
        (date(2011, 5, 2), date(2011, 10, 2), "aged 5 months"),
        (date(1986, 5, 5), date(2011, 10, 2), "aged 25"),
        (date(1986, 10, 3), date(2011, 10, 2), "aged 24"),
        (date(2011, 9, 11), date(2011, 10, 2), "aged 3 weeks"),
        (date(2011, 9, 25), date(2011, 10, 2), "aged 1 week"),
        (date(2011, 10, 1), date(2011, 10, 2), "aged 1 day"),
        (date(2011, 9, 28), date(2011, 10, 2), "aged 4 days"),
        (date(2011, 10, 2), date(2011, 10, 2), "aged less than a day"),
        (date(2009, 10, 3), date(2011, 10, 2), "aged 23 months"),
        (date(2009, 10, 2), date(2011, 10, 2), "aged 2"),
        (date(2008, 2, 29), date(2011, 2, 28), "aged 3"),
    ],
)
def test_age_phrase(birth: date, on: date, phrase: str) -> None:
    assert age_phrase(birth, on) == phrase


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="before the birth"):
        age_phrase(date(2011, 10, 2), date(2011, 10, 1))


@settings(deadline=None)
@given(st.dates(date(1940, 1, 1), date(2030, 12, 31)), st.integers(730, 30000))
def test_a_grown_age_is_whole_years(birth: date, days: int) -> None:
    on = birth + timedelta(days=days)
    years = relativedelta(on, birth).years
    if years >= 2:
        assert age_phrase(birth, on) == f"aged {years}"


def test_no_age_phrase_is_found_as_a_date() -> None:
    assert written_dates("aged 5 months, aged 25, aged 3 weeks") == ()
