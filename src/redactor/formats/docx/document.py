"""A Word document: read into segments, written again with a plan.

Reading and writing build the same cleaned tree from the same bytes, so a key
means the same text both times. Writing edits that tree; the source's container
is never copied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from redactor.formats.base import Hidden, Illustration, WrittenFile
from redactor.formats.docx.accept import accept_changes
from redactor.formats.docx.allowed import IMAGE, MAIN, VOCABULARY
from redactor.formats.docx.attributes import attribute_targets
from redactor.formats.docx.bookmarks import neutral_names
from redactor.formats.docx.clean import clean, clean_fonts, clean_numbering, clean_settings
from redactor.formats.docx.drawn import Drawn, clean_drawn, drawn_parts, drawn_targets, drop_other_workbooks
from redactor.formats.docx.foreign import take_out_foreign
from redactor.formats.docx.names import elements, remove, w
from redactor.formats.docx.objects import drop_unused_links, mend_dangling, pictures_of, replace_objects
from redactor.formats.docx.runs import PARAGRAPHS, instructions, set_instruction
from redactor.formats.docx.story import StoryWalker
from redactor.formats.docx.styles import is_common_style_name, neutral_style_ids, read_styles
from redactor.formats.docx.tracking import Tracker
from redactor.formats.flat import check_plan_keys
from redactor.formats.opc.charts import Workbook, drop_workbook, open_workbooks
from redactor.formats.opc.diagrams import DrawnDiagram, number_diagrams, pair_diagrams
from redactor.formats.opc.drawing_parts import BESIDE, WORKBOOK
from redactor.formats.opc.package import Package, Part, read_package, write_package
from redactor.formats.opc.pictures_parts import PackagePictures
from redactor.formats.opc.properties import neutral_theme, reduce_core
from redactor.formats.opc.targets import Target
from redactor.model import Change, Notice, Plan, Segment

_STORIES = (MAIN, "footnotes", "endnotes", "header", "footer")
_STORY_WORDS = {MAIN: "body", "footnotes": "footnote", "endnotes": "endnote"}
_HOLDING = {
    "an imported document (altChunk)": "Open it in Word and save it, so that the imported text becomes part of it.",
    "links to subdocuments": "Open the master document in Word, expand and unlink its subdocuments, save it.",
}
_LINKED_FIELDS = ("INCLUDETEXT", "INCLUDEPICTURE", "LINK", "DDE", "DDEAUTO", "DATABASE", "IMPORT", "MERGEFIELD")


@dataclass
class _Built:
    """A cleaned tree with everything that a plan can edit."""

    package: Package
    targets: list[Target]
    changes: list[Change]
    notices: list[Notice]
    pictures: PackagePictures
    diagrams: list[DrawnDiagram]
    workbooks: list[Workbook]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The texts of the document, then those on its pictures and in the workbooks behind its charts."""
        own = (target.segment for target in self.targets)
        return (*own, *self.pictures.segments, *(s for book in self.workbooks for s in book.segments()))

    def copy(self) -> bytes:
        """Write the copy; nothing can be edited afterwards."""
        number_diagrams(self.diagrams)
        return write_package(self.package)


