"""One residual in one surface of a workbook, a presentation, a web page or a message turns the verifier red.

The reader of the surface is found by comparing the planted file with its neutral
twin: where their texts differ, that reader saw it. With just these places taken
away the same file passes, so the test would fail if that reader went blind.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from tests.verify.building import knowledge_for
from tests.verify.surfaces_more import EML, HTML, PPTX, XLSX, Planter

from redactor.model import Verification
from redactor.verify import check_file, checking
from redactor.verify.readers import ReadFile, read_file

SURFACES = {
    f"{kind} {name}": planter
    for kind, group in (("xlsx", XLSX), ("pptx", PPTX), ("html", HTML), ("eml", EML))
    for name, planter in group.items()
}
FORMS = ["Karen Oldroyd", "Ms Oldroyd", "OLDROYD, Karen"]
SPLIT = ["Karen Oldroyd", "Karen  OLDROYD", "KAREN OLDROYD"]
"""For a surface that cuts the words at fixed places."""
SLUGS = ["KarenOldroyd", "karen_oldroyd", "koldroyd"]
NEUTRAL = "Visit notes"
NEUTRAL_SLUG = "Notes"
COMBINATIONS = [
    pytest.param(name, form, id=f"{name}: {form}")
    for name, surface in SURFACES.items()
    for form in (SLUGS if surface.slug else SPLIT if "RFC 2231" in name else FORMS)
]


def verdict(data: bytes) -> Verification:
    return check_file("report", data, knowledge=knowledge_for("ofsted"))


@cache
def twin(name: str) -> bytes:
    """The same carrier with neutral words."""
    surface: Planter = SURFACES[name]
    return surface.plant(NEUTRAL_SLUG if surface.slug else NEUTRAL)


@cache
def told_by_twin(name: str) -> frozenset[tuple[str, str]]:
    return frozenset((block.place, block.text) for block in read_file(twin(name)).blocks)


@pytest.mark.parametrize(("name", "form"), COMBINATIONS)
def test_a_residual_is_found_by_the_reader_of_its_surface(
    name: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = SURFACES[name].plant(form)
    found = verdict(data)
    assert any(item.code == "SW1" for item in found.residuals)
    assert not found.passed
    told = " ".join(f"{item.place} {item.kind} {item.code} {item.check}" for item in found.residuals)
    assert "oldroyd" not in told.casefold()
    own = {block.place for block in read_file(data).blocks if (block.place, block.text) not in told_by_twin(name)}
    assert own

    def blinded(untrusted: bytes, **_: object) -> ReadFile:
        read = read_file(untrusted)
        return replace(read, blocks=tuple(block for block in read.blocks if block.place not in own), raw=())

    monkeypatch.setattr(checking, "read_file", blinded)
    assert not any(item.code == "SW1" for item in verdict(data).residuals)


@pytest.mark.parametrize("name", SURFACES)
def test_the_neutral_twin_passes(name: str) -> None:
    found = verdict(twin(name))
    assert (found.residuals, found.unchecked, found.refused) == ((), (), "")
    assert found.passed
