"""Address fields cut into their addresses, with nothing left out.

A strict parser drops comments, groups and what it cannot parse; here every
letter of the field stays in one of the entries, so that every name is seen.
"""

from __future__ import annotations

import re

from redactor.formats.mail.decoding import decode_words

_QUOTED_PAIR = re.compile(r"\\(.)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OPEN, _CLOSE = {'"': '"', "(": ")", "<": ">"}, {'"', ")", ">"}


def entries(value: str) -> tuple[str, ...]:
    """Return the addresses of one field, each as ``Name <local@domain>``, in order.

    Args:
        value: The field as it stands in the message, folded or not.
    """
    unfolded = re.sub(r"\r?\n[ \t]", " ", value)
    found = (_readable(piece) for piece in _pieces(unfolded))
    return tuple(text for text in found if text)


def _pieces(value: str) -> list[str]:
    """Cut at commas, semicolons and group names that stand outside quotes, brackets and comments."""
    pieces, current, waiting, escaped = [], "", "", False
    for char in value:
        if escaped:
            escaped = False
        elif char == "\\" and waiting in ('"', ")"):
            escaped = True
        elif waiting:
            waiting = "" if char == waiting else waiting
        elif char in _OPEN:
            waiting = _OPEN[char]
        elif char in ",;" or (char == ":" and "@" not in current and not current.lower().endswith("mailto")):
            pieces.append(current)
            current = ""
            continue
        current += char
    return [*pieces, current]


def _readable(piece: str) -> str:
    """Quotes taken off, encoded words decoded, spaces made single."""
    bare = _QUOTED.sub(lambda match: _QUOTED_PAIR.sub(r"\1", match[1]), piece)
    return decode_words(bare)
