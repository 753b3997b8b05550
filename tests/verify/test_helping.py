"""What a second process does of the verification is what this one would do."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.verify.building import knowledge_for

from redactor.beside import Answer, BesideError, SecondProcess
from redactor.errors import UnreadableError
from redactor.model import AppliedDocument, DocumentKind, Plan, Verification
from redactor.nlp import Mark, marking
from redactor.verify import prepare_verifier, verify_release
from redactor.verify.helping import Helped
from redactor.verify.readers import Block, read_file
from redactor.verify.readers.pdf import read_again, read_pdf
from redactor.verify.readers.registry import begins_as_pdf
from redactor.verify.search.asked import Model
from redactor.verify.search.exempt import Exempt

P = ParamSpec("P")
T = TypeVar("T")


def _pdf() -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, invariant=True)
    for line in ("Karen Oldroyd rang the school.", "Nobody answered."):
        canvas.drawString(60, 700, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_the_second_reading_is_that_of_the_reader() -> None:
    prepare_verifier()
    assert "redactor.verify.readers.pdf" in sys.modules
    data = _pdf()
    assert [text.strip() for text in read_again(data)] == ["Karen Oldroyd rang the school.", "Nobody answered."]
    assert begins_as_pdf(data)
    assert read_pdf(data) == read_file(data)


@pytest.mark.parametrize("keep", [0.3, 0.6])
def test_a_broken_file_is_unreadable_in_both(keep: float) -> None:
    data = _pdf().replace(b"/Pages", b"/Pagxs").replace(b"/Page\n", b"/Pagx\n")
    data = data[: int(len(data) * keep)]
    for read in (read_again, read_pdf):
        with pytest.raises(UnreadableError, match="The PDF is broken"):
            read(data)


class _Without(SecondProcess):
    """Does at once what it is asked for, and ends over one function."""

    def __init__(self, function: str) -> None:
        self.asked: list[str] = []
        self._without = function

    def ask(self, function: Callable[P, T], /, *args: P.args, **more: P.kwargs) -> Answer[T]:
        self.asked.append(function.__name__)
        answer: Answer[T] = Answer()
        if function.__name__ == self._without:
            answer.give(None, BesideError("It ended.", next_step="Run again."))
        else:
            answer.give(function(*args, **more))
        return answer


_DONE = {"compare_pages", "lists_of", "read_again"}


@pytest.mark.parametrize(
    ("without", "pictures", "asked"),
    [
        ("", False, _DONE | {"read_original"}),
        ("", True, _DONE),  # what stands in pictures is remembered here: the original is read here
        ("compare_pages", False, _DONE | {"read_original"}),
        ("lists_of", False, _DONE | {"read_original"}),
        ("read_original", False, {"read_original", "read_again"}),
        ("read_again", False, {"read_original", "read_again"}),
        ("read_again", True, {"read_again"}),
    ],
)
def test_a_copy_of_which_the_second_process_failed_a_part_is_unchecked(
    without: str, pictures: bool, asked: set[str]
) -> None:
    data = _pdf().replace(b"Karen Oldroyd", b"The worker it")
    digest = hashlib.sha256(data).hexdigest()
    beside = _Without(without)

    def verified(helped: Helped | None) -> Verification:
        return verify_release(
            source=data,
            source_name="a.pdf",
            released=AppliedDocument("a.pdf", "a.pdf", data, digest, ()),
            expected=(),
            plan=Plan("a.pdf", digest, DocumentKind.OTHER, "a.pdf", ()),
            knowledge=knowledge_for(),
            helped=helped,
        )

    found = verified(Helped.for_source(data, beside, pictures=pictures))
    assert set(beside.asked) == asked
    if not without:
        assert found == verified(None)
        return
    assert "It ended." in {notice.message for notice in found.unchecked if notice.holds}
    assert not found.passed


def test_an_original_that_cannot_be_read_is_told_whoever_reads_it() -> None:
    data = b"Nothing else."
    copy = AppliedDocument("a.txt", "a.txt", data, hashlib.sha256(data).hexdigest(), ())
    plan = Plan("a.txt", hashlib.sha256(b"").hexdigest(), DocumentKind.OTHER, "a.txt", ())
    alone, helped = (
        verify_release(
            source=b"",
            source_name="a.txt",
            released=copy,
            expected=(),
            plan=plan,
            knowledge=knowledge_for(),
            helped=helped,
        )
        for helped in (None, Helped.for_source(b"", _Without("")))
    )
    assert alone == helped
    assert "the source cannot be read by the verifier" in {notice.message for notice in helped.unchecked}


def test_the_model_is_asked_about_pages_before_the_second_reading_and_about_each_text_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    whole = marking._marked

    def counted(texts: Sequence[str]) -> list[tuple[Mark, ...]]:
        asked.extend(texts)
        return whole(texts)

    monkeypatch.setattr(marking, "_marked", counted)
    model, told = Model(), list[int]()

    def pages(blocks: Sequence[Block]) -> None:
        told.append(len(blocks))
        model.pages(blocks)

    read = read_file(_pdf(), pages=pages)
    assert told == [2]
    with model.marked(read) as people:
        found = list(people.residuals([Exempt()] * len(people.stories), spoken_of=False))
    assert [residual.place for residual in found] == ["page 1"]
    assert sorted(asked[-2:]) == ["Karen Oldroyd rang the school.", "Nobody answered."]
    assert len(asked) == len(set(asked))  # the last batch is marked first where nobody else begins
