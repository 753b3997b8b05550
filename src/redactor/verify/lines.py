"""Lines that end where the page does, joined to the running text they are part of."""

from __future__ import annotations

LONGEST_WRAPPED = 120
"""Characters of a line from which a text has one line for each paragraph."""
_SHORTEST_RUNNING = 40
_HALF_FULL = 0.6
_NEARLY_FULL = 0.8
"""Of the longest line: letters are not all of one width."""


def unwrapped(text: str) -> str:
    """The text with line feeds inside running text as spaces; every offset stays.

    A line runs on when it is long and ends in neither stop nor colon. Before a capital it must be so long
    that the next word had no room on it: a list of short notes is no running text.
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    width = max((len(line) for line in lines if len(line) <= LONGEST_WRAPPED), default=longest)
    out: list[str] = []
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        long = len(line) > _SHORTEST_RUNNING and len(line) > longest * _HALF_FULL
        runs_on = long and not line.rstrip().endswith((".", ":", ";", "!", "?"))
        runs_on = runs_on and (not following[:1].isupper() or has_no_room(line, following, width * _NEARLY_FULL))
        out += (line, " " if runs_on else "\n")
    return "".join(out[:-1])


def has_no_room(line: str, following: str, width: float) -> bool:
    """Whether the first word of the following line would have made a line longer than ``width`` characters."""
    return len(line) + len("".join(following.split(maxsplit=1)[:1])) + 1 > width
