"""A case with one presentation: released at both destinations, and found out when a name is typed back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pptx
import pytest
from pptx.presentation import Presentation
from tests.e2e.cases import run_read
from tests.formats.pptx_files import deck, reopened, saved, texts

import redactor
from redactor.model import Status

CASE = """
[case]
reference = "TT-2024-7"
board = "Testshire LSCB"
subject = "Child T"

[publication]
ofsted_evaluation = 2012-03-01
proceedings = 2012-02-20
family_informed = 2012-03-10
panel_notified = 2012-03-12
data_protection_check = 2012-03-20
court_orders_checked = 2012-03-20
publish_on = 2012-03-26
"""
GLOSSARY = """name,code,role,category,aliases
Frances Marlowe,Child T,subject,child,
Karen Oldroyd,SW1,social worker,professional,
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    root = tmp_path / "case"
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text(CASE, encoding="utf-8")
    (root / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    show = deck()
    body = show.slides[1].shapes.placeholders[1].text_frame
    body.add_paragraph().text = "Ms Oldroyd wrote to Frances on 3 May 2011."
    show.save(str(root / "documents" / "Overview report K Oldroyd.pptx"))
    return root


def released(result: redactor.RunResult) -> Path:
    assert [(item.status, item.reasons) for item in result.documents] == [(Status.RELEASED, ())]
    assert result.exit_code == 0
    assert result.release is not None
    (copy,) = result.release.iterdir()
    return copy


@pytest.mark.parametrize(("destination", "slides"), [("ofsted", 4), ("website", 3)])
def test_a_presentation_is_released(case: Path, tmp_path: Path, destination: str, slides: int) -> None:
    copy = released(run_read(case, tmp_path / "out", destination))
    assert "Oldroyd" not in copy.name
    data = copy.read_bytes()
    assert len(reopened(data).slides) == slides
    assert texts(data)[0] == ["Overview Report", "SW1, social worker"]
    body = texts(data)[1][1].splitlines()
    assert body[:2] == ["SW1 visited in May 2011", "The child was seen"]
    when = "3 May 2011" if destination == "ofsted" else "May 2011"
    assert body[2].startswith("SW1 wrote to Child T")
    assert when in body[2]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"Oldroyd" in archive.read(name) for name in archive.namelist())
    assert redactor.check_files([copy], case, destination=destination).exit_code == 0


def _cell(show: Presentation) -> None:
    table = next(s.table for s in show.slides[1].shapes if s.has_table)
    table.cell(1, 1).text = "Karen Oldroyd"


def _notes(show: Presentation) -> None:
    show.slides[0].notes_slide.notes_text_frame.text = "Ask Karen Oldroyd"


def _author(show: Presentation) -> None:
    show.core_properties.author = "Karen Oldroyd"


def _alternative_text(show: Presentation) -> None:
    show.slides[0].shapes[0]._element.nvSpPr.cNvPr.set("descr", "Ms Oldroyd at her desk")


def _layout(show: Presentation) -> None:
    show.slide_layouts[0].placeholders[0].text_frame.text = "Karen Oldroyd"  # type: ignore[attr-defined]


def _chart(show: Presentation) -> None:
    chart = next(s.chart for s in show.slides[2].shapes if s.has_chart)
    chart.has_title = True
    chart.chart_title.text_frame.text = "Visits by Ms Oldroyd"


@pytest.mark.parametrize("plant", [_cell, _notes, _author, _alternative_text, _layout, _chart])
def test_a_name_typed_back_is_found(case: Path, tmp_path: Path, plant: object) -> None:
    copy = released(redactor.run_case(case, tmp_path / "out"))
    show = pptx.Presentation(str(copy))
    assert callable(plant)
    plant(show)
    again = tmp_path / "Overview report.pptx"
    again.write_bytes(saved(show))
    result = redactor.check_files([again], case)
    assert result.exit_code == 6
    assert result.documents[0].residuals
