"""Who's who: everybody who was found, and what a person says about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.codes import next_code
from redactor.lexicon.roles import roles
from redactor.model import Category, Origin, Person, Status
from redactor.pipeline.analysis import Analysis, Entry
from redactor.web.case_pages import with_analysis
from redactor.web.routing import get, state_of

ORIGIN_WORDS = {
    Origin.PROVISIONAL: ("needs", "Needs you"),
    Origin.GLOSSARY: ("released", "In the glossary"),
    Origin.ALLOWED: ("plain", "May stay named"),
    Origin.KEEP: ("plain", "Stays as it is"),
}

OPEN_AT_ONCE = 25
"""Open names shown together; the others follow as these are decided."""


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        get("/case/{key}", people),
        get("/case/{key}/people", people),
        get("/case/{key}/people/table", table),
        get("/case/{key}/people/{person}", detail),
    )


def people(request: Request) -> Response:
    """The whole page."""
    return with_analysis(request, "people.html", lambda analysis: _values(request, analysis))


def table(request: Request) -> Response:
    """The lists alone, after a decision."""
    return with_analysis(request, "_people.html", lambda analysis: _values(request, analysis))


def _values(request: Request, analysis: Analysis) -> dict[str, Any]:
    session = state_of(request).session
    entries = in_order(analysis)
    by_key = {entry.person.key: entry for entry in entries}
    opens = [
        (session.opaque("open", *item.where), item, [by_key[k] for k in item.candidates if k in by_key])
        for item in analysis.open_names[:OPEN_AT_ONCE]
    ]
    return {
        "analysis": analysis,
        "rows": [(session.opaque("person", entry.person.key), entry) for entry in entries],
        "open_names": opens,
        "more_open": len(analysis.open_names) - len(opens),
        "origin_words": ORIGIN_WORDS,
        "unread": sum(ended.status is Status.UNREADABLE for ended in analysis.read.ended),
        "pending": sum(entry.person.origin is Origin.PROVISIONAL for entry in entries),
    }


def detail(request: Request) -> Response:
    """One person: evidence, forms, and everything that can be said about them."""

    def make(analysis: Analysis) -> dict[str, Any]:
        return detail_values(request, analysis, entry_of(request, analysis, request.path_params["person"]))

    return with_analysis(request, "_person.html", make)


def detail_values(request: Request, analysis: Analysis, entry: Entry) -> dict[str, Any]:
    """What the panel of one person shows."""
    session = state_of(request).session
    others = [
        (session.opaque("person", other.person.key), other.person)
        for other in analysis.entries
        if other.person.key not in (entry.person.key, "family") and other.person.origin is not Origin.ALLOWED
    ]
    return {
        "id": session.opaque("person", entry.person.key),
        "next": next(((session.opaque("person", e.person.key), e.person) for e in _after(analysis, entry)), None),
        "seen": seen(entry.person),
        "entry": entry,
        "person": entry.person,
        "proposed": proposed_name(entry.person),
        "aliases": [name for name in entry.person.names if name != proposed_name(entry.person)],
        "others": sorted(others, key=lambda item: (item[1].category.value, item[1].code.casefold())),
        "roles": role_titles(),
        "categories": [c for c in Category if c is not Category.KEEP],
        "origin_words": ORIGIN_WORDS,
        "changeable": entry.person.origin is not Origin.ALLOWED and entry.person.key != "family",
    }


def _after(analysis: Analysis, entry: Entry) -> Iterator[Entry]:
    """Whoever needs somebody's answer next: those that follow in the list, then those before."""
    waiting = [e for e in in_order(analysis) if e.person.origin is Origin.PROVISIONAL or e is entry]
    here = waiting.index(entry)
    yield from (*waiting[here + 1 :], *waiting[:here])


def in_order(analysis: Analysis) -> list[Entry]:
    """Everybody, those who need somebody's answer first, then the most often mentioned."""
    return sorted(analysis.entries, key=lambda e: (e.person.origin is not Origin.PROVISIONAL, -e.mentions))


def proposed_name(person: Person) -> str:
    """The name as a glossary would have it: first name first, if the documents write it so anywhere."""
    if person.origin is not Origin.PROVISIONAL or "," not in person.name:
        return person.name
    full = [alias for alias in person.aliases if "," not in alias and len(alias.split()) > 1 and "." not in alias]
    return max(full, key=len, default=person.name)


def seen(person: Person) -> str:
    """What the person's row said when the page was made: a decision on other grounds is refused."""
    return "|".join((person.key, person.name, person.code, person.role, person.category, *person.aliases))


def entry_of(request: Request, analysis: Analysis, opaque: str) -> Entry:
    """The entry that an id in an address or a form stands for.

    Raises:
        HTTPException: 404 if there is none: it was merged, or is found no more.
    """
    by_key = {entry.person.key: entry for entry in analysis.entries}
    key = state_of(request).session.find(opaque, "person", by_key)
    if key is None:
        raise HTTPException(404, "This entry is not there any more.")
    return by_key[key]


def whom_words_could_be(request: Request, analysis: Analysis) -> list[tuple[str, Person]]:
    """Id and person of everybody who is replaced by a code, in the order of the codes."""
    opaque = state_of(request).session.opaque
    people = [e.person for e in analysis.entries if e.person.origin in (Origin.GLOSSARY, Origin.PROVISIONAL)]
    listed = sorted((p for p in people if p.key != "family"), key=lambda person: person.code.casefold())
    return [(opaque("person", person.key), person) for person in listed]


def role_titles() -> list[str]:
    """The usual title of every role, people first."""
    return [role.titles[0] for kind in ("person", "place") for role in roles() if role.kind == kind]


def free_code(analysis: Analysis, prefix: str, owner: str) -> str:
    """The next free code of a role."""
    taken = {*analysis.case.codes, *(person.code for person in analysis.plan.people if person.code)}
    return next_code(prefix, taken, owner=owner)
