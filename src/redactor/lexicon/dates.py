"""Written dates: where they stand in a text and which day they mean.

Days come first, as British documents write them; a numeric date that can only be
read month first is. A two-digit year lies in the hundred years up to
``LATEST_YEAR``: "86" is 1986 and "11" is 2011.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import regex
from dateutil.relativedelta import relativedelta

from redactor.lexicon.folding import fold_text
from redactor.lexicon.limits import search_limit
from redactor.lexicon.presence import digits_in, folded
from redactor.model import Span

Precision = Literal["day", "month", "year"]

LATEST_YEAR = 2035
"""The last year that a two-digit year can mean."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])"
)
_ORDINAL = r"(?:\s?(?:<sup>\s?|\^)?(?:st|nd|rd|th)(?![a-z])(?:\s?</sup>|\^)?)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3}(?:the\s)?)?"
_YEAR = r"(?:1[89]|20)[0-9]{2}"
_SHORT = (
    r"(?:'\s?)?[0-9]{2}(?![0-9]|[:.][0-9]|\s?(?:am|pm|hrs?|hours?|days?|weeks?|months?|years?|min|%"
    r"|children|people)(?![a-z]))"
)
_AND = r"\s{0,2}(?:-|/|&|to|and|until)\s{0,2}"
_GAP = r"[\s.,/\-]{0,3}"

