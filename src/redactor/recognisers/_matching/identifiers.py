"""Finds listed numbers and references whatever stands between their characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from redactor.model import Span
from redactor.recognisers._matching.tokens import Line

_GAP = re.compile(r"[\W_]{0,3}")


class Identifiers:
    """The listed identifiers, written without separators.

    Args:
        owners: Compact identifier (folded letters and digits) -> numbers of its owners.
    """

    def __init__(self, owners: Mapping[str, Sequence[int]]) -> None:
        self._owners = {compact: tuple(numbers) for compact, numbers in owners.items() if len(compact) >= 3}
        self._openings = {compact[:length] for compact in self._owners for length in range(1, len(compact) + 1)}
        self._longest = max(map(len, self._owners), default=0)

    def find(self, line: Line) -> Iterator[tuple[Span, int, tuple[int, ...]]]:
        """Yield original span, number of the first token and owners' numbers; the longest at each place."""
        if not self._owners:
            return
        openings = self._openings
        for index, text in enumerate(line.texts):
            if text in openings:
                found = self._from(line, index)
                if found:
                    behind, owners = found
                    yield _whole(line, index, behind), index, owners

    def _from(self, line: Line, index: int) -> tuple[int, tuple[int, ...]] | None:
        compact, best = "", None
        for at in range(index, len(line)):
            if at > index and not _GAP.fullmatch(line.gap(at)):
                break
            compact += line.texts[at]
            if compact not in self._openings:
                break
            if compact in self._owners and self._stands_alone(line, index, at + 1, len(compact)):
                best = (at + 1, self._owners[compact])
        return best

    def _stands_alone(self, line: Line, first: int, behind: int, length: int) -> bool:
        """Short identifiers must not be part of a longer run of letters and digits."""
        if length >= 8:
            return True
        glued_before = first > 0 and line.gap(first) == ""
        glued_after = behind < len(line) and line.gap(behind) == ""
        return not (glued_before or glued_after)


def _whole(line: Line, first: int, behind: int) -> Span:
    """The span with the plus sign or the bracket that opens a phone number."""
    span = line.span(first, behind)
    start = span.start
    before = line.source[:start][-1:]
    if before == "+" or (before == "(" and ")" in span.of(line.source)):
        start -= 1
    return Span(start, span.end)
