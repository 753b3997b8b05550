"""Words in number formats: ``"Karen "0`` shows a name before every number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from redactor.formats.opc.text_nodes import edit_pieces
from redactor.formats.xlsx.strings import decoded, encoded
from redactor.model import Span

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?) | \\(?P<escaped>.) | (?P<raw>\[[^\]]*\]|[_*].|General|AM/PM|A/P|[0#?@.,%;ymdhsegEb/:+\- ]+)
      | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CURRENCY = re.compile(r"\[\$(?P<words>[^\]-]*[^\W\d_]{2,}[^\]-]*)(?:-[^\]]*)?\]")


class NumberCode:
    """One number format, its words apart from its codes.

    Args:
        element: Carries ``formatCode``.
    """

    def __init__(self, element: etree._Element) -> None:
        self._element = element
        self._pieces: list[tuple[bool, str]] = []
        for match in _TOKEN.finditer(decoded(element.get("formatCode", ""))):
            kind, text = match.lastgroup, match[match.lastgroup or 0]
            if kind == "raw" and (currency := _CURRENCY.fullmatch(text)):
                self._pieces.append((True, currency["words"]))
            elif kind == "raw":
                self._pieces.append((False, text))
            else:
                self._pieces.append((True, text.strip('"') if kind == "quoted" else text))

    @property
    def text(self) -> str:
        """The words; a space where a number or date stands between them."""
        return "".join(text if is_word else " " for is_word, text in self._pieces)

    def edit(self, edits: Sequence[tuple[Span, str]]) -> None:
        """Apply edits of ``text`` to the format."""
        texts = [text if is_word else " " for is_word, text in self._pieces]
        fixed = frozenset(n for n, (is_word, _) in enumerate(self._pieces) if not is_word)
        new = edit_pieces(texts, edits, fixed)
        out = [
            '"' + text.replace('"', "") + '"' if is_word else raw
            for (is_word, raw), text in zip(self._pieces, new, strict=True)
            if not is_word or text
        ]
        self._element.set("formatCode", encoded("".join(out)))
