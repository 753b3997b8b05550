"""Which finding wins, and that nothing a replacing finding covered is left uncovered."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.decide.precedence import PROTECTING, merge
from redactor.lexicon.words import is_word
from redactor.model import Finding


def found(text: str, part: str, kind: str, **more: object) -> Finding:
    start = text.index(part)
    return Finding(start, start + len(part), kind, 0.9, "test", **more)  # type: ignore[arg-type]


TEXT = "Contact Frances Tolland at karen.oldroyd@fennshire.example or 14 Acacia Avenue, Fennton FN1 2AB."


@pytest.mark.parametrize(
    ("findings", "kinds", "spans"),
    [
        pytest.param(
            [found(TEXT, "Frances Tolland", "allowed", people=("a1",)), found(TEXT, "Frances Tolland", "person")],
            ["allowed"],
            ["Frances Tolland"],
            id="allowed name before a person rule",
        ),
        pytest.param(
            [
                found(TEXT, "Frances Tolland", "allowed", people=("a1",)),
                found(TEXT, "Contact Frances Tolland", "person"),
            ],
            ["person", "allowed"],
            ["Contact", "Frances Tolland"],
            id="what stands before an allowed name, without the blank between them",
        ),
        pytest.param(
            [
                found(TEXT, "Frances Tolland", "allowed", people=("a1",)),
                found(TEXT, "Frances", "person", people=("g1",), form="first name"),
            ],
            ["allowed"],
            ["Frances Tolland"],
            id="the child's first name inside the author's full name",
        ),
        pytest.param(
            [
                found(TEXT, "karen.oldroyd@fennshire.example", "email"),
                found(TEXT, "karen.oldroyd", "person", people=("g1",), form="joined"),
            ],
            ["email"],
            ["karen.oldroyd@fennshire.example"],
            id="a name inside an e-mail address",
        ),
        pytest.param(
            [
                found(TEXT, "14 Acacia Avenue, Fennton FN1 2AB", "address"),
                found(TEXT, "14 Acacia Avenue", "place", people=("g7",), form="identifier"),
            ],
            ["place"],
            ["14 Acacia Avenue, Fennton FN1 2AB"],
            id="a listed address gives the whole postal address its code",
        ),
        pytest.param(
            [
                found(TEXT, "karen.oldroyd@fennshire.example", "email"),
                found(TEXT, "karen.oldroyd@fennshire.example", "keep", people=("k1",)),
            ],
            ["keep"],
            ["karen.oldroyd@fennshire.example"],
            id="a kept contact line",
        ),
    ],
)
def test_precedence(findings: list[Finding], kinds: list[str], spans: list[str]) -> None:
    merged = merge(findings, TEXT)
    assert [f.kind for f in merged] == kinds
    assert [f.span.of(TEXT) for f in merged] == spans


def test_a_listed_surname_in_somebody_elses_full_name_gives_way() -> None:
    text = "Ms Sarah Oldroyd attended."
    merged = merge(
        [
            found(text, "Ms Sarah Oldroyd", "person", name="Sarah Oldroyd"),
            found(text, "Oldroyd", "person", people=("g1",), form="surname"),
        ],
        text,
    )
    assert [(f.people, f.span.of(text)) for f in merged] == [((), "Ms Sarah Oldroyd")]


def test_public_term_beats_a_surname_but_not_a_full_name() -> None:
    text = "The Munro Review; Jane Munro wrote."
    merged = merge(
        [
            found(text, "Munro Review", "public"),
            found(text, "Munro", "person", people=("g1",), form="surname"),
            found(text, "Jane Munro", "person", people=("g1",), form="full name"),
        ],
        text,
    )
    assert [(f.kind, f.span.of(text)) for f in merged] == [("public", "Munro Review"), ("person", "Jane Munro")]


def test_what_an_allowed_name_does_not_cover_is_still_replaced() -> None:
    text = "Chair Frances Tolland Jane Smith spoke"
    merged = merge(
        [
            found(text, "Frances Tolland", "allowed", people=("a1",)),
            found(text, "Frances Tolland Jane Smith", "person", name="Frances Tolland Jane Smith"),
        ],
        text,
    )
    assert [(f.kind, f.span.of(text)) for f in merged] == [("allowed", "Frances Tolland"), ("person", "Jane Smith")]


def test_same_span_of_two_indexes_keeps_all_candidates() -> None:
    text = "Oldroyd called."
    first = found(text, "Oldroyd", "person", people=("g1",), form="surname")
    second = found(text, "Oldroyd", "person", people=("p:sarah oldroyd",), form="surname")
    assert [f.people for f in merge([first, second], text)] == [("g1", "p:sarah oldroyd")]


KINDS = st.sampled_from(["person", "email", "phone", "address", "institution", "allowed", "keep", "public"])


@st.composite
def any_findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    text = draw(st.text(alphabet="ab Cd.", min_size=4, max_size=40))
    findings = []
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(KINDS)
        listed = kind in ("allowed", "keep") or (kind == "person" and draw(st.booleans()))
        form = draw(st.sampled_from(["full name", "surname"])) if listed else ""
        findings.append(Finding(start, end, kind, 0.9, "test", people=("g1",) if listed else (), form=form))
    return text, findings


def _ends_in(institution: Finding, other: Finding, text: str) -> bool:
    """Whether an institution is nothing but ordinary words before a listed whole name, which may stay."""
    whole = other.kind == "person" and other.people and other.form == "full name"
    ends = institution.kind == "institution" and institution.end == other.end and institution.start <= other.start
    return bool(whole) and ends and all(map(is_word, text[institution.start : other.start].split()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Statement of Grace Ward", [("person", "Grace Ward")]),
        ("Thornfield Grace Ward", [("institution", "Thornfield Grace Ward")]),
        ("Grace Ward", [("person", "Grace Ward")]),
    ],
)
def test_a_listed_whole_name_that_ends_an_institution_is_replaced(text: str, expected: list[tuple[str, str]]) -> None:
    """Each once made the other void, and nothing of "Statement of Grace Ward" was replaced."""
    listed = found(text, "Grace Ward", "person", people=("g1",), form="full name")
    merged = merge([found(text, text, "institution", name=text), listed], text)
    assert [(f.kind, f.span.of(text)) for f in merged] == expected


@given(any_findings())
def test_merged_findings_are_disjoint_and_leave_nothing_uncovered(case: tuple[str, list[Finding]]) -> None:
    text, findings = case
    merged = merge(findings, text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(merged))
    covered = {i for f in merged for i in range(f.start, f.end)}
    replacing = [
        f for f in findings if f.kind not in PROTECTING and not any(_ends_in(f, other, text) for other in findings)
    ]
    wanted = {i for f in replacing for i in range(f.start, f.end) if text[i].isalnum()}
    shields = {i for f in findings if f.kind in PROTECTING for i in range(f.start, f.end)}
    assert wanted <= covered | shields


@given(any_findings())
def test_merging_is_stable_under_order(case: tuple[str, list[Finding]]) -> None:
    text, findings = case
    spans = [f.span for f in merge(findings, text)]
    assert [f.span for f in merge(list(reversed(findings)), text)] == spans
