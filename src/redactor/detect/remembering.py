"""Detection for the review pages: after a decision only the texts that it can concern are searched again.

Guarantee: what no glossary name and no code can change is searched once for each text. A text is
searched again for names when a name that was added, changed or taken out can stand in it: when it
holds a piece of one of the name's written forms that bounded misspellings leave whole.

Residual risk: a written form under scanning errors beyond those bounds shows up on the pages only
when its text is searched anew. Checks and releases never use this: they search every text afresh.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from redactor.detect.detector import labelled_head, without_head
from redactor.detect.engine import Engine
from redactor.detect.entities import EntityRecogniser, marks_entities
from redactor.lexicon.folding import fold_text
from redactor.lexicon.forms import forms_of
from redactor.model import Finding, Person, SourceDocument
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


class _Names:
    """Glossary search that remembers."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}
        self._found: dict[_Text, _Found] = {}
        self._recogniser: GlossaryRecogniser | None = None

    def use(self, people: Sequence[Person], skeletons: dict[_Text, str]) -> None:
        """Look for these people from now on; forget the texts that a difference can concern."""
        now = {person.key: replace(person, code="") for person in people}
        order_changed = [k for k in self._people if k in now] != [k for k in now if k in self._people]
        changed = [p for key, p in now.items() if self._people.get(key) != p]
        changed += [p for key, p in self._people.items() if now.get(key) != p]
        if order_changed:
            self._found.clear()
        elif changed:
            pieces = {piece for person in changed for piece in _pieces(person)}
            for text in [t for t in self._found if any(piece in skeletons[t] for piece in pieces)]:
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
        self._skeletons: dict[_Text, str] = {}
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
        pieces = {piece for code in codes ^ self._codes if (piece := _skeleton(code))}
        for text in [t for t in self._titled if any(piece in self._skeletons[t] for piece in pieces)]:
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
            self._skeletons[text] = _skeleton(labelled_head(text[0], text[1]) + text[0])

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


def _skeleton(text: str) -> str:
    """The folded letters and digits of a text, without anything between them."""
    return "".join(character for character in fold_text(text) if character.isalnum())


def _pieces(person: Person) -> Iterable[str]:
    """For each written form, pieces of which one stands whole in every text that holds the form."""
    for form in forms_of(person):
        longest = max(form.tokens, key=len, default="")
        if form.kind in ("initials", "identifier") or len(longest) <= 2:
            yield "".join(form.tokens)
            continue
        count = 1 if len(longest) <= _EXACT else 2 if len(longest) <= _ONE else 3
        size = len(longest) // count
        for number in range(count):
            yield longest[number * size : (number + 1) * size if number < count - 1 else len(longest)]
