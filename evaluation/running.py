"""Texts as the documents of an invented case, run through the whole program in memory."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from redactor.case import load_case
from redactor.decide.newcomers import UNKNOWN_NOUN
from redactor.model import Replacement
from redactor.pipeline.destination import profile_for
from redactor.pipeline.progress import Silent
from redactor.pipeline.run import Run
from redactor.release.results import DocumentResult, RunRecord

Spans = list[tuple[int, int]]
GAP = "\n\n"
"""What stands between the paragraphs of a text."""

CHILD = ("Mirela Ozolins", "Child R", "", "child", "")
"""A glossary's row of a child who is named in no text of the evaluation."""
_HEADINGS = ("name", "code", "role", "category", "aliases")
_SETTINGS = '[case]\nreference = "ZZ-901"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n'


def run_texts(texts: Mapping[str, str], glossary: Iterable[Sequence[str]] = (CHILD,)) -> RunRecord:
    """Run a case for Ofsted.

    Args:
        texts: Its documents by file name.
        glossary: The rows of its glossary, without the headings.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "documents").mkdir()
        (folder / "case.toml").write_text(_SETTINGS, encoding="utf-8")
        for file, text in texts.items():
            (folder / "documents" / file).write_bytes(text.encode())
        with (folder / "glossary.csv").open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows((_HEADINGS, *glossary))
        run = Run(load_case(folder), profile_for("ofsted", accept_provisional=False), False, Silent())
        return run.record(run.read())


def is_person(item: Replacement) -> bool:
    """Whether a replacement says that somebody stood there."""
    return item.kind == "person" and not item.text.startswith(UNKNOWN_NOUN)


def is_unknown(item: Replacement) -> bool:
    """Whether a replacement leaves open whether it was somebody: a noun that nothing explains, what a pet is called."""
    return item.kind == "person" and item.text.startswith(UNKNOWN_NOUN)


def replaced(result: DocumentResult, whole: str, wanted: Callable[[Replacement], bool] = bool) -> Spans:
    """What is replaced in a document, as half-open code points of its text; of some sort, or all."""
    if result.plan is None or result.document is None:
        return []
    at = 0
    edits = result.plan.by_segment()
    spans: Spans = []
    for segment in result.document.segments:
        start = whole.find(segment.text, at)
        if start < 0:
            raise ValueError(f"a segment of {result.source} is not in its text")
        at = start + len(segment.text)
        for item in edits.get(segment.key, ()):
            if wanted(item):
                spans.append((start + item.start, start + item.end))
    return spans
