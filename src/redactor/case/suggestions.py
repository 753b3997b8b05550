"""People and identifiers that the glossary lacks, as a workbook to complete and use as the glossary."""

from __future__ import annotations

from collections.abc import Iterable
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


def suggestions_workbook(rows: Iterable[Suggestion]) -> bytes:
    """Return the .xlsx file: the columns of a glossary, then evidence, count and documents.

    Saved as ``glossary.xlsx`` it is read as it is; the last three columns are
    passed over.
    """
    return glossary_workbook(_COLUMNS, (_cells(row) for row in rows))


def write_suggestions(path: Path, rows: Iterable[Suggestion]) -> None:
    """Write the workbook, readable by its owner alone; it holds names.

    Args:
        path: The .xlsx file to write; one that is there is replaced.
        rows: In the order in which the board should see them.

    Raises:
        OSError: if it cannot be written.
    """
    write_private(path, suggestions_workbook(rows))


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
