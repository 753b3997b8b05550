"""Charts and SmartArt as parts: their kinds, what they refer to, and how a person calls them."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.formats.opc.kinds import PartKind
from redactor.formats.opc.package import Part

CHART, CHART_SHAPES, WORKBOOK, CHART_THEME = "chart", "chartUserShapes", "package", "themeOverride"
DIAGRAM_DATA, DIAGRAM_DRAWING = "diagramData", "diagramDrawing"
DIAGRAM = (DIAGRAM_DATA, "diagramLayout", "diagramQuickStyle", "diagramColors")

BESIDE = {
    CHART: "chart",
    CHART_SHAPES: "drawing on a chart",
    DIAGRAM_DATA: "diagram",
    DIAGRAM_DRAWING: "drawing of a diagram",
    "diagramLayout": "layout of a diagram",
    "diagramQuickStyle": "style of a diagram",
    "diagramColors": "colours of a diagram",
    CHART_THEME: "theme of a chart",
}
"""Kinds of XML parts that stand beside a slide or story, and what to call them."""

_DML = "application/vnd.openxmlformats-officedocument.drawingml."
_OFFICE = "application/vnd.openxmlformats-officedocument."


def drawing_kinds(folder: str) -> tuple[PartKind, ...]:
    """The kinds of parts that charts and diagrams are made of; ``folder`` is the format's own ("ppt", "word")."""
    return (
        PartKind(CHART_THEME, f"{folder}/theme", "themeOverride", f"{_OFFICE}themeOverride+xml", many=True),
        PartKind(CHART, f"{folder}/charts", "chart", f"{_DML}chart+xml", many=True),
        PartKind(CHART_SHAPES, f"{folder}/drawings", "drawing", f"{_DML}chartshapes+xml", many=True),
        PartKind(WORKBOOK, f"{folder}/embeddings", "Workbook", f"{_OFFICE}spreadsheetml.sheet", many=True, binary=True),
        _diagram(folder, DIAGRAM_DATA, "data"),
        _diagram(folder, "diagramLayout", "layout"),
        _diagram(folder, "diagramQuickStyle", "quickStyle"),
        _diagram(folder, "diagramColors", "colors"),
        PartKind(
            DIAGRAM_DRAWING,
            f"{folder}/diagrams",
            "drawing",
            "application/vnd.ms-office.drawingml.diagramDrawing+xml",
            many=True,
            relation_uri="http://schemas.microsoft.com/office/2007/relationships/diagramDrawing",
        ),
    )


def _diagram(folder: str, relation: str, stem: str) -> PartKind:
    content_type = f"{_DML}{relation.replace('QuickStyle', 'Style')}+xml"
    return PartKind(relation, f"{folder}/diagrams", stem, content_type, many=True)


def parts_beside(part: Part) -> Iterator[Part]:
    """The parts of charts and diagrams that a part refers to, each with those it refers to itself."""
    for target in part.links.values():
        if isinstance(target, Part) and target.relation in BESIDE:
            yield target
            yield from parts_beside(target)
