"""The codes assigned so far: once given, a code is never changed or given to anybody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from redactor.case.listed_names import name_key
from redactor.case.problems import Problems, listing
from redactor.case.tables import Columns, Record, csv_bytes, csv_rows, records, tidy
from redactor.model import Category, Origin, Person

FILE = "register.csv"
COLUMNS = Columns(
    known=("name", "code", "role", "category", "origin", "since", "replaced_by"),
    required=("name", "code", "role", "category", "origin"),
)

_NEXT_STEP = "Put the file back from a backup. Without it codes that were already given may be given to somebody else."
_ORIGINS = (Origin.GLOSSARY, Origin.PROVISIONAL)


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
        replaced_by: The code that the board gave the same person later; the old
            one stays used up. Empty for a code in use.
    """

    name: str
    code: str
    role: str
    category: Category
    origin: Origin
    since: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """All codes of a case, in the order in which they were assigned."""

    rows: tuple[RegisterRow, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Every code that was ever given, those replaced since included."""
        return frozenset(row.code for row in self.rows)

    def code_for(self, name: str) -> str:
        """The code in use for a name, however it is spelt; empty if there is none or more than one."""
        key = name_key(name)
        found = [row.code for row in self.rows if not row.replaced_by and name_key(row.name) == key]
        return found[0] if len(found) == 1 else ""

    def with_rows(self, rows: Iterable[RegisterRow]) -> Register:
        """Return the register with rows added or brought up to date.

        A row whose code is already there takes the place of the old one and keeps
        its date; a new one goes to the end. Nothing is ever taken out.
        """
        found = {code_key(row.code): row for row in self.rows}
        for row in rows:
            old = found.get(code_key(row.code))
            found[code_key(row.code)] = replace(row, since=old.since or row.since) if old else row
        return Register(tuple(found.values()))

    def with_people(self, people: Iterable[Person], *, since: str = "") -> Register:
        """Return the register with the codes of glossary and provisional people.

        Args:
            people: Those without a code (allowed, kept) are passed over.
            since: ISO date to note beside new codes; may be empty.
        """
        return self.with_rows(
            RegisterRow(person.name, person.code, person.role, person.category, person.origin, since)
            for person in people
            if person.is_coded and person.code
        )

    def to_csv(self) -> bytes:
        """The file's bytes: the same register always gives the same bytes."""
        return csv_bytes(
            COLUMNS.known,
            ((row.name, row.code, row.role, row.category, row.origin, row.since, row.replaced_by) for row in self.rows),
        )


def code_key(code: str) -> str:
    """What two spellings of one code have in common: ``"SW 1"`` and ``"sw1"`` are the same code."""
    return re.sub(r"\s+", "", code).casefold()


def natural_key(code: str) -> tuple[str, int, str]:
    """Sort key under which SW2 comes before SW10."""
    match = re.fullmatch(r"(.*?)(\d{0,9})", code_key(code), re.DOTALL)
    stem, digits = match.groups() if match else (code, "")
    return stem, int(digits or 0), code


def read_register(data: bytes, problems: Problems) -> Register:
    """Read ``confidential/register.csv``; every mistake is noted with what to do about it."""
    file = f"confidential/{FILE}"
    mine = Problems()
    found = records(csv_rows(data, file, COLUMNS, mine), file, COLUMNS, mine)
    rows = [row for record in found if (row := _row(record, mine)) is not None]
    _check_codes(found, mine)
    problems.errors += [f"{error} {_NEXT_STEP}" for error in mine.errors]
    problems.warnings += mine.warnings
    return Register(tuple(rows))


def _row(record: Record, problems: Problems) -> RegisterRow | None:
    category, origin = record["category"], record["origin"]
    before = len(problems.errors)
    for column in ("name", "code"):
        if not record[column]:
            problems.error(record.where, f"the {column} is empty.")
    if category not in list(Category) or category == Category.KEEP:
        problems.error(record.where, "the category is not one that the program writes.")
    if origin not in _ORIGINS:
        problems.error(record.where, f"the origin must be {listing(_ORIGINS)}.")
    if record["since"] and not re.fullmatch(r"\d{4}-\d\d-\d\d", record["since"]):
        problems.error(record.where, "“since” is not a date such as 2012-03-01.")
    if len(problems.errors) > before:
        return None
    return RegisterRow(
        tidy(record["name"]),
        tidy(record["code"]),
        record["role"],
        Category(category),
        Origin(origin),
        record["since"],
        record["replaced_by"],
    )


def _check_codes(found: Sequence[Record], problems: Problems) -> None:
    seen: dict[str, int] = {}
    for record in found:
        first = seen.setdefault(code_key(record["code"]), record.number)
        if first != record.number and record["code"]:
            problems.error(record.where, f"its code stands in row {first} too.")
