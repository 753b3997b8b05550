"""A PDF that a web team exported from a released Word file: the same text, or different here."""

from __future__ import annotations

import pytest
from tests.formats.mail_files import light_word_file
from tests.verify.building import blank_pdf

from redactor.verify import text_differences
from redactor.verify.readers import Block, ReadFile, Surface
from redactor.verify.reflowed import page_differences

PAGE = "Differs from the released copy: page {}."
MISSING = "{} not as in the released copy or not there."
COPY = ReadFile(
    "docx",
    (
        Block("header 1", "Fennshire Board", Surface.HEADER),
        Block("paragraph 1", "SW1 visited Child R on 3 June 2011 and rang HV2 after-wards.", Surface.BODY),
        Block("paragraph 2", "First point", Surface.BODY),
        Block("table 1, row 1, column 1", "Job title", Surface.BODY),
        Block("table 1, row 2, column 1", "Health visitor of the practice", Surface.BODY),
        Block("table 1, row 2, column 2", "HV2", Surface.BODY),
        Block("note 1", "As the guidance says.", Surface.NOTE),
        Block("footer 1", "Page 1", Surface.FOOTER),
        Block("style", "Heading", Surface.RAW),
    ),
)
FIRST = (
    "Fennshire Board\nSW1 visited Child R on 3 June 2011 and\nrang HV2 after-\nwards.1\n1. First point\nPage 1 of 2\n"
)
SECOND = "Fennshire Board\nJob title\nHealth visitor HV2\nof the practice\n1 As the guidance says.\nPage 2 of 2\n"
COLUMNS = "Job title\nHealth visitor\nof the practice\n\nHV2"


def pages(*texts: str, columns: str = COLUMNS) -> ReadFile:
    shown = tuple(Block(f"page {n}", text, Surface.BODY) for n, text in enumerate(texts, 1))
    return ReadFile("pdf", shown, again=("", columns))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (FIRST, SECOND, ()),
        (FIRST, f"Fennshire Board\nJob title\n{SECOND}", ()),  # what stands at the top of each page
        (FIRST.replace("3 June", "4 June"), SECOND, (MISSING.format("1 paragraph is"),)),
        (FIRST.replace("Child R", "the boy"), SECOND, (PAGE.format(1), MISSING.format("1 paragraph is"))),
        (FIRST, SECOND.replace("HV2", "Oldroyd"), (PAGE.format(2), "1 word of the released copy not there.")),
        (FIRST, f"{SECOND}\nKaren Oldroyd rang.", (PAGE.format(2),)),
        (FIRST, f"{SECOND}\nThe guidance.", (PAGE.format(2),)),
        (FIRST.replace("1. First point", ""), SECOND, (MISSING.format("1 paragraph is"),)),
        (FIRST.replace("SW1 visited Child R", "Child R visited SW1"), SECOND, (MISSING.format("1 paragraph is"),)),
        (FIRST, SECOND.replace("As the guidance says.", ""), (MISSING.format("1 paragraph is"),)),
    ],
)
def test_pages_have_the_text_of_the_copy_or_differ(first: str, second: str, told: tuple[str, ...]) -> None:
    assert page_differences(COPY, pages(first, second)) == told


def test_a_cell_whose_lines_are_read_apart_is_whole_in_one_reading_or_missing() -> None:
    assert page_differences(COPY, pages(FIRST, SECOND, columns="")) == (MISSING.format("1 paragraph is"),)


def test_files_of_both_formats_are_compared() -> None:
    word = light_word_file("Executive Summary", "SW1 visited the flat in June 2011.")
    assert text_differences(word, blank_pdf("Executive Summary", "SW1 visited the flat", "in June 2011.", "end")) == ()
    assert text_differences(word, blank_pdf("Executive Summary", "SW2 visited the flat in June 2011.", "end")) == (
        PAGE.format(1),
        MISSING.format("1 paragraph is"),
    )


def test_the_number_of_a_page_in_a_footer_is_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    read = {b"1": ReadFile("docx", (Block("footer 1", "Child R, page 1", Surface.FOOTER),))}
    read[b"2"] = ReadFile("docx", (Block("footer 1", "Child R, page 12", Surface.FOOTER),))
    read[b"3"] = ReadFile("docx", (Block("footer 1", "Child S, page 1", Surface.FOOTER),))
    read[b"4"] = ReadFile("docx", (Block("paragraph 1", "Child R, page 12", Surface.BODY),))
    monkeypatch.setattr("redactor.verify.likeness.read_file", read.__getitem__)
    assert text_differences(b"1", b"2") == ()
    assert text_differences(b"1", b"3")[0] == "Differs from the released copy: footer 1."
    assert text_differences(b"1", b"4")
    read[b"5"] = ReadFile("docx", (*read[b"1"].blocks, Block("paragraph 1", "Seen.", Surface.BODY)))
    assert text_differences(b"1", b"5") == ("Differs from the released copy: paragraph 1.",)
