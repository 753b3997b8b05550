"""Texts that are marked while their owner does something else: the same marks, every error, nothing left running."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from redactor.beside import SecondProcess
from redactor.errors import ModelError
from redactor.nlp import Ahead, Mark, asking, marking, marks

TEXTS = [f"{number} Karen Oldroyd rang the school. The nurse asked Zanele Mthembu." for number in range(100)]


def test_they_are_the_same_with_a_helper_and_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_THREADS", "1")
    alone = marks(TEXTS)
    monkeypatch.setenv("REDACTOR_THREADS", "2")
    assert marks(TEXTS) == alone
    assert all(TEXTS[n][mark.start : mark.end] for n, found in enumerate(alone) for mark in found)
    assert sum(mark.label == "PERSON" for found in alone for mark in found) > len(TEXTS)


def test_what_the_helper_has_not_begun_is_done_by_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_THREADS", "2")
    busy, who = threading.Event(), list[str]()

    def slowly(texts: Sequence[str]) -> list[tuple[Mark, ...]]:
        if threading.current_thread() is not threading.main_thread():
            busy.wait(10)
        else:
            busy.set()
        who.append(f"{threading.current_thread().name[:12]} {texts[0].split()[0]}")
        return [() for _ in texts]

    monkeypatch.setattr(marking, "_marked", slowly)
    monkeypatch.setattr(marking, "BATCH", sum(map(len, TEXTS[:64])))
    assert marks(TEXTS) == [()] * len(TEXTS)
    assert sorted(who) == ["MainThread 64", "person-model 0"]


def test_an_error_of_the_helper_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_THREADS", "2")

    def refuse(texts: Sequence[str]) -> list[tuple[Mark, ...]]:
        raise ModelError("missing", next_step="Install again.")

    monkeypatch.setattr(marking, "_marked", refuse)
    with asking(TEXTS) as asked, pytest.raises(ModelError):
        asked.marks()


def test_who_leaves_early_leaves_nothing_running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_THREADS", "2")
    with pytest.raises(TimeoutError), asking(TEXTS * 5):
        raise TimeoutError
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("person-model")]


@pytest.mark.parametrize("cores", ["1", "2"])
def test_texts_that_were_known_before_come_first_each_once(monkeypatch: pytest.MonkeyPatch, cores: str) -> None:
    monkeypatch.setenv("REDACTOR_THREADS", cores)
    ahead = Ahead.of([*TEXTS[:20], TEXTS[3]], None)
    with asking(TEXTS[20:], ahead=ahead) as asked:
        found = asked.marks()
    assert found == [*marks(TEXTS[:20]), *marks(TEXTS[20:])]


def test_a_second_process_begins_with_them_at_once_and_marks_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "BATCH", 4 * len(TEXTS[10]))
    with SecondProcess() as beside:
        ahead = Ahead.of(TEXTS[:10], beside)
        assert len(ahead.begun) == 3
        with asking(TEXTS[10:20], beside, ahead=ahead) as asked:
            assert asked.begun[:3] == ahead.begun
            assert len(asked.begun) == len(asked.batches) == 6
            assert asked.marks() == [found for batch in asked.batches for found in marks(batch)]
