"""A content stream written again: touched text at new places, everything else as it was.

The text state is written afresh in a normal form, so that neither the number of
operators nor their order tells how the old lines were cut: each run gets its own
text matrix, ``q``/``Q`` around nothing goes, colours are set where they are needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pikepdf import Name

from redactor.formats.pdf.container.operators import Instruction, op, operand, plain_strings, string, string_of
from redactor.formats.pdf.inplace.fontchanges import FontChanges
from redactor.formats.pdf.inplace.fonts import Style
from redactor.formats.pdf.inplace.matrix import Matrix, inverse, times
from redactor.formats.pdf.inplace.records import Colour, Show, Unit
from redactor.formats.pdf.inplace.runs import Look, Run, look_of

_TEXT_STATE = frozenset({"Tc", "Tw", "Tz", "TL", "Ts", "Tr", "Tf", "Td", "TD", "Tm", "T*", "BT", "ET"})
_COLOURS = frozenset({"g", "rg", "k", "cs", "sc", "scn", "G", "RG", "K", "CS", "SC", "SCN"})
_FILLS = frozenset({"g", "rg", "k", "cs", "sc", "scn"})
_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_MOST_STEPS = 60


@dataclass(slots=True)
class _Emitted:
    """The state as far as it was written."""

    font: tuple[str, float] | None = None
    char_space: float | None = 0.0
    word_space: float | None = 0.0
    scale: float | None = 1.0
    rise: float | None = 0.0
    mode: int | None = 0
    fill: Colour = ()
    stroke: Colour = ()

    def copy(self) -> _Emitted:
        return _Emitted(
            self.font, self.char_space, self.word_space, self.scale, self.rise, self.mode, self.fill, self.stroke
        )


@dataclass(slots=True)
class _Frame:
    """What was written since a ``q``."""

    out: list[Any] = field(default_factory=list)
    painted: bool = False
    opened: int = 0
    before: _Emitted = field(default_factory=_Emitted)
    fill: Colour = ()
    stroke: Colour = ()


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What is to be done to one stream.

    Attributes:
        runs: Position of an operator to the runs that are shown there.
        dropped: Positions of text-showing operators that go.
        drawn: Position of a text-showing operator to what is drawn before and behind its runs.
        skipped: Positions of path operators that go.
        names: Position of ``Do`` to the new name of what it draws.
        changed: Position of an operator that is neither text nor a drawing (marked content, a path) to its new form.
        raised: Position of a text-showing operator that stays to how far it moves up.
        fonts: Resource names of our fonts by style.
        recoded: Fonts with new codes.
    """

    runs: Mapping[int, list[Run]]
    dropped: frozenset[int]
    drawn: Mapping[int, tuple[list[Any], list[Any]]]
    skipped: frozenset[int]
    names: Mapping[int, str]
    changed: Mapping[int, Any]
    raised: Mapping[int, float]
    fonts: Mapping[Style, str]
    recoded: FontChanges


def rewritten(unit: Unit, work: Rewriting) -> list[Any]:
    """The new instructions of a stream."""
    writer = _Writer(unit, work)
    for at, item in enumerate(unit.instructions):
        writer.take(at, item)
    writer.close_text()
    return writer.frames[0].out


def recoded(unit: Unit, fonts: FontChanges, names: Mapping[int, str]) -> list[Any]:
    """The instructions of a stream of which only the codes of rebuilt fonts and the names of drawings change."""
    out = list(unit.instructions)
    for at, show in unit.shows.items():
        if show.font in fonts.codes:
            out[at] = _recoded_show(out[at], show, fonts, show.operator)
    for at, name in names.items():
        out[at] = Instruction("Do", name.encode())
    return out


def _recoded_show(item: Instruction, show: Show, fonts: FontChanges, name: str) -> Instruction:
    """A text-showing operator in new codes, under a name that takes the same operands or the string alone."""
    if show.font not in fonts.codes:
        return plain_strings(item if name == show.operator else Instruction(name, show.operand))
    if name == "TJ":
        return Instruction(name, fonts.recoded_array(show.font, show.operand))
    before = item.raw[: -len(show.operand)] if name == '"' else b""
    return Instruction(name, before + string(fonts.recoded(show.font, string_of(show.operand) or b"")))


