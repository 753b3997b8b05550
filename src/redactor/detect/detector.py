"""The detect stage: every recogniser over every segment, nothing decided yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from redactor.detect.engine import Engine
from redactor.detect.entities import EntityRecogniser, marks_entities
from redactor.model import Finding, Person, Segment, SourceDocument
from redactor.nlp import load_pipeline, plain_pipeline
from redactor.recognisers import build
from redactor.recognisers.base import SpanRecogniser
from redactor.recognisers.glossary import GlossaryRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

_SEPARATOR = ": "


class CaseDetector(Protocol):
    """What finds people, places and identifiers; how, is its own affair."""

    def find(self, text: str, *, label: str = "") -> tuple[Finding, ...]:
        """Find everything in one text; see ``Detector.find``."""

    def detect(self, document: SourceDocument) -> dict[str, tuple[Finding, ...]]:
        """Find everything in a document; see ``Detector.detect``."""

    def with_people(self, people: Sequence[Person]) -> CaseDetector:
        """A detector that looks for these people only."""


class Detector:
    """Finds people, places and identifiers in texts and documents.

    Args:
        case: Its glossary, allowed and kept names are matched; ``None`` for text
            that belongs to no case.
        pipeline: Folder of a spaCy pipeline; ``None`` is the person model that is shipped.

    Raises:
        ModelError: if the pipeline is missing, altered or does not load.
    """

    def __init__(self, case: Case | None, *, pipeline: str | None = None) -> None:
        nlp = load_pipeline(pipeline)
        recognisers: list[SpanRecogniser] = list(build(case))
        if marks_entities(nlp):
            recognisers.append(EntityRecogniser(case.allowed if case else ()))
        self._start(Engine(recognisers, nlp))

    def _start(self, engine: Engine) -> None:
        self._engine = engine

    def with_people(self, people: Sequence[Person]) -> Detector:
        """A detector that looks for these people only (the second pass over a case).

        Args:
            people: The provisional people that the first pass found.
        """
        second = object.__new__(Detector)
        second._start(Engine((GlossaryRecogniser(people),), plain_pipeline()))
        return second

    def find(self, text: str, *, label: str = "") -> tuple[Finding, ...]:
        """Find everything in one text.

        Args:
            text: Any text.
            label: What stands beside it (``Segment.label``); rules read it as a cue.

        Returns:
            Findings ordered by start; they may overlap. Offsets count code points of ``text``.

        Raises:
            RecogniserError: if a recogniser fails or runs out of time.
        """
        return self.found([(text, label)])[0]

    def detect(self, document: SourceDocument) -> dict[str, tuple[Finding, ...]]:
        """Find everything in a document.

        Returns:
            Findings by segment key; segments without any are there with an empty tuple.

        Raises:
            RecogniserError: if a recogniser fails or runs out of time: the
                document cannot be decided.
        """
        segments: tuple[Segment, ...] = document.segments
        found = self.found([(segment.text, segment.label) for segment in segments])
        return {segment.key: findings for segment, findings in zip(segments, found, strict=True)}

    def found(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Finding, ...]]:
        """As ``find``, for many texts, each with its label."""
        heads = [labelled_head(text, label) for text, label in pairs]
        results = self._engine.analyse([head + text for head, (text, _) in zip(heads, pairs, strict=True)])
        return [without_head(findings, len(head)) for findings, head in zip(results, heads, strict=True)]


def labelled_head(text: str, label: str) -> str:
    """What is put before a text so that cue rules see its label."""
    flat = " ".join(label.split()).rstrip(":")
    return f"{flat}{_SEPARATOR}" if flat and text.strip() else ""


def without_head(findings: Sequence[Finding], by: int) -> tuple[Finding, ...]:
    """Findings moved back by the length of the label; those within it are dropped.

    One that begins in the label and ends in the text keeps its part of the text.
    """
    if not by:
        return tuple(findings)
    return tuple(
        replace(finding, start=max(0, finding.start - by), end=finding.end - by)
        for finding in findings
        if finding.end > by
    )
