"""What the interpreter notes of a page: glyphs, the operators that showed them, painted shapes.

View coordinates are points, origin at the lower left corner of the page as it is
shown (crop box, page rotation applied), y upwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray

from redactor.formats.pdf.container.operators import Instruction
from redactor.formats.pdf.inplace.fonts import PageFont
from redactor.formats.pdf.inplace.matrix import Matrix

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Colour = tuple[Instruction, ...]
"""The operators that set a colour, in order; empty for the colour at the beginning (black)."""


@dataclass(eq=False, frozen=True, slots=True)
class Clip:
    """A clipping path that is one rectangle.

    Attributes:
        unit: The content stream.
        at: Position of its ``re`` operator.
        box: In view coordinates.
        matrix: From the stream's user space to that of the page, where it stands.
    """

    unit: Unit
    at: int
    box: Box
    matrix: Matrix


@dataclass(eq=False, slots=True)
class Glyph:
    """One glyph as shown.

    Attributes:
        text: What it says; ``None`` if nobody knows.
        code: Its code in the font.
        show: The operator that showed it.
        x, y: Where its base line begins, in view coordinates; the rise included.
        advance: Its width in text space, without character and word spacing.
        twins: Glyphs printed over it that say the same (false bold, shadows), or are its accents.
        hidden: Why a reader does not see it; empty if one does.
        number: Its number among the glyphs of the page, from 0.
    """

    text: str | None
    code: bytes
    show: Show
    x: float
    y: float
    advance: float
    twins: tuple[Glyph, ...] = ()
    hidden: str = ""
    number: int = -1

    @property
    def origin(self) -> tuple[float, float]:
        """Where its base line begins, in view coordinates; the rise included."""
        return (self.x, self.y)

    @property
    def width(self) -> float:
        """Its width in view coordinates, without character and word spacing."""
        return abs(self.advance) * self.show.stretch


@dataclass(eq=False, slots=True)
class Show:
    """A text-showing operator with the state it was met in.

    Attributes:
        unit: The content stream.
        at: Its position among the stream's operators.
        operator: ``Tj``, ``TJ``, ``'`` or ``"``.
        font, font_name, size: The font, its resource name, its size.
        char_space, word_space, scale, rise, mode: Tc, Tw, Tz as a factor, Ts, Tr.
        matrix: The text matrix.
        ctm: From the stream's user space to that of the page.
        view: From text space to view coordinates.
        fill, stroke: The colours.
        states: Names of the graphics state dictionaries in force.
        clip: Box around the clipping path in view coordinates; ``None`` for none.
        marked: Positions of the marked-content operators around it, outermost first.
        order: Number among everything the page paints.
        angle: Direction of writing in view coordinates, whole degrees.
        em: Size of the letters in view coordinates.
        stretch: Length of one unit of text space along the line, in view coordinates.
        clips: The rectangles that made up the clipping path, as far as it is made of such.
        start: Position of the ``BT`` or ``Tm`` that its place is counted from.
        operand: The string, or the array of a ``TJ``, as it is written.
    """

    unit: Unit
    at: int
    operator: str
    font: PageFont
    font_name: str
    size: float
    char_space: float
    word_space: float
    scale: float
    rise: float
    mode: int
    matrix: Matrix
    ctm: Matrix
    view: Matrix
    fill: Colour
    stroke: Colour
    states: tuple[str, ...]
    clip: Box | None
    marked: tuple[int, ...]
    order: int
    angle: int = 0
    em: float = 1.0
    stretch: float = 1.0
    glyphs: list[Glyph] = field(default_factory=list)
    clips: tuple[Clip, ...] = ()
    start: int = -1
    operand: bytes = b""


@dataclass(frozen=True, slots=True)
class Columns:
    """Glyphs as columns of numbers.

    Attributes:
        glyphs: The glyphs.
        shows: The operators that showed them, one for each stretch of them.
        of: Which operator it is for each glyph.
        x, y, advance: As of the glyphs.
    """

    glyphs: Sequence[Glyph]
    shows: Sequence[Show]
    of: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    advance: NDArray[np.float64]

    @classmethod
    def read(cls, glyphs: Sequence[Glyph], shows: Iterable[Show] | None = None) -> Columns:
        """The columns of some glyphs.

        Args:
            glyphs: The glyphs.
            shows: The operators that showed them, if these are all that the operators show.
        """
        if shows is not None:
            firsts = [show for show in shows if show.glyphs]
            counts = [len(show.glyphs) for show in firsts]
        else:
            stretches = [(show, len(list(group))) for show, group in groupby(map(attrgetter("show"), glyphs))]
            firsts, counts = [show for show, _ in stretches], [count for _, count in stretches]
        x, y, advance = (
            np.fromiter(map(attrgetter(name), glyphs), np.float64, len(glyphs)) for name in ("x", "y", "advance")
        )
        return cls(glyphs, firsts, np.repeat(np.arange(len(firsts)), np.array(counts, dtype=np.int64)), x, y, advance)


@dataclass(eq=False, slots=True)
class Shape:
    """A painted path of rectangles and straight lines, or an image.

    Attributes:
        unit: The content stream.
        start, end: Positions of its first and its painting operator.
        boxes: A box for every rectangle and line, in view coordinates.
        filled, stroked: How it is painted.
        fill, stroke: The colours.
        width: Line width in view coordinates.
        ctm: From the stream's user space to the page's.
        order: Number among everything the page paints.
        simple: Whether it is nothing but rectangles and straight lines.
        image: Whether it is an image or a shading.
        marked: Positions of the marked-content operators around it.
        clip: Box around the clipping path.
        see_through: Whether it lets through what lies below.
    """

    unit: Unit
    start: int
    end: int
    boxes: list[Box]
    filled: bool
    stroked: bool
    fill: Colour
    stroke: Colour
    width: float
    ctm: Matrix
    order: int
    simple: bool
    image: bool = False
    marked: tuple[int, ...] = ()
    clip: Box | None = None
    see_through: bool = False


@dataclass(eq=False, slots=True)
class Unit:
    """One content stream as used once on a page: the page's own, or a form's.

    Attributes:
        obj: The page or the form XObject.
        resources: Its resources.
        base: From its user space to view coordinates.
        instructions: Its operators.
        names: Their names; ``EI`` for inline pictures.
        shows: Position of each text-showing operator to its record.
        forms: Position of each ``Do`` operator to the form it draws.
        marks: Positions of the marked-content operators that have a property list.
        colours: Position of each operator that sets a colour to that colour; equal ones are the same object.
        leadings: Position of each ``T*`` operator to the leading that it goes down by.
        parent: The stream that draws it, and the position there; ``None`` for the page.
    """

    obj: pikepdf.Object
    resources: pikepdf.Object
    base: Matrix
    instructions: list[Any] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    shows: dict[int, Show] = field(default_factory=dict)
    forms: dict[int, Unit] = field(default_factory=dict)
    marks: list[int] = field(default_factory=list)
    colours: dict[int, Colour] = field(default_factory=dict)
    leadings: dict[int, float] = field(default_factory=dict)
    parent: tuple[Unit, int] | None = None


@dataclass(slots=True)
class PageRecord:
    """Everything noted of a page.

    Attributes:
        units: Its streams, the page's own first.
        shows: All text-showing operators in the order of painting.
        shapes: Everything painted that is no text.
        width, height: Size of the page as shown.
        problems: Why it cannot be edited in place.
        order: How many things were painted.
        count: How many glyphs were shown.
        plain: The glyphs without twins of others, once these are told apart.
        columns: Of all glyphs, from then on.
    """

    width: float
    height: float
    units: list[Unit] = field(default_factory=list)
    shows: list[Show] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    problems: dict[str, None] = field(default_factory=dict)
    order: int = 0
    count: int = 0
    plain: list[Glyph] = field(default_factory=list)
    columns: Columns | None = None
    _glyphs: list[Glyph] = field(default_factory=list)

    def glyphs(self) -> list[Glyph]:
        """All glyphs in the order of painting; asked for when the page has been followed to its end."""
        if not self._glyphs:
            self._glyphs = list(chain.from_iterable(map(attrgetter("glyphs"), self.shows)))
        return self._glyphs

    def release(self) -> None:
        """Let go of everything, which holds one another: nobody asks for the page again."""
        for show in self.shows:
            show.glyphs.clear()
        for unit in self.units:
            unit.instructions.clear()
            unit.names.clear()
            unit.shows.clear()
            unit.forms.clear()
            unit.colours.clear()
            unit.leadings.clear()
        if len(self.plain) < len(self._glyphs):
            for glyph in self._glyphs:
                glyph.twins = ()
        self.units.clear()
        self.shows.clear()
        self.shapes.clear()
        self.plain.clear()
        self.columns = None
        self._glyphs.clear()

    def glyph(self, number: int) -> Glyph:
        """A glyph by its number."""
        return self.glyphs()[number]
