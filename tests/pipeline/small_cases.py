"""Small cases of text files, for whole runs that take a second."""

from __future__ import annotations

from pathlib import Path

import spacy

CASE = """
[case]
reference = "TT-2024-7"
board = "Testshire LSCB"
subject = "Child T"
"""
GLOSSARY = """name,code,role,category,aliases
Frances Marlowe,Child T,subject,child,Frankie
Michelle Marlowe,Mother,mother,family,
"""


def text_case(root: Path, documents: dict[str, str], *, toml: str = "", glossary: str = GLOSSARY) -> Path:
    """Write a case folder whose documents are text files.

    Args:
        root: A folder that is not there yet.
        documents: Text by file name.
        toml: Further lines of case.toml.
        glossary: The glossary's CSV.
    """
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text(CASE + toml, encoding="utf-8")
    (root / "glossary.csv").write_text(glossary, encoding="utf-8")
    for name, text in documents.items():
        (root / "documents" / name).write_text(text, encoding="utf-8")
    return root


def ruler_pipeline(folder: Path, patterns: dict[str, str]) -> str:
    """A spaCy pipeline that marks fixed texts: label by text."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    rows = [{"label": label, "pattern": text} for text, label in patterns.items()]
    ruler.add_patterns(rows)  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return str(folder)
