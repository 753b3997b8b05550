"""Comparing texts without their spaces, and sequences of texts."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_LONGEST_ALIGNED = 3000
_HYPHENS = frozenset("-\u00ad\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that is missing, added, or changed; offsets count items from 0, -1 for none."""

    kind: Literal["missing", "added", "changed"]
    wanted: int
    there: int


def tight(text: str) -> str:
    """A text without spaces, hyphens of line breaks and invisible characters.

    Two readers may differ in those; any other difference is one of the text.
    """
    compatible = unicodedata.normalize("NFC", text)
    return "".join(
        c for c in compatible if not (c.isspace() or c in _HYPHENS or unicodedata.category(c) in ("Cf", "Co"))
    )


def differences(wanted: Sequence[str], there: Sequence[str]) -> list[Difference]:
    """Return where two sequences of texts differ, in order.

    Sequences whose middle parts differ by thousands of items are compared by
    counting, so that a broken file costs no more than a whole one.
    """
    start = 0
    while start < min(len(wanted), len(there)) and wanted[start] == there[start]:
        start += 1
    end = 0
    while end < min(len(wanted), len(there)) - start and wanted[-1 - end] == there[-1 - end]:
        end += 1
    one, other = wanted[start : len(wanted) - end], there[start : len(there) - end]
    if max(len(one), len(other)) > _LONGEST_ALIGNED:
        return _counted(one, other, start)
    return _aligned(one, other, start)


def _aligned(one: Sequence[str], other: Sequence[str], offset: int) -> list[Difference]:
    found: list[Difference] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = min(i_end - i, j_end - j)
        found += [Difference("changed", offset + i + n, offset + j + n) for n in range(pairs)]
        found += [Difference("missing", offset + n, -1) for n in range(i + pairs, i_end)]
        found += [Difference("added", -1, offset + n) for n in range(j + pairs, j_end)]
    return found


def _counted(one: Sequence[str], other: Sequence[str], offset: int) -> list[Difference]:
    missing, added = Counter(one) - Counter(other), Counter(other) - Counter(one)
    found: list[Difference] = []
    for index, text in enumerate(one):
        if missing[text] > 0:
            missing[text] -= 1
            found.append(Difference("missing", offset + index, -1))
    for index, text in enumerate(other):
        if added[text] > 0:
            added[text] -= 1
            found.append(Difference("added", -1, offset + index))
    if not found:
        found.append(Difference("changed", offset, offset))
    return found
