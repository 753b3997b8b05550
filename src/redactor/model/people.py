"""The people, places and identifiers of a case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """The ``category`` column of a glossary."""

    CHILD = "child"
    FAMILY = "family"
    PROFESSIONAL = "professional"
    PLACE = "place"
    ORGANISATION = "organisation"
    IDENTIFIER = "identifier"
    KEEP = "keep"

    @property
    def is_person(self) -> bool:
        """Whether rows of this category name a human being who is coded."""
        return self in (Category.CHILD, Category.FAMILY, Category.PROFESSIONAL)


class Origin(StrEnum):
    """Where a person's code comes from."""

    GLOSSARY = "glossary"
    PROVISIONAL = "provisional"
    ALLOWED = "allowed"
    KEEP = "keep"


class Gender(StrEnum):
    """As far as a role or title tells; used only to tell two namesakes apart."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the glossary, one allowed or kept name, or one provisional person.

    Attributes:
        key: Unique in the case, e.g. ``"g3"`` (glossary row 3), ``"a1"`` (allowed), ``"p:jane smith"``.
        name: As the board writes it.
        code: What stands in its place; for allowed and kept names, empty.
        category: Child, family, professional, place, organisation, identifier or keep.
        role: The role column, or the allowed role; may be empty.
        aliases: Other written names.
        origin: Where the code comes from.
        gender: As far as the role or a title tells.
        doubtful: Found once, by the person model alone and not surely: holds a document
            only where the destination holds doubtful people.
        local: Found by the person model alone and written like ordinary words: coded where
            it was found and not looked for elsewhere.
    """

    key: str
    name: str
    code: str
    category: Category
    role: str = ""
    aliases: tuple[str, ...] = ()
    origin: Origin = Origin.GLOSSARY
    gender: Gender = Gender.UNKNOWN
    doubtful: bool = False
    local: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    @property
    def is_protected(self) -> bool:
        """Whether no written form of it may be left in an output."""
        return self.is_coded and not self.local

    @property
    def is_coded(self) -> bool:
        """Whether a code stands in its place."""
        return self.origin in (Origin.GLOSSARY, Origin.PROVISIONAL)
