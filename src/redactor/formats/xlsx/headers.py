"""Page headers and footers: text between codes ("&CConfidential &P of &N").

A code may stand within a name ("Kar&Ben" is "Karen" with a bold end); the text of
a section is read without its codes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from redactor.formats.fonts import FONTS
from redactor.formats.opc.text_nodes import edit_pieces
from redactor.model import Span

_TOKEN = re.compile(
    r"""(?P<amp>&&) | (?P<section>&[LCRlcr]) | (?P<font>&"[^"]*"?) | (?P<colour>&[Kk](?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3}))
      | (?P<size>&\d{1,3}) | (?P<code>&[A-Za-z]) | (?P<text>[^&]+|&)""",
    re.VERBOSE | re.DOTALL,
)
_STYLES = re.compile(r"(?i)[, ]*(?:regular|bold|italic|oblique|bold italic|-)?")


class Section:
    """The left, centre or right part of a header: its codes and texts, in order."""

    def __init__(self, start: str) -> None:
        self._start = start
        self._pieces: list[tuple[str, str]] = []

    def add(self, kind: str, text: str) -> None:
        """Add a code or a text as written in the file."""
        if kind in ("text", "amp"):
            self._pieces.append(("text", "&" if kind == "amp" else text))
        else:
            self._pieces.append((kind, _neutral_font(text) if kind == "font" else text))

    @property
    def text(self) -> str:
        """The words, without codes."""
        return "".join(text for kind, text in self._pieces if kind == "text")

    def edit(self, edits: Sequence[tuple[Span, str]]) -> None:
        """Apply edits of ``text``."""
        own = [n for n, (kind, _) in enumerate(self._pieces) if kind == "text"]
        new = edit_pieces([self._pieces[n][1] for n in own], edits)
        for n, text in zip(own, new, strict=True):
            self._pieces[n] = ("text", text)

    def written(self) -> str:
        """The section as the file writes it."""
        out = [self._start]
        for kind, text in self._pieces:
            if kind == "text":
                after_size = re.search(r"&\d+$", out[-1]) is not None and text[:1].isdigit()
                out.append((" " if after_size else "") + text.replace("&", "&&"))
            else:
                out.append(text)
        return "".join(out)


def read_sections(text: str) -> list[Section]:
    """Cut a header or footer into its sections."""
    sections = [Section("")]
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "text"
        if kind == "section":
            sections.append(Section(match[0]))
        else:
            sections[-1].add(kind, match[0])
    return sections


def section_setter(sections: Sequence[Section], own: Section, set_text: Callable[[str], None]) -> Callable[..., None]:
    """Carry edits of one section into the whole text."""

    def edit(edits: Sequence[tuple[Span, str]]) -> None:
        own.edit(edits)
        set_text("".join(section.written() for section in sections))

    return edit


def _neutral_font(code: str) -> str:
    """A font code with a common font, or with the font of the theme."""
    name, comma, style = code[2:].rstrip('"').partition(",")
    known = name in FONTS or name == "-"
    shown = style if _STYLES.fullmatch(style) else "Regular"
    return f'&"{name if known else "-"}{comma}{shown}"'
