"""Which parts of a Word file are kept: reachable *and* on this list.

Everything else is dropped and listed under the words given here (leaks.md 15,
17, 19, 20, 22). A kind of part that is not named at all is dropped as "a part of
unknown kind".
"""

from __future__ import annotations

from redactor.formats.opc.drawing_parts import CHART, CHART_SHAPES, DIAGRAM, WORKBOOK, drawing_kinds
from redactor.formats.opc.kinds import IMAGE, LINK, LINK_URI, MAIN, PACKAGE_RELATIONS, WORD, PartKind, Vocabulary

__all__ = ["BY_REFERENCE", "DROPPED", "IMAGE", "KEPT", "LINK", "LINK_URI", "MAIN", "VOCABULARY"]

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."

KEPT: dict[str, PartKind] = {
    kind.relation: kind
    for kind in (
        PartKind(MAIN, "word", "document", _WML + "document.main+xml"),
        PartKind("styles", "word", "styles", _WML + "styles+xml"),
        PartKind("settings", "word", "settings", _WML + "settings+xml"),
        PartKind("numbering", "word", "numbering", _WML + "numbering+xml"),
        PartKind("fontTable", "word", "fontTable", _WML + "fontTable+xml"),
        PartKind("theme", "word/theme", "theme", "application/vnd.openxmlformats-officedocument.theme+xml", many=True),
        PartKind("footnotes", "word", "footnotes", _WML + "footnotes+xml"),
        PartKind("endnotes", "word", "endnotes", _WML + "endnotes+xml"),
        PartKind("header", "word", "header", _WML + "header+xml", many=True),
        PartKind("footer", "word", "footer", _WML + "footer+xml", many=True),
        *drawing_kinds("word"),
        PartKind(IMAGE, "word/media", "image", "", many=True),
        PartKind(
            "core-properties",
            "docProps",
            "core",
            "application/vnd.openxmlformats-package.core-properties+xml",
            relation_uri=PACKAGE_RELATIONS + "core-properties",
        ),
    )
}

BY_REFERENCE = frozenset({IMAGE, "header", "footer", CHART, CHART_SHAPES, WORKBOOK, *DIAGRAM})
"""Kinds of parts that only matter where an element refers to them."""

DROPPED: dict[str, str] = {
    "aFChunk": "an imported document (altChunk)",
    "activeXControl": "ActiveX controls",
    "activeXControlBinary": "ActiveX controls",
    "attachedTemplate": "the path of the template",
    "audio": "embedded sound",
    "chartColorStyle": "design hints of charts",
    "chartEx": "charts of a newer kind with their data",
    "chartStyle": "design hints of charts",
    "comments": "comments",
    "commentsExtended": "comments",
    "commentsExtensible": "comments",
    "commentsIds": "comments",
    "control": "ActiveX controls",
    "custom-properties": "custom properties",
    "customXml": "custom XML data",
    "documenttasks": "comments",
    "embeddedObject": "embedded objects",
    "extended-properties": "author, company and statistics properties",
    "font": "embedded fonts",
    "frame": "links to other files",
    "glossaryDocument": "building blocks (glossary document)",
    "hdphoto": "picture effects",
    "keyMapCustomizations": "keyboard customisations",
    "mailMergeHeaderSource": "mail merge data",
    "mailMergeRecipientData": "mail merge data",
    "mailMergeSource": "mail merge data",
    "media": "embedded media",
    "oleObject": "embedded objects",
    "origin": "digital signatures",
    "people": "the list of reviewers",
    "person": "the list of reviewers",
    "printerSettings": "printer settings",
    "recipientData": "mail merge data",
    "stylesWithEffects": "a second copy of the styles",
    "subDocument": "links to subdocuments",
    "thumbnail": "the thumbnail picture",
    "toolbars": "toolbar customisations",
    "ui": "ribbon customisations",
    "extensibility": "ribbon customisations",
    "userXmlData": "ribbon customisations",
    "vbaProject": "macros",
    "video": "embedded media",
    "webSettings": "web settings",
    "wordVbaData": "macros",
    "classificationlabels": "classification labels",
}
"""Relationship type (last segment) of parts that are dropped, and what to call them."""

VOCABULARY = Vocabulary(WORD, KEPT, DROPPED)
"""What a Word file keeps."""
