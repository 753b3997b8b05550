"""Compare how an original and its released copy look, page by page.

Run: ``python scripts/compare_renders.py ORIGINAL RELEASED [--pictures DIR]``. Both are printed to PDF by
LibreOffice (web pages by Chromium), drawn by pdftoppm and their lines of text read by pdftotext.

- The two must have the same number of pages.
- Lines whose text is the same must look the same wherever they stand.
- Where no line moved, everything outside the lines that were changed must look the same too.

Prints one JSON object for each page and ends with 0 if they agree, with 1 if not, with 2 if it could
not compare. ``--pictures`` keeps the pages as PNG, differences in red. Pictures that were replaced or
painted over count as differences: clear them for the comparison.
"""

from __future__ import annotations

import argparse
import difflib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from lxml import etree
from numpy.typing import NDArray
from PIL import Image

DPI = 80
_SCALE = DPI / 72
_LIGHTER = 96
"""A pixel differs if its grey value does by more than this: edges of letters are drawn a little differently."""
_SHARE = 0.02
"""How much of a line may differ (letters that stand half a pixel further), and of the page outside all lines."""
_MOVED = 1.5
_MARGIN = 3
_PAGES = (".html", ".htm", ".xhtml")

Grey = NDArray[np.int16]


@dataclass(frozen=True)
class Line:
    """One line of text and its box in pixels."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Page:
    """One page as drawn, and its lines."""

    grey: Grey
    lines: tuple[Line, ...]


def pages_of(document: Path, folder: Path) -> list[Page]:
    """Print a document and read its pages.

    Args:
        document: The file.
        folder: An empty folder for what is made on the way.
    """
    pdf = _printed(document, folder)
    _run("pdftoppm", "-r", str(DPI), "-gray", "-png", str(pdf), str(folder / "page"))
    pictures = sorted(folder.glob("page-*.png"))
    layout = _run("pdftotext", "-bbox-layout", str(pdf), "-").encode()
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    read = etree.fromstring(layout, parser).findall(".//{*}page")
    return [
        Page(
            np.asarray(Image.open(picture).convert("L"), dtype=np.int16), tuple(_line(e) for e in page.iter("{*}line"))
        )
        for picture, page in zip(pictures, read, strict=True)
    ]


def _printed(document: Path, folder: Path) -> Path:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if document.suffix.lower() in _PAGES and chromium:
        pdf = folder / "page.pdf"
        _run(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--print-to-pdf={pdf}", document.resolve().as_uri())  # fmt: skip
        return pdf
    profile = (folder / "profile").resolve().as_uri()
    _run("soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder),
         str(document))  # fmt: skip
    return folder / f"{document.stem}.pdf"


def _run(*command: str) -> str:
    try:
        return subprocess.run(command, check=True, capture_output=True, timeout=600, encoding="utf-8").stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        sys.stderr.write(f"{command[0]} failed: {type(error).__name__}\n")
        raise SystemExit(2) from None


def _line(element: etree._Element) -> Line:
    text = " ".join(word.text or "" for word in element.iter("{*}word"))
    box = [float(element.get(name, "0")) * _SCALE for name in ("xMin", "yMin", "xMax", "yMax")]
    return Line(text, int(box[0]), int(box[1]), int(box[2]) + 1, int(box[3]) + 1)


def compared(one: Page, other: Page) -> dict[str, object]:
    """How two pages differ: numbers of lines changed, moved, and looking different; share of other pixels."""
    matcher = difflib.SequenceMatcher(None, [x.text for x in one.lines], [x.text for x in other.lines], autojunk=False)
    pairs = [
        (one.lines[a + i], other.lines[b + i]) for a, b, size in matcher.get_matching_blocks() for i in range(size)
    ]
    moved = sum(max(abs(a.top - b.top), abs(a.left - b.left)) > _MOVED for a, b in pairs)
    different = sum(_differs(_crop(one.grey, a), _crop(other.grey, b)) for a, b in pairs)
    kept_one, kept_other = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    changed = [x for x in one.lines if id(x) not in kept_one] + [x for x in other.lines if id(x) not in kept_other]
    outside = 0.0 if moved else _outside(one.grey, other.grey, changed)
    return {
        "lines": len(pairs),
        "changed": len(changed),
        "moved": moved,
        "look different": different,
        "share of other pixels that differ": round(outside, 5),
        "agree": one.grey.shape == other.grey.shape and not different and outside <= _SHARE / 10,
    }


def _crop(grey: Grey, line: Line) -> Grey:
    return grey[max(line.top, 0) : line.bottom, max(line.left, 0) : line.right]


def _differs(one: Grey, other: Grey) -> bool:
    height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    if not height or not width:
        return False
    apart = np.abs(one[:height, :width] - other[:height, :width]) > _LIGHTER
    return bool(apart.mean() > _SHARE)


def _outside(one: Grey, other: Grey, changed: list[Line]) -> float:
    if one.shape != other.shape:
        return 1.0
    apart = np.abs(one - other) > _LIGHTER
    for line in changed:
        apart[max(line.top - _MARGIN, 0) : line.bottom + _MARGIN] = False
    return float(apart.mean())


def _picture(one: Page, other: Page) -> Image.Image:
    """The released page, pixels that differ from the original's in red."""
    height, width = min(one.grey.shape[0], other.grey.shape[0]), min(one.grey.shape[1], other.grey.shape[1])
    released = other.grey[:height, :width].astype(np.uint8)
    apart = np.abs(one.grey[:height, :width] - other.grey[:height, :width]) > _LIGHTER
    colours = np.stack([released] * 3, axis=-1)
    colours[apart] = (220, 0, 0)
    return Image.fromarray(colours)


def main() -> int:
    """Compare two files; returns the exit code."""
    parser = argparse.ArgumentParser(description="Compare how an original and its released copy look.")
    parser.add_argument("original", type=Path)
    parser.add_argument("released", type=Path)
    parser.add_argument("--pictures", type=Path, help="folder for the pages as PNG, differences in red")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folders = [Path(made) / name for name in ("original", "released")]
        for folder in folders:
            folder.mkdir()
        one, other = (pages_of(*pair) for pair in zip((given.original, given.released), folders, strict=True))
    if given.pictures:
        given.pictures.mkdir(parents=True, exist_ok=True)
        for number, pair in enumerate(zip(one, other, strict=False), 1):
            _picture(*pair).save(given.pictures / f"{given.released.stem}-{number}.png")
    agree = len(one) == len(other)
    if not agree:
        sys.stdout.write(json.dumps({"pages": [len(one), len(other)], "agree": False}) + "\n")
    for number, (before, after) in enumerate(zip(one, other, strict=False), 1):
        found = compared(before, after)
        agree = agree and bool(found["agree"])
        sys.stdout.write(json.dumps({"page": number, **found}) + "\n")
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
