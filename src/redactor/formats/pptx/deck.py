"""The order of the slides, and what the presentation does not show: orphans, unused layouts, hidden slides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from redactor.errors import HeldError
from redactor.formats.opc.package import Package, Part
from redactor.formats.opc.references import referring
from redactor.formats.opc.xml import elements, local, r, remove
from redactor.formats.pptx.allowed import LAYOUT, MASTER, NOTES, NOTES_MASTER, SLIDE
from redactor.formats.pptx.names import ALTERNATE, SHAPES, box_of, own_frame, p

_OFF = ("0", "false", "off")
_ON = ("1", "true", "on")
_USUAL_SIZE = (9_144_000, 6_858_000)


@dataclass(frozen=True, eq=False, slots=True)
class Slide:
    """One slide.

    Attributes:
        number: Its place in the show, from 1, hidden slides counted.
        part: The slide's part.
    """

    number: int
    part: Part

    @property
    def words(self) -> str:
        """How a person finds it."""
        return f"slide {self.number}"

    @property
    def is_hidden(self) -> bool:
        """Whether the show skips it."""
        return self.part.tree.get("show", "1") in _OFF

    @property
    def notes(self) -> Part | None:
        """Its speaker's notes."""
        return next((t for t in self.part.links.values() if isinstance(t, Part) and t.relation == NOTES), None)


def ordered_slides(package: Package) -> list[Slide]:
    """The slides in the order of the show; each part once."""
    found: list[Part] = []
    for element in elements(package.main.tree, p("sldId")):
        target = package.main.links.get(element.get(r("id"), ""))
        if isinstance(target, Part) and target.relation == SLIDE and target not in found:
            found.append(target)
    return [Slide(number, part) for number, part in enumerate(found, 1)]


def order_links(package: Package) -> None:
    """Put the presentation's links into the order in which it refers to them: parts are numbered by it."""
    main = package.main
    named = [element.get(r("id"), "") for element in referring(main)]
    first = {rel_id: main.links[rel_id] for rel_id in named if rel_id in main.links}
    main.links = {**first, **main.links}


def drop_unseen(package: Package) -> Counter[str]:
    """Take out slides that are in no show, layouts that no slide uses, masters left without slides.

    A presentation without slides is a template: it keeps all layouts.

    Returns:
        What was taken out, by its words.
    """
    counts: Counter[str] = Counter()
    shown = {slide.part for slide in ordered_slides(package)}
    orphans = [part for part in package.of(SLIDE) if part not in shown]
    counts["slides that are in no show"] = len(orphans)
    unlink(package, lambda part: part in orphans)
    used = {t for part in shown for t in part.links.values() if isinstance(t, Part) and t.relation == LAYOUT}
    used = used or set(package.of(LAYOUT))
    masters = {t for part in used for t in part.links.values() if isinstance(t, Part) and t.relation == MASTER}
    for relation, keep, words in (
        (LAYOUT, used, "layouts that no slide uses"),
        (MASTER, masters, "slide masters that no slide uses"),
    ):
        gone = {part for part in package.of(relation) if part not in keep}
        counts[words] = len(gone)
        unlink(package, gone.__contains__)
    package.parts = package.reached()
    return +counts


def unlink(package: Package, is_gone: Callable[[Part], bool]) -> None:
    """Forget every link to some parts; elements that refer to them are mended later."""
    for part in package.parts:
        part.links = {k: t for k, t in part.links.items() if not (isinstance(t, Part) and is_gone(t))}


def remove_hidden(package: Package, slides: list[Slide]) -> Counter[str]:
    """Take out hidden slides, all speaker's notes, hidden shapes and shapes beside the slide.

    Returns:
        What was taken out, by its words.

    Raises:
        HeldError: if nothing would be left.
    """
    counts: Counter[str] = Counter()
    hidden = {slide.part for slide in slides if slide.is_hidden}
    if slides and len(hidden) == len(slides):
        raise HeldError(
            "Every slide of the presentation is hidden.",
            next_step="Show in PowerPoint the slides that are to be published.",
        )
    counts["hidden slides"] = len(hidden)
    counts["speaker's notes"] = sum(slide.notes is not None and slide.part not in hidden for slide in slides)
    gone = {*hidden, *package.of(NOTES), *package.of(NOTES_MASTER)}
    _drop_from_lists(package.main.tree, {e.get("id", "") for e in _slide_ids(package, hidden)})
    unlink(package, gone.__contains__)
    package.parts = package.reached()
    size = slide_size(package.main.tree)
    for slide in slides:
        if slide.part not in hidden:
            for shape in unseen_shapes(slide.part.tree, size):
                counts["hidden shapes and shapes beside the slide"] += 1
                _remove_shape(shape)
    return +counts


def _slide_ids(package: Package, slides: set[Part]) -> list[etree._Element]:
    ids = elements(package.main.tree, p("sldId"))
    return [element for element in ids if package.main.links.get(element.get(r("id"), "")) in slides]


def _drop_from_lists(main: etree._Element, numbers: set[str]) -> None:
    """Take slides out of the sections; those in the lists of slides and shows go with their links."""
    for element in main.iter("{*}sldId"):
        if element.tag != p("sldId") and element.get("id", "") in numbers:
            element.set("id", "")
    for element in [e for e in main.iter("{*}sldId") if e.tag != p("sldId") and not e.get("id")]:
        remove(element)


def slide_size(main: etree._Element) -> tuple[int, int]:
    """Width and height of the slides in EMU."""
    size = main.find(p("sldSz"))
    width, height = ("", "") if size is None else (size.get("cx", ""), size.get("cy", ""))
    if width.isdecimal() and height.isdecimal() and len(width) < 12 and len(height) < 12:
        return int(width), int(height)
    return _USUAL_SIZE


def unseen_shapes(root: etree._Element, size: tuple[int, int]) -> list[etree._Element]:
    """Shapes that are switched off, and shapes that lie wholly beside the slide.

    A shape within a group is only looked at for the switch: its measures are the group's.
    """
    tree = next(iter(elements(root, p("spTree"))), None)
    if tree is None:
        return []
    beside = [shape for shape in _top_shapes(tree) if _is_beside(shape, size)]
    return list(dict.fromkeys((*beside, *_switched_off(tree))))


def _remove_shape(shape: etree._Element) -> None:
    branch = shape.getparent()
    remove(shape)
    choice = None if branch is None else branch.getparent()
    if choice is not None and choice.tag == ALTERNATE and not any(len(child) for child in choice):
        remove(choice)


def _top_shapes(tree: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []
    for child in tree:
        found += [shape for branch in child for shape in branch] if child.tag == ALTERNATE else [child]
    return [shape for shape in found if local(shape) in SHAPES]


def _is_beside(shape: etree._Element, size: tuple[int, int]) -> bool:
    box = box_of(own_frame(shape))
    if box is None:
        return False
    left, top, width, height = box
    return left >= size[0] or top >= size[1] or left + width < 0 or top + height < 0


def _switched_off(tree: etree._Element) -> Iterator[etree._Element]:
    for properties in tree.iter("{*}cNvPr"):
        holder = properties.getparent()
        shape = None if holder is None else holder.getparent()
        if shape is not None and shape is not tree and properties.get("hidden", "0") in _ON:
            yield shape
