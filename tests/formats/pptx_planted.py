# ruff: noqa: E501 - one line of XML for each place
"""A presentation with one word planted in each place that can hold a name (leaks.md 15 to 22, 24)."""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import unquote

import openpyxl
from PIL import Image, PngImagePlugin
from tests.formats.pptx_files import Bare, package, para, run, shape, slide, xml

TOKEN = re.compile(r"(?i)z\u00ad?q[a-z\u00ad]*")
_MICROSOFT = "http://schemas.microsoft.com/office/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"


def _png(text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Zqbookcell", 3])
    book.properties.creator = "Zqbookauthor"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _frame(number: int, uri: str, inner: str, name: str = "Chart 1") -> str:
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{name}"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="10" y="10"/><a:ext cx="952500" cy="476250"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="http://schemas.openxmlformats.org/{uri}">{inner}</a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def _pic(number: int, rel: str, nv: str = "", blip: str = "", named: str = "") -> str:
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Zqname.png" {named}/><p:cNvPicPr/><p:nvPr>{nv}</p:nvPr>'
        f'</p:nvPicPr><p:blipFill><a:blip r:embed="{rel}">{blip}</a:blip></p:blipFill><p:spPr><a:xfrm>'
        '<a:off x="1" y="1"/><a:ext cx="952500" cy="476250"/></a:xfrm></p:spPr></p:pic>'
    )


