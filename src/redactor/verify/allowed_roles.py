"""Allowed names stay only in their roles: the same name beside another role is somebody else, or a slip (DUR 8.33)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from redactor.lexicon.roles import roles
from redactor.model import Notice
from redactor.verify.knowledge import Knowledge
from redactor.verify.readers import READ_BY_PEOPLE
from redactor.verify.search.stories import Story

CHECK = "allowed names only in their roles"
_SHORTEST = 4
_NEAR = 60
_LONGEST = 120
"""Code points before a name in which its role can begin."""
_OWN = re.compile(r"\b(?:chair\w*|author|reviewer|lead|independent|panel|board|report|overview)\b", re.IGNORECASE)
_STEP = "Look who it is. Somebody of the case goes into the glossary; otherwise write the allowed role beside the name."


def names_in_other_roles(told: Iterable[Story], knowledge: Knowledge) -> Iterator[Notice]:
    """Yield a holding notice wherever a role that is not allowed stands directly before an allowed name.

    Args:
        told: The stories of the file.
        knowledge: The case.
    """
    names = sorted({name for person in knowledge.allowed for name in person.names}, key=len, reverse=True)
    if not names:
        return
    written = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
    named = re.compile(rf"(?<!\w)(?:{written})(?!\w)")
    before = re.compile(rf"(?<!\w)(?P<role>(?i:{_titles()}))(?:,|:)?\s+(?:called\s+|named\s+)?$")
    for story in told:
        if story.surface not in READ_BY_PEOPLE:
            continue
        for name in named.finditer(story.text):
            line = story.text[story.text.rfind("\n", 0, name.start()) + 1 : name.start()]
            match = before.search(line, max(0, len(line) - _LONGEST))
            if match and not _OWN.search(line[: match.end("role")][-_NEAR:]) and "\n" not in name[0]:
                message = "an allowed name stands beside a role that is not allowed"
                yield Notice(message, place=story.place(name.start()), holds=True, next_step=_STEP)


@cache
def _titles() -> str:
    """Every title of a role of people that is written out, the longest first."""
    titles = {
        title
        for role in roles()
        if role.kind == "person" and not _OWN.search(role.prefix)
        for title in (*role.titles, role.prefix)
        if len(title) >= _SHORTEST
    }
    ordered = sorted((title for title in titles if not _OWN.search(title)), key=len, reverse=True)
    return "|".join(re.escape(title) for title in ordered)
