"""What every recogniser is: Presidio's contract outside, findings inside.

A recogniser that fails, or needs longer than its time, raises
``RecogniserError`` with its own name and nothing of the text. Presidio's pattern
recogniser logs a regex time-out and goes on; none of ours may, because a search
that was given up proves nothing (design: "fail closed").

Presidio collapses results that share type, span and score, and drops a result
that lies within another of the same type, so a glossary match inside a titled
name would be lost before anybody could decide. ``FindingResult`` is never a
duplicate of another recogniser's; the decide stage settles precedence.
"""

from __future__ import annotations

import math
import threading
import time
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import regex
from presidio_analyzer import EntityRecognizer, RecognizerResult

from redactor.errors import RecogniserError
from redactor.lexicon.limits import search_limit
from redactor.model import Finding
from redactor.recognisers._needs import can_match

if TYPE_CHECKING:
    from presidio_analyzer.nlp_engine import NlpArtifacts

SEGMENT_SECONDS = 60.0
"""Processor time that one recogniser may take over one segment; what else the machine does is no fault of a text."""

FINDING_KEY = "finding"
"""Where a result's metadata holds its ``Finding``."""


class FindingResult(RecognizerResult):
    """A Presidio result that carries its ``Finding`` and survives deduplication.

    Args:
        finding: What was found; its offsets and score are the result's.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(
            entity_type=finding.kind.upper(),
            start=finding.start,
            end=finding.end,
            score=finding.score,
            recognition_metadata={
                FINDING_KEY: finding,
                RecognizerResult.RECOGNIZER_NAME_KEY: finding.rule,
            },
        )

    @property
    def finding(self) -> Finding:
        """The finding as the recogniser made it."""
        finding: Finding = self.recognition_metadata[FINDING_KEY]
        return finding

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FindingResult) and self.finding == other.finding

    def __hash__(self) -> int:
        return hash(self.finding)

    def contained_in(self, other: RecognizerResult) -> bool:  # noqa: ARG002  # Presidio's signature
        """Whether ``other`` makes this result superfluous: never (decide settles that)."""
        return False


class _Sampled(threading.local):
    """When the processor time of a thread was last asked for, on the clock, and what it was; in seconds."""

    clock = -math.inf
    processor = 0.0


class Stopwatch:
    """Processor time of this thread, asked of the system only once the clock says that there is something to ask.

    A recogniser takes microseconds and a question to the system as long; tens of thousands are made for a document.

    Args:
        seconds: The limit; a sixtieth more can pass.
    """

    _sampled: ClassVar = _Sampled()

    def __init__(self, seconds: float) -> None:
        self._began = time.perf_counter()
        self._seconds = seconds
        if self._began - self._sampled.clock > seconds / 60:
            self._sampled.clock, self._sampled.processor = self._began, time.thread_time()
        self._limit = self._sampled.processor + seconds + seconds / 60

    def check(self) -> None:
        """Go on if there is time left.

        Raises:
            TimeoutError: if not.
        """
        if time.perf_counter() - self._began > self._seconds and time.thread_time() > self._limit:
            raise TimeoutError


class SpanRecogniser(EntityRecognizer):
    """Base of all recognisers; a subclass implements ``find``.

    Args:
        kinds: The kinds of finding it can make, lower case; one string or several.
        name: Its name, used as ``Finding.rule`` and in errors.
        seconds: Processor time it may take over one segment.
    """

    name: str

    def __init__(self, kinds: str | Sequence[str], name: str, *, seconds: float = SEGMENT_SECONDS) -> None:
        self.kinds: tuple[str, ...] = (kinds,) if isinstance(kinds, str) else tuple(kinds)
        self.seconds = seconds
        super().__init__(supported_entities=[kind.upper() for kind in self.kinds], name=name)

    def load(self) -> None:
        """Nothing to load; a subclass with a resource overrides this."""

    def may_find(self, text: str) -> bool:  # noqa: ARG002  # for those that can tell at a glance
        """Whether a text is worth searching; false only where nothing can be found."""
        return True

    @abstractmethod
    def find(self, text: str) -> Iterable[Finding]:
        """Find what this recogniser knows.

        Args:
            text: One segment, as read; offsets of findings count its code points.

        Returns:
            Findings in any order; they may overlap. ``rule`` may be left empty.

        Raises:
            Exception: any; ``analyze`` turns it into ``RecogniserError``.
        """

    def find_in(self, text: str, artifacts: NlpArtifacts | None) -> Iterable[Finding]:  # noqa: ARG002
        """As ``find``; recognisers that need the parsed text override this one."""
        return self.find(text)

    def analyze(
        self,
        text: str,
        entities: list[str],  # noqa: ARG002  # Presidio's signature
        nlp_artifacts: NlpArtifacts | None,
    ) -> list[RecognizerResult]:
        """Presidio's entry point.

        Args:
            text: One segment.
            entities: Presidio's wish list; every kind of this recogniser is always searched.
            nlp_artifacts: The parsed text, or ``None``.

        Raises:
            RecogniserError: if ``find`` fails, takes too long, or returns a
                finding outside the text, without score or of another kind.
        """
        failure = ""
        results: list[RecognizerResult] = []
        try:
            if self.may_find(text):
                results = self._timed(text, nlp_artifacts)
        except TimeoutError:
            failure = "ran out of time"
        except RecogniserError as error:
            failure = error.message
        except Exception as error:  # noqa: BLE001  # raised again below, without the text the original may quote
            failure = f"failed ({type(error).__name__})"
        if failure:
            raise RecogniserError(
                f"The recogniser {self.name!r} {failure}: the document cannot be decided.",
                next_step="Split the document, or report the fault with the recogniser's name.",
            )
        return results

    def _timed(self, text: str, artifacts: NlpArtifacts | None) -> list[RecognizerResult]:
        watch = Stopwatch(self.seconds)
        results: list[RecognizerResult] = []
        for finding in self.find_in(text, artifacts):
            watch.check()
            results.append(FindingResult(self._checked(finding, len(text))))
        watch.check()
        return results

    def _checked(self, finding: Finding, length: int) -> Finding:
        if not 0 <= finding.start < finding.end <= length:
            raise ValueError("a finding lies outside the text")
        if not 0 < finding.score <= 1:
            raise ValueError("a finding has no score between 0 and 1")
        if finding.kind not in self.kinds:
            raise ValueError("a finding is of a kind that was not declared")
        if finding.rule:
            return finding
        return replace(finding, rule=self.name)


def matches(pattern: regex.Pattern[str], text: str) -> Iterable[Any]:
    """All matches of a ``regex`` pattern, with the time limit of one search; none where the text lacks what it needs.

    Raises:
        TimeoutError: if the search takes longer than its limit (``lexicon.limits``).
    """
    if not can_match(pattern, text):
        return ()
    found: Iterable[Any] = pattern.finditer(text, timeout=search_limit(text))
    return found
