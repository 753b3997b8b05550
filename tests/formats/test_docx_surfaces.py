"""One planted word for each place of a Word file that can hold a name (leaks.md 13 to 22)."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.formats.conftest import replacing
from tests.formats.docx_files import bare, para, run
from tests.formats.docx_planted import PLANTED, TOKEN, planted_words, surfaces

from redactor.formats import adapter_for


def test_there_are_enough_surfaces() -> None:
    assert len(surfaces(PLANTED)) >= 150


def test_no_planted_word_is_left() -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    words = {m: "SW1" for s in document.segments for m in TOKEN.findall(s.text)}
    written = document.write(replacing(document, words), cleared=frozenset())
    assert planted_words(written.data) == set()


@pytest.mark.parametrize(
    "word",
    [
        "Zqsplit", "Zqco\u00adpy", "Zqsym", "Zqruby", "Zqmaths", "Zqhidden", "Zqalias", "Zqshown", "Zqvalue",
        "Zqcontrol", "Zqins", "Zqchoice", "Zqfallback", "Zqalt", "Zqwordart", "Zqmail", "Zqresult", "Zqprop", "Zqtip",
        "Zqlinked", "Zqtarget", "Zqdescr", "Zqtitle", "Zqinner", "Zqcaption", "Zqtabledescr", "Zqcell", "Zqnote",
        "Zqwrapped", "Zqsmart", "Zqheader", "Zqfooter", "Zqstylename", "Zqlabel", "Zqfont", "Zqdoctitle",
    ],
)  # fmt: skip
def test_what_stays_is_a_segment(word: str) -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    assert any(word in segment.text for segment in document.segments)


@pytest.mark.parametrize("word", ["Zqdeleted", "Zqmoved", "Zqorphan", "Zqcomment", "Zqauthor", "Zqpath", "Zqmacro"])
def test_what_is_dropped_is_no_segment(word: str) -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    assert not any(word in segment.text for segment in document.segments)


def test_everything_dropped_is_listed() -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    written = document.write(replacing(document, {}), cleared=frozenset())
    listed = {(change.action, change.what) for change in written.changes}
    for expected in (
        ("accepted", "tracked changes"),
        ("removed", "comments"),
        ("removed", "macros"),
        ("removed", "embedded objects"),
        ("removed", "embedded workbooks or documents"),
        ("removed", "custom properties"),
        ("removed", "document variables"),
        ("removed", "a part of unknown kind"),
        ("removed", "parts that nothing refers to"),
        ("removed", "the thumbnail picture"),
        ("removed", "fields that fetch from other files"),
        ("replaced", "SmartArt diagram by a grey placeholder"),
        ("replaced", "chart by a grey placeholder"),
        ("rewritten", "bookmark names"),
    ):
        assert expected in listed


def test_nothing_is_held_that_was_understood() -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    assert not [notice for notice in document.notices if notice.holds]


def test_the_copy_has_neutral_names_and_fixed_stamps() -> None:
    document = adapter_for("a.docx", PLANTED).open(PLANTED)
    plan = replacing(document, {})
    first, second = (document.write(plan, cleared=frozenset()).data for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "word/media/image1.png" in archive.namelist()


@pytest.mark.parametrize("names", [("Ann", "Oldroyd"), ("Bartholomew", "Featherstonehaugh"), ("Li", "Wu")])
def test_the_copy_does_not_depend_on_the_name(names: tuple[str, str]) -> None:
    def release(first: str, last: str) -> bytes:
        body = para(run("visited by "), run(first), run(f" {last}", "<w:rPr><w:i/></w:rPr>"), run(" today"))
        body += para(f'<w:bookmarkStart w:id="1" w:name="{last}"/>', run(f"{first} {last}"))
        body += para(
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{first}"/></w:ffData></w:fldChar></w:r>'
        )
        data = bare(body, links={"k": f"mailto:{first}.{last}@x.example"})
        document = adapter_for("a.docx", data).open(data)
        words = {f"{first} {last}": "SW1", f"{first}.{last}@x.example": "[email]"}
        return document.write(replacing(document, words), cleared=frozenset()).data

    assert release(*names) == release("Karen", "Tolland")
