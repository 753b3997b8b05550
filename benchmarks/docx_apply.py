"""How many Word files a second of processor time are read and written, one core, and whether that is linear in size.

Run: ``python benchmarks/docx_apply.py``. The files are made here, as Word saves them: a short
list of styles, paragraphs of several runs, a table, a header; every tenth paragraph holds a
name in two runs. "Apply" is the writing of a document that was read; the bar for it is 15
files of 15 KB a second.
"""

from __future__ import annotations

import io
import sys
import time

import docx
from docx.document import Document

from redactor.formats import adapter_for
from redactor.model import DocumentKind, Plan, Replacement

_NAME = "Karen Oldroyd"
_SIZES = (20, 600, 2400)
_ROUNDS = 4
_NOT_WORDS = ("thumbnail", "stylesWithEffects")
_STYLES = frozenset({"Normal", "heading 1", "Title", "Header", "Footer", "Normal Table", "Default Paragraph Font"})


def sample(paragraphs: int) -> bytes:
    """A Word file of that many paragraphs, without what only python-docx's template has."""
    document = docx.Document()
    _fewer_styles(document)
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, link in rels.items() if link.reltype.rsplit("/")[-1] in _NOT_WORDS]:
            del rels[key]
    document.add_heading("Individual Management Review", 0)
    document.sections[0].header.paragraphs[0].text = f"About {_NAME}"
    for number in range(paragraphs):
        words = " ".join(f"{(number * 7919 + k * 104729) % 9973:04x}" for k in range(18))
        paragraph = document.add_paragraph(f"The family was seen on that day. {words}")
        if number % 10 == 0:
            paragraph.add_run("Karen ").bold = True
            paragraph.add_run("Oldroyd wrote it down.")
    table = document.add_table(rows=max(2, paragraphs // 15), cols=3)
    for row in table.rows:
        row.cells[1].text = _NAME
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _fewer_styles(document: Document) -> None:
    """Leave the styles that a document of Word's own has; the template of python-docx has 160 more."""
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.name_val not in _STYLES:
            styles.remove(style)


def measure(paragraphs: int) -> tuple[int, float, float]:
    """The size of a file, and the seconds that reading and writing it take."""
    data = sample(paragraphs)
    read = written = 0.0
    for _ in range(_ROUNDS):
        start = time.process_time()
        document = adapter_for("a.docx", data).open(data)
        middle = time.process_time()
        edits = tuple(
            Replacement(s.key, s.text.index(_NAME), s.text.index(_NAME) + len(_NAME), "HV1", "person", "bench")
            for s in document.segments
            if _NAME in s.text
        )
        plan = Plan("a", "", DocumentKind.OTHER, "a", edits)
        before = time.process_time()
        document.write(plan, cleared=frozenset())
        written += time.process_time() - before
        read += middle - start
    return len(data), read / _ROUNDS, written / _ROUNDS


def main() -> None:
    """Measure and print."""
    measure(_SIZES[0])
    first = 0.0
    for paragraphs in _SIZES:
        size, read, written = measure(paragraphs)
        each = (read + written) / paragraphs
        first = first or each
        sys.stdout.write(
            f"{size / 1024:5.0f} KB: reading {read * 1000:4.0f} ms, apply {written * 1000:4.0f} ms "
            f"({1 / written:5.1f} files a second), time for a paragraph {each / first:4.2f} of the smallest's\n"
        )


if __name__ == "__main__":
    main()
