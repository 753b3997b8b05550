"""The gold answers of a source, read off its inline marks.

Visible surfaces are what a reader of the accepted document sees: body, header,
footer, footnotes, words of links, accepted insertions. Hidden ones are comments,
deleted text, authors, link targets, alternative text, properties, file names: they
have no code to be expected, but nothing protected may be left of them either.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from corpus.markup import Mark, Piece, Source, Wrapped

VISIBLE_HEAD = ("header", "footer")
NOT_TEXT = ("engine", "kind", "landscape", "logo")

Seen = tuple[Mark, bool]


def marks(source: Source) -> Iterator[Seen]:
    """Every mark of a source, with whether a reader sees it."""
    for key, pieces in source.head.items():
        yield from _walk(pieces, visible=key in VISIBLE_HEAD)
    for block in source.blocks:
        yield from _walk(block.pieces, visible=block.kind != "picture")
        for row in block.rows:
            for cell in row:
                yield from _walk(cell, visible=True)


def _walk(pieces: Iterable[Piece], *, visible: bool) -> Iterator[Seen]:
    for piece in pieces:
        if isinstance(piece, Mark):
            yield piece, visible
        elif isinstance(piece, Wrapped):
            yield from _walk(piece.argument, visible=False)
            yield from _walk(piece.content, visible=visible and piece.kind not in ("del", "comment"))


def gold_of(source: Source) -> dict[str, object]:
    """The gold answers of one document, ready for JSON; every list is sorted."""
    seen: dict[str, Counter[tuple[str, str, bool]]] = {}
    for mark, visible in marks(source):
        seen.setdefault(_sort(mark), Counter())[(mark.text, mark.code, visible)] += 1
    return {
        "kind": source.value("kind"),
        "protected": _rows(seen.get("protected"), "code"),
        "identifiers": _rows(seen.get("identifiers"), "label"),
        "allowed": _stays(seen.get("allowed")),
        "kept": _stays(seen.get("kept")),
        "survives": _stays(seen.get("survives")),
    }


def _sort(mark: Mark) -> str:
    if mark.stays:
        return {"=": "allowed", "+": "kept", "~": "survives"}[mark.code]
    return "identifiers" if mark.code.startswith("[") else "protected"


def _rows(counts: Counter[tuple[str, str, bool]] | None, answer: str) -> list[dict[str, object]]:
    counts = counts or Counter()
    pairs = sorted({(text, code) for text, code, _ in counts})
    return [
        {
            "text": text,
            answer: code,
            "visible": counts[(text, code, True)],
            "hidden": counts[(text, code, False)],
        }
        for text, code in pairs
    ]


def _stays(counts: Counter[tuple[str, str, bool]] | None) -> list[dict[str, object]]:
    counts = counts or Counter()
    return [{"text": text, "count": counts[(text, code, True)]} for text, code, visible in sorted(counts) if visible]


def paragraphs(source: Source) -> Iterator[tuple[Piece, ...]]:
    """The paragraphs and cells of the body, in reading order."""
    for block in source.blocks:
        if block.kind in ("picture", "page break"):
            continue
        if block.rows:
            for row in block.rows:
                yield from row
        else:
            yield block.pieces


def released_pattern(pieces: Iterable[Piece]) -> re.Pattern[str]:
    """What a paragraph must read like after release, with white space collapsed.

    Marks become their code; ``A/B`` either of the two or ``A or B``, ``A?`` A
    or an open answer that names A among others, ``?`` any short code; a date of birth
    may become an age. "Sister" and "Nurse" may stay before a code.
    """
    return re.compile("".join(_pattern(piece) for piece in pieces))


def _pattern(piece: Piece) -> str:
    match piece:
        case Mark() if piece.stays:
            return _literal(piece.text)
        case Mark(code="?"):
            return r"[A-Z][\w' -]{0,30}?"
        case Mark(code="[date of birth]"):
            return r"\[date of birth(?:: aged [^\]]+)?\]"
        case Mark() if piece.code.endswith("?"):
            code = _literal(piece.code[:-1])
            return rf"(?:{code}|[\w' -]+ or {code}(?: or [\w' ]+)?|{code} or [\w' -]+?|Family \w)"
        case Mark():
            codes = piece.code.split("/")
            either = [f"{first} or {second}" for first, second in itertools.permutations(codes, 2)]
            title = r"(?:Sister |Nurse )?" if piece.text.startswith(("Sister", "Nurse")) else ""
            return title + "(?:" + "|".join(_literal(code) for code in (*codes, *either)) + ")"
        case Wrapped(kind="ins" | "link"):
            return "".join(_pattern(part) for part in piece.content)
        case Wrapped():
            return ""
        case _:
            return _literal(piece.text)


def _literal(text: str) -> str:
    return re.sub(r"(?:\\ |\s)+", " ", re.escape(text.replace("\u00ad", "")))
