"""One residual in one surface turns the verifier red; the same surface without it does not.

Each is red because of the reader of its surface: with what that reader sees taken
away the same file passes, so the test would fail if the reader went blind.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.verify.building import knowledge_for
from tests.verify.surfaces import DOCX, PDF, Surface

from redactor.model import Person, Verification
from redactor.verify import check_file, checking
from redactor.verify.readers import ReadFile, read_file
from redactor.verify.search import forms, tokens

SURFACES = {**{f"docx {k}": v for k, v in DOCX.items()}, **{f"pdf {k}": v for k, v in PDF.items()}}
FORMS = ["Karen Oldroyd", "Ms Oldroyd", "OLDROYD, Karen"]
SLUGS = ["KarenOldroyd", "karen_oldroyd", "koldroyd"]
NEUTRAL = "Service"

COMBINATIONS = [
    pytest.param(surface, form, id=f"{name}: {form}")
    for name, surface in SURFACES.items()
    for form in (SLUGS if surface.slug else FORMS)
]


def verdict(data: bytes, name: str = "report") -> Verification:
    return check_file(name, data, knowledge=knowledge_for("ofsted"))


def blinded(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Take away what is read at a place, and the raw bytes."""

    def without(data: bytes, **_: object) -> ReadFile:
        read = read_file(data)
        kept = tuple(block for block in read.blocks if not re.search(place, block.place))
        return replace(read, blocks=kept, raw=())

    monkeypatch.setattr(checking, "read_file", without)


@pytest.mark.parametrize(("surface", "form"), COMBINATIONS)
def test_a_residual_is_found_by_the_reader_of_its_surface(
    surface: Surface, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = surface.plant(form)
    found = verdict(data)
    assert any(item.code == "SW1" for item in found.residuals)
    assert not found.passed
    told = " ".join(f"{item.place} {item.kind} {item.code} {item.check}" for item in found.residuals)
    assert "oldroyd" not in told.casefold()
    blinded(monkeypatch, surface.place)
    assert not any(item.code == "SW1" for item in verdict(data).residuals)


@pytest.mark.parametrize("name", SURFACES)
def test_the_neutral_twin_passes(name: str) -> None:
    found = verdict(SURFACES[name].plant(NEUTRAL))
    assert (found.residuals, found.unchecked, found.refused) == ((), (), "")


@pytest.mark.parametrize("name", SURFACES)
def test_blind_to_every_name_form_an_exact_full_name_is_still_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_forms(_: Person) -> tuple[()]:
        return ()

    monkeypatch.setattr(tokens, "forms_of", no_forms)
    tokens.forms_table.cache_clear()
    try:
        surface = SURFACES[name]
        found = verdict(surface.plant("Karen_Oldroyd" if surface.slug else "Karen Oldroyd"))
    finally:
        tokens.forms_table.cache_clear()
    assert any(item.code == "SW1" for item in found.residuals)
    assert all(item.check != forms.CHECK for item in found.residuals)


@pytest.mark.parametrize(
    "text",
    [
        "K. Oldroyd",
        "Karen\u00a0Oldroyd",
        "Ka\u200bren Old\u00adroyd",
        "O l d r o y d",
        "Old-\nroyd",
        "Каren Oldroyd",
        "karen.oldroyd@fennshire.example",
        "the Oldroyds",
        "Karen Olroyd",
        "Wiśniowski",
        "Marek",
        "Mr Wisniowski",
        "Hope said that she had weighed the baby.",
        "HV Lincoln weighed the baby",
        "Jolie",
        "J.B. born 5.5.10",
        "Thornfield Primary School",
        "K/4471/22",
        "k 4471 22",
        "Child G was seen.",
        "SW9 visited.",
        "FN-11",
        "ref FN 11",
        "Dr Ailsa Drummond attended.",
        "health visitor Petra Lindqvist",
        "NHS number 943 476 5919",
        "QQ 12 34 56 C is none, AB 12 34 56 C is one",
        "01632 960001",
        "someone@fennshire.example",
        "FN3 4AB",
        "dob 5.5.86",
        "14 Mill Street",
        "AB12 CDE",
        "www.fennshire-news.example/child",
        "@mum_of_three",
    ],
)
def test_every_written_form_and_identifier_in_text_is_red(text: str) -> None:
    assert verdict(f"Overview Report\n\nChild R. {text}\n".encode()).residuals


def test_the_file_name_is_searched_too() -> None:
    data = b"Overview Report\n"
    assert verdict(data, "IMR_Karen_Oldroyd.txt").residuals
    assert verdict(data, "overview FN-11.txt").residuals
    assert verdict(data, "overview Child R.txt").residuals == ()
