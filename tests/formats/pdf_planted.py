"""One PDF with an invented name on every surface beside the words on its pages."""

from __future__ import annotations

import io
import itertools
import re
import string
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from tests.formats.pdf_files import drawn, lines

STEM = "Vrokhel"
TOKEN = re.compile(rf"{STEM}[a-z]{{2}}", re.IGNORECASE)


class Planter:
    """Hands out names, one for each surface."""

    def __init__(self) -> None:
        self.surfaces: dict[str, str] = {}
        self._letters: Iterator[tuple[str, ...]] = itertools.product(string.ascii_lowercase, repeat=2)

    def __call__(self, surface: str) -> str:
        assert surface not in self.surfaces, surface
        self.surfaces[surface] = STEM + "".join(next(self._letters))
        return self.surfaces[surface]


def recode(text: str) -> str:
    """What a plan would put there."""
    return TOKEN.sub("SW1", text)


def planted() -> tuple[bytes, dict[str, str]]:
    """The file, and the name planted on each surface."""
    token = Planter()
    data = drawn(lines("An ordinary page."), lines("A second page."), title=f"Report on {token('title in Info')}")
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for plant in (_properties, _catalogue, _tags, _page, _fonts, _annotations, _pictures, _layers, _content):
            plant(pdf, token)
        _old_revision(pdf, token)
        pdf.save(buffer, static_id=False, deterministic_id=True, compress_streams=False)
    tail = b"\n% " + token("bytes after the end").encode() + b"\n"
    return buffer.getvalue() + tail, token.surfaces


def _properties(pdf: Any, token: Planter) -> None:
    for key in ("Author", "Subject", "Keywords", "Creator", "Producer"):
        pdf.docinfo[f"/{key}"] = token(f"Info {key}")
    pdf.docinfo["/Case"] = token("custom Info value")
    pdf.docinfo[f"/{token('custom Info key')}"] = "1"
    element = token("XMP element")
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:k="urn:k">'
        f"<dc:creator>{token('XMP creator')}</dc:creator><k:{element}>1</k:{element}>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.pages[0].obj.Metadata = pdf.make_stream(token("XMP of a page").encode(), Type=Name.Metadata)
    pdf.Root.PieceInfo = Dictionary(App=Dictionary(Private=String(token("PieceInfo"))))
    pdf.trailer.Extra = String(token("unknown trailer key"))


def _catalogue(pdf: Any, token: Planter) -> None:
    page = pdf.pages[0].obj
    pdf.Root.Lang = String("en-GB")
    pdf.Root.Custom = String(token("unknown catalogue key"))
    pdf.Root.URI = Dictionary(Base=String(f"https://example.org/{token('base address')}"))
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{token('script')}')"))
    attachment = pdf.make_stream(token("attached file").encode(), Type=Name.EmbeddedFile)
    spec = Dictionary(
        Type=Name.Filespec,
        F=String(token("name of an attached file")),
        Desc=String(token("description of an attached file")),
        EF=Dictionary(F=attachment),
    )
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String(token("name of a script")), script])),
        EmbeddedFiles=Dictionary(Names=Array([String("a"), pdf.make_indirect(spec)])),
        Dests=Dictionary(Names=Array([String(token("named destination")), Array([page, Name.Fit])])),
    )
    pdf.Root.Dests = Dictionary({f"/{token('old named destination')}": Array([page, Name.Fit])})
    pdf.Root.AF = Array([pdf.make_indirect(Dictionary(Type=Name.Filespec, UF=String(token("associated file"))))])
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(token("action on opening")))
    pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String(token("action on closing"))))
    pdf.Root.Collection = Dictionary(Schema=Dictionary(N=String(token("portfolio"))))
    pdf.Root.Perms = Dictionary(DocMDP=Dictionary(Type=Name.Sig, Name=String(token("permissions signature"))))
    thread = pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Title=String(token("article thread")))))
    pdf.Root.Threads = Array([thread])
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String(f"{token('page label')}-"))]))
    first = pdf.make_indirect(
        Dictionary(Title=String(f"Interview with {token('bookmark')}"), Dest=Array([page, Name.Fit]))
    )
    second = pdf.make_indirect(
        Dictionary(
            Title=String("Second"), A=Dictionary(S=Name.GoTo, D=String(token.surfaces["named destination"])), Prev=first
        )
    )
    first.Next = second
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=first, Last=second, Count=2))
    first.Parent = second.Parent = pdf.Root.Outlines
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String(token("output condition")),
                Info=String(token("output intent")),
            )
        ]
    )
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Odd=String(token("viewer preference")))


