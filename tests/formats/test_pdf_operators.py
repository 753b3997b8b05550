"""Content streams taken apart and written again: the same as by the library, whatever way they are written in."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.formats.pdf.container import operators
from redactor.formats.pdf.container.operators import (
    Instruction,
    elements,
    instructions_of,
    op,
    plain_strings,
    serialised,
    string,
    string_of,
)

PLAIN = (
    b"q 1 0 0 1 72.5 -.25 cm /Im4 Do Q",
    b"BT\n/F1 12 Tf[<01>4<0203>-10.5(a\\)b \\(c)] TJ 0 -14 Td(Report)Tj T*(one)' 1 2(two)\" ET",
    b"/P<</MCID 0/Lang(en-GB)/K[1 2]>>BDC 0 0 m 1 1 l S EMC\r\n/Pattern cs/P1 scn 0 0 10 10 re f*",
    b"[3 2] 0 d\f 1 0 0 RG\t/Artifact BMC EMC ",
    b"",
)
ODD = (
    b"(a(b)c) Tj",
    b"/A#20B gs",
    b"/A\x0bB gs",
    b"1 0 0 rg % not for readers",
    b"<41 4> Tj",
    b"/P <</A <</B 1>>>> BDC EMC",
    b"true 1 g",
    b"1 g\0 0 0 m",
    b"1 0 0 unheard",
    b"q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
)


def by_library(stream: Any) -> list[tuple[str, list[Any]]]:
    found = pikepdf.parse_content_stream(stream)
    return [("EI", []) if hasattr(item, "iimage") else (str(item.operator), list(item.operands)) for item in found]


def by_us(stream: Any) -> list[tuple[str, list[Any]]]:
    found = instructions_of(stream)
    return [(item.name, item.operands) if isinstance(item, Instruction) else ("EI", []) for item in found]


@pytest.mark.parametrize("data", PLAIN + ODD)
def test_a_stream_is_taken_apart_as_the_library_does_and_written_again(data: bytes) -> None:
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(data)
        assert (operators._plain(stream) is not None) is (data in PLAIN)
        assert by_us(stream) == by_library(stream)
        assert by_library(pdf.make_stream(serialised(instructions_of(stream)))) == by_library(stream)


@given(st.lists(st.sampled_from(PLAIN[0].split(b" ") + PLAIN[1].split(b" ") + PLAIN[2].split(b" ")), max_size=12))
def test_what_is_taken_apart_without_the_library_is_what_it_would_answer(words: list[bytes]) -> None:
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(b" ".join(words))
        if operators._plain(stream) is not None:
            assert by_us(stream) == by_library(stream)


@given(st.binary(max_size=20))
def test_strings_are_written_and_read(data: bytes) -> None:
    assert string_of(string(data)) == data
    assert bytes(pikepdf.Object.parse(string(data))) == data


def test_strings_that_are_shown_are_written_in_one_way() -> None:
    ways = (b"[(A\\102)-3<43>]", b"[<4142> -3 (C)]", b"[ (AB)\n-3(\\103) ]")
    assert {plain_strings(Instruction("TJ", way)) for way in ways} == {Instruction("TJ", b"[(AB) -3 (C)]")}
    assert plain_strings(Instruction('"', b"1 2 <41>")) == Instruction('"', b"1 2 (A)")


@pytest.mark.parametrize("array", [b"[1.2.3]", b"[(a)--5]", b"[/N]", b"[[1]]", b"[<<]", b"[true]"])
def test_what_is_neither_string_nor_number_is_no_element(array: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        [string_of(part) for part in elements(array)]


def test_numbers_that_cannot_be_written_are_none() -> None:
    assert op("Td", 1, -0.5, 2.0, 1e-9) == Instruction("Td", b"1 -0.5 2 0")
    with pytest.raises(ValueError, match="number"):
        op("Td", float("inf"), 0)
