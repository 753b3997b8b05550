"""One document with everything that detection found in it, and its findings settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def settled(findings: Sequence[Finding], text: str, profile: Profile) -> tuple[Finding, ...]:
    """Return the findings of one text, widened, merged by precedence and disjoint."""
    wanted = [f for f in findings if f.kind != "date" or profile.event_dates != "keep"]
    return merge(widen_partial_names(whole_mentions(wanted, text), text), text)
