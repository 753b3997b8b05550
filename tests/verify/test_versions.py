"""Two releases, each of them clean, that tell something together."""

from __future__ import annotations

import pytest
from tests.formats.mail_files import light_word_file

from redactor.verify import Learning, compare_versions

INTRODUCTION = "The review was commissioned by the Board and considered the work of six agencies."


def text(*paragraphs: str) -> bytes:
    return "\n\n".join((INTRODUCTION, *paragraphs, "end")).encode()


def word(*paragraphs: str) -> bytes:
    return light_word_file(INTRODUCTION, *paragraphs)


def told(old: bytes, new: bytes) -> list[tuple[Learning, str, str]]:
    return [(item.what, item.old, item.new) for item in compare_versions(old, new, {"Family Support Lead"})]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("SW1 visited Child R at home.", "SW2 visited Child R at home.", (Learning.CODE_CHANGED, "SW1", "SW2")),
        (
            "MGM collected Child R from school.",
            "The maternal grandmother collected Child R from school.",
            (Learning.DESCRIBED, "MGM", "The maternal grandmother"),
        ),
        (
            "The retired midwife rang HV2 about the visit.",
            "MW1 rang HV2 about the visit.",
            (Learning.DESCRIBED, "The retired midwife", "MW1"),
        ),
        (
            "Child R was born on [date of birth] at Hospital 1.",
            "Child R was born on 3 May 2011 at Hospital 1.",
            (Learning.DESCRIBED, "[date of birth]", "3 May 2011"),
        ),
        (
            "[removed: medical detail] She was seen again by the practice.",
            "Her leukaemia had returned She was seen again by the practice.",
            (Learning.DESCRIBED, "[removed: medical detail]", "Her leukaemia had returned"),
        ),
        (
            "The Family Support Lead rang the school twice.",
            "The man from Number 4 rang the school twice.",
            (Learning.DESCRIBED, "Family Support Lead", "man from Number 4"),
        ),
        ("Child R was seen.", "Child R was seen by SW1.", (Learning.ONLY_IN_ONE, "", "by SW1")),
        (
            "Child R was seen, aged two years, by SW1.",
            "Child R was seen by SW1.",
            (Learning.ONLY_IN_ONE, "aged two years", ""),
        ),
    ],
)
def test_one_difference(old: str, new: str, expected: tuple[Learning, str, str]) -> None:
    assert told(text(old), text(new)) == [expected]
    assert told(word(old), text(new)) == [expected]


def test_a_code_that_changed_amid_other_words_is_told_apart_from_them() -> None:
    old, new = "Then SW1 came late and left.", "Then came also SW2 by bus and left."
    assert told(text("Last week SW1 rang twice."), text("Yesterday evening SW2 rang twice.")) == [
        (Learning.CODE_CHANGED, "SW1", "SW2"),
        (Learning.ONLY_IN_ONE, "Last week", "Yesterday evening"),
    ]
    assert (Learning.CODE_CHANGED, "SW1", "SW2") not in told(text(old), text(new)), "they stand in different places"


def test_the_same_text_tells_nothing_whatever_the_format() -> None:
    assert told(word("SW1 visited Child R."), text("SW1 visited  Child R.")) == []


def test_a_difference_is_told_once_with_all_places_telling_ones_first() -> None:
    old = text("SW1 came on Monday to the house.", "Later SW1 left the house.", "A last remark was made.")
    new = text("SW2 came on Monday to the house.", "Later SW2 left the house.", "A last remark was made today.")
    first, second = compare_versions(old, new)
    assert (first.what, first.old, first.new, len(first.places)) == (Learning.CODE_CHANGED, "SW1", "SW2", 2)
    assert (second.what, second.new) == (Learning.ONLY_IN_ONE, "today")
    assert first.what.tells
    assert not second.what.tells


def test_paragraphs_added_and_removed_are_not_mixed_up() -> None:
    old = text("SW1 visited Child R at home.", "The school closed early that day because of the snow.")
    new = text("A new paragraph about the method.", "SW2 visited Child R at home.")
    assert told(old, new) == [
        (Learning.CODE_CHANGED, "SW1", "SW2"),
        (Learning.ONLY_IN_ONE, "", "A new paragraph about the method"),
        (Learning.ONLY_IN_ONE, "The school closed early that day because of the snow", ""),
    ]
