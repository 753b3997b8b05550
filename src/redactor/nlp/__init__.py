"""The model runtime: a spaCy pipeline by path, or a blank one that only splits sentences."""

from redactor.nlp.pipeline import load_pipeline, sentences

__all__ = ["load_pipeline", "sentences"]
