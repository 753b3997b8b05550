"""Which parts and elements of a workbook are kept (leaks.md 23).

Everything else is dropped and listed under the words given here. What cannot be
shown without the dropped parts (pivot caches, slicers) goes with them; the cells
that a person sees stay.
"""

from __future__ import annotations

from redactor.formats.opc.kinds import (
    IMAGE,
    LINK,
    MAIN,
    OFFICE_RELATIONS,
    PACKAGE_RELATIONS,
    PartKind,
    Vocabulary,
    Words,
)

EXCEL = Words("Excel file", "Excel workbook", "Excel", ".xlsx")

S_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XDR_NS = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
C_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
X14_NS = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM_NS = "http://schemas.microsoft.com/office/excel/2006/main"
_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_DML = "application/vnd.openxmlformats-officedocument."

SHEETS = ("worksheet", "chartsheet")

KEPT: dict[str, PartKind] = {
    kind.relation: kind
    for kind in (
        PartKind(MAIN, "xl", "workbook", _SML + "sheet.main+xml"),
        PartKind("worksheet", "xl/worksheets", "sheet", _SML + "worksheet+xml", many=True),
        PartKind("chartsheet", "xl/chartsheets", "sheet", _SML + "chartsheet+xml", many=True),
        PartKind("styles", "xl", "styles", _SML + "styles+xml"),
        PartKind("theme", "xl/theme", "theme", _DML + "theme+xml", many=True),
        PartKind("sharedStrings", "xl", "sharedStrings", _SML + "sharedStrings+xml"),
        PartKind("table", "xl/tables", "table", _SML + "table+xml", many=True),
        PartKind("drawing", "xl/drawings", "drawing", _DML + "drawing+xml", many=True),
        PartKind("chart", "xl/charts", "chart", _DML + "drawingml.chart+xml", many=True),
        PartKind(IMAGE, "xl/media", "image", "", many=True),
        PartKind(
            "core-properties",
            "docProps",
            "core",
            "application/vnd.openxmlformats-package.core-properties+xml",
            relation_uri=PACKAGE_RELATIONS + "core-properties",
        ),
    )
}

DROPPED: dict[str, str] = {
    "activeXControl": "ActiveX controls",
    "activeXControlBinary": "ActiveX controls",
    "attachedToolbars": "toolbar customisations",
    "calcChain": "the calculation chain",
    "chartColorStyle": "chart style sheets",
    "chartEx": "charts of a newer kind",
    "chartStyle": "chart style sheets",
    "chartUserShapes": "shapes and pictures drawn on charts",
    "classificationlabels": "classification labels",
    "comments": "comments",
    "connections": "data connections",
    "control": "form controls",
    "ctrlProp": "form controls",
    "custom-properties": "custom properties",
    "customProperty": "custom properties",
    "customXml": "custom XML data",
    "customXmlProps": "custom XML data",
    "dialogsheet": "dialog sheets",
    "diagramColors": "SmartArt diagrams",
    "diagramData": "SmartArt diagrams",
    "diagramDrawing": "SmartArt diagrams",
    "diagramLayout": "SmartArt diagrams",
    "diagramQuickStyle": "SmartArt diagrams",
    "documenttasks": "comments",
    "extended-properties": "author, company and statistics properties",
    "externalLink": "stored values of other workbooks",
    "externalLinkPath": "stored values of other workbooks",
    "extensibility": "ribbon customisations",
    "FeaturePropertyBag": "stored data types and pictures in cells",
    "oleObject": "embedded objects",
    "origin": "digital signatures",
    "package": "embedded workbooks or documents",
    "person": "the list of comment authors",
    "pivotCacheDefinition": "stored pivot data",
    "pivotCacheRecords": "stored pivot data",
    "pivotTable": "pivot tables (their cells stay)",
    "printerSettings": "printer settings",
    "queryTable": "queries of outside data",
    "rdArray": "stored data types and pictures in cells",
    "rdRichValue": "stored data types and pictures in cells",
    "rdRichValueStructure": "stored data types and pictures in cells",
    "rdRichValueTypes": "stored data types and pictures in cells",
    "rdSupportingPropertyBag": "stored data types and pictures in cells",
    "rdSupportingPropertyBagStructure": "stored data types and pictures in cells",
    "richStyles": "stored data types and pictures in cells",
    "revisionHeaders": "the log of changes",
    "revisionLog": "the log of changes",
    "sheetMetadata": "cell metadata",
    "slicer": "slicers and timelines",
    "slicerCache": "slicers and timelines",
    "tableSingleCells": "XML maps",
    "threadedComment": "comments",
    "thumbnail": "the thumbnail picture",
    "timeline": "slicers and timelines",
    "timelineCache": "slicers and timelines",
    "usernames": "the list of people who share the workbook",
    "vbaProject": "macros",
    "vbaProjectSignature": "macros",
    "vmlDrawing": "the drawings of comments and controls",
    "volatileDependencies": "stored values of other workbooks",
    "webextension": "add-ins",
    "webextensiontaskpanes": "add-ins",
    "xlExternalLinkPath": "stored values of other workbooks",
    "xlIntlMacrosheet": "macro sheets",
    "xlMacrosheet": "macro sheets",
    "xmlMaps": "XML maps",
    LINK: "links",
}
"""Relationship type (last segment) of parts that are dropped, and what to call them."""

