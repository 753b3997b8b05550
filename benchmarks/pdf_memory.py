"""Memory of replacement in PDFs: peak of a process that reads, replaces and writes files of 100 to 1,000 pages.

Usage: ``python benchmarks/pdf_memory.py [PAGES…]``. Every page has about 2,100 letters and two names. Each size runs in
a process of its own.
"""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from redactor.formats.pdf.inplace.document import InPlaceDocument
from redactor.model import DocumentKind, Plan, Replacement

SIZES = (100, 300, 1000)
LINES = 36
NAMES = {"Karen Oldroyd": "HV2", "Leon Brannock": "Child R"}
WORDS = (
    "the health visitor and school nurse wrote that nobody had asked about a bruise which the doctor had seen on "
    "Monday before meeting manager record call third week family house report agreed said not until then"
)


def document(pages: int) -> bytes:
    """A report of that many pages, each with text of its own."""
    words_of = WORDS.split()
    chance = random.Random(pages)  # noqa: S311 - no secret
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 800, f"Overview report, page {number}")
        for line in range(LINES):
            words = [chance.choice(words_of) for _ in range(12)]
            if line in (5, 20):
                words[3] = chance.choice(list(NAMES))
            canvas.drawString(72, 770 - 19 * line, " ".join(words))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def replaced(data: bytes) -> tuple[int, bytes]:
    """How many names were replaced, and the copy."""
    opened = InPlaceDocument(data)
    edits = tuple(
        Replacement(segment.key, at, at + len(name), code, "person", "benchmark")
        for segment in opened.segments
        for name, code in NAMES.items()
        for at in range(len(segment.text))
        if segment.text.startswith(name, at)
    )
    return len(edits), opened.write(Plan("a.pdf", "", DocumentKind.OTHER, "a.pdf", edits), cleared=frozenset()).data


def measure(path: Path) -> tuple[float, float, int]:
    """Peak in MB and seconds of processor time of a process of its own, and how many names it replaced."""
    command = [sys.executable, str(Path(__file__).resolve()), "--file", str(path)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak, count = map(int, run.stdout.split())
    return peak / 1024, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, count


def main() -> None:
    """Print peak and speed of each size; with ``--file``, do the work of the inner process."""
    if sys.argv[1:2] == ["--file"]:
        count, _ = replaced(Path(sys.argv[2]).read_bytes())
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, count)
        return
    with tempfile.TemporaryDirectory() as folder:
        for pages in [int(size) for size in sys.argv[1:]] or SIZES:
            path = Path(folder) / f"{pages}.pdf"
            path.write_bytes(document(pages))
            peak, seconds, count = measure(path)
            print(f"{pages} pages, {count} names: peak {peak:.0f} MB, {pages / seconds:.1f} pages/s")


if __name__ == "__main__":
    main()
