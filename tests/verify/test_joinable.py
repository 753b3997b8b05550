"""Details that a motivated intruder could join: found, scored, and on record for the website."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.verify.building import knowledge_for

from redactor.model import DocumentKind, JoinableDetail, Verification
from redactor.verify import check_file
from redactor.verify.joinable import joinable_details
from redactor.verify.readers.base import Block, Surface


def found(text: str, surface: Surface = Surface.BODY, *, wrapped: bool = False) -> list[JoinableDetail]:
    return list(joinable_details([Block("here", text, surface)], knowledge_for(), wrapped=wrapped))


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("The baby died on 2 October 2011.", "exact date of birth, death or incident", "2 October 2011"),
        ("He was four years old when they came to Lincoln.", "exact age with a place", ""),
        ("A nine-month-old baby was found in Reading.", "exact age with a place", "nine-month-old"),
        ("A boy aged 7 lived at Lincoln.", "exact age with a place", "aged 7"),
        ("She attended St Teresa's Academy.", "name of a school", "St Teresa's Academy"),
        ("Father worked at Hartley Biscuits.", "name of an employer", "Hartley Biscuits"),
        ("The child has cystic fibrosis.", "rare condition", "cystic fibrosis"),
        ("He has Wilson’s disease.", "rare condition", "Wilson’s disease"),
        ("An Eritrean family came to Lincoln.", "nationality or origin with a town", "Eritrean"),
        ("She is the youngest of seven.", "unusual family", "youngest of seven"),
        ("There are nine children.", "unusual family", "nine children"),
        ("The triplets were born early.", "unusual family", "triplets"),
        ("The case made the headlines.", "what the news may have told", "headlines"),
        ("Sentenced at Fennhaven Crown Court.", "what the news may have told", "Fennhaven Crown Court"),
        ("Her father is a professional footballer.", "unusual occupation", "professional footballer"),
    ],
)
def test_a_telling_detail_is_listed_with_its_sentence_and_a_suggestion(text: str, kind: str, written: str) -> None:
    detail = next(item for item in found(text) if item.kind == kind)
    assert detail.text == written or not written
    assert (detail.place, detail.sentence, detail.accepted) == ("here", text, "")
    assert detail.suggestion
    assert detail.score in (1, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "The Act came into force on 2 October 2004 and the child died later.",
        "The meeting was on 2 October 2011.",
        "He was four years old.",
        "Attends Nursery 1 and Primary School 1.",
        "Father worked at [address].",
        "She worked for Children's Services.",
        "A Polish family lives here.",
        "A Welsh family came to Lincoln.",
        "He has asthma.",
        "She has three children.",
        "Research shows that twins and triplets are at risk each year.",
        "The family moved from Reading to Lincoln in April.",
    ],
)
def test_what_tells_nothing_is_not_listed(text: str) -> None:
    assert found(text) == []


def test_the_most_telling_come_first_and_each_wording_once() -> None:
    text = "She has cystic fibrosis. The baby died on 2 October 2011. Cystic fibrosis was known."
    assert [(item.score, item.kind) for item in found(text)] == [
        (3, "exact date of birth, death or incident"),
        (2, "rare condition"),
    ]


def test_running_lines_are_one_sentence_and_the_format_is_not_read() -> None:
    text = "The baby who had been in the care of the hospital for weeks died\non 2 October 2011 at home."
    assert found(text, wrapped=True)
    assert not found(text)
    assert found("The triplets.", Surface.RAW) == []
    twin = Block("here", "The triplets.", Surface.BODY, twin=True)
    assert joinable_details([twin], None, wrapped=False) == ()


TEXT = b"Overview Report\nThe family had triplets.\n"


def verdict(destination: str, *accepted: tuple[str, str], full: bool = True) -> Verification:
    known = replace(knowledge_for(destination), accepted=accepted, full_rules=full)
    return check_file("a.txt", TEXT, knowledge=known, declared_kind=DocumentKind.OVERVIEW)


def test_for_the_website_each_is_accepted_on_record_and_elsewhere_it_is_advice() -> None:
    assert verdict("ofsted").passed
    assert any("a stranger could join" in note.message for note in verdict("ofsted").notes)
    held = verdict("website")
    assert not held.passed
    assert held.residuals == ()
    assert verdict("website", full=False).passed


@pytest.mark.parametrize("text", ["Triplets", "the family had triplets"])
def test_a_detail_or_its_sentence_can_be_accepted_with_a_reason(text: str) -> None:
    answer = verdict("website", (text, "known from the published report"))
    assert answer.passed
    assert [item.accepted for item in answer.joinable] == ["known from the published report"]
    assert not any("a stranger could join" in note.message for note in answer.notes)


def test_accepting_something_else_settles_nothing() -> None:
    assert not verdict("website", ("twins", "why not")).passed
