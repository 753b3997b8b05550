"""Which parts of a presentation are kept: reachable *and* on this list (leaks.md 15, 19 to 22, 24).

Everything else is dropped and listed under the words given here. A kind of part
that is not named at all is dropped as "a part of unknown kind".
"""

from __future__ import annotations

from redactor.formats.opc.drawing_parts import CHART, CHART_SHAPES, DIAGRAM, WORKBOOK, drawing_kinds
from redactor.formats.opc.kinds import IMAGE, MAIN, PACKAGE_RELATIONS, PartKind, Vocabulary, Words

SLIDE, LAYOUT, MASTER = "slide", "slideLayout", "slideMaster"
NOTES, NOTES_MASTER, HANDOUT_MASTER = "notesSlide", "notesMaster", "handoutMaster"
THEME = "theme"

_PML = "application/vnd.openxmlformats-officedocument.presentationml."
_OFFICE = "application/vnd.openxmlformats-officedocument."


def _slides(relation: str, folder: str) -> PartKind:
    return PartKind(relation, f"ppt/{folder}", relation, f"{_PML}{relation}+xml", many=True)


KEPT: dict[str, PartKind] = {
    kind.relation: kind
    for kind in (
        PartKind(MAIN, "ppt", "presentation", f"{_PML}presentation.main+xml"),
        _slides(SLIDE, "slides"),
        _slides(LAYOUT, "slideLayouts"),
        _slides(MASTER, "slideMasters"),
        _slides(NOTES, "notesSlides"),
        _slides(NOTES_MASTER, "notesMasters"),
        _slides(HANDOUT_MASTER, "handoutMasters"),
        PartKind(THEME, "ppt/theme", "theme", f"{_OFFICE}theme+xml", many=True),
        PartKind("tableStyles", "ppt", "tableStyles", f"{_PML}tableStyles+xml"),
        *drawing_kinds("ppt"),
        PartKind(IMAGE, "ppt/media", "image", "", many=True),
        PartKind(
            "core-properties",
            "docProps",
            "core",
            "application/vnd.openxmlformats-package.core-properties+xml",
            relation_uri=PACKAGE_RELATIONS + "core-properties",
        ),
    )
}

BY_REFERENCE = frozenset({IMAGE, SLIDE, CHART, CHART_SHAPES, WORKBOOK, *DIAGRAM})
"""Kinds of parts that only matter where an element refers to them."""

DROPPED: dict[str, str] = {
    "activeXControl": "ActiveX controls",
    "activeXControlBinary": "ActiveX controls",
    "audio": "sound and video",
    "authors": "the list of people who commented",
    "changesInfo": "revision data",
    "chartColorStyle": "design hints of charts",
    "chartEx": "charts of a newer kind with their data",
    "chartStyle": "design hints of charts",
    "classificationlabels": "classification labels",
    "commentAuthors": "the list of people who commented",
    "comments": "comments",
    "control": "ActiveX controls",
    "custom-properties": "custom properties",
    "customData": "custom XML data",
    "customXml": "custom XML data and ink",
    "customXmlProps": "custom XML data and ink",
    "documenttasks": "comments",
    "extended-properties": "author, company and statistics properties",
    "extensibility": "ribbon customisations",
    "externalLinkPath": "links to other files",
    "font": "embedded fonts",
    "hdphoto": "picture effects",
    "ink": "ink (handwriting)",
    "legacyDiagramText": "texts of old diagrams",
    "media": "sound and video",
    "model3d": "3D models",
    "oleObject": "embedded objects",
    "origin": "digital signatures",
    "person": "the list of people who commented",
    "presProps": "settings of the show",
    "printerSettings": "printer settings",
    "revisionInfo": "revision data",
    "slideUpdateInfo": "links to a slide library",
    "slideUpdateUrl": "links to a slide library",
    "tags": "tags of add-ins",
    "thumbnail": "the thumbnail picture",
    "ui": "ribbon customisations",
    "userXmlData": "ribbon customisations",
    "vbaProject": "macros",
    "video": "sound and video",
    "viewProps": "settings of the view",
    "vmlDrawing": "old-style drawings of embedded objects",
    "webextension": "add-ins",
    "webextensiontaskpanes": "add-ins",
    "wordVbaData": "macros",
}
"""Relationship type (last segment) of parts that are dropped, and what to call them."""

POWERPOINT = Words("PowerPoint file", "presentation", "PowerPoint", ".pptx")
VOCABULARY = Vocabulary(POWERPOINT, KEPT, DROPPED)
"""What a presentation keeps."""
