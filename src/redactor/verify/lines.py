"""Lines that end where the page does, joined to the running text they are part of."""

from __future__ import annotations

_SHORTEST_RUNNING = 40


def unwrapped(text: str) -> str:
    """The text with line feeds inside running text as spaces; every offset stays.

    A line runs on when it is long and ends in neither stop nor colon.
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    out: list[str] = []
    for line in lines:
        long = len(line) > _SHORTEST_RUNNING and len(line) > longest * 0.6
        runs_on = long and not line.rstrip().endswith((".", ":", ";", "!", "?"))
        out += (line, " " if runs_on else "\n")
    return "".join(out[:-1])
