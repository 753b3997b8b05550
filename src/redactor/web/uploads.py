"""Files that a form brings, in a private folder that is gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.datastructures import FormData, UploadFile

from redactor.case.intake import safe_name
from redactor.errors import UsageError


@contextmanager
def stored(form: FormData, field: str, *, step: str) -> Iterator[list[Path]]:
    """The uploaded files of a field under safe names, each in a folder of its own, for the length of the block.

    Args:
        form: The form.
        field: Name of its field.
        step: What to do if no file was chosen.

    Raises:
        UsageError: no file was chosen, or one has no usable name.
    """
    uploads = [item for item in form.getlist(field) if isinstance(item, UploadFile) and item.filename]
    if not uploads:
        raise UsageError("No file was chosen.", next_step=step)
    with tempfile.TemporaryDirectory(prefix="redactor-upload-") as folder:
        paths: list[Path] = []
        for number, upload in enumerate(uploads):
            paths.append(Path(folder) / str(number) / safe_name(upload.filename or ""))
            paths[-1].parent.mkdir(mode=0o700)
            paths[-1].write_bytes(upload.file.read())
        yield paths
