"""A listed surname or first name inside somebody else's full name is widened, and only then."""

from __future__ import annotations

import pytest

from redactor.decide.neighbours import widen_partial_names
from redactor.model import Finding


def listed(text: str, part: str, form: str) -> Finding:
    start = text.index(part)
    return Finding(start, start + len(part), "person", 0.9, "test", people=("g1",), form=form)


@pytest.mark.parametrize(
    ("text", "part", "form", "name"),
    [
        ("They met Sadia Oldroyd there.", "Oldroyd", "surname", "Sadia Oldroyd"),
        ("Sadia Oldroyd came.", "Oldroyd", "surname", "Sadia Oldroyd"),
        ("They met Karen Whitlocke there.", "Karen", "first name", "Karen Whitlocke"),
        ("They met Kaz Whitlocke’s mother.", "Kaz", "nickname", "Kaz Whitlocke"),
        ("Sunday Oldroyd came.", "Oldroyd", "surname", "Sunday Oldroyd"),
        ("his brother Friday Oldroyd came", "Oldroyd", "surname", "Friday Oldroyd"),
    ],
)
def test_widened(text: str, part: str, form: str, name: str) -> None:
    (finding,) = widen_partial_names([listed(text, part, form)], text)
    assert (finding.span.of(text), finding.people, finding.name) == (name, (), name)


@pytest.mark.parametrize(
    ("text", "part", "form"),
    [
        ("When Oldroyd called, nobody came.", "Oldroyd", "surname"),
        ("The Oldroyd file", "Oldroyd", "surname"),
        ("SW1 Oldroyd called.", "Oldroyd", "surname"),
        ("Ofsted Oldroyd", "Oldroyd", "surname"),
        ("Karen Said nothing", "Karen", "first name"),
        ("Karen NSPCC worker", "Karen", "first name"),
        ("Karen DNA'd again", "Karen", "first name"),
        ("Karen DNAs often", "Karen", "first name"),
        ("Karen Tues, Kaz Wed", "Karen", "first name"),
        ("On the Monday Oldroyd called", "Oldroyd", "surname"),
        ("Last Friday Oldroyd called", "Oldroyd", "surname"),
        ("Rota: Monday Karen, Tuesday Kaz", "Karen", "first name"),
        ("Karen Jnr called", "Karen", "first name"),
        ("Karen Snr", "Karen", "first name"),
        ("Ms Oldroyd called", "Ms Oldroyd", "title surname"),
        ("Sadia Oldroyd came.", "Sadia Oldroyd", "full name"),
    ],
)
def test_left_as_it_is(text: str, part: str, form: str) -> None:
    finding = listed(text, part, form)
    assert widen_partial_names([finding], text) == (finding,)


def test_two_listed_parts_side_by_side_are_not_somebody_else() -> None:
    text = "Karen Oldroyd-Baker came."
    findings = [listed(text, "Karen", "first name"), listed(text, "Oldroyd-Baker", "surname")]
    assert widen_partial_names(findings, text) == tuple(findings)
