"""One page edited: flows laid out anew, streams rewritten, resources made its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Dictionary

from redactor.formats.pdf.container.operators import op, serialised
from redactor.formats.pdf.container.tree import StructureTree
from redactor.formats.pdf.inplace.boxed import Boxes
from redactor.formats.pdf.inplace.clips import Clips
from redactor.formats.pdf.inplace.columns import Columns, Setting
from redactor.formats.pdf.inplace.decorations import drawn_rules, find_decorations, instructions, path_positions
from redactor.formats.pdf.inplace.faces import Faces
from redactor.formats.pdf.inplace.fontchanges import FontChanges
from redactor.formats.pdf.inplace.fonts import Style
from redactor.formats.pdf.inplace.fontvalues import name_text
from redactor.formats.pdf.inplace.layout import Placed, lay_beside, lay_out
from redactor.formats.pdf.inplace.linking import PageLinks
from redactor.formats.pdf.inplace.moving import Moves
from redactor.formats.pdf.inplace.passages import Passage
from redactor.formats.pdf.inplace.records import Box, Glyph, PageRecord, Shape, Show, Unit
from redactor.formats.pdf.inplace.rewriting import Rewriting, recoded, rewritten
from redactor.formats.pdf.inplace.room import Room
from redactor.formats.pdf.inplace.rows import Rows
from redactor.formats.pdf.inplace.runs import Run, RunWriter, Spot
from redactor.formats.pdf.inplace.tokens import Flow
from redactor.formats.pdf.inplace.usage import SAID, speaking_marks
from redactor.formats.pdf.inplace.words import PAGE_FACTOR, properties, turned_back, upright

_MOST_WRITTEN = 100
"""Pages: the instructions of so many are kept until the file is rebuilt; those of others are parsed again."""
_OWN_KEYS = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})


@dataclass(frozen=True, slots=True)
class Touched:
    """Which glyphs of a page are set anew.

    Attributes:
        home: The flow of every glyph of a flow, spaces and twins included.
        shows: Operators that show at least one of them, and how many.
    """

    home: Mapping[Glyph, Flow]
    shows: Mapping[Show, int]

    @classmethod
    def of(cls, record: PageRecord, flows: Sequence[Flow], number: int) -> Touched:
        """Find them.

        Args:
            record: The page.
            flows: The flows that are set anew.
            number: The page's number.
        """
        glyphs, first = record.glyphs(), number * PAGE_FACTOR
        home: dict[Glyph, Flow] = {}
        for flow in flows:
            own = [glyphs[mark - first] for mark in flow.glyphs]
            home.update(dict.fromkeys(own, flow))
            if len(record.plain) < len(glyphs):
                home.update(dict.fromkeys([twin for glyph in own for twin in glyph.twins], flow))
        if home:
            home.update(_spaces(glyphs, home))
        return cls(home, Counter(map(attrgetter("show"), home)))


def _spaces(glyphs: Sequence[Glyph], home: Mapping[Glyph, Flow]) -> dict[Glyph, Flow]:
    """The spaces that belong to flows: those behind, or at the start before, one of their glyphs."""
    found: dict[Glyph, Flow] = {}
    texts = list(map(attrgetter("text"), glyphs))
    blank = {text for text in set(texts) if text is None or not text.strip()}
    spaces = np.fromiter(map(blank.__contains__, texts), np.bool_, len(glyphs))
    numbers = np.arange(len(glyphs))
    before = np.maximum.accumulate(np.where(spaces, -1, numbers))
    behind = np.minimum.accumulate(np.where(spaces, len(glyphs), numbers)[::-1])[::-1]
    touched = np.zeros(len(glyphs) + 1, np.bool_)
    touched[np.fromiter(map(attrgetter("number"), home), np.int64, len(home))] = True
    places = np.flatnonzero(spaces & (touched[before] | touched[behind]))
    for at, *sides in zip(places.tolist(), before[places].tolist(), behind[places].tolist(), strict=True):
        for beside in sides:
            flow = home.get(glyphs[beside]) if 0 <= beside < len(glyphs) else None
            if flow is not None and _beside(glyphs[at], glyphs[beside]):
                found[glyphs[at]] = flow
                break
    return found


def _beside(space: Glyph, glyph: Glyph) -> bool:
    if space.show.angle != glyph.show.angle or space.show.unit is not glyph.show.unit:
        return False
    if space.y == glyph.y and space.show is glyph.show and not glyph.show.angle:
        return glyph.show.em > 0
    one, other = upright(*space.origin, glyph.show.angle), upright(*glyph.origin, glyph.show.angle)
    return abs(one[1] - other[1]) < 0.5 * glyph.show.em


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Shapes that go, what is drawn with the runs of a spot, before and behind them, clipping paths, rows that move."""

    gone: Sequence[Shape]
    drawn: Mapping[Spot, tuple[list[Any], list[Any]]]
    clips: Clips
    moves: Moves


