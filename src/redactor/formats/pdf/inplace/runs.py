"""Placed pieces as runs of text: what one text-showing operator shows, and where in the stream it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from redactor.formats.pdf.inplace.faces import Face, Faces
from redactor.formats.pdf.inplace.fonts import PageFont, Style
from redactor.formats.pdf.inplace.layout import Placed
from redactor.formats.pdf.inplace.matrix import Matrix
from redactor.formats.pdf.inplace.records import Colour, Glyph, Show, Unit
from redactor.formats.pdf.inplace.tokens import Piece
from redactor.formats.pdf.inplace.words import turned_back, upright

Recode = Callable[[PageFont, bytes], bytes]
"""From a string in codes of a font to that in codes of the rebuilt font."""
_SAME_LINE = 0.01
_KEPT = "kept"


class Look(NamedTuple):
    """The text state of a run.

    Attributes:
        font: The page's font by its resource name, or the style of one of ours.
        size, scale, rise, mode: Tf, Tz as a factor, Ts, Tr.
        fill, stroke: The colours.
    """

    font: str | Style
    size: float
    scale: float
    rise: float
    mode: int
    fill: Colour
    stroke: Colour


@dataclass(slots=True)
class Run:
    """What one TJ shows.

    Attributes:
        look: The text state.
        view: From text space to view coordinates, at its first glyph.
        elements: Strings, and numbers as in TJ arrays.
        digits: How exactly it is placed: letters that stay must not be drawn to other pixels.
    """

    look: Look
    view: Matrix
    elements: list[bytes | float] = field(default_factory=list)
    digits: int = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a page's streams a run is shown: in the place of an operator."""

    unit: Unit
    at: int


@dataclass(slots=True)
class _Open:
    """The run that is being written, and how far it has come along its line."""

    run: Run
    end: float
    height: float
    line: object
    show: Show | None = None
    face: Face | None = None
    squeeze: float = 1.0


def look_of(show: Show, face: Face | None, squeeze: float = 1.0) -> Look:
    """The look of a piece that takes its look from ``show``."""
    own = face is None or face.page_font is not None
    font: str | Style = show.font_name
    if not own and face is not None and face.style is not None:
        font = face.style
    return Look(font, show.size, show.scale * squeeze, show.rise, show.mode, show.fill, show.stroke)


