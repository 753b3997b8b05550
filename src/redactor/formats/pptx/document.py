"""A presentation: read into segments, written again with a plan.

Reading and writing build the same cleaned tree from the same bytes, so a key
means the same text both times. Writing edits that tree; the source's container
is never copied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from redactor.formats.base import Hidden, Illustration, WrittenFile
from redactor.formats.flat import check_plan_keys
from redactor.formats.opc.charts import Workbook, drop_workbook, open_workbooks
from redactor.formats.opc.diagrams import DrawnDiagram, number_diagrams, pair_diagrams
from redactor.formats.opc.drawing_attributes import attribute_targets, neutral_names
from redactor.formats.opc.kinds import MAIN
from redactor.formats.opc.package import Package, Part, read_package, write_package
from redactor.formats.opc.pictures_parts import PackagePictures
from redactor.formats.opc.properties import neutral_theme, reduce_core
from redactor.formats.opc.references import forget_unused
from redactor.formats.opc.targets import Target
from redactor.formats.opc.xml import drop_attribute
from redactor.formats.pptx.allowed import BY_REFERENCE, NOTES, SLIDE, THEME, VOCABULARY
from redactor.formats.pptx.clean import clean
from redactor.formats.pptx.deck import (
    Slide,
    drop_unseen,
    order_links,
    ordered_slides,
    remove_hidden,
    slide_size,
    unseen_shapes,
)
from redactor.formats.pptx.objects import drop_sounds, mend_animations, mend_dangling, replace_objects
from redactor.formats.pptx.parts import Told, told_parts
from redactor.formats.pptx.pictures import pictures_of
from redactor.formats.pptx.story import StoryWalker
from redactor.model import Change, Notice, Plan, Segment

_CORE = "core-properties"


@dataclass
class _Built:
    """A cleaned presentation with everything that a plan can edit."""

    package: Package
    slides: list[Slide]
    targets: list[Target]
    diagrams: list[DrawnDiagram]
    workbooks: list[Workbook]
    pictures: PackagePictures
    changes: list[Change]
    notices: list[Notice]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The texts of the presentation, then those on its pictures and in the workbooks behind its charts."""
        own = (target.segment for target in self.targets)
        return (*own, *self.pictures.segments, *(s for book in self.workbooks for s in book.segments()))


class SlideDocument:
    """A PowerPoint file as read.

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
        """Slide by slide with charts, diagrams and notes; masters and layouts; the texts that nobody sees at once."""
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
            plan: The edits.
            cleared: SHA-256 of the pictures that stay.
            hidden: Whether hidden slides, notes, hidden shapes and the workbooks of
                charts are coded like the rest, or removed.
        """
        edits = plan.by_segment()
        check_plan_keys(edits, (segment.key for segment in self._segments))
        built = self._fresh or _build(self._data)
        self._fresh = None  # written to below; a second copy starts from the bytes again
        for target in built.targets:
            if target.segment.key in edits:
                target.apply(edits[target.segment.key])
        changes = list(built.changes)
        package = built.package
        if hidden == "remove":
            gone = remove_hidden(package, built.slides)
            changes += [Change("removed", what, count=n) for what, n in sorted(gone.items())]
            changes += [drop_workbook(book.chart, book.words) for book in built.workbooks]
        else:
            changes += [change for book in built.workbooks for change in book.write(plan, cleared)]
        stopped = _mend(package)
        changes += [Change("removed", "animations of what is gone", count=stopped)] if stopped else []
        changes += built.pictures.treat(plan, cleared)
        order_links(package)
        number_diagrams(built.diagrams)
        return WrittenFile(write_package(package), tuple(changes))


def _build(data: bytes) -> _Built:
    package = read_package(data, VOCABULARY)
    source = set(package.parts)
    changes = list(package.changes())
    notices: list[Notice] = []
    counts = drop_unseen(package)
    order_links(package)
    words = {item.part: item.words for item in told_parts(package, ordered_slides(package))}
    replaced: Counter[str] = Counter()
    renamed = 0
    for part in [part for part in package.parts if part.root is not None]:
        counts += _clean_part(part, words.get(part, ""), changes, notices)
        replaced += replace_objects(part)
        counts["sounds of transitions and links"] += drop_sounds(part.tree)
        renamed += neutral_names(part.tree)
    counts["animations of what is gone"] += _mend(package)
    diagrams = pair_diagrams(package)
    package.parts = package.reached()
    slides = ordered_slides(package)
    told = told_parts(package, slides)
    workbooks = open_workbooks(((item.part, item.prefix, item.words) for item in told), changes)
    changes += [Change("removed", what, count=n) for what, n in sorted((+counts).items())]
    changes += [
        Change("replaced", f"{what} by a grey placeholder picture", count=n) for what, n in sorted(replaced.items())
    ]
    changes += [Change("rewritten", "names of pictures and shapes", count=renamed)] if renamed else []
    notices += _hidden_notices(package, slides)
    targets = list(_targets(told, slide_size(package.main.tree)))
    pictures = pictures_of(package, {item.part: item.words for item in told}, set(package.parts) - source)
    notices += pictures.notices
    return _Built(package, slides, targets, diagrams, workbooks, pictures, changes, notices)


def _clean_part(part: Part, words: str, changes: list[Change], notices: list[Notice]) -> Counter[str]:
    root = part.tree
    if part.relation == _CORE:
        changes += reduce_core(root)
        return Counter()
    if part.relation == MAIN:
        drop_attribute(root, "conformance")
    if part.relation in (THEME, "themeOverride"):
        neutral_theme(root)
    done = clean(root, part.relation)
    if done.foreign:
        changes.append(Change("removed", "XML that is not PowerPoint's", words, done.foreign))
    if done.with_text and part.relation in (SLIDE, NOTES):
        notices.append(
            Notice(
                "The presentation holds text in a form that is not understood; it would be lost.",
                place=words,
                holds=True,
                next_step="Open it in PowerPoint, save it again as .pptx, and compare.",
            )
        )
    return done.counts


def _mend(package: Package) -> int:
    """Take out what refers to parts that are gone; returns how many slides lost their animations."""
    stopped = 0
    for part in [part for part in package.parts if part.root is not None]:
        mend_dangling(part)
        stopped += mend_animations(part.tree)
        forget_unused(part, BY_REFERENCE - {SLIDE} if part.relation == NOTES else BY_REFERENCE)
    package.parts = package.reached()
    return stopped


def _targets(told: list[Told], size: tuple[int, int]) -> Iterator[Target]:
    for item in told:
        unseen = unseen_shapes(item.part.tree, size) if item.part.relation == SLIDE else []
        yield from StoryWalker(item, unseen).walk()
    for item in told:
        yield from attribute_targets(item.part, item.prefix, item.words)


def _hidden_notices(package: Package, slides: list[Slide]) -> list[Notice]:
    size = slide_size(package.main.tree)
    hidden = sum(slide.is_hidden for slide in slides)
    noted = sum(slide.notes is not None for slide in slides)
    unseen = sum(len(unseen_shapes(slide.part.tree, size)) for slide in slides)
    return [
        Notice(f"The presentation has {what} ({count}); {verb} treated as the destination asks.")
        for what, count, verb in (
            ("hidden slides", hidden, "they are"),
            ("slides with speaker's notes", noted, "they are"),
            ("hidden shapes or shapes beside the slide", unseen, "they are"),
        )
        if count
    ]
