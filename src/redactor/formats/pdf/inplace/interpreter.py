"""Follow the content streams of a page and note every glyph and every painted shape.

Whatever is not understood for certain is noted as a problem; the page is then not
edited in place. Operators as in ISO 32000-2, Annex A.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Stream

from redactor.formats.pdf.container.operators import Instruction, instructions_of
from redactor.formats.pdf.inplace.fonts import Fonts, PageFont
from redactor.formats.pdf.inplace.fontvalues import name_text, number
from redactor.formats.pdf.inplace.matrix import IDENTITY, Matrix, box_of, moved, times
from redactor.formats.pdf.inplace.records import Box, Clip, PageRecord, Shape, Show, Unit
from redactor.formats.pdf.inplace.showing import lay, measure
from redactor.formats.pdf.inplace.state import State
from redactor.formats.pdf.inplace.view import holds_text, view_of

MOST_GLYPHS = 200_000
_DEEPEST = 12
_NO_EFFECT_HERE = frozenset({"J", "j", "M", "d", "ri", "i", "MP", "BX", "EX", "sh", "d0", "d1"})
_FILL = frozenset({"g", "rg", "k"})
_STROKE = frozenset({"G", "RG", "K"})
_PAINTS = {
    "f": (True, False),
    "F": (True, False),
    "f*": (True, False),
    "B": (True, True),
    "B*": (True, True),
    "b": (True, True),
    "b*": (True, True),
    "S": (False, True),
    "s": (False, True),
}


def read_page(page: pikepdf.Page, fonts: Fonts) -> PageRecord:
    """Note everything on a page; annotations are not followed."""
    base, width, height = view_of(page)
    record = PageRecord(width, height)
    resources = page.obj.get("/Resources")
    inherited = resources if isinstance(resources, Dictionary) else page.resources
    unit = Unit(page.obj, inherited, base)
    state = State(clip=(0.0, 0.0, width, height))
    _Interpreter(record, unit, state, fonts, ()).run()
    return record


class _Interpreter:
    """Follows one content stream."""

    def __init__(
        self, record: PageRecord, unit: Unit, state: State, fonts: Fonts, within: tuple[tuple[int, int], ...]
    ) -> None:
        self.record, self.unit, self.state, self.fonts, self.within = record, unit, state, fonts, within
        self.stack: list[State] = []
        self.text: Matrix = IDENTITY
        self.line: Matrix = IDENTITY
        self.in_text = False
        self.text_start = -1
        self.path: list[Box] = []
        self.path_start = -1
        self.simple = True
        self.point = (0.0, 0.0)
        self.begin = (0.0, 0.0)
        self.clipping = False
        self.rectangle_at = -1
        self.marked: list[int] = []
        self.known_fonts: dict[str, PageFont] = {}
        record.units.append(unit)

    def problem(self, what: str) -> None:
        self.record.problems[what] = None

    def run(self) -> None:
        try:
            self.unit.instructions = instructions_of(self.unit.obj)
        except (pikepdf.PdfError, pikepdf.PdfParsingError, ValueError, TypeError, RuntimeError):
            self.problem("drawing instructions that cannot be read")
            return
        note = self.unit.names.append
        for at, item in enumerate(self.unit.instructions):
            if isinstance(item, ContentStreamInlineImage):
                note("EI")
                self._image(at)
                continue
            name = item.name
            note(name)
            try:
                handler = _HANDLERS.get(name)
                if handler is not None:
                    handler(self, at, item, name)
                elif name not in _NO_EFFECT_HERE:
                    self.problem("an unknown drawing instruction")
            except (ValueError, TypeError, IndexError, UnicodeDecodeError, OverflowError, pikepdf.PdfError):
                self.problem("a broken drawing instruction")
        if self.stack or self.marked or self.in_text:
            self.problem("drawing instructions without an end")

    # graphics state

    def save(self, _at: int, _o: Instruction, _name: str) -> None:
        if self.in_text:
            self.problem("drawing instructions out of order")
        self.stack.append(self.state.copy())

    def restore(self, _at: int, _o: Instruction, _name: str) -> None:
        if not self.stack or self.in_text:
            self.problem("drawing instructions out of order")
            return
        self.state = self.stack.pop()

    def concat(self, _at: int, o: Instruction, _name: str) -> None:
        if self.in_text:
            self.problem("drawing instructions out of order")
        self.state.ctm = times(_six(o.numbers()), self.state.ctm)

    def line_width(self, _at: int, o: Instruction, _name: str) -> None:
        self.state.line_width = o.numbers()[0]

    def graphics_state(self, _at: int, o: Instruction, _name: str) -> None:
        name = o.first_name()
        self.state.states = (*self.state.states, name)
        table = self.unit.resources.get("/ExtGState")
        found = table.get(name) if isinstance(table, Dictionary) else None
        if not isinstance(found, Dictionary):
            return
        if "/Font" in found:
            self.problem("a font set in a roundabout way")
        mask = found.get("/SMask")
        if isinstance(mask, Dictionary) and holds_text(mask.get("/G")):
            self.problem("text in a mask")
        if "/LW" in found:
            self.state.line_width = float(found.LW)
        if number(found.get("/ca"), 1.0) < 1 or name_text(found.get("/BM")) not in ("", "/Normal", "/Compatible"):
            self.state.see_through = True
        elif "/ca" in found or "/BM" in found:
            self.state.see_through = False

    def fill_colour(self, at: int, item: Instruction, name: str) -> None:
        if name in _FILL or name == "cs":
            self.state.fill = self.fonts.colour(item)
        else:
            space = self.state.fill[:1] if _is(self.state.fill[:1], "cs") else ()
            self.state.fill = self.fonts.colour(*space, item)
            self._pattern(item)
        self.unit.colours[at] = self.state.fill

    def stroke_colour(self, at: int, item: Instruction, name: str) -> None:
        if name in _STROKE or name == "CS":
            self.state.stroke = self.fonts.colour(item)
        else:
            space = self.state.stroke[:1] if _is(self.state.stroke[:1], "CS") else ()
            self.state.stroke = self.fonts.colour(*space, item)
            self._pattern(item)
        self.unit.colours[at] = self.state.stroke

    def _pattern(self, item: Instruction) -> None:
        if b"/" in item.raw:
            table = self.unit.resources.get("/Pattern")
            found = table.get(name_text(item.operands[-1])) if isinstance(table, Dictionary) else None
            if holds_text(found):
                self.problem("text in a pattern")

    # marked content

    def begin_marked(self, at: int, o: Instruction, name: str) -> None:
        self.marked.append(at)
        if name == "BDC":
            self.mark_point(at, o, name)

    def mark_point(self, at: int, o: Instruction, _name: str) -> None:
        if o.arity() != 2:
            raise IndexError("a mark without its properties")
        self.unit.marks.append(at)

    def end_marked(self, _at: int, _o: Instruction, _name: str) -> None:
        if not self.marked:
            self.problem("drawing instructions out of order")
            return
        self.marked.pop()

    # paths

    def _add(self, at: int, box: Box) -> None:
        if self.path_start < 0:
            self.path_start = at
        self.path.append(box)

    def rectangle(self, at: int, o: Instruction, _name: str) -> None:
        x, y, w, h = o.numbers()
        self._add(at, box_of(self._to_view(), x, y, x + w, y + h))
        self.rectangle_at = at
        self.point = self.begin = (x, y)

    def move(self, at: int, o: Instruction, _name: str) -> None:
        if self.path_start < 0:
            self.path_start = at
        x, y, *_ = o.numbers()
        self.point = self.begin = (x, y)

    def line_to(self, at: int, o: Instruction, _name: str) -> None:
        x, y, *_ = o.numbers()
        end = (x, y)
        self._add(at, box_of(self._to_view(), *self.point, *end))
        self.point = end

    def curve(self, at: int, o: Instruction, _name: str) -> None:
        values = o.numbers()
        xs, ys = [*values[0::2], self.point[0]], [*values[1::2], self.point[1]]
        self.simple = False
        self._add(at, box_of(self._to_view(), min(xs), min(ys), max(xs), max(ys)))
        self.point = (values[-2], values[-1])

    def close(self, at: int, _o: Instruction, _name: str) -> None:
        if self.point != self.begin:
            self._add(at, box_of(self._to_view(), *self.point, *self.begin))
        self.point = self.begin

    def clip(self, at: int, _o: Instruction, _name: str) -> None:
        del at
        self.clipping = True

    def paint(self, at: int, _o: Instruction, name: str) -> None:
        filled, stroked = _PAINTS[name]
        if name in ("s", "b", "b*"):
            self.close(at, _o, name)
        if self.path:
            self._shape(at, list(self.path), filled=filled, stroked=stroked, simple=self.simple and not self.clipping)
        self.end_path(at, _o, name)

    def end_path(self, _at: int, _o: Instruction, name: str) -> None:
        if self.clipping and self.path:
            self.state.within(_around(self.path))
            if name == "n" and len(self.path) == 1 and self.rectangle_at >= 0:
                self.state.clips = (*self.state.clips, Clip(self.unit, self.rectangle_at, self.path[0], self.state.ctm))
        self.rectangle_at = -1
        self.path, self.path_start, self.simple, self.clipping = [], -1, True, False

    def _shape(
        self, at: int, boxes: list[Box], *, filled: bool, stroked: bool, simple: bool, image: bool = False
    ) -> None:
        state = self.state
        view = self._to_view()
        start = self.path_start if self.path_start >= 0 else at
        clear = state.see_through or (image and self._masked(at))
        width = state.line_width * math.sqrt(abs(view[0] * view[3] - view[1] * view[2]))
        self.record.shapes.append(
            Shape(
                self.unit, start, at, boxes, filled, stroked, state.fill, state.stroke, width, state.ctm,
                self._next(), simple, image, tuple(self.marked), state.clip, clear,
            )
        )  # fmt: skip

    def _image(self, at: int) -> None:
        self._shape(
            at, [box_of(self._to_view(), 0.0, 0.0, 1.0, 1.0)], filled=True, stroked=False, simple=False, image=True
        )

    def _masked(self, at: int) -> bool:
        """Whether an image lets something through."""
        item = self.unit.instructions[at]
        if isinstance(item, ContentStreamInlineImage):
            return "/IM" in item.iimage.obj or "/ImageMask" in item.iimage.obj
        table = self.unit.resources.get("/XObject")
        found = table.get(item.first_name()) if isinstance(table, Dictionary) else None
        return isinstance(found, Stream) and any(key in found for key in ("/SMask", "/Mask", "/ImageMask"))

    def _to_view(self) -> Matrix:
        return times(self.state.ctm, self.unit.base)

    def _next(self) -> int:
        self.record.order += 1
        return self.record.order

    # XObjects

    def draw(self, at: int, o: Instruction, _name: str) -> None:
        table = self.unit.resources.get("/XObject")
        found = table.get(o.first_name()) if isinstance(table, Dictionary) else None
        if not isinstance(found, Stream):
            self.problem("a drawing that is not there")
            return
        if name_text(found.get("/Subtype")) != "/Form":
            self._image(at)
            return
        if found.objgen in self.within or len(self.within) > _DEEPEST:
            self.problem("a drawing within itself")
            return
        own = found.get("/Matrix")
        matrix = _six(own) if isinstance(own, Array) else IDENTITY
        base = times(matrix, self._to_view())
        resources = found.get("/Resources")
        unit = Unit(
            found,
            resources if isinstance(resources, Dictionary) else self.unit.resources,
            base,
            parent=(self.unit, at),
        )
        self.unit.forms[at] = unit
        state = self.state.copy()
        state.ctm = IDENTITY
        box = found.get("/BBox")
        if isinstance(box, Array) and len(box) == 4:
            state.within(box_of(base, *(float(v) for v in box)))
        _Interpreter(self.record, unit, state, self.fonts, (*self.within, found.objgen)).run()

    # text

    def begin_text(self, at: int, _o: Instruction, _name: str) -> None:
        if self.in_text:
            self.problem("drawing instructions out of order")
        self.in_text, self.text_start = True, at
        self.text = self.line = IDENTITY

    def end_text(self, _at: int, _o: Instruction, _name: str) -> None:
        self.in_text = False

    def set_font(self, _at: int, o: Instruction, _name: str) -> None:
        name = self.state.font_name = o.first_name()
        self.state.size = float(o.raw.split()[1])
        font = self.known_fonts.get(name)
        if font is None:
            table = self.unit.resources.get("/Font")
            found = table.get(name) if isinstance(table, Dictionary) else None
            font = self.known_fonts[name] = self.fonts.font(found)
        self.state.font = font

    def set_number(self, _at: int, o: Instruction, name: str) -> None:
        value = o.numbers()[0]
        if name == "Tc":
            self.state.char_space = value
        elif name == "Tw":
            self.state.word_space = value
        elif name == "Tz":
            self.state.scale = value / 100
        elif name == "TL":
            self.state.leading = value
        elif name == "Ts":
            self.state.rise = value
        else:
            self.state.mode = int(value)
            if self.state.mode >= 4:
                self.problem("text that cuts out other drawings")

    def move_text(self, _at: int, o: Instruction, name: str) -> None:
        x, y, *_ = o.numbers()
        if name == "TD":
            self.state.leading = -y
        self.text = self.line = moved(x, y, self.line)

    def set_matrix(self, at: int, o: Instruction, _name: str) -> None:
        self.text_start = at
        self.text = self.line = _six(o.numbers())

    def next_line(self, at: int, _o: Instruction, _name: str) -> None:
        self.unit.leadings[at] = self.state.leading
        self.text = self.line = moved(0.0, -self.state.leading, self.line)

    def show(self, at: int, o: Instruction, name: str) -> None:
        operand = o.raw
        if name in ("'", '"'):
            if name == '"':
                word, char, operand = operand.split(b" ", 2)
                self.state.word_space, self.state.char_space = float(word), float(char)
            self.text = self.line = moved(0.0, -self.state.leading, self.line)
        if not self.in_text:
            self.problem("drawing instructions out of order")
        font, state = self.state.font, self.state
        if font is None:
            font = self.fonts.font(None)
        for what in font.problems:
            self.problem(what)
        view = times(self.text, self._to_view())
        show = Show(
            self.unit, at, name, font, state.font_name, state.size, state.char_space, state.word_space, state.scale,
            state.rise, state.mode, self.text, state.ctm, view, state.fill, state.stroke, state.states, state.clip,
            tuple(self.marked), self._next(),
        )  # fmt: skip
        show.clips, show.start = state.clips, self.text_start
        measure(show)
        self.unit.shows[at] = show
        self.record.shows.append(show)
        if (operand[:1] == b"[") != (name == "TJ"):
            raise TypeError("a string in place of an array, or the other way about")
        show.operand = operand
        try:
            x = lay(show, operand, self.record.count)
        finally:
            self.record.count += len(show.glyphs)
        if None in [glyph.text for glyph in show.glyphs]:
            self.problem("letters that the PDF does not name")
        self.text = moved(x, 0.0, self.text)


def _six(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in values)
    return (a, b, c, d, e, f)


def _around(boxes: list[Box]) -> Box:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _is(items: tuple[Instruction, ...], operator: str) -> bool:
    return bool(items) and items[0].name == operator


_Handler = Callable[[_Interpreter, int, Instruction, str], None]
_I = _Interpreter
_HANDLERS: dict[str, _Handler] = {
    "q": _I.save, "Q": _I.restore, "cm": _I.concat, "w": _I.line_width, "gs": _I.graphics_state,
    "BMC": _I.begin_marked, "BDC": _I.begin_marked, "EMC": _I.end_marked, "DP": _I.mark_point,
    "re": _I.rectangle, "m": _I.move, "l": _I.line_to, "c": _I.curve, "v": _I.curve, "y": _I.curve, "h": _I.close,
    "W": _I.clip, "W*": _I.clip, "n": _I.end_path, "Do": _I.draw,
    "BT": _I.begin_text, "ET": _I.end_text, "Tf": _I.set_font,
    "Td": _I.move_text, "TD": _I.move_text, "Tm": _I.set_matrix, "T*": _I.next_line,
    **dict.fromkeys(("Tc", "Tw", "Tz", "TL", "Ts", "Tr"), _I.set_number),
    **dict.fromkeys(("Tj", "TJ", "'", '"'), _I.show),
    **dict.fromkeys(("g", "rg", "k", "cs", "sc", "scn"), _I.fill_colour),
    **dict.fromkeys(("G", "RG", "K", "CS", "SC", "SCN"), _I.stroke_colour),
    **dict.fromkeys(_PAINTS, _I.paint),
}  # fmt: skip
