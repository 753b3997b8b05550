"""What stands over or beside a cell: the heading of its column, or the word on its left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redactor.lexicon.number_formats import is_birth_heading

_LONGEST = 80
_HEADING = re.compile(
    r"""(?ix) \s*
    (?: (?: full | first | last | family | given | original | lead | key | agreed | event | job | case | person
        | staff ) [ ]* )?
    (?: date s? (?:[ ](?:of|and)[ ].*)? | time | day | month | year | agency (?:[ ].*)? | agencies | event s? | entry
      | name s? (?:[ ](?:of|and)[ ].*)? | surname | forename s? | source (?:[ ].*|/.*)? | worker s? | professional s?
      | role | title | post | position | organisation | team | no\.? | number | ref(?:erence)? (?:[ ].*)? | code s?
      | comment s? | note s? | action s? | recommendation s? | outcome s? | status | lead | owner | by[ ]whom
      | by[ ]when | evidence | progress | deadline | timescale s? | d\.?o\.?b\.? | nhs (?:[ ](?:no\.?|number))?
      | address (?:es)? | postcode | (?: tele?(?:phone)? | phone | mobile ) (?:[ ]no\.?|[ ]number)? | e-?mail
      (?:[ ]address)? | child | family | relationship | gender | age | ethnicity | school | gp | practice
      | description | category | type | page | location | place | what[ ]happened | significance | analysis | contact
      | author ) \s* :?""",
)
_SOURCE = re.compile(
    r"(?i)\s*(?:information |data |record )?sources?(?: of (?:information|evidence|data|entry))?\s*:?\s*"
)


@dataclass(frozen=True, slots=True)
class Region:
    """A table of the workbook: row of its headings and its columns, counted from 1; ``last`` is its last row."""

    row: int
    first: int
    final: int
    last: int


class Headings:
    """Follows the rows of one sheet and tells the label of each cell.

    Args:
        widest: The largest number of filled cells in a row of the sheet.
        regions: Tables that the file itself marks.
    """

    def __init__(self, widest: int, regions: Sequence[Region] = ()) -> None:
        self._widest = widest
        self._regions = regions
        self._current: dict[int, str] = {}
        self._marked: dict[Region, dict[int, str]] = {}
        self._births: set[int] = set()
        self._above: dict[int, str] = {}

    def births(self, column: int, left: str) -> str:
        """The heading of births over or beside a cell; empty if there is none.

        Args:
            column: Of the cell, from 1.
            left: Text of the cell on its left.
        """
        if is_birth_heading(left) and len(left) <= _LONGEST:
            return left
        return "date of birth" if column in self._births else ""

    def row(self, number: int, texts: Mapping[int, str], words: frozenset[int]) -> dict[int, str]:
        """Take one row and return the label of each of its cells.

        Args:
            number: Of the row, from 1.
            texts: Column to shown text; only filled cells.
            words: The columns that hold words, not numbers.
        """
        is_heading = self._is_heading(texts, words)
        labels: dict[int, str] = {}
        for column in sorted(texts):
            before = [c for c in texts if c < column]
            left = texts[max(before)] if before and max(before) in words else ""
            labels[column] = "" if is_heading else _label(self._label(number, column, left))
        if is_heading:
            self._current = {c: texts[c] for c in texts}
        for region in self._regions:
            if region.row == number:
                self._marked[region] = {c: t for c, t in texts.items() if region.first <= c <= region.final}
        self._births |= {c for c in words if len(texts[c]) <= _LONGEST and is_birth_heading(texts[c])}
        self._above |= {c: texts[c] for c in words if _is_known(texts[c])}
        return labels

    def _label(self, number: int, column: int, left: str) -> str:
        if left.rstrip().endswith(":"):
            return left
        for region, headings in self._marked.items():
            if region.row < number <= region.last and column in headings:
                return headings[column]
        if column in self._current:
            return self._current[column]
        if self._widest <= 2 or _is_known(left):
            return left
        return self._above.get(column, "")

    def _is_heading(self, texts: Mapping[int, str], words: frozenset[int]) -> bool:
        """Whether a row holds headings: words alone, short, several, and known or the first of a wide table."""
        if len(texts) < 2 or len(words) < len(texts):
            return False
        if any(len(text) > _LONGEST or text.rstrip().endswith(":") for text in texts.values()):
            return False
        known = sum(_HEADING.fullmatch(text) is not None for text in texts.values())
        if known * 2 > len(texts):
            return True
        return not self._current and self._widest > 2 and len(texts) * 2 >= self._widest


def _is_known(text: str) -> bool:
    """Whether a text is a heading by its words."""
    return len(text) <= _LONGEST and (_HEADING.fullmatch(text) is not None or is_birth_heading(text))


def _label(text: str) -> str:
    """A label as the rules read it; a column of sources is one of workers too."""
    text = re.sub(r"\s+", " ", text).strip().rstrip(":").strip()
    if len(text) > _LONGEST:
        return ""
    return "Source / worker" if _SOURCE.fullmatch(text) else text
