"""Public text that training never saw, each document through the whole program, which knows nobody in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from training.example import IGNORED, Example

from evaluation.counts import Share, touches
from evaluation.running import GAP, Spans, is_person, is_unknown, replaced, run_texts
from evaluation.sentences import judged
from redactor.nlp import load_pipeline
from training import public

_FILE = "page.txt"
EVERY = "all"
"""Stands for all kinds of document together."""


def held_out() -> list[public.Source]:
    """The public sources that the shipped model was not trained on."""
    names = load_pipeline().meta["training"]["held_out"]
    return [source for source in public.SOURCES if source.name in names]


def measure(folder: Path, source: public.Source) -> dict[str, tuple[Share, Share, Share]]:
    """Run every document of a source as a case of its own.

    Args:
        folder: Where the public data are.
        source: One of them.

    Returns:
        By kind of document, and for ``all`` of them: of the mentions of people those that a replacement touches, of
        what is replaced as a person those that touch a mention, and the same of the nouns coded "Unknown", because
        nothing explains them. What the source leaves open (names in small letters, people who are described) counts
        for none of them.
    """
    figures: dict[str, tuple[Share, Share, Share]] = {}
    for document in public.documents(folder, source):
        whole = GAP.join(example.text for example in document.sentences)
        (result,) = run_texts({_FILE: whole}).documents
        gold, left_open = _of_label(document.sentences, "PERSON"), _of_label(document.sentences, IGNORED)
        every = replaced(result, whole)
        people, nouns = replaced(result, whole, is_person), replaced(result, whole, is_unknown)
        for group in filter(None, (document.kind, EVERY)):
            found, right, unknown = figures.setdefault(group, (Share(), Share(), Share()))
            for span in gold:
                found.add(any(touches(span, other) for other in every))
            for spans, share in ((people, right), (nouns, unknown)):
                for span in judged(spans, gold, left_open):
                    share.add(any(touches(span, other) for other in gold))
    return dict(sorted(figures.items(), key=lambda item: item[0] == EVERY))


def _of_label(document: Sequence[Example], label: str) -> Spans:
    spans: Spans = []
    at = 0
    for example in document:
        spans += [(at + start, at + end) for start, end, name in example.spans if name == label]
        at += len(example.text) + len(GAP)
    return spans
