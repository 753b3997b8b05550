"""A case folder for documents that stand in none: made in the confidential folder, taken away afterwards."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redactor.batch.values import PlannedCase
from redactor.case.case_toml import FILE as CASE_FILE
from redactor.case.files import remove_tree
from redactor.case.storage import private_directory, write_private
from redactor.errors import CaseError

_PLAIN = '[case]\nreference = "unfiled"\nboard = "not stated"\nsubject = "Subject Child"\n'


@contextmanager
def case_folder(case: PlannedCase, confidential: Path) -> Iterator[Path]:
    """The folder of a case: its own, or one made of its loose documents while the block runs.

    Args:
        case: The case.
        confidential: Where the made folder may stand; private.

    Raises:
        CaseError: if the shared settings cannot be used.
        OSError: if a document cannot be copied.
    """
    if case.folder:
        yield Path(case.folder)
        return
    root = private_directory(confidential) / "case"
    if root.exists():
        remove_tree(root)  # left by a process that was killed
    documents = private_directory(root / "documents")
    try:
        write_private(root / CASE_FILE, _settings(case).encode("utf-8"))
        if case.glossary:
            glossary = Path(case.glossary)
            write_private(root / f"glossary{glossary.suffix.lower()}", glossary.read_bytes())
        for item in case.loose:
            target = documents / item.name
            private_directory(target.parent)
            shutil.copyfile(item.path, target)
        yield root
    finally:
        remove_tree(root)


def has_glossary(folder: Path) -> bool:
    """Whether a case folder has a glossary; without one nothing of it can be released."""
    return any(path.is_file() and path.stem.casefold() == "glossary" for path in folder.iterdir())


def _settings(case: PlannedCase) -> str:
    text = _PLAIN
    if case.settings:
        text = Path(case.settings).read_text(encoding="utf-8-sig")
        try:
            shared = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise CaseError([f"the shared settings: {error}. Write them as in a case.toml."]) from None
        if "documents" in shared:
            raise CaseError(["the shared settings: leave out [documents]; kinds stand in the inventory."])
    kinds = [
        f"[documents.{json.dumps(item.name)}]\nkind = {json.dumps(item.kind)}\n" for item in case.loose if item.kind
    ]
    return "\n".join((text, *kinds))


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False)
