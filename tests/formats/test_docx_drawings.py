"""Charts and SmartArt in Word files keep their place and are coded, with the workbooks behind them."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from tests.formats.conftest import Convert, replacing
from tests.formats.docx_drawn import charted, members, planted, with_member
from tests.formats.docx_files import reopened
from tests.formats.pptx_planted import TOKEN, everything_within
from tests.formats.pptx_planted import planted as words_in

from redactor.formats.base import Hidden, WrittenFile
from redactor.formats.docx.document import WordDocument
from redactor.verify.lost import compare_paragraphs
from redactor.verify.readers import Surface, read_file

PLANTED = planted()
CHARTED = charted()


def written(data: bytes, words: dict[str, str], *, hidden: Hidden = "code") -> WrittenFile:
    document = WordDocument(data)
    return document.write(replacing(document, words), cleared=frozenset(), hidden=hidden)


def listed(file: WrittenFile) -> set[tuple[str, str]]:
    return {(change.action, change.what) for change in file.changes}


def coded(name: str = "Karen Oldroyd", hidden: Hidden = "code") -> bytes:
    return written(charted(name), {name: "SW1"}, hidden=hidden).data


@pytest.mark.parametrize("hidden", ["code", "remove"])
def test_no_planted_word_is_left(hidden: Hidden) -> None:
    assert len(words_in(everything_within(PLANTED))) >= 25
    words = {token: "SW1" for s in WordDocument(PLANTED).segments for token in TOKEN.findall(s.text)}
    left = everything_within(written(PLANTED, words, hidden=hidden).data)
    assert words_in(left) == set()
    assert "zq" not in left.lower()


@pytest.mark.parametrize(
    "word",
    [
        "Zqcharttitle", "Zqseries", "Zqcategory", "Zqlabelrange", "Zqformat", "Zqpoint", "Zqsheet", "Zqusershape",
        "Zqdiagram", "Zqdrawn", "Zqdspdescr", "Zqprompt", "Zqdiagramtitle", "Zqdiagramdesc", "Zqbookcell",
    ],
)  # fmt: skip
def test_what_stays_is_a_segment(word: str) -> None:
    assert any(word in segment.text for segment in WordDocument(PLANTED).segments)


@pytest.mark.parametrize("word", ["Zqpivot", "Zqfiltered", "Zqprint", "Zqchartstyle", "Zqbookauthor", "Zqelsewhere"])
def test_what_is_dropped_is_no_segment(word: str) -> None:
    assert not any(word in segment.text for segment in WordDocument(PLANTED).segments)


def test_what_goes_is_listed() -> None:
    found = listed(written(PLANTED, {}))
    assert ("removed", "links of charts to pivot tables") in found
    assert ("removed", "design hints of charts") in found
    assert ("removed", "embedded workbooks or documents") in found
    assert not any(action == "replaced" for action, _ in found)


@pytest.mark.parametrize("hidden", ["code", "remove"])
def test_charts_and_diagrams_keep_their_place(hidden: Hidden) -> None:
    parts = members(coded(hidden=hidden))
    assert {"word/charts/chart1.xml", "word/diagrams/data1.xml", "word/diagrams/drawing1.xml"} <= set(parts)
    assert "word/media/image1.png" not in parts
    chart = parts["word/charts/chart1.xml"].decode()
    for text in ("Contacts of SW1", "Visits by SW1", "mostly SW1", ">SW1<", ">Others<"):
        assert text in chart
    assert "Led by SW1" in parts["word/diagrams/data1.xml"].decode()
    assert "Led by SW1" in parts["word/diagrams/drawing1.xml"].decode()
    assert [p.text for p in reopened(coded(hidden=hidden)).paragraphs if p.text][-1] == "The end."


def test_the_diagram_finds_its_drawing() -> None:
    parts = members(coded())
    links = parts["word/_rels/document.xml.rels"].decode()
    rel_id = links.partition('Target="diagrams/drawing1.xml"')[0].rpartition('Id="')[2].partition('"')[0]
    assert f'relId="{rel_id}"' in parts["word/diagrams/data1.xml"].decode()


def test_the_workbook_is_coded_or_removed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(members(coded())["word/embeddings/Workbook1.xlsx"]))
    assert [cell.value for cell in next(iter(book.worksheets[0].iter_cols(1, 1)))] == [None, "SW1", "Others"]
    assert not [name for name in members(coded(hidden="remove")) if "embeddings" in name]


def test_a_workbook_that_cannot_be_read_is_dropped_and_listed() -> None:
    file = written(planted(b"PK not a workbook"), {})
    assert any(action == "removed" and "workbook behind a chart" in what for action, what in listed(file))
    assert not [name for name in members(file.data) if "embeddings" in name]
    assert b"externalData" not in members(file.data)["word/charts/chart1.xml"]


def test_a_chart_that_is_none_becomes_a_placeholder() -> None:
    file = written(with_member(CHARTED, "word/charts/chart7.xml", b"c:chartSpace", b"c:other"), {})
    assert ("replaced", "chart by a grey placeholder") in listed(file)
    assert "word/charts/chart1.xml" not in members(file.data)


@pytest.mark.parametrize("name", ["Bartholomew Featherstonehaugh", "Li Wu"])
@pytest.mark.parametrize("hidden", ["code", "remove"])
def test_the_copy_does_not_depend_on_the_name(name: str, hidden: Hidden) -> None:
    assert coded(name, hidden) == coded("Karen Tolland", hidden)


def test_the_verifier_reads_charts_diagrams_and_workbooks() -> None:
    read = read_file(CHARTED)
    body = {block.text for block in read.blocks if block.surface is Surface.BODY}
    assert {"Contacts of Karen Oldroyd", "Visits by Karen Oldroyd", "mostly Karen Oldroyd"} <= body
    assert {"Karen Oldroyd", "Led by Karen Oldroyd"} <= body
    assert [raw.data for raw in read.inner] == [members(CHARTED)["word/embeddings/book.xlsx"]]
    assert read.unchecked == ()


@pytest.mark.parametrize(
    ("member", "text"), [("word/charts/chart1.xml", b">Others<"), ("word/diagrams/drawing1.xml", b">Led by SW1<")]
)
def test_a_text_of_a_chart_or_diagram_that_is_lost_is_told(member: str, text: bytes) -> None:
    document = WordDocument(CHARTED)
    pairs = [(s.text, s.text.replace("Karen Oldroyd", "SW1")) for s in document.segments]
    source, copy = read_file(CHARTED), coded()
    kept = compare_paragraphs(source, read_file(copy), pairs)
    assert (kept.lost, kept.unchecked) == ([], [])
    loss = compare_paragraphs(source, read_file(with_member(copy, member, text, b"><")), pairs)
    assert loss.lost


def test_libreoffice_draws_the_coded_chart(soffice: Convert, tmp_path: Path) -> None:
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    path = tmp_path / "a.docx"
    path.write_bytes(coded())
    made = soffice(path, "pdf")
    drawn = subprocess.run(["pdftotext", made, "-"], check=True, capture_output=True, text=True).stdout
    text = " ".join(drawn.split())
    for shown in ("Contacts of SW1", "Visits by SW1", "Others", "Led by SW1", "The end."):
        assert shown in text
    assert "removed]" not in text
