"""Draw PDFs of several producers before and after replacement: outside the lines set anew every pixel is the same.

Run: ``python scripts/compare_pdf_renders.py [PRODUCER…] [--keep DIR]``. Each producer that is installed
(LibreOffice, reportlab, Chromium, pdfTeX, Ghostscript and cairo, which print what LibreOffice made) makes twelve
documents of its own. Prints a line of JSON for each document and the sums for each producer; ends with 1 if a
page differs or became a picture.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import docx
import numpy as np
import pypdfium2
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt
from numpy.typing import NDArray
from reportlab.lib import colors, pagesizes
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from redactor.formats.pdf.inplace.comparing import differing_cells
from redactor.formats.pdf.inplace.document import InPlaceDocument
from redactor.formats.pdf.inplace.records import Box
from redactor.model import DocumentKind, Plan, Replacement

DPI = 100
OTHER_DPI = (137, 183)
EACH = 12
NAMES = {"Karen Oldroyd": "HV2", "Leon Brannock": "Child R", "Ms Oldroyd": "HV2"}
STORY = (
    "The health visitor Karen Oldroyd came on Monday, weighed the baby and wrote in the record that nobody had asked. "
    "On Thursday Ms Oldroyd rang the school, which had seen nothing, and the doctor, who had been told of a fall.",
    "Nobody is named in this paragraph. It is long enough to show where the lines of the page end, and it stays "
    "exactly as it was: every letter, every space and every line of it.",
    "Leon Brannock was seen twice in that week (on 3 May and on 5 May), each time with a bruise that had grown.",
    "The caf\u00e9 owner\u2019s \u201cna\u00efve\u201d answer \u2013 that it would pass \u2013 was believed. "
    "It cost \u00a35.",
)
CELLS = (("Date", "Event", "Source"), ("1 May", "Call", "Karen Oldroyd"), ("5 May", "Visit to the house", "School"))
SIZES = (10, 11, 12)


@dataclass(frozen=True)
class Outcome:
    """What became of one document.

    Attributes:
        producer, name: Of the document.
        pages: How many.
        pictures: How many of them became pictures, with the reasons.
        differing: Pages on which something outside edited lines is not the same at any resolution.
        snapped: Pages on which a letter outside edited lines, which stands exactly between two pixels, is drawn
            to the other one at 100 dpi, while every pixel is the same at 137 or 183 dpi.
        edited: Share of the pages' area that was edited.
    """

    producer: str
    name: str
    pages: int
    pictures: tuple[str, ...]
    differing: tuple[int, ...]
    snapped: tuple[int, ...]
    edited: float


def compare(producer: str, path: Path, keep: Path | None = None) -> Outcome:
    """Replace the names of one document and lay the copy beside it.

    Args:
        producer: Who made it.
        path: The document.
        keep: Where the copy is written; ``None`` for nowhere.

    Raises:
        ValueError: if a page without a name was edited, or no name was found.
    """
    data = path.read_bytes()
    document = InPlaceDocument(data)
    pattern = re.compile("|".join(map(re.escape, NAMES)))
    edits = tuple(
        Replacement(segment.key, found.start(), found.end(), NAMES[found[0]], "person", "renders")
        for segment in document.segments
        for found in pattern.finditer(segment.text)
    )
    if not edits:
        raise ValueError("no name was found")
    copy = document.copy(Plan(path.name, "", DocumentKind.OTHER, path.name, edits), cleared=frozenset())
    if keep is not None:
        (keep / f"{producer}-{path.name}").write_bytes(copy.file.data)
    pictures = tuple(change.what for change in copy.file.changes if change.what.startswith("a page as a picture"))
    one, other = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument(copy.file.data)
    differing: list[int] = []
    snapped: list[int] = []
    area = edited = 0.0
    for number in range(1, len(one) + 1):
        bands = copy.bands.get(number, ())
        if bands and not pattern.search(" ".join(one[number - 1].get_textpage().get_text_range().split())):
            raise ValueError(f"page {number} was edited without a name")
        same = [_is_same(one[number - 1], other[number - 1], bands, dpi) for dpi in (DPI, *OTHER_DPI)]
        if not same[0]:
            (snapped if any(same) else differing).append(number)
        width, height = one[number - 1].get_size()
        area += width * height
        edited += sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in bands)
    return Outcome(producer, path.name, len(one), pictures, tuple(differing), tuple(snapped), round(edited / area, 3))


def _is_same(one: Any, other: Any, bands: Sequence[Box], dpi: int) -> bool:
    left, right = _drawn(one, dpi), _drawn(other, dpi)
    return left.shape == right.shape and not differing_cells(left, right, bands, dpi / 72, tolerance=0)


def _drawn(page: Any, dpi: int) -> NDArray[np.uint8]:
    return np.array(page.render(scale=dpi / 72, grayscale=True).to_numpy(), dtype=np.uint8)


def reportlab_files(folder: Path) -> list[Path]:
    """Of reportlab: alignments, sizes, fonts, a table and colours."""
    found: list[Path] = []
    for number in range(EACH):
        alignment = (TA_LEFT, TA_JUSTIFY, TA_CENTER, TA_RIGHT)[number % 4]
        style = ParagraphStyle(
            "text",
            fontName=("Helvetica", "Times-Roman", "Courier")[number % 3],
            fontSize=SIZES[number % 3],
            leading=SIZES[number % 3] * 1.3,
            alignment=alignment,
            textColor=colors.darkblue if number % 5 == 0 else colors.black,
        )
        path = folder / f"{number}.pdf"
        flow: list[Any] = []
        for round_ in range(1 + number % 3):
            flow += [part for text in STORY for part in (Paragraph(text, style), Spacer(1, 8))]
            flow += [Paragraph(f"<u>Seen by Karen Oldroyd</u> and others, part {round_}", style), Spacer(1, 8)]
        lines = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("BACKGROUND", (0, 0), (-1, 0), colors.lavender)]
        flow.append(Table(CELLS, colWidths=[80, 180, 120], style=TableStyle(lines)))
        size = pagesizes.landscape(pagesizes.A4) if number % 6 == 5 else pagesizes.A4
        SimpleDocTemplate(str(path), pagesize=size, invariant=1).build(flow)
        found.append(path)
    return found


def libreoffice_files(folder: Path) -> list[Path]:
    """Of LibreOffice, from Word files: alignments, fonts, lists, tables, running lines."""
    sources: list[Path] = []
    for number in range(EACH):
        document = docx.Document()
        style = document.styles["Normal"].font
        style.name = ("Liberation Serif", "Liberation Sans", "DejaVu Sans")[number % 3]
        style.size = Pt(SIZES[number % 3])
        document.sections[0].header.paragraphs[0].text = "Case of Leon Brannock" if number % 2 else "Overview"
        document.add_heading("Overview report", 1)
        for text in STORY * (1 + number % 3):
            alignment = (ALIGN.LEFT, ALIGN.JUSTIFY, ALIGN.CENTER, ALIGN.RIGHT)[number % 4]
            document.add_paragraph(text).alignment = alignment
        underlined = document.add_paragraph("The child said that ")
        underlined.add_run("Karen Oldroyd").underline = True
        underlined.add_run(" was kind.").bold = number % 2 == 0
        for text in ("First, about Leon Brannock", "Second, about nobody"):
            document.add_paragraph(text, style="List Bullet" if number % 2 else "List Number")
        table = document.add_table(len(CELLS), 3)
        table.style = "Table Grid"
        for row, texts in zip(table.rows, CELLS, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        path = folder / f"{number}.docx"
        document.save(str(path))
        sources.append(path)
    profile = (folder / "profile").as_uri()
    office = ("soffice", f"-env:UserInstallation={profile}", "--headless")
    _run(*office, "--convert-to", "pdf", "--outdir", folder, *sources)
    return [source.with_suffix(".pdf") for source in sources]


def chromium_files(folder: Path) -> list[Path]:
    """Of Chromium, from web pages: columns, fonts, lists, tables, backgrounds."""
    found: list[Path] = []
    for number in range(EACH):
        style = (
            f"font: {SIZES[number % 3]}pt {('serif', 'sans-serif', 'monospace')[number % 3]};"
            f"text-align: {('left', 'justify', 'center', 'right')[number % 4]};"
            f"{'column-count: 2;' if number % 6 == 1 else ''}"
        )
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in CELLS)
        text = "".join(f"<p>{part}</p>" for part in STORY * (1 + number % 3))
        page = (
            f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Report</title><style>body {{{style}}}"
            "table {border-collapse: collapse} td {border: 1px solid black; padding: 3px}</style>"
            f"<h1>Overview report</h1>{text}<ul><li>About <u>Karen Oldroyd</u><li>About nobody</ul>"
            f"<table>{rows}</table>"
        )
        source, path = folder / f"{number}.html", folder / f"{number}.pdf"
        source.write_text(page, encoding="utf-8")
        _run(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer", f"--print-to-pdf={path}", source.as_uri(),
        )  # fmt: skip
        found.append(path)
    return found


def pdftex_files(folder: Path) -> list[Path]:
    """Of pdfTeX: Computer Modern as Type 1, Times, ligatures, justified text, tabulars."""
    found: list[Path] = []
    for number in range(EACH):
        align = ("", r"\raggedright", r"\centering", r"\raggedleft")[number % 4]
        font = ("", r"\renewcommand{\rmdefault}{ptm}", r"\renewcommand{\familydefault}{\sfdefault}")[number % 3]
        text = "\n\n".join(_for_tex(part) for part in STORY * (1 + number % 3))
        rows = r"\\ \hline ".join(" & ".join(row) for row in CELLS)
        page = (
            rf"\documentclass[{SIZES[number % 3]}pt,a4paper]{{article}}{font}\begin{{document}}"
            rf"\section{{Overview report}}{align} {text}"
            "\n\n"
            r"\begin{enumerate}\item About Karen Oldroyd\item About nobody\end{enumerate}"
            rf"\begin{{tabular}}{{|l|l|l|}}\hline {rows}\\ \hline\end{{tabular}}\end{{document}}"
        )
        source = folder / f"{number}.tex"
        source.write_text(page, encoding="utf-8")
        _run("pdflatex", "-interaction=batchmode", f"-output-directory={folder}", source)
        found.append(source.with_suffix(".pdf"))
    return found


def _for_tex(text: str) -> str:
    table = {"\u2019": "'", "\u201c": "``", "\u201d": "''", "\u2013": "--", "\u00a3": "GBP "}
    return "".join(table.get(c, c) for c in text)


def ghostscript_files(folder: Path) -> list[Path]:
    """What LibreOffice made, written again by Ghostscript."""
    gs = ("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite")
    return [_made(path, folder, *gs, f"-sOutputFile={folder / path.name}", path) for path in _office(folder)]


def cairo_files(folder: Path) -> list[Path]:
    """What LibreOffice made, written again by cairo."""
    return [_made(path, folder, "pdftocairo", "-pdf", path, folder / path.name) for path in _office(folder)]


def _office(folder: Path) -> list[Path]:
    inner = folder / "office"
    if not inner.exists():
        inner.mkdir()
        return libreoffice_files(inner)
    return sorted(inner.glob("*.pdf"))


def _made(path: Path, folder: Path, *command: object) -> Path:
    _run(*command)
    return folder / path.name


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=300)  # noqa: S603 - programs of this table


PRODUCERS: dict[str, tuple[tuple[str, ...], Callable[[Path], list[Path]]]] = {
    "reportlab": ((), reportlab_files),
    "LibreOffice": (("soffice",), libreoffice_files),
    "Chromium": (("chromium",), chromium_files),
    "pdfTeX": (("pdflatex",), pdftex_files),
    "Ghostscript": (("soffice", "gs"), ghostscript_files),
    "cairo": (("soffice", "pdftocairo"), cairo_files),
}
"""Programs that each needs, and what makes its documents in a folder."""


def missing(producer: str) -> list[str]:
    """The programs that a producer needs and that are not there."""
    return [program for program in PRODUCERS[producer][0] if shutil.which(program) is None]


def outcomes(producer: str, keep: Path | None = None) -> Iterator[Outcome]:
    """Make and compare the documents of one producer."""
    with tempfile.TemporaryDirectory() as folder:
        for path in PRODUCERS[producer][1](Path(folder)):
            yield compare(producer, path, keep)


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description="Draw PDFs of several producers before and after replacement.")
    parser.add_argument("producers", nargs="*", help=", ".join(PRODUCERS))
    parser.add_argument("--keep", type=Path, help="a folder for the copies")
    asked = parser.parse_args()
    if asked.keep is not None:
        asked.keep.mkdir(parents=True, exist_ok=True)
    bad = 0
    for producer in asked.producers or PRODUCERS:
        lacking = missing(producer)
        if lacking:
            _say({"producer": producer, "skipped": f"needs {', '.join(lacking)}"})
            continue
        sums: Counter[str] = Counter()
        for outcome in outcomes(producer, asked.keep):
            _say(asdict(outcome))
            sums.update(
                documents=1,
                pages=outcome.pages,
                pictures=len(outcome.pictures),
                differing=len(outcome.differing),
                snapped=len(outcome.snapped),
            )
        _say({"producer": producer, **sums})
        bad += sums["pictures"] + sums["differing"]
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