class _Writer:
    """Writes one stream."""

    def __init__(self, unit: Unit, work: Rewriting) -> None:
        self.unit, self.work = unit, work
        self.emitted = _Emitted() if unit.parent is None else _Emitted(None, None, None, None, None, None)
        self.fill: Colour = ()
        self.stroke: Colour = ()
        self.frames = [_Frame()]
        self.text_open = False
        self.placed: tuple[int, int] | None = None

    def put(self, item: Any) -> None:
        self.frames[-1].out.append(item)

    def take(self, at: int, item: Any) -> None:
        work = self.work
        name = self.unit.names[at]
        if name in _SHOWS:
            self._show(at, item)
        elif name in _COLOURS:
            self._colour(at, name)
        elif name in _TEXT_STATE or at in work.skipped:
            pass
        elif name == "q":
            self.close_text()
            self.frames.append(_Frame(before=self.emitted.copy(), fill=self.fill, stroke=self.stroke))
        elif name == "Q":
            self._restore(item)
        else:
            self.close_text()
            self._plain(at, item, name)

    def _plain(self, at: int, item: Any, name: str) -> None:
        frame = self.frames[-1]
        item = self.work.changed.get(at, item)
        if name in _PAINTS:
            self._before_path(name)
            if name == "Do" and at in self.unit.forms:
                self._text_state(None)
            frame.painted = True
        elif name in ("BMC", "BDC"):
            frame.opened += 1
        elif name == "EMC":
            frame.opened -= 1
            if frame.out and _begins_mark(frame.out[-1]):
                frame.out.pop()
                return
        if name == "Do" and at in self.work.names:
            item = Instruction("Do", self.work.names[at].encode())
        self.put(item)

    def _before_path(self, name: str) -> None:
        """Set the colours, in front of the path that is about to be painted."""
        out = self.frames[-1].out
        start = len(out)
        if name not in ("Do", "EI", "sh"):
            while start > 0 and _is_path(out[start - 1]):
                start -= 1
        path = out[start:]
        del out[start:]
        self._colours(self.fill, self.stroke)
        out += path

    def _restore(self, item: Any) -> None:
        self.close_text()
        frame = self.frames.pop()
        if not self.frames:
            self.frames.append(frame)
            return
        if frame.painted or frame.opened:
            self.put(op("q"))
            self.frames[-1].out += frame.out
            self.put(item)
            self.frames[-1].painted = True
        self.emitted, self.fill, self.stroke = frame.before, frame.fill, frame.stroke

    def _colour(self, at: int, name: str) -> None:
        if name in _FILLS:
            self.fill = self.unit.colours[at]
        else:
            self.stroke = self.unit.colours[at]

    # text

    def close_text(self) -> None:
        if self.text_open:
            self.put(op("ET"))
            self.text_open = False
            self.placed = None

    def _show(self, at: int, item: Any) -> None:
        show = self.unit.shows[at]
        if at not in self.work.dropped:
            self._begin(look_of(show, None), show.char_space, show.word_space)
            self._place(at, show)
            self.put(_recoded_show(item, show, self.work.recoded, "TJ" if show.operator == "TJ" else "Tj"))
        before, behind = self.work.drawn.get(at, ((), ()))
        self._draw(before)
        for run in self.work.runs.get(at, ()):
            placed = inverse(times(show.ctm, self.unit.base))
            if placed is None:
                raise ValueError("text in a space without extent")
            self._begin(run.look, 0.0, 0.0)
            self._matrix(times(run.view, placed), run.digits)
            self._elements(run)
        self._draw(behind)

    def _draw(self, items: Sequence[Any]) -> None:
        """Instructions within ``q`` and ``Q`` of their own."""
        if items:
            self.close_text()
            self.frames[-1].out += items
            self.frames[-1].painted = True

    def _elements(self, run: Run) -> None:
        if len(run.elements) == 1 and isinstance(run.elements[0], bytes):
            self.put(Instruction("Tj", string(run.elements[0])))
        else:
            written = [string(item) if isinstance(item, bytes) else operand(item) for item in run.elements]
            self.put(Instruction("TJ", b"[%b]" % b" ".join(written)))

    def _begin(self, look: Look, char_space: float, word_space: float) -> None:
        self._colours(look.fill, look.stroke)
        if not self.text_open:
            self.put(op("BT"))
            self.text_open = True
        self._text_state((look, char_space, word_space))
        self.frames[-1].painted = True

    def _place(self, at: int, show: Show) -> None:
        """Place text that stays: by the operators that had placed it, or by a matrix of its own.

        Readers add up distances with few digits: letters on the edge of two pixels would be drawn
        to the other one if the sum were written. Where text that goes stands in between, the
        distances would tell of it.
        """
        up = self.work.raised.get(at, 0.0)
        steps = self._steps(at, show) if not up and show.operator in ("Tj", "TJ") else None
        if steps is None:
            self._matrix((*show.matrix[:5], show.matrix[5] + up) if up else show.matrix, 6)
        else:
            self.frames[-1].out += steps
            self.placed = (show.start, at)

    def _steps(self, at: int, show: Show) -> list[Any] | None:
        """The operators that place text, after those that were written already; ``None`` if they cannot stand alone."""
        goes_on = self.placed is not None and self.placed[0] == show.start
        first = self.placed[1] + 1 if self.placed is not None and goes_on else show.start
        steps: list[Any] = []
        ahead = False
        for position in range(max(first, 0), at):
            item, name = self.unit.instructions[position], self.unit.names[position]
            if name in _SHOWS:
                ahead = not goes_on
                if position in self.work.dropped or name in ("'", '"'):
                    return None
            elif name in ("Tm", "Td", "TD", "T*", "BT"):
                ahead = False
                steps.append(self._step(position, item, name))
        is_one_step = not goes_on and len(steps) == 2 and self.unit.names[first] == "BT"
        return None if ahead or first < 0 or len(steps) > _MOST_STEPS or is_one_step else steps

    def _step(self, position: int, item: Any, name: str) -> Any:
        if name == "BT":
            return op("Tm", 1, 0, 0, 1, 0, 0)
        if name == "T*":
            return op("Td", 0, -self.unit.leadings[position])
        return Instruction("Td", item.raw) if name == "TD" else item

    def _matrix(self, m: Matrix, digits: int) -> None:
        self.placed = None
        self.put(op("Tm", _direction(m[:4]), round(m[4], digits), round(m[5], digits)))

    def _text_state(self, wanted: tuple[Look, float, float] | None) -> None:
        """Write what differs; ``None`` for the state that forms expect at the beginning."""
        emitted = self.emitted
        look, char_space, word_space = wanted or (None, 0.0, 0.0)
        values = (
            ("Tc", "char_space", char_space, 1.0),
            ("Tw", "word_space", word_space, 1.0),
            ("Tz", "scale", look.scale if look else 1.0, 100.0),
            ("Ts", "rise", look.rise if look else 0.0, 1.0),
        )
        for operator, attribute, value, factor in values:
            if getattr(emitted, attribute) != value:
                self.put(op(operator, round(value * factor, 5)))
                setattr(emitted, attribute, value)
        mode = look.mode if look else 0
        if emitted.mode != mode:
            self.put(op("Tr", mode))
            emitted.mode = mode
        if look is not None:
            font = look.font if isinstance(look.font, str) else self.work.fonts[look.font]
            if emitted.font != (font, look.size):
                self.put(op("Tf", Name(font), round(look.size, 6)))
                emitted.font = (font, look.size)

    def _colours(self, fill: Colour, stroke: Colour) -> None:
        emitted = self.emitted
        if emitted.fill is not fill:
            self.frames[-1].out += fill
            emitted.fill = fill
        if emitted.stroke is not stroke:
            self.frames[-1].out += stroke
            emitted.stroke = stroke


@lru_cache(maxsize=256)
def _direction(values: tuple[float, ...]) -> bytes:
    """The first numbers of a matrix as they are written; a page has few different ones."""
    return b" ".join([operand(round(value, 6)) for value in values])


def _is_path(item: Any) -> bool:
    return isinstance(item, Instruction) and item.name in ("re", "m", "l", "c", "v", "y", "h", "W", "W*")


def _begins_mark(item: Any) -> bool:
    """Whether marked content begins. Such without content goes: it would tell of old lines."""
    return isinstance(item, Instruction) and item.name in ("BMC", "BDC")
