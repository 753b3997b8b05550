"""The model runtime: the shipped person model or another spaCy pipeline by path, and a sentence splitter.

What ``__all__`` names is loaded on first use: who only wants marks waits for no spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.lazy import on_first_use

if TYPE_CHECKING:
    from redactor.nlp.mark import Mark
    from redactor.nlp.marking import Ahead, Asked, asking, marks, prepare_model
    from redactor.nlp.pipeline import forgetting, load_pipeline, plain_pipeline, sentences

_HOMES = {
    "Ahead": "redactor.nlp.marking",
    "Asked": "redactor.nlp.marking",
    "Mark": "redactor.nlp.mark",
    "asking": "redactor.nlp.marking",
    "forgetting": "redactor.nlp.pipeline",
    "load_pipeline": "redactor.nlp.pipeline",
    "marks": "redactor.nlp.marking",
    "plain_pipeline": "redactor.nlp.pipeline",
    "prepare_model": "redactor.nlp.marking",
    "sentences": "redactor.nlp.pipeline",
}

__all__ = [
    "Ahead",
    "Asked",
    "Mark",
    "asking",
    "forgetting",
    "load_pipeline",
    "marks",
    "plain_pipeline",
    "prepare_model",
    "sentences",
]

__getattr__ = on_first_use(__name__, _HOMES)
