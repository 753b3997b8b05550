"""Review copies: accepting every change gives the plan's text, rejecting gives the original."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import redactor
from redactor.formats import adapter_for
from redactor.formats.base import Reviewable
from redactor.model import DocumentKind, Plan, Replacement, Span, substitute

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document_of(runs: list[str]) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for number, text in enumerate(runs):
        run = paragraph.add_run(text)
        run.bold = number % 2 == 0
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def views(data: bytes) -> tuple[str, str]:
    """The accepted and the rejected text of the first paragraph."""
    root = docx.Document(io.BytesIO(data)).element.body
    paragraph = root.find(f"{W}p")
    accepted, rejected = [], []
    for node in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab"):
        marks = {ancestor.tag for ancestor in node.iterancestors()}
        text = "\t" if node.tag == f"{W}tab" else node.text or ""
        if f"{W}ins" not in marks:
            rejected.append(text)
        if f"{W}del" not in marks:
            accepted.append(text)
    return "".join(accepted), "".join(rejected)


@settings(max_examples=20)
@given(st.lists(st.text(alphabet="abc \t", min_size=1, max_size=6), min_size=1, max_size=5), st.data())
def test_accepted_is_the_plan_and_rejected_the_original(runs: list[str], data: st.DataObject) -> None:
    text = "".join(runs)
    opened = adapter_for("a.docx", document_of(runs)).open(document_of(runs))
    if not text.strip():
        return
    segment = next(s for s in opened.segments if s.key.startswith("document:"))
    assert segment.text == text
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = tuple(Replacement(segment.key, s.start, s.end, "SW1", "person", "glossary") for s in spans)
    plan = Plan("a.docx", "0" * 64, DocumentKind.OTHER, "a", edits)
    assert isinstance(opened, Reviewable)
    accepted, rejected = views(opened.review_copy(plan))
    assert accepted == substitute(text, [(s, "SW1") for s in spans])
    assert rejected == text


def test_a_code_keeps_the_formatting_of_the_name() -> None:
    data = document_of(["Karen ", "Oldroyd", " rang."])
    opened = adapter_for("a.docx", data).open(data)
    edit = Replacement("document:p1", 0, 13, "SW1", "person", "glossary")
    assert isinstance(opened, Reviewable)
    copy = opened.review_copy(Plan("a.docx", "0" * 64, DocumentKind.OTHER, "a", (edit,)))
    inserted = next(docx.Document(io.BytesIO(copy)).element.body.iter(f"{W}ins"))
    assert etree.tostring(inserted).count(b"<w:b/>") == 1
    assert inserted.get(f"{W}author") == "redactor"


def test_review_copies_stay_in_the_confidential_folder(tmp_path: Path) -> None:
    case = tmp_path / "case"
    (case / "documents").mkdir(parents=True)
    (case / "case.toml").write_text(
        '[case]\nreference = "TT-2024-7"\nboard = "Testshire LSCB"\nsubject = "Child T"\n', encoding="utf-8"
    )
    (case / "glossary.csv").write_text(
        "name,code,role,category,aliases\nKaren Oldroyd,SW1,social worker,professional,\n", encoding="utf-8"
    )
    (case / "documents" / "Minutes.docx").write_bytes(document_of(["Karen ", "Oldroyd", " rang."]))
    result = redactor.run_case(case, tmp_path / "out", review_copy=True)
    (review,) = (case / "confidential" / "review").iterdir()
    assert review.name == "REVIEW WITH NAMES - Minutes.docx"
    assert views(review.read_bytes()) == ("SW1 rang.", "Karen Oldroyd rang.")
    assert result.release is not None
    assert not list((tmp_path / "out").rglob("*REVIEW*"))
    redactor.run_case(case, tmp_path / "out")
    assert not (case / "confidential" / "review").exists()
