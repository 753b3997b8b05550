"""Names whose letters are joined or torn apart: ``KarenOldroyd``, ``Old-royd``, ``O l d r o y d``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.verify.search.stories import Story
from redactor.verify.search.tokens import Entry, FormTable, Run

_WIDEST_GAP = 4
_HYPHEN_GAP = re.compile(r"-\s{0,3}")


def joined_runs(story: Story, table: FormTable) -> Iterator[Run]:
    """Yield the strong forms whose letters occur in order between word boundaries.

    Names of several words may have anything short between their letters; a
    single word only a hyphen at a line end, or it is spelt letter by letter.
    """
    folded = story.folded.text
    letters = "".join(filter(str.isalnum, folded))
    there = [(joined, entry) for joined, entry in table.joined if joined in letters]
    if not there:
        return
    positions = [index for index, char in enumerate(folded) if char.isalnum()]
    seen: set[tuple[int, int, str]] = set()
    for joined, entry in there:
        at = letters.find(joined)
        while at >= 0:
            start, end = positions[at], positions[at + len(joined) - 1] + 1
            key = (start, end, entry.person.key)
            if key not in seen and _bounded(story, start, end) and _torn(folded[start:end], entry):
                seen.add(key)
                yield Run(start, end, entry)
            at = letters.find(joined, at + 1)


def _bounded(story: Story, start: int, end: int) -> bool:
    """Whether a word could begin and end here: no letter beside it, or a change of case or to digits."""
    folded, origin, text = story.folded.text, story.folded.origin, story.text
    if start and folded[start - 1].isalpha():
        before, first = text[origin[start - 1]], text[origin[start]]
        if not (before.islower() and first.isupper()):
            return False
    if end < len(folded) and folded[end].isalpha():
        last, after = text[origin[end - 1]], text[origin[end]]
        return last.islower() and after.isupper()
    return True


def _torn(found: str, entry: Entry) -> bool:
    """Whether what stands between the letters can stand inside one name."""
    pieces = re.findall(r"[^\W_]+", found)
    gaps = re.findall(r"[\W_]+", found)
    if any(len(gap) > _WIDEST_GAP for gap in gaps):
        return False
    if len(entry.words) > 1 or not gaps:
        return True
    spelt = all(len(piece) == 1 for piece in pieces)
    return spelt or (len(gaps) == 1 and _HYPHEN_GAP.fullmatch(gaps[0]) is not None)