def _tags(pdf: Any, token: Planter) -> None:
    page = pdf.pages[0].obj
    role = f"/{token('name of a structure type')}"
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    paragraph = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(role), P=document, Pg=page, K=0))
    paragraph.T = String(token("title of an element"))
    paragraph.Alt = String(f"{token('alternative text')} at the gate")
    paragraph.ActualText = String(token("replacement text of an element"))
    paragraph.E = String(token("expansion of an element"))
    paragraph.ID = String(token("identifier of an element"))
    paragraph.C = Name(f"/{token('name of a class')}")
    paragraph.A = Array(
        [
            Dictionary(O=Name.UserProperties, P=Array([Dictionary(N=String("n"), V=String(token("user property")))])),
            Dictionary(O=Name.Table, Summary=String(token("table summary")), Headers=Array([paragraph.ID])),
        ]
    )
    document.K = Array([paragraph])
    tree.K = document
    tree.RoleMap = Dictionary({role: Name.P})
    tree.ClassMap = Dictionary({str(paragraph.C): Dictionary(O=Name.Layout, TextAlign=Name.Center)})
    tree.IDTree = Dictionary(Names=Array([paragraph.ID, paragraph]))
    tree.ParentTree = Dictionary(Nums=Array([0, Array([paragraph])]))
    page.StructParents = 0
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True, Odd=String(token("mark information")))
    pdf.pages[0].contents_add(f"{role} <</MCID 0>> BDC".encode(), prepend=True)
    pdf.pages[0].contents_add(b"EMC")


def _page(pdf: Any, token: Planter) -> None:
    page = pdf.pages[0].obj
    page.Custom = String(token("unknown page key"))
    page.PieceInfo = Dictionary(App=Dictionary(Private=String(token("PieceInfo of a page"))))
    page.Thumb = _picture(pdf, token("thumbnail"))
    page.AA = Dictionary(O=Dictionary(S=Name.URI, URI=String(token("action of a page"))))
    page.SeparationInfo = Dictionary(DeviceColorant=String(token("separation information")))


def _fonts(pdf: Any, token: Planter) -> None:
    font = next(iter(pdf.pages[0].obj.Resources.Font.values()))
    font.Name = Name(f"/{token('name of a font resource')}")
    font.FontDescriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name.Helvetica,
            Flags=32,
            FontFamily=String(token("font family")),
            CharSet=String(f"/{token('character set of a font')}"),
        )
    )
    cmap = f"% {token('comment of a character map')}\n/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    cmap += f"/CMapName /{token('name of a character map')} def 1 begincodespacerange <00> <FF> endcodespacerange\n"
    cmap += "1 beginbfchar <41> <0041> endbfchar endcmap"
    font.ToUnicode = pdf.make_stream(cmap.encode())
    own = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{token('name of a font')}"))
    own.FontDescriptor = pdf.make_indirect(
        Dictionary(Type=Name.FontDescriptor, FontName=own.BaseFont, FontFile=pdf.make_stream(b"%!", Length1=2))
    )
    pdf.pages[0].obj.Resources.Font[f"/{token('key of a font')}"] = pdf.make_indirect(own)
    pdf.pages[0].contents_add(f"BT /{token.surfaces['key of a font']} 1 Tf ET".encode())


