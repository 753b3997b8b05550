"""Anonymised copies of documents that are not released, for the board's own eyes.

They stay in the confidential folder. The bytes are those that the verifier saw,
so that the report's places fit; the file name and the folder mark them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from redactor.case.files import remove_tree
from redactor.case.storage import private_directory, write_private
from redactor.model import AppliedDocument, Status
from redactor.release.names import is_safe_name
from redactor.release.results import DocumentResult

FOLDER_NAME = "drafts"
PREFIX = "DRAFT - "
REVIEW_FOLDER = "review"
REVIEW_PREFIX = "REVIEW WITH NAMES - "
README_NAME = "README.txt"
README = (
    "DO NOT SEND ANYTHING FROM THIS FOLDER.\r\n\r\n"
    "These are anonymised copies of documents that were not released. Something in them\r\n"
    "could not be checked, is left, or is for you to decide: report.html in the folder above\r\n"
    "says what. Names may still stand in them, also where you cannot see them.\r\n\r\n"
    "The folder is emptied and written anew by every run.\r\n"
)
_DRAFTED = (Status.HELD, Status.BLOCKED)


def write_drafts(confidential: Path, documents: Iterable[DocumentResult]) -> tuple[Path, ...]:
    """Replace the drafts folder by copies of the held and blocked documents.

    Args:
        confidential: The case's confidential folder.
        documents: The results of a run; only held and blocked ones with a written copy count.

    Returns:
        The files written, without the README; if there are none, no folder is left.
    """
    folder = confidential / FOLDER_NAME
    if folder.exists() or folder.is_symlink():
        remove_tree(folder)
    drafts = drafts_of(documents)
    if not drafts:
        return ()
    private_directory(folder)
    write_private(folder / README_NAME, README.encode("ascii"))
    for _, name, applied in drafts:
        write_private(folder / name, applied.data)
    return tuple(folder / name for _, name, _ in drafts)


def drafts_of(documents: Iterable[DocumentResult]) -> tuple[tuple[str, str, AppliedDocument], ...]:
    """Source, file name below ``drafts/`` and copy of every document that has a draft there."""
    copies = [(item.source, item.applied) for item in documents if item.status in _DRAFTED and item.applied is not None]
    found: list[tuple[str, str, AppliedDocument]] = []
    for number, (source, applied) in enumerate(copies, start=1):
        name = _name(applied.output_name, number, {name.casefold() for _, name, _ in found})
        found.append((source, name, applied))
    return tuple(found)


def write_reviews(confidential: Path, documents: Iterable[DocumentResult]) -> tuple[Path, ...]:
    """Replace the folder of review copies: Word files in which every replacement is a tracked change.

    Args:
        confidential: The case's confidential folder.
        documents: The results of a run.

    Returns:
        The files written; if there are none, no folder is left.
    """
    folder = confidential / REVIEW_FOLDER
    if folder.exists() or folder.is_symlink():
        remove_tree(folder)
    found = [(item.applied.output_name, item.review) for item in documents if item.applied and item.review]
    if not found:
        return ()
    private_directory(folder)
    written: list[Path] = []
    for number, (name, data) in enumerate(found, start=1):
        path = folder / _name(name, number, {item.name.casefold() for item in written}, prefix=REVIEW_PREFIX)
        write_private(path, data)
        written.append(path)
    return tuple(written)


def _name(output_name: str, number: int, taken: set[str], *, prefix: str = PREFIX) -> str:
    """The marked name; a name that is not safe or taken becomes a number with the same extension."""
    marked = f"{prefix}{output_name}"
    if is_safe_name(output_name) and is_safe_name(marked) and marked.casefold() not in taken:
        return marked
    suffix = Path(output_name).suffix
    return f"{prefix}{number}{suffix if is_safe_name(f'x{suffix}') else ''}"
