"""All searches over one file, each over the surfaces where it can tell a name from a word."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from redactor.model import DocumentKind, Notice, Residual
from redactor.verify.knowledge import Knowledge
from redactor.verify.readers import ReadFile, Surface
from redactor.verify.search import exact, forms, identifiers, newcomers
from redactor.verify.search.exempt import Exempt, Staying, exempt_spans
from redactor.verify.search.stories import Story, distinct, stories

_DATED_ACTIONS = frozenset({DocumentKind.ACTION_PLAN, DocumentKind.ACTIONS_TAKEN})


@dataclass(frozen=True, slots=True)
class Searched:
    """The answer of all searches.

    Attributes:
        residuals: What is left, each once.
        notes: What is only told.
        checks: The searches that were made.
    """

    residuals: tuple[Residual, ...]
    notes: tuple[Notice, ...]
    checks: tuple[str, ...]


def find_residuals(read: ReadFile, kind: DocumentKind, knowledge: Knowledge | None) -> Searched:
    """Search everything that a reader saw.

    Args:
        read: The file as read.
        kind: What kind of document it is.
        knowledge: The case; ``None`` for the general rules only.
    """
    told = [story for story in stories(read.blocks) if story.text.strip()]
    staying = Staying.of(knowledge) if knowledge is not None else None
    exempt = {id(story): exempt_spans(story, staying) for story in told}
    codes = knowledge.codes if knowledge is not None else frozenset()
    found: list[Residual] = []
    notes: list[Notice] = []
    checks = [identifiers.CHECK, newcomers.CHECK, newcomers.INSTITUTION_CHECK]
    for story in told:
        found += _general(story, exempt[id(story)], read, codes)
        if not _is_prose(story):
            continue
        places = newcomers.institution_residuals(story, exempt[id(story)], wrapped=read.wrapped)
        if knowledge is None:
            found += newcomers.model_residuals(story, exempt[id(story)], wrapped=read.wrapped)
            notes += [newcomers.as_note(place) for place in places]
        else:
            found += places
    if knowledge is None:
        checks.append(newcomers.MODEL_CHECK)
    else:
        found += _of_the_case(read, told, exempt, kind, knowledge)
        checks += [exact.CHECK, exact.RAW_CHECK, forms.CHECK, newcomers.INITIALS_CHECK]
        if knowledge.profile.event_dates == "month":
            checks.append(identifiers.DATE_CHECK)
    return Searched(distinct(found), tuple(dict.fromkeys(notes)), tuple(checks))


def _is_prose(story: Story) -> bool:
    """Whether people wrote the text, so that capitals and words beside a name mean something."""
    return story.surface not in (Surface.RAW, Surface.NAME, Surface.LINK)


def _general(story: Story, exempt: Exempt, read: ReadFile, codes: Collection[str]) -> Iterator[Residual]:
    """What needs no case; with one, its codes are known."""
    if story.surface is not Surface.RAW:
        yield from identifiers.identifier_residuals(story, exempt)
    if _is_prose(story):
        yield from newcomers.person_residuals(story, exempt, wrapped=read.wrapped, codes=codes)


def _of_the_case(
    read: ReadFile, told: list[Story], exempt: dict[int, Exempt], kind: DocumentKind, knowledge: Knowledge
) -> Iterator[Residual]:
    """What the case's own people, places and identifiers are sought by."""
    sought = forms.Sought.of(knowledge)
    to_month = knowledge.profile.event_dates == "month" and kind not in _DATED_ACTIONS
    for story in told:
        spans = exempt[id(story)]
        yield from forms.form_residuals(story, sought, spans)
        if _is_prose(story):
            yield from newcomers.initials_residuals(story, knowledge, spans)
            if to_month and story.surface not in (Surface.PROPERTY, Surface.ATTRIBUTE):
                yield from identifiers.event_date_residuals(story, spans)
    staying = (*knowledge.allowed, *knowledge.kept)
    yield from exact.exact_residuals(read.blocks, knowledge.protected, staying)
    yield from exact.raw_residuals(read.raw, knowledge.protected)
