"""The detect stage in a second process; what it finds is what ``Detector`` finds.

This module imports no recogniser before the second process does.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from redactor.beside import SecondProcess
from redactor.model import Finding, Person, SourceDocument

if TYPE_CHECKING:
    from redactor.case.schema import Case
    from redactor.detect.detector import Detector

_SENTENCES: Final = (
    "Zanele met Ms Abernathy of Fennmouth Surgery at 14 Harbour Row, Testmouth FN1 2AB, on Monday 3 May 2011.",
    "Telephone: 01632 960123; her NHS number is 943 476 5919, see www.example.org and PC 4471 of Fennshire Police.",
)
"""In which recognisers find something, so that they make ready what they make ready when it is first asked for."""
_Texts = list[tuple[str, str]]
"""Texts, each with its label."""

_numbers = itertools.count()
_detectors: dict[int, Detector] = {}
"""In the second process: what it was asked to make."""


class DetectorBeside:
    """As ``Detector``, in another process.

    Args:
        case: Its glossary, allowed and kept names are matched.
        beside: The process.
        pipeline: Folder of a spaCy pipeline; ``None`` is the person model that is shipped.

    Raises:
        ModelError: if the pipeline is missing, altered or does not load.
        BesideError: if the process ended.
    """

    def __init__(self, case: Case | None, beside: SecondProcess, *, pipeline: str | None = None) -> None:
        number = next(_numbers)
        beside.ask(_make, number, case, pipeline).result()
        self._start(beside, number)

    def _start(self, beside: SecondProcess, number: int) -> None:
        self._beside = beside
        self._number = number

    def with_people(self, people: Sequence[Person]) -> DetectorBeside:
        """See ``Detector.with_people``."""
        second = object.__new__(DetectorBeside)
        second._start(self._beside, next(_numbers))
        self._beside.ask(_make_second, second._number, self._number, tuple(people)).result()
        return second

    def find(self, text: str, *, label: str = "") -> tuple[Finding, ...]:
        """See ``Detector.find``.

        Raises:
            RecogniserError: if a recogniser fails or runs out of time.
            BesideError: if the process ended.
        """
        return self._found([(text, label)])[0]

    def detect(self, document: SourceDocument) -> dict[str, tuple[Finding, ...]]:
        """See ``Detector.detect``.

        Raises:
            RecogniserError: if a recogniser fails or runs out of time: the document cannot be decided.
            BesideError: if the process ended.
        """
        found = self._found([(segment.text, segment.label) for segment in document.segments])
        return {segment.key: findings for segment, findings in zip(document.segments, found, strict=True)}

    def _found(self, texts: _Texts) -> list[tuple[Finding, ...]]:
        return self._beside.ask(_search, self._number, texts).result()


@cache
def prepare(pipeline: str | None = None) -> None:
    """Load and make ready everything that finding needs, in the process that runs this.

    Raises:
        ModelError: if the pipeline is missing, altered or does not load.
    """
    from redactor.detect.detector import Detector

    Detector(None, pipeline=pipeline).found([(sentence, "") for sentence in _SENTENCES])


def _make(number: int, case: Case | None, pipeline: str | None) -> None:
    from redactor.detect.detector import Detector

    _detectors[number] = Detector(case, pipeline=pipeline)


def _make_second(number: int, first: int, people: tuple[Person, ...]) -> None:
    _detectors[number] = _detectors[first].with_people(people)


def _search(number: int, texts: _Texts) -> list[tuple[Finding, ...]]:
    return _detectors[number].found(texts)
