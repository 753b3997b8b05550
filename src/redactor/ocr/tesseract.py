"""Tesseract, where the program is installed: quick on page scans."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from functools import cache
from itertools import groupby

from PIL import Image

from redactor.ocr.layout import lines_of, stretch
from redactor.ocr.page import Box, OcrError, OcrLine, OcrPage, OcrWord

NAME = "Tesseract"
SECONDS = 120
_STEP = "Install Tesseract again with its English data, or take it away: the embedded engine then reads all pictures."
_WORD_LEVEL = "5"


@cache
def program() -> str | None:
    """Full path of the program, or ``None``."""
    return shutil.which("tesseract")


def read(image: Image.Image) -> OcrPage:
    """Read a picture, through a pipe: nothing is written to disk.

    Args:
        image: In mode RGB.

    Raises:
        OcrError: if the program is missing, fails or takes more than 120 seconds.
    """
    path = program()
    if path is None:
        raise OcrError("Tesseract is not installed.", next_step=_STEP)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    command = [path, "stdin", "stdout", "-l", "eng", "--psm", "3", "tsv"]
    try:
        run = subprocess.run(  # noqa: S603  # a fixed command
            command,
            input=buffer.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # its threads wait for one another longer than they work
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrError(f"Tesseract failed ({type(error).__name__}).", next_step=_STEP) from None
    return OcrPage(parse(run.stdout.decode("utf-8", "replace"), image.size), image.width, image.height, NAME)


def parse(table: str, size: tuple[int, int]) -> tuple[OcrLine, ...]:
    """The lines of Tesseract's table of words (TSV).

    Args:
        table: As the program prints it, header first.
        size: Width and height of the picture in pixels.
    """
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [row for row in rows if row["level"] == _WORD_LEVEL and (row.get("text") or "").strip()]
    found: list[OcrLine] = []
    for _, group in groupby(words, key=lambda r: (r["block_num"], r["par_num"], r["line_num"])):
        line = [OcrWord(row["text"].strip(), _box(row, size), float(row["conf"]) / 100) for row in group]
        box = line[0].box
        for word in line[1:]:
            box = box.union(word.box)
        found.append(stretch(line, box, min(word.confidence for word in line), upright=True))
    return lines_of(found)


def _box(row: dict[str, str], size: tuple[int, int]) -> Box:
    left, top = int(row["left"]), int(row["top"])
    return Box(left, top, left + int(row["width"]), top + int(row["height"])).within(*size)
