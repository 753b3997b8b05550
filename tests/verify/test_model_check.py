"""A file that is checked without a case: people whom only the person model knows are told."""

from __future__ import annotations

import pytest

from redactor.model import Verification
from redactor.verify import check_file
from redactor.verify.search import newcomers


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
    assert any(item.check == newcomers.MODEL_CHECK for item in found.residuals)
    assert not found.passed


@pytest.mark.parametrize("text", NAMED)
def test_without_the_model_it_would_pass(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newcomers, "marks", lambda texts: [[] for _ in texts])
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
