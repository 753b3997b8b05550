"""Changes to case.toml keep its notes, its order and what was not named."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from redactor.case.case_toml_edits import CaseTomlEdit
from redactor.errors import UsageError

TEXT = """\
# Our case.
[case]
reference = "FN-11"   # never leaves
board     = "Fennshire LSCB"
subject   = "Child R"

[[allowed]]
name = "Frances Tolland"
role = "overview report author"
"""


def edited(change: str) -> tuple[str, dict[str, object]]:
    edit = CaseTomlEdit(TEXT.encode())
    eval(change, {"edit": edit, "date": date})  # noqa: S307  # the table below
    text = edit.to_bytes().decode()
    return text, tomllib.loads(text)


def test_nothing_changed_gives_the_same_bytes() -> None:
    assert CaseTomlEdit(TEXT.encode()).to_bytes() == TEXT.encode()


@pytest.mark.parametrize(
    ("change", "path", "value"),
    [
        ("edit.allow('A B', 'LSCB chair')", "allowed", [
            {"name": "Frances Tolland", "role": "overview report author"}, {"name": "A B", "role": "LSCB chair"}]),
        ("edit.set_allowed({'overview report author': '', 'LSCB chair': 'A B'})", "allowed", [
            {"name": "A B", "role": "LSCB chair"}]),
        ("edit.set_kind('x/IMR.docx', 'imr')", "documents", {"x/IMR.docx": {"kind": "imr"}}),
        ("edit.clear_picture('0' * 64)", "pictures", {"cleared": ["0" * 64]}),
        ("edit.clear_picture('0' * 64) or edit.clear_picture('1' * 64) or edit.cover_picture('0' * 64)", "pictures", {
            "cleared": ["1" * 64], "covered": ["0" * 64]}),
        ("edit.cover_picture('0' * 64) or edit.leave_picture('0' * 64)", "pictures", {"covered": []}),
        ("edit.ask_for_two_people(wanted=True)", "publication", {"two_people": True}),
        ("edit.ask_for_two_people(wanted=True) or edit.ask_for_two_people(wanted=False)", "publication", {}),
        ("edit.set_precondition('proceedings', date(2012, 2, 20))", "publication", {"proceedings": date(2012, 2, 20)}),
        ("edit.set_holders({'overview report author': ['C D'], 'LSCB chair': ['A B', 'E F']})", "allowed", [
            {"name": "C D", "role": "overview report author"}, {"name": "A B", "role": "LSCB chair"},
            {"name": "E F", "role": "LSCB chair"}]),
        ("edit.set_holders({'LSCB chair': ['A B']})", "allowed", [
            {"name": "A B", "role": "LSCB chair"}, {"name": "Frances Tolland", "role": "overview report author"}]),
        ("edit.set_not_held({'SCR panel chair': 'no panel'})", "roles_not_held", {"SCR panel chair": "no panel"}),
        ("edit.set_not_held({'lead reviewer': 'x'}) or edit.set_not_held({'lead reviewer': ''}) or edit.allow('A', '')",
            "allowed", [{"name": "Frances Tolland", "role": "overview report author"}, {"name": "A", "role": ""}]),
        ("edit.set_precondition('proceedings', 'none')", "publication", {"proceedings": {"not_applicable": "none"}}),
    ],
)  # fmt: skip
def test_a_change_is_read_again_and_notes_stay(change: str, path: str, value: object) -> None:
    text, read = edited(change)
    assert read[path] == value
    assert text.startswith(TEXT[: TEXT.index("[[allowed]]")])
    assert "# never leaves" in text


def test_a_broken_file_is_told() -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        CaseTomlEdit(b"[case\n")
