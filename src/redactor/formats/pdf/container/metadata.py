"""Title, language, and what the file says that it conforms to (ISO 32000-2 14.3, ISO 14289, ISO 19005)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Stream, String

from redactor.formats.pdf.container.copying import Copier, Shape, one_of, plain
from redactor.formats.pdf.container.profiles import blank_profile
from redactor.formats.pdf.container.record import Recode, Record
from redactor.formats.pdf.container.tree import is_language
from redactor.formats.pdf.container.values import items_of, mapping_of, name_of, stream_bytes, text_of

_NO_TITLE = frozenset({"untitled", "(anonymous)", "unspecified"})
_DC = "{http://purl.org/dc/elements/1.1/}title"
_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_A = "{http://www.aiim.org/pdfa/ns/id/}"
_MOST = 4_000_000
_KNOWN_OUTPUTS = re.compile(r"sRGB[ \w.\-]{0,20}|(?:FOGRA|CGATS|GRACoL|SWOP)[ \w.\-]{0,20}|Custom")
_PREFERENCES = ("/DisplayDocTitle", "/CenterWindow", "/FitWindow")


@dataclass(frozen=True, slots=True)
class Claims:
    """What a file says that it conforms to.

    Attributes:
        ua: Part of PDF/UA, or ``""``.
        a_part: Part of PDF/A, or ``""``.
        a_level: Conformance level of PDF/A: ``"A"``, ``"B"``, ``"U"``, or ``""``.
    """

    ua: str = ""
    a_part: str = ""
    a_level: str = ""


def title_of(pdf: pikepdf.Pdf) -> str:
    """The title in the document information, else that in XMP; ``""`` for what programs put there by default."""
    title = text_of(mapping_of(pdf.trailer.get("/Info")).get("/Title"))
    root = _xmp(pdf)
    if not title and root is not None:
        texts = (text.strip() for element in root.iter(_DC) for text in element.itertext())
        title = next((text for text in texts if text), "")
    title = " ".join(title.split())
    return "" if title.lower() in _NO_TITLE else title


def claims_of(pdf: pikepdf.Pdf) -> Claims:
    """What XMP says that the file conforms to."""
    root = _xmp(pdf)
    if root is None:
        return Claims()
    part, level = _value(root, _A + "part"), _value(root, _A + "conformance").upper()
    ua = _value(root, _UA)
    return Claims(
        ua if ua in ("1", "2") else "",
        part if part in ("1", "2", "3") else "",
        level if level in ("A", "B", "U") else "",
    )


def _value(root: Any, name: str) -> str:
    for element in root.iter():
        if element.tag == name and element.text:
            return str(element.text).strip()
        if name in element.attrib:
            return str(element.attrib[name]).strip()
    return ""


def _xmp(pdf: pikepdf.Pdf) -> Any:
    packet = pdf.Root.get("/Metadata")
    data = stream_bytes(packet) if isinstance(packet, Stream) else None
    if not data or len(data) > _MOST:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data.strip(b"\0 \r\n\t"), parser)
    except etree.XMLSyntaxError:
        return None


def write_catalogue(pdf: pikepdf.Pdf, copier: Copier, recode: Recode) -> str:
    """Write language, marks, viewer preferences and output intents; answers the new title."""
    target = copier.target
    old_title = title_of(pdf)
    title = recode(old_title) if old_title else ""
    language = text_of(pdf.Root.get("/Lang"))
    if is_language(language):
        target.Root.Lang = String(language)
    preferences = Dictionary()
    for key in _PREFERENCES:
        value = mapping_of(pdf.Root.get("/ViewerPreferences")).get(key)
        if isinstance(value, bool):
            preferences[key] = value
    if name_of(mapping_of(pdf.Root.get("/ViewerPreferences")).get("/Direction")) == "/R2L":
        preferences.Direction = Name.R2L
    if len(preferences):
        target.Root.ViewerPreferences = preferences
    intents = [copier.dictionary(item, _INTENT, "output intent") for item in items_of(pdf.Root.get("/OutputIntents"))]
    kept = [item for item in intents if item is not None]
    if kept:
        target.Root.OutputIntents = Array(kept)
    return title


def write_metadata(target: pikepdf.Pdf, title: str, claims: Claims) -> None:
    """Write a title, the language and the claims that are still true, and nothing else."""
    if title:
        target.docinfo["/Title"] = title
    language = text_of(target.Root.get("/Lang"))
    if not title and not language and claims == Claims():
        return
    with target.open_metadata(set_pikepdf_as_editor=False) as metadata:
        if title:
            metadata["dc:title"] = title
        if language:
            metadata["dc:language"] = {language}
        if claims.ua:
            metadata["pdfuaid:part"] = claims.ua
        if claims.a_part:
            metadata["pdfaid:part"] = claims.a_part
            metadata["pdfaid:conformance"] = claims.a_level


def still_true(target: pikepdf.Pdf, claims: Claims, title: str, record: Record) -> Claims:
    """The claims that the new file keeps.

    PDF/UA: tags, language, a shown title, embedded fonts, every link described. PDF/A:
    embedded fonts and an output intent (ISO 19005-2 6.2); PDF/A-1 is not claimed, since it
    forbids what the new file may use; level A is claimed only together with tags and language.
    """
    embedded = fonts_are_embedded(target)
    tagged = "/StructTreeRoot" in target.Root and is_language(text_of(target.Root.get("/Lang")))
    described = all(
        "/Contents" in link
        for page in target.pages
        for link in items_of(page.obj.get("/Annots"))
        if isinstance(link, Dictionary)
    )
    shown = mapping_of(target.Root.get("/ViewerPreferences")).get("/DisplayDocTitle") is True
    ua = claims.ua if tagged and embedded and described and bool(title) and shown else ""
    archival = claims.a_part in ("2", "3") and embedded and "/OutputIntents" in target.Root
    level = claims.a_level if claims.a_level != "A" or tagged else "B"
    kept = Claims(ua, claims.a_part if archival else "", level if archival else "")
    record.drop("claim to be PDF/UA that is no longer sure", int(bool(claims.ua and not kept.ua)))
    record.drop("claim to be PDF/A that is no longer sure", int(bool(claims.a_part and not kept.a_part)))
    return kept


def fonts_are_embedded(pdf: pikepdf.Pdf) -> bool:
    """Whether every font of a file is in it."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and name_of(item.get("/Type")) == "/Font":
            kind = name_of(item.get("/Subtype"))
            if kind in ("/Type0", "/Type3"):
                continue
            descriptor = mapping_of(item.get("/FontDescriptor"))
            if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                return False
    return True


def _output_name(_copier: Copier, value: Any) -> Any:
    text = text_of(value)
    return String(text if _KNOWN_OUTPUTS.fullmatch(text) else "Custom")


def _profile(copier: Copier, value: Any) -> Any:
    def blanked(stream: Stream) -> bytes | None:
        data = stream_bytes(stream)
        return None if data is None else blank_profile(data)

    return copier.stream(value, {"/N": plain}, "profile", blanked)


_INTENT: Shape = {
    "/Type": one_of("OutputIntent"),
    "/S": one_of("GTS_PDFA1", "GTS_PDFX", "ISO_PDFE1"),
    "/OutputConditionIdentifier": _output_name,
    "/DestOutputProfile": _profile,
}
