"""Invented case prose with gold spans, for training and testing the person model.

``generate(split, count, seed)`` yields texts; ``python -m corpus.sentences`` writes them as JSON lines.
See ``docs/explanation/corpus.md``.
"""

from __future__ import annotations

from corpus.names import Split
from corpus.sentences.library import Pattern, patterns, patterns_of
from corpus.sentences.model import PersonMention, Span, Text
from corpus.sentences.render import generate, render

__all__ = ["Pattern", "PersonMention", "Span", "Split", "Text", "generate", "patterns", "patterns_of", "render"]
