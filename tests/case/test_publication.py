from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from redactor.case.publication import NotApplicable, Publication
from redactor.case.working_days import bank_holidays, is_working_day, latest_notice

COMPLETE: dict[str, Any] = {
    "ofsted_evaluation": date(2012, 3, 1),
    "proceedings": date(2012, 2, 20),
    "family_informed": date(2012, 3, 10),
    "panel_notified": date(2012, 3, 12),
    "data_protection_check": date(2012, 3, 20),
    "court_orders_checked": date(2012, 3, 20),
    "publish_on": date(2012, 3, 26),
}
TODAY = date(2012, 3, 25)


def record(**changes: Any) -> Publication:
    return Publication.model_validate({k: v for k, v in {**COMPLETE, **changes}.items() if v is not None})


def open_names(publication: Publication, today: date = TODAY) -> list[str]:
    return [item.name for item in publication.open_preconditions(today)]


def test_a_complete_record_has_nothing_open_before_the_day_itself() -> None:
    assert record().is_complete(TODAY)
    assert record().is_complete(date(2013, 1, 1))


def test_nothing_recorded_leaves_every_precondition_open_in_order() -> None:
    assert open_names(Publication()) == list(COMPLETE)


@pytest.mark.parametrize("name", list(COMPLETE))
def test_each_precondition_is_needed(name: str) -> None:
    assert name in open_names(record(**{name: None}))
    assert not record(**{name: None}).is_complete(TODAY)


@pytest.mark.parametrize("name", list(COMPLETE))
def test_each_precondition_may_not_apply(name: str) -> None:
    publication = record(**{name: {"not_applicable": "no proceedings"}})
    assert publication.is_complete(TODAY)
    assert getattr(publication, name) == NotApplicable("no proceedings")


@pytest.mark.parametrize("name", [n for n in COMPLETE if n != "publish_on"])
def test_a_date_ahead_is_not_met_yet(name: str) -> None:
    publication = record(**{name: date(2012, 4, 2), "publish_on": date(2012, 5, 21)})
    (item,) = publication.open_preconditions(date(2012, 4, 1))
    assert item.name == name
    assert "lies ahead" in str(item)
    assert publication.is_complete(date(2012, 4, 2))


def test_what_happens_after_the_day_of_publication_is_open() -> None:
    publication = record(family_informed=date(2012, 3, 27))
    (item,) = publication.open_preconditions(date(2012, 4, 30))
    assert item.name == "family_informed"
    assert "after publish_on" in item.reason


@pytest.mark.parametrize(
    ("notified", "publish", "enough"),
    [
        (date(2012, 3, 15), date(2012, 3, 26), True),
        (date(2012, 3, 16), date(2012, 3, 26), False),
        (date(2012, 3, 14), date(2012, 3, 25), True),  # a Sunday counts no day of its own
        (date(2012, 3, 15), date(2012, 3, 25), False),
        (date(2012, 4, 2), date(2012, 4, 12), False),  # Good Friday and Easter Monday between
        (date(2012, 3, 30), date(2012, 4, 12), True),
        (date(2012, 5, 31), date(2012, 6, 11), False),  # the Jubilee's two days
    ],
)
def test_the_panel_is_told_seven_working_days_before(notified: date, publish: date, enough: bool) -> None:
    publication = record(panel_notified=notified, publish_on=publish)
    late = open_names(publication, date(2012, 12, 1))
    assert ("panel_notified" not in late) is enough


def test_the_sentence_names_the_latest_day() -> None:
    (item,) = record(panel_notified=date(2012, 3, 20)).open_preconditions(TODAY)
    assert "2012-03-15 or earlier" in item.reason


@pytest.mark.parametrize(
    "value",
    ["2012-03-01", " 2012-03-01 ", date(2012, 3, 1)],
)
def test_dates_are_read_from_toml_and_from_text(value: object) -> None:
    assert record(proceedings=value).proceedings == date(2012, 3, 1)


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("1/3/2012", "2012-03-01"),
        ("31.2.2012", "2012-03-01"),
        ("soon", "year-month-day"),
        (20120301, "year-month-day"),
        (True, "year-month-day"),
        (date(212, 3, 1), "year cannot be right"),
        ({"not_applicable": ""}, "not_applicable"),
        ({"not_applicable": "x", "why": "y"}, "not_applicable"),
        ({"na": "x"}, "not_applicable"),
    ],
)
def test_other_values_are_answered_with_what_to_write(value: object, advice: str) -> None:
    with pytest.raises(ValidationError, match=advice):
        record(proceedings=value)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
        (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
        (2015, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
    ],
)
def test_bank_holidays_of_england_and_wales(year: int, days: str) -> None:
    assert sorted(day.isoformat()[5:] for day in bank_holidays(year)) == days.split()


@given(st.dates(date(1980, 1, 1), date(2090, 1, 1)), st.integers(1, 20))
def test_the_latest_notice_leaves_exactly_the_working_days(day: date, count: int) -> None:
    latest = latest_notice(day, count)
    between = [latest + timedelta(days=n) for n in range(1, (day - latest).days + 1)]
    assert sum(map(is_working_day, between)) == count
    assert is_working_day(between[0])
