"""What has to be taken down or disposed of, and when.

Sources: DUR 8.108 (executive summaries stay on the website for six months), BNS 8.1 (published reports for at least
twelve months), DUR 8.133 (papers are kept as long as children's records). The dates are the board's own, from
``[retention]`` in ``case.toml``; each certificate carries those of its release.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from redactor.case.case_toml import FILE as CASE_FILE
from redactor.case.case_toml import read_case_toml
from redactor.case.problems import Problems
from redactor.errors import UsageError
from redactor.release.certificate_schema import read_certificate
from redactor.release.previous import CERTIFICATE_NAME

_FAR = date.max


class Action(StrEnum):
    """What is to be done."""

    TAKE_DOWN = "take down"
    DISPOSE = "dispose"


class State(StrEnum):
    """How urgent it is."""

    DUE = "due"
    SOON = "soon"
    LATER = "later"
    NOT_RECORDED = "no date"
    UNREADABLE = "cannot be read"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do about one release or one case.

    Attributes:
        place: The output folder or the case folder.
        what: ``release`` or ``case``.
        action: Take down or dispose.
        on: The day; ``None`` where no date is recorded.
        state: How urgent it is.
    """

    place: Path
    what: str
    action: Action
    on: date | None
    state: State


def due_in(folders: Iterable[Path], *, today: date, within: int = 30) -> tuple[Due, ...]:
    """List what is to be done about the releases and cases below some folders, the most urgent first.

    Args:
        folders: Searched through; links are not followed.
        today: The day.
        within: What falls due within so many days is ``soon``.

    Returns:
        For each release its disposal and, for the website, its take-down; for each case with dates, those. A release
        without a date is listed too, and one whose certificate cannot be read.
    """
    found: list[Due] = []
    for folder in folders:
        for place, names in _walk(folder):
            if CERTIFICATE_NAME in names:
                found += _of_release(place, today, within)
            if CASE_FILE in names:
                found += _of_case(place, today, within)
    order = list(State)
    return tuple(
        sorted(
            dict.fromkeys(found), key=lambda item: (order.index(item.state), item.on or _FAR, item.place, item.action)
        )
    )


def _walk(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield Path(place), names


def _of_release(place: Path, today: date, within: int) -> Iterator[Due]:
    try:
        certificate = read_certificate(place / CERTIFICATE_NAME)
    except UsageError:
        yield Due(place, "release", Action.DISPOSE, None, State.UNREADABLE)
        return
    if not certificate.released:
        return
    dates = certificate.retention
    if dates.take_down_on or certificate.destination == "website":
        yield _due(place, "release", Action.TAKE_DOWN, _day(dates.take_down_on), today, within)
    yield _due(place, "release", Action.DISPOSE, _day(dates.dispose_on), today, within)


def _of_case(place: Path, today: date, within: int) -> Iterator[Due]:
    try:
        toml = read_case_toml((place / CASE_FILE).read_bytes(), Problems())
    except OSError:
        toml = None
    if toml is None:
        yield Due(place, "case", Action.DISPOSE, None, State.UNREADABLE)
        return
    yield _due(place, "case", Action.DISPOSE, toml.retention.dispose_on, today, within)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _due(place: Path, what: str, action: Action, on: date | None, today: date, within: int) -> Due:
    if on is None:
        state = State.NOT_RECORDED
    elif on <= today:
        state = State.DUE
    elif on <= today + timedelta(days=within):
        state = State.SOON
    else:
        state = State.LATER
    return Due(place, what, action, on, state)
