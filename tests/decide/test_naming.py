"""Safe, coded, unique file names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.decide.naming import MAX_STEM, numbered, output_stem
from redactor.model import Replacement


def edit(start: int, end: int, text: str) -> Replacement:
    return Replacement("file name", start, end, text, "person", "glossary")


@pytest.mark.parametrize(
    ("source", "edits", "stem"),
    [
        ("agencies/Oldroyd_Karen_IMR.docx", [edit(0, 13, "SW1")], "SW1_IMR"),
        ("IMR of Child dob 5.5.86.docx", [edit(17, 23, "[date of birth]")], "IMR of Child dob date of birth"),
        ("Übersicht: Fälle?.pdf", [], "Ubersicht_ Falle"),
        ("con.txt", [], "document con"),
        ("….txt", [], "document"),
        ("..hidden.txt", [], "hidden"),
    ],
)
def test_output_stem(source: str, edits: list[Replacement], stem: str) -> None:
    assert output_stem(source, edits) == stem


@given(st.text(min_size=1, max_size=300).map(lambda s: s.replace("/", "_") + ".docx"))
def test_a_stem_is_always_safe(source: str) -> None:
    stem = output_stem(source, ())
    assert stem
    assert len(stem) <= MAX_STEM + len("document ")
    assert stem == stem.strip(" ._-")
    assert set(stem) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ._()&-")


@given(st.lists(st.sampled_from(["a.docx", "A.docx", "b.pdf", "a (2).docx"]), max_size=8))
def test_numbered_names_are_unique_without_case(names: list[str]) -> None:
    unique = numbered(names)
    assert len({name.casefold() for name in unique}) == len(names)
    assert [name.rpartition(".")[2] for name in unique] == [name.rpartition(".")[2] for name in names]
