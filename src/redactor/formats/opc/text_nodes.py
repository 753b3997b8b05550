"""Editing a text that is cut into pieces: runs of a cell, of a paragraph of a drawing."""

from __future__ import annotations

from collections.abc import Sequence

from redactor.model import Span, substitute


def edit_pieces(
    texts: Sequence[str], edits: Sequence[tuple[Span, str]], fixed: frozenset[int] = frozenset()
) -> list[str]:
    """Apply edits of the joined text to its pieces.

    The replacement goes into the first piece that the edit touches, so that it
    takes that piece's formatting; the others lose their part.

    Args:
        texts: The pieces, in order; the joined text is what the edits count in.
        edits: Disjoint spans (code points) with their replacements.
        fixed: Indexes of pieces that hold no text of their own (line breaks);
            they become empty where an edit covers them.

    Returns:
        The new texts, one for each piece.

    Raises:
        ValueError: if edits overlap or lie outside the text, or touch fixed pieces only.
    """
    ends: list[int] = []
    position = 0
    for text in texts:
        position += len(text)
        ends.append(position)
    parts: list[list[tuple[Span, str]]] = [[] for _ in texts]
    for span, new in edits:
        if span.end > position:
            raise ValueError("an edit lies outside the text")
        touched = [
            n for n, text in enumerate(texts) if text and ends[n] - len(text) < span.end and span.start < ends[n]
        ]
        carrier = next((n for n in touched if n not in fixed), None)
        if carrier is None:
            raise ValueError("an edit touches no text")
        for n in touched:
            start = ends[n] - len(texts[n])
            inside = Span(max(span.start, start) - start, min(span.end, ends[n]) - start)
            parts[n].append((inside, new if n == carrier else ""))
    return [substitute(text, own) for text, own in zip(texts, parts, strict=True)]
