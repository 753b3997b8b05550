"""How long ``redactor check`` takes for a report of 20 pages, as text, as a Word file and as a PDF, and how it grows.

Usage: ``python benchmarks/check.py``. The text is invented prose with codes (``corpus.sentences``), 3,000 characters
a page. First by the clock, as a user waits for it: the whole command, the median of five; the bar is 5 seconds, and
the machine must be idle. The PDF is what LibreOffice makes of the Word file, its first 20 pages; without LibreOffice
there is none. Then processor seconds of one process, the program already loaded.
"""

from __future__ import annotations

import io
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import docx
import pikepdf
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


def as_pdf(lines: list[str]) -> bytes | None:
    """The first pages of what LibreOffice makes of the Word document; ``None`` without LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "report.docx").write_bytes(as_docx(lines))
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, f"{folder}/report.docx"], check=True, capture_output=True)
        out = io.BytesIO()
        with pikepdf.open(Path(folder) / "report.pdf") as pdf:
            del pdf.pages[_PAGES:]
            pdf.save(out)
        return out.getvalue()


def waited(name: str, data: bytes) -> float:
    """Seconds by the clock of the whole command, the median of five."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        times: list[float] = []
        for _ in range(5):
            began = time.monotonic()
            subprocess.run([sys.executable, "-m", "redactor", "check", str(file)], check=False, capture_output=True)
            times.append(time.monotonic() - began)
        return statistics.median(times)


def main() -> None:
    """Measure and print."""
    print(f"load of the machine when it began: {os.getloadavg()[0]:.1f}")
    lines = paragraphs(_PAGES)
    for name, data in (("txt", as_text(lines)), ("docx", as_docx(lines)), ("pdf", as_pdf(lines))):
        if data is not None:
            print(f"{name} of {_PAGES} pages, the whole command by the clock: {waited(f'report.{name}', data):.1f} s")
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