_NAMED = regex.compile(
    rf"(?<![\w/.\-£$€]){_WEEKDAY}(?:[0-9]{{1,2}}{_ORDINAL}{_AND}){{0,3}}(?P<d>[0-9]{{1,2}}){_ORDINAL}"
    rf"(?:\s(?:day\s)?of)?{_GAP}(?P<m>{_MONTH}){_GAP}(?P<y>{_YEAR}(?![0-9])|{_SHORT})(?!\w)",
    regex.IGNORECASE,
)
_AMERICAN = regex.compile(
    rf"(?<!\w){_WEEKDAY}(?P<m>{_MONTH})\.?\s{{1,2}}(?:the\s)?(?P<d>[0-9]{{1,2}}){_ORDINAL},?\s{{1,2}}"
    rf"(?P<y>{_YEAR})(?![0-9])",
    regex.IGNORECASE,
)
_NUMERIC = regex.compile(
    rf"(?:(?<=dob)|(?<![\w£$€]))(?P<d>[0-9]{{1,2}})\s?(?P<s>[./\-])\s?(?P<m>[0-9]{{1,2}})\s?(?P=s)\s?"
    rf"(?P<y>{_YEAR}|[0-9]{{2}})(?![0-9]|(?P=s)[0-9]|%)",
    regex.IGNORECASE,
)
_ISO = regex.compile(
    rf"(?<![\w£$€])(?P<y>{_YEAR})(?P<s>[./\-])(?P<m>[0-9]{{1,2}})(?P=s)(?P<d>[0-9]{{1,2}})(?![0-9]|"
    rf"(?P=s)[0-9])"
)
_MONTH_YEAR = regex.compile(
    rf"(?<!\w)(?P<m>{_MONTH})(?:[\s.,/\-]{{1,3}}(?:of\s)?(?P<y>{_YEAR})|\s?'(?P<q>[0-9]{{2}})|-"
    rf"(?P<h>[0-9]{{2}}))(?![0-9\-])",
    regex.IGNORECASE,
)
_SLASHED = regex.compile(rf"(?<![\w./\-])(?P<m>0?[1-9]|1[0-2])/(?P<y>{_YEAR})(?![\w/])")
_YEAR_ONLY = regex.compile(rf"(?<![\w./\-£$€])(?P<y>{_YEAR})(?![\w/\-]|\.[0-9])")
_NUMBERED = regex.compile(
    r"(?:paragraphs?|paras?|sections?|recommendations?|standards?|clauses?|appendi(?:x|ces)|chapters?|rules?"
    r"|articles?|versions?|parts?|steps?|items?|tables?|figures?|annex(?:es)?|regulations?|§|\bv"
    r"|\bp{1,2}\.?)[\s.]{0,2}$",
    regex.IGNORECASE,
)
_DAY_MONTH = regex.compile(
    rf"(?<![\w/.\-£$€]){_WEEKDAY}(?:[0-9]{{1,2}}{_ORDINAL}{_AND}){{0,3}}(?P<d>[0-9]{{1,2}})"
    rf"(?P<o>{_ORDINAL})(?P<of>\s(?:day\s)?of)?"
    rf"\s{{0,2}}(?P<m>{_MONTH})(?!\w)|(?<!\w)(?P<m>{_MONTH})\.?\s{{1,2}}(?:the\s)?(?P<d>[0-9]{{1,2}})"
    rf"(?P<o>{_ORDINAL})(?!\w|[.:/][0-9])",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written in a text.

    Attributes:
        start, end: Half-open, in code points.
        date: The day; the first of the month or year where the writing is less precise,
            or names a day that the month does not have ("30 February 2011").
            For several days written as one ("3 to 5 June 2011") the last.
        precision: ``day``, ``month`` or ``year``: how much of ``date`` was written.
    """

    start: int
    end: int
    date: date
    precision: Precision

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@lru_cache(maxsize=8)  # the recogniser asks twice of one text, with and without the years
def written_dates(text: str) -> tuple[WrittenDate, ...]:
    """Return every date in ``text`` that names at least month and year, in order, disjoint.

    Years alone are no dates, nor are numbered paragraphs ("paragraph 4.12.20").

    Raises:
        TimeoutError: if a search takes too long.
    """
    digits = digits_in(text)
    if digits < _FEWEST:
        return ()
    named = _names_a_month(text)
    found: list[WrittenDate] = []
    for pattern, precision, least, by_name in _SEARCHES:
        if digits < least or (by_name and not named):
            continue
        for match in pattern.finditer(text, timeout=search_limit(text)):
            written = _read(match, precision)
            if written is not None and not _is_part_of_a_number(text, match):
                found.append(written)
    return tuple(_disjoint(found))


_SEARCHES: tuple[tuple[Any, Precision, int, bool], ...] = (
    (_NAMED, "day", 3, True),
    (_AMERICAN, "day", 5, True),
    (_NUMERIC, "day", 4, False),
    (_ISO, "day", 6, False),
    (_MONTH_YEAR, "month", 2, True),
    (_SLASHED, "month", 5, False),
)
"""Each with how many digits it needs at least, and whether it needs the name of a month: most sentences lack them."""
_FEWEST = 2
_MONTH_STARTS = tuple(month[:3].casefold() for month in MONTHS)


def _names_a_month(text: str) -> bool:
    low = folded(text)
    return any(start in low for start in _MONTH_STARTS)


def day_months(text: str) -> tuple[Span, ...]:
    """Return where a day and a month stand without a year ("3rd June", "on June 3").

    "May" and "March" count only where the day has an ordinal, the word is
    capitalised and comes after the day, or "of" stands between them.

    Raises:
        TimeoutError: if the search takes too long.
    """
    if not digits_in(text) or not _names_a_month(text):
        return ()
    taken = written_dates(text)
    found: list[Span] = []
    position = 0
    for match in _DAY_MONTH.finditer(text, timeout=search_limit(text)):
        while position < len(taken) and taken[position].end <= match.start():
            position += 1
        free = position == len(taken) or match.end() <= taken[position].start
        if free and 1 <= int(match["d"]) <= 31 and _is_certain(match):
            found.append(Span(match.start(), match.end()))
    return tuple(found)


def _is_certain(match: Any) -> bool:
    month: str = match["m"]
    ordinal_or_of = bool(match["o"]) or bool(match["of"])
    if ordinal_or_of:
        return True
    short = len(month.rstrip(".")) <= 3
    day_first = match.start("d") < match.start("m")
    return month[0].isupper() and day_first and not (short and month.casefold() == "mar")


def _read(match: Any, precision: Precision) -> WrittenDate | None:
    groups = match.groupdict()
    year = full_year(groups.get("y") or groups.get("q") or groups.get("h") or "")
    month = _month_number(groups["m"])
    day = int(groups["d"]) if precision == "day" else 1
    if month > 12 >= day:
        day, month = month, day
    try:
        meant = date(year, month, day)
    except ValueError:
        if groups["m"].isdigit():
            return None
        return WrittenDate(match.start(), match.end(), date(year, month, 1), "month")
    return WrittenDate(match.start(), match.end(), meant, precision)


def full_year(digits: str) -> int:
    """Return the year that two or four written digits mean ("86", "'86", "1986")."""
    number = int("".join(char for char in digits if char.isdigit()))
    if len(digits.strip("' ")) > 2:
        return number
    year = LATEST_YEAR - LATEST_YEAR % 100 + number
    return year if year <= LATEST_YEAR else year - 100


def _month_number(word: str) -> int:
    if word.isdigit():
        return int(word)
    start = word[:3].casefold()
    return next(number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(start))


def _is_part_of_a_number(text: str, match: Any) -> bool:
    if match.re not in (_NUMERIC, _ISO):
        return False
    before = text[max(0, match.start() - 2) : match.start()]
    if len(before) == 2 and before[0].isdigit() and before[1] == match["s"]:
        return True
    if match["s"] != "." or len(match["y"]) == 4:
        return False
    return _NUMBERED.search(text[max(0, match.start() - 20) : match.start()]) is not None


def _disjoint(found: list[WrittenDate]) -> Iterator[WrittenDate]:
    """The longest of overlapping readings, in order."""
    end = 0
    for item in sorted(found, key=lambda d: (d.start, -d.end)):
        if item.start >= end:
            yield item
            end = item.end


def parse_written(text: str) -> WrittenDate | None:
    """Return the first date in ``text``, a bare year included; ``None`` if there is none."""
    dates = written_dates(text)
    if dates:
        return dates[0]
    match = _YEAR_ONLY.search(text)
    if match is None:
        return None
    return WrittenDate(match.start(), match.end(), date(int(match["y"]), 1, 1), "year")


def month_year(text: str) -> str:
    """Return a written date without its day: "March 2011"; "June" if no year is written.

    Args:
        text: A date as found ("12/03/11", "3rd June", "2011-03-12", "2011"), in
            whatever digits, with or without invisible characters.

    Returns:
        Month and year; empty if ``text`` holds no date.
    """
    text = fold_text(text)
    dates = written_dates(text)
    if dates:
        last = dates[-1].date
        return f"{MONTHS[last.month - 1]} {last.year}"
    partial = _DAY_MONTH.search(text)
    if partial is not None:
        return MONTHS[_month_number(partial["m"]) - 1]
    year = _YEAR_ONLY.search(text)
    if year is not None:
        return str(year["y"])
    return ""


def age_phrase(birth: date, on: date) -> str:
    """Return the age on a day in words: "aged 5 months", "aged 25", "aged 3 weeks".

    Days up to a week, weeks up to two months, months up to two years, then years.

    Raises:
        ValueError: if ``on`` is before ``birth``.
    """
    if on < birth:
        raise ValueError("the day lies before the birth")
    days = (on - birth).days
    gone = relativedelta(on, birth)
    months = gone.years * 12 + gone.months
    if days == 0:
        return "aged less than a day"
    if days < 7:
        return f"aged {_counted(days, 'day')}"
    if months < 2:
        return f"aged {_counted(days // 7, 'week')}"
    if months < 24:
        return f"aged {months} months"
    return f"aged {gone.years}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
