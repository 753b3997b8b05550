"""Codes: who has which, and who gets the next one.

A code that was given once is never changed, moved or given again. Rows without a
code take the one that the register has for their name; what remains is numbered
in an order drawn from a hash, never in that of the family names ("Codes carry no
initials of their owner", domain notes).
"""

from __future__ import annotations

import hashlib
import re
import string
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from redactor.case.glossary import GlossaryRow, role_of_code
from redactor.case.listed_names import name_key, words
from redactor.case.problems import Problems
from redactor.case.register import Register, RegisterRow, code_key, natural_key
from redactor.lexicon.roles import Role, role_by_prefix, role_for
from redactor.model import Category, Origin

_GENERAL = {
    Category.CHILD: "Child",
    Category.FAMILY: "Relative",
    Category.PROFESSIONAL: "Professional",
    Category.PLACE: "Place",
    Category.ORGANISATION: "Organisation",
    Category.IDENTIFIER: "Reference",
}
_ADDRESS = re.compile(
    r"(?i:^(?:flat|apartment|room|unit)?\s*\d+[a-z]?,?\s+[a-z]{2})|\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b"
)
_SIMILAR = 80
_MANY = 3


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who has which code.

    Attributes:
        codes: Row key → code.
        new: Keys of the rows whose code neither the glossary nor the register had.
        register: The register with all of it.
    """

    codes: dict[str, str]
    new: frozenset[str]
    register: Register


def next_code(prefix: str, taken: Collection[str], *, owner: str = "") -> str:
    """Return the first free code of a role.

    Args:
        prefix: As in ``roles.csv`` (``HV``, ``Child``), or any other word.
        taken: Codes that may not be given; spelling and blanks do not matter.
        owner: Whose code it is to be: a letter code avoids the initials.
    """
    used = {code_key(code) for code in taken}
    initials = {word[0].upper() for word in name_key(owner).split()}
    role = role_by_prefix(prefix)
    return next(code for code in _candidates(prefix, role, initials) if code_key(code) not in used)


def _candidates(prefix: str, role: Role | None, initials: Collection[str]) -> Iterator[str]:
    spaced = role.spaced if role else not prefix.isupper()
    gap = " " if spaced else ""
    start = 1
    if role and role.numbering == "letter":
        yield from (f"{prefix} {letter}" for letter in _letters() if not set(letter) & set(initials))
    elif role and role.numbering == "none":
        yield prefix
        start = 2
    number = start
    while True:
        yield f"{prefix}{gap}{number}"
        number += 1


def _letters() -> Iterator[str]:
    """A to Z without I and O, which read as numbers."""
    yield from (letter for letter in string.ascii_uppercase if letter not in "IO")


def prefix_for(row: GlossaryRow) -> str:
    """The prefix of the code that a row without one gets: by role, by the end of its name, by category."""
    wanted = "person" if row.category.is_person else "place"
    texts = [row.role]
    if wanted == "place":
        if _ADDRESS.search(row.name):
            return "Address"
        parts = row.name.split()
        texts += [" ".join(parts[start:]) for start in range(1, len(parts))]
    for text in texts:
        role = role_for(text) if text else None
        if role and role.kind == wanted:
            return role.prefix
    return _GENERAL[row.category]


def assign(
    rows: Sequence[GlossaryRow],
    register: Register,
    *,
    reference: str = "",
    taken: Collection[str] = (),
    problems: Problems,
) -> Assigned:
    """Give every row its code.

    Args:
        rows: The glossary without keep rows.
        register: As written by earlier runs.
        reference: The case's; it only stirs the order in which new codes are given.
        taken: Further codes not to use: the subject, codes that stand in the documents.
        problems: Conflicts between glossary and register are noted here.

    Returns:
        A code for each row. The order of the rows does not change the answer.
    """
    work = _Assignment(rows, register, problems)
    work.claim_written()
    work.claim_by_name()
    work.number(reference, taken)
    return work.result()


@dataclass(slots=True)
class _Assignment:
    """One pass over glossary and register."""

    rows: Sequence[GlossaryRow]
    register: Register
    problems: Problems
    codes: dict[str, str] = field(default_factory=dict)
    claimed: dict[str, str] = field(default_factory=dict)
    """Code key of a register row → key of the glossary row that it belongs to."""
    new: list[str] = field(default_factory=list)

    def claim_written(self) -> None:
        """Codes written in the glossary: they win, unless they are somebody else's."""
        by_code = {code_key(row.code): row for row in self.register.rows}
        for row in self.rows:
            if not row.code:
                continue
            self.codes[row.key] = row.code
            old = by_code.get(code_key(row.code))
            if old is None:
                continue
            self.claimed[code_key(old.code)] = row.key
            if not self._is_same(row, old):
                self._conflict(row, old)

    def _is_same(self, row: GlossaryRow, old: RegisterRow) -> bool:
        return name_key(old.name) in {name_key(name) for name in row.names}

    def _conflict(self, row: GlossaryRow, old: RegisterRow) -> None:
        others = [r for r in self.rows if r is not row and self._is_same(r, old)]
        position = f"confidential/register.csv row {self.register.rows.index(old) + 2}"
        if others:
            who = f"the person in {others[0].where}"
        elif old.origin is Origin.GLOSSARY and _similar(row.name, old.name):
            self.problems.warn(
                row.where, f"the name was spelt differently before ({position}). Add the old spelling as an alias."
            )
            return
        else:
            who = f"somebody else ({position})"
        self.problems.error(
            row.where,
            f"its code was already given to {who}. Write another code; if it is the same person, "
            "add the other name as an alias.",
        )

    def claim_by_name(self) -> None:
        """Rows without a code take what the register has for their name or, failing that, an alias."""
        self._claim(lambda row, old: name_key(row.name) == name_key(old.name) and _same_role(row, old))
        self._claim(lambda row, old: name_key(row.name) == name_key(old.name), certain=True)
        self._claim(self._is_same)

    def _claim(self, fits: Callable[[GlossaryRow, RegisterRow], bool], *, certain: bool = False) -> None:
        """Hand codes of the register to the rows they fit; ``certain``: rival rows are a mistake."""
        waiting = [row for row in self.rows if row.key not in self.codes]
        free = [old for old in self.register.rows if not old.replaced_by and code_key(old.code) not in self.claimed]
        wanted = {row.key: [old for old in free if fits(row, old)] for row in waiting}
        for row in waiting:
            found = wanted[row.key]
            rivals = [r for r in waiting if r is not row and any(old in wanted[r.key] for old in found)]
            if len(found) > 1 or (rivals and certain):
                listed = " and ".join(old.code for old in sorted(found, key=lambda old: natural_key(old.code)))
                self.problems.error(
                    row.where,
                    f"confidential/register.csv has {listed} for this name, and it cannot be told whose that is. "
                    "Write a code in every row with this name.",
                )
                self.codes[row.key] = found[0].code
            elif found and not rivals:
                self._take(row, found[0])

    def _take(self, row: GlossaryRow, old: RegisterRow) -> None:
        self.codes[row.key] = old.code
        self.claimed[code_key(old.code)] = row.key
        if not _same_role(row, old) and role_of_code(old.code) != role_by_prefix(prefix_for(row)):
            self.problems.warn(
                row.where, f"it keeps the code {old.code} from an earlier run. Write another code if it must change."
            )

    def number(self, reference: str, taken: Collection[str]) -> None:
        """Give new codes to the rows that have none yet."""
        used = {*taken, *self.register.codes, *self.codes.values()}
        waiting: dict[str, list[GlossaryRow]] = {}
        for row in self.rows:
            if row.key not in self.codes:
                waiting.setdefault(prefix_for(row), []).append(row)
                self._warn_similar(row)
        for prefix, rows in sorted(waiting.items()):
            for row in _shuffled(rows, reference):
                code = next_code(prefix, used, owner=row.name if row.category.is_person else "")
                used.add(code)
                self.codes[row.key] = code
                self.new.append(row.key)

    def _warn_similar(self, row: GlossaryRow) -> None:
        for old in self.register.rows:
            free = not old.replaced_by and code_key(old.code) not in self.claimed
            if free and row.category.is_person and _similar(row.name, old.name):
                self.problems.warn(
                    row.where,
                    f"the register has {old.code} for a name that is nearly the same and no longer listed. "
                    "If it is the same person, write that code in the row.",
                )

    def result(self) -> Assigned:
        """The codes, and the register brought up to date."""
        fresh = [_register_row(row, self.codes[row.key]) for row in self.rows]
        fresh.sort(key=lambda row: natural_key(row.code))
        register = self.register.with_rows([*self._replaced(), *fresh])
        return Assigned(dict(self.codes), frozenset(self.new), register)

    def _replaced(self) -> Iterator[RegisterRow]:
        """Codes in use of people to whom the glossary now gives another one."""
        for row in self.rows:
            for old in self.register.rows:
                if (
                    row.code
                    and not old.replaced_by
                    and code_key(old.code) not in self.claimed
                    and [r for r in self.rows if self._is_same(r, old)] == [row]
                ):
                    yield replace(old, replaced_by=row.code)


def _register_row(row: GlossaryRow, code: str) -> RegisterRow:
    return RegisterRow(row.name, code, row.role, row.category, Origin.GLOSSARY)


def _same_role(row: GlossaryRow, old: RegisterRow) -> bool:
    return row.role.casefold() == old.role.casefold()


def _similar(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(name_key(one), name_key(other)) >= _SIMILAR


def _shuffled(rows: Sequence[GlossaryRow], reference: str) -> list[GlossaryRow]:
    """The rows in an order that tells nothing about them, the same every time."""

    def drawn(row: GlossaryRow) -> str:
        parts = (reference, name_key(row.name), row.role.casefold(), row.category.value)
        return hashlib.sha256("\x00".join(parts).encode()).hexdigest()

    found = sorted(rows, key=drawn)
    families = [_family_name(row.name) for row in found]
    if len(found) >= _MANY and families in (sorted(families), sorted(families, reverse=True)):
        return found[1:] + found[:1]
    return found


def _family_name(name: str) -> str:
    """What an alphabetical list sorts by: ``"Gareth Pugh-Davies"`` → ``"pughdavies"``."""
    written = name.split(",")[0] if "," in name else name.split()[-1]
    return "".join(words(written))
