"""Objects that bring data of their own: OLE, media, ink, 3D models, charts of newer kinds.

Each becomes a grey placeholder of the same size in the same place; references to
parts that were dropped are mended so that the copy opens without complaint
(leaks.md 15, 20, 24).
"""

from __future__ import annotations

from collections import Counter

from lxml import etree

from redactor.formats.opc import pictures
from redactor.formats.opc.drawing_parts import CHART, DIAGRAM
from redactor.formats.opc.kinds import IMAGE
from redactor.formats.opc.package import Part
from redactor.formats.opc.references import referring
from redactor.formats.opc.xml import A_NS, R_NS, drop_attribute, elements, local, r, remove
from redactor.formats.pptx.names import (
    ALTERNATE,
    C_NS,
    DGM_NS,
    P_NS,
    TABLE_URI,
    a,
    box_of,
    own_frame,
    own_properties,
    p,
)

_EMU = 9525
_USUAL_BOX = (0, 0, 2_286_000, 1_524_000)
_WORDS = {
    "ole": "embedded object",
    "oleObject": "embedded object",
    "chartex": "chart",
    "chart": "chart",
    "diagram": "SmartArt diagram",
    "model3d": "3D model",
    "slidezoom": "slide zoom",
    "sectionzoom": "slide zoom",
    "summaryzoom": "slide zoom",
}
_MEDIA = {
    "audioCd": "sound",
    "audioFile": "sound",
    "wavAudioFile": "sound",
    "videoFile": "video",
    "quickTimeFile": "video",
}
_WITHOUT_TARGET = frozenset(
    {
        "control",
        "custData",
        "externalData",
        "hlinkClick",
        "hlinkHover",
        "hlinkMouseOver",
        "notesMasterId",
        "handoutMasterId",
        "sld",
        "sldId",
        "sldLayoutId",
        "sldMasterId",
        "snd",
        "tags",
        "userShapes",
    }
)
"""Elements that mean nothing once the part they refer to is gone."""
_LISTS = tuple(map(p, ("notesMasterIdLst", "handoutMasterIdLst", "sldLayoutIdLst")))


def replace_objects(part: Part) -> Counter[str]:
    """Put placeholders in the place of what cannot be kept.

    Returns:
        What was replaced, by its words.
    """
    counts: Counter[str] = Counter()
    root = part.tree
    for frame in elements(root, p("graphicFrame")):
        words = _unkept(part, frame)
        if words and _is_below(frame, root):
            _replace(part, frame, words)
            counts[words] += 1
    for ink in elements(root, "{*}contentPart"):
        if _is_below(ink, root):
            _replace(part, ink, "handwriting")
            counts["handwriting"] += 1
    for picture in elements(root, p("pic")):
        words = _media_words(picture)
        if words:
            _replace(part, picture, words)
            counts[words] += 1
    return counts


def _is_below(element: etree._Element, root: etree._Element) -> bool:
    """Whether an element is still in the tree."""
    return any(ancestor is root for ancestor in element.iterancestors())


def _unkept(part: Part, frame: etree._Element) -> str:
    """What a frame shows, if it cannot be kept; empty for tables, charts and diagrams whose parts are there."""
    data = next(iter(elements(frame, a("graphicData"))), None)
    uri = "" if data is None else data.get("uri", "")
    if uri == TABLE_URI:
        return ""
    wanted: tuple[str, ...] = ()
    if uri == C_NS:
        wanted = (CHART,)
    elif uri == DGM_NS:
        wanted = DIAGRAM
    found = [part.links.get(str(v)) for e in frame.iter() for k, v in e.attrib.items() if _is_relation(str(k))]
    there = [target.relation for target in found if isinstance(target, Part)]
    if wanted and all(relation in there for relation in wanted):
        return ""
    return _WORDS.get(uri.rsplit("/", 1)[-1], "drawing of unknown kind")


def _is_relation(attribute: str) -> bool:
    return attribute.startswith(f"{{{R_NS}}}")


