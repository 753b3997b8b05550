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
from redactor.model import AppliedDocument, DocumentKind, Plan
from redactor.nlp import Mark, marking
from redactor.verify import pages, prepare_verifier, verify_release
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


class _WithoutComparison(SecondProcess):
    """Does at once what it is asked for, and ends over the comparison of pages."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, function: Callable[P, T], /, *args: P.args, **more: P.kwargs) -> Answer[T]:
        self.asked.append(function.__name__)
        answer: Answer[T] = Answer()
        if function is pages.compare_pages:
            answer.give(None, BesideError("It ended.", next_step="Run again."))
        else:
            answer.give(function(*args, **more))
        return answer


def test_a_copy_whose_pages_nobody_compared_is_unchecked() -> None:
    data = _pdf().replace(b"Karen Oldroyd", b"The worker it")
    digest = hashlib.sha256(data).hexdigest()
    beside = _WithoutComparison()
    found = verify_release(
        source=data,
        source_name="a.pdf",
        released=AppliedDocument("a.pdf", "a.pdf", data, digest, ()),
        expected=(),
        plan=Plan("a.pdf", digest, DocumentKind.OTHER, "a.pdf", ()),
        knowledge=knowledge_for(),
        helped=Helped.for_source(data, beside),
    )
    assert "compare_pages" in beside.asked
    assert [notice.message for notice in found.unchecked] == ["It ended."]
    assert not found.passed


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
