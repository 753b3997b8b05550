"""Nothing lost in PDFs, page by page: what is missing, added, moved or not read is told with its page."""

from __future__ import annotations

import pytest

from redactor.model import AppliedDocument, Change
from redactor.verify import verification
from redactor.verify.flat import compare_words
from redactor.verify.pages import compare_pages
from redactor.verify.readers import Block, ReadFile, Structure, Surface

ONE, TWO = "Karen Oldroyd rang the school.", "The child was seen in May."


def read(*pages: str, pictures: tuple[str, ...] = (), title: str = "") -> ReadFile:
    blocks = [Block(f"page {n}", text, Surface.BODY, f"page {n}") for n, text in enumerate(pages, 1)]
    blocks += [Block("picture", text, Surface.PICTURE, "picture, text") for text in pictures]
    blocks += [Block("title", title, Surface.PROPERTY, "title", label="title")] if title else []
    return ReadFile("pdf", tuple(blocks), structure=Structure(pages=len(pages)))


PLAN = [(ONE, "SW1 rang the school."), (TWO, TWO)]
SOURCE, COPY = read(ONE, TWO), read("SW1 rang the school.", TWO)


def test_a_true_copy_has_lost_nothing() -> None:
    loss = compare_pages(SOURCE, COPY, PLAN)
    assert (loss.lost, loss.unchecked) == ([], [])


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (read("SW1 rang the school."), ["1 pages instead of 2"]),
        (read("SW1 rang the school.", "The child was seen."), ["2 words of the plan are missing"]),
        (read("SW1 rang the school.", TWO + " Twice."), ["1 words were not in the plan"]),
        (read("SW1 rang the school.", "The child was in May seen."), None),
        (read("SW1 rang the school. 7", TWO + " 12"), []),
    ],
)
def test_what_differs_is_told(output: ReadFile, said: list[str] | None) -> None:
    lost = compare_pages(SOURCE, output, PLAN).lost
    if said is None:
        assert len(lost) == 1
        assert lost[0].endswith("another order than planned (page 2)")
    else:
        assert lost == said


def test_words_that_the_plan_never_saw_cannot_be_compared() -> None:
    (notice,) = compare_pages(SOURCE, COPY, PLAN[:1]).unchecked
    assert notice.holds
    assert notice.place == "page 2"
    assert "words of the source were not read" in notice.message


def test_a_page_that_became_a_picture_is_counted_and_the_others_are_compared_in_order() -> None:
    change = Change("replaced", "a page as a picture: its font cannot be read", "page 1")
    loss = compare_pages(SOURCE, read("school the rang SW1", TWO), PLAN, [change])
    assert (loss.lost, loss.unchecked) == ([], [])
    assert compare_pages(SOURCE, read("the rang SW1", TWO), PLAN, [change]).lost == ["1 words of the plan are missing"]
    moved = compare_pages(SOURCE, read("SW1 rang the school.", "The child was in May seen."), PLAN, [change])
    assert len(moved.lost) == 1


def test_words_of_a_picture_may_stand_there_or_not() -> None:
    change = Change("replaced", "a page as a picture: a scan", "page 1")
    source = read(ONE, TWO, pictures=("Fennshire Council",))
    plan = [*PLAN, ("Fennshire Council", "Fennshire Council")]
    for first in ("SW1 rang the school.", "SW1 rang the school. Fennshire Council"):
        assert compare_pages(source, read(first, TWO), plan, [change]).lost == []


@pytest.mark.parametrize(("title", "said"), [("Review of SW1", []), ("Review", ["1 properties differ from the plan"])])
def test_the_title_of_a_document_set_anew_is_compared_with_the_plan(title: str, said: list[str]) -> None:
    source = read(ONE, title="Review of Karen Oldroyd")
    plan = [("Review of Karen Oldroyd", "Review of SW1"), PLAN[0]]
    assert compare_words(source, read("SW1 rang the school.", title=title), plan).lost == said


def test_a_file_within_a_message_that_cannot_be_read_back_is_lost() -> None:
    copy = AppliedDocument("a.eml", "a.eml", b"", "0" * 64)
    assert verification._within(copy, b"text", b"", []).lost == ["the written file cannot be read back"]
    assert verification._within(copy, b"SW1 rang.", b"SW1 rang.", [("SW1 rang.", "SW1 rang.")]).lost == []
