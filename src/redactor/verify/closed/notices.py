"""What the closed world tells a person, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from redactor.model import Notice, ProperNoun
from redactor.profiles.schema import Profile

_STEP = (
    "Look at the list of names in the report. Put a person into the glossary; "
    "put what may stay on the keep list, with the reason."
)


def notices(nouns: Sequence[ProperNoun], profile: Profile | None) -> tuple[Notice, ...]:
    """Say how many tokens nothing explains, without saying which.

    Args:
        nouns: As ``proper_nouns`` lists them.
        profile: The destination's rules; without one only what looks like a person holds.
    """
    people = [noun for noun in nouns if noun.like_person]
    others = [noun for noun in nouns if noun.unexplained and not noun.like_person]
    found: list[Notice] = []
    if people:
        message = f"{_counted(len(people))} that nothing explains and that may be somebody's name"
        found.append(Notice(message, place=_places(people), holds=True, next_step=_STEP))
    if others:
        holds = profile is not None and profile.unexplained == "hold"
        message = f"{_counted(len(others))} that nothing explains"
        found.append(Notice(message, place=_places(others), holds=holds, next_step=_STEP if holds else ""))
    return tuple(found)


def _counted(count: int) -> str:
    return "1 proper noun" if count == 1 else f"{count} proper nouns"


def _places(nouns: Sequence[ProperNoun]) -> str:
    """The first places, each once."""
    places = list(dict.fromkeys(place for noun in nouns for place in noun.places))
    return "; ".join(places[:5]) + (" and elsewhere" if len(places) > 5 else "")
