"""A listed surname or first name inside somebody else's full name is widened, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from redactor.decide.neighbours import widen_partial_names
from redactor.model import PERSON_MODEL, Finding


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
        ("The visit was made by Monday Oldroyd at two.", "Oldroyd", "surname", "Monday Oldroyd"),
        ("Ruby Oldroyd rang.", "Oldroyd", "surname", "Ruby Oldroyd"),
        ("Will Oldroyd rang.", "Oldroyd", "surname", "Will Oldroyd"),
        ("RUBY OLDROYD", "OLDROYD", "surname", "RUBY OLDROYD"),
        ("Progress Oldroyd was seen.", "Oldroyd", "surname", "Progress Oldroyd"),
        ("They met Bramble Oldroyd there.", "Oldroyd", "surname", "Bramble Oldroyd"),
        ("They met Karen London there.", "Karen", "first name", "Karen London"),
        ("Hassan bin Said rang.", "Hassan", "first name", "Hassan bin Said"),
        ("Hassan bin Said rang.", "Said", "surname", "Hassan bin Said"),
        ("Khadija umm Salma rang.", "Khadija", "first name", "Khadija umm Salma"),
        ("GRANT OLDROYD LEFT", "OLDROYD", "surname", "GRANT OLDROYD"),
        ("HOPE OLDROYD RANG", "OLDROYD", "surname", "HOPE OLDROYD"),
        ("– May Oldroyd told her", "Oldroyd", "surname", "May Oldroyd"),
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
        ("Friend of Karen Foodbank", "Karen", "first name"),
        ("Middle name: Karen Last\nname: Keet", "Karen", "first name"),
        ("Middle name: Karen Last namc: Keet", "Karen", "first name"),
        ("Middle name: Karen Last  name: Keet", "Karen", "first name"),
        ("First name: Karen Middlc name: Keet", "Karen", "first name"),
        ("then Mr Justice Oldroyd sat", "Oldroyd", "surname"),
        ("then lady justice Oldroyd sat", "Oldroyd", "surname"),
        ("GRANT OLDROYD LEAVE TILL MON", "OLDROYD", "surname"),
        ("“I HOPE OLDROYD IS WELL,” SHE SAID", "OLDROYD", "surname"),
        ("– May Oldroyd go? Ask Karen.", "Oldroyd", "surname"),
        ("Karen Snr", "Karen", "first name"),
        ("Ms Oldroyd called", "Ms Oldroyd", "title surname"),
        ("Yesterday Oldroyd called", "Oldroyd", "surname"),
        ("Visited Oldroyd again", "Oldroyd", "surname"),
        ("Will Oldroyd attend?", "Oldroyd", "surname"),
        ("In June Oldroyd called", "Oldroyd", "surname"),
        ("On 3 March Oldroyd called", "Oldroyd", "surname"),
        ("On the 21st of May Oldroyd called", "Oldroyd", "surname"),
        ("the Core Group Oldroyd", "Oldroyd", "surname"),
        ("AGENDA OLDROYD", "OLDROYD", "surname"),
        ("IT WAS OLDROYD", "OLDROYD", "surname"),
        ("Karen Case Conference", "Karen", "first name"),
        ("Karen Page 4", "Karen", "first name"),
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


def test_a_first_name_before_the_surname_of_another_listed_person_is_a_third() -> None:
    text = "Karen Whitlocke came."
    surname = replace(listed(text, "Whitlocke", "surname"), people=("g2",))
    first, second = widen_partial_names([listed(text, "Karen", "first name"), surname], text)
    assert (first.span.of(text), first.people) == ("Karen Whitlocke", ())
    assert second == surname


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("told Friday Okafor so", "Okafor", "Friday Okafor"),
        ("Jimmy Care rang.", "Jimmy", "Jimmy Care"),
        ("Jordan England.", "Jordan", "Jordan England"),
        ("PIETER VAN DYK", "PIETER VAN", "PIETER VAN DYK"),
        ("Yusuf abu Bakr rang.", "Yusuf", "Yusuf abu Bakr"),
        ("On Friday Okafor rang.", "Okafor", "Okafor"),
        ("On 23 September Ms Okafor rang.", "Ms Okafor", "Ms Okafor"),
        ("On 3 March PC Okafor rang.", "PC Okafor", "PC Okafor"),
        ("On 3 March Okafor rang.", "Okafor", "Okafor"),
        ("Jordan Care Plan", "Jordan", "Jordan"),
        ("Emese Last name: Finney", "Emese", "Emese"),
        ("Officer: PC 0'Connell.", "Connell", "0'Connell"),
    ],
)
def test_somebody_unlisted_has_the_rest_of_the_name(text: str, part: str, whole: str) -> None:
    start = text.index(part)
    found = Finding(start, start + len(part), "person", 0.9, "test", PERSON_MODEL, name=part)
    (finding,) = widen_partial_names([found], text)
    assert finding.span.of(text) == whole
