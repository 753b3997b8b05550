"""Whether the words beside a name speak of somebody."""

from __future__ import annotations

import pytest

from redactor.lexicon.spoken_of import is_of_records, is_pet, is_spoken_of


def spoken(marked: str) -> bool:
    start, end = marked.index("["), marked.index("]") - 1
    return is_spoken_of(marked.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(
    "marked",
    [
        "[Tegan] said that she was tired.",
        "Then [Tegan] visited the flat.",
        "[Tegan]'s flat was cold.",
        "[Tegan’s] flat was cold.",
        "The midwife [Tegan] wrote it down.",
        "Mother told [Tegan] on Monday.",
        "Seen by Dr [Tegan] today",
        "[Tegan]\nwas seen at home",
    ],
)
def test_somebody_does_has_or_is_something(marked: str) -> None:
    assert spoken(marked)


@pytest.mark.parametrize(
    "marked", ["[Tegan] = the new system", "Alias: SW5, [Tegan]", "[Tegan]", "A [Tegan] Road shop", "the [Tegan] form"]
)
def test_nothing_is_said_of_anybody(marked: str) -> None:
    assert not spoken(marked)


@pytest.mark.parametrize(
    ("marked", "answer"),
    [
        ("a cat  called [Nutmeg]", True),
        ("a cat that is named [Nutmeg]", True),
        ("the dog's name is [Nutmeg]", True),
        ("my cat s Called [Nutmeg]", True),
        ("the dog handler named [Nutmeg]", False),
        ("his pet name is [Nutmeg]", False),
        ("the dog's owner is named [Nutmeg]", False),
        ("her brother called [Nutmeg]", False),
        ("[Bruno] (comfort toy)", True),
        ("[Bruno] (the family dog) bit him", True),
        ("[Bruno] (dog walker)", False),
        ("[Bruno] (old friend)", False),
        ("[Bruno], who has a (comfort toy)", False),
    ],
)
def test_an_animal_or_a_toy_is_called_so(marked: str, answer: bool) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    assert is_pet(marked.replace("[", "", 1).replace("]", "", 1), start, end) is answer


@pytest.mark.parametrize(
    ("marked", "answer"),
    [
        ("The supervision notes for [April] mention him", True),
        ("her attendance for [June]", True),
        ("the plan for [April] was late", False),
        ("notes for [Tegan]", False),
        ("[April] notes", False),
        ("and wrote it up on [Mosaic].", True),
        ("Source: [Mosaic]", True),
        ("She wrote to [Mosaic].", False),
        ("and wrote it up on [Tegan].", False),
    ],
)
def test_records_are_told_by_their_month_or_system(marked: str, answer: bool) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    assert is_of_records(marked.replace("[", "").replace("]", ""), start, end) is answer
