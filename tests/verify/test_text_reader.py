"""Plain text: every line, and nothing guessed."""

from __future__ import annotations

import pytest

from redactor.errors import UnreadableError
from redactor.verify.readers import read_file
from redactor.verify.readers.text import title_lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lines_have_their_numbers(encoding: str) -> None:
    read = read_file("Overview Report\r\n\r\nSW1 visited.".encode(encoding))
    assert [(b.place, b.text) for b in read.blocks] == [("line 1", "Overview Report"), ("line 3", "SW1 visited.")]
    assert read.titles == ("Overview Report", "SW1 visited.")


@pytest.mark.parametrize("data", [b"", "Zoë".encode("latin-1"), b"\xff\xfe\x00\xd8"])
def test_what_is_no_text_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_file(data)


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 x}",
        b"SQLite format 3\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"OggS\0\2",
    ],
)
def test_a_format_without_a_reader_is_unchecked(data: bytes) -> None:
    read = read_file(data)
    assert read.format == "unknown"
    assert [n.message for n in read.unchecked] == ["no reader for this format"]


def test_a_broken_picture_is_unchecked() -> None:
    read = read_file(b"\x89PNG\r\n\x1a\n\0")
    assert read.format == "picture"
    assert read.unchecked


def test_titles_end_where_text_or_contents_begin() -> None:
    assert title_lines(["# Overview Report", "", "**Child R**", "Contents", "Chronology 4"]) == (
        "Overview Report",
        "Child R",
    )
    assert title_lines(["Overview Report", "1. Chronology"]) == ("Overview Report",)
    assert title_lines(["Overview Report", "This is a sentence of more than eight words, surely.", "IMR"]) == (
        "Overview Report",
    )
    assert title_lines(["x" * 121, "IMR"]) == ()