def _annotations(pdf: Any, token: Planter) -> None:
    page = pdf.pages[1].obj

    def note(kind: str, **entries: Any) -> Any:
        return pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([100, 100, 220, 130]), **entries)
        )

    appearance = pdf.make_stream(f"% {token('appearance of a comment')}".encode(), BBox=Array([0, 0, 9, 9]))
    file = Dictionary(Type=Name.Filespec, F=String(token("file of an annotation")))
    annotations = [
        note("Text", Contents=String(token("comment")), T=String(token("author of a comment"))),
        note("Text", Subj=String(token("subject of a comment")), NM=String(token("name of a comment"))),
        note("Text", RC=String(f"<p>{token('rich text of a comment')}</p>"), AP=Dictionary(N=appearance)),
        note("Popup", Contents=String(token("popup"))),
        note("Highlight", Contents=String(token("highlight")), C=Array([1, 1, 0])),
        note("FileAttachment", FS=file),
        note("Link", A=Dictionary(S=Name.URI, URI=String(f"mailto:{token('mail link')}@example.org"))),
        note("Link", A=Dictionary(S=Name.URI, URI=String(f"https://example.org/{token('web link')}"))),
        note("Link", A=Dictionary(S=Name.Launch, F=String(token("link to a program")))),
        note("Link", A=Dictionary(S=Name.GoToR, F=String(token("link to a file")), D=String(token("place in a file")))),
        note("Link", A=Dictionary(S=Name.JavaScript, JS=String(token("link to a script")))),
        note("Link", Dest=Array([page, Name.Fit]), Contents=String(token("description of a link"))),
        note("Link", Dest=Array([page, Name.Fit]), NM=String(token("name of a link"))),
        note("Stamp", Contents=String(token("contents of a stamp")), AP=Dictionary(N=_form(pdf, b"0 0 9 9 re f"))),
    ]
    page.Annots = Array(annotations)


def _form(pdf: Any, content: bytes) -> Any:
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))


def _picture(pdf: Any, comment: str) -> Any:
    buffer = io.BytesIO()
    Image.new("RGB", (16, 16), "grey").save(buffer, "JPEG", comment=comment.encode())
    return pdf.make_stream(
        buffer.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=16,
        Height=16,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def _form_fields(pdf: Any, token: Planter) -> Any:
    appearance = _form(pdf, b"/Tx BMC q Q EMC")
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        Rect=Array([100, 200, 220, 220]),
        T=String(token("name of a field")),
        TU=String(token("tooltip of a field")),
        TM=String(token("export name of a field")),
        V=String(token("value of a field")),
        DV=String(token("default value of a field")),
        RV=String(token("rich value of a field")),
        MK=Dictionary(CA=String(token("caption of a field"))),
        AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String(token("script of a field")))),
        AP=Dictionary(N=appearance),
    )
    choice = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Ch,
        F=2,
        Rect=Array([100, 240, 220, 260]),
        T=String("choice"),
        Opt=Array([String(token("option of a field"))]),
    )
    signature = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Sig,
        Rect=Array([0, 0, 0, 0]),
        T=String("signature"),
        V=Dictionary(
            Type=Name.Sig,
            Name=String(token("signer")),
            Reason=String(token("reason of a signature")),
            Contents=String(token("signature").encode()),
        ),
    )
    return [pdf.make_indirect(item) for item in (field, choice, signature)]


