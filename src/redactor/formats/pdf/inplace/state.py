"""The graphics and text state while a content stream is followed (ISO 32000-2 8.4, 9.3)."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.formats.pdf.inplace.fonts import PageFont
from redactor.formats.pdf.inplace.matrix import IDENTITY, Matrix
from redactor.formats.pdf.inplace.records import Box, Clip, Colour


@dataclass(slots=True)
class State:
    """What ``q`` saves and ``Q`` restores.

    Attributes:
        ctm: From the stream's user space to that of the page.
        font, font_name, size: As set by ``Tf``.
        char_space, word_space, scale, leading, rise, mode: Tc, Tw, Tz as a factor, TL, Ts, Tr.
        fill, stroke: Operators that set the colours.
        states: Names of graphics state dictionaries, in order.
        clip: Box around the clipping path in view coordinates.
        clips: The rectangles that narrowed it, and where they stand; see ``records.Clip``.
        line_width: As set by ``w``.
        see_through: Whether what is painted lets through what lies below.
    """

    ctm: Matrix = IDENTITY
    font: PageFont | None = None
    font_name: str = ""
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    fill: Colour = ()
    stroke: Colour = ()
    states: tuple[str, ...] = ()
    clip: Box | None = None
    clips: tuple[Clip, ...] = ()
    line_width: float = 1.0
    see_through: bool = False

    def copy(self) -> State:
        """Another state like this one."""
        return State(
            self.ctm, self.font, self.font_name, self.size, self.char_space, self.word_space, self.scale, self.leading,
            self.rise, self.mode, self.fill, self.stroke, self.states, self.clip, self.clips, self.line_width,
            self.see_through,
        )  # fmt: skip

    def within(self, box: Box) -> None:
        """Narrow the clipping path to a box."""
        if self.clip is None:
            self.clip = box
        else:
            a, b = self.clip, box
            self.clip = (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
