"""SmartArt: the data of a diagram names its drawing by a relationship of the slide or story that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from redactor.formats.opc.drawing_parts import DIAGRAM_DATA, DIAGRAM_DRAWING
from redactor.formats.opc.package import Package, Part
from redactor.formats.opc.xml import elements


@dataclass(frozen=True, eq=False, slots=True)
class DrawnDiagram:
    """A diagram whose data says where its drawing is.

    Attributes:
        owner: The slide, document or other part that shows it.
        mark: The element of the data that holds the drawing's relationship id.
        drawing: The drawing's part.
    """

    owner: Part
    mark: etree._Element
    drawing: Part


def pair_diagrams(package: Package) -> list[DrawnDiagram]:
    """Pair each diagram with its drawing, and forget drawings that belong to none."""
    found: list[DrawnDiagram] = []
    for owner in package.parts:
        data = [t for t in owner.links.values() if isinstance(t, Part) and t.relation == DIAGRAM_DATA]
        for mark in [mark for part in data for mark in elements(part.tree, "{*}dataModelExt")]:
            drawing = owner.links.get(mark.get("relId", ""))
            if isinstance(drawing, Part) and drawing.relation == DIAGRAM_DRAWING:
                found.append(DrawnDiagram(owner, mark, drawing))
        drawn = {item.drawing for item in found}
        owner.links = {
            key: target
            for key, target in owner.links.items()
            if not (isinstance(target, Part) and target.relation == DIAGRAM_DRAWING and target not in drawn)
        }
    return found


def number_diagrams(diagrams: list[DrawnDiagram]) -> None:
    """Write the relationship ids that the copy will have; nothing may change the links afterwards."""
    for item in diagrams:
        numbers = [n for n, target in enumerate(item.owner.links.values(), 1) if target is item.drawing]
        item.mark.set("relId", f"rId{numbers[0]}" if numbers else "")
