"""How many Word files a second of processor time are read and written again, one core.

Run: ``python benchmarks/docx_apply.py [PARAGRAPHS]``. The file is made here: paragraphs of
several runs, a table, a header; every tenth paragraph holds a name in two runs.
"""

from __future__ import annotations

import io
import sys
import time

import docx

from redactor.formats import adapter_for
from redactor.model import DocumentKind, Plan, Replacement

_NAME = "Karen Oldroyd"


def sample(paragraphs: int) -> bytes:
    """A Word file of about ``paragraphs`` paragraphs."""
    document = docx.Document()
    document.add_heading("Individual Management Review", 0)
    document.sections[0].header.paragraphs[0].text = f"About {_NAME}"
    for number in range(paragraphs):
        paragraph = document.add_paragraph("The family was seen on that day. " * 3)
        if number % 10 == 0:
            paragraph.add_run("Karen ").bold = True
            paragraph.add_run("Oldroyd wrote it down.")
    table = document.add_table(rows=20, cols=3)
    for row in table.rows:
        row.cells[1].text = _NAME
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def main() -> None:
    """Measure and print."""
    data = sample(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    rounds = 10
    started = time.process_time()
    for _ in range(rounds):
        document = adapter_for("a.docx", data).open(data)
        edits = tuple(
            Replacement(s.key, s.text.index(_NAME), s.text.index(_NAME) + len(_NAME), "HV1", "person", "bench")
            for s in document.segments
            if _NAME in s.text
        )
        document.write(Plan("a", "", DocumentKind.OTHER, "a", edits), cleared=frozenset())
    each = (time.process_time() - started) / rounds
    sys.stdout.write(f"{each * 1000:.0f} ms a file, {1 / each:.1f} files a second of processor time\n")


if __name__ == "__main__":
    main()
