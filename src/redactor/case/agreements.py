"""What a person agrees about people, as changes of the glossary's rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redactor.case.glossary_edits import RowEdit
from redactor.case.listed_names import name_key
from redactor.errors import UsageError
from redactor.model import Category, Origin, Person


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a row of the glossary is to say.

    Attributes:
        name, code, role: As typed; an empty code is chosen by the program.
        category: Child, family, professional, place, organisation, identifier or keep.
        aliases: Other written names.
    """

    name: str
    code: str
    role: str
    category: Category
    aliases: tuple[str, ...] = ()

    def cells(self) -> dict[str, str]:
        """The row's texts by column."""
        found = {"name": self.name, "code": self.code, "role": self.role, "category": self.category.value}
        return {**found, "aliases": "; ".join(self.aliases)}


def row_of(person: Person) -> int | None:
    """The person's row in the glossary; ``None`` for somebody who is not in it."""
    listed = person.key.startswith("g") and person.key[1:].isdigit()
    return int(person.key[1:]) if listed else None


def agreed(person: Person, wish: Agreed) -> tuple[RowEdit, ...]:
    """The person's row as wished; somebody who is not in the glossary gets one."""
    _require_changeable(person)
    return (RowEdit(row_of(person), wish.cells()),)


def also(person: Person, names: Iterable[str]) -> tuple[RowEdit, ...]:
    """The person's row with further written names."""
    _require_changeable(person)
    aliases = _unique((*person.aliases, *names), but=person.name)
    return (RowEdit(row_of(person), Agreed(person.name, person.code, person.role, person.category, aliases).cells()),)


def merged(into: Person, other: Person) -> tuple[RowEdit, ...]:
    """Two entries that are one person: the other's names become further names of the first.

    Raises:
        UsageError: if they are the same entry, or one of them may stay named.
    """
    if into.key == other.key:
        raise UsageError("These are one entry already.", next_step="Choose two different entries.")
    _require_changeable(other)
    row = row_of(other)
    return (*also(into, other.names), *(() if row is None else (RowEdit(row),)))


def split(person: Person, forms: Iterable[str], new: Agreed) -> tuple[RowEdit, ...]:
    """Some written forms are somebody else: they leave the person's row and get one of their own.

    Raises:
        UsageError: if no form is named, or none is left.
    """
    _require_changeable(person)
    moved = {name_key(form) for form in forms}
    if not moved:
        raise UsageError("No written form was chosen.", next_step="Tick those that are somebody else.")
    added = RowEdit(None, new.cells())
    row = row_of(person)
    if row is None:
        return (added,)
    left = [name for name in person.names if name_key(name) not in moved]
    if not left:
        raise UsageError("Every name was chosen; nobody is left.", next_step="Leave at least the person's own name.")
    kept = Agreed(left[0], person.code, person.role, person.category, tuple(left[1:]))
    return (RowEdit(row, kept.cells()), added)


def kept(person: Person, why: str) -> tuple[RowEdit, ...]:
    """The name stays wherever it stands; the role column says why."""
    if not why:
        raise UsageError("Say why the name may stay.", next_step="For example: researcher whose work is cited.")
    return agreed(person, Agreed(person.name, "", why, Category.KEEP, person.aliases))


def taken_out(person: Person) -> tuple[RowEdit, ...]:
    """The person's row is taken out of the glossary (because case.toml allows the name)."""
    row = row_of(person)
    return () if row is None else (RowEdit(row),)


def _unique(names: Iterable[str], *, but: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        if name and name.casefold() != but.casefold():
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _require_changeable(person: Person) -> None:
    if person.origin is Origin.ALLOWED:
        raise UsageError(
            "This person may stay named by case.toml.", next_step="Take the name out of the allowed people first."
        )
    if person.key == "family":
        raise UsageError(
            "The family's code follows the child's.", next_step="Add a row of its own for the family to change it."
        )
