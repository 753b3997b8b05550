"""The model runtime: the shipped person model or another spaCy pipeline by path, and a sentence splitter."""

from redactor.nlp.marks import Mark, forgetting, marks
from redactor.nlp.pipeline import load_pipeline, plain_pipeline, sentences

__all__ = ["Mark", "forgetting", "load_pipeline", "marks", "plain_pipeline", "sentences"]