class RunWriter:
    """Collects runs by the spot where they are shown."""

    def __init__(self, faces: Faces, recode: Recode) -> None:
        self.faces, self.recode = faces, recode
        self.runs: dict[Spot, list[Run]] = {}
        self._open: dict[Spot, _Open] = {}
        self._spot: Spot | None = None
        self._held: _Open | None = None
        self._looks: dict[tuple[Show, Face | None, float], Look] = {}
        self._same: dict[Look, Look] = {}

    def flow(self, placed: Sequence[Placed], angle: int, spots: Sequence[Spot]) -> None:
        """Write the pieces of a flow.

        Args:
            placed: In reading order.
            angle: Direction of the flow in degrees.
            spots: Where each of them is shown.
        """
        for item, spot in zip(placed, spots, strict=True):
            piece = item.piece
            glyph, show = piece.glyph, piece.glyph.show
            codes = self._codes(piece)
            width = piece.advance * item.squeeze
            twins = glyph.twins if piece.face is None else ()
            for twin in twins:
                if twin.number < glyph.number:
                    self._twin(spot, twin, item, angle)
            self._put(spot, show, piece.face, codes, (item.u, item.v), width, angle, item.squeeze, item.line)
            if item.space > 0:
                self._space(spot, show, piece.face, item)
            for twin in twins:
                if twin.number > glyph.number:
                    self._twin(spot, twin, item, angle)
        self._close()

    def kept(self, glyphs: Iterable[Glyph], up: float = 0.0) -> None:
        """Write glyphs that stay where they are, or only move up, although others of their operator are set anew."""
        for glyph in glyphs:
            show = glyph.show
            place = upright(glyph.x, glyph.y + up, show.angle)
            width = glyph.width
            codes = self.recode(show.font, glyph.code)
            self._put(Spot(show.unit, show.at), show, None, codes, place, width, show.angle, 1.0, _KEPT)
        self._close()

    def _close(self) -> None:
        """The next piece begins a run, wherever it is shown."""
        self._open.clear()
        self._spot = self._held = None

    def _look(self, show: Show, face: Face | None, squeeze: float) -> Look:
        """The look of a piece; the same object for equal ones."""
        key = (show, face, squeeze)
        found = self._looks.get(key)
        if found is None:
            look = look_of(show, face, squeeze)
            found = self._looks[key] = self._same.setdefault(look, look)
        return found

    def _codes(self, piece: Piece) -> bytes:
        face = piece.face
        if face is None:
            glyphs = piece.glyphs
            code = b"".join([glyph.code for glyph in glyphs]) if glyphs else piece.glyph.code
            return self.recode(piece.glyph.show.font, code)
        codes = face.encode(piece.text)
        return codes if face.page_font is None else self.recode(face.page_font, codes)

    def _put(
        self,
        spot: Spot,
        show: Show,
        face: Face | None,
        codes: bytes,
        place: tuple[float, float],
        width: float,
        angle: int,
        squeeze: float,
        line: object,
    ) -> None:
        u, v = place
        held = self._held if spot is self._spot else self._open.get(spot)
        if held is None or not self._goes_on(held, show, face, squeeze, line, v):
            look = self._look(show, face, squeeze)
            x, y = turned_back(u, v, angle)
            a, b, c, d = show.view[:4]
            view = (a, b, c, d, x - show.rise * c, y - show.rise * d)
            held = self._open[spot] = _Open(Run(look, view, digits=6 if line == _KEPT else 4), u, v, line)
            self.runs.setdefault(spot, []).append(held.run)
        held.show, held.face, held.squeeze = show, face, squeeze
        self._spot, self._held = spot, held
        moved = u - held.end
        if abs(moved) > 0.002:
            _move(held.run, show, squeeze, moved, 6 if line == _KEPT else 2)
        _show(held.run, codes)
        held.end = u + width

    def _goes_on(self, held: _Open, show: Show, face: Face | None, squeeze: float, line: object, height: float) -> bool:
        """Whether a piece belongs to the run that is being written."""
        if held.line != line or abs(held.height - height) >= _SAME_LINE:
            return False
        if held.show is show and held.face is face and held.squeeze == squeeze:
            return True
        return held.run.look is self._look(show, face, squeeze) and held.run.view[:4] == show.view[:4]

    def _space(self, spot: Spot, show: Show, face: Face | None, item: Placed) -> None:
        """Show the space behind a piece, if its font has one."""
        own = face or self.faces.own(show.font)
        if own.space is None:
            return
        held = self._open[spot]
        code = own.codes[" "]
        _show(held.run, code if own.page_font is None else self.recode(own.page_font, code))
        held.end += abs(own.space * show.size * show.scale) * show.stretch * item.squeeze

    def _twin(self, spot: Spot, twin: Glyph, item: Placed, angle: int) -> None:
        (x, y), (u, v) = upright(*twin.origin, angle), upright(*item.piece.glyph.origin, angle)
        place = (item.u + x - u, item.v + y - v)
        codes = self.recode(twin.show.font, twin.code)
        width = twin.width * item.squeeze
        self._put(spot, twin.show, None, codes, place, width, angle, item.squeeze, item.line)


def _show(run: Run, codes: bytes) -> None:
    if run.elements and isinstance(run.elements[-1], bytes):
        run.elements[-1] += codes
    else:
        run.elements.append(codes)


def _move(run: Run, show: Show, squeeze: float, distance: float, digits: int) -> None:
    unit = abs(show.size * show.scale * squeeze) * show.stretch
    if unit:
        run.elements.append(round(-1000 * distance / unit, digits))
