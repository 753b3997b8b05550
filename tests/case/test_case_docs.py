"""The reference page of the case folder names everything that the code reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.case import decisions, glossary, register
from redactor.case.case_toml import AllowedEntry, CaseSection, CaseToml, DocumentEntry, Pictures
from redactor.case.problems import Problems
from redactor.case.publication import PANEL_NOTICE, Publication
from redactor.case.tables import Columns
from redactor.model import Category, DocumentKind

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "reference" / "case-folder.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("model", [CaseSection, AllowedEntry, Publication, DocumentEntry, Pictures])
def test_every_setting_is_documented(
    model: type[CaseSection | AllowedEntry | Publication | DocumentEntry | Pictures],
) -> None:
    for name in model.model_fields:
        assert f"| `{name}` |" in PAGE, name


def test_every_section_is_documented() -> None:
    for name in CaseToml.model_fields:
        assert f"`[{name}" in PAGE or f"`[[{name}" in PAGE, name


def test_every_kind_and_category_is_documented() -> None:
    for word in (*DocumentKind, *Category):
        assert f"`{word}`" in PAGE, word


@pytest.mark.parametrize("columns", [glossary.COLUMNS, register.COLUMNS, decisions.COLUMNS])
def test_every_column_is_documented(columns: Columns) -> None:
    for name in (*columns.known, *columns.ignored):
        assert f"`{name}`" in PAGE, name


def test_the_limits_are_documented() -> None:
    assert f"at least {PANEL_NOTICE} working days" in PAGE
    assert f"at most {decisions.LONGEST_REASON} characters" in PAGE


def test_the_glossary_page_shows_a_glossary_that_is_read() -> None:
    page = (DOCS / "how-to" / "glossary-in-excel.md").read_text(encoding="utf-8")
    table = [line.strip() for line in page.splitlines() if line.startswith("   |")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in (table[0], *table[2:])]
    data = "\n".join(",".join(f'"{cell}"' for cell in row) for row in cells).encode()
    problems = Problems()
    rows = glossary.read_glossary(data, "glossary.csv", problems)
    assert problems.errors == problems.warnings == []
    assert [row.category for row in rows] == [
        Category.CHILD,
        Category.PROFESSIONAL,
        Category.PLACE,
        Category.KEEP,
    ]
