"""Presentations become segments that know their slide; what cannot be read is said."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.formats.conftest import plan_for
from tests.formats.pptx_files import Bare, deck, para, run, saved, shape, slide, small

from redactor.errors import HeldError, UnreadableError
from redactor.formats import OpenDocument, adapter_for
from redactor.model import Segment, SegmentRole, Span


def opened(data: bytes) -> OpenDocument:
    return adapter_for("a.pptx", data).open(data)


@pytest.fixture(scope="module")
def segments() -> dict[str, Segment]:
    return {str(segment.place): segment for segment in opened(saved(deck())).segments}


@pytest.mark.parametrize(
    ("place", "text", "role"),
    [
        ("slide 1, paragraph 1", "Overview Report", SegmentRole.TITLE),
        ("slide 1, paragraph 2", "Karen Oldroyd, social worker", SegmentRole.PARAGRAPH),
        ("slide 1 notes, paragraph 1", "Ask Karen Oldroyd before the meeting", SegmentRole.NOTE),
        ("slide 2, paragraph 1", "What happened", SegmentRole.HEADING),
        ("slide 2, paragraph 3", "The child was seen", SegmentRole.LIST_ITEM),
        ("slide 2, table 1, row 2, column 2", "Karen Oldroyd", SegmentRole.CELL),
        ("slide 3, chart 1, paragraph 1", "Visits by Karen Oldroyd", SegmentRole.CELL),
        ("slide 3, chart 1, its workbook, sheet 1, row 2, column 1", "Karen Oldroyd", SegmentRole.CELL),
        ("slide 4, paragraph 1", "Not shown: Karen Oldroyd", SegmentRole.PARAGRAPH),
    ],
)
def test_places_and_roles(segments: dict[str, Segment], place: str, text: str, role: SegmentRole) -> None:
    assert (segments[place].text, segments[place].role) == (text, role)


def test_a_cell_is_labelled_by_its_column(segments: dict[str, Segment]) -> None:
    assert segments["slide 2, table 1, row 2, column 2"].label == "Worker"


@pytest.mark.parametrize(
    ("place", "hidden"),
    [
        ("slide 1, paragraph 1", False),
        ("slide 1 notes, paragraph 1", True),
        ("slide 3, chart 1, its workbook, sheet 1, row 2, column 1", True),
        ("slide 4, paragraph 1", True),
    ],
)
def test_what_the_show_does_not_show_is_marked(segments: dict[str, Segment], place: str, hidden: bool) -> None:
    segment = segments[place]
    assert segment.hidden == ((Span(0, len(segment.text)),) if hidden else ())


def test_keys_are_the_same_every_time() -> None:
    data = saved(deck())
    assert opened(data).segments == opened(data).segments
    keys = [segment.key for segment in opened(data).segments]
    assert len(keys) == len(set(keys))


def test_slides_are_numbered_in_the_order_of_the_show() -> None:
    one, two = (Bare(slide("sld", shape(2, para(run(text))))) for text in ("first", "second"))
    data = small(one, two)
    swap = (b'r:id="s1"', b'r:id="sX"', b'r:id="s2"', b'r:id="s1"', b'r:id="sX"', b'r:id="s2"')
    turned = rewritten(data, "ppt/presentation.xml", *swap)
    assert [str(s.place) for s in opened(turned).segments if s.text == "second"] == ["slide 1, paragraph 1"]


def rewritten(data: bytes, member: str, *pairs: bytes) -> bytes:
    """A copy in which bytes of one member are replaced, pair by pair."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if name == member:
                for old, new in zip(pairs[::2], pairs[1::2], strict=True):
                    assert old in content
                    content = content.replace(old, new)
            copy.writestr(name, content)
    return out.getvalue()


def test_many_slides_may_link_to_one_another() -> None:
    """A chain of "next" buttons is as long as the show."""
    count = 40
    slides = []
    for number in range(1, count + 1):
        target = {"n": ("slide", f"/ppt/s{number + 1}.xml")} if number < count else {}
        link = '<a:hlinkClick r:id="n" action="ppaction://hlinksldjump"/>' if target else ""
        slides.append(
            Bare(slide("sld", shape(2, para(f"<a:r><a:rPr>{link}</a:rPr><a:t>Page {number}</a:t></a:r>"))), target)
        )
    texts = [s.text for s in opened(small(*slides)).segments if s.place.part.startswith("slide ")]
    assert texts == [f"Page {number}" for number in range(1, count + 1)]


def test_strict_files_are_read() -> None:
    data = small(Bare(slide("sld", shape(2, para(run("strict"))))))
    pairs = (
        b"http://schemas.openxmlformats.org/presentationml/2006/main",
        b"http://purl.oclc.org/ooxml/presentationml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    for member in ("ppt/presentation.xml", "ppt/s1.xml"):
        data = rewritten(data, member, *pairs)
    assert "strict" in [segment.text for segment in opened(data).segments]


def test_text_in_an_unknown_form_holds_the_presentation() -> None:
    strange = '<x:note xmlns:x="urn:strange">kept where?</x:note>'
    notices = opened(small(Bare(slide("sld", strange)))).notices
    assert [(notice.holds, notice.place) for notice in notices] == [(True, "slide 1")]


def test_hidden_content_is_told() -> None:
    messages = " ".join(notice.message for notice in opened(saved(deck())).notices)
    assert "hidden slides (1)" in messages
    assert "speaker's notes (1)" in messages


_GOOD = saved(deck())
_BOMB = io.BytesIO()
with zipfile.ZipFile(_BOMB, "w", zipfile.ZIP_DEFLATED) as _archive:
    _archive.writestr("ppt/presentation.xml", bytes(60_000_000))


@pytest.mark.parametrize(
    "data",
    [
        _GOOD[: len(_GOOD) // 2],
        _BOMB.getvalue(),
        b"rubbish, no sign of a format",
        rewritten(_GOOD, "ppt/presentation.xml", b"<p:presentation", b"<p:presentatio"),
        rewritten(_GOOD, "ppt/slides/slide1.xml", b"<p:sld ", b"<!DOCTYPE x []><p:sld "),
        rewritten(_GOOD, "_rels/.rels", b"ppt/presentation.xml", b"ppt/nothing.xml"),
    ],
    ids=["torn", "bomb", "rubbish", "broken main part", "document type", "no main part"],
)
def test_what_cannot_be_read_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        opened(data)
    assert caught.value.next_step


def test_a_show_of_hidden_slides_only_has_nothing_to_publish() -> None:
    data = small(Bare(slide("sld", shape(2, para(run("a"))), attributes='show="0"')))
    document = opened(data)
    with pytest.raises(HeldError, match="hidden"):
        document.write(plan_for(), cleared=frozenset(), hidden="remove")
