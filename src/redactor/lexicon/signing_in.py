"""Where a name is written as somebody signs in to a system: "User: koldroyd", "Minutes by oldroydk"."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"\b(?:(?:by|user|user name|login|initials|author|reviewed|reviewer|saved)[ \t]*:[ \t*_]*"
    r"|(?:minutes|minuted|typed|entered|recorded|logged|saved|modified|updated|created|edited|amended) by )$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r" (?:inserted|deleted|commented|replied|formatted|resolved|edited|modified)\b")
_LONGEST = 24


def signs_in(text: str, start: int, end: int) -> bool:
    """Whether the words around ``[start, end)`` (code points) are of a system that tells who did something in it."""
    before = _BEFORE.search(text, max(0, start - _LONGEST), start)
    return before is not None or text[end : end + 1] == "@" or _BEHIND.match(text, end) is not None
