"""One document with everything that detection found in it, and its findings settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from redactor.decide.naming import stem_of
from redactor.decide.neighbours import widen_partial_names
from redactor.decide.precedence import merge
from redactor.decide.wholes import whole_mentions
from redactor.model import Finding, SourceDocument
from redactor.profiles.schema import Profile

FILE_NAME = "file name"
"""Segment key under which the findings of a document's file name are kept."""


@dataclass(frozen=True, slots=True)
class Detected:
    """One document with everything that detection found in it.

    Attributes:
        document: The document as read.
        findings: By segment key; those of the file name's stem under ``FILE_NAME``.
    """

    document: SourceDocument
    findings: Mapping[str, tuple[Finding, ...]]

    def with_more(self, more: Mapping[str, tuple[Finding, ...]]) -> Detected:
        """The same document with the findings of a second pass added."""
        keys = dict.fromkeys((*self.findings, *more))
        joined = {key: (*self.findings.get(key, ()), *more.get(key, ())) for key in keys}
        return Detected(self.document, joined)

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Pairs of segment key and text, the file name's stem last."""
        own = tuple((s.key, s.text) for s in self.document.segments)
        return (*own, (FILE_NAME, stem_of(self.document.source)))


class SettledMemory:
    """What ``settled`` answered within ``remembered``: an answer depends on nothing but what is asked.

    Only the answers of the last block are kept, so that it does not grow with every decision.
    """

    def __init__(self) -> None:
        self._last: dict[_Question, tuple[Finding, ...]] = {}
        self._now: dict[_Question, tuple[Finding, ...]] = {}

    @contextmanager
    def remembered(self) -> Iterator[None]:
        """Remember within the block, in this thread only."""
        self._last, self._now = self._now, {}
        token = _MEMORY.set(self)
        try:
            yield
        finally:
            _MEMORY.reset(token)

    def ask(self, question: _Question) -> tuple[Finding, ...]:
        """The answer, from memory if it is there."""
        found = self._now.get(question)
        if found is None:
            found = self._last.get(question)
            self._now[question] = found = _settled(*question) if found is None else found
        return found


_Question = tuple[tuple[Finding, ...], str, bool]
_MEMORY: ContextVar[SettledMemory | None] = ContextVar("settled", default=None)


def settled(findings: Sequence[Finding], text: str, profile: Profile) -> tuple[Finding, ...]:
    """Return the findings of one text, widened, merged by precedence and disjoint."""
    memory = _MEMORY.get()
    question = (tuple(findings), text, profile.event_dates == "keep")
    return _settled(*question) if memory is None else memory.ask(question)


def _settled(findings: tuple[Finding, ...], text: str, keep_dates: bool) -> tuple[Finding, ...]:
    wanted = [f for f in findings if f.kind != "date" or not keep_dates]
    return merge(widen_partial_names(whole_mentions(wanted, text), text), text)
