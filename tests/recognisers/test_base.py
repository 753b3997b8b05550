from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
import regex
from presidio_analyzer import EntityRecognizer, RecognizerResult

from redactor import recognisers
from redactor.errors import RecogniserError
from redactor.model import Finding
from redactor.recognisers.base import FindingResult, SpanRecogniser, matches

SECRET = "Karen Oldroyd"


class Given(SpanRecogniser):
    """Returns what it was given, or raises it."""

    def __init__(
        self, *answers: Finding | Exception, seconds: float = 60.0, wait: float = 0.0, work: float = 0.0
    ) -> None:
        self.answers = answers
        self.wait = wait
        self.work = work
        super().__init__("person", "given", seconds=seconds)

    def find(self, text: str) -> Iterable[Finding]:
        for answer in self.answers:
            time.sleep(self.wait)
            ready = time.thread_time() + self.work
            while time.thread_time() < ready:
                pass
            if isinstance(answer, Exception):
                raise answer
            yield answer


def person(start: int = 0, end: int = 5, score: float = 0.8, kind: str = "person") -> Finding:
    return Finding(start, end, kind, score, "because")


def test_a_finding_becomes_a_presidio_result_that_carries_it() -> None:
    (result,) = Given(person()).analyze(SECRET, [], None)
    assert isinstance(result, FindingResult)
    assert (result.entity_type, result.start, result.end, result.score) == ("PERSON", 0, 5, 0.8)
    assert result.finding == Finding(0, 5, "person", 0.8, "because", rule="given")


def test_a_rule_that_is_named_stays() -> None:
    (result,) = Given(Finding(0, 5, "person", 0.8, "because", rule="own")).analyze(SECRET, [], None)
    assert isinstance(result, FindingResult)
    assert result.finding.rule == "own"


@pytest.mark.parametrize(
    "failure",
    [
        ValueError(SECRET),
        TimeoutError(SECRET),
        RecursionError(SECRET),
        KeyError(SECRET),
        RecogniserError("The recogniser lost its list."),
    ],
)
def test_a_failure_names_the_recogniser_and_never_the_text(failure: Exception) -> None:
    with pytest.raises(RecogniserError, match="'given'") as caught:
        Given(failure).analyze(SECRET, [], None)
    assert "Oldroyd" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "wrong",
    [
        person(end=99),
        person(start=-1),
        person(start=5, end=5),
        person(score=0),
        person(score=1.1),
        person(kind="phone"),
    ],
)
def test_a_finding_that_cannot_be_right_fails_the_document(wrong: Finding) -> None:
    with pytest.raises(RecogniserError):
        Given(wrong).analyze(SECRET, [], None)


def test_a_slow_recogniser_fails_the_document() -> None:
    with pytest.raises(RecogniserError, match="ran out of time"):
        Given(person(), person(1, 3), seconds=0.001, work=0.01).analyze(SECRET, [], None)


def test_a_recogniser_that_had_to_wait_for_the_processor_is_not_slow() -> None:
    assert len(Given(person(), person(1, 3), seconds=0.02, wait=0.05).analyze(SECRET, [], None)) == 2


def test_a_regex_that_runs_away_raises_instead_of_being_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redactor.lexicon.limits.SECONDS", 0.05)
    runaway = regex.compile(r"(?:(?:a+)+)+$")
    with pytest.raises(TimeoutError):
        list(matches(runaway, "a" * 4000 + "b"))


def test_matches_gives_every_match() -> None:
    assert [m[0] for m in matches(regex.compile(r"\d"), "a1b2")] == ["1", "2"]


def test_presidio_drops_none_of_our_overlapping_results() -> None:
    inner, outer, twin = person(0, 5, 0.5), person(0, 13, 0.9), Finding(0, 13, "person", 0.9, "other", rule="other")
    results: list[RecognizerResult] = [FindingResult(f) for f in (inner, outer, twin)]
    kept = EntityRecognizer.remove_duplicates(results)
    assert {r.finding for r in kept if isinstance(r, FindingResult)} == {inner, outer, twin}


def test_equal_findings_are_one() -> None:
    assert len({FindingResult(person()), FindingResult(person())}) == 1
    assert FindingResult(person()) != person()


def test_every_module_of_the_package_is_a_recogniser_module() -> None:
    names = recognisers.modules()
    assert {"titled_name", "institution", "public_term"} <= set(names)
    assert "base" not in names
    assert not [name for name in names if name.startswith("_")]


def test_build_makes_every_recogniser_under_its_own_name() -> None:
    built = recognisers.build(None)
    names = [recogniser.name for recogniser in built]
    assert {"titled name", "institution", "public term"} <= set(names)
    assert len(names) == len(set(names))
    assert all(isinstance(recogniser, SpanRecogniser) for recogniser in built)


def test_a_module_without_recognisers_is_no_silent_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognisers, "modules", lambda: ("base",))
    with pytest.raises(AttributeError):
        recognisers.build(None)


def test_two_recognisers_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognisers, "modules", lambda: ("titled_name", "titled_name"))
    with pytest.raises(ValueError, match="titled name"):
        recognisers.build(None)
