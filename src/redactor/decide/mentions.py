"""A finding of somebody the case does not list, with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.model import Finding, Gender


@dataclass(frozen=True, slots=True)
class Mention:
    """One finding of somebody the case does not list.

    Attributes:
        source: The document.
        segment: Key of the segment.
        finding: The finding; its kind is person, institution or place.
        written: The name alone, as written.
        adult: Whether a title such as Mrs or Dr stands before it.
        gender: As far as the title tells.
        spoken_of: Whether the words beside it say what somebody does, has or is.
        thing: Whether the words beside it give it to an animal, a toy, an illness, a sign, a set phrase or records.
    """

    source: str
    segment: str
    finding: Finding
    written: str
    adult: bool = False
    gender: Gender = Gender.UNKNOWN
    spoken_of: bool = False
    thing: bool = False