@dataclass(frozen=True, slots=True)
class _UnitWork:
    """What happens in one stream; see ``Rewriting``."""

    forms: Mapping[int, Unit]
    marked: Mapping[int, Any]
    runs: Mapping[int, list[Run]]
    dropped: frozenset[int]
    skipped: frozenset[int]
    drawn: Mapping[int, tuple[list[Any], list[Any]]]
    paths: Mapping[int, Any]
    raised: Mapping[int, float]

    @property
    def is_moved(self) -> bool:
        """Whether text or shapes of the stream itself change."""
        return bool(self.runs or self.dropped or self.skipped or self.paths or self.raised)


class PageEditor:
    """Edits the pages of one document.

    Attributes:
        bands: The boxes of each page (from 1) that were edited.
        uncovered: How many boxes over names were taken away.
        written: The instructions of the first pages written, by the identity of their content stream.
    """

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        faces: Faces,
        fonts: FontChanges,
        columns: Columns,
        cells: Mapping[int, Sequence[Passage]],
        boxes: Boxes,
    ) -> None:
        self.pdf, self.faces, self.fonts, self.columns, self.cells = pdf, faces, fonts, columns, cells
        self.boxes = boxes
        self.bands: dict[int, list[Box]] = {}
        self.uncovered = 0
        self.written: dict[tuple[int, int], Sequence[Any]] = {}
        self._forms: dict[tuple[int, int], pikepdf.Object] = {}
        self._anchors = _Anchors(StructureTree(pdf))

    def edit(self, page: pikepdf.Page, record: PageRecord, flows: Sequence[Flow], number: int) -> None:
        """Edit one page.

        Args:
            page: The page.
            record: What the interpreter noted of it; ``look_closely`` has run.
            flows: The flows to set anew, with their tokens.
            number: The page's number.
        """
        self._anchors.turn_over()
        touched = Touched.of(record, flows, number)
        room = Room(record, touched.home, self.boxes.view(number))
        decorations = find_decorations(record, flows, number)
        self.uncovered += decorations.uncovered
        self.bands.setdefault(number, []).extend(box for shape in decorations.gone for box in shape.boxes)
        drawn: dict[Spot, tuple[list[Any], list[Any]]] = {}
        writer = RunWriter(self.faces, self.fonts.recoded)
        links = PageLinks(page, record, number)
        clips = Clips(record.width, record.height)
        laid, moves = self._laid(record, flows, room, number)
        self.bands[number] += moves.bands()
        for flow, placed in laid:
            spots = self._anchors.spots(placed)
            writer.flow(placed, flow.passage.angle, spots)
            for item in drawn_rules(placed, decorations.rules.get(id(flow), ()), flow.passage.angle):
                spot = spots[0]
                held = drawn.setdefault(spot, ([], []))
                held[0 if item.before else 1].extend(instructions(item, spot.unit.shows[spot.at]))
            links.follow(flow, placed)
            clips.make_room(placed, spots, flow.passage.angle)
            if placed and flow.ahead is not None:
                self.boxes.close(flow, max(item.u + item.piece.width * item.squeeze for item in placed))
            self.bands.setdefault(number, []).extend(_bands(flow, placed))
        links.raise_by(moves)
        links.write()
        raised = moves.shows(record)
        for show in record.shows:
            if 0 < touched.shows.get(show, 0) < len(show.glyphs):
                writer.kept([glyph for glyph in show.glyphs if glyph not in touched.home], raised.get(show, 0.0))
        self._write(page, record, touched, writer, _Drawing(decorations.gone, drawn, clips, moves))

    def _laid(
        self, record: PageRecord, flows: Sequence[Flow], room: Room, number: int
    ) -> tuple[list[tuple[Flow, list[Placed]]], Moves]:
        """The flows in their lines, those in rows of tables moved with their rows."""
        settings = [(flow, self.columns.setting(flow)) for flow in flows]
        moves_rows = not room.parts and any(flow.passage.table for flow in flows)
        cells = self.cells.get(number, ()) if moves_rows else ()
        rows = Rows(record, cells, number)

        def fit(flow: Flow, pitch: float) -> int:
            return room.below(flow, pitch, rows.growth(flow))

        laid = [(flow, self._lines(flow, setting, fit)) for flow, setting in settings]
        moves = rows.settled(laid)
        if moves is None:
            laid = [(flow, self._lines(flow, setting, room.below)) for flow, setting in settings]
            moves = rows.settled(laid) or Moves()
        return [(flow, _raised(flow, placed, moves)) for flow, placed in laid], moves

    def _lines(self, flow: Flow, setting: Setting, fit: Callable[[Flow, float], int]) -> list[Placed]:
        if flow.limits is not None:
            return lay_beside(flow, setting, self.faces)
        return lay_out(flow, setting, self.faces, fit)

    def _write(
        self, page: pikepdf.Page, record: PageRecord, touched: Touched, writer: RunWriter, drawing: _Drawing
    ) -> None:
        """Write the streams, those within others first."""
        new: dict[Unit, pikepdf.Object] = {}
        raised = drawing.moves.shows(record)
        for unit in reversed(record.units):
            names = {at: form for at, form in unit.forms.items() if form in new}
            marked = _scrubbed(unit)
            runs = {spot.at: found for spot, found in writer.runs.items() if spot.unit is unit}
            dropped = frozenset(show.at for show in touched.shows if show.unit is unit)
            skipped = path_positions(drawing.gone, unit)
            paths = drawing.clips.of(unit)
            if unit.parent is None:
                paths.update(drawing.moves.paths(record))
            work = _UnitWork(
                names,
                marked,
                runs,
                dropped,
                skipped,
                {s.at: d for s, d in drawing.drawn.items() if s.unit is unit},
                paths,
                {show.at: up / (show.ctm[3] * unit.base[3]) for show, up in raised.items() if show.unit is unit},
            )
            if not (names or marked or work.is_moved or self._uses_rebuilt(unit)):
                continue
            known = self._forms.get(unit.obj.objgen) if unit.parent and not work.is_moved else None
            if known is not None:
                new[unit] = known
                continue
            new[unit] = self._unit(page, unit, work, new)

    def _unit(
        self, page: pikepdf.Page, unit: Unit, work: _UnitWork, new: Mapping[Unit, pikepdf.Object]
    ) -> pikepdf.Object:
        resources = _copied(unit.resources)
        names: dict[int, str] = {}
        for index, (at, form) in enumerate(sorted(work.forms.items()), 1):
            names[at] = _free(resources, "/XObject", f"/Rx{index}")
            resources.XObject[names[at]] = new[form]
        styles = {run.look.font for found in work.runs.values() for run in found if isinstance(run.look.font, Style)}
        ours: dict[Style, str] = {}
        for style in sorted(styles, key=repr):
            ours[style] = _free(resources, "/Font", "/Rf")
            resources.Font[ours[style]] = self.fonts.ours(self.pdf, style)
        for show in unit.shows.values():
            replaced = self.fonts.objects.get(show.font)
            if replaced is not None:
                resources.Font[show.font_name] = replaced
        if work.is_moved or work.marked:
            changed = {**work.marked, **work.paths}
            orders = Rewriting(
                work.runs, work.dropped, work.drawn, work.skipped, names, changed, work.raised, ours, self.fonts
            )
            made = rewritten(unit, orders)
        else:
            made = recoded(unit, self.fonts, names)
        data = serialised(made)
        if unit.parent is None:
            contents = page.obj.Contents = self.pdf.make_stream(data)
            if len(self.written) < _MOST_WRITTEN:
                self.written[contents.objgen] = made
            page.obj.Resources = resources
            return page.obj
        stream = self.pdf.make_stream(data)
        for key, value in unit.obj.items():
            if key not in _OWN_KEYS:
                stream[key] = value
        stream.Resources = resources
        if not work.is_moved:
            self._forms[unit.obj.objgen] = stream
        return stream

    def _uses_rebuilt(self, unit: Unit) -> bool:
        return any(show.font in self.fonts.objects for show in unit.shows.values())


