"""The codes assigned so far: once given, a code is never changed or given to anybody else."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.model import Category, Origin


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One code and whose it is.

    Attributes:
        name: As the board writes it, or as a document did (provisional).
        code: What stands in its place.
        role: As the glossary or the context gave it; may be empty.
        category: As in the glossary.
        origin: ``glossary`` or ``provisional``.
        since: ISO date on which the code was first written down; may be empty.
    """

    name: str
    code: str
    role: str
    category: Category
    origin: Origin
    since: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """All codes of a case, in the order in which they were assigned."""

    rows: tuple[RegisterRow, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Every code that was ever given."""
        return frozenset(row.code for row in self.rows)
