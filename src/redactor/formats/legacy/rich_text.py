"""RTF looked at directly: the words in it."""

from __future__ import annotations

import re

from redactor.formats.mail.rtf import text_in_rtf

_NUMBERS = re.compile(rb"\{\\(?:listtext|pntext)\b(?:[^{}]|\{[^{}]*\})*\}")
"""Numbers of lists as they were shown: Word and LibreOffice count anew."""


def rich_text(data: bytes) -> str:
    """The body text of an RTF file, without headers, notes of formatting, and numbers of lists.

    Raises:
        UnreadableError: if its groups are broken, or it holds binary data.
    """
    return text_in_rtf(_NUMBERS.sub(b"", data))
