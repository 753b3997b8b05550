"""What a reader could learn who has two released versions of one document.

A person coded in one version and described in the other, or coded differently, is told by the
comparison although each version alone is clean. What is compared is the text as the verifier's own
readers see it, paragraph by paragraph, with codes and labels as single words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from redactor.lexicon.roles import code_tokens
from redactor.verify.likeness import told_lines
from redactor.verify.readers.registry import read_file

_LABEL = re.compile(r"\[[A-Za-z][^\[\]\n]{1,80}\]")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ALIKE = 40.0
"""Per cent; two paragraphs less alike than this are not versions of each other."""


class Learning(StrEnum):
    """What the comparison tells."""

    CODE_CHANGED = "code changed"
    """One code stands where another stood: they are the same person, or the first was wrong."""
    DESCRIBED = "coded in one, described in the other"
    """Words stand where a code or a label stood: they say who or what it is."""
    ONLY_IN_ONE = "said in one version only"
    """Words, numbers or codes that the other version leaves out."""

    @property
    def tells(self) -> bool:
        """Whether it undoes a code or a label."""
        return self is not Learning.ONLY_IN_ONE


@dataclass(frozen=True, slots=True)
class Learnt:
    """One difference that says something.

    Attributes:
        what: What it tells.
        old: What the older version says; may be empty.
        new: What the newer version says; may be empty.
        places: Where in the newer version (in the older, if it is only there), in words.
    """

    what: Learning
    old: str
    new: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    key: str
    stands_for: bool


def compare_versions(old: bytes, new: bytes, codes: Collection[str] = ()) -> tuple[Learnt, ...]:
    """Return what the two versions together tell, the telling ones first, each once with all its places.

    Args:
        old: The older version, in any format that the verifier reads.
        new: The newer version; it may be in another format.
        codes: Codes of the case, beside those that have the shape of one.

    Raises:
        UnreadableError: one of them cannot be read.
    """
    known = _pattern(codes)
    before = [(place, _tokens(text, known)) for place, text in told_lines(read_file(old))]
    after = [(place, _tokens(text, known)) for place, text in told_lines(read_file(new))]
    found: dict[tuple[Learning, str, str], list[str]] = {}
    for place, first, second in _pairs(before, after):
        for what, one, other in _differences(first, second):
            found.setdefault((what, one, other), []).append(place)
    learnt = [Learnt(what, one, other, tuple(dict.fromkeys(places))) for (what, one, other), places in found.items()]
    return tuple(sorted(learnt, key=lambda item: list(Learning).index(item.what)))


def _pattern(codes: Collection[str]) -> re.Pattern[str] | None:
    words = sorted((re.escape(code).replace(r"\ ", r"\s+") for code in codes if code), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if words else None


def _tokens(text: str, known: re.Pattern[str] | None) -> tuple[_Token, ...]:
    """The words of a paragraph; a code or a label is one word."""
    spans: list[tuple[int, int, str, bool]] = [(m.start(), m.end(), m.group(), True) for m in _LABEL.finditer(text)]
    spans += [(span.start, span.end, code, True) for span, code in code_tokens(text)]
    if known is not None:
        spans += [(m.start(), m.end(), m.group(), True) for m in known.finditer(text)]
    spans += [(m.start(), m.end(), m.group(), False) for m in _WORD.finditer(text)]
    spans.sort(key=lambda item: (item[0], not item[3], -item[1]))
    tokens: list[_Token] = []
    end = 0
    for start, stop, words, stands_for in spans:
        if start >= end:
            tokens.append(_Token(" ".join(words.split()), "".join(words.split()).casefold(), stands_for))
            end = stop
    return tuple(tokens)


_Lines = Sequence[tuple[str, tuple[_Token, ...]]]


def _pairs(before: _Lines, after: _Lines) -> Iterator[tuple[str, tuple[_Token, ...], tuple[_Token, ...]]]:
    """Paragraphs that are versions of each other and differ; one without a counterpart is paired with nothing."""
    keys = [[" ".join(token.key for token in tokens) for _, tokens in lines] for lines in (before, after)]
    gone: list[int] = []
    come: list[int] = []
    for step in [*Indel.opcodes(keys[0], keys[1]), None]:
        if step is not None and step.tag != "equal":
            gone += range(step.src_start, step.src_end)
            come += range(step.dest_start, step.dest_end)
            continue
        yield from _matched(gone, come, before, after, keys)
        gone, come = [], []


def _matched(
    gone: Sequence[int], come: Sequence[int], before: _Lines, after: _Lines, keys: Sequence[Sequence[str]]
) -> Iterator[tuple[str, tuple[_Token, ...], tuple[_Token, ...]]]:
    """Pair the paragraphs of one changed stretch, in order, each with the next one that is alike enough."""
    at = 0
    for old in gone:
        ratios = [fuzz.ratio(keys[0][old], keys[1][new]) for new in come[at : at + 10]]
        best = max(range(len(ratios)), key=ratios.__getitem__, default=-1)
        alone = len(gone) == len(come) == 1
        if best < 0 or (ratios[best] < _ALIKE and not alone):
            yield before[old][0], before[old][1], ()
            continue
        for new in come[at : at + best]:
            yield after[new][0], (), after[new][1]
        new = come[at + best]
        yield after[new][0], before[old][1], after[new][1]
        at += best + 1
    for new in come[at:]:
        yield after[new][0], (), after[new][1]


def _differences(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[tuple[Learning, str, str]]:
    """What differs within two versions of one paragraph."""
    gone: list[_Token] = []
    come: list[_Token] = []
    steps = Indel.opcodes([token.key for token in old], [token.key for token in new])
    for step in [*steps, None]:
        if step is not None and step.tag != "equal":
            gone += old[step.src_start : step.src_end]
            come += new[step.dest_start : step.dest_end]
            continue
        yield from _judged(gone, come)
        gone, come = [], []


def _judged(gone: Sequence[_Token], come: Sequence[_Token]) -> Iterator[tuple[Learning, str, str]]:
    """What one difference tells: no word of one side stands on the other, or it would be common to both."""
    one, other = _joined(gone), _joined(come)
    if not one and not other:
        return
    codes = [[token for token in side if token.stands_for] for side in (gone, come)]
    words = [[token for token in side if not token.stands_for] for side in (gone, come)]
    if codes[0] and codes[1] and len(codes[0]) == len(codes[1]):
        for a, b in zip(codes[0], codes[1], strict=True):
            yield Learning.CODE_CHANGED, a.text, b.text
        if words[0] or words[1]:
            yield Learning.ONLY_IN_ONE, _joined(words[0]), _joined(words[1])
    elif (codes[0] and words[1]) or (codes[1] and words[0]) or (codes[0] and codes[1]):
        yield Learning.DESCRIBED, one, other
    else:
        yield Learning.ONLY_IN_ONE, one, other


def _joined(tokens: Sequence[_Token]) -> str:
    return " ".join(token.text for token in tokens)
