"""Mentions of unlisted people are grouped by rule and coded once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from redactor.case.register import Register, RegisterRow
from redactor.decide.mentions import Mention
from redactor.decide.newcomers import provisional_people
from redactor.lexicon.written import name_tokens
from redactor.model import Category, Finding, Gender, Origin


def mention(written: str, role: str = "", kind: str = "person") -> Mention:
    return Mention("a.docx", "p1", Finding(0, len(written), kind, 0.8, "test", role=role, name=written), written)


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Jane Smith", ("jane", "smith")),
        ("SMITH, Jane", ("jane", "smith")),
        ("J. Smith", ("j", "smith")),
        ("Aoife O’Malley", ("aoife", "omalley")),
        ("Łucja Wiśniowska-Bąk", ("lucja", "wisniowska", "bak")),
    ],
)
def test_name_tokens(written: str, tokens: tuple[str, ...]) -> None:
    assert name_tokens(written) == tokens


def test_one_person_in_three_forms_gets_one_code_by_role() -> None:
    people = provisional_people(
        [mention("Smith"), mention("J. Smith"), mention("Jane Smith", role="HV")],
        register=Register(),
        taken=frozenset({"HV1"}),
    )
    assert [(p.code, p.name, p.origin) for p in people] == [("HV2", "Jane Smith", Origin.PROVISIONAL)]
    assert set(people[0].aliases) == {"Smith", "J. Smith"}


def test_a_surname_that_fits_two_people_is_left_to_the_reviewer() -> None:
    people = provisional_people(
        [mention("Jane Smith"), mention("Tom Smith"), mention("Smith")], register=Register(), taken=frozenset()
    )
    assert [p.name for p in people] == ["Jane Smith", "Tom Smith"]
    assert len({p.code for p in people}) == 2
    assert not any("Smith" in p.aliases for p in people)


def test_two_people_whose_names_are_written_alike_are_two() -> None:
    alike = [replace(mention("Smith"), adult=True, gender=gender) for gender in (Gender.MALE, Gender.FEMALE)]
    people = provisional_people(alike, register=Register(), taken=frozenset())
    assert [(p.name, p.code, p.gender) for p in people] == [
        ("Smith", "Person 1", Gender.MALE),
        ("Smith", "Person 2", Gender.FEMALE),
    ]
    assert len({p.key for p in people}) == 2


def test_a_code_of_the_register_is_kept() -> None:
    row = RegisterRow("Jane Smith", "HV7", "health visitor", Category.PROFESSIONAL, Origin.PROVISIONAL)
    people = provisional_people([mention("Jane Smith")], register=Register((row,)), taken=frozenset())
    assert [p.code for p in people] == ["HV7"]


def test_unknown_role_becomes_person_with_the_next_free_number() -> None:
    people = provisional_people([mention("Jane Smith")], register=Register(), taken=frozenset({"Person 1"}))
    assert [p.code for p in people] == ["Person 2"]


def test_institutions_are_grouped_by_their_whole_name() -> None:
    people = provisional_people(
        [
            mention("St Bede's Primary School", role="Primary School", kind="institution"),
            mention("St Bede’s  Primary School", role="Primary School", kind="institution"),
        ],
        register=Register(),
        taken=frozenset({"Primary School 1"}),
    )
    assert [p.code for p in people] == ["Primary School 2"]
