"""Replacement in PDFs: pages a second in place, and, where it is installed, of PyMuPDF on the same pages.

PyMuPDF is no dependency of this project (its licence is another one); to compare::

    uv run --with pymupdf python benchmarks/pdf_replacement.py
"""

from __future__ import annotations

import csv
import importlib
import importlib.util
import io
import re
import time
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

import pikepdf

from redactor.formats.pdf.inplace.document import InPlaceDocument
from redactor.model import DocumentKind, Plan, Replacement

SOURCE = Path(__file__).resolve().parent.parent / "corpus" / "example" / "documents" / "Overview report.pdf"
NAMES = {"Karen Oldroyd": "HV2", "Leon": "Child R", "Brannock": "Family", "Frances Tolland": "Author"}
COPIES = 6
ROUNDS = 3


def pages_of(copies: int) -> bytes:
    """The example's overview report, several times over."""
    with pikepdf.open(SOURCE) as one, pikepdf.new() as many:
        for _ in range(copies):
            many.pages.extend(one.pages)
        buffer = io.BytesIO()
        many.save(buffer)
    return buffer.getvalue()


def glossary() -> dict[str, str]:
    """Every name and alias of the example's glossary, as a case has them."""
    with (SOURCE.parent.parent / "glossary.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        name.strip(): row["code"] or "Person"
        for row in rows
        for name in (row["name"], *(row["aliases"] or "").split(";"))
        if name.strip()
    }


def in_place(data: bytes, names: Mapping[str, str]) -> None:
    """Read, replace, write."""
    document = InPlaceDocument(data)
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    edits = tuple(
        Replacement(segment.key, found.start(), found.end(), names[found[0]], "person", "benchmark")
        for segment in document.segments
        for found in pattern.finditer(segment.text)
    )
    document.write(Plan("a.pdf", "", DocumentKind.OTHER, "a.pdf", edits), cleared=frozenset())


def unchecked(data: bytes, names: Mapping[str, str]) -> None:
    """The same without drawing both files to compare them, which PyMuPDF does not do either."""
    with mock.patch("redactor.formats.pdf.inplace.document.differing_pages", lambda *_: []):
        in_place(data, names)


def search_and_redact(data: bytes, names: Mapping[str, str]) -> None:
    """The same with PyMuPDF, which reads each page once for all names."""
    library = importlib.import_module("pymupdf")
    document = library.open(stream=data, filetype="pdf")
    for page in document:
        text = page.get_textpage()
        for name, code in names.items():
            for place in page.search_for(name, textpage=text):
                page.add_redact_annot(place, code)
        page.apply_redactions()
    document.tobytes(garbage=3, deflate=True)


def main() -> None:
    """Print pages a second of processor time: the best of several rounds, the ways taking turns."""
    data = pages_of(COPIES)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
    ways = {"in place": in_place, "in place, its own check by drawing apart": unchecked}
    if importlib.util.find_spec("pymupdf") is not None:
        ways["PyMuPDF"] = search_and_redact
    for what, names in (("four names", NAMES), ("the example's glossary", glossary())):
        best = dict.fromkeys(ways, float("inf"))
        for _ in range(ROUNDS):
            for name, way in ways.items():
                start = time.process_time()
                way(data, names)
                best[name] = min(best[name], time.process_time() - start)
        print(f"{what} ({len(names)} forms), {pages} pages, best of {ROUNDS}, pages/s of processor time:")
        for name, seconds in best.items():
            print(f"  {name}: {pages / seconds:.1f}")
        if "PyMuPDF" in best:
            for name in tuple(best)[:2]:
                print(f"  {name} to PyMuPDF: {best['PyMuPDF'] / best[name]:.2f}")


if __name__ == "__main__":
    main()
