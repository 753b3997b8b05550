"""Parts of allowed names that stand alone: the same letters may be somebody else's."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.model import Notice, Span
from redactor.verify.readers import READ_BY_PEOPLE
from redactor.verify.search.exempt import Exempt, Staying
from redactor.verify.search.stories import Story
from redactor.verify.search.tokens import runs

_MESSAGE = "a part of an allowed name stands alone: look whether it is that person"


def bare_allowed_names(story: Story, staying: Staying, exempt: Exempt) -> Iterator[Notice]:
    """Yield a note for each place where a part of an allowed name stands without title, rest or role.

    Allowed names stay as full or titled names or with their role (design: "Deciding").

    Args:
        story: Where to look.
        staying: Who stays.
        exempt: What of them stays in this story.
    """
    if story.surface not in READ_BY_PEOPLE:
        return
    for span in parts_of_allowed(story, staying):
        if not exempt.covers(span.start, span.end):
            yield Notice(_MESSAGE, place=story.place(span.start))


def parts_of_allowed(story: Story, staying: Staying | None) -> Iterator[Span]:
    """The places of all forms of allowed names, whole or in part, but for those that are ordinary words."""
    for run in runs(story.words, staying.allowed) if staying is not None else ():
        if not run.entry.is_weak:
            yield story.folded.span(run.start, run.end)
