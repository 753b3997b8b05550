"""Plain text: blocks, encodings, and bytes that stay as they are."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.conftest import plan_for, replacing

from redactor.errors import UnreadableError
from redactor.formats import adapter_for
from redactor.formats.base import OpenDocument
from redactor.model import SegmentRole


def _open(data: bytes, name: str = "a.txt") -> OpenDocument:
    return adapter_for(name, data).open(data)


def test_blocks_headings_rows_and_items() -> None:
    text = "# Overview\n\nOne line\nand the next.\n\nTitle\n=====\n"
    text += "| Name | Karen |\n|---|---|\nDate\tEvent\n- one\n  more\n- two\n"
    segments = _open(text.encode(), "a.md").segments
    assert [(s.text, s.role.value, s.level, s.place.line) for s in segments] == [
        ("# Overview", "heading", 1, 1),
        ("One line\nand the next.", "paragraph", 0, 3),
        ("Title", "heading", 1, 6),
        ("| Name | Karen |", "cell", 0, 8),
        ("|---|---|", "cell", 0, 9),
        ("Date\tEvent", "cell", 0, 10),
        ("- one\n  more", "list item", 0, 11),
        ("- two", "list item", 0, 13),
    ]
    assert segments[0].role is SegmentRole.HEADING


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_marks_and_line_endings_stay(ending: str, codec: str, mark: bytes) -> None:
    lines = ["By Karen", "Oldroyd  ", "", "", "żółw, Karen Oldroyd"]
    data = mark + ending.join(lines).encode(codec)
    document = _open(data)
    assert document.write(plan_for(), cleared=frozenset()).data == data
    words = {f"Karen{ending}Oldroyd": "HV1", "Karen Oldroyd": "HV1"}
    wanted = mark + ending.join(["By HV1  ", "", "", "żółw, HV1"]).encode(codec)
    assert document.write(replacing(document, words), cleared=frozenset()).data == wanted


@pytest.mark.parametrize(
    "data",
    [
        "Caf\u00e9".encode("latin-1"),
        b"a\0b",
        codecs.BOM_UTF32_LE + "a".encode("utf-32-le"),
        codecs.BOM_UTF16_LE + b"a",
        "no mark".encode("utf-16-le"),
    ],
)
def test_other_encodings_are_unreadable_with_advice(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        _open(data)
    assert "UTF-8" in caught.value.next_step


@given(st.text(alphabet="ab #-|=\t\r\n.żK", max_size=80))
def test_an_empty_plan_gives_the_same_bytes_and_segments_cover_all_words(text: str) -> None:
    data = (text + "x").encode()
    document = _open(data)
    assert document.write(plan_for(), cleared=frozenset()).data == data
    shown = "".join("".join(s.text.split()) for s in document.segments).replace("=", "").replace("-", "")
    assert shown == "".join((text + "x").split()).replace("=", "").replace("-", "")
