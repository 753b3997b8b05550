"""What apply hands on: bytes, digest, name, changes."""

from __future__ import annotations

import hashlib

import pytest

from redactor.apply import apply_plan
from redactor.formats import adapter_for
from redactor.model import DocumentKind, Plan, Replacement

_TEXT = b"Karen Oldroyd came."
_EDIT = Replacement("t1", 0, 13, "HV1", "person", "test")


def _plan(source: str, output: str, *edits: Replacement) -> Plan:
    return Plan(source, "", DocumentKind.OTHER, output, edits)


def test_the_copy_is_written_and_sealed() -> None:
    opened = adapter_for("a.txt", _TEXT).open(_TEXT)
    applied = apply_plan(opened, _plan("a.txt", "a note", _EDIT))
    assert applied.data == b"HV1 came."
    assert applied.sha256 == hashlib.sha256(b"HV1 came.").hexdigest()
    assert (applied.source, applied.output_name, applied.retypeset) == ("a.txt", "a note.txt", False)


@pytest.mark.parametrize(
    ("source", "output", "wanted"),
    [
        ("a.docm", "a", "a.docx"),
        ("a.docm", "a.docm", "a.docx"),
        ("a.DOCX", "a v1.2", "a v1.2.docx"),
        ("a.pdf", "a.pdf", "a.pdf"),
        ("a.markdown", "a", "a.md"),
    ],
)
def test_the_format_names_the_extension(source: str, output: str, wanted: str) -> None:
    opened = adapter_for("a.txt", _TEXT).open(_TEXT)
    assert apply_plan(opened, _plan(source, output)).output_name == wanted


def test_a_plan_for_other_segments_is_refused() -> None:
    opened = adapter_for("a.txt", _TEXT).open(_TEXT)
    with pytest.raises(ValueError, match="segments"):
        apply_plan(opened, _plan("a.txt", "a", Replacement("t9", 0, 1, "x", "person", "test")))
