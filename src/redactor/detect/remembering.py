"""Detection for the review pages: after a decision only the texts that it can concern are searched again.

Guarantee: what no glossary name and no code can change is searched once for each text. A text is
searched again for names when a written form that was added or taken out can stand in it: when it
holds a piece of the form that bounded misspellings leave whole.

Residual risk: a written form under scanning errors beyond those bounds shows up on the pages only
when its text is searched anew. Checks and releases never use this: they search every text afresh.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from redactor.detect.detector import labelled_head, without_head
from redactor.detect.engine import Engine
from redactor.detect.entities import EntityRecogniser, marks_entities
from redactor.lexicon.folding import fold_text
from redactor.lexicon.forms import NameForm, forms_of
from redactor.model import Finding, Origin, Person, SourceDocument
from redactor.nlp import load_pipeline
from redactor.recognisers import build
from redactor.recognisers.base import FindingResult, SpanRecogniser
from redactor.recognisers.glossary import GlossaryRecogniser
from redactor.recognisers.titled_name import TitledNameRecogniser
from redactor.recognisers.titled_name import recognisers as titled_name

if TYPE_CHECKING:
    from redactor.case.schema import Case

_Text = tuple[str, str]
"""A text and its label."""

_Found = tuple[Finding, ...]
_EXACT = 4
"""Longest token that is never misspelt; up to ``_ONE`` letters one error is borne, beyond two."""
_ONE = 7
_SHORT = 2
"""Letters of initials and of the shortest names, which any longer word holds by chance."""


@dataclass(frozen=True, slots=True)
class _Trace:
    """What every text holds that holds a written form.

    Attributes:
        parts: Of each of them one piece stands in the text's folded letters.
        words: Initials and names so short that longer words hold them by chance: they stand as words of
            their own, together, one by one or letter by letter. Empty where that is not asked.
    """

    parts: tuple[tuple[str, ...], ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """What a text is made of.

    Attributes:
        letters: Its folded letters and digits, without anything between them.
        short: Its words of few letters, and the letters of those that stand alone.
    """

    letters: str
    short: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Skeleton:
        """Of any text."""
        words = "".join(c if c.isalnum() else " " for c in fold_text(text)).split()
        short = frozenset(word for word in words if len(word) <= _SHORT + 2)
        return cls("".join(words), short)

    def may_hold(self, traces: Iterable[_Trace]) -> bool:
        """Whether one of the traces can stand in the text."""
        return any(
            all(any(piece in self.letters for piece in pieces) for pieces in trace.parts)
            and (not trace.words or self._stands(trace.words))
            for trace in traces
        )

    def _stands(self, words: tuple[str, ...]) -> bool:
        joined = "".join(words)
        ways = ((joined,), words, tuple(joined))
        return any(all(any(word.startswith(part) for word in self.short) for part in parts) for parts in ways)


class _Names:
    """Glossary search that remembers."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}
        self._found: dict[_Text, _Found] = {}
        self._recogniser: GlossaryRecogniser | None = None

    def use(self, people: Sequence[Person], skeletons: dict[_Text, _Skeleton]) -> None:
        """Look for these people from now on; forget the texts that a difference can concern."""
        now = {person.key: replace(person, code="") for person in people}
        order_changed = [k for k in self._people if k in now] != [k for k in now if k in self._people]
        changed = [key for key in {**self._people, **now} if self._people.get(key) != now.get(key)]
        if order_changed:
            self._found.clear()
        elif changed:
            forms = {form for key in changed for form in _differing(self._people.get(key), now.get(key))}
            traces = set(map(_trace, forms))
            for text in [t for t in self._found if skeletons[t].may_hold(traces)]:
                del self._found[text]
        if changed or order_changed or self._recogniser is None:
            self._recogniser = GlossaryRecogniser(people)
        self._people = now

    def find(self, text: _Text) -> _Found:
        """The findings of one text."""
        if text not in self._found:
            assert self._recogniser is not None  # noqa: S101  # ``use`` comes first
            self._found[text] = _search(self._recogniser, text)
        return self._found[text]