def _raised(flow: Flow, placed: list[Placed], moves: Moves) -> list[Placed]:
    """The pieces of a flow within a table where its row stands now."""
    up = moves.up(flow.lines[0].x0, flow.bases[0]) if not flow.passage.angle else 0.0
    return [item._replace(v=item.v + up) for item in placed] if up else placed


def _bands(flow: Flow, placed: Sequence[Placed]) -> Iterator[Box]:
    """The boxes that the old and the new lines of a flow may draw in."""
    angle = flow.passage.angle
    spots = [(line.x0, line.x1, base, 1.25 * line.size) for line, base in zip(flow.lines, flow.bases, strict=True)]
    for _, line in groupby(placed, key=lambda item: (item.line, item.v, item.piece.glyph.show.em)):
        items = list(line)
        ends = [item.u + item.piece.width * item.squeeze + item.space for item in items]
        spots.append((items[0].u, max(ends), items[0].v, 1.25 * items[0].piece.glyph.show.em))
    for x0, x1, base, size in spots:
        corners = [turned_back(u, v, angle) for u in (x0, x1) for v in (base - 0.4 * size, base + size)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        yield (min(xs), min(ys), max(xs), max(ys))


class _Anchors:
    """Where pieces are shown: what follows one another in one element goes with the first of it.

    Files mark each line of a paragraph as content of its own; were the marks kept, they
    would tell where the old lines ended.
    """

    def __init__(self, tree: StructureTree) -> None:
        self._tree = tree
        self._known: dict[tuple[Unit, tuple[int, ...]], object] = {}

    def turn_over(self) -> None:
        """Forget the page before."""
        self._known.clear()

    def spots(self, placed: Sequence[Placed]) -> list[Spot]:
        """A spot for each piece, in their order."""
        found: list[Spot] = []
        last: object = None
        before: Show | None = None
        for item in placed:
            show = item.piece.glyph.show
            if show is not before:
                before = show
                key = (show.unit, self._element(show), show.states)
                if key != last:
                    spot = Spot(show.unit, show.at)
                last = key
            found.append(spot)
        return found

    def _element(self, show: Show) -> object:
        """What the marked content around an operator belongs to."""
        key = (show.unit, show.marked)
        if key not in self._known:
            self._known[key] = tuple(self._of_mark(show.unit, at) for at in show.marked)
        return self._known[key]

    def _of_mark(self, unit: Unit, at: int) -> object:
        operands = unit.instructions[at].operands
        held = properties(unit, operands[1]) if len(operands) > 1 else Dictionary()
        number: Any = held.get("/MCID")
        element = self._tree.element_at(unit.obj.objgen, number) if isinstance(number, int) else None
        if element is not None:
            return id(element)
        said = Dictionary({name: value for name, value in held.items() if name != "/MCID"})
        return (name_text(operands[0]), said.unparse(resolved=False))


def _scrubbed(unit: Unit) -> dict[int, Any]:
    """Marked-content operators with texts of their own, without these texts."""
    found: dict[int, Any] = {}
    for at, held in speaking_marks(unit).items():
        kept = Dictionary({key: value for key, value in held.items() if key not in SAID})
        item = unit.instructions[at]
        found[at] = op(item.name, item.operands[0], kept)
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
