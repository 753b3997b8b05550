"""Words that could stand in place of a telling detail, ready to be taken over."""

from __future__ import annotations

import re

from redactor.lexicon.dates import written_dates
from redactor.model import JoinableDetail

_QUOTED = re.compile(r"“([^”]+)”")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = ("winter", "spring", "summer", "autumn")


def proposals(detail: JoinableDetail) -> tuple[str, ...]:
    """What a person can choose instead of a detail; empty if only advice can be given.

    Args:
        detail: Its suggestion quotes words, or says in general what to do; dates are put in general words here.
    """
    found = tuple(_QUOTED.findall(detail.suggestion))
    if found:
        return found
    for date in written_dates(detail.text):
        day = date.date
        if date.precision == "day":
            return (
                f"{_MONTHS[day.month - 1]} {day.year}",
                f"{_SEASONS[day.month % 12 // 3]} {day.year}",
                str(day.year),
            )
    return ()
