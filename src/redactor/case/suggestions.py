"""People and identifiers that the glossary lacks, as a workbook to complete and use as the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from redactor.case.glossary import COLUMNS
from redactor.case.sheets import glossary_workbook
from redactor.case.storage import write_private
from redactor.model import Category

_COLUMNS = (*COLUMNS.known, *COLUMNS.ignored)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row that the board may want in its glossary.

    Attributes:
        name: As a document writes it.
        code: Proposed; may be empty.
        role: In words ("health visitor"); may be empty.
        category: What it seems to be; ``None`` leaves the cell empty for the board.
        aliases: Other written forms that were found.
        evidence: A sentence of a document that shows who it is.
        count: How often it was found.
        documents: Where.
    """

    name: str
    code: str = ""
    role: str = ""
    category: Category | None = None
    aliases: tuple[str, ...] = ()
    evidence: str = ""
    count: int = 0
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllowedSuggestion:
    """Somebody who may stay named, if the board agrees.

    Attributes:
        name: As the document writes it.
        role: One of the allowed roles.
        document: Where it says so.
        sentence: What it says.
    """

    name: str
    role: str
    document: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NobodySuggestion:
    """What the person model marked and was let go.

    Attributes:
        written: The words.
        why: The reason.
        count: How often.
    """

    written: str
    why: str
    count: int


def suggestions_workbook(
    rows: Iterable[Suggestion],
    *,
    allowed: Sequence[AllowedSuggestion] = (),
    nobody: Sequence[NobodySuggestion] = (),
) -> bytes:
    """Return the .xlsx file: the columns of a glossary, then evidence, count and documents.

    Saved as ``glossary.xlsx`` it is read as it is; the last three columns and the
    sheets about allowed people and about what is nobody are passed over.
    """
    more: list[tuple[str, Sequence[str], Iterable[Sequence[str]]]] = []
    if allowed:
        cells = [(one.name, one.role, one.document, one.sentence, _toml(one)) for one in allowed]
        more.append(("Allowed people", ("name", "role", "document", "sentence", "for case.toml"), cells))
    if nobody:
        lines = [(one.written, one.why, str(one.count)) for one in nobody]
        more.append(("Not people", ("what it was", "why", "count"), lines))
    return glossary_workbook(_COLUMNS, (_cells(row) for row in rows), more=more)


def _toml(one: AllowedSuggestion) -> str:
    """The lines that allow the name in case.toml."""
    name = one.name.replace("\\", "").replace('"', "")
    return f'[[allowed]]\nname = "{name}"\nrole = "{one.role}"'


def write_suggestions(
    path: Path,
    rows: Iterable[Suggestion],
    *,
    allowed: Sequence[AllowedSuggestion] = (),
    nobody: Sequence[NobodySuggestion] = (),
) -> None:
    """Write the workbook, readable by its owner alone; it holds names.

    Args:
        path: The .xlsx file to write; one that is there is replaced.
        rows: In the order in which the board should see them.
        allowed: Who may stay named, for a sheet of its own.
        nobody: What the person model marked wrongly, for a sheet of its own.

    Raises:
        OSError: if it cannot be written.
    """
    write_private(path, suggestions_workbook(rows, allowed=allowed, nobody=nobody))


def _cells(row: Suggestion) -> tuple[str, ...]:
    return (
        row.name,
        row.code,
        row.role,
        row.category.value if row.category else "",
        "; ".join(row.aliases),
        " ".join(row.evidence.split()),
        str(row.count) if row.count else "",
        "; ".join(row.documents),
    )