VOCABULARY = Vocabulary(EXCEL, KEPT, DROPPED)

_WORKBOOK = "workbookPr bookViews sheets definedNames calcPr"
_WORKSHEET = """
sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr autoFilter sortState mergeCells
conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks
ignoredErrors drawing tableParts extLst
"""
_STYLES = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors"
_TABLE = "autoFilter sortState tableColumns tableStyleInfo extLst"
_CHART = "date1904 roundedCorners style clrMapOvr chart spPr txPr printSettings"

CHILDREN: dict[str, frozenset[str]] = {
    "workbook": frozenset(_WORKBOOK.split()),
    "worksheet": frozenset(_WORKSHEET.split()),
    "chartsheet": frozenset(["sheetPr", "sheetViews", "pageMargins", "pageSetup", "headerFooter", "drawing"]),
    "styleSheet": frozenset(_STYLES.split()),
    "table": frozenset(_TABLE.split()),
    "chartSpace": frozenset(_CHART.split()),
    "sst": frozenset({"si"}),
}
"""Root element to the children that stay."""

LISTED: dict[str, str] = {
    "controls": "form controls",
    "customProperties": "custom properties",
    "customSheetViews": "the saved views of people",
    "customWorkbookViews": "the saved views of people",
    "cellWatches": "watched cells",
    "dataConsolidate": "references to other workbooks",
    "externalData": "links of charts to workbooks",
    "externalReferences": "references to other workbooks",
    "fileSharing": "the name of who reserved the file",
    "legacyDrawing": "",
    "legacyDrawingHF": "pictures in page headers and footers",
    "oleObjects": "embedded objects with their pictures",
    "phoneticPr": "",
    "picture": "the background picture",
    "pivotCaches": "",
    "pivotSource": "the link of a chart to a pivot table",
    "protectedRanges": "protected ranges",
    "rPh": "phonetic guides",
    "scenarios": "scenarios",
    "sheetProtection": "the sheet protection",
    "smartTags": "smart tags",
    "userShapes": "shapes and pictures drawn on charts",
    "xmlColumnPr": "XML maps",
    "webPublishItems": "web publishing settings",
    "webPublishObjects": "web publishing settings",
    "webPublishing": "web publishing settings",
    "workbookProtection": "the workbook protection",
}
"""Elements that go, and what to call them (empty: not worth a line)."""

KEPT_EXTENSIONS = frozenset({"conditionalFormattings", "dataValidations", "sparklineGroups", "table"})
"""What stays of the extension lists of sheets and tables, by the element in the extension."""

KEPT_NAMESPACES = frozenset(
    {
        S_NS,
        XDR_NS,
        C_NS,
        X14_NS,
        XM_NS,
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "http://purl.org/dc/elements/1.1/",
        "http://schemas.microsoft.com/office/drawing/2017/decorative",
    }
)

__all__ = [
    "CHILDREN", "C_NS", "DROPPED", "EXCEL", "KEPT", "KEPT_EXTENSIONS", "KEPT_NAMESPACES", "LISTED", "OFFICE_RELATIONS",
    "SHEETS", "S_NS", "VOCABULARY", "X14_NS", "XDR_NS", "XM_NS",
]  # fmt: skip
