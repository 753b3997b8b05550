"""A workbook: read into segments, written again with a plan.

Reading and writing build the same cleaned tree from the same bytes, so a key
means the same text both times. Writing edits that tree; the source's container
is never copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote, unquote

from lxml import etree

from redactor.errors import UnreadableError
from redactor.formats.base import Hidden, Illustration, WrittenFile
from redactor.formats.flat import check_plan_keys
from redactor.formats.opc.drawing_text import PARAGRAPH, drawing_text, edit_drawing_text
from redactor.formats.opc.package import Part, write_package
from redactor.formats.opc.references import forget_unused
from redactor.formats.opc.targets import Setter, Target
from redactor.formats.opc.xml import elements, local
from redactor.formats.xlsx.allowed import C_NS, EXCEL
from redactor.formats.xlsx.attributes import Texts, add_attributes
from redactor.formats.xlsx.drawings import hidden_objects
from redactor.formats.xlsx.finish import finish, hidden_words
from redactor.formats.xlsx.formulas import Token
from redactor.formats.xlsx.headers import read_sections, section_setter
from redactor.formats.xlsx.number_codes import NumberCode
from redactor.formats.xlsx.pictures import pictures_of
from redactor.formats.xlsx.strings import decoded, encoded, s
from redactor.formats.xlsx.workbook import BY_REFERENCE, Book, Sheet, read_book
from redactor.model import Change, Notice, Place, Plan, Segment, SegmentRole, Span

_LINK_SAFE = "/:?#[]@!$&'()*+,;=%~-._ \\"
Edit = Callable[[Sequence[tuple[Span, str]]], None]


class Workbook:
    """An Excel file as read.

    Args:
        untrusted_data: The bytes of the file.

    Raises:
        UnreadableError: if it is broken or beyond the limits.
    """

    def __init__(self, untrusted_data: bytes) -> None:
        self._data = untrusted_data
        built = _Built(untrusted_data)
        self._fresh: _Built | None = built
        self._segments = (*(target.segment for target in built.targets), *built.pictures.segments)
        if len({segment.key for segment in self._segments}) != len(self._segments):
            raise UnreadableError("The Excel file is broken (two cells in one place).", next_step=EXCEL.mend)
        self._notices = tuple(built.notices())
        self._illustrations = built.pictures.illustrations

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Sheet by sheet: cells, headers, drawings; then names, formulas, texts not seen at once, text on pictures."""
        return self._segments

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """Its pictures; see ``base.Illustrated``."""
        return self._illustrations

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is hidden."""
        return self._notices

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:
        """Write a copy; see ``base.OpenDocument``. The same input gives the same bytes.

        Args:
            plan: Edits by segment key.
            cleared: SHA-256 of the pictures that stay.
            hidden: Whether hidden sheets, rows, columns and objects are treated
                like the rest, or taken out.
        """
        edits = plan.by_segment()
        check_plan_keys(edits, (segment.key for segment in self._segments))
        built = self._fresh or _Built(self._data)
        self._fresh = None  # written to below; a second copy starts from the bytes again
        for target in sorted(built.targets, key=lambda t: t.segment.role is not SegmentRole.ATTRIBUTE):
            if target.segment.key in edits:
                target.apply(edits[target.segment.key])
        book = built.book
        done = finish(book, built.new_sheets, built.new_names, hidden=hidden)
        for part in book.package.parts:
            if part.root is not None:
                forget_unused(part, BY_REFERENCE)
        pictures = built.pictures.treat(plan, cleared)
        return WrittenFile(write_package(book.package), tuple(built.changes() + done + pictures))


class _Built:
    """A cleaned workbook with everything that a plan can edit."""

    def __init__(self, data: bytes) -> None:
        try:
            self.book = read_book(data)
        except (ValueError, OverflowError):
            raise UnreadableError("The Excel file is broken (its numbers).", next_step=EXCEL.mend) from None
        self.new_sheets: dict[str, str] = {}
        self.new_names: dict[str, str] = {}
        self.targets = list(self._targets())
        self.pictures = pictures_of(self.book)

    def changes(self) -> list[Change]:
        counted = [Change("removed", what, count=n) for what, n in sorted(self.book.counts.items())]
        return [*self.book.package.changes(), *counted, *self.book.changes]

    def notices(self) -> list[Notice]:
        hidden = [Notice(f"{words}; it is treated like the rest.") for words in hidden_words(self.book)]
        return [*hidden, *self.pictures.notices]

    def _targets(self) -> Iterator[Target]:
        drawn: set[Part] = set()
        for sheet in self.book.sheets:
            yield from _cell_targets(sheet)
            yield from _header_targets(sheet)
            yield from _drawing_targets(sheet, drawn)
        yield from _number_code_targets(self.book)
        texts = self.book.texts
        for sheet in self.book.sheets:
            texts.add("sheet name", sheet.name, _name_setter(self.new_sheets, sheet.name))
        self._add_names(texts)
        self._add_formulas(texts)
        for part in self.book.package.parts:
            if part.root is not None:
                add_attributes(part, texts)
                _add_links(part, texts)
                _add_chart_texts(part, texts)
        yield from texts.targets()

    def _add_names(self, texts: Texts) -> None:
        """Names of cells and tables, read as words."""
        known = [decoded(element.get("name", "")) for element in self.book.defined_names()]
        for name in (*known, *(table.name for table in self.book.tables)):
            if not name.startswith("_xlnm."):
                spaced = name.replace("_", " ").replace(".", " ")
                texts.add("name of cells", spaced, _name_setter(self.new_names, name))

    def _add_formulas(self, texts: Texts) -> None:
        """The words that formulas hold."""
        for cell in self.book.cells():
            for token in () if cell.formula is None else cell.formula.literals:
                texts.add("formula", token.text, _token_setter(token))
        for slot in self.book.slots:
            for token in () if slot.gone else slot.formula.literals:
                texts.add("formula", token.text, _token_setter(token))


def _name_setter(names: dict[str, str], old: str) -> Setter:
    def setter(new: str) -> None:
        names[old] = new

    return setter


def _token_setter(token: Token) -> Setter:
    def setter(new: str) -> None:
        token.text = new

    return setter


def _target(
    key: str, text: str, place: Place, role: SegmentRole, edit: Edit, *, label: str = "", hidden: bool = False
) -> Target:
    unseen = (Span(0, len(text)),) if hidden else ()
    return Target(Segment(key, text, place, role, label=label, hidden=unseen), edit)


def _cell_targets(sheet: Sheet) -> Iterator[Target]:
    for cell in sheet.cells:
        if cell.text.strip():
            place = Place(f"sheet {sheet.number}", row=cell.row, column=cell.column)
            key = f"s{sheet.number}:{cell.element.get('r')}"
            label = sheet.labels.get(cell, "")
            yield _target(key, cell.text, place, SegmentRole.CELL, cell.edit, label=label, hidden=cell.hidden)


def _header_targets(sheet: Sheet) -> Iterator[Target]:
    for block in elements(sheet.part.tree, s("headerFooter")):
        for element in block:
            sections = read_sections(decoded(element.text or ""))
            is_header = "Header" in local(element)
            role = SegmentRole.HEADER if is_header else SegmentRole.FOOTER
            place = Place(f"{'header' if is_header else 'footer'} of sheet {sheet.number}")
            for number, section in enumerate(sections):
                if section.text.strip():
                    key = f"s{sheet.number}:{local(element)}{number}"
                    edit = section_setter(sections, section, _element_setter(element))
                    yield _target(key, section.text, place, role, edit, hidden=sheet.state != "visible")
            element.text = encoded("".join(section.written() for section in sections))


def _element_setter(element: etree._Element) -> Setter:
    def setter(new: str) -> None:
        element.text = encoded(new)

    return setter


def _drawing_targets(sheet: Sheet, drawn: set[Part]) -> Iterator[Target]:
    """Paragraphs of text boxes, then of the charts that they stand among; each part once."""
    drawings = [p for p in sheet.part.links.values() if isinstance(p, Part) and p.relation == "drawing"]
    for drawing in drawings:
        if drawing in drawn:
            continue
        charts = [p for p in drawing.links.values() if isinstance(p, Part) and p.relation == "chart" and p not in drawn]
        drawn.update((drawing, *charts))
        for number, part in enumerate((drawing, *charts)):
            words = f"chart {number} on sheet {sheet.number}" if number else f"drawing on sheet {sheet.number}"
            gone = hidden_objects(part)
            for count, paragraph in enumerate(elements(part.tree, PARAGRAPH), 1):
                text = drawing_text(paragraph)
                if text.strip():
                    key = f"s{sheet.number}:d{number}p{count}"
                    place, edit = Place(words, paragraph=count), _paragraph_edit(paragraph)
                    unseen = sheet.state != "visible" or any(a in gone for a in paragraph.iterancestors())
                    yield _target(key, text, place, SegmentRole.PARAGRAPH, edit, hidden=unseen)


def _paragraph_edit(paragraph: etree._Element) -> Edit:
    def edit(edits: Sequence[tuple[Span, str]]) -> None:
        edit_drawing_text(paragraph, edits)

    return edit


def _number_code_targets(book: Book) -> Iterator[Target]:
    number = 0
    for part in book.package.parts:
        carriers = [e for e in part.tree.iter() if local(e) == "numFmt"] if part.root is not None else []
        for element in carriers:
            code = NumberCode(element)
            if any(character.isalpha() for character in code.text):
                number += 1
                yield _target(f"n{number}", code.text, Place("number format"), SegmentRole.ATTRIBUTE, code.edit)


def _add_links(part: Part, texts: Texts) -> None:
    for rel_id, target in part.links.items():
        if isinstance(target, str):
            texts.add("link target", unquote(target), _link_setter(part, rel_id))


def _link_setter(part: Part, rel_id: str) -> Setter:
    def setter(new: str) -> None:
        part.links[rel_id] = quote(new, safe=_LINK_SAFE).replace(" ", "%20")

    return setter


def _add_chart_texts(part: Part, texts: Texts) -> None:
    """Words that a chart holds itself, not in cells."""
    if part.relation == "chart":
        for element in elements(part.tree, f"{{{C_NS}}}v"):
            texts.add("chart", element.text or "", _element_setter(element))
