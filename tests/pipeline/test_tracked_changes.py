"""Tracked changes: accepted where the destination's profile says so, otherwise the document is held."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.formats.docx_files import para, run, with_body

import redactor
from redactor.errors import ExitCode
from redactor.model import Status
from redactor.pipeline import destination
from redactor.profiles.schema import load_profile

_BODY = para(
    run("The visit of "),
    f'<w:ins w:author="Karen Oldroyd">{run("Karen Oldroyd")}</w:ins>',
    '<w:del w:author="Karen Oldroyd"><w:r><w:delText>Ms Oldroyd</w:delText></w:r></w:del>',
    run(" in May."),
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    root = tmp_path / "case"
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text('[case]\nreference = "FN-11"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n')
    (root / "glossary.csv").write_text(
        "name,code,role,category,aliases\nKaren Oldroyd,HV1,health visitor,professional,\n"
    )
    (root / "documents" / "a.docx").write_bytes(with_body(_BODY))
    return root


def test_they_are_accepted_and_listed(case: Path, tmp_path: Path) -> None:
    (document,) = redactor.run_case(case, tmp_path / "out").documents
    assert document.status is Status.RELEASED, document.reasons
    assert document.applied is not None
    assert [c.what for c in document.applied.changes if c.action == "accepted"] == ["tracked changes"]


def test_a_profile_can_refuse_them(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    strict = load_profile("ofsted").model_copy(update={"tracked_changes": "refuse"})
    monkeypatch.setattr(destination, "load_profile", lambda _name: strict)
    result = redactor.run_case(case, tmp_path / "out")
    (document,) = result.documents
    assert (document.status, result.exit_code) == (Status.HELD, ExitCode.HELD)
    assert re.fullmatch(r"The document has tracked changes \(\d\); the destination takes none\.", document.reasons[0])
    assert "Accept or reject" in document.next_steps[0]
