"""Who is in a case, for the review pages: read once, searched again only where a decision matters.

It stops before anything is written. What a release will hold is said by ``check_case`` and by the
run itself, which search everything afresh.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from redactor.case import with_taken
from redactor.case.schema import Case
from redactor.decide import FILE_NAME, Detected, SettledMemory, plan_case, settled
from redactor.decide.precedence import PROTECTING
from redactor.detect import RememberingDetector
from redactor.formats.passwords import NONE, Passwords
from redactor.ingest import Ingested, decide_kind, ingest
from redactor.lexicon.roles import code_tokens
from redactor.model import CasePlan, Finding, Person, Plan, Replacement, Segment, Span
from redactor.nlp import sentences
from redactor.pipeline.progress import Progress, Silent
from redactor.pipeline.reading import DetectedCase, ReadCase, detect_people, read_documents
from redactor.profiles.schema import load_profile

MOST_SIGHTINGS = 6
"""Sentences kept for each person."""

_LONGEST = 420


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention in its sentence.

    Attributes:
        source: The document.
        place: Where, in words.
        before, written, after: The sentence, cut around the mention.
    """

    source: str
    place: str
    before: str
    written: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One person, place or identifier of the case and where it was found.

    Attributes:
        person: As the case or detection knows it.
        mentions: How often it was found.
        by_document: The same by document.
        forms: Written forms with their numbers, the most frequent first.
        places: Some of the places: document, segment, span.
    """

    person: Person
    mentions: int
    by_document: Mapping[str, int]
    forms: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, Segment, Span], ...]

    @property
    def sightings(self) -> tuple[Sighting, ...]:
        """Sentences that say who it is."""
        return tuple(_sighting(*place) for place in self.places)


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that several people share, where nothing tells them apart.

    Attributes:
        place: Where it stands: document, segment, span.
        candidates: Keys of the people it may be.
        text: What stands there now: "SW1 or HV2".
        count: How often the same words stand at the same place.
    """

    place: tuple[str, Segment, Span]
    candidates: tuple[str, ...]
    text: str
    count: int

    @property
    def sighting(self) -> Sighting:
        """The sentence that it stands in."""
        return _sighting(*self.place)

    @property
    def where(self) -> tuple[str, str, str]:
        """Document, place in words, and what is written: enough to tell it from the others."""
        source, segment, span = self.place
        return source, str(segment.place), span.of(segment.text)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A case with everything that was found in it.

    Attributes:
        case: As loaded, with codes that the documents do not use already.
        read: The documents.
        plan: What would be replaced by what.
        entries: Everybody and everything, in the order of the plan's people.
        open_names: Names to be told apart.
        found: The documents after detection.
    """

    case: Case
    read: ReadCase
    plan: CasePlan
    entries: tuple[Entry, ...]
    open_names: tuple[OpenName, ...]
    found: DetectedCase

    def plan_of(self, source: str) -> Plan | None:
        """The plan of one document; ``None`` if it could not be read or decided."""
        return next((plan for plan in self.plan.plans if plan.source == source), None)

    def ingested(self, source: str) -> Ingested | None:
        """One document as read."""
        return next((item for item in self.read.ingested if item.document.source == source), None)


class Analyser:
    """Analyses one case again and again, remembering what did not change.

    Args:
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for none.
    """

    def __init__(self, *, pipeline: str | None = None) -> None:
        self._detector = RememberingDetector(pipeline=pipeline)
        self._files: dict[tuple[object, ...], Ingested] = {}
        self._settled = SettledMemory()
        self._codes: dict[str, frozenset[str]] = {}

    def read(self, case: Case, *, passwords: Passwords = NONE, progress: Progress | None = None) -> ReadCase:
        """Read the documents of a case; files that did not change are not read again.

        Raises:
            UsageError: if there is no document.
        """
        seen: dict[tuple[object, ...], Ingested] = {}

        def remembered(path: Path, source: str, case: Case, passwords: Passwords) -> Ingested:
            stat = path.stat()
            key = (source, stat.st_size, stat.st_mtime_ns)
            found = self._files.get(key) or ingest(path, source, case, passwords=passwords)
            if not found.shown:  # a web page with files beside it is read with them every time
                seen[key] = found
            return _of_kind(found, case)

        read = read_documents(case, progress or Silent(), passwords=passwords, open_file=remembered)
        self._files = seen
        return read

    def analyse(self, case: Case, *, passwords: Passwords = NONE, progress: Progress | None = None) -> Analysis:
        """Find everybody in a case.

        Raises:
            UsageError: if there is no document.
            RedactorError: as ``run_case``.
        """
        progress = progress or Silent()
        profile = load_profile("ofsted")
        read = self.read(case, passwords=passwords, progress=progress)
        case = with_taken(case, self._codes_in(read))
        self._detector.use(case)
        with self._settled.remembered():
            found = detect_people(read.ingested, case, profile, progress, detector=self._detector)
            plan = plan_case(found.detected, found.provisional, case, profile)
            read = replace(read, ended=(*read.ended, *found.ended))
            sightings = _Sightings(plan, found.detected, lambda findings, text: settled(findings, text, profile))
            return Analysis(case, read, plan, sightings.entries(), sightings.open_names(), found)

    def _codes_in(self, read: ReadCase) -> frozenset[str]:
        """Role codes that the documents use already."""
        texts = {segment.text for item in read.ingested for segment in item.document.segments}
        self._codes = {
            text: self._codes[text] if text in self._codes else frozenset(code for _, code in code_tokens(text))
            for text in texts
        }
        return frozenset().union(*self._codes.values())


def _of_kind(item: Ingested, case: Case) -> Ingested:
    """The document under the kind that case.toml gives it now."""
    document = item.document
    kind, reason = decide_kind(document.source, document.segments, case.document_kinds.get(document.source))
    if (kind, reason) == (document.kind, document.kind_reason):
        return item
    return replace(item, document=replace(document, kind=kind, kind_reason=reason))


_Settle = Callable[[Sequence[Finding], str], tuple[Finding, ...]]


class _Sightings:
    """Gathers from plans and findings where everybody stands."""

    def __init__(self, plan: CasePlan, detected: Sequence[Detected], settle: _Settle) -> None:
        self._plan = plan
        self._settle = settle
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._documents: dict[str, Counter[str]] = defaultdict(Counter)
        self._kept: dict[str, dict[str, tuple[str, Segment, Span]]] = defaultdict(dict)
        self._open: dict[tuple[str, str, str], list[tuple[Replacement, Segment, tuple[str, ...]]]] = defaultdict(list)
        by_source = {item.document.source: item for item in detected}
        for one in plan.plans:
            self._gather(one, by_source[one.source])

    def _gather(self, plan: Plan, item: Detected) -> None:
        edits = plan.by_segment()
        for segment in item.document.segments:
            findings = item.findings.get(segment.key, ())
            for edit in edits.get(segment.key, ()):
                if edit.person:
                    self._note(edit.person, plan.source, segment, edit.span)
                if edit.ambiguous:
                    whose = self._candidates(findings, segment, edit)
                    where = (plan.source, str(segment.place), edit.span.of(segment.text))
                    self._open[where].append((edit, segment, whose))
            for finding in findings:
                if finding.kind in PROTECTING and finding.people:
                    self._note(finding.people[0], plan.source, segment, finding.span)
        for finding in item.findings.get(FILE_NAME, ()):
            if len(finding.people) == 1:
                self._documents[finding.people[0]][plan.source] += 0

    def _note(self, key: str, source: str, segment: Segment, span: Span) -> None:
        written = " ".join(span.of(segment.text).split())
        self._forms[key][written] += 1
        self._documents[key][source] += 1
        kept = self._kept[key]
        text = segment.text
        if text not in kept and len(kept) < 3 * MOST_SIGHTINGS:
            kept[text] = (source, segment, span)

    def _candidates(self, findings: Sequence[Finding], segment: Segment, edit: Replacement) -> tuple[str, ...]:
        for finding in self._settle(findings, segment.text):
            if finding.span.overlaps(edit.span) and len(finding.people) > 1:
                return finding.people
        return ()

    def entries(self) -> tuple[Entry, ...]:
        """One for each person of the plan."""
        return tuple(self._entry(person) for person in self._plan.people)

    def _entry(self, person: Person) -> Entry:
        documents = {source: count for source, count in self._documents[person.key].items() if count}
        chosen = sorted(self._kept[person.key].values(), key=lambda item: -len(item[2]))[:MOST_SIGHTINGS]
        return Entry(
            person=person,
            mentions=self._plan.mentions.get(person.key, 0),
            by_document=documents,
            forms=tuple(self._forms[person.key].most_common()),
            places=tuple(chosen),
        )

    def open_names(self) -> tuple[OpenName, ...]:
        """Names to be told apart, in the order of the documents."""
        return tuple(self._open_names())

    def _open_names(self) -> Iterator[OpenName]:
        for (source, _, _), found in self._open.items():
            edit, segment, candidates = found[0]
            yield OpenName((source, segment, edit.span), candidates, edit.text, len(found))


def _sighting(source: str, segment: Segment, span: Span) -> Sighting:
    text = segment.text
    sentence = next((s for s in sentences(text) if s.start <= span.start < s.end), Span(0, len(text)))
    start, end = min(sentence.start, span.start), max(sentence.end, span.end)
    return Sighting(
        source=source,
        place=str(segment.place),
        before=text[max(start, span.start - _LONGEST) : span.start],
        written=span.of(text),
        after=text[span.end : min(end, span.end + _LONGEST)],
    )
