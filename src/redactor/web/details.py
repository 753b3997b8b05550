"""The case itself: reference, board, the child's code, the day of the incident, and who may stay named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.case_toml import allowed_role
from redactor.case.case_toml_edits import CaseTomlEdit
from redactor.case.schema import Case
from redactor.case.tables import tidy
from redactor.errors import UsageError
from redactor.web.case_pages import desk_of, render_case
from redactor.web.routing import get, go_to, post, text_of
from redactor.web.start import ALLOWED_ROLES

ROLES = (*ALLOWED_ROLES, "lead reviewer")
"""The roles whose holders may stay named (DUR 8.33, 8.80)."""

_NAMED = {"reference": "the reference", "board": "the board", "subject": "the child's code"}


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (get("/case/{key}/details", details), post("/case/{key}/details", change))


def details(request: Request) -> Response:
    """What the case is, to be looked at and changed."""
    desk = desk_of(request)
    return render_case(request, "details.html", desk, **_values(desk.case()))


def _values(case: Case) -> dict[str, Any]:
    held = {role: [person.name for person in case.allowed if allowed_role(person.role) == role] for role in ROLES}
    reasons = {allowed_role(role) or role: why for role, why in case.roles_not_held.items()}
    return {
        "case": case,
        "holders": [(role, "; ".join(names), reasons.get(role, "")) for role, names in held.items()],
        "others": [person for person in case.allowed if allowed_role(person.role) is None],
    }


def change(request: Request, form: FormData) -> Response:
    """Save the details; one mistake, and nothing is changed.

    Raises:
        UsageError: something that every case has is empty, or a day is none.
        CaseError: the case could not be read with it.
    """
    desk = desk_of(request)
    for name, words in _NAMED.items():
        if not text_of(form, name):
            raise UsageError(f"Fill in {words}.")
    day = _day(text_of(form, "incident"))
    holders = {role: _names(text_of(form, f"allowed {role}")) for role in ROLES}
    reasons = {role: tidy(text_of(form, f"not held {role}")) for role in ROLES}

    def edit(toml: CaseTomlEdit) -> None:
        toml.set_case({name: tidy(text_of(form, name)) for name in _NAMED})
        toml.set_incident(day)
        toml.set_holders(holders)
        toml.set_not_held({role: "" if holders[role] else reason for role, reason in reasons.items()})

    files = desk.case_toml_with(edit)
    desk.decide("details", "the details of the case", lambda case: files)  # noqa: ARG005  # needs nothing of the case
    return go_to(request, f"/case/{request.path_params['key']}/details?saved=1")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(";") if (name := tidy(part)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError("This is no date.", next_step="Write it as year-month-day: 2011-10-02.") from None
