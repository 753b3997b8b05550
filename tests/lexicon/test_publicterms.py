from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.lexicon.publicterms import public_spans, public_terms


def found(text: str) -> list[str]:
    return [span.of(text) for span in public_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Munro Review of Child Protection: Final", ["Munro Review of Child Protection"]),
        ("as recommended by Professor Munro (2011)", ["Professor Munro"]),
        ("Professor Eileen Munro", ["Professor Eileen Munro"]),
        ("Lord Laming's report", ["Lord Laming"]),
        ("Laming (2003) found", ["Laming (2003)"]),
        ("the Laming recommendations", ["Laming recommendations"]),
        ("post-Laming reforms", ["Laming reforms"]),
        ("the Wood Review", ["Wood Review"]),
        ("the Casey report", ["Casey report"]),
        ("Dame Louise Casey", ["Dame Louise Casey"]),
        ("Sir Alan Wood", ["Alan Wood"]),
        ("Baby P and Peter Connelly", ["Baby P", "Peter Connelly"]),
        ("Victoria Climbié Inquiry", ["Victoria Climbié Inquiry"]),
        ("VICTORIA CLIMBIÉ INQUIRY", ["VICTORIA CLIMBIÉ INQUIRY"]),
        ("Daniel Pelka's case", ["Daniel Pelka"]),
        ("Brandon et al (2009) said", ["Brandon et al (2009)"]),
        ("Brandon et al. noted", ["Brandon et al."]),
        ("Reder & Duncan wrote", ["Reder & Duncan"]),
        ("Reder and Duncan (1999)", ["Reder and Duncan (1999)"]),
        ("(Oldroyd and Tolland, 2011)", ["Oldroyd and Tolland, 2011"]),
        ("(Munro, 2011)", ["Munro, 2011"]),
        ("the evidence (Sidebotham and others) is", ["Sidebotham and others"]),
        ("studies of bruising (Sidebotham and colleagues, 2009)", ["Sidebotham and colleagues"]),
        ("The visitors (Sidebotham and others) left.", []),
        ("There was evidence. The visitors (Sidebotham and others) left.", []),
        ("Gillick competent.", ["Gillick competent"]),
        ("the Fraser guidelines", ["Fraser guidelines"]),
        ("Edinburgh Postnatal\nDepression Scale", ["Edinburgh Postnatal\nDepression Scale"]),
        ("Clare’s Law and Sarah's Law", ["Clare’s Law", "Sarah's Law"]),
        ("Graded Care Profile, Signs of Safety", ["Graded Care Profile", "Signs of Safety"]),
        ("Apgar scores", ["Apgar scores"]),
        ("Barnardo's, Coram and the NSPCC", ["Barnardo's", "Coram", "NSPCC"]),
        ("Monckton-Smith", ["Monckton-Smith"]),
        ("Children Act 1989", ["Children Act 1989"]),
        ("baroness casey’s team and lord Laming said", ["baroness casey", "lord Laming"]),
        ("CAFCASS", ["CAFCASS"]),
        ("Lord Larning’s report", ["Lord Larning"]),
        ("lord larning said", ["lord larning"]),
        ("Mr  Men books", ["Mr  Men"]),
    ],
)
def test_public_names_and_citations(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Munro said",
            "Ms Munro said",
            "Casey was seen",
            "Ms Wood (social worker)",
            "Wood's report",
            "Grace Wood rang",
            "Mr Larning rang",
            "Larning rang",
            "Lord Lanning said",
            "Mr  Menzies rang",
        ),
        *("lord casey said", "mrs casey said", "sister munro said"),
        *("Laming visited", "a nice day", "Nice", "Reading", "Kelly Oldroyd (2009)", "Oldroyd (2009)", "Baby Peterson"),
        *(
            "Karen Oldroyd",
            "HV Lincoln weighed the baby",
            "Daniel Pelkas",
            "the children act",
            "Frank said",
            "Grace and Hope",
        ),
    ],
)
def test_the_same_words_that_may_be_people(text: str) -> None:
    assert found(text) == []


def test_the_table_is_large_and_sound() -> None:
    terms = public_terms()
    assert len(terms) >= 200
    assert {term.kind for term in terms} == {"policy", "research", "law", "tool", "body", "place"}
    assert len({term.term for term in terms}) == len(terms)


@pytest.mark.parametrize("term", [t.term for t in public_terms() if t.owner is None])
def test_every_term_is_found_within_a_sentence(term: str) -> None:
    text = f"it follows {term}, as said"
    assert any(term in piece for piece in found(text))


@given(st.text())
def test_spans_are_disjoint_and_within_the_text(text: str) -> None:
    spans = public_spans(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(span.end <= len(text) for span in spans)
