"""Working days in England and Wales: Monday to Friday without bank holidays.

The fixed rules of the Banking and Financial Dealings Act 1971 with the
substitute days in use since, the days that were moved, and the single days
proclaimed. A single day proclaimed in years to come is not known here: a count
may then be one day too generous, which the board's calendar would show.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

_DAY = timedelta(days=1)
_EARLY_MAY_MOVED = {1995: date(1995, 5, 8), 2020: date(2020, 5, 8)}
_SPRING_MOVED = {2002: date(2002, 6, 4), 2012: date(2012, 6, 4), 2022: date(2022, 6, 2)}
_PROCLAIMED = frozenset(
    {
        date(1999, 12, 31),
        date(2002, 6, 3),
        date(2011, 4, 29),
        date(2012, 6, 5),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
    }
)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year in England and Wales, substitute days included."""
    sunday = easter(year)
    found = {
        _substitute(date(year, 1, 1), set()),
        sunday - 2 * _DAY,
        sunday + _DAY,
        _EARLY_MAY_MOVED.get(year, _monday_from(date(year, 5, 1))),
        _SPRING_MOVED.get(year, _monday_from(date(year, 5, 25))),
        _monday_from(date(year, 8, 25)),
    }
    christmas = [date(year, 12, 25), date(year, 12, 26)]
    taken = {day for day in christmas if day.weekday() < 5}
    for day in christmas:
        taken.add(_substitute(day, taken))
    return frozenset(found | taken | {day for day in _PROCLAIMED if day.year == year})


def is_working_day(day: date) -> bool:
    """Whether offices are open on a day."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def latest_notice(day: date, working_days: int) -> date:
    """The last day on which a notice leaves at least ``working_days`` working days up to ``day``.

    The day of the notice does not count; ``day`` itself does if it is a working day.
    """
    while True:
        working_days -= is_working_day(day)
        day -= _DAY
        if working_days <= 0:
            return day


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _substitute(day: date, taken: set[date]) -> date:
    """The day itself, or the next weekday after a weekend that is not taken."""
    if day.weekday() < 5:
        return day
    while day.weekday() >= 5 or day in taken:
        day += _DAY
    return day
