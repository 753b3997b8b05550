"""Small archives of invented cases, and workers that are made to fail."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from docx import Document

CASE_TOML = """\
[case]
reference = "ZZ-{number}"
board = "Fennshire LSCB"
subject = "Child R"
"""
GLOSSARY = """\
name,code,role,category,aliases
Leon Wisniowski,Child R,subject,child,Leo
Karen Oldroyd,SW1,social worker,professional,Kaz
"""
NOTE = "Interview record\n\nSW Karen Oldroyd visited on {day} May 2011. Leon was in good spirits.\n"

# Loaded by every Python that starts: ingest breaks in the way that a file's name says.
_BREAKS = """
import os, sys, time
if os.environ.get("BREAK_INGEST"):
    import redactor.pipeline.reading as reading
    _ingest = reading.ingest
    def ingest(path, source, case, **more):
        if "crash" in path.name:
            os.abort()
        if "hang" in path.name:
            time.sleep(3600)
        if "hoard" in path.name:
            hoard = []
            while True:
                hoard.append(bytearray(64 * 1024 * 1024))
        if "fault" in path.name:
            raise KeyError("a fault of the program")
        if "once" in path.name and not os.path.exists(os.environ["BREAK_INGEST"]):
            open(os.environ["BREAK_INGEST"], "w").close()
            os.kill(os.getppid(), 9)
            time.sleep(3600)
        return _ingest(path, source, case, **more)
    reading.ingest = ingest
"""


def small_case(root: Path, name: str, documents: Mapping[str, str] | None = None, *, glossary: bool = True) -> Path:
    """Make a case folder with text documents; an empty text makes none."""
    case = root / name
    (case / "documents").mkdir(parents=True)
    (case / "case.toml").write_text(CASE_TOML.format(number=len(name) + 10), encoding="utf-8")
    if glossary:
        (case / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    for file, text in (documents or {"note.txt": NOTE.format(day=3)}).items():
        if file.endswith(".docx"):
            word = Document()
            word.add_paragraph(text)
            word.save(str(case / "documents" / file))
        else:
            (case / "documents" / file).write_text(text, encoding="utf-8")
    return case


def breaking(tmp: Path) -> dict[str, str]:
    """Environment variables with which workers break on files called crash, hang, hoard, fault or once."""
    folder = tmp / "breaks"
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(_BREAKS, encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
    return {"PYTHONPATH": path, "BREAK_INGEST": str(tmp / "broke-once")}


def released(out: Path) -> dict[str, bytes]:
    """Every released file of a batch by its path below the output folder."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.glob("case-*/release/*"))}
