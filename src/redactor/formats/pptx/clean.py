"""Take out what no reader of the slides sees: add-in data, fonts, extension lists, editing traces.

What is not understood goes too. On slides and notes its text might be content, so
the presentation is held; elsewhere it is taken out and listed.
"""

from __future__ import annotations

from lxml import etree

from redactor.formats.opc.drawing_clean import Cleaned, clean_drawing
from redactor.formats.opc.kinds import MAIN
from redactor.formats.opc.xml import local, remove
from redactor.formats.pptx.names import p

_PRESENTATION = frozenset(
    {
        "sldMasterIdLst",
        "notesMasterIdLst",
        "handoutMasterIdLst",
        "sldIdLst",
        "sldSz",
        "notesSz",
        "custShowLst",
        "defaultTextStyle",
        "extLst",
    }
)
_TRACES = {
    p("custDataLst"): "tags of add-ins",
    p("controls"): "ActiveX controls",
    p("embeddedFontLst"): "embedded fonts",
    p("modifyVerifier"): "the password against changes",
    p("photoAlbum"): "settings of the photo album",
    p("smartTags"): "smart tags",
}
"""Elements that go, and what to call them in the report."""


def clean(root: etree._Element, relation: str) -> Cleaned:
    """Clean one part; a second call takes nothing out."""
    if relation == MAIN:
        for child in list(root):
            if local(child) not in _PRESENTATION and child.tag not in _TRACES:
                remove(child)
    return clean_drawing(root, _TRACES)
