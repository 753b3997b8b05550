"""Checks of a glossary as a whole: codes and names against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from redactor.case.glossary import GlossaryRow, code_tail, role_of_code
from redactor.case.listed_names import ListedNames, name_key, words
from redactor.case.problems import Problems
from redactor.case.register import code_key
from redactor.lexicon.roles import role_for
from redactor.model import Category

_SHORTEST_REFERENCE = 3


def check_glossary(
    rows: Sequence[GlossaryRow], allowed: Iterable[str], *, subject: str, reference: str, problems: Problems
) -> ListedNames:
    """Check names and codes of a glossary against each other and against the allowed names.

    Args:
        rows: The glossary.
        allowed: Names that may stay.
        subject: ``[case] subject``; empty if there is no case.
        reference: ``[case] reference``; empty if there is no case.
        problems: Mistakes and oddities are noted here.

    Returns:
        The protected names, for further checks of what the program will write.
    """
    coded = [row for row in rows if row.category is not Category.KEEP]
    listed = ListedNames(
        {row.where: row.names for row in coded}, [row.where for row in coded if row.category.is_person]
    )
    _check_repeated(rows, problems)
    _check_shared_names(rows, problems)
    _check_codes_apart(coded, problems)
    _check_allowed(coded, list(allowed), problems)
    for row in coded:
        if row.code:
            _check_code(row, listed, reference, problems)
            _warn_initials(row, problems)
    _check_subject(coded, listed, subject, problems)
    return listed


def _check_repeated(rows: Sequence[GlossaryRow], problems: Problems) -> None:
    seen: dict[tuple[str, str, str], GlossaryRow] = {}
    for row in rows:
        key = (name_key(row.name), code_key(row.code), "" if row.code else row.role.casefold())
        first = seen.setdefault(key, row)
        if first is not row:
            problems.error(
                row.where,
                f"it repeats {_short(first)}. Delete one of them; two people of one name need each their code.",
            )


def _check_shared_names(rows: Sequence[GlossaryRow], problems: Problems) -> None:
    """One name for two people is allowed: mentions are replaced and reported as ambiguous."""
    owners: dict[str, list[GlossaryRow]] = {}
    for row in rows:
        for key in dict.fromkeys(name_key(name) for name in row.names):
            owners.setdefault(key, []).append(row)
    pairs = {tuple(row.where for row in found): found for found in owners.values() if len(found) > 1}
    for found in pairs.values():
        kept = [row for row in found if row.category is Category.KEEP]
        if kept and len(kept) < len(found):
            other = next(row for row in found if row not in kept)
            problems.error(
                kept[0].where, f"a name is kept here and coded in {_short(other)}. Delete it in one of the rows."
            )
            continue
        others = " and ".join(_short(row) for row in found[1:])
        problems.warn(found[0].where, f"it shares a name with {others}; mentions of that name are ambiguous.")


def _check_codes_apart(rows: Sequence[GlossaryRow], problems: Problems) -> None:
    seen: dict[str, GlossaryRow] = {}
    for row in rows:
        if not row.code:
            continue
        first = seen.setdefault(code_key(row.code), row)
        same_name = name_key(first.name) == name_key(row.name)
        if first is not row and not same_name:
            problems.error(
                row.where,
                f"its code stands in {_short(first)} too. Give each its own; if it is one person, "
                "keep one row and write the other name as an alias.",
            )


def _check_allowed(rows: Sequence[GlossaryRow], allowed: Sequence[str], problems: Problems) -> None:
    keys = {name_key(name): number for number, name in enumerate(allowed, 1)}
    names = ListedNames({str(number): [name] for number, name in enumerate(allowed, 1)})
    for row in rows:
        number = next((keys[key] for key in map(name_key, row.names) if key in keys), None)
        if number is not None:
            problems.error(
                row.where,
                f"its name may stay by case.toml [[allowed]] number {number}. Delete it in one of the two places.",
            )
        said = names.said_in(row.code)
        if said is not None:
            problems.error(
                row.where, f"its code says the name of [[allowed]] number {said.owner}. Write another, such as SW1."
            )


def _check_code(row: GlossaryRow, listed: ListedNames, reference: str, problems: Problems) -> None:
    said = listed.said_in(row.code)
    if said is not None:
        what = "is or holds" if said.whole else "holds a part of"
        owner = "its own name or alias" if said.owner == row.where else f"a name listed in {said.owner}"
        problems.error(row.where, f"its code {what} {owner}. Write a code that names nobody.")
    if says_reference(row.code, reference):
        problems.error(row.where, "its code holds the case's reference, which never leaves the board. Write another.")


def _warn_initials(row: GlossaryRow, problems: Problems) -> None:
    """A code's letters beyond the role's prefix must not be its owner's initials."""
    if not row.category.is_person:
        return
    role = role_for(row.role) if row.role else role_of_code(row.code)
    tail = code_tail(row.code, role.prefix) if role else None
    if tail is None and role is not None and len(row.code.split()) > 1:
        general = role_of_code(row.code)
        tail = code_tail(row.code, general.prefix) if general else None
    letters = re.sub(r"[^a-z]", "", (row.code if tail is None else tail).casefold())
    if letters and letters in initials_of(row.name):
        problems.warn(row.where, "the letters of its code are its owner's initials. Write another code.")


def initials_of(name: str) -> frozenset[str]:
    """What initials a code may not be: first, last, first and last, all (``"k"``, ``"o"``, ``"ko"``)."""
    first = [word[0] for word in name_key(name).split()]
    if not first:
        return frozenset()
    return frozenset({first[0], first[-1], first[0] + first[-1], first[-1] + first[0], "".join(first)})


def _check_subject(rows: Sequence[GlossaryRow], listed: ListedNames, subject: str, problems: Problems) -> None:
    if not subject:
        return
    if listed.said_in(subject) is not None:
        problems.error("case.toml [case] subject", 'it says a listed name. Write the code: subject = "Child R".')
    elif not any(code_key(row.code) == code_key(subject) for row in rows):
        problems.warn("case.toml [case] subject", "the glossary has no row with this code. Add the child to it.")


def says_reference(text: str, reference: str) -> bool:
    """Whether a text holds the case's reference, however it is spelt."""
    parts = "".join(words(reference))
    return len(parts) >= _SHORTEST_REFERENCE and parts in "".join(words(text))


def _short(row: GlossaryRow) -> str:
    """``row 4``: the row's place without the name of the file."""
    return row.where[row.where.rindex("row ") :]
