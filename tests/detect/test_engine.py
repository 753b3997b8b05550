from __future__ import annotations

import logging
from collections.abc import Iterable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from redactor.detect.engine import Engine, NoEnhancer, PipelineEngine
from redactor.detect.entities import EntityRecogniser, marks_entities
from redactor.errors import RecogniserError
from redactor.model import Finding
from redactor.nlp import plain_pipeline
from redactor.recognisers.base import SpanRecogniser


class Words(SpanRecogniser):
    """Finds a word wherever it stands, and the whole text around it."""

    def __init__(self, word: str, name: str, score: float = 0.5) -> None:
        self.word, self.score = word, score
        super().__init__("person", name)

    def find(self, text: str) -> Iterable[Finding]:
        at = text.find(self.word)
        if at >= 0:
            yield Finding(at, at + len(self.word), "person", self.score, "the word")


def test_an_engine_without_recognisers_is_refused() -> None:
    with pytest.raises(ValueError, match="without recognisers"):
        Engine((), plain_pipeline())


def test_overlapping_findings_of_several_recognisers_all_arrive() -> None:
    engine = Engine(
        (Words("Oldroyd", "inner"), Words("Ms Oldroyd", "outer", 0.9), Words("Oldroyd", "twin")), plain_pipeline()
    )
    (found,) = engine.analyse(["by Ms Oldroyd"])
    assert [(f.start, f.end, f.rule, f.score) for f in found] == [
        (3, 13, "outer", 0.9),
        (6, 13, "inner", 0.5),
        (6, 13, "twin", 0.5),
    ]


def test_texts_come_back_in_order_even_when_equal() -> None:
    engine = Engine((Words("Oldroyd", "inner"),), plain_pipeline())
    found = engine.analyse(["Oldroyd", "", "Oldroyd", "nobody"])
    assert [len(f) for f in found] == [1, 0, 1, 0]
    assert engine.analyse([]) == ()


@Language.component("redactor_test_breaks")
def _breaks(doc: Doc) -> Doc:
    if "Oldroyd" in doc.text:
        raise RuntimeError(doc.text)
    return doc


def test_a_pipeline_that_breaks_fails_closed_without_the_text() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("redactor_test_breaks")
    engine = Engine((Words("x", "any"),), nlp)
    with pytest.raises(RecogniserError, match="RuntimeError") as caught:
        engine.analyse(["fine", "Oldroyd"])
    assert "Oldroyd" not in str(caught.value)
    assert caught.value.__context__ is None


def test_nothing_of_the_text_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    Engine((Words("Oldroyd", "inner"),), plain_pipeline()).analyse(["by Ms Oldroyd"])
    assert "Oldroyd" not in caplog.text


def test_the_pipeline_engine_is_complete() -> None:
    engine = PipelineEngine(plain_pipeline())
    engine.load()
    assert engine.is_loaded()
    assert engine.get_supported_entities() == []
    assert engine.get_supported_languages() == ["en"]
    assert engine.is_stopword("the", "en")
    assert not engine.is_stopword("Oldroyd", "en")
    assert engine.is_punct(",", "en")
    assert engine.process_text("Karen rang.", "en").tokens.text == "Karen rang."


def test_the_enhancer_changes_nothing() -> None:
    results = Words("Oldroyd", "inner").analyze("Oldroyd", [], None)
    artifacts = PipelineEngine(plain_pipeline()).process_text("Oldroyd", "en")
    assert NoEnhancer().enhance_using_context("Oldroyd", results, artifacts, []) is results


def test_the_entity_recogniser_needs_the_parsed_text() -> None:
    with pytest.raises(RecogniserError, match="person model"):
        EntityRecogniser().analyze("Karen", [], None)


def test_only_components_that_mark_entities_count() -> None:
    nlp = plain_pipeline()
    assert not marks_entities(nlp)
    nlp.add_pipe("entity_ruler")
    assert marks_entities(nlp)