def _media_words(picture: etree._Element) -> str:
    properties = picture.find(f"{p('nvPicPr')}/{p('nvPr')}")
    if properties is None:
        return ""
    found = [_MEDIA[local(child)] for child in properties if local(child) in _MEDIA]
    found += ["sound or video" for element in properties.iter() if local(element) == "media"]
    return found[0] if found else ""


def _replace(part: Part, shape: etree._Element, words: str) -> None:
    """Put a picture in the place of a shape, or of the alternatives that it is one of."""
    place = shape
    parent = shape.getparent()
    if parent is not None and local(parent) == "Choice":
        alternatives = parent.getparent()
        place = shape if alternatives is None else alternatives
    box = box_of(own_frame(shape)) or _box_within(place) or _USUAL_BOX
    place.addprevious(_picture(part, shape, f"[{words} removed]", box))
    remove(place)


def _box_within(place: etree._Element) -> tuple[int, int, int, int] | None:
    """The frame of the first alternative that says where it stands."""
    if place.tag != ALTERNATE:
        return None
    boxes = (box_of(own_frame(shape)) for branch in place for shape in branch)
    return next((box for box in boxes if box is not None), None)


def _picture(part: Part, shape: etree._Element, label: str, box: tuple[int, int, int, int]) -> etree._Element:
    left, top, width, height = box
    rel_id = add_image(part, pictures.placeholder((width // _EMU, height // _EMU), label))
    picture = etree.fromstring(
        f'<p:pic xmlns:p="{P_NS}" xmlns:a="{A_NS}" xmlns:r="{R_NS}"><p:nvPicPr><p:cNvPr id="0" name="Object"/>'
        f'<p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{rel_id}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
        f'</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    old, new = own_properties(shape), own_properties(picture)
    if new is not None:
        for name in ("id", "name", "title", "hidden") if old is not None else ():
            value = None if old is None else old.get(name)
            if value is not None:
                new.set(name, value)
        new.set("descr", (old.get("descr") if old is not None else None) or label)
        new.extend([link for link in (old if old is not None else ()) if local(link) == "hlinkClick"])
    return picture


def add_image(part: Part, blob: bytes) -> str:
    """Add a picture made here to a part's links and return its relationship id."""
    number = len(part.links) + 1
    while f"made{number}" in part.links:
        number += 1
    part.links[f"made{number}"] = Part(IMAGE, blob=blob, extension="png")
    return f"made{number}"


def mend_dangling(part: Part) -> None:
    """Take out references to parts that were dropped."""
    for element in referring(part):
        for key in [k for k, v in element.attrib.items() if _is_relation(str(k)) and v and v not in part.links]:
            del element.attrib[key]
            if local(element) in _WITHOUT_TARGET:
                remove(element)
            elif local(element) == "blip" and not element.get(r("embed")):
                element.set(r("embed"), add_image(part, pictures.placeholder(None)))
    for listing in elements(part.tree, *_LISTS):
        if len(listing) == 0:
            remove(listing)


def mend_animations(root: etree._Element) -> int:
    """Take out a slide's animations where one of them plays a sound or moves something that is gone.

    Returns:
        How many timelines were taken out, 0 or 1 for most slides.
    """
    shapes = {element.get("id") for element in elements(root, p("cNvPr"))}
    count = 0
    for timing in elements(root, p("timing")):
        gone = any(element.get("spid", "") not in shapes for element in timing.iter() if element.get("spid"))
        plays = any(local(e) in ("audio", "video", "sndTgt", "inkTgt", "snd", "oleChartEl") for e in timing.iter())
        if not (gone or plays):
            continue
        branch = timing.getparent()
        choice = None if branch is None else branch.getparent()
        remove(choice if choice is not None and choice.tag == ALTERNATE else timing)
        count += 1
    return count


def drop_sounds(root: etree._Element) -> int:
    """Take out the sounds of transitions and links.

    Returns:
        How many there were.
    """
    found = elements(root, p("sndAc"), a("snd"))
    for element in found:
        remove(element)
    for link in elements(root, a("hlinkClick"), a("hlinkHover"), a("hlinkMouseOver")):
        drop_attribute(link, "endSnd")
    return len(found)
