"""Charts and SmartArt of a Word document: they keep their place and are coded like the story that shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from redactor.formats.docx.names import R_NS
from redactor.formats.opc.drawing_attributes import attribute_targets
from redactor.formats.opc.drawing_clean import clean_drawing
from redactor.formats.opc.drawing_parts import BESIDE, CHART, CHART_THEME, DIAGRAM, DIAGRAM_DATA, WORKBOOK, parts_beside
from redactor.formats.opc.drawing_story import drawn_texts, text_target
from redactor.formats.opc.package import Package, Part
from redactor.formats.opc.properties import neutral_theme
from redactor.formats.opc.references import referring
from redactor.formats.opc.targets import Target
from redactor.formats.opc.xml import C_NS, DGM_NS, c, elements, r
from redactor.model import Change, Place, Segment, SegmentRole

SHOWN = {C_NS: (c("chart"), (CHART,)), DGM_NS: (f"{{{DGM_NS}}}relIds", DIAGRAM)}
"""Kind of graphic to the one element that shows it, and the kinds of parts that this must refer to."""

_ROOTS = {CHART: c("chartSpace"), DIAGRAM_DATA: f"{{{DGM_NS}}}dataModel"}
_RELATION = f"{{{R_NS}}}"


@dataclass(frozen=True, eq=False, slots=True)
class Drawn:
    """One part of a chart or diagram.

    Attributes:
        part: The part.
        prefix: Begins the keys of its segments.
        words: How a person finds it ("chart 1").
    """

    part: Part
    prefix: str
    words: str


def keeps(part: Part, data: etree._Element) -> bool:
    """Whether a ``graphicData`` is a chart or diagram with all its parts; then only its references are left in it."""
    if data.get("uri", "") not in SHOWN or len(data) != 1:
        return False
    tag, wanted = SHOWN[data.get("uri", "")]
    shown = data[0]
    found = [part.links.get(str(value)) for key, value in shown.attrib.items() if str(key).startswith(_RELATION)]
    there = [target for target in found if isinstance(target, Part)]
    if shown.tag != tag or sorted(target.relation for target in there) != sorted(wanted):
        return False
    if any(target.tree.tag != _ROOTS.get(target.relation, target.tree.tag) for target in there):
        return False
    references = {key: value for key, value in shown.attrib.items() if str(key).startswith(_RELATION)}
    shown.clear()
    shown.attrib.update(references)
    return True


def clean_drawn(part: Part, changes: list[Change]) -> Counter[str]:
    """Clean one part of a chart or diagram; what is not understood is taken out and listed.

    Returns:
        What was removed, by its words.
    """
    if part.relation == CHART_THEME:
        neutral_theme(part.tree)
    done = clean_drawing(part.tree)
    if done.foreign:
        changes.append(Change("removed", "XML that is not of drawings", BESIDE[part.relation], done.foreign))
    return +done.counts


def drop_other_workbooks(package: Package) -> int:
    """Forget embedded workbooks and documents that are not the data of a chart.

    Returns:
        How many links to them there were.
    """
    count = 0
    for part in package.parts:
        if part.root is None:
            continue
        marks = elements(part.tree, c("externalData")) if part.relation == CHART else []
        used = {mark.get(r("id")) for mark in marks}
        for key, target in list(part.links.items()):
            if isinstance(target, Part) and target.relation == WORKBOOK and key not in used:
                del part.links[key]
                count += 1
    return count


def drawn_parts(package: Package, stories: Iterable[tuple[Part, str, str]]) -> list[Drawn]:
    """The parts of charts and diagrams, each once: those of each story in the order of its text, then any others.

    Args:
        package: As read; parts that nothing leads to any more are left out.
        stories: Parts with the beginning of their keys and their words; those of the body are empty.
    """
    found: dict[Part, Drawn] = {}
    for story, prefix, words in stories:
        counts: Counter[str] = Counter()
        for part in _in_order(story):
            if part not in found:
                counts[part.relation] += 1
                name = f"{BESIDE[part.relation]} {counts[part.relation]}"
                key = f"{prefix}.{part.relation}{counts[part.relation]}"
                found[part] = Drawn(part, key, f"{words}, {name}" if words else name)
    left = [part for part in package.reached() if part.relation in BESIDE and part not in found]
    for number, part in enumerate(left, 1):
        found[part] = Drawn(part, f"{part.relation}.other{number}", f"{BESIDE[part.relation]} apart {number}")
    return list(found.values())


def _in_order(story: Part) -> Iterator[Part]:
    named = [
        str(value)
        for element in referring(story)
        for key, value in element.attrib.items()
        if str(key).startswith(_RELATION) and value in story.links
    ]
    ordered = Part(story.relation, links={**{key: story.links[key] for key in named}, **story.links})
    return parts_beside(ordered)


def drawn_targets(drawn: Iterable[Drawn]) -> Iterator[Target]:
    """Targets of all texts of the parts: paragraphs and stored values, then what is not seen at once."""
    for item in drawn:
        for at, (number, element, text) in enumerate(drawn_texts(item.part.tree), 1):
            role = SegmentRole.CELL if element.tag == c("v") else SegmentRole.PARAGRAPH
            yield text_target(element, Segment(f"{item.prefix}:p{number}", text, Place(item.words, paragraph=at), role))
        yield from attribute_targets(item.part, item.prefix, item.words)
