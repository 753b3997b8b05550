"""The inventory as an Excel list to correct, and the corrected list as the plan of a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from redactor.batch.inventory import Listed
from redactor.batch.values import PlannedCase, PlannedDocument
from redactor.case.problems import Problems, did_you_mean
from redactor.case.storage import write_private
from redactor.case.tables import Columns, Record, records
from redactor.case.text_sheets import fill_sheet, saved, write_text
from redactor.case.workbooks import workbook_rows
from redactor.errors import CaseError
from redactor.model import DocumentKind

_CORRECTED = ("file", "take", "case", "kind", "glossary")
_TOLD = (
    "format", "pages", "text or scan", "encrypted", "how the kind is known", "same file as", "like",
    "already anonymised", "named on the title page", "seconds", "what will not work",
)  # fmt: skip
COLUMNS = Columns(known=_CORRECTED, required=("file",), ignored=_TOLD)
_WIDTHS = {"file": 60, "case": 26, "kind": 18, "glossary": 26, "what will not work": 60, "same file as": 40, "like": 40}
_YES, _NO = "yes", "no"
_HELP = (
    "How to use this list",
    "",
    "One row for each file of the archive. Nothing was changed and nothing was anonymised yet.",
    "take: yes or no. Duplicates and what cannot be read are set to no.",
    "case: which case a file belongs to. Rows with the same case are anonymised together, with the same codes.",
    "kind: correct it where the guess is wrong; IMRs and chronologies are never published.",
    "glossary: a glossary file for that case (.csv or .xlsx), as a path from where this list lies.",
    "Without a glossary a case becomes a draft for review, never a release.",
    "The grey columns only inform; they are not read.",
    "",
    "Then: redactor batch ROOT --out OUTPUT --inventory THIS-FILE.xlsx",
)


def inventory_workbook(rows: Iterable[Listed]) -> bytes:
    """The inventory as an .xlsx file, one row a document."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Inventory"
    columns = (*_CORRECTED, *_TOLD)
    listed = list(rows)
    fill_sheet(sheet, columns, map(_cells, listed), widths=_WIDTHS, helpers=_TOLD)
    for name, choices in (("B", (_YES, _NO)), ("D", tuple(DocumentKind))):
        rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True)
        rule.add(f"{name}2:{name}{len(listed) + 1}")
        sheet.add_data_validation(rule)
    help_sheet = book.create_sheet("Help")
    help_sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(_HELP, 1):
        write_text(help_sheet, number, 1, line)
    return saved(book)


def write_inventory(path: Path, rows: Iterable[Listed]) -> None:
    """Write the list, readable by its owner alone; file names may be names of people.

    Raises:
        OSError: if it cannot be written.
    """
    write_private(path, inventory_workbook(rows))


def _cells(item: Listed) -> tuple[str, ...]:
    seen = item.seen
    take = _NO if item.same_as or (seen.problem and not seen.pages) else _YES
    like = f"{item.like} ({item.likeness:.0%})" if item.like else ""
    return (
        seen.key,
        take,
        item.case,
        seen.kind,
        "",
        seen.format,
        str(seen.pages or ""),
        seen.text,
        _YES if seen.encrypted else "",
        seen.kind_reason,
        item.same_as,
        like,
        seen.anonymised,
        "; ".join(seen.allowed),
        f"{seen.seconds:g}" if seen.seconds else "",
        seen.problem,
    )


def planned_from(
    path: Path, root: Path, folders: Sequence[Path], *, settings: Path | None = None
) -> tuple[PlannedCase, ...]:
    """The cases that a corrected inventory asks for.

    Rows of a case folder are run as that case folder, with the kinds of the list and without the files that
    are not taken. Other rows with the same case become one case; a row without a case becomes one by itself.

    Args:
        path: The corrected list.
        root: The archive's root.
        folders: The archive's case folders.
        settings: A ``case.toml`` that the cases without a folder share.

    Raises:
        CaseError: with all mistakes of the list together.
    """
    problems = Problems()
    rows = records(workbook_rows(path.read_bytes(), path.name, problems), path.name, COLUMNS, problems)
    own = {folder.relative_to(root).as_posix(): folder for folder in folders}
    by_case: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        if _is_good(row, root, problems):
            by_case[_case_of(row, own)].append(row)
    planned: list[PlannedCase] = []
    for name, mine in sorted(by_case.items()):
        taken = [row for row in mine if _is_taken(row)]
        if not taken:
            continue
        if name in own:
            planned.append(_folder(name, own[name], mine, problems))
        else:
            made = _loose(name, taken, path, root, problems)
            planned.append(made.model_copy(update={"settings": str(settings or "")}))
    problems.raise_if_any()
    if not planned:
        raise CaseError([f"{path.name}: no row is taken."])
    return tuple(planned)


def _is_taken(row: Record) -> bool:
    return row["take"].casefold() != _NO


def _is_good(row: Record, root: Path, problems: Problems) -> bool:
    """Whether a row can be used; what is wrong with it is noted."""
    before = len(problems.errors)
    if row["take"].casefold() not in ("", _YES, _NO):
        problems.error(row.where, "take is neither yes nor no.")
    if row["kind"] and row["kind"] not in tuple(DocumentKind):
        problems.error(row.where, f"there is no such kind.{did_you_mean(row['kind'], tuple(DocumentKind))}")
    file = PurePosixPath(row["file"])
    if not row["file"] or file.is_absolute() or ".." in file.parts:
        problems.error(row.where, "file is not a path below the archive.")
    elif _is_taken(row) and not (root / file).is_file():
        problems.error(row.where, "there is no such file in the archive any more.")
    return len(problems.errors) == before


def _case_of(row: Record, own: Mapping[str, Path]) -> str:
    """The case folder that a file stands in wins; then what the list says; then the file by itself."""
    for name in own:
        if row["file"].startswith(f"{name}/"):
            return name
    return row["case"] or row["file"]


def _folder(name: str, folder: Path, rows: Sequence[Record], problems: Problems) -> PlannedCase:
    kinds, left_out = {}, []
    for row in rows:
        source = row["file"].removeprefix(f"{name}/documents/")
        if not _is_taken(row):
            left_out.append(source)
        elif row["kind"]:
            kinds[source] = row["kind"]
        if row["case"] not in ("", name):
            problems.error(row.where, "it stands in another case folder; move the file, or leave the case as it was.")
        if row["glossary"]:
            problems.error(row.where, "its case folder has a glossary of its own; leave the cell empty.")
    return PlannedCase(key=name, folder=str(folder), kinds=kinds, left_out=tuple(left_out))


def _loose(name: str, rows: Sequence[Record], listed_in: Path, root: Path, problems: Problems) -> PlannedCase:
    glossaries = {row["glossary"] for row in rows if row["glossary"]}
    if len(glossaries) > 1:
        problems.error(rows[0].where, "the rows of this case name different glossaries.")
    glossary = listed_in.parent / sorted(glossaries)[0] if glossaries else None
    if glossary is not None and not glossary.is_file():
        problems.error(rows[0].where, "the glossary is not there; give its path as seen from this list.")
    documents = tuple(
        PlannedDocument(path=str(root / row["file"]), name=_name(row["file"], name), kind=row["kind"]) for row in rows
    )
    return PlannedCase(key=name, loose=documents, glossary=str(glossary or ""))


def _name(file: str, case: str) -> str:
    """The path of a file below its case, so that two files of one name stay apart."""
    return file.removeprefix(f"{case}/") if file != case else PurePosixPath(file).name
