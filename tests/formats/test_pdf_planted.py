"""The planted PDF through the adapter as a whole: read, coded by a plan, written, read by the verifier's reader."""

from __future__ import annotations

import hashlib

import pytest
from tests.formats.pdf_planted import STEM, TOKEN, planted
from tests.formats.test_pdf_container import everything

from redactor.formats import adapter_for
from redactor.model import DocumentKind, Plan, Replacement
from redactor.verify.readers import read_file


@pytest.mark.filterwarnings("ignore:Unexpected end of stream")  # streams that hold a name alone are no content
def test_no_name_is_left_on_any_surface() -> None:
    data, surfaces = planted()
    document = adapter_for("a.pdf", data).open(data)
    edits = tuple(
        Replacement(segment.key, match.start(), match.end(), "SW1", "person", "test")
        for segment in document.segments
        for match in TOKEN.finditer(segment.text)
    )
    assert len(edits) >= 15
    plan = Plan("a.pdf", hashlib.sha256(data).hexdigest(), DocumentKind.OTHER, "a.pdf", edits)
    written = document.write(plan, cleared=frozenset()).data
    seen = everything(written).lower()
    assert [surface for surface, token in surfaces.items() if token.lower() in seen] == []
    read = read_file(written)
    assert STEM.lower() not in " ".join(block.text for block in read.blocks).lower()
    assert not any(STEM.lower().encode() in raw.data.lower() for raw in read.raw)
    assert read.unchecked == ()
