"""How long ``redactor check`` takes for a report of 20 pages, as text and as a Word file, and how it grows.

Usage: ``python benchmarks/check.py``. The text is invented prose with codes (``corpus.sentences``), 3,000 characters
a page. Processor seconds of one process, the program already loaded; the start of the program is told apart. The
bar is 5 seconds for the text.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import docx
from corpus.sentences import generate
from evaluation.alarms import a_case, coded

from redactor.model import Category
from redactor.verify import Knowledge, check_file

_PAGE = 3000
_PAGES = 20
_PEOPLE = (
    ("Karolina Quillerby", "SW1", Category.PROFESSIONAL),
    ("Eulalia Pountney", "MGM", Category.FAMILY),
    ("Ysolde Brannock", "Child R", Category.CHILD),
    ("Torquil Brannock", "Father", Category.FAMILY),
)


def paragraphs(pages: int) -> list[str]:
    """So many pages of clean paragraphs."""
    found: list[str] = []
    length = 0
    for text in generate("train", 100_000, 3):
        clean = coded(text.text, text.spans).replace("\n", " ")
        found.append(clean)
        length += len(clean) + 2
        if length >= pages * _PAGE:
            break
    return found


def as_text(lines: list[str]) -> bytes:
    """A plain text."""
    return "\n\n".join(lines).encode()


def as_docx(lines: list[str]) -> bytes:
    """A Word document."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def seconds(name: str, data: bytes, known: Knowledge | None) -> float:
    """Processor seconds of one check."""
    start = time.process_time()
    check_file(name, data, knowledge=known)
    return time.process_time() - start


def whole_process() -> float:
    """Processor seconds of ``redactor check`` on one line, the least of three processes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "line.txt"
        file.write_text("It rained.", encoding="utf-8")
        return min(_of_child([sys.executable, "-m", "redactor", "check", str(file)]) for _ in range(3))


def _of_child(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    print(f"a check of one line, start of the program included: {whole_process():.2f} s")
    known = a_case(_PEOPLE)
    writers: tuple[tuple[str, Callable[[list[str]], bytes]], ...] = (("txt", as_text), ("docx", as_docx))
    check_file("warm.txt", b"Overview Report\n\nA visit.", knowledge=known)
    for name, write in writers:
        once = seconds(f"report.{name}", write(paragraphs(_PAGES)), known)
        twice = seconds(f"report.{name}", write(paragraphs(2 * _PAGES)), known)
        print(f"{name} of {_PAGES} pages, with a case: {once:.2f} s; twice as long: {twice / once:.2f} times")
    check_file("warm.txt", b"Overview Report\n\nA visit.", knowledge=None)
    alone = seconds("report.txt", as_text(paragraphs(_PAGES)), None)
    print(f"txt of {_PAGES} pages, no case, person model asked: {alone:.2f} s of all threads together")


if __name__ == "__main__":
    main()