_LINKS = (
    '<a:hlinkClick r:id="mail" tooltip="Zqtip" tgtFrame="Zqframe" invalidUrl="http://Zqinvalid">'
    '<a:snd r:embed="wav" name="Zqsound.wav"/></a:hlinkClick><a:hlinkMouseOver r:id="" action="ppaction://macro?name=Zqmacroname"/>'
)
_TABLE = (
    '<a:tbl><a:tblPr firstRow="1"/><a:tr><a:tc><a:txBody>{0}</a:txBody></a:tc>'
    '<a:tc hMerge="1"><a:txBody>{1}</a:txBody></a:tc></a:tr></a:tbl>'
)
_SHAPES = (
    shape(2, para(run("before Zqsp"), run("lit after")), kind="title"),
    shape(3, para(run("Zqco\u00adpy"), "<a:br/>", run("Zqafterbreak")), more='descr="Zqdescr" title="Zqtitle"'),
    shape(4, para('<a:fld id="{00000000-0000-0000-0000-000000000001}" type="datetime1"><a:t>Zqfield</a:t></a:fld>')),
    shape(5, para(f'<a:r><a:rPr lang="en-GB" bmk="Zqbmk">{_LINKS}</a:rPr><a:t>Zqlinked</a:t></a:r>')),
    shape(6, para("<a14:m><m:oMath><m:r><m:t>Zqmaths</m:t></m:r></m:oMath></a14:m>")),
    f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="7" name="Group Zqgroupname"/></p:nvGrpSpPr>{shape(8, para(run("Zqgroup")))}</p:grpSp>',
    _frame(9, "drawingml/2006/table", _TABLE.format(para(run("Zqcell")), para(run("Zqmerged")))),
    '<mc:AlternateContent><mc:Choice Requires="a14">' + shape(10, para(run("Zqchoice"))) + "</mc:Choice><mc:Fallback>"
    + shape(10, para(run("Zqfallback"))) + "</mc:Fallback></mc:AlternateContent>",
    shape(11, para(run("Zqoffslide")), box='<a:off x="-9000000" y="0"/><a:ext cx="100" cy="100"/>'),
    shape(12, para(run("Zqswitchedoff")), more='hidden="1"'),
    _pic(13, "png", blip='<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip r:embed="svg"/></a:ext></a:extLst>'),
    _pic(14, "png", nv='<a:videoFile r:link="video"/><p:extLst><p:ext uri="x"><p14:media r:embed="media"/></p:ext></p:extLst>'),
    _pic(15, "gone").replace("r:embed", "r:link"),
    _frame(16, "drawingml/2006/chart", '<c:chart r:id="chart"/>'),
    _frame(17, "drawingml/2006/diagram", '<dgm:relIds r:dm="dm" r:lo="lo" r:qs="qs" r:cs="cs"/>'),
    _frame(18, "presentationml/2006/ole", '<p:oleObj name="Zqolename" progId="Zqprog" r:id="ole"><p:embed/></p:oleObj>'),
    _frame(19, "presentationml/2006/ole", '<p:oleObj name="Sheet" r:id="book"><p:embed/></p:oleObj>'),
    '<mc:AlternateContent><mc:Choice Requires="p14"><p:contentPart r:id="ink"/></mc:Choice><mc:Fallback>'
    + _pic(20, "png") + "</mc:Fallback></mc:AlternateContent>",
    _frame(21, "x/model3d", '<p14:model r:embed="model" note="Zqmodelnote"/>'),
)  # fmt: skip
_AFTER = (
    '<p:transition><p:sndAc><p:stSnd><p:snd r:embed="wav" name="Zqtransition"/></p:stSnd></p:sndAc></p:transition>'
    '<p:timing><p:tnLst><p:par><p:cTn><p:childTnLst><p:video><p:cMediaNode><p:tgtEl><p:spTgt spid="14"/></p:tgtEl>'
    '</p:cMediaNode></p:video><p:set><p:to><p:strVal val="Zqtiming"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    '</p:tnLst></p:timing><p:extLst><p:ext uri="{Zqexturi}"><p14:creationId val="1"/></p:ext></p:extLst>'
)
_SLIDE = (
    slide("sld", *_SHAPES, name="Zqslidename", after=_AFTER, attributes='xmlns:Zqprefix="urn:Zqnamespace" Zqprefix:x="Zqforeign"')
    .replace(b"<p:cSld", b"<!-- Zqxmlcomment --><?zqpi Zqinstruction?><p:cSld", 1)
    .replace(
        b"</p:spTree>",
        b'</p:spTree><p:custDataLst><p:tags r:id="tags"/></p:custDataLst>'
        b'<p:controls><p:control name="Zqcontrol" r:id="control"/></p:controls>',
    )
)  # fmt: skip
_CHART = xml(
    "c:chartSpace",
    "<c:pivotSource><c:name>[Zqpivot.xlsx]Sheet1!P</c:name></c:pivotSource><c:chart><c:title><c:tx><c:rich>"
    + para(run("Zqcharttitle"))
    + "</c:rich></c:tx></c:title><c:ser><c:tx><c:strRef><c:f>'Zqsheet'!$B$1</c:f><c:strCache><c:pt idx=\"0\">"
    "<c:v>Zqseries</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>"
    '<c:pt idx="0"><c:v>Zqcategory</c:v></c:pt></c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat><c:val>'
    '<c:numRef><c:numCache><c:formatCode>"Zqformat"0</c:formatCode><c:pt idx="0" formatCode="&quot;Zqpoint&quot;0">'
    "<c:v>3</c:v></c:pt></c:numCache></c:numRef></c:val><c:extLst><c:ext uri=\"{02D57815-91ED-43cb-92C2-25804820EDAC}\">"
    "<c15:datalabelsRange><c15:f>Sheet1!$A$1</c15:f><c15:dlblRangeCache><c:pt idx=\"0\"><c:v>Zqlabelrange</c:v></c:pt>"
    '</c15:dlblRangeCache></c15:datalabelsRange></c:ext><c:ext uri="{x}"><c15:filteredSeriesTitle><c15:tx>'
    "<c:v>Zqfiltered</c:v></c15:tx></c15:filteredSeriesTitle></c:ext></c:extLst></c:ser></c:chart>"
    '<c:externalData r:id="book"/><c:printSettings><c:headerFooter><c:oddHeader>Zqprint</c:oddHeader></c:headerFooter>'
    '</c:printSettings><c:userShapes r:id="user"/>',
)  # fmt: skip
_DATA = xml(
    "dgm:dataModel",
    '<dgm:ptLst><dgm:pt modelId="1"><dgm:prSet phldrT="Zqprompt" presName="Zqpres name"/><dgm:t>'
    + para(run("Zqdiagram"))
    + '</dgm:t></dgm:pt></dgm:ptLst><dgm:extLst><a:ext uri="http://schemas.microsoft.com/office/drawing/2008/diagram">'
    '<dsp:dataModelExt relId="drawn"/></a:ext></dgm:extLst>',
)
_DIAGRAM_DRAWING = xml(
    "dsp:drawing", '<dsp:spTree><dsp:sp><dsp:nvSpPr><dsp:cNvPr id="0" name="Zqdspname" descr="Zqdspdescr"/></dsp:nvSpPr><dsp:txBody>'
    + para(run("Zqdrawn")) + "</dsp:txBody></dsp:sp></dsp:spTree>",
)  # fmt: skip
_MAIN = xml(
    "p:presentation",
    '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="m"/></p:sldMasterIdLst><p:notesMasterIdLst>'
    '<p:notesMasterId r:id="nm"/></p:notesMasterIdLst><p:handoutMasterIdLst><p:handoutMasterId r:id="hm"/>'
    '</p:handoutMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="s"/><p:sldId id="257" r:id="h"/></p:sldIdLst>'
    '<p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="1" cy="1"/><p:embeddedFontLst><p:embeddedFont>'
    '<p:font typeface="Zqembedded"/><p:regular r:id="font"/></p:embeddedFont></p:embeddedFontLst><p:custShowLst>'
    '<p:custShow name="Zqshow" id="0"><p:sldLst><p:sld r:id="s"/></p:sldLst></p:custShow></p:custShowLst>'
    '<p:modifyVerifier hashData="Zqhash"/><p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst>'
    '<p14:section name="Zqsection" id="{00000000-0000-0000-0000-000000000002}"><p14:sldIdLst><p14:sldId id="256"/>'
    "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>",
)
_LAYOUTS = '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="l"/><p:sldLayoutId id="2147483650" r:id="u"/></p:sldLayoutIdLst>'
_TO_MASTER = {"m": ("slideMaster", "/ppt/master.xml")}
_COMMENTS = '<p:cm authorId="0"><p:text>Zqcomment</p:text></p:cm>'
PARTS: dict[str, Bare] = {
    "ppt/presentation.xml": Bare(
        _MAIN,
        {
            "m": ("slideMaster", "/ppt/master.xml"),
            "nm": ("notesMaster", "/ppt/notesmaster.xml"),
            "hm": ("handoutMaster", "/ppt/handout.xml"),
            "s": ("slide", "/ppt/slides/Zqslidepart.xml"),
            "h": ("slide", "/ppt/slides/hidden.xml"),
            "o": ("slide", "/ppt/slides/orphan.xml"),
            "t": ("theme", "/ppt/theme.xml"),
            "ts": ("tableStyles", "/ppt/tablestyles.xml"),
            "pp": ("presProps", "/ppt/presprops.xml"),
            "vp": ("viewProps", "/ppt/viewprops.xml"),
            "ca": ("commentAuthors", "/ppt/commentauthors.xml"),
            "au": (_MICROSOFT + "2018/10/relationships/authors", "/ppt/authors.xml"),
            "vba": (_MICROSOFT + "2006/relationships/vbaProject", "/ppt/vbaProject.bin"),
            "rev": (_MICROSOFT + "2015/10/relationships/revisionInfo", "/ppt/revision.xml"),
            "chg": (_MICROSOFT + "2016/11/relationships/changesInfo", "/ppt/changes.xml"),
            "font": ("font", "/ppt/fonts/font1.fntdata"),
            "tags": ("tags", "/ppt/tags/tag0.xml"),
            "pr": ("printerSettings", "/ppt/printer.bin"),
            "cx": ("customXml", "/customXml/item1.xml"),
            "unk": ("Zqunknownkind", "/ppt/unknown.xml"),
        },
    ),
    "ppt/slides/Zqslidepart.xml": Bare(
        _SLIDE,
        {
            "l": ("slideLayout", "/ppt/layout.xml"),
            "n": ("notesSlide", "/ppt/notes.xml"),
            "mail": ("hyperlink", "mailto:Zqmail@x.example"),
            "wav": ("audio", "/ppt/media/a.wav"),
            "png": ("image", "/ppt/media/Zqpicture.png"),
            "svg": ("image", "/ppt/media/a.svg"),
            "gone": ("image", "file:///C:/Zqlinkedpicture.png"),
            "video": ("video", "/ppt/media/a.mp4"),
            "media": (_MICROSOFT + "2007/relationships/media", "/ppt/media/a.mp4"),
            "chart": ("chart", "/ppt/chart.xml"),
            "dm": ("diagramData", "/ppt/data.xml"),
            "lo": ("diagramLayout", "/ppt/dlayout.xml"),
            "qs": ("diagramQuickStyle", "/ppt/dstyle.xml"),
            "cs": ("diagramColors", "/ppt/dcolors.xml"),
            "drawn": (_MICROSOFT + "2007/relationships/diagramDrawing", "/ppt/drawn.xml"),
            "ole": ("oleObject", "/ppt/embeddings/ole.bin"),
            "book": ("package", "/ppt/embeddings/ole.xlsx"),
            "ink": ("customXml", "/ppt/ink.xml"),
            "model": (_MICROSOFT + "2017/06/relationships/model3d", "/ppt/media/a.glb"),
            "tags": ("tags", "/ppt/tags/tag1.xml"),
            "control": ("control", "/ppt/activeX/a.xml"),
            "vml": ("vmlDrawing", "/ppt/old.vml"),
            "cm": ("comments", "/ppt/comments.xml"),
            "th": (_MICROSOFT + "2018/10/relationships/comments", "/ppt/modern.xml"),
        },
    ),
    "ppt/slides/hidden.xml": Bare(
        slide("sld", shape(2, para(run("Zqhiddenslide"))), attributes='show="0"'), {"l": ("slideLayout", "/ppt/layout.xml")}
    ),
    "ppt/slides/orphan.xml": Bare(slide("sld", shape(2, para(run("Zqorphanslide")))), {"l": ("slideLayout", "/ppt/layout.xml")}),
    "ppt/notes.xml": Bare(
        slide("notes", shape(2, para(run("Zqnotes")), kind="body"), shape(3, para(run("Zqnoteheader")), kind="hdr")),
        {"s": ("slide", "/ppt/slides/Zqslidepart.xml"), "nm": ("notesMaster", "/ppt/notesmaster.xml")},
    ),
    "ppt/master.xml": Bare(
        slide("sldMaster", shape(2, para(run("Zqmaster"))), _pic(3, "logo"), after=_LAYOUTS),
        {
            "l": ("slideLayout", "/ppt/layout.xml"),
            "u": ("slideLayout", "/ppt/unused.xml"),
            "t": ("theme", "/ppt/theme.xml"),
            "logo": ("image", "/ppt/media/logo.png"),
        },
    ),
    "ppt/layout.xml": Bare(slide("sldLayout", shape(2, para(run("Zqlayout"))), name="Zqlayoutname"), _TO_MASTER),
    "ppt/unused.xml": Bare(slide("sldLayout", shape(2, para(run("Zqunused")))), _TO_MASTER),
    "ppt/notesmaster.xml": Bare(slide("notesMaster", shape(2, para(run("Zqnotesmaster")))), {"t": ("theme", "/ppt/theme.xml")}),
    "ppt/handout.xml": Bare(slide("handoutMaster", shape(2, para(run("Zqhandout")))), {"t": ("theme", "/ppt/theme.xml")}),
    "ppt/theme.xml": Bare(
        xml(
            "a:theme",
            '<a:themeElements><a:clrScheme name="Zqcolours"/><a:fontScheme name="Zqfonts"><a:majorFont>'
            '<a:latin typeface="Zqtypeface"/></a:majorFont></a:fontScheme></a:themeElements><a:objectDefaults><a:spDef>'
            '<a:lstStyle><a:x note="Zqdefault"/></a:lstStyle></a:spDef></a:objectDefaults><a:custClrLst>'
            '<a:custClr name="Zqcustomcolour"/></a:custClrLst>',
            'name="Zqtheme"',
        )
    ),
    "ppt/tablestyles.xml": Bare(xml("a:tblStyleLst", '<a:tblStyle styleId="{x}" styleName="Zqtablestyle"/>')),
    "ppt/presprops.xml": Bare(xml("p:presentationPr", '<p:htmlPubPr title="Zqpresprops"/>')),
    "ppt/viewprops.xml": Bare(xml("p:viewPr", '<p:x note="Zqviewprops"/>')),
    "ppt/commentauthors.xml": Bare(xml("p:cmAuthorLst", '<p:cmAuthor name="Zqcommentauthor" initials="Zqi"/>')),
    "ppt/comments.xml": Bare(xml("p:cmLst", _COMMENTS)),
    "ppt/authors.xml": Bare(xml("p188:authorLst", '<p188:author name="Zqmodernauthor" userId="Zquser"/>')),
    "ppt/modern.xml": Bare(xml("p188:cmLst", f"<p188:cm><p188:txBody>{para(run('Zqthread'))}</p188:txBody></p188:cm>")),
    "ppt/vbaProject.bin": Bare(b"Zqmacro"),
    "ppt/revision.xml": Bare(b"<r>Zqrevision</r>"),
    "ppt/changes.xml": Bare(b"<r>Zqchanges</r>"),
    "ppt/fonts/font1.fntdata": Bare(b"Zqfontdata"),
    "ppt/tags/tag0.xml": Bare(xml("p:tagLst", '<p:tag name="Zqtagname" val="Zqtagvalue"/>')),
    "ppt/tags/tag1.xml": Bare(xml("p:tagLst", '<p:tag name="A" val="Zqslidetag"/>')),
    "ppt/printer.bin": Bare(b"Zqprinter"),
    "ppt/unknown.xml": Bare(b"<r>Zqunknown</r>"),
    "customXml/item1.xml": Bare(b"<r>Zqcustomxml</r>"),
    "ppt/media/a.wav": Bare(b"RIFF Zqwave"),
    "ppt/media/Zqpicture.png": Bare(_png("Zqpngtext")),
    "ppt/media/logo.png": Bare(_png("Zqlogotext")),
    "ppt/media/a.svg": Bare(b"<svg>Zqvector</svg>"),
    "ppt/media/a.mp4": Bare(b"Zqvideo"),
    "ppt/media/a.glb": Bare(b"Zqmodel"),
    "ppt/chart.xml": Bare(
        _CHART,
        {
            "book": ("package", "/ppt/embeddings/chart.xlsx"),
            "user": ("chartUserShapes", "/ppt/user.xml"),
            "st": (_MICROSOFT + "2011/relationships/chartStyle", "/ppt/chartstyle.xml"),
        },
    ),
    "ppt/user.xml": Bare(
        xml("c:userShapes", f'<cdr:sp><cdr:nvSpPr><cdr:cNvPr id="2" name="Zqusername"/></cdr:nvSpPr><cdr:txBody>{para(run("Zqusershape"))}</cdr:txBody></cdr:sp>')
    ),
    "ppt/chartstyle.xml": Bare(b"<r>Zqchartstyle</r>"),
    "ppt/embeddings/chart.xlsx": Bare(_workbook()),
    "ppt/embeddings/ole.xlsx": Bare(_workbook()),
    "ppt/embeddings/ole.bin": Bare(b"Zqole"),
    "ppt/activeX/a.xml": Bare(b"<r>Zqactivex</r>"),
    "ppt/old.vml": Bare(b"<r>Zqvml</r>"),
    "ppt/ink.xml": Bare(b"<r>Zqink</r>"),
    "ppt/data.xml": Bare(_DATA),
    "ppt/dlayout.xml": Bare(xml("dgm:layoutDef", '<dgm:title val="Zqdiagramtitle"/><dgm:desc val="Zqdiagramdesc"/>')),
    "ppt/dstyle.xml": Bare(xml("dgm:styleDef", "")),
    "ppt/dcolors.xml": Bare(xml("dgm:colorsDef", "")),
    "ppt/drawn.xml": Bare(_DIAGRAM_DRAWING),
    "docProps/core.xml": Bare(
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Zqdoctitle</dc:title><dc:creator>Zqcreator</dc:creator>'
        b"<cp:keywords>Zqkeyword</cp:keywords><cp:lastModifiedBy>Zqlastby</cp:lastModifiedBy></cp:coreProperties>"
    ),
    "docProps/app.xml": Bare(b"<p>Zqcompany</p>"),
    "docProps/custom.xml": Bare(b"<p>Zqcustomproperty</p>"),
    "docProps/thumbnail.jpeg": Bare(b"Zqthumbnail"),
    "ppt/Zqloose.xml": Bare(b"<x/>"),
}  # fmt: skip
_TOP = {
    "d": ("officeDocument", "/ppt/presentation.xml"),
    "c": (_PACKAGE + "core-properties", "/docProps/core.xml"),
    "a": ("extended-properties", "/docProps/app.xml"),
    "u": ("custom-properties", "/docProps/custom.xml"),
    "t": (_PACKAGE + "thumbnail", "/docProps/thumbnail.jpeg"),
}
PLANTED = package(PARTS, _TOP, comment=b"Zqzipcomment")


def everything_within(data: bytes, depth: int = 0) -> str:
    """Every member of a zip, and of zips within it, as text: names, bytes, and without tags so that runs join."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found.append(archive.comment.decode("latin-1"))
        for name in archive.namelist():
            content = archive.read(name)
            found += [name, content.decode("utf-8", "replace"), content.decode("utf-16-le", "replace")]
            if content.startswith(b"PK") and depth < 3:
                found.append(everything_within(content, depth + 1))
    joined = "\n".join(found)
    return unquote(joined) + "\n" + re.sub(r"<[^>]*>", "", joined)


def planted(text: str) -> set[str]:
    return {token.replace("\u00ad", "").lower() for token in TOKEN.findall(text)}
