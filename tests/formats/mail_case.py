"""A small invented case for messages, run through the whole program."""

from __future__ import annotations

from pathlib import Path

import redactor

GLOSSARY = """name,code,role,category,aliases
Karen Oldroyd,SW1,social worker,professional,
Marek Wisniowski,Father,father,family,
Jolie Brannock,Child R,subject child,child,
Thornfield Primary School,Primary School 1,school,place,
"""
SETTINGS = """[case]
reference = "FN-11"
board = "Fennshire LSCB"
subject = "Child R"
incident = 2011-10-02

[[allowed]]
name = "Frances Tolland"
role = "overview report author"
"""
NAMES = r"oldroyd|karen|wi[sś]niowski|marek|brannock|jolie|thornfield|fenncare"


def make_case(root: Path, documents: dict[str, bytes], *, more: str = "") -> Path:
    """A case folder with these documents."""
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text(SETTINGS + more, encoding="utf-8")
    (root / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    for name, data in documents.items():
        (root / "documents" / name).write_bytes(data)
    return root


def run(root: Path, out: Path, destination: str = "ofsted") -> redactor.RunResult:
    """Run the case."""
    return redactor.run_case(root, out, destination=destination)
