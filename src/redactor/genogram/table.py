"""The table of a genogram: who is in it, whose child, whose partner."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from redactor.errors import UsageError

COLUMNS = ("code", "kind", "parents", "partner", "relation", "order")
MOST_MEMBERS = 200


class Kind(StrEnum):
    """Which symbol a person has."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"
    PREGNANCY = "pregnancy"


class Relation(StrEnum):
    """How two partners are joined."""

    MARRIED = "married"
    COHABITING = "cohabiting"
    SEPARATED = "separated"
    DIVORCED = "divorced"


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partner of a member.

    Attributes:
        partner: The partner's code.
        relation: How they are joined.
    """

    partner: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Member:
    """One row.

    Attributes:
        code: What is written beneath the symbol.
        kind: The symbol.
        deceased: Whether it is crossed out.
        is_subject: Whether it has a double border.
        parents: Codes of one or two parents.
        partnerships: In the order of the row.
        order: Place among siblings and partners, from left to right.
    """

    code: str
    kind: Kind
    deceased: bool = False
    is_subject: bool = False
    parents: tuple[str, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    order: int = 0


def read_table(text: str, *, codes: Collection[str] | None = None) -> tuple[Member, ...]:
    """Read a CSV table with the columns code, kind, parents, partner, relation, order.

    Args:
        text: The table. ``kind`` is male, female, unknown or pregnancy, with
            "deceased" and "subject" beside it where they hold ("male deceased"; "deceased"
            alone is an unknown person). ``parents``, ``partner`` and ``relation`` may
            hold several values parted by ";". A partnership is written once. Without
            a relation partners are married; ``order`` may be empty.
        codes: The codes of the case (register); others are mistakes, so that a name
            cannot get into the drawing.

    Raises:
        UsageError: with all mistakes together, by row number; no cell is quoted.
    """
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    if not rows or not {"code", "kind"} <= set(rows[0]):
        raise UsageError("The genogram's table has no rows, or lacks the columns code and kind.", next_step=_step())
    return read_rows(list(enumerate(rows, 2)), codes=codes)


def read_rows(
    rows: Sequence[tuple[int, Mapping[str, str | None]]],
    *,
    codes: Collection[str] | None = None,
    code_of: Callable[[str], str] = str,
) -> tuple[Member, ...]:
    """Read a table that was taken apart already, from a workbook for instance.

    Args:
        rows: Number of the row as people see it, and its cells by column; see ``read_table``.
        codes: As for ``read_table``.
        code_of: Gives the code of somebody whom the table calls otherwise, and every other text as it is.

    Raises:
        UsageError: with all mistakes together, by row number; no cell is quoted.
    """
    if not rows:
        raise UsageError("The genogram's table has no rows.", next_step=_step())
    if len(rows) > MOST_MEMBERS:
        raise UsageError(f"The genogram's table has more than {MOST_MEMBERS} rows.", next_step=_step())
    problems: list[str] = []
    members = [(number, _member(row, f"Row {number}", problems, code_of)) for number, row in rows]
    problems += _mistakes(members, codes)
    if problems:
        raise UsageError("The genogram's table has mistakes:\n  " + "\n  ".join(problems), next_step=_step())
    return tuple(member for _, member in members)


def _step() -> str:
    return f"Columns: {', '.join(COLUMNS)}."


def _member(row: Mapping[str, str | None], where: str, problems: list[str], code_of: Callable[[str], str]) -> Member:
    words = (row.get("kind") or "").casefold().replace(";", " ").split()
    marks = {"deceased", "subject"} & set(words)
    kinds = [word for word in words if word not in marks] or (["unknown"] if marks else [])
    if len(kinds) != 1 or kinds[0] not in set(Kind):
        problems.append(f"{where}: the kind must be one of {', '.join(Kind)}.")
        kinds = ["unknown"]
    order = (row.get("order") or "0").strip() or "0"
    if not order.lstrip("-").isdecimal():
        problems.append(f"{where}: the order must be a whole number.")
        order = "0"
    parents = tuple(map(code_of, _several(row.get("parents"))))
    if len(parents) > 2:
        problems.append(f"{where}: there are more than two parents.")
    return Member(
        code=code_of(" ".join((row.get("code") or "").split())),
        kind=Kind(kinds[0]),
        deceased="deceased" in marks,
        is_subject="subject" in marks,
        parents=parents,
        partnerships=_partnerships(row, where, problems, code_of),
        order=int(order),
    )


def _partnerships(
    row: Mapping[str, str | None], where: str, problems: list[str], code_of: Callable[[str], str]
) -> tuple[Partnership, ...]:
    partners, relations = tuple(map(code_of, _several(row.get("partner")))), _several(row.get("relation"))
    if len(relations) > len(partners):
        problems.append(f"{where}: there are more relations than partners.")
    found: list[Partnership] = []
    for index, partner in enumerate(partners):
        relation = relations[index].casefold() if index < len(relations) else Relation.MARRIED
        if relation not in set(Relation):
            problems.append(f"{where}: the relation must be one of {', '.join(Relation)}.")
            relation = Relation.MARRIED
        found.append(Partnership(partner, Relation(relation)))
    return tuple(found)


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(" ".join(value.split()) for value in (cell or "").split(";") if value.strip())


def _mistakes(numbered: Sequence[tuple[int, Member]], codes: Collection[str] | None) -> Iterable[str]:
    """What is wrong with the rows together."""
    members = [member for _, member in numbered]
    known = {member.code for member in members}
    seen: set[str] = set()
    for number, member in numbered:
        where = f"Row {number}"
        if not member.code:
            yield f"{where}: the code is empty."
        elif member.code in seen:
            yield f"{where}: the code is there already."
        elif codes is not None and member.code not in codes:
            yield f"{where}: the code is not one of the case's."
        seen.add(member.code)
        others = (*member.parents, *(p.partner for p in member.partnerships))
        if any(other not in known for other in others):
            yield f"{where}: a parent or partner has no row of its own."
        if member.code in others:
            yield f"{where}: somebody is their own parent or partner."
    if _has_circle(members):
        yield "Somebody is their own ancestor."


def _has_circle(members: Sequence[Member]) -> bool:
    left = {member.code: set(member.parents) & {m.code for m in members} for member in members}
    while left:
        free = {code for code, parents in left.items() if not parents}
        if not free:
            return True
        left = {code: parents - free for code, parents in left.items() if code not in free}
    return False
