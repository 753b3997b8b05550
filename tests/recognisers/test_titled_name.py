from __future__ import annotations

import pytest

from redactor.model import Finding
from redactor.recognisers.titled_name import recognisers


def found(text: str) -> list[Finding]:
    (recogniser,) = recognisers(None)
    return list(recogniser.find(text))


def test_a_finding_holds_span_name_role_and_reason() -> None:
    assert found("The GP, Dr F. Tolland, rang.") == [
        Finding(
            start=8,
            end=21,
            kind="person",
            score=0.9,
            evidence="title before a capitalised name",
            rule="titled name",
            role="GP",
            name="F. Tolland",
        )
    ]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("health visitor Karen Oldroyd", ["Karen Oldroyd"]),
        ("Mr Tolland and Mrs Oldroyd", ["Mr Tolland", "Mrs Oldroyd"]),
        ("Mrs Oldroyd's notes", ["Mrs Oldroyd"]),
        ("the Munro Review and SW1", []),
    ],
)
def test_exact_spans(text: str, spans: list[str]) -> None:
    assert [text[f.start : f.end] for f in found(text)] == spans
