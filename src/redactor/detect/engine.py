"""Presidio's engine as this program runs it: own recognisers only, no network, nothing logged away.

What was checked in Presidio 2.2.366 and is avoided here:

- An empty registry loads every predefined recogniser, among them ones that fetch
  a domain list or a model: ours is never empty.
- ``SpacyNlpEngine`` downloads a missing model: ours wraps a pipeline that is loaded.
- The default context enhancer copies every result deeply and changes scores: ours
  returns them as they are; recognisers judge context themselves.
- Results of one type that lie within one another are dropped: see ``FindingResult``.
- spaCy keeps every word it ever met: a zone makes it forget them.
- Keywords are computed for each text: our artifacts have none.
- Each text costs time for every recogniser that is registered, whatever it finds: ours are registered as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from presidio_analyzer import (
    AnalyzerEngine,
    ContextAwareEnhancer,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.language import Language
from spacy.tokens import Doc

from redactor.errors import RecogniserError
from redactor.model import Finding
from redactor.nlp import forgetting
from redactor.recognisers.base import FindingResult, SpanRecogniser

LANGUAGE = "en"
BATCH = 128


class PipelineEngine(NlpEngine):
    """A spaCy pipeline that is already loaded, as Presidio's language engine.

    Args:
        nlp: The pipeline.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def forgetting(self) -> AbstractContextManager[None]:
        """A zone after which the pipeline forgets the words it met."""
        return forgetting(self._nlp)

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Parse one text."""
        return self._artifacts(self._nlp(text), language)

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = BATCH,
        n_process: int = 1,
        **kwargs: Any,  # Presidio's signature
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Parse many texts, in order, in one process."""
        del n_process, kwargs
        for doc in self._nlp.pipe(texts, batch_size=batch_size):
            yield doc.text, self._artifacts(doc, language)

    def _artifacts(self, doc: Doc, language: str) -> NlpArtifacts:
        return NlpArtifacts(
            entities=list(doc.ents),
            tokens=doc,
            tokens_indices=[],
            lemmas=[],
            nlp_engine=None,
            language=language,
        )

    def is_stopword(self, word: str, language: str) -> bool:
        """Whether spaCy counts a word as a stop word."""
        del language
        return bool(self._nlp.vocab[word].is_stop)

    def is_punct(self, word: str, language: str) -> bool:
        """Whether spaCy counts a word as punctuation."""
        del language
        return bool(self._nlp.vocab[word].is_punct)

    def get_supported_entities(self) -> list[str]:
        """Entities come from recognisers only."""
        return []

    def get_supported_languages(self) -> list[str]:
        """English."""
        return [LANGUAGE]


class NoEnhancer(ContextAwareEnhancer):
    """Leaves every score as its recogniser gave it."""

    def __init__(self) -> None:
        super().__init__(
            context_similarity_factor=0,
            min_score_with_context_similarity=0,
            context_prefix_count=0,
            context_suffix_count=0,
        )

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """Return the results unchanged."""
        del text, nlp_artifacts, recognizers, context
        return raw_results


class AllTogether(EntityRecognizer):
    """Recognisers as one for Presidio; what each may take, and how it fails, is its own affair.

    Args:
        recognisers: At least one.
    """

    def __init__(self, recognisers: Sequence[SpanRecogniser]) -> None:
        self._recognisers = tuple(recognisers)
        entities = dict.fromkeys(entity for one in recognisers for entity in one.supported_entities)
        super().__init__(supported_entities=list(entities), name="all together")

    def load(self) -> None:
        """Load each of them."""
        for one in self._recognisers:
            one.load()

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None) -> list[RecognizerResult]:
        """The results of all of them.

        Raises:
            RecogniserError: if one fails or runs out of time.
        """
        return [result for one in self._recognisers for result in one.analyze(text, entities, nlp_artifacts)]


class Engine:
    """Recognisers and a pipeline, run over many texts.

    Args:
        recognisers: At least one.
        nlp: The pipeline.

    Raises:
        ValueError: if there is no recogniser.
    """

    def __init__(self, recognisers: Sequence[SpanRecogniser], nlp: Language) -> None:
        if not recognisers:
            raise ValueError("an engine without recognisers would find nothing")
        registry = RecognizerRegistry(recognizers=[AllTogether(recognisers)], supported_languages=[LANGUAGE])
        self._pipeline = PipelineEngine(nlp)
        self._analyzer = AnalyzerEngine(
            registry=registry,
            nlp_engine=self._pipeline,
            supported_languages=[LANGUAGE],
            context_aware_enhancer=NoEnhancer(),
        )

    def analyse(self, texts: Sequence[str]) -> tuple[tuple[Finding, ...], ...]:
        """Search each text with every recogniser.

        Args:
            texts: Segments of one document, in order.

        Returns:
            For each text its findings, ordered by start, then end; they may overlap.

        Raises:
            RecogniserError: if a recogniser fails or runs out of time, or the
                pipeline cannot parse a text.
        """
        failure = ""
        found: list[tuple[Finding, ...]] = []
        try:
            with self._pipeline.forgetting():
                for text, artifacts in self._pipeline.process_batch(texts, LANGUAGE):
                    results = self._analyzer.analyze(text=text, language=LANGUAGE, nlp_artifacts=artifacts)
                    found.append(_ordered(results))
        except RecogniserError:
            raise
        except Exception as error:  # noqa: BLE001  # raised again below, without the text the original may quote
            failure = type(error).__name__
        if failure or len(found) != len(texts):
            raise RecogniserError(
                f"The language pipeline failed ({failure or 'texts lost'}): the document cannot be decided.",
                next_step="Run `redactor doctor`, or report the fault.",
            )
        return tuple(found)


def _ordered(results: Iterable[RecognizerResult]) -> tuple[Finding, ...]:
    findings = {result.finding for result in results if isinstance(result, FindingResult)}
    return tuple(sorted(findings, key=lambda f: (f.start, f.end, f.kind, f.rule)))
