"""A workbook with one planted word for each place that can hold a name (leaks.md 23)."""

from __future__ import annotations

import io
import re

from PIL import Image, PngImagePlugin
from tests.formats.xlsx_files import book, part, rels

_MS = "http://schemas.microsoft.com/office"
_META = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"


def _png(words: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", words)
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


_STRINGS = (
    "<si><t>Zqshared</t></si>"
    "<si><r><rPr><b/><rFont val='Zqrunfont'/></rPr><t>before Zqri</t></r><r><t>ch after</t></r></si>"
    "<si><t>Zqorphan</t></si>"
    "<si><t>base</t><rPh sb='0' eb='1'><t>Zqphonetic</t></rPh><phoneticPr fontId='0'/></si>"
    "<si><t>_x005A_qescape</t></si>"
    "<si><t>Zqcolumn</t></si><si><t>two</t></si>"
)
_CELLS = (
    "<sheetPr codeName='Zqcode'/><cols><col min='9' max='9' width='9' hidden='1'/></cols><sheetData>"
    "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>3</v></c>"
    "<c r='D1' t='s'><v>4</v></c><c r='E1' t='inlineStr'><is><t>Zqinline</t></is></c></row>"
    "<row r='2'><c r='A2' t='str'><f>IF(A1=\"\",\"Zqliteral\",\"no\")</f><v>Zqcached</v></c>"
    "<c r='B2' t='str'><f>\"Zqsp\"&amp;\"elt\"</f><v>Zqspelt</v></c>"
    "<c r='C2' t='str'><f>[1]Zqexternsheet!A1</f><v>kept value</v></c>"
    "<c r='D2' t='str'><f>ZQCALC(1)</f><v>kept value</v></c>"
    "<c r='E2' t='str'><f>'Zq tab'!A1&amp;Zqname</f><v>x</v></c>"
    "<c r='I2' t='inlineStr'><is><t>Zqhiddencolumn</t></is></c></row>"
    "<row r='3' hidden='1'><c r='A3' t='inlineStr'><is><t>Zqhiddenrow</t></is></c></row>"
    "<row r='4'><c r='A4' s='1'><v>5</v></c><c r='B4' t='inlineStr' cm='1' vm='1'>"
    "<is><t>Zqundermerge</t></is></c></row>"
    "<row r='5'><c r='A5' t='s'><v>5</v></c><c r='B5' t='s'><v>6</v></c></row>"
    "<row r='6'><c r='A6'><v>1</v></c><c r='B6'><v>2</v></c></row>"
    "</sheetData><sheetProtection algorithmName='Zqalgorithm' hashValue='WnFoYXNo'/>"
    "<protectedRanges><protectedRange name='Zqprotected' sqref='A1'/></protectedRanges>"
    "<scenarios><scenario name='Zqscenario' user='Zquser'><inputCells r='A1' val='Zqinput'/></scenario></scenarios>"
    "<autoFilter ref='A5:B6'><filterColumn colId='0'><filters><filter val='Zqfilter'/></filters></filterColumn>"
    "<filterColumn colId='1'><customFilters><customFilter val='Zqcustomfilter'/></customFilters></filterColumn>"
    "</autoFilter><customSheetViews><customSheetView guid='{0}'><header>Zqview</header></customSheetView>"
    "</customSheetViews><mergeCells><mergeCell ref='A4:B4'/></mergeCells>"
    "<conditionalFormatting sqref='A1'><cfRule type='containsText' priority='1' text='Zqcftext'>"
    '<formula>NOT(ISERROR(SEARCH("Zqcfformula",A1)))</formula></cfRule></conditionalFormatting>'
    "<dataValidations><dataValidation type='list' sqref='A1' prompt='Zqprompt' promptTitle='Zqprompttitle' "
    "error='Zqerror' errorTitle='Zqerrortitle'><formula1>\"Zqchoice,other\"</formula1></dataValidation>"
    "<dataValidation type='list' sqref='A2'><formula1>'[Zqbook.xlsx]a'!A1</formula1></dataValidation>"
    "</dataValidations>"
    "<hyperlinks><hyperlink ref='A1' r:id='link' display='Zqdisplay' tooltip='Zqtooltip'/>"
    "<hyperlink ref='A2' location=\"'Zq tab'!A1\"/><hyperlink ref='A3' location='Zqnowhere!A1'/></hyperlinks>"
    "<pageSetup r:id='printer'/><headerFooter><oddHeader>&amp;L&amp;D&amp;CZqheader &amp;P of &amp;N</oddHeader>"
    '<oddFooter>&amp;C&amp;"Zqfootfont,Bold"Zqfo&amp;Boter</oddFooter><firstHeader>&amp;RZqfirst</firstHeader>'
    "</headerFooter><customProperties><customPr name='Zqcustompr' r:id='x'/></customProperties>"
    "<cellWatches><cellWatch r='A1'/></cellWatches><smartTags><cellSmartTags r='A1'><cellSmartTag type='Zqsmart'/>"
    "</cellSmartTags></smartTags><drawing r:id='drawing'/><legacyDrawing r:id='vml'/><legacyDrawingHF r:id='vml'/>"
    "<picture r:id='back'/><oleObjects><oleObject progId='Zqprog' r:id='ole'/></oleObjects>"
    "<controls><control name='Zqcontrol' r:id='control'/></controls>"
    "<webPublishItems><webPublishItem title='Zqpublish' destinationFile='c:\\Zqfile.htm'/></webPublishItems>"
    "<tableParts count='1'><tablePart r:id='table'/></tableParts>"
    "<extLst><ext uri='{1}'><x14:dataValidations><x14:dataValidation><x14:formula1><xm:f>\"Zqnewlist\"</xm:f>"
    "</x14:formula1><xm:sqref>B1</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    "<ext uri='{2}'><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule><xm:f>A1=\"Zqnewrule\"</xm:f>"
    "</x14:cfRule><xm:sqref>B2</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
    "<ext uri='{3}'><x14:slicerList><x14:slicer r:id='slicer'/></x14:slicerList></ext></extLst>"
)
_DRAWING = part(
    "xdr:wsDr",
    "<xdr:oneCellAnchor><xdr:sp macro='Zqmacro' textlink='Zqnowhere!A1'><xdr:nvSpPr><xdr:cNvPr id='2' name='Zqshape' "
    "descr='Zqdescr' title='Zqtitle'><a:hlinkClick r:id='go' tooltip='Zqtip'/></xdr:cNvPr></xdr:nvSpPr><xdr:txBody>"
    "<a:p><a:r><a:t>in Zqbo</a:t></a:r><a:r><a:t>x here</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:oneCellAnchor>"
    "<xdr:oneCellAnchor><xdr:pic><xdr:nvPicPr><xdr:cNvPr id='3' name='Picture 1'/></xdr:nvPicPr><xdr:blipFill>"
    "<a:blip r:embed='pic' r:link='away'/></xdr:blipFill></xdr:pic></xdr:oneCellAnchor>"
    "<xdr:oneCellAnchor><xdr:graphicFrame macro=''><xdr:nvGraphicFramePr><xdr:cNvPr id='4' name='Chart 1'/>"
    "</xdr:nvGraphicFramePr><a:graphic><a:graphicData uri='x'><c:chart r:id='chart'/></a:graphicData></a:graphic>"
    "</xdr:graphicFrame></xdr:oneCellAnchor>"
    "<xdr:oneCellAnchor><xdr:graphicFrame macro=''><xdr:nvGraphicFramePr><xdr:cNvPr id='5' name='Zqdiagram'/>"
    "</xdr:nvGraphicFramePr><a:graphic><a:graphicData uri='Zqdiagramuri'/></a:graphic></xdr:graphicFrame>"
    "</xdr:oneCellAnchor>"
    "<xdr:oneCellAnchor><mc:AlternateContent><mc:Choice Requires='a14'><xdr:sp><xdr:txBody><a:p><a:r><a:t>Zqnewer"
    "</a:t></a:r></a:p></xdr:txBody></xdr:sp></mc:Choice><mc:Fallback><xdr:sp><xdr:txBody><a:p><a:r><a:t>Zqolder"
    "</a:t></a:r></a:p></xdr:txBody></xdr:sp></mc:Fallback></mc:AlternateContent></xdr:oneCellAnchor>",
)
_CHART = part(
    "c:chartSpace",
    "<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Zqcharttitle</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    "<c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:f>'Zq tab'!$A$1</c:f><c:strCache><c:pt idx='0'>"
    "<c:v>Zqseries</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strLit><c:pt idx='0'><c:v>Zqstrlit</c:v></c:pt>"
    "</c:strLit></c:cat><c:val><c:numRef><c:f>'Zq tab'!$A$6:$B$6</c:f><c:numCache><c:formatCode>\"Zqchartcode\"0"
    "</c:formatCode><c:pt idx='0'><c:v>1</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart>"
    "<c:valAx><c:numFmt formatCode='\"Zqaxis \"0'/></c:valAx></c:plotArea></c:chart>"
    "<c:externalData r:id='data'/><c:userShapes r:id='shapes'/>",
)
_TABLE = part(
    "table",
    "<autoFilter ref='A5:B6'/><tableColumns count='2'><tableColumn id='1' name='Zqcolumn' totalsRowLabel='Zqtotal' "
    "uniqueName='Zqunique'><calculatedColumnFormula>Zqtable[two]&amp;\"Zqcalculated\"</calculatedColumnFormula>"
    "</tableColumn><tableColumn id='2' name='two'/></tableColumns><tableStyleInfo name='Zqtablestyle'/>"
    "<extLst><ext uri='{4}'><x14:table altText='Zqtablealt' altTextSummary='Zqtablesummary'/></ext></extLst>",
    "id='1' name='Zqtable' displayName='Zqtable' ref='A5:B6' comment='Zqtablecomment'",
)
_STYLES = (
    "<numFmts><numFmt numFmtId='170' formatCode='\"Zqformat \"0'/>"
    "<numFmt numFmtId='171' formatCode='\\Z\\q\\s\\l\\a\\s\\h0'/>"
    "</numFmts><fonts><font><name val='Zqfont'/></font></fonts><fills/><borders/><cellStyleXfs><xf/></cellStyleXfs>"
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='170'/></cellXfs><cellStyles><cellStyle name='Zqstyle' xfId='0'/>"
    "</cellStyles><dxfs><dxf><numFmt numFmtId='172' formatCode='\"Zqdxf\"'/></dxf></dxfs>"
    "<tableStyles defaultTableStyle='Zqtablestyle'><tableStyle name='Zqtablestyle'/></tableStyles>"
    "<extLst><ext uri='{5}'>Zqstyleext</ext></extLst>"
)
_WORKBOOK = (
    "<fileSharing userName='Zqsharing'/><workbookPr codeName='Zqbookcode'/>"
    "<mc:AlternateContent><mc:Choice Requires='x15'><x15ac:absPath url='C:\\Zqpath\\'/>"
    "</mc:Choice></mc:AlternateContent>"
    "<workbookProtection workbookPassword='Zqpassword'/><!--sheets-->"
    "<externalReferences><externalReference r:id='ext'/></externalReferences><definedNames>"
    "<definedName name='Zqname' comment='Zqnamecomment'>'Zq tab'!$A$1</definedName>"
    "<definedName name='Zqhiddenname' hidden='1'>\"Zqconstant\"</definedName>"
    "<definedName name='Zqmacroname' function='1' vbProcedure='1'>0</definedName>"
    "<definedName name='Zqawayname'>[1]a!$A$1</definedName></definedNames>"
    "<customWorkbookViews><customWorkbookView name='Zqworkbookview'/></customWorkbookViews>"
    "<pivotCaches><pivotCache cacheId='1' r:id='cache'/></pivotCaches>"
)
_SHEET_LINKS = {
    "Zq tab": {
        "link": ("hyperlink", "EXT:mailto:Zq%6Dail@x.example"),
        "printer": ("printerSettings", "../printer.bin"),
        "drawing": ("drawing", "../drawings/d.xml"),
        "vml": ("vmlDrawing", "../v.vml"),
        "back": ("image", "../media/back.png"),
        "ole": ("oleObject", "../ole.bin"),
        "control": ("control", "../ctrl.xml"),
        "table": ("table", "../tables/t.xml"),
        "notes": ("comments", "../comments.xml"),
        "threads": (f"{_MS}/2017/10/relationships/threadedComment", "../threads.xml"),
        "pivot": ("pivotTable", "../pivot.xml"),
        "slicer": (f"{_MS}/2007/relationships/slicer", "../slicer.xml"),
        "query": ("queryTable", "../query.xml"),
        "timeline": (f"{_MS}/2011/relationships/timeline", "../timeline.xml"),
    },
}
_LINKS = {
    "ext": ("externalLink", "external.xml"),
    "cache": ("pivotCacheDefinition", "cache.xml"),
    "conn": ("connections", "connections.xml"),
    "vba": (f"{_MS}/2006/relationships/vbaProject", "vba.bin"),
    "calc": ("calcChain", "calc.xml"),
    "persons": (f"{_MS}/2017/10/relationships/person", "persons.xml"),
    "slicers": (f"{_MS}/2007/relationships/slicerCache", "slicercache.xml"),
    "meta": ("sheetMetadata", "metadata.xml"),
    "log": ("revisionHeaders", "revisions.xml"),
    "users": ("usernames", "users.xml"),
    "maps": ("xmlMaps", "maps.xml"),
    "rich": (f"{_MS}/2017/06/relationships/rdRichValue", "rich.xml"),
    "unknown": ("Zqkind", "unknown.xml"),
    "macrosheet": (f"{_MS}/2006/relationships/xlMacrosheet", "macrosheet.xml"),
}
_TOP = {
    "core": (f"{_META}/core-properties", "docProps/core.xml"),
    "app": ("extended-properties", "docProps/app.xml"),
    "custom": ("custom-properties", "docProps/custom.xml"),
    "thumb": (f"{_META}/thumbnail", "docProps/thumbnail.jpeg"),
    "xml": ("customXml", "customXml/item1.xml"),
}
_DROPPED_PARTS = {
    "printer.bin": "Zqprinter",
    "v.vml": "<xml>Zqvml</xml>",
    "ole.bin": "Zqole",
    "ctrl.xml": "<p>Zqctrl</p>",
    "comments.xml": "<comments><authors><author>Zqauthor</author></authors><t>Zqcomment</t></comments>",
    "threads.xml": "<t>Zqthread</t>",
    "pivot.xml": "<p name='Zqpivot'/>",
    "slicer.xml": "<s caption='Zqslicer'/>",
    "query.xml": "<q name='Zqquery'/>",
    "timeline.xml": "<t name='Zqtimeline'/>",
    "external.xml": "<e><v>Zqexternal</v></e>",
    "cache.xml": "<c refreshedBy='Zqrefreshed'><s v='Zqcacheitem'/></c>",
    "records.xml": "<r><s v='Zqrecord'/></r>",
    "connections.xml": "<c connection='Zqconnection'/>",
    "vba.bin": "Zqvba",
    "calc.xml": "<c>Zqcalc</c>",
    "persons.xml": "<p displayName='Zqperson'/>",
    "slicercache.xml": "<s name='Zqslicercache'/>",
    "metadata.xml": "<m>Zqmetadata</m>",
    "revisions.xml": "<h userName='Zqrevision'/>",
    "users.xml": "<u name='Zqusername'/>",
    "maps.xml": "<m>Zqmaps</m>",
    "rich.xml": "<r>Zqrich</r>",
    "unknown.xml": "<x>Zqunknown</x>",
    "macrosheet.xml": "<m>Zqmacrosheet</m>",
    "Zqnobody.xml": "<x>Zqnobodytext</x>",
    "smartart.xml": "<d>Zqsmartart</d>",
}
PLANTED = book(
    {
        "Zq tab": _CELLS,
        "Zqhiddentab": "<sheetData><row><c t='inlineStr'><is><t>Zqonhidden</t></is></c></row></sheetData>",
        "Zqverytab": "<sheetData><row><c t='inlineStr'><is><t>Zqonvery</t></is></c></row></sheetData>",
    },
    workbook=_WORKBOOK,
    strings=_STRINGS,
    styles=_STYLES,
    states={"Zqhiddentab": "hidden", "Zqverytab": "veryHidden"},
    sheet_links=_SHEET_LINKS,
    links=_LINKS,
    top=_TOP,
    parts={
        **{f"xl/{name}": content.encode() for name, content in _DROPPED_PARTS.items()},
        "xl/_rels/cache.xml.rels": rels({"a": ("pivotCacheRecords", "records.xml")}),
        "xl/_rels/external.xml.rels": rels({"a": ("externalLinkPath", "EXT:file:///C:/Zqlinkpath/a.xlsx")}),
        "xl/media/back.png": _png("Zqback"),
        "xl/media/Zqmedia.png": _png("Zqexif"),
        "xl/drawings/d.xml": _DRAWING,
        "xl/drawings/_rels/d.xml.rels": rels(
            {
                "pic": ("image", "../media/Zqmedia.png"),
                "away": ("image", "EXT:file:///C:/Zqaway.png"),
                "go": ("hyperlink", "EXT:http://x.example/Zqurl"),
                "dgm": ("diagramData", "../smartart.xml"),
                "chart": ("chart", "../charts/c.xml"),
            }
        ),
        "xl/charts/c.xml": _CHART,
        "xl/tables/t.xml": _TABLE,
        "docProps/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Zqdoctitle</dc:title>'
        b"<dc:creator>Zqcreator</dc:creator><cp:lastModifiedBy>Zqlast</cp:lastModifiedBy><!-- Zqxmlcomment -->"
        b"</cp:coreProperties>",
        "docProps/app.xml": b"<p>Zqcompany</p>",
        "docProps/custom.xml": b"<p>Zqcustom</p>",
        "docProps/thumbnail.jpeg": b"Zqthumb",
        "customXml/item1.xml": b"<p>Zqcustomxml</p>",
    },
)


def planted_words(words: str) -> set[str]:
    """The planted words in a text, however their letters are spread."""
    return set(re.findall(r"(?i)z\x00?q\x00?[\w\x00]*", words))
