"""Whether the words beside a name speak of somebody: what they do, what is theirs, who they are to others."""

from __future__ import annotations

import re

from redactor.lexicon import name_cues as cues
from redactor.lexicon.folding import fold_text
from redactor.lexicon.name_sets import vocabulary
from redactor.lexicon.name_titles import is_title

_NEAR = 40
_OWNER = re.compile(r"['’]s? +[a-z]")
_BEHIND = re.compile(r"[ \u00a0\n]+([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0\n]+$")
_LONG_VERB = 5
_TO_SOMEBODY = vocabulary("told asked saw met rang phoned visited texted emailed called advised informed spoke")


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether the words right beside a name, known or not, say that it is somebody's.

    Args:
        text: The text around it; only about forty code points on either side count.
        start: Where the name begins, in code points.
        end: Where it ends (half-open), with or without a possessive ending.
    """
    written = text[start:end]
    bare = end - (2 if written.endswith(("'s", "’s")) else 0)
    tail = text[bare : bare + _NEAR]
    if _OWNER.match(tail):
        return True
    behind, before = _BEHIND.match(tail), _BEFORE.search(text, max(0, start - _NEAR), start)
    following = fold_text(behind[1]) if behind and behind[1].islower() else ""
    if following in cues.VERBS | cues.SAYING or (following.endswith("ed") and len(following) >= _LONG_VERB):
        return True
    if before is None:
        return False
    previous = fold_text(before[1])
    return previous in cues.ROLES | cues.ROLE_CODES | _TO_SOMEBODY or is_title(before[1], written=before[1])
