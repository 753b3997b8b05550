"""Load a spaCy pipeline from this machine, never from the network.

``spacy.load`` takes a folder only; a package name is refused, because spaCy and
Presidio answer a missing package by downloading it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from redactor.errors import ModelError
from redactor.model import Span
from redactor.nlp import shipped
from redactor.nlp.tagger import component
from redactor.nlp.tagger.words import whole

MAX_CHARACTERS = 10_000_000
"""Longest text of one segment; longer ones fail closed."""

_ONE_AT_A_TIME = threading.Lock()
_NEXT_STEP = "Give the folder of a spaCy pipeline, or leave the option out to use the person model that is shipped."


def load_pipeline(path: str | None = None) -> Language:
    """Load the pipeline that marks people and places.

    Args:
        path: Folder of a spaCy pipeline; ``None`` gives the shipped one, after its files were compared with their
            digests. It is loaded once in a process.

    Raises:
        ModelError: if the folder is missing, is no pipeline, or does not load.
    """
    if path is None:
        return _shipped()
    nlp = _loaded(Path(path))
    if not {"sentencizer", "senter", "parser"} & set(nlp.pipe_names):
        nlp.add_pipe("sentencizer", first=True)
    return nlp


def plain_pipeline() -> Language:
    """Blank English with a sentence splitter, which finds no people by itself."""
    nlp: Language = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = MAX_CHARACTERS
    return nlp


@cache
def _shipped() -> Language:
    return _loaded(shipped.checked_folder())


def _loaded(folder: Path) -> Language:
    if not (folder / "config.cfg").is_file():
        raise ModelError(f"There is no language pipeline in {folder.name!r}.", next_step=_NEXT_STEP)
    component.register()
    try:
        nlp = spacy.load(folder)
    except ModelError:
        raise
    except Exception as error:  # spaCy raises many kinds; all mean that the folder cannot be used
        reason = type(error).__name__
        raise ModelError(
            f"The language pipeline in {folder.name!r} does not load ({reason}).", next_step=_NEXT_STEP
        ) from error
    nlp.max_length = MAX_CHARACTERS
    return nlp


@contextmanager
def forgetting(nlp: Language) -> Iterator[None]:
    """A zone after which a pipeline forgets the words it met; without it, spaCy keeps each of them for good.

    Pipelines are shared within a process and zones cannot be nested, so one thread at a time has one.
    """
    with _ONE_AT_A_TIME, nlp.memory_zone():
        yield


@cache
def _splitter() -> Language:
    return plain_pipeline()


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text as half-open spans, in order, without the blanks between them."""
    if not text.strip():
        return ()
    found: list[Span] = []
    for sentence in _splitter()(whole(text)).sents:
        raw = sentence.text
        start = sentence.start_char + len(raw) - len(raw.lstrip())
        end = sentence.start_char + len(raw.rstrip())
        if end > start:
            found.append(Span(start, end))
    return tuple(found)
