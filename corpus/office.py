"""Runs LibreOffice in a profile of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path


class OfficeError(RuntimeError):
    """LibreOffice is missing or did not convert."""


def convert(data: bytes, suffix: str, target: str) -> bytes:
    """Convert a document with LibreOffice.

    Args:
        data: The document.
        suffix: Its extension, with the dot.
        target: The extension to make, without the dot; ``docx`` or ``pdf``.

    Raises:
        OfficeError: if LibreOffice is missing or fails.
    """
    program = shutil.which("soffice")
    if program is None:
        raise OfficeError("soffice is not installed: the example's binary files cannot be made again")
    filters = {"docx": "docx:MS Word 2007 XML", "pdf": "pdf:writer_pdf_Export"}
    with tempfile.TemporaryDirectory(prefix="corpus-") as name:
        folder = Path(name)
        profile = Path(os.environ.get("CORPUS_OFFICE_PROFILE", folder / "profile"))
        source = folder / f"source{suffix}"
        source.write_bytes(data)
        subprocess.run(  # noqa: S603 - our own file, no shell
            [
                program,
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--convert-to",
                filters[target],
                "--outdir",
                str(folder / "out"),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        made = folder / "out" / f"source.{target}"
        if not made.is_file():
            raise OfficeError("LibreOffice wrote nothing")
        return made.read_bytes()
