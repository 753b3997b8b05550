"""Replacement in PDFs: pages a second in place, and, where it is installed, of PyMuPDF on the same pages.

PyMuPDF is no dependency of this project (its licence is another one); to compare::

    uv run --with pymupdf python benchmarks/pdf_replacement.py
"""

from __future__ import annotations

import importlib
import importlib.util
import io
import re
import time
from pathlib import Path

import pikepdf

from redactor.formats.pdf.inplace.document import InPlaceDocument
from redactor.model import DocumentKind, Plan, Replacement

SOURCE = Path(__file__).resolve().parent.parent / "corpus" / "example" / "documents" / "Overview report.pdf"
NAMES = {"Karen Oldroyd": "HV2", "Leon": "Child R", "Brannock": "Family", "Frances Tolland": "Author"}
COPIES = 6
ROUNDS = 4


def pages_of(copies: int) -> bytes:
    """The example's overview report, several times over."""
    with pikepdf.open(SOURCE) as one, pikepdf.new() as many:
        for _ in range(copies):
            many.pages.extend(one.pages)
        buffer = io.BytesIO()
        many.save(buffer)
    return buffer.getvalue()


def in_place(data: bytes) -> None:
    """Read, replace, write."""
    document = InPlaceDocument(data)
    pattern = re.compile("|".join(map(re.escape, NAMES)))
    edits = tuple(
        Replacement(segment.key, found.start(), found.end(), NAMES[found[0]], "person", "benchmark")
        for segment in document.segments
        for found in pattern.finditer(segment.text)
    )
    document.write(Plan("a.pdf", "", DocumentKind.OTHER, "a.pdf", edits), cleared=frozenset())


def search_and_redact(data: bytes) -> None:
    """The same with PyMuPDF."""
    library = importlib.import_module("pymupdf")
    document = library.open(stream=data, filetype="pdf")
    for page in document:
        for name, code in NAMES.items():
            for place in page.search_for(name):
                page.add_redact_annot(place, code)
        page.apply_redactions()
    document.tobytes(garbage=3, deflate=True)


def main() -> None:
    """Print pages a second of processor time: the best of several rounds, the ways taking turns."""
    data = pages_of(COPIES)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
    ways = {"in place": in_place}
    if importlib.util.find_spec("pymupdf") is not None:
        ways["PyMuPDF"] = search_and_redact
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.process_time()
            way(data)
            best[name] = min(best[name], time.process_time() - start)
    for name, seconds in best.items():
        print(f"{name}: {pages / seconds:.1f} pages/s of processor time, {pages} pages, best of {ROUNDS}")
    if len(best) > 1:
        print(f"in place to PyMuPDF: {best['PyMuPDF'] / best['in place']:.2f}")


if __name__ == "__main__":
    main()
