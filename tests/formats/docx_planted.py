"""A Word file with one planted word for each place that can hold a name (leaks.md 13 to 22), and a search for them.

The search shares nothing with the program: it opens every zip within a zip and reads bytes, names and texts.
"""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import unquote

from PIL import Image, PngImagePlugin
from tests.formats.docx_files import bare, para, part, run


def _png(text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


_DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/>'
    '<wp:docPr id="1" name="Zqname.png" descr="Zqdescr" title="Zqtitle"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="Zqfile.png" descr="Zqinner"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="media_Zqpart.png"/></pic:blipFill><pic:spPr/></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_CHART = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/><wp:docPr id="2" name="x"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="chart.xml"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def _box(choice: str, fallback: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="3" name="b"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx><w:txbxContent>{choice}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        '<v:shape id="Zqshape" alt="Zqalt" o:gfxdata="Zqgfx" style="width:10pt"><v:textbox><w:txbxContent>'
        f"{fallback}</w:txbxContent></v:textbox></v:shape>"
        '<v:shape id="s2"><v:textpath string="Zqwordart"/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    )


def _field(instruction: str, result: str) -> str:
    half = len(instruction) // 2
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:fldData>Zqflddata</w:fldData></w:fldChar></w:r>'
        f"<w:r><w:instrText>{instruction[:half]}</w:instrText></w:r>"
        f"<w:r><w:instrText>{instruction[half:]}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_FORM_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Zqfieldname"/><w:helpText w:val="Zqhelp"/>'
    '<w:statusText w:val="Zqstatus"/><w:entryMacro w:val="Zqentry"/><w:textInput><w:default w:val="Zqdefault"/>'
    '</w:textInput><w:ddList><w:listEntry w:val="Zqentryitem"/></w:ddList></w:ffData></w:fldChar></w:r>'
    '<w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_SMART = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/><wp:docPr id="9" name="x" descr="Zqsmartdescr"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">'
    '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="diagrams_data1.xml"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_LINKED_PICTURE = (
    '<w:r><w:drawing><wp:anchor><wp:extent cx="95250" cy="95250"/><wp:docPr id="7" name="Zqanchor">'
    '<a:hlinkClick r:id="pictured" tooltip="Zqclicktip"/></wp:docPr><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="outside">'
    '<a:extLst><a:ext uri="Zqext"><a:t>Zqextension</a:t></a:ext></a:extLst></a:blip></pic:blipFill><pic:spPr/>'
    "</pic:pic>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)
_OLD_SHAPES = (
    '<w:r><w:pict><v:shapetype id="Zqshapetype" o:spt="75"/><v:shape id="s3" href="file:///C:/Zqhref" '
    'target="Zqtargetframe" title="Zqshapetitle"><v:imagedata r:id="media_Zqpart.png" o:title="Zqimagetitle" '
    'o:href="Zqimagehref"/></v:shape></w:pict></w:r>'
    '<w:r><w:object><v:shape id="s4" alt="Zqobjectalt"/><o:OLEObject ProgID="Zqprogram" ShapeID="s4" '
    'ObjectID="Zqobjectid" r:id="embeddings_oleObject1.bin"/><w:control w:name="Zqcontrolname" w:shapeid="s4"/>'
    "</w:object></w:r>"
)
_MORE = [
    para(_FORM_FIELD),
    para(_SMART),
    para(_LINKED_PICTURE),
    para(_OLD_SHAPES),
    para(_field(' HYPERLINK "https://x.example/Zqfieldurl" \\o "Zqfieldtip" ', "kept")),
    para(_field(' INCLUDEPICTURE "Zqpicturepath.png" ', "kept")),
    para(_field(" SET Zqsetname Zqsetvalue ", "kept")),
    para(
        '<w:moveFromRangeStart w:id="4" w:name="Zqmoverange" w:author="Zqmoveauthor"/>',
        run("x"),
        '<w:moveFromRangeEnd w:id="4"/><w:permStart w:id="5" w:ed="Zqeditor"/>',
        run("y"),
        '<w:permEnd w:id="5"/><w:proofErr w:type="Zqproof"/>',
    ),
    para(
        '<w:pPr><w:numPr><w:numberingChange w:original="Zqoldnumber" w:author="Zqnumberauthor"/></w:numPr>'
        '<w:pPrChange w:author="Zqparagraphauthor"><w:pPr><w:pStyle w:val="Zqoldstyle"/></w:pPr></w:pPrChange></w:pPr>',
        run("changed"),
    ),
    para(
        '<w:sdt><w:sdtPr><w:placeholder><w:docPart w:val="Zqplaceholder"/></w:placeholder><w:docPartList>'
        '<w:docPartGallery w:val="Zqgallery"/><w:docPartCategory w:val="Zqcategory"/></w:docPartList>'
        '<w:dataBinding w:prefixMappings="xmlns:a=\'Zqmapping\'" w:storeItemID="Zqstore"/><w:date w:fullDate="Zqdate"/>'
        "</w:sdtPr><w:sdtContent>",
        run("z"),
        "</w:sdtContent></w:sdt>",
    ),
    para('<w:del w:author="x"><w:r><w:delInstrText> REF Zqdeletedfield </w:delInstrText></w:r></w:del>', run("a")),
    para(
        '<w:r><w:sym w:font="Zqsymbolfont" w:char="F041"/></w:r>',
        run("b", '<w:rPr><w:rFonts w:ascii="Zqrunfont"/></w:rPr>'),
    ),
    para("<!--Zqxmlcomment-->", run("c"), "<?Zqinstruction Zqdata?>"),
    para('<w:r w:rsidR="Zqrsid" xmlns:zq="urn:Zqnamespace" zq:note="Zqforeignvalue"><w:t>d</w:t></w:r>'),
    para('<w:r><w:endnoteReference w:id="2"/></w:r>'),
    '<w:tbl><w:tblPr><w:tblStyle w:val="ZqStyleId"/></w:tblPr><w:tr><w:trPr><w:ins w:author="Zqrowauthor"/></w:trPr>'
    f'<w:tc><w:tcPr><w:cellIns w:author="Zqcellauthor"/></w:tcPr>{para(run("e"))}</w:tc></w:tr></w:tbl>',
]


def _inner_package() -> bytes:
    """An embedded workbook, as charts and objects carry them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"Zqinnercomment"
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>Zqinnercell</t></si></sst>")
        archive.writestr("xl/Zqinnerpart.xml", "<x/>")
    return buffer.getvalue()


_BODY = "".join(
    [
        para(run("before Zqsp"), '<w:bookmarkStart w:id="1" w:name="Zqbookmark"/>', run("lit after")),
        para(run("Zqco"), "<w:r><w:softHyphen/></w:r>", run("py")),
        para('<w:r><w:sym w:font="Calibri" w:char="F05A"/></w:r>', run("qsym")),
        para("<w:r><w:ruby><w:rt>", run("Zqruby"), "</w:rt><w:rubyBase>", run("base"), "</w:rubyBase></w:ruby></w:r>"),
        para("<m:oMath><m:r><m:t>Zqmaths</m:t></m:r></m:oMath>"),
        para(run("Zqhidden", "<w:rPr><w:vanish/></w:rPr>")),
        para(
            '<w:sdt><w:sdtPr><w:alias w:val="Zqalias"/><w:tag w:val="Zqtag"/><w:dropDownList>'
            '<w:listItem w:displayText="Zqshown" w:value="Zqvalue"/></w:dropDownList>'
            '<w:dataBinding w:xpath="/Zqbinding"/></w:sdtPr><w:sdtContent>',
            run("Zqcontrol"),
            "</w:sdtContent></w:sdt>",
        ),
        para(
            '<w:ins w:author="Zqauthor">',
            run("Zqins"),
            '</w:ins><w:del w:author="Zqdeleter"><w:r>',
            "<w:delText>Zqdeleted</w:delText></w:r></w:del>",
        ),
        para('<w:moveFrom w:author="Zqmover">', run("Zqmoved"), "</w:moveFrom>", run("rest")),
        para(run("x", '<w:rPr><w:b/><w:rPrChange w:author="Zqformat"><w:rPr/></w:rPrChange></w:rPr>')),
        para(_box(para(run("Zqchoice")), para(run("Zqfallback")))),
        para(_field(' HYPERLINK "mailto:Zqmail@x.example" ', "Zqresult")),
        para(_field(' INCLUDETEXT "C:\\Zqpath\\a.docx" ', "kept")),
        para(_field(" REF Zqbookmark \\h ", "kept")),
        para('<w:fldSimple w:instr=" DOCPROPERTY Zqprop ">', run("kept"), "</w:fldSimple>"),
        para('<w:hyperlink r:id="link" w:tooltip="Zqtip" w:anchor="Zqbookmark">', run("Zqlinked"), "</w:hyperlink>"),
        para('<w:commentRangeStart w:id="0"/>', run("c"), '<w:r><w:commentReference w:id="0"/></w:r>'),
        para(_DRAWING),
        para(_CHART),
        '<w:tbl><w:tblPr><w:tblCaption w:val="Zqcaption"/><w:tblDescription w:val="Zqtabledescr"/></w:tblPr>',
        f"<w:tr><w:tc>{para(run('Zqcell'))}</w:tc></w:tr></w:tbl>",
        para('<w:pPr><w:pStyle w:val="ZqStyleId"/></w:pPr>', run("styled")),
        para('<w:r><w:footnoteReference w:id="2"/></w:r>'),
        '<w:customXml w:element="Zqelement">',
        para(run("Zqwrapped")),
        "</w:customXml>",
        para('<w:smartTag w:uri="Zquri" w:element="PersonName">', run("Zqsmart"), "</w:smartTag>"),
        *_MORE,
        '<w:sectPr><w:headerReference w:type="first" r:id="header1.xml"/>'
        '<w:footerReference w:type="even" r:id="footer1.xml"/></w:sectPr>',
    ]
)
_PARTS: dict[str, tuple[str, bytes]] = {
    "media/Zqpart.png": ("image", _png("Zqexif")),
    "chart.xml": ("chart", b"<chart>Zqchart</chart>"),
    "header1.xml": ("header", part("hdr", para(run("Zqheader")))),
    "footer1.xml": ("footer", part("ftr", para(run("Zqfooter")))),
    "footnotes.xml": (
        "footnotes",
        part(
            "footnotes",
            f'<w:footnote w:id="2">{para(run("Zqnote"))}</w:footnote>'
            f'<w:footnote w:id="3">{para(run("Zqorphan"))}</w:footnote>',
        ),
    ),
    "comments.xml": ("comments", part("comments", para(run("Zqcomment")))),
    "people.xml": ("people", b"<people>Zqperson</people>"),
    "styles.xml": (
        "styles",
        part(
            "styles",
            '<w:style w:type="paragraph" w:styleId="ZqStyleId"><w:name w:val="Zqstylename"/>'
            '<w:aliases w:val="Zqstylealias"/><w:link w:val="Zqstylelink"/></w:style>'
            '<w:latentStyles><w:lsdException w:name="Zqlatent"/></w:latentStyles>',
        ),
    ),
    "settings.xml": (
        "settings",
        part(
            "settings",
            '<w:zoom w:percent="100"/><w:docVars><w:docVar w:name="Zqvar" w:val="Zqvarvalue"/></w:docVars>'
            '<w:mailMerge><w:query w:val="Zqquery"/><w:connectString w:val="Zqconnect"/></w:mailMerge>'
            '<w:attachedSchema w:val="Zqschema"/><w:smartTagType w:name="Zqtagtype"/><w:captions>'
            '<w:caption w:name="Zqcaptionname"/></w:captions><w:saveThroughXslt w:solutionID="Zqxslt"/>'
            '<w:rsids><w:rsid w:val="00AA00AA"/></w:rsids>',
        ),
    ),
    "numbering.xml": (
        "numbering",
        part(
            "numbering",
            '<w:abstractNum w:abstractNumId="0"><w:name w:val="Zqlistname"/><w:lvl w:ilvl="0">'
            '<w:lvlText w:val="Zqlabel %1."/></w:lvl></w:abstractNum>',
        ),
    ),
    "fontTable.xml": (
        "fontTable",
        part("fonts", '<w:font w:name="Zqfont"><w:altName w:val="Zqaltfont"/><w:embedRegular r:id="f"/></w:font>'),
    ),
    "glossary/document.xml": ("glossaryDocument", part("glossaryDocument", para(run("Zqblock")))),
    "embeddings/oleObject1.bin": ("oleObject", b"Zqole"),
    "embeddings/inner.xlsx": ("package", _inner_package()),
    "diagrams/data1.xml": ("diagramData", b"<d>Zqdiagram</d>"),
    "diagrams/drawing1.xml": ("diagramDrawing", b"<d>Zqdiagramdrawing</d>"),
    "endnotes.xml": ("endnotes", part("endnotes", f'<w:endnote w:id="2">{para(run("Zqendnote"))}</w:endnote>')),
    "commentsExtended.xml": ("commentsExtended", b"<c>Zqcommentsextended</c>"),
    "commentsIds.xml": ("commentsIds", b"<c>Zqcommentsids</c>"),
    "theme/theme1.xml": (
        "theme",
        b'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Zqtheme"><a:themeElements>'
        b'<a:clrScheme name="Zqcolours"/><a:fontScheme name="Zqfonts"><a:majorFont><a:latin typeface="Zqtypeface"/>'
        b"</a:majorFont></a:fontScheme></a:themeElements></a:theme>",
    ),
    "activeX/activeX1.xml": ("control", b"<a>Zqactivex</a>"),
    "ink/ink1.xml": ("customXml", b"<i>Zqink</i>"),
    "afchunk.htm": ("attachedToolbars", b"Zqtoolbars"),
    "stylesWithEffects.xml": ("stylesWithEffects", part("styles", '<w:style w:styleId="Zqeffects"/>')),
    "keyMap.bin": ("keyMapCustomizations", b"Zqkeymap"),
    "vbaProject.bin": ("vbaProject", b"Zqmacro"),
    "webSettings.xml": ("webSettings", part("webSettings", "Zqweb")),
    "printerSettings1.bin": ("printerSettings", b"Zqprinter"),
    "recipients.xml": ("recipientData", b"<r>Zqrecipient</r>"),
    "unknown.xml": ("ZqUnknownKind", b"<r>Zqunknown</r>"),
}
_CORE = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Zqdoctitle</dc:title><dc:creator>Zqcreator</dc:creator>'
    b"<cp:keywords>Zqkeyword</cp:keywords><cp:lastModifiedBy>Zqlast</cp:lastModifiedBy>"
    b"<dc:subject>Zqabout</dc:subject><dc:description>Zqremarks</dc:description><cp:category>Zqkind</cp:category>"
    b"<cp:contentStatus>Zqcontentstatus</cp:contentStatus></cp:coreProperties>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TOP: dict[str, tuple[str, bytes]] = {
    "docProps/core.xml": (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        _CORE,
    ),
    "docProps/app.xml": (
        _OFFICE + "extended-properties",
        b"<p>Zqcompany<m>Zqmanager</m><t>Zqtemplate</t><h>Zqbase</h></p>",
    ),
    "docProps/custom.xml": (_OFFICE + "custom-properties", b"<p>Zqcustom</p>"),
    "docProps/thumbnail.jpeg": (_OFFICE.replace("officeDocument", "package") + "metadata/thumbnail", b"Zqthumb"),
    "customXml/item1.xml": (_OFFICE + "customXml", b"<p>Zqcustomxml</p>"),
    "_xmlsignatures/sig1.xml": (
        _OFFICE.replace("officeDocument", "package") + "digital-signature/signature",
        b"<s>Zqsigner</s>",
    ),
    "docMetadata/LabelInfo.xml": (
        "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
        b"<l>Zqsensitivity</l>",
    ),
}


def _planted() -> bytes:
    data = bare(
        _BODY,
        parts=_PARTS,
        links={
            "link": "mailto:Zqtarget@x.example",
            "pictured": "https://x.example/Zqpictured",
            "outside": "file:///C:/Zqoutside.png",
            "Zqrelationid": "https://x.example/Zqunused",
        },
        extra={"word/Zqorphanpart.xml": b"<x/>", "word/_rels/Zqstray.xml.rels": b"<x/>"},
        top=_TOP,
    )
    buffer = io.BytesIO(b"Zqprefix" + data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"Zqzipcomment"
    return buffer.getvalue()


PLANTED = _planted()
TOKEN = re.compile(r"(?i)z\u00ad?q[\w\u00ad]{2,}")
"""Two letters alone stand in packed bytes by chance."""


def _readings(data: bytes, depth: int) -> list[str]:
    """The bytes themselves, and every member of a zip: its name, its content, and what is zipped within it."""
    found = [data.decode("utf-8", "replace"), data.decode("utf-16-le", "replace")]
    if data[:4] == b"PK\x03\x04" or depth == 0:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found.append(archive.comment.decode("latin-1"))
            for info in archive.infolist():
                found += [info.filename, info.comment.decode("latin-1"), *_readings(archive.read(info), depth + 1)]
    return found


def everything_in(data: bytes) -> str:
    """All readings of a file; XML once more without its tags, so that runs join."""
    joined = "\n".join(_readings(data, 0))
    return unquote(joined) + "\n" + re.sub(r"<[^>]*>", "", joined)


def planted_words(data: bytes) -> set[str]:
    """Every planted word that is left anywhere, joined over runs or not."""
    return {word.replace("\u00ad", "").lower() for word in TOKEN.findall(everything_in(data))}


def surfaces(data: bytes) -> set[str]:
    """The planted words as they lie in the file, none of them made by joining."""
    joined = "\n".join(_readings(data, 0))
    return {word.lower() for word in re.findall(r"(?i)zq[a-z]{2,}", joined)}
