"""Whole invented cases: one cast, gold spans, the same case for the same seed."""

from __future__ import annotations

from corpus.names import fold_name
from corpus.sentences.cases import KINDS, invent_case


def test_a_case_has_every_kind_of_document_about_one_cast() -> None:
    case = invent_case("test", 5)
    assert [document.name for document in case.documents] == [f"{kind}.txt" for kind in KINDS]
    names = {fold_name(word) for person in case.people for name in person.names for word in name.split()}
    mentions = [
        fold_name(text.text[one.start : one.end])
        for document in case.documents
        for text in document.paragraphs
        for one in text.people
        if one.form == "full"
    ]
    assert len(mentions) > 30
    assert all(names & set(mention.split()) for mention in mentions)


def test_the_cast_shares_surnames_in_families_only() -> None:
    people = invent_case("test", 6).people
    surnames = [person.last for person in people]
    assert len(set(surnames)) == len(people) - 3 - 2
    assert len({person.first for person in people}) == len(people)


def test_the_same_seed_gives_the_same_case() -> None:
    assert invent_case("development", 7) == invent_case("development", 7)
    assert invent_case("development", 7) != invent_case("development", 8)


def test_nobody_outside_the_cast_is_named() -> None:
    """Patterns that name somebody themselves are left out."""
    case = invent_case("test", 9)
    assert all(
        one.form != "literal" for document in case.documents for text in document.paragraphs for one in text.people
    )
