"""One planted word for each place of a workbook that can hold a name (leaks.md 23)."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest
from tests.formats.conftest import replacing
from tests.formats.xlsx_files import everything_in
from tests.formats.xlsx_planted import PLANTED, planted_words

from redactor.formats import OpenDocument, adapter_for


@cache
def _opened() -> OpenDocument:
    return adapter_for("a.xlsm", PLANTED).open(PLANTED)


def test_there_are_more_than_a_hundred_surfaces() -> None:
    found = {word.lower() for word in planted_words(everything_in(PLANTED)) if "\0" not in word}
    assert len(found) > 100


def test_no_planted_word_is_left() -> None:
    document = _opened()
    words = {m: "SW1" for segment in document.segments for m in planted_words(segment.text)}
    written = document.write(replacing(document, words), cleared=frozenset())
    assert planted_words(everything_in(written.data)) == set()
    with zipfile.ZipFile(io.BytesIO(written.data)) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize(
    "word",
    [
        "Zqshared", "before Zqrich after", "Zqescape", "Zqinline", "Zqliteral", "Zqcached", "Zqspelt", "Zqhiddencolumn",
        "Zqhiddenrow", "Zqundermerge", "Zqcolumn", "Zqfilter", "Zqcustomfilter", "Zqcftext", "Zqcfformula", "Zqprompt",
        "Zqprompttitle", "Zqerror", "Zqerrortitle", "Zqchoice", "Zqdisplay", "Zqtooltip", "Zqmail", "Zqheader",
        "Zqfooter", "Zqfirst", "Zqnewlist", "Zqnewrule", "Zqshape", "Zqdescr", "Zqtitle", "Zqtip", "in Zqbox here",
        "Zqolder", "Zqcharttitle", "Zqstrlit", "Zqaxis", "Zqtotal", "Zqcalculated", "Zqtablestyle", "Zqtablealt",
        "Zqtablesummary", "Zqtable", "Zqformat 5", "Zqslash", "Zqfont", "Zqstyle", "Zqdxf", "Zqname", "Zqhiddenname",
        "Zqconstant", "Zq tab", "Zqhiddentab", "Zqverytab", "Zqonhidden", "Zqonvery", "Zqdoctitle", "Zqrunfont",
        "Zqurl",
    ],
)  # fmt: skip
def test_what_stays_is_a_segment(word: str) -> None:
    assert any(word in segment.text for segment in _opened().segments)


@pytest.mark.parametrize("word", ["Zqorphan", "Zqphonetic", "Zqcomment", "Zqcacheitem", "Zqscenario", "Zqseries"])
def test_what_is_dropped_is_no_segment(word: str) -> None:
    assert not any(word in segment.text for segment in _opened().segments)


@pytest.mark.parametrize(
    "change",
    [
        ("removed", "comments"),
        ("removed", "the list of comment authors"),
        ("removed", "the drawings of comments and controls"),
        ("removed", "macros"),
        ("removed", "macro sheets"),
        ("removed", "stored pivot data"),
        ("removed", "pivot tables (their cells stay)"),
        ("removed", "slicers and timelines"),
        ("removed", "stored values of other workbooks"),
        ("removed", "data connections"),
        ("removed", "the calculation chain"),
        ("removed", "scenarios"),
        ("removed", "phonetic guides"),
        ("removed", "a part of unknown kind"),
        ("removed", "parts that nothing refers to"),
        ("removed", "custom properties"),
        ("removed", "the name of who reserved the file"),
        ("removed", "formulas replaced by their values: they use what is not in the workbook"),
        ("removed", "names of cells that are not in the workbook"),
        ("removed", "data validations that use what is not in the workbook"),
        ("replaced", "diagram or chart of a newer kind by a grey placeholder"),
    ],
)
def test_everything_dropped_is_listed(change: tuple[str, str]) -> None:
    document = _opened()
    written = document.write(replacing(document, {}), cleared=frozenset())
    assert change in {(found.action, found.what) for found in written.changes}


def test_hidden_content_is_told_and_marked() -> None:
    document = _opened()
    assert len(document.notices) == 3
    assert not [notice for notice in document.notices if notice.holds]
    hidden = {segment.text for segment in document.segments if segment.hidden}
    assert hidden == {"Zqhiddencolumn", "Zqhiddenrow", "Zqonhidden", "Zqonvery"}


def test_the_same_input_gives_the_same_bytes_with_fixed_stamps() -> None:
    document = _opened()
    plan = replacing(document, {"Zqshared": "SW1"})
    first, second = (document.write(plan, cleared=frozenset()).data for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/media/image1.png"} <= set(archive.namelist())
