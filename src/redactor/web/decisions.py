"""What a person says about people: each decision is one form, saved at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.agreements import Agreed, agreed, kept, merged, split, taken_out
from redactor.case.decisions import Decision
from redactor.case.glossary_edits import RowEdit
from redactor.case.schema import Case
from redactor.case.tables import tidy
from redactor.errors import UsageError
from redactor.model import Category, Person
from redactor.pipeline.analysis import Analysis, OpenName
from redactor.web.case_pages import current_analysis, desk_of, saved
from redactor.web.desk import Desk
from redactor.web.people import entry_of, seen
from redactor.web.routing import post, state_of, text_of
from redactor.web.start import ALLOWED_ROLES

NOT_A_PERSON = "not a person"


def routes() -> Sequence[Route]:
    """The actions of this module."""
    return (
        post("/case/{key}/people/{person}/agree", agree),
        post("/case/{key}/people/{person}/merge", merge),
        post("/case/{key}/people/{person}/split", divide),
        post("/case/{key}/people/{person}/keep", keep),
        post("/case/{key}/people/{person}/allow", allow),
        post("/case/{key}/open-name", open_name),
    )


def agree(request: Request, form: FormData) -> Response:
    """Accept or change code, role, category and further names."""

    def edits(case: Case, person: Person) -> tuple[RowEdit, ...]:
        del case
        return agreed(person, wish(form, person.name))

    return _about(request, form, "agreed", "{name} is {code}", edits)


def wish(form: FormData, name: str) -> Agreed:
    """What the form says of a person.

    Raises:
        UsageError: if the category is none of those known.
    """
    category = text_of(form, "category")
    if category not in list(Category):
        raise UsageError(
            "Choose what it is.", next_step="Child, family, professional, place, organisation, identifier."
        )
    aliases = tuple(
        part for line in text_of(form, "aliases").splitlines() for part in map(tidy, line.split(";")) if part
    )
    named = tidy(text_of(form, "name")) or name
    return Agreed(named, tidy(text_of(form, "code")), tidy(text_of(form, "role")), Category(category), aliases)


def merge(request: Request, form: FormData) -> Response:
    """Two entries are one person; the code of the chosen one stays."""
    other = text_of(form, "other")

    def edits(case: Case, person: Person) -> tuple[RowEdit, ...]:
        del case
        return merged(entry_of(request, current_analysis(desk_of(request)), other).person, person)

    return _about(request, form, "merged", "{name} was put together with another entry", edits)


def divide(request: Request, form: FormData) -> Response:
    """Some written forms are somebody else."""
    forms = [value for value in form.getlist("forms") if isinstance(value, str)]

    def edits(case: Case, person: Person) -> tuple[RowEdit, ...]:
        del case
        wanted = wish(form, forms[0] if forms else "")
        rest = tuple(form for form in forms if form != wanted.name)
        return split(person, forms, Agreed(wanted.name, wanted.code, wanted.role, wanted.category, rest))

    return _about(request, form, "split", "Some names of {name} are somebody else now", edits)


def keep(request: Request, form: FormData) -> Response:
    """It is no person, or somebody public: the name stays."""
    why = NOT_A_PERSON if text_of(form, "what") == "not" else tidy(text_of(form, "why"))

    def edits(case: Case, person: Person) -> tuple[RowEdit, ...]:
        del case
        return kept(person, why)

    return _about(request, form, "kept", "{name} stays as it is", edits)


def allow(request: Request, form: FormData) -> Response:
    """The chair or the author: the only people who may stay named (DUR 8.33)."""
    role = text_of(form, "role")
    if role not in (*ALLOWED_ROLES, "lead reviewer"):
        raise UsageError("Only the two chairs and the author may stay named.", next_step="Choose one of the roles.")
    desk = desk_of(request)

    def files(case: Case) -> Mapping[Path, bytes | None]:
        person = _current(request, form, desk, case)
        made = desk.case_toml_with(lambda toml: toml.allow(person.name, role))
        rows = taken_out(person)
        return {**made, **(desk.glossary_with(rows) if rows else {})}

    return _decide(request, desk, "allowed", "{name} may stay named", files)


def open_name(request: Request, form: FormData) -> Response:
    """Whose name it is, where several people share it: at one place, or in the whole document."""
    desk = desk_of(request)
    item = _open_name(request, current_analysis(desk), text_of(form, "open"))
    code, (source, place, written) = text_of(form, "code"), item.where

    def files(case: Case) -> Mapping[Path, bytes | None]:
        decision = Decision(source, "" if text_of(form, "everywhere") else place, written, "code", code)
        return desk.decisions_with(case, decision)

    desk.decide("name-decided", f"“{written}” is {code}", files)
    return saved(request, f"Saved: “{written}” is {code}.")


def _open_name(request: Request, analysis: Analysis, opaque: str) -> OpenName:
    session = state_of(request).session
    for item in analysis.open_names:
        if session.opaque("open", *item.where) == opaque:
            return item
    raise HTTPException(404, "This name is decided already.")


def _about(
    request: Request,
    form: FormData,
    word: str,
    words: str,
    edits: Callable[[Case, Person], Iterable[RowEdit]],
) -> Response:
    desk = desk_of(request)

    def files(case: Case) -> Mapping[Path, bytes | None]:
        return desk.glossary_with(edits(case, _current(request, form, desk, case)))

    return _decide(request, desk, word, words, files)


def _current(request: Request, form: FormData, desk: Desk, case: Case) -> Person:
    """The person as the case knows them now, if that is what the page showed.

    Raises:
        UsageError: if another window or program changed the row since.
    """
    analysis = current_analysis(desk)
    shown = entry_of(request, analysis, request.path_params["person"]).person
    person = next((p for p in case.people if p.key == shown.key), shown)
    if text_of(form, "seen", longest=20_000) not in (seen(shown), seen(person)):
        raise UsageError(
            "This entry was changed in another window; what you typed was not saved.",
            next_step="Look at it as it is now, then decide again.",
        )
    return person


def _decide(
    request: Request, desk: Desk, word: str, words: str, files: Callable[[Case], Mapping[Path, bytes | None]]
) -> Response:
    person = entry_of(request, current_analysis(desk), request.path_params["person"]).person
    case = desk.decide(word, words.format(name=person.name, code=person.code), files)
    now = next((p for p in case.people if p.name == person.name), person)
    sentence = words.format(name=person.name, code=now.code or "to stay")
    return saved(request, f"Saved: {sentence}.", person=_shown_next(case, person, now))


def _shown_next(case: Case, was: Person, now: Person) -> str:
    """The key of whoever has the names of an entry after a decision about it."""
    if any(p.key == now.key for p in case.people):
        return now.key
    return next((p.key for p in case.people if was.name in p.names), "")
