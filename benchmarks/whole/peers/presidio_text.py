"""presidio-analyzer with a deny list and presidio-anonymizer, over text: INPUT OUTPUT NAMES."""

import json
import sys
from pathlib import Path

import spacy
from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from presidio_anonymizer import AnonymizerEngine


class Blank(NlpEngine):
    """A blank English pipeline: the deny list needs no model, and none is fetched."""

    def __init__(self):
        self._nlp = spacy.blank("en")
        self._nlp.max_length = 10**8

    def load(self):
        """Nothing to load."""

    def is_loaded(self):
        """Always."""
        return True

    def process_text(self, text, language):
        """Tokens only."""
        doc = self._nlp(text)
        return NlpArtifacts([], doc, [t.idx for t in doc], [t.text for t in doc], None, language)

    def process_batch(self, texts, language, **kwargs):  # noqa: ARG002  # Presidio's signature
        """One after another."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word, language):  # noqa: ARG002  # as above
        """Whether it is a stop word."""
        return self._nlp.vocab[word].is_stop

    def is_punct(self, word, language):  # noqa: ARG002  # as above
        """Whether it is a mark."""
        return self._nlp.vocab[word].is_punct

    def get_supported_entities(self):
        """None."""
        return []

    def get_supported_languages(self):
        """English."""
        return ["en"]


source, target, names = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
registry = RecognizerRegistry(
    recognizers=[PatternRecognizer(supported_entity="PERSON", deny_list=names)], supported_languages=["en"]
)
analyzer = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["en"])
anonymizer = AnonymizerEngine()
out = []
for paragraph in source.read_text(encoding="utf-8").split("\n\n"):
    found = analyzer.analyze(paragraph, language="en")
    out.append(anonymizer.anonymize(paragraph, found).text)
target.write_text("\n\n".join(out), encoding="utf-8")