class RememberingDetector:
    """As ``Detector``, for a case that is looked at again after every decision.

    Args:
        pipeline: Folder of a spaCy pipeline; ``None`` is the person model that is shipped.

    Raises:
        ModelError: if the pipeline does not load.
    """

    def __init__(self, *, pipeline: str | None = None) -> None:
        self._nlp = load_pipeline(pipeline)
        self._skeletons: dict[_Text, _Skeleton] = {}
        self._fixed: dict[_Text, _Found] = {}
        self._reference: str | None = None
        self._titled: dict[_Text, _Found] = {}
        self._codes: frozenset[str] = frozenset()
        self._titled_recogniser: SpanRecogniser = TitledNameRecogniser()
        self._engine: Engine | None = None
        self._names = _Names()
        self._second = _Names()

    def use(self, case: Case) -> None:
        """Work for the case as it is now."""
        if case.reference != self._reference or self._engine is None:
            self._fixed.clear()
            self._reference = case.reference
            self._engine = Engine(_fixed_recognisers(case, marks=marks_entities(self._nlp)), self._nlp)
        (self._titled_recogniser,) = titled_name(case)
        codes = frozenset((*case.codes, case.subject))
        traces = {_Trace(((piece,),)) for code in codes ^ self._codes if (piece := _Skeleton.of(code).letters)}
        for text in [t for t in self._titled if self._skeletons[t].may_hold(traces)]:
            del self._titled[text]
        self._codes = codes
        self._names.use(case.people, self._skeletons)

    def find(self, text: str, *, label: str = "") -> _Found:
        """Find everything in one text."""
        return self._found([(text, label)])[0]

    def detect(self, document: SourceDocument) -> dict[str, _Found]:
        """Find everything in a document."""
        found = self._found([(segment.text, segment.label) for segment in document.segments])
        return {segment.key: findings for segment, findings in zip(document.segments, found, strict=True)}

    def with_people(self, people: Sequence[Person]) -> _SecondPass:
        """A detector that looks for these people only (the second pass over a case)."""
        self._second.use(people, self._skeletons)
        return _SecondPass(self, self._second)

    def note(self, text: _Text) -> None:
        """Remember what a text is made of."""
        if text not in self._skeletons:
            self._skeletons[text] = _Skeleton.of(labelled_head(text[0], text[1]) + text[0])

    def _found(self, texts: Sequence[_Text]) -> list[_Found]:
        for text in texts:
            self.note(text)
        new = [text for text in dict.fromkeys(texts) if text not in self._fixed]
        if new:
            assert self._engine is not None  # noqa: S101  # ``use`` comes first
            heads = [labelled_head(text, label) for text, label in new]
            results = self._engine.analyse([head + text for head, (text, _) in zip(heads, new, strict=True)])
            for text, head, findings in zip(new, heads, results, strict=True):
                self._fixed[text] = without_head(findings, len(head))
        return [self._all(text) for text in texts]

    def _all(self, text: _Text) -> _Found:
        if text not in self._titled:
            self._titled[text] = _search(self._titled_recogniser, text)
        found = {*self._fixed[text], *self._titled[text], *self._names.find(text)}
        return tuple(sorted(found, key=lambda f: (f.start, f.end, f.kind, f.rule)))


class _SecondPass:
    """The second pass over the texts of a ``RememberingDetector``."""

    def __init__(self, first: RememberingDetector, names: _Names) -> None:
        self._first = first
        self._names = names

    def find(self, text: str, *, label: str = "") -> _Found:
        """Find everything in one text."""
        self._first.note((text, label))
        return self._names.find((text, label))

    def detect(self, document: SourceDocument) -> dict[str, _Found]:
        """Find everything in a document."""
        return {segment.key: self.find(segment.text, label=segment.label) for segment in document.segments}

    def with_people(self, people: Sequence[Person]) -> _SecondPass:
        """Another second pass."""
        return self._first.with_people(people)


def _fixed_recognisers(case: Case, *, marks: bool) -> list[SpanRecogniser]:
    """Those whose findings no decision about people changes."""
    found = [r for r in build(case) if not isinstance(r, GlossaryRecogniser | TitledNameRecogniser)]
    return [*found, *([EntityRecogniser(case.allowed)] if marks else [])]


def _search(recogniser: SpanRecogniser, text: _Text) -> _Found:
    head = labelled_head(text[0], text[1])
    results = recogniser.analyze(head + text[0], [], None)
    found = (result.finding for result in results if isinstance(result, FindingResult))
    return without_head(sorted(found, key=lambda f: (f.start, f.end, f.kind, f.rule)), len(head))


def _differing(before: Person | None, after: Person | None) -> set[NameForm]:
    """The written forms of which a text must hold one for a change of a person to concern it."""
    old, new = (set(forms_of(person)) if person is not None else set() for person in (before, after))
    return old ^ new if before is not None and after is not None and _bearing(before) == _bearing(after) else old | new


def _bearing(person: Person) -> Person:
    """What a person is, beside how they are written; only an allowed person is known by their role."""
    role = person.role if person.origin is Origin.ALLOWED else ""
    return replace(person, name="", aliases=(), role=role, doubtful=False, local=False)


def _trace(form: NameForm) -> _Trace:
    """What every text holds that holds the form, bounded misspellings included."""
    joined = "".join(form.tokens)
    if form.kind == "identifier":
        return _Trace(((joined,),))
    long = [token for token in form.tokens if len(token) > _SHORT]
    if form.kind == "initials" or not long:
        return _Trace(((joined,),), form.tokens)
    return _Trace(tuple(map(_pieces, long)))


def _pieces(token: str) -> tuple[str, ...]:
    """Pieces of a token, of which the errors that are borne in it leave one whole."""
    count = 1 if len(token) <= _EXACT else 2 if len(token) <= _ONE else 3
    size = len(token) // count
    return tuple(token[n * size : (n + 1) * size if n < count - 1 else len(token)] for n in range(count))
