"""One page edited: flows laid out anew, streams rewritten, resources made its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary

from redactor.formats.pdf.inplace.columns import Columns
from redactor.formats.pdf.inplace.faces import Faces, embed
from redactor.formats.pdf.inplace.fonts import PageFont, Style
from redactor.formats.pdf.inplace.layout import lay_out
from redactor.formats.pdf.inplace.records import Glyph, PageRecord, Show, Unit
from redactor.formats.pdf.inplace.rewriting import Rewriting, recoded, rewritten
from redactor.formats.pdf.inplace.runs import Recode, RunWriter, Spot
from redactor.formats.pdf.inplace.tokens import Flow
from redactor.formats.pdf.inplace.words import PAGE_FACTOR, properties, upright

_SAID = ("/ActualText", "/Alt", "/E")
_OWN_KEYS = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})


@dataclass(slots=True)
class FontChanges:
    """What becomes of the fonts of a document.

    Attributes:
        codes: Old code to new code, of each font that is rebuilt.
        objects: The new dictionary of each font that is rebuilt.
        ours: The dictionaries of our own fonts, once embedded.
    """

    codes: Mapping[PageFont, Mapping[bytes, bytes]] = field(default_factory=dict)
    objects: Mapping[PageFont, pikepdf.Object] = field(default_factory=dict)
    ours: dict[Style, pikepdf.Object] = field(default_factory=dict)

    def recode(self, font: PageFont, code: bytes) -> bytes:
        """The new code of a code."""
        table = self.codes.get(font)
        return code if table is None else table[code]


@dataclass(frozen=True, slots=True)
class Touched:
    """Which glyphs of a page are set anew.

    Attributes:
        home: The flow of every glyph of a flow, spaces and twins included.
        shows: Operators that show at least one of them.
    """

    home: Mapping[Glyph, Flow]
    shows: frozenset[Show]

    @classmethod
    def of(cls, record: PageRecord, flows: Sequence[Flow], number: int) -> Touched:
        """Find them.

        Args:
            record: The page.
            flows: The flows that are set anew.
            number: The page's number.
        """
        glyphs = record.glyphs()
        home: dict[Glyph, Flow] = {}
        for flow in flows:
            for mark in flow.glyphs:
                glyph = glyphs[mark - number * PAGE_FACTOR]
                home[glyph] = flow
                home.update(dict.fromkeys(glyph.twins, flow))
        if home:
            home.update(_spaces(glyphs, home))
        return cls(home, frozenset(glyph.show for glyph in home))


def _spaces(glyphs: Sequence[Glyph], home: Mapping[Glyph, Flow]) -> dict[Glyph, Flow]:
    """The spaces that belong to flows: those behind, or at the start before, one of their glyphs."""
    found: dict[Glyph, Flow] = {}
    for direction in (1, -1):
        last: Glyph | None = None
        for glyph in glyphs[::direction]:
            if glyph.text is not None and glyph.text.strip():
                last = glyph
            elif last is not None and glyph not in found and last in home and _beside(glyph, last):
                found[glyph] = home[last]
    return found


def _beside(space: Glyph, glyph: Glyph) -> bool:
    if space.show.angle != glyph.show.angle or space.show.unit is not glyph.show.unit:
        return False
    one, other = upright(*space.origin, glyph.show.angle), upright(*glyph.origin, glyph.show.angle)
    return abs(one[1] - other[1]) < 0.5 * glyph.show.em


def kept_codes(record: PageRecord, removed: Iterable[int], number: int) -> dict[PageFont, set[bytes]]:
    """The codes of each font that the page goes on using.

    Args:
        record: The page.
        removed: Numbers of the glyphs that go.
        number: The page's number.
    """
    glyphs = record.glyphs()
    gone = {glyphs[mark - number * PAGE_FACTOR] for mark in removed}
    gone |= {twin for glyph in gone for twin in glyph.twins}
    found: dict[PageFont, set[bytes]] = {}
    for glyph in glyphs:
        codes = found.setdefault(glyph.show.font, set())
        if glyph not in gone:
            codes.add(glyph.code)
    return found


class PageEditor:
    """Edits the pages of one document."""

    def __init__(self, pdf: pikepdf.Pdf, faces: Faces, fonts: FontChanges, columns: Columns) -> None:
        self.pdf, self.faces, self.fonts, self.columns = pdf, faces, fonts, columns
        self._forms: dict[tuple[int, int], pikepdf.Object] = {}

    def edit(self, page: pikepdf.Page, record: PageRecord, flows: Sequence[Flow], number: int) -> None:
        """Edit one page.

        Args:
            page: The page.
            record: What the interpreter noted of it; ``mark_hidden`` and ``find_twins`` have run.
            flows: The flows to set anew, with their tokens.
            number: The page's number.
        """
        touched = Touched.of(record, flows, number)
        room = Room(record, touched)
        writer = RunWriter(self.faces, self.fonts.recode)
        for flow in flows:
            placed = lay_out(flow, self.columns.setting(flow), self.faces, room.below)
            writer.flow(placed, flow.passage.angle, _spots(touched, flow))
        for show in record.shows:
            if show in touched.shows:
                writer.kept(glyph for glyph in show.glyphs if glyph not in touched.home)
        self._write(page, record, touched, writer)

    def _write(self, page: pikepdf.Page, record: PageRecord, touched: Touched, writer: RunWriter) -> None:
        """Write the streams, those within others first."""
        new: dict[Unit, pikepdf.Object] = {}
        for unit in reversed(record.units):
            names = {at: form for at, form in unit.forms.items() if form in new}
            marked = _scrubbed(unit)
            runs = {spot.at: found for spot, found in writer.runs.items() if spot.unit is unit}
            dropped = frozenset(show.at for show in touched.shows if show.unit is unit)
            if not (names or marked or runs or dropped or self._uses_rebuilt(unit)):
                continue
            known = self._forms.get(unit.obj.objgen) if unit.parent and not (runs or dropped) else None
            if known is not None:
                new[unit] = known
                continue
            new[unit] = self._unit(page, unit, names, marked, runs, dropped, new)

    def _unit(
        self,
        page: pikepdf.Page,
        unit: Unit,
        forms: Mapping[int, Unit],
        marked: Mapping[int, Any],
        runs: Mapping[int, list[Any]],
        dropped: frozenset[int],
        new: Mapping[Unit, pikepdf.Object],
    ) -> pikepdf.Object:
        resources = _copied(unit.resources)
        names: dict[int, str] = {}
        for index, (at, form) in enumerate(sorted(forms.items()), 1):
            names[at] = _free(resources, "/XObject", f"/Rx{index}")
            resources.XObject[names[at]] = new[form]
        styles = {run.look.font for found in runs.values() for run in found if isinstance(run.look.font, Style)}
        ours: dict[Style, str] = {}
        for style in sorted(styles, key=repr):
            ours[style] = _free(resources, "/Font", "/Rf")
            resources.Font[ours[style]] = self._ours(style)
        for show in unit.shows.values():
            replaced = self.fonts.objects.get(show.font)
            if replaced is not None:
                resources.Font[show.font_name] = replaced
        recode: Recode = self.fonts.recode
        if runs or dropped or marked:
            work = Rewriting(runs, dropped, {}, frozenset(), names, marked, ours, recode)
            data = rewritten(unit, work)
        else:
            data = recoded(unit, recode, names)
        if unit.parent is None:
            page.obj.Contents = self.pdf.make_stream(data)
            page.obj.Resources = resources
            return page.obj
        stream = self.pdf.make_stream(data)
        for key, value in unit.obj.items():
            if key not in _OWN_KEYS:
                stream[key] = value
        stream.Resources = resources
        if not (runs or dropped):
            self._forms[unit.obj.objgen] = stream
        return stream

    def _ours(self, style: Style) -> pikepdf.Object:
        if style not in self.fonts.ours:
            self.fonts.ours[style] = embed(self.pdf, style)
        return self.fonts.ours[style]

    def _uses_rebuilt(self, unit: Unit) -> bool:
        return any(show.font in self.fonts.objects for show in unit.shows.values())


def _spots(touched: Touched, flow: Flow) -> Callable[[Show], Spot]:
    """Where text of a flow is shown: with the first operator of the same marked content and graphics state."""
    first: dict[tuple[int, tuple[int, ...], tuple[str, ...]], Spot] = {}
    shows = {glyph.show for glyph, home in touched.home.items() if home is flow}
    for show in sorted(shows, key=lambda item: item.order):
        first.setdefault((id(show.unit), show.marked, show.states), Spot(show.unit, show.at))
    return lambda show: first[(id(show.unit), show.marked, show.states)]


def _scrubbed(unit: Unit) -> dict[int, Any]:
    """Marked-content operators with texts of their own, without these texts."""
    found: dict[int, Any] = {}
    for at, item in enumerate(unit.instructions):
        if isinstance(item, pikepdf.ContentStreamInlineImage) or str(item.operator) not in ("BDC", "DP"):
            continue
        held = properties(unit, item.operands[1])
        if any(key in held for key in _SAID):
            kept = Dictionary({key: value for key, value in held.items() if key not in _SAID})
            found[at] = ContentStreamInstruction([item.operands[0], kept], item.operator)
    return found


def _copied(resources: pikepdf.Object) -> Any:
    """Resources whose fonts and XObjects can be changed without changing other pages."""
    copy = Dictionary({key: value for key, value in resources.items() if key not in ("/Font", "/XObject")})
    for key in ("/Font", "/XObject"):
        held = resources.get(key)
        copy[key] = Dictionary(dict(held.items()) if isinstance(held, Dictionary) else {})
    return copy


def _free(resources: Any, kind: str, wanted: str) -> str:
    """A resource name that is not taken."""
    number, name = 0, wanted
    while name in resources[kind]:
        number += 1
        name = f"{wanted}{number}"
    return name


class Room:
    """Free space below flows."""

    def __init__(self, record: PageRecord, touched: Touched) -> None:
        self._record, self._touched = record, touched

    def below(self, flow: Flow, pitch: float) -> int:
        """How many more lines of that height fit below a flow."""
        angle = flow.passage.angle
        lowest = flow.bases[-1] - 0.25 * flow.lines[-1].size
        left = min(line.x0 for line in flow.lines)
        right = max(line.x1 for line in flow.lines)
        if flow.passage.box is not None:
            ceiling = self._record.height - flow.passage.box[3] + 1.0
        else:
            ceiling = self._ceiling(flow, angle, lowest, left, right)
        return max(0, min(int((lowest - ceiling - 0.15 * pitch) / pitch), 40)) if pitch > 0 else 0

    def _ceiling(self, flow: Flow, angle: int, lowest: float, left: float, right: float) -> float:
        """The highest thing below a flow."""
        ceiling = 0.04 * self._record.height if angle == 0 else lowest
        for show in self._record.shows:
            if show.angle != angle:
                continue
            for glyph in show.glyphs:
                u, v = upright(*glyph.origin, angle)
                if v < lowest and left <= u <= right and self._touched.home.get(glyph) is not flow and glyph.text:
                    ceiling = max(ceiling, v + 0.8 * show.em if not glyph.text.isspace() else ceiling)
        for shape in self._record.shapes if angle == 0 else ():
            for box in shape.boxes:
                if box[3] < lowest and box[0] < right and box[2] > left:
                    ceiling = max(ceiling, box[3])
        return ceiling
