"""Which documents a person has read from beginning to end: bound to the bytes that were read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from redactor.case.problems import Problems
from redactor.case.tables import Columns, csv_bytes, csv_rows, records

FILE = "documents-read.csv"
_COLUMNS = Columns(known=("document", "sha256"), required=("document", "sha256"))


def read_marks(confidential: Path) -> Mapping[str, str]:
    """The digest that each document had when it was read, by its path below ``documents/``.

    A file that cannot be read counts as none: nothing was read.
    """
    try:
        data = (confidential / FILE).read_bytes()
    except OSError:
        return {}
    problems = Problems()
    rows = records(csv_rows(data, FILE, _COLUMNS, problems), FILE, _COLUMNS, problems)
    return {} if problems.errors else {row["document"]: row["sha256"] for row in rows}


def marked(confidential: Path, document: str, digest: str) -> dict[Path, bytes | None]:
    """The file with one more mark; an empty digest takes the mark away."""
    marks = {name: found for name, found in read_marks(confidential).items() if name != document}
    if digest:
        marks[document] = digest
    return {confidential / FILE: csv_bytes(_COLUMNS.known, sorted(marks.items()))}
