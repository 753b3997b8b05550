"""The raw reader of presentations sees every surface, and says what it cannot read."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.formats.pptx_files import Bare, deck, para, run, saved, shape, slide, small
from tests.formats.pptx_planted import PLANTED, planted

from redactor.errors import UnreadableError
from redactor.verify.readers import ReadFile, Surface, read_file


def texts(read: ReadFile, surface: Surface) -> list[str]:
    return [block.text for block in read.blocks if block.surface is surface]


@pytest.fixture(scope="module")
def simple() -> ReadFile:
    return read_file(saved(deck()))


@pytest.fixture(scope="module")
def full() -> ReadFile:
    return read_file(PLANTED)


def edited(data: bytes, member: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            assert name != member or old in content
            copy.writestr(name, content.replace(old, new) if name == member else content)
    return out.getvalue()


def added(data: bytes, member: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(member, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("place", "text", "surface"),
    [
        ("slide 1, paragraph 1", "Overview Report", Surface.BODY),
        ("slide 1 notes, paragraph 1", "Ask Karen Oldroyd before the meeting", Surface.NOTE),
        ("slide 1 notes, paragraph 1, not shown", "Ask Karen Oldroyd before the meeting", Surface.HIDDEN),
        ("slide 2, table 1, row 2, column 2", "Karen Oldroyd", Surface.BODY),
        ("slide 3, chart 1, paragraph 2", "Karen Oldroyd", Surface.BODY),
        ("slide 4", "hidden slide", Surface.HIDDEN),
        ("slide 4, paragraph 1", "Not shown: Karen Oldroyd", Surface.BODY),
    ],
)
def test_places(simple: ReadFile, place: str, text: str, surface: Surface) -> None:
    assert (place, text, surface) in [(b.place, b.text, b.surface) for b in simple.blocks]


def test_what_must_survive_is_counted_on_the_slides_that_are_shown(simple: ReadFile) -> None:
    facts = simple.structure
    assert (facts.headings, facts.tables, facts.links, len(facts.images)) == (3, 1, 0, 1)
    assert simple.titles[0] == "Overview Report"
    assert simple.format == "pptx"


def test_the_workbook_of_a_chart_is_read_as_hidden_content(simple: ReadFile) -> None:
    assert any("embedded file" in b.place and b.text == "Karen Oldroyd" for b in simple.blocks)
    assert simple.unchecked == ()


_TEXTS_OF_THE_FORMAT = frozenset({"zqsp"})
"""Half of a word that another run ends."""


@pytest.mark.parametrize(
    ("word", "surface"),
    [
        ("Zqsplit", Surface.BODY),
        ("Zqmaths", Surface.BODY),
        ("Zqmerged", Surface.BODY),
        ("Zqoffslide", Surface.HIDDEN),
        ("Zqswitchedoff", Surface.HIDDEN),
        ("Zqcategory", Surface.BODY),
        ("Zqlabelrange", Surface.BODY),
        ("Zqfiltered", Surface.HIDDEN),
        ("Zqusershape", Surface.BODY),
        ("Zqdiagram", Surface.BODY),
        ("Zqdrawn", Surface.BODY),
        ("Zqorphanslide", Surface.HIDDEN),
        ("Zqcomment", Surface.COMMENT),
        ("Zqthread", Surface.COMMENT),
        ("Zqcommentauthor", Surface.ATTRIBUTE),
        ("Zqmodernauthor", Surface.ATTRIBUTE),
        ("Zqunused", Surface.HEADER),
        ("Zqdescr", Surface.ATTRIBUTE),
        ("Zqtip", Surface.ATTRIBUTE),
        ("Zqsection", Surface.ATTRIBUTE),
        ("Zqshow", Surface.ATTRIBUTE),
        ("Zqlayoutname", Surface.ATTRIBUTE),
        ("Zqtagvalue", Surface.ATTRIBUTE),
        ("Zqcreator", Surface.PROPERTY),
        ("Zqzipcomment", Surface.PROPERTY),
        ("Zqxmlcomment", Surface.COMMENT),
        ("Zqslidepart", Surface.NAME),
        ("Zqbookcell", Surface.HIDDEN),
        ("Zqolename", Surface.RAW),
        ("Zqnamespace", Surface.NAME),
    ],
)
def test_every_planted_word_is_read_where_it_stands(full: ReadFile, word: str, surface: Surface) -> None:
    assert any(word in text for text in texts(full, surface))


def test_the_mail_address_of_a_link_is_read(full: ReadFile) -> None:
    assert any("Zqmail@x.example" in text for text in texts(full, Surface.LINK))


def test_no_word_of_the_markup_escapes(full: ReadFile) -> None:
    seen = planted("\n".join(block.text for block in full.blocks))
    with zipfile.ZipFile(io.BytesIO(PLANTED)) as archive:
        markup = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    assert set().union(*(planted(content.decode()) for content in markup)) - _TEXTS_OF_THE_FORMAT <= seen


@pytest.mark.parametrize("member", ["ppt/broken.xml", "ppt/media/a.mp4", "ppt/embeddings/a.bin"])
def test_what_no_reader_opens_is_unchecked(member: str) -> None:
    content = b"<p:sld><open>" if member.endswith("xml") else b"\x00\x01\x02\x03\xff"
    read = read_file(added(small(Bare(slide("sld", shape(2, para(run("a")))))), member, content))
    assert [notice.holds for notice in read.unchecked] == [True]


def test_a_slide_shown_again_is_a_slide_with_another_number() -> None:
    one, two = (Bare(slide("sld", shape(2, para(run(text))))) for text in ("first", "second"))
    hidden = edited(small(one, two), "ppt/s1.xml", b"<p:sld ", b'<p:sld show="0" ')
    parts = {b.text: b.part for b in read_file(hidden).blocks if b.surface is Surface.BODY}
    assert parts == {"first": "hidden slide 1", "second": "slide 1"}


@pytest.mark.parametrize(
    "data",
    [
        saved(deck())[:3000],
        edited(saved(deck()), "ppt/presentation.xml", b"<p:presentation", b"<p:presentatio"),
    ],
)
def test_what_is_broken_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_file(data)