class WordDocument:
    """A Word file as read.

    Args:
        untrusted_data: The bytes of the file.
    """

    def __init__(self, untrusted_data: bytes) -> None:
        self._data = untrusted_data
        built = _build(untrusted_data)
        self._fresh: _Built | None = built
        self._segments = built.segments
        self._illustrations = built.pictures.illustrations
        self._notices = tuple(built.notices)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Body, notes, headers, footers, what nobody sees at once, charts and SmartArt, pictures, charts' workbooks."""
        return self._segments

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """Its pictures; see ``base.Illustrated``."""
        return self._illustrations

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is dropped, what holds."""
        return self._notices

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:
        """Write a copy; see ``base.OpenDocument``. The same input gives the same bytes.

        Args:
            plan: The edits; those of hidden text are among them.
            cleared: SHA-256 of the pictures that stay.
            hidden: Whether the workbooks of charts are coded or removed.
        """
        edits = plan.by_segment()
        check_plan_keys(edits, (segment.key for segment in self._segments))
        built = self._fresh or _build(self._data)
        self._fresh = None  # written to below; a second copy starts from the bytes again
        for target in built.targets:
            if target.segment.key in edits:
                target.apply(edits[target.segment.key])
        changes = list(built.changes)
        if hidden == "remove":
            changes += [drop_workbook(book.chart, book.words) for book in built.workbooks]
        else:
            changes += [change for book in built.workbooks for change in book.write(plan, cleared)]
        for part in built.package.parts:
            if part.root is not None:
                drop_unused_links(part)
        changes += built.pictures.treat(plan, cleared)
        return WrittenFile(built.copy(), tuple(changes))

    def review_copy(self, plan: Plan) -> bytes:
        """Write a copy in which every replacement of visible text is a tracked change; see ``base.Reviewable``."""
        edits = plan.by_segment()
        check_plan_keys(edits, (segment.key for segment in self._segments))
        built = _build(self._data)
        tracker = Tracker()
        for target in built.targets:
            if target.segment.key in edits and target.paragraph is not None:
                tracker.edit(target.paragraph, [(item.span, item.text) for item in edits[target.segment.key]])
        return built.copy()


def _build(data: bytes) -> _Built:
    package = read_package(data, VOCABULARY)
    trees = [part for part in package.parts if part.root is not None]
    counts: Counter[str] = Counter()
    notices: list[Notice] = []
    accepted = sum(accept_changes(part.tree) for part in trees)
    changes = [Change("accepted", "tracked changes", count=accepted)] if accepted else []
    changes += package.changes()
    for part in trees:
        counts += _clean_part(part, changes, notices)
    _drop_unused_notes(package)
    _unlink_fields(package, counts)
    replaced: Counter[str] = Counter()
    for part in package.of(*_STORIES):
        replaced += replace_objects(part)
    counts["embedded workbooks or documents"] += drop_other_workbooks(package)
    for part in trees:
        mend_dangling(part)
        drop_unused_links(part)
    diagrams = pair_diagrams(package)
    _forget_unshown(package)
    trees = [part for part in package.parts if part.root is not None]
    source_parts = set(package.parts)
    _adopt_new_images(package)
    renamed = neutral_names(trees)
    own_styles = neutral_style_ids([part.tree for part in trees])
    if own_styles:
        renamed["ids of own styles"] = own_styles
    changes += [Change("removed", what, count=n) for what, n in sorted((+counts).items())]
    changes += [Change("replaced", f"{what} by a grey placeholder", count=n) for what, n in sorted(replaced.items())]
    changes += [Change("rewritten", what, count=n) for what, n in sorted(renamed.items())]
    notices += _notices(counts, package)
    stories = _stories(package)
    drawn = drawn_parts(package, stories)
    workbooks = open_workbooks(((item.part, item.prefix, item.words) for item in drawn), changes)
    targets = list(_targets(package, stories, drawn))
    notices += _hidden_notices(targets)
    pictures = pictures_of(package, set(package.parts) - source_parts)
    notices += pictures.notices
    return _Built(package, targets, changes, notices, pictures, diagrams, workbooks)


def _clean_part(part: Part, changes: list[Change], notices: list[Notice]) -> Counter[str]:
    root = part.tree
    if part.relation == "core-properties":
        changes += reduce_core(root)
        return Counter()
    if part.relation in BESIDE:
        return clean_drawn(part, changes)
    counts = clean(root)
    if part.relation == "settings":
        counts += clean_settings(root)
    elif part.relation == "fontTable":
        clean_fonts(root)
    elif part.relation == "numbering":
        clean_numbering(root)
    elif part.relation == "theme":
        neutral_theme(root)
    elif part.relation == "styles":
        for exception in elements(root, w("lsdException")):
            if not is_common_style_name(exception.get(w("name"), "")):
                remove(exception)
    _join_instructions(root)
    removed, with_text = take_out_foreign(root)
    if removed:
        changes.append(Change("removed", "XML that is not Word's", count=removed))
    if with_text and part.relation in _STORIES:
        notices.append(
            Notice(
                "The document holds text in a form that is not understood; it would be lost.",
                place=_STORY_WORDS.get(part.relation, part.relation),
                holds=True,
                next_step="Open it in Word, save it again as .docx, and compare.",
            )
        )
    return counts


def _join_instructions(root: etree._Element) -> None:
    """One element for each field instruction, however it was cut."""
    for paragraph in elements(root, *PARAGRAPHS):
        for group in instructions(paragraph):
            set_instruction(group, "".join(element.text or "" for element in group))
            for element in group[1:]:
                remove(element)


def _drop_unused_notes(package: Package) -> None:
    """Take out notes whose reference was in deleted text."""
    for relation, tag, mark in (
        ("footnotes", "footnote", "footnoteReference"),
        ("endnotes", "endnote", "endnoteReference"),
    ):
        stories = [part.tree for part in package.parts if part.root is not None]
        used = {e.get(w("id")) for root in stories for e in elements(root, w(mark))}
        for part in package.of(relation):
            for note in elements(part.tree, w(tag)):
                if note.get(w("type"), "normal") == "normal" and note.get(w("id")) not in used:
                    remove(note)


def _unlink_fields(package: Package, counts: Counter[str]) -> None:
    """Fields that fetch from other files become their results."""
    for part in package.of(*_STORIES):
        for simple in elements(part.tree, w("fldSimple")):
            if _keyword(simple.get(w("instr"), "")) in _LINKED_FIELDS:
                simple.set(w("instr"), " QUOTE ")
                counts["fields that fetch from other files"] += 1
        for instruction in elements(part.tree, w("instrText")):
            if _keyword(instruction.text or "") in _LINKED_FIELDS:
                instruction.text = " QUOTE "
                counts["fields that fetch from other files"] += 1


def _keyword(instruction: str) -> str:
    words = instruction.split(maxsplit=1)
    return words[0].upper() if words else ""


def _adopt_new_images(package: Package) -> None:
    """Add pictures that were made here to the list of parts."""
    for part in list(package.parts):
        for target in part.links.values():
            if isinstance(target, Part) and target not in package.parts:
                package.parts.append(target)


def _forget_unshown(package: Package) -> None:
    """Take the charts, diagrams and workbooks that nothing leads to any more off the list of parts."""
    reached = set(package.reached())
    package.parts = [p for p in package.parts if p in reached or p.relation not in (*BESIDE, WORKBOOK)]


def _stories(package: Package) -> list[tuple[Part, str, str]]:
    """The stories, each with what begins its keys and the words for it; those of the body are empty."""
    found: list[tuple[Part, str, str]] = []
    for relation in _STORIES:
        for number, part in enumerate(package.of(relation), 1):
            name = "document" if relation == MAIN else f"{relation}{number}"
            found.append((part, name, "" if relation == MAIN else _STORY_WORDS.get(relation, relation)))
    return found


def _targets(package: Package, stories: list[tuple[Part, str, str]], drawn: list[Drawn]) -> Iterator[Target]:
    styles_part = next(iter(package.of("styles")), None)
    styles = read_styles(None if styles_part is None else styles_part.tree)
    for part, name, words in stories:
        yield from StoryWalker(name, words or _STORY_WORDS[MAIN], styles).walk(part.tree)
    for part, name, words in stories:
        yield from attribute_targets(part, name, words)
    numbered: Counter[str] = Counter()
    for part in package.parts:
        if part.relation not in (*_STORIES, *BESIDE, IMAGE, WORKBOOK):
            numbered[part.relation] += 1
            yield from attribute_targets(part, f"{part.relation}{numbered[part.relation]}", "")
    yield from drawn_targets(drawn)


def _notices(counts: Counter[str], package: Package) -> list[Notice]:
    found: list[Notice] = []
    for what, next_step in _HOLDING.items():
        if counts[what] or package.dropped[what]:
            found.append(
                Notice(f"The document contains {what}; its text would be lost.", holds=True, next_step=next_step)
            )
    return found


def _hidden_notices(targets: Iterable[Target]) -> list[Notice]:
    places = [str(target.segment.place) for target in targets if target.segment.hidden]
    if not places:
        return []
    return [Notice("The document has hidden text; it is treated as the destination says.", place="; ".join(places))]
