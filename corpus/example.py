"""Builds the example case: ``python -m corpus.example [--out DIR]``.

What python-docx writes is the same to the byte each time; what LibreOffice writes is the
same in its text. The committed files are the reference for both.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from corpus.gold import gold_of
from corpus.markup import Source, parse_source, plain
from corpus.office import convert
from corpus.pictures import genogram
from corpus.write_docx import DocxWriter
from corpus.write_fodt import FodtWriter

HERE = Path(__file__).parent
SOURCES = HERE / "example_src"
COMMITTED = HERE / "example"


def sources() -> Iterator[Source]:
    """The sources of the example's documents, by file name of the source."""
    for path in sorted((SOURCES / "documents").glob("*.md")):
        yield parse_source(path.read_text(encoding="utf-8"))


def made(source: Source) -> bytes:
    """The bytes of one document.

    Raises:
        OfficeError: if the document needs LibreOffice and that is missing or fails.
    """
    match source.value("engine"):
        case "docx":
            return DocxWriter(source).write()
        case "office-docx":
            return convert(FodtWriter(source).write(), ".fodt", "docx")
        case "office-pdf":
            return convert(DocxWriter(source).write(), ".docx", "pdf")
        case "text":
            return as_text(source).encode("utf-8")
        case engine:
            raise ValueError(f"unknown engine {engine}")


def as_text(source: Source) -> str:
    """A source as plain text, one line per paragraph, an empty line between."""
    return "\n\n".join("".join(plain(block.pieces)) for block in source.blocks) + "\n"


def gold() -> dict[str, object]:
    """The gold answers of all documents, as they stand in ``gold.json``."""
    return {"documents": {source.value("file"): gold_of(source) for source in sources()}}


def build(out: Path) -> None:
    """Write the whole case folder to ``out``; what is there is overwritten."""
    for source in sources():
        target = out / "documents" / source.value("file")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made(source))
    settings = (SOURCES / "case.toml").read_text(encoding="utf-8")
    cleared = hashlib.sha256(genogram()).hexdigest()
    (out / "case.toml").write_text(settings.replace("@GENOGRAM@", cleared), encoding="utf-8")
    glossary = (SOURCES / "glossary.csv").read_text(encoding="utf-8")
    (out / "glossary.csv").write_bytes(glossary.encode("utf-8-sig"))  # the mark tells Excel that it is UTF-8
    answers = json.dumps(gold(), ensure_ascii=False, indent=1, sort_keys=True)
    (out / "gold.json").write_text(answers + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Build the example case.")
    parser.add_argument("--out", type=Path, default=COMMITTED, help="folder to write (default: corpus/example)")
    build(parser.parse_args().out)


if __name__ == "__main__":
    main()