def _pictures(pdf: Any, token: Planter) -> None:
    picture = _picture(pdf, token("comment of a JPEG"))
    picture.Metadata = pdf.make_stream(token("XMP of a picture").encode(), Type=Name.Metadata)
    picture.Name = Name(f"/{token('name of a picture')}")
    picture.PieceInfo = Dictionary(App=Dictionary(Private=String(token("PieceInfo of a picture"))))
    picture.Alternates = Array([Dictionary(Image=_picture(pdf, token("alternate picture")))])
    picture.OPI = Dictionary({"/1.3": Dictionary(F=String(token("original of a picture")))})
    buffer = io.BytesIO()
    tags = Image.Exif()
    tags[0x010E] = token("EXIF of a JPEG")
    Image.new("RGB", (16, 16), "grey").save(buffer, "JPEG", exif=tags)
    exif = _picture(pdf, "")
    exif.write(buffer.getvalue() + token("bytes after a JPEG").encode(), filter=Name.DCTDecode)
    longer = pdf.make_stream(
        bytes(16 * 16) + token("bytes after the pixels").encode(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=16,
        Height=16,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    spot = Array(
        [
            Name.Separation,
            Name(f"/{token('name of a spot colour')}"),
            Name.DeviceGray,
            Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1),
        ]
    )
    spotted = pdf.make_stream(
        zlib.compress(bytes(256)),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=16,
        Height=16,
        ColorSpace=spot,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )
    key = f"/{token('key of a picture')}"
    objects = Dictionary({key: picture, "/Exif": exif, "/Longer": longer, "/Spot": spotted})
    objects["/Post"] = pdf.make_stream(token("PostScript").encode(), Type=Name.XObject, Subtype=Name.PS)
    objects["/Unused"] = _form(pdf, token("form that nothing shows").encode())
    pdf.pages[1].obj.Resources.XObject = objects
    for name in (key, "/Exif", "/Longer", "/Spot", "/Post"):
        pdf.pages[1].contents_add(f"q 9 0 0 9 50 50 cm {name} Do Q".encode())


def _layers(pdf: Any, token: Planter) -> None:
    off = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(token("name of a layer that is off"))))
    on = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(token("name of a layer that is on"))))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([off, on]),
        D=Dictionary(
            OFF=Array([off]), Name=String(token("layer configuration")), Order=Array([String(token("layer group")), on])
        ),
    )
    page = pdf.pages[1]
    page.obj.Resources.Properties = Dictionary(L0=off, L1=on)
    page.contents_add(f"/OC /L0 BDC BT 1 0 0 1 9 9 Tm ({token('text on a layer that is off')}) Tj ET EMC".encode())
    page.contents_add(b"/OC /L1 BDC 0 0 2 2 re f EMC")
    hidden = _form(pdf, f"BT ({token('form on a layer that is off')}) Tj ET".encode())
    hidden.OC = off
    page.obj.Resources.XObject["/Hidden"] = hidden
    page.contents_add(b"/Hidden Do")


def _content(pdf: Any, token: Planter) -> None:
    page = pdf.pages[1]
    form = _form(pdf, f"% {token('comment in a form')}\n0 0 5 5 re f".encode())
    form.PieceInfo = Dictionary(App=Dictionary(Private=String(token("PieceInfo of a form"))))
    form.Metadata = pdf.make_stream(token("XMP of a form").encode(), Type=Name.Metadata)
    form.Name = Name(f"/{token('name of a form')}")
    page.obj.Resources.XObject["/Form"] = form
    page.obj.Resources.Properties["/P0"] = Dictionary(ActualText=String(token("replacement text among the resources")))
    tag = token("tag of marked content")
    content = [
        f"% {token('comment in a page')}",
        "/Form Do",
        "/Span /P0 BDC EMC",
        f"/Span <</ActualText ({token('replacement text in a page')})>> BDC EMC",
        f"/Span <</Alt ({token('alternative text in a page')})>> BDC EMC",
        f"/{tag} <</Odd ({token('property of marked content')})>> BDC EMC",
        f"/{token('marked point')} MP /Odd <</T ({token('properties of a marked point')})>> DP",
        f"/Artifact <</Type /Pagination /Contents ({token('text of an artifact')})>> BDC EMC",
        "BX EX",
    ]
    page.contents_add("\n".join(content).encode())
    state = f"/{token('key of a graphics state')}"
    page.obj.Resources.ExtGState = Dictionary({state: Dictionary(CA=1, HTP=String(token("halftone phase")))})
    page.contents_add(f"{state} gs".encode())


def _old_revision(pdf: Any, token: Planter) -> None:
    """Objects that nothing reaches."""
    orphan = pdf.make_indirect(Dictionary(Title=String(token("orphan object"))))
    pdf.trailer.Keep = Array([orphan, pdf.make_stream(token("orphan stream").encode())])
    fields = _form_fields(pdf, token)
    pdf.pages[1].obj.Annots.extend(fields)
    xfa = pdf.make_stream(f"<xdp>{token('XFA')}</xdp>".encode())
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields), XFA=xfa, DA=String(token("default appearance")))
