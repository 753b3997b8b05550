"""What only the verifier took for somebody is replaced, and the copy is written and verified once more.

The closed world of the verifier stands on nothing that the writer's side knows. A proper noun that it
cannot explain and that may be somebody's name is never left in: where the destination lists doubtful
people it gets a provisional code, like everybody who is in no glossary, unless something else holds the
document: then whoever looks at it decides about the noun too. The verifier's place is found
again by its words and those around them; where that fails, the noun stays and holds the document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.case.schema import Case
from redactor.decide import Detected, newcomers_of
from redactor.model import (
    UNEXPLAINED,
    Finding,
    NounUse,
    Plan,
    ProperNoun,
    Replacement,
    Segment,
    Span,
    Status,
    rewritten,
)
from redactor.pipeline.reading import DetectedCase
from redactor.profiles.schema import Profile
from redactor.release.results import DocumentResult
from redactor.verify.closed import notices

ROUNDS = 2
"""How often copies are written anew: without its neighbour a word may look like a name that did not before."""

_SCORE = 0.5
_REACH = 200
"""Code points of a copy beside a noun that are compared."""
_MOST = 500
"""Uses in one document from which a person looks at it rather than that everything gets a code."""
_EVIDENCE = "a proper noun that nothing explains"
_POSSESSIVE = re.compile(r"['’ʼ][sS]?$")


def with_unexplained(
    found: DetectedCase, plans: Sequence[Plan], results: Iterable[DocumentResult], case: Case, profile: Profile
) -> DetectedCase | None:
    """Add what the verifier took for somebody to what was detected.

    Args:
        found: The documents after detection.
        plans: What was replaced.
        results: How the written copies were judged.
        case: The case.
        profile: The destination.

    Returns:
        The documents with the new findings and the people with those who came in; ``None`` if nothing
        came in, or the destination holds doubtful people instead.
    """
    if profile.doubtful_people != "list":
        return None
    nouns = {r.source: r.verification.proper_nouns for r in results if r.verification and _held_by_nouns(r, profile)}
    edits = {plan.source: plan.by_segment() for plan in plans}
    marked: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for one in found.nobody:
        marked[one.source, one.segment].append(Span(one.start, one.end))
    more = [
        _findings(item, edits[item.document.source], nouns.get(item.document.source, ()), marked)
        for item in found.detected
    ]
    if not any(more):
        return None
    alone = [Detected(item.document, new) for item, new in zip(found.detected, more, strict=True)]
    people = newcomers_of(alone, case, profile, besides=found.provisional)
    detected = tuple(item.with_more(new) for item, new in zip(found.detected, more, strict=True))
    return replace(found, detected=detected, provisional=(*found.provisional, *people))


def _held_by_nouns(result: DocumentResult, profile: Profile) -> bool:
    """Whether nothing but proper nouns holds a document: as long as a person must look anyway, they are asked."""
    if result.verification is None or result.status is not Status.HELD:
        return False
    messages = tuple(n.message for n in notices(result.verification.proper_nouns, profile) if n.holds)
    return bool(messages) and all(reason.startswith(messages) for reason in result.reasons)


def _findings(
    item: Detected,
    edits: Mapping[str, Sequence[Replacement]],
    nouns: Iterable[ProperNoun],
    marked: Mapping[tuple[str, str], Sequence[Span]],
) -> dict[str, tuple[Finding, ...]]:
    uses = dict.fromkeys(use for noun in nouns if noun.like_person for use in noun.uses)
    sought = [one for one in map(_Sought.of, uses) if one is not None]
    if not sought or len(sought) > _MOST:
        return {}
    found: dict[str, tuple[Finding, ...]] = {}
    for segment in item.document.segments:
        here = [one for one in sought if one.word in segment.text]
        written = _Written.of(segment, edits.get(segment.key, ())) if here else None
        let_go = marked.get((item.document.source, segment.key), ())
        places = (span for one in here for span in written.places(one)) if written else ()
        spans = dict.fromkeys(_whole(span, let_go, edits.get(segment.key, ())) for span in places)
        if spans:
            found[segment.key] = tuple(
                Finding(span.start, span.end, "person", _SCORE, _EVIDENCE, UNEXPLAINED) for span in spans
            )
    return found


def _whole(noun: Span, let_go: Iterable[Span], edits: Iterable[Replacement]) -> Span:
    """A noun with the rest of the name that the model saw there and the rules let go: "Jimmy" of "Jimmy Care"."""
    whole = next((mark for mark in let_go if mark.contains(noun)), noun)
    return noun if any(edit.start < whole.end and whole.start < edit.end for edit in edits) else whole


@dataclass(frozen=True, slots=True)
class _Sought:
    """A use of a noun that is to be found in a copy.

    Attributes:
        word: Its first word.
        pattern: The noun, whatever blanks stand in it.
        before, after: What stands beside it, without blanks.
    """

    word: str
    pattern: re.Pattern[str]
    before: str
    after: str

    @classmethod
    def of(cls, use: NounUse) -> _Sought | None:
        """The use, its possessive ending taken for what follows; ``None`` if nothing is left."""
        bare = _POSSESSIVE.sub("", use.text)
        words = bare.split()
        if not words:
            return None
        noun = r"\s+".join(map(re.escape, words))
        pattern = re.compile(rf"(?<![^\W_]){noun}(?![^\W_])")
        return cls(words[0], pattern, _packed(use.before), _packed(use.text[len(bare) :] + use.after))


@dataclass(frozen=True, slots=True)
class _Written:
    """A segment as written, with the way back.

    Attributes:
        text: What stands in the copy.
        kept: Where it was taken over: pairs of start in the copy and start in the segment, in order.
        ends: Where each of those stretches ends in the copy.
    """

    text: str
    kept: tuple[tuple[int, int], ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, segment: Segment, edits: Sequence[Replacement]) -> _Written:
        """The segment with its edits, which are disjoint and in order."""
        kept: list[tuple[int, int]] = []
        ends: list[int] = []
        before = after = 0
        for edit in edits:
            kept.append((after, before))
            ends.append(after + edit.start - before)
            before, after = edit.end, ends[-1] + len(edit.text)
        text = rewritten(segment.text, edits)
        return cls(text, (*kept, (after, before)), (*ends, len(text)))

    def places(self, sought: _Sought) -> Iterator[Span]:
        """Where in the segment a use of a noun stands, by what stands beside it; blanks say nothing."""
        for match in sought.pattern.finditer(self.text):
            low = max(0, match.start() - _REACH)
            behind, ahead = (
                _packed(self.text[low : match.start()]),
                _packed(self.text[match.end() : match.end() + _REACH]),
            )
            is_there = (behind.endswith(sought.before) or (low == 0 and sought.before.endswith(behind))) and (
                ahead.startswith(sought.after)
                or (match.end() + _REACH >= len(self.text) and sought.after.startswith(ahead))
            )
            span = self._back(match.start(), match.end()) if is_there else None
            if span is not None:
                yield span

    def _back(self, start: int, end: int) -> Span | None:
        """The place in the segment; ``None`` if an edit made some of it."""
        at = bisect_right(self.kept, (start, len(self.text))) - 1
        written, original = self.kept[at]
        return Span(original + start - written, original + end - written) if end <= self.ends[at] else None


def _packed(text: str) -> str:
    """The text without its blanks."""
    return "".join(text.split())
