"""What the pipeline's person model found, as findings.

The blank pipeline has no such model and this recogniser is then left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span as SpacySpan

from redactor.model import PERSON_MODEL, Finding
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from presidio_analyzer.nlp_engine import NlpArtifacts

KINDS = MappingProxyType(
    {
        "PERSON": "person",
        "PER": "person",
        "GPE": "place",
        "LOC": "place",
        "PLACE": "place",
        "FAC": "place",
        "INSTITUTION": "institution",
    }
)
"""Entity label → kind of finding; organisations (``ORG``, ``NORP``) are agencies and stay."""

DEFAULT_SCORE = 0.6
"""Score of an entity whose model gives none."""


class EntityRecogniser(SpanRecogniser):
    """Turns ``doc.ents`` into findings."""

    def __init__(self) -> None:
        super().__init__(tuple(dict.fromkeys(KINDS.values())), PERSON_MODEL)

    def find(self, text: str) -> Iterable[Finding]:  # noqa: ARG002  # the base's signature
        """Nothing: this recogniser reads the parsed text.

        Raises:
            ValueError: always; entities cannot be had from the text alone.
        """
        raise ValueError("the person model needs the parsed text")

    def find_in(self, text: str, artifacts: NlpArtifacts | None) -> Iterable[Finding]:
        """Find the people and places that the model marked."""
        if artifacts is None:
            return self.find(text)
        return list(self._findings(artifacts.entities))

    def _findings(self, entities: Iterable[SpacySpan]) -> Iterator[Finding]:
        for entity in entities:
            kind = KINDS.get(entity.label_)
            if kind is None or not any(character.isalpha() for character in entity.text):
                continue
            yield Finding(
                start=entity.start_char,
                end=entity.end_char,
                kind=kind,
                score=_score(entity),
                evidence="found by the person model",
                rule=self.name,
                name=entity.text,
            )


def _score(entity: SpacySpan) -> float:
    given = entity._.score if SpacySpan.has_extension("score") else None
    return DEFAULT_SCORE if given is None else min(1.0, max(0.01, float(given)))


def marks_entities(nlp: Language) -> bool:
    """Whether a pipeline has a component that sets ``doc.ents``."""
    return any("doc.ents" in nlp.get_pipe_meta(name).assigns or name == "ner" for name in nlp.pipe_names)
