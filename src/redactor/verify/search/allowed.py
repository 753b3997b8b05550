"""Parts of allowed names that stand alone: the same letters may be somebody else's."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.model import Notice
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
    for run in runs(story.words, staying.allowed):
        span = story.folded.span(run.start, run.end)
        if not run.entry.is_weak and not exempt.covers(span.start, span.end):
            yield Notice(_MESSAGE, place=story.place(span.start))
