"""A file that is checked without a case: people whom only the person model knows are told."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from tests.verify.building import answering, knowledge_for

from redactor.model import Verification
from redactor.nlp import Mark
from redactor.verify import check_file
from redactor.verify.search import marked, newcomers


def verdict(text: str) -> Verification:
    return check_file("report.txt", f"Overview Report\n\n{text}\n".encode(), knowledge=None)


NAMED = [
    "The family was seen. Karen Oldroyd rang the school.",
    "Child R was seen. Hope said that she had weighed the baby.",
    "The family was seen on Monday. Grace Ward rang the school. Joy Marsh was at work.",
    "The report says this. Summer was seen at nursery on Monday. Grace came with her.",
]


@pytest.mark.parametrize("text", NAMED)
def test_a_name_that_is_also_a_word_is_told(text: str) -> None:
    found = verdict(text)
    assert any(item.check == marked.CHECK for item in found.residuals)
    assert not found.passed


@pytest.mark.parametrize("text", NAMED)
def test_without_the_model_it_would_pass(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, lambda texts: [() for _ in texts])
    assert not verdict(text).residuals


@pytest.mark.parametrize(
    "text",
    [
        "Child R was seen by SW1 and MGM. The health visitor weighed the baby.",
        "Recommendations were made. Training was given. Supervision was late.",
        "The Munro Review of May 2011 asks the same. Reading is a town.",
    ],
)
def test_text_without_people_passes(text: str) -> None:
    assert verdict(text).residuals == ()


@pytest.mark.parametrize(
    ("name", "checks"),
    [
        ("Mr Kettle", {newcomers.CHECK, marked.CHECK}),
        ("Velvet Pillow", set()),
        ("Grace Ward", {marked.CHECK}),
    ],
)
def test_marks_of_words_that_nobody_is_called_by_are_let_go_and_no_others(
    name: str, checks: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def sure(texts: Sequence[str]) -> list[tuple[Mark, ...]]:
        return [tuple(Mark(m.start(), m.end(), "PERSON", 1.0) for m in re.finditer(name, text)) for text in texts]

    answering(monkeypatch, sure)
    assert {item.check for item in verdict(f"{name} rang. {name} said so.").residuals} == checks


@pytest.mark.parametrize(
    "said",
    [
        "The worker saw Rose at the clinic.",
        "The nurse asked Joy about it.",
        "Only then Will told the nurse.",
    ],
)
def test_with_a_case_somebody_called_like_a_word_is_told_where_the_sentence_speaks_of_them(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> set[str]:
        data = f"Overview Report\n\n{said}\n".encode()
        return {item.check for item in check_file("report.txt", data, knowledge=knowledge_for()).residuals}

    assert marked.CHECK in found()
    answering(monkeypatch, lambda texts: [() for _ in texts])
    assert marked.CHECK not in found()


def test_with_a_case_a_word_is_no_person_where_the_sentence_does_not_speak_of_one() -> None:
    data = b"Overview Report\n\nDate\tAgency\tSeen by\tChance that was missed\n"
    found = check_file("report.txt", data, knowledge=knowledge_for())
    assert marked.CHECK in found.checks
    assert not found.residuals
