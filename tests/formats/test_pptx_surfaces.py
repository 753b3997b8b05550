"""No word planted in any place of a presentation is left; what goes is listed, what stays is a segment."""

from __future__ import annotations

import pytest
from tests.formats.conftest import replacing
from tests.formats.pptx_planted import PLANTED, TOKEN, everything_within, planted

from redactor.formats import OpenDocument, adapter_for
from redactor.formats.base import Hidden


@pytest.fixture(scope="module")
def document() -> OpenDocument:
    return adapter_for("a.pptx", PLANTED).open(PLANTED)


@pytest.fixture(scope="module")
def listed(document: OpenDocument) -> set[tuple[str, str]]:
    changes = document.write(replacing(document, {}), cleared=frozenset()).changes
    return {(change.action, change.what) for change in changes}


def test_there_are_enough_surfaces() -> None:
    assert len(planted(everything_within(PLANTED))) > 100


@pytest.mark.parametrize("hidden", ["code", "remove"])
def test_no_planted_word_is_left(document: OpenDocument, hidden: Hidden) -> None:
    words = {token: "SW1" for s in document.segments for token in TOKEN.findall(s.text)}
    plan = replacing(document, words)
    left = everything_within(document.write(plan, cleared=frozenset(), hidden=hidden).data)
    assert planted(left) == set()
    assert "zq" not in left.lower()


@pytest.mark.parametrize(
    "word",
    [
        "Zqsplit", "Zqco\u00adpy", "Zqafterbreak", "Zqfield", "Zqlinked", "Zqmaths", "Zqgroup", "Zqcell", "Zqmerged",
        "Zqchoice", "Zqfallback", "Zqoffslide", "Zqswitchedoff", "Zqdescr", "Zqtitle", "Zqtip", "Zqmail", "Zqslidename",
        "Zqcharttitle", "Zqseries", "Zqcategory", "Zqlabelrange", "Zqformat", "Zqpoint", "Zqsheet", "Zqusershape",
        "Zqdiagram", "Zqdrawn", "Zqdspdescr", "Zqprompt", "Zqdiagramtitle", "Zqdiagramdesc", "Zqbookcell",
        "Zqnotes", "Zqnoteheader", "Zqhiddenslide", "Zqmaster", "Zqlayout", "Zqlayoutname",
        "Zqnotesmaster", "Zqhandout", "Zqtypeface", "Zqsection", "Zqshow", "Zqdoctitle",
    ],
)  # fmt: skip
def test_what_stays_is_a_segment(document: OpenDocument, word: str) -> None:
    assert any(word in segment.text for segment in document.segments)


@pytest.mark.parametrize(
    "word",
    ["Zqorphanslide", "Zqunused", "Zqcomment", "Zqthread", "Zqolename", "Zqmacroname", "Zqtagvalue", "Zqfiltered"],
)
def test_what_is_dropped_is_no_segment(document: OpenDocument, word: str) -> None:
    assert not any(word in segment.text for segment in document.segments)


@pytest.mark.parametrize(
    "expected",
    [
        ("removed", "3D models"),
        ("removed", "ActiveX controls"),
        ("removed", "a part of unknown kind"),
        ("removed", "links that start macros, programs or media"),
        ("removed", "animations of what is gone"),
        ("removed", "comments"),
        ("removed", "custom XML data and ink"),
        ("removed", "custom properties"),
        ("removed", "embedded fonts"),
        ("removed", "embedded objects"),
        ("removed", "layouts that no slide uses"),
        ("removed", "macros"),
        ("removed", "parts that nothing refers to"),
        ("removed", "revision data"),
        ("removed", "settings of the view"),
        ("removed", "slides that are in no show"),
        ("removed", "sound and video"),
        ("removed", "sounds of transitions and links"),
        ("removed", "tags of add-ins"),
        ("removed", "the list of people who commented"),
        ("removed", "the thumbnail picture"),
        ("replaced", "3D model by a grey placeholder picture"),
        ("replaced", "embedded object by a grey placeholder picture"),
        ("replaced", "handwriting by a grey placeholder picture"),
        ("replaced", "video by a grey placeholder picture"),
        ("rewritten", "names of pictures and shapes"),
    ],
)
def test_everything_dropped_is_listed(listed: set[tuple[str, str]], expected: tuple[str, str]) -> None:
    assert expected in listed


def test_nothing_is_held_that_was_understood(document: OpenDocument) -> None:
    assert not [notice for notice in document.notices if notice.holds]
