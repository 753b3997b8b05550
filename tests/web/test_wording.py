"""No sentence that the pages show speaks of the command line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import redactor
from redactor.case.sealing import SealedError
from redactor.model import JoinableDetail
from redactor.web.proposals import proposals
from redactor.web.wording import in_pages

SOURCES = [
    "apply/__init__.py",
    "case/answers.py",
    "case/decisions.py",
    "case/publication.py",
    "case/query_slips.py",
    "case/sheet_edits.py",
    "case/working.py",
    "decide/removals.py",
    "detect/engine.py",
    "formats/legacy/document.py",
    "formats/passwords.py",
    "formats/pdf/inplace/document.py",
    "nlp/shipped.py",
    "nlp/tagger/tagger.py",
    "pipeline/packing.py",
    "pipeline/query.py",
    "pipeline/reading.py",
    "pipeline/run.py",
    "pipeline/signing.py",
    "release/gate.py",
    "release/pack.py",
    "release/previous.py",
    "release/signing.py",
    "verify/sense.py",
]
"""The modules whose messages the pages show."""

JARGON = re.compile(
    r"(?<!\w)--[a-z]|\bredactor [a-z]|(?<![-\w])report\.(?:html|json)|\bexit code|\[publication\]|\[documents\]"
)
ONLY_THERE = {
    "--accept-provisional cannot be used for",
    "Complete the glossary first",
    "Look at the path that --password-file gives.",
    "--retypeset and --no-raster exclude each other.",
    "Protect the pack either with age or with a password, not both.",
}
"""What the pages cannot cause: they have no such choice."""


def sentences(source: str) -> Iterator[str]:
    """What a module says to people: string constants that are no docstrings, f-strings by their constant parts."""
    tree = ast.parse((Path(redactor.__file__).parent / source).read_text(encoding="utf-8"))
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value


@pytest.mark.parametrize("source", SOURCES)
def test_what_a_module_says_is_put_in_the_words_of_the_pages(source: str) -> None:
    said = [line for line in sentences(source) if not any(line.startswith(known) for known in ONLY_THERE)]
    assert [line for line in said if JARGON.search(in_pages(line))] == []


def test_a_setting_is_called_by_what_it_means() -> None:
    said = (
        "A precondition of publication is not on record: proceedings (criminal proceedings are concluded) is not met.."
    )
    assert in_pages(said) == (
        "A precondition of publication is not on record: criminal proceedings are concluded is not met."
    )
    assert in_pages("family_informed (the family has been told) lies ahead.") == "the family has been told lies ahead."


@pytest.mark.parametrize(
    ("text", "suggestion", "options"),
    [
        ("2 October 2011", "the year, or the season and the year", ("October 2011", "autumn 2011", "2011")),
        ("14/01/2012", "the year", ("January 2012", "winter 2012", "2012")),
        ("cystic fibrosis", "“a serious medical condition”", ("a serious medical condition",)),
        ("nine children", "“a large family”, “several children”", ("a large family", "several children")),
        ("headlines", "say only what the learning needs", ()),
    ],
)
def test_words_that_could_stand_instead_are_words_and_no_advice(
    text: str, suggestion: str, options: tuple[str, ...]
) -> None:
    detail = JoinableDetail("kind", text, 2, "body", "A sentence.", suggestion)
    assert proposals(detail) == options


@pytest.mark.parametrize("interrupted", [True, False])
def test_a_sealed_case_is_told_without_a_command(interrupted: bool) -> None:
    error = SealedError(interrupted=interrupted)
    assert not JARGON.search(in_pages(error.next_step))


def test_other_sentences_stay() -> None:
    assert in_pages("Close it in Excel and try again.") == "Close it in Excel and try again."
