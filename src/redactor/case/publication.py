"""The publication record: which preconditions of the website profile are met.

Sources: DUR 8.102, 8.108; WOB 3.5; BNS App 7.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainValidator, StrictBool
from pydantic_core import PydanticCustomError

from redactor.case.working_days import latest_notice

PANEL_NOTICE = 7
"""Working days between telling the national panel and publishing."""

_BRITISH = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_OLDEST, _LATEST = 1900, 2100


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """``{ not_applicable = "why" }``: the board states that a precondition does not apply."""

    reason: str


@dataclass(frozen=True, slots=True)
class OpenPrecondition:
    """A precondition that is not met yet.

    Attributes:
        name: The setting in ``[publication]``.
        reason: One sentence: what is missing and what to do.
    """

    name: str
    reason: str

    def __str__(self) -> str:
        return self.reason


def parse_date(value: object) -> date:
    """Read a TOML date or an ISO string.

    Raises:
        PydanticCustomError: with a sentence that says what to write instead.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        written = value
        try:
            value = date.fromisoformat(written.strip())
        except ValueError:
            raise PydanticCustomError("a_date", "{advice}", {"advice": _advice(written)}) from None
    if not isinstance(value, date):
        raise PydanticCustomError("a_date", "{advice}", {"advice": _advice("")})
    if not _OLDEST <= value.year <= _LATEST:
        raise PydanticCustomError("a_date", "the year cannot be right. Write a date such as 2012-03-01.")
    return value


def parse_entry(value: object) -> date | NotApplicable | None:
    """Read a date or ``{ not_applicable = "why" }``.

    Raises:
        PydanticCustomError: with a sentence that says what to write instead.
    """
    if value is None or isinstance(value, NotApplicable):
        return value
    if not isinstance(value, dict):
        return parse_date(value)
    reason = value.get("not_applicable")
    if set(value) != {"not_applicable"} or not isinstance(reason, str) or not reason.strip():
        raise PydanticCustomError("not_applicable", 'write a date, or {{ not_applicable = "why" }} with the reason.')
    return NotApplicable(reason.strip())


def _advice(written: str) -> str:
    match = _BRITISH.fullmatch(written.strip())
    if match:
        day, month, year = (int(part) for part in match.groups())
        try:
            return f"write the date as {date(year, month, day).isoformat()} (year-month-day)."
        except ValueError:
            pass
    return "write a date as year-month-day, for example 2012-03-01."


Entry = Annotated[date | NotApplicable | None, PlainValidator(parse_entry)]

PRECONDITIONS = {
    "ofsted_evaluation": "Ofsted's evaluation has been received",
    "proceedings": "criminal and coronial proceedings are concluded, sentencing included",
    "family_informed": "the family has been told",
    "panel_notified": "the national panel has been sent a copy",
    "data_protection_check": "data protection colleagues have checked the text",
    "court_orders_checked": "court orders have been checked",
    "publish_on": "the day of publication is set",
}
"""What each setting of ``[publication]`` says, in words."""


class Publication(BaseModel):
    """The ``[publication]`` section: a date, a reason why not, or nothing yet, for each precondition.

    ``two_people`` asks for a second person's approval of each copy beside the data-protection check.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ofsted_evaluation: Entry = None
    proceedings: Entry = None
    family_informed: Entry = None
    panel_notified: Entry = None
    data_protection_check: Entry = None
    court_orders_checked: Entry = None
    publish_on: Entry = None
    two_people: StrictBool = False

    def open_preconditions(self, today: date) -> tuple[OpenPrecondition, ...]:
        """Return the preconditions that are not met on ``today``, in the order of the section.

        ``publish_on`` may lie ahead; everything else must have happened, and not
        after the day of publication. The national panel must have been told at
        least seven working days before.
        """
        return tuple(
            OpenPrecondition(name, reason)
            for name in PRECONDITIONS
            if (reason := self._missing(name, today)) is not None
        )

    def is_complete(self, today: date) -> bool:
        """Whether every precondition is met on ``today``."""
        return not self.open_preconditions(today)

    def _missing(self, name: str, today: date) -> str | None:
        entry = getattr(self, name)
        what = f"{name} ({PRECONDITIONS[name]})"
        if isinstance(entry, NotApplicable):
            return None
        if entry is None:
            return f'{what} is not recorded. Write its date in [publication], or {{ not_applicable = "why" }}.'
        if name == "publish_on":
            return None
        if entry > today:
            return f"{what} is not met yet: its date, {entry.isoformat()}, lies ahead."
        publish_on = self.publish_on
        if not isinstance(publish_on, date):
            return None
        if entry > publish_on:
            return f"{what} is dated {entry.isoformat()}, after publish_on. Set a later day of publication."
        latest = latest_notice(publish_on, PANEL_NOTICE)
        if name == "panel_notified" and entry > latest:
            return (
                f"{what} must lie at least {PANEL_NOTICE} working days before publish_on: on "
                f"{latest.isoformat()} or earlier. Set a later day of publication."
            )
        return None


class Retention(BaseModel):
    """The ``[retention]`` section: when the case's papers and what was published of it come to their end.

    Sources: DUR 8.108 (executive summaries stay on the website for six months), BNS 8.1 (reports for at least twelve
    months, then on request), DUR 8.133 (master copies for as long as children's records).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    dispose_on: Annotated[date | None, PlainValidator(lambda v: None if v is None else parse_date(v))] = None
    take_down_on: Annotated[date | None, PlainValidator(lambda v: None if v is None else parse_date(v))] = None
