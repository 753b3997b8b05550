"""One document from disk: read once, never written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import docx
import pytest

from redactor.case import Case
from redactor.errors import UnreadableError, UnsupportedFormatError
from redactor.ingest import decide_kind, ingest
from redactor.model import DocumentKind, Place, Segment, SegmentRole


@dataclass(frozen=True)
class _FakeCase:
    document_kinds: dict[str, DocumentKind] = field(default_factory=dict)


def _case(**kinds: DocumentKind) -> Case:
    return cast("Case", _FakeCase({name.replace("_", "."): kind for name, kind in kinds.items()}))


def test_what_ingest_says_about_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"# Overview report\n\nText.\n")
    path.chmod(0o400)
    before = path.stat()
    found = ingest(path, "sub/a.txt", _case())
    assert found.document.source == "sub/a.txt"
    assert found.document.format == "text"
    assert found.document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (found.document.kind, found.document.kind_reason) == (DocumentKind.OVERVIEW, "title")
    assert found.document.segments == found.opened.segments
    assert found.data == path.read_bytes()
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_declared_kinds_win(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"# Overview report\n")
    found = ingest(path, "a.txt", _case(a_txt=DocumentKind.LETTER)).document
    assert (found.kind, found.kind_reason) == (DocumentKind.LETTER, "case.toml")


def test_a_missing_or_foreign_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        ingest(tmp_path / "none.txt", "none.txt", _case())
    (tmp_path / "a.odg").write_bytes(b"PK")
    with pytest.raises(UnsupportedFormatError):
        ingest(tmp_path / "a.odg", "a.odg", _case())


def _segments(*texts: tuple[str, SegmentRole]) -> list[Segment]:
    return [Segment(f"s{n}", text, Place(), role) for n, (text, role) in enumerate(texts)]


_P, _H, _T, _A = SegmentRole.PARAGRAPH, SegmentRole.HEADING, SegmentRole.TITLE, SegmentRole.ATTRIBUTE


@pytest.mark.parametrize(
    ("source", "texts", "kind", "reason"),
    [
        ("a.docx", [("Individual Management Review", _T)], DocumentKind.IMR, "title"),
        ("a.docx", [("IMR: Fennshire Police", _H)], DocumentKind.IMR, "title"),
        ("IMR Police.docx", [("Report", _T)], DocumentKind.IMR, "file name"),
        (
            "a.docx",
            [("Executive Summary", _T), ("of the Overview Report", _P)],
            DocumentKind.EXECUTIVE_SUMMARY,
            "title",
        ),
        ("a.docx", [("Integrated chronology", _T)], DocumentKind.CHRONOLOGY, "title"),
        ("overview.docx", [("Individual Management Review", _T)], DocumentKind.IMR, "title"),
        ("IMR health.docx", [("Overview report", _T)], DocumentKind.IMR, "file name"),
        ("a.docx", [("Notes", _T), ("We read the chronology and the IMR of each agency in turn.", _P)], None, ""),
        (
            "a.docx",
            [("Overview report", _T), ("1 Introduction", _H), ("2 Chronology", _H)],
            DocumentKind.OVERVIEW,
            "title",
        ),
        ("a.docx", [], None, ""),
    ],
)
def test_kinds(source: str, texts: list[tuple[str, SegmentRole]], kind: DocumentKind | None, reason: str) -> None:
    found = decide_kind(source, _segments(*texts), None)
    assert found == ((kind, reason) if kind else (DocumentKind.OTHER, "undecided"))


def test_headers_and_attributes_do_not_decide_but_the_title_property_does() -> None:
    header = [Segment("h", "Chronology", Place("header"), SegmentRole.HEADER), *_segments(("Notes of a day", _T))]
    assert decide_kind("a.docx", header, None)[1] == "undecided"
    alternative = [Segment("x", "Chronology", Place("alternative text"), _A)]
    assert decide_kind("a.docx", alternative, None)[1] == "undecided"
    titled = [Segment("x", "Chronology", Place("document title"), _A)]
    assert decide_kind("a.docx", titled, None)[0] is DocumentKind.CHRONOLOGY


def test_a_word_file_end_to_end(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Action plan", 0)
    document.add_paragraph("Nothing here about a chronology decides.")
    document.save(str(tmp_path / "plan.docx"))
    found = ingest(tmp_path / "plan.docx", "plan.docx", _case()).document
    assert (found.kind, found.format) == (DocumentKind.ACTION_PLAN, "docx")
