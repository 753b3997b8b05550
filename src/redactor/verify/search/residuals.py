"""All searches over one file, each over the surfaces where it can tell a name from a word."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from redactor.model import DocumentKind, Notice, Residual
from redactor.verify.knowledge import Knowledge
from redactor.verify.readers import ReadFile, Surface
from redactor.verify.search import exact, forms, identifiers, newcomers
from redactor.verify.search.allowed import bare_allowed_names, parts_of_allowed
from redactor.verify.search.exempt import Exempt, Staying, exempt_spans
from redactor.verify.search.marked import CHECK as MODEL_CHECK
from redactor.verify.search.marked import Marked
from redactor.verify.search.stories import Story, distinct, each_story

_DATED_ACTIONS = frozenset({DocumentKind.ACTION_PLAN, DocumentKind.ACTIONS_TAKEN})


@dataclass(frozen=True, slots=True)
class Searched:
    """The answer of all searches.

    Attributes:
        residuals: What is left, each once.
        notes: What is only told.
        checks: The searches that were made.
        bare: Parts of allowed names that stand alone, to be told.
    """

    residuals: tuple[Residual, ...]
    notes: tuple[Notice, ...]
    checks: tuple[str, ...]
    bare: tuple[Notice, ...] = ()


def find_residuals(read: ReadFile, kind: DocumentKind, knowledge: Knowledge | None, marked: Marked | None) -> Searched:
    """Search everything that a reader saw, one story after the other.

    Args:
        read: The file as read.
        kind: What kind of document it is.
        knowledge: The case; ``None`` for the general rules only.
        marked: What the person model is being asked; ``None`` for a copy that was just written, whose words it has
            seen.
    """
    staying = Staying.of(knowledge) if knowledge is not None else None
    case = _OfTheCase.of(knowledge, kind) if knowledge is not None else None
    codes = knowledge.codes if knowledge is not None else frozenset()
    found: list[Residual] = []
    of_case: list[Residual] = []
    notes: list[Notice] = []
    bare: list[Notice] = []
    exempted: list[Exempt] = []
    for story in each_story(read.blocks):
        if not story.text.strip():
            continue
        exempt = exempt_spans(story, staying)
        found += _general(story, exempt, read, codes)
        if case is not None and staying is not None:
            of_case += case.residuals(story, exempt)
            bare += bare_allowed_names(story, staying, exempt)
        if not story.is_prose:
            continue
        if marked is not None:
            partly = parts_of_allowed(story, staying)  # they have a note
            exempted.append(replace(exempt, names=(*exempt.names, *partly)))
        places = newcomers.institution_residuals(story, exempt, wrapped=read.wrapped)
        if case is None:
            notes += [newcomers.as_note(place) for place in places]
        else:
            found += places
    checks = [identifiers.CHECK, newcomers.CHECK, newcomers.INSTITUTION_CHECK]
    if marked is not None:
        found += marked.residuals(exempted, spoken_of=case is not None)
        checks.append(MODEL_CHECK)
    if knowledge is not None:
        of_case += _plainly(read, knowledge)
        checks += [exact.CHECK, exact.RAW_CHECK, forms.CHECK, newcomers.INITIALS_CHECK]
        if knowledge.profile.event_dates == "month":
            checks.append(identifiers.DATE_CHECK)
    return Searched(
        distinct([*found, *of_case]), tuple(dict.fromkeys(notes)), tuple(checks), tuple(dict.fromkeys(bare))
    )


def _general(story: Story, exempt: Exempt, read: ReadFile, codes: Collection[str]) -> Iterator[Residual]:
    """What needs no case; with one, its codes are known."""
    if story.surface is not Surface.RAW:
        yield from identifiers.identifier_residuals(story, exempt)
    if story.is_prose:
        yield from newcomers.person_residuals(story, exempt, wrapped=read.wrapped, codes=codes)


@dataclass(frozen=True, slots=True)
class _OfTheCase:
    """What the case's own people, places and identifiers are sought by.

    Attributes:
        knowledge: The case.
        sought: The written forms of its people.
        to_month: Whether dates of events are told to the month only.
    """

    knowledge: Knowledge
    sought: forms.Sought
    to_month: bool

    @classmethod
    def of(cls, knowledge: Knowledge, kind: DocumentKind) -> _OfTheCase:
        """Take it from a case for one kind of document."""
        to_month = knowledge.profile.event_dates == "month" and kind not in _DATED_ACTIONS
        return cls(knowledge, forms.Sought.of(knowledge), to_month)

    def residuals(self, story: Story, exempt: Exempt) -> Iterator[Residual]:
        """Search one story."""
        yield from forms.form_residuals(story, self.sought, exempt)
        if story.is_prose:
            yield from newcomers.initials_residuals(story, self.knowledge, exempt)
            if self.to_month and story.surface not in (Surface.PROPERTY, Surface.ATTRIBUTE):
                yield from identifiers.event_date_residuals(story, exempt)


def _plainly(read: ReadFile, knowledge: Knowledge) -> Iterator[Residual]:
    """Full names as they are written, in the blocks and in the bytes."""
    staying = (*knowledge.allowed, *knowledge.kept)
    yield from exact.exact_residuals(read.blocks, knowledge.protected, staying)
    yield from exact.raw_residuals(read.raw, knowledge.protected)
