"""What the program says to the outside holds no name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.e2e.cases import CHRONOLOGY, NOTE, PLAN, copy_case, redactor, without_row
from tests.e2e.conftest import Demo
from tests.e2e.rawscan import distinctive_words, fold

pytestmark = pytest.mark.xdist_group("demo")


def _named(text: str, demo: Demo) -> list[str]:
    words = "|".join(re.escape(fold(word)) for word in distinctive_words(demo.case / "glossary.csv"))
    return re.findall(rf"(?<![^\W_])(?:{words})(?![^\W_])", fold(text), re.IGNORECASE)


def _without_sources(text: str) -> str:
    """File names of originals are the board's own; everything else must be silent."""
    for name in ("IMR Health - L Wisniowski-Brannock.docx", NOTE, CHRONOLOGY):
        text = text.replace(name, "").replace(json.dumps(name)[1:-1], "")
    return text


def test_certificate_and_audit_name_nobody(demo: Demo) -> None:
    for name in ("certificate.json", "audit.jsonl"):
        text = (demo.out / name).read_text(encoding="utf-8")
        assert _named(text, demo) == []
        assert "FN-11" not in text


def test_json_and_messages_name_nobody(demo: Demo) -> None:
    assert _named(_without_sources(demo.outcome.stdout), demo) == []
    assert _named(_without_sources(demo.outcome.stderr), demo) == []


def test_messages_of_a_held_run_name_nobody(demo: Demo, tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=[CHRONOLOGY, PLAN])
    without_row(case, "Bernadette Achterkamp")
    (case / "documents" / "broken.docx").write_bytes(b"PK\x03\x04 Karen Oldroyd")
    outcome = redactor(tmp_path, "run", case, "--out", tmp_path / "out")
    assert outcome.code == 3
    assert _named(_without_sources(outcome.stderr + outcome.stdout), demo) == []


def test_the_output_folder_holds_nothing_else(demo: Demo) -> None:
    names = {path.name for path in demo.out.iterdir()}
    assert {"release", "certificate.json", "audit.jsonl"} <= names
    assert all(name.startswith(".") for name in names - {"release", "certificate.json", "audit.jsonl"})


def test_confidential_files_are_private(demo: Demo) -> None:
    folder = demo.case / "confidential"
    assert folder.stat().st_mode & 0o077 == 0
    for path in folder.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0
    assert {"register.csv", "report.html", "report.json"} <= {path.name for path in folder.iterdir()}
