"""The reference page of identifiers says what the table of labels says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.recognisers.identifier_search import MODULES, recognisers_of

from redactor.lexicon.labels import LABELS
from redactor.resources import resource

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "identifiers.md"


def _rows() -> list[tuple[str, str, str]]:
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(r"^\| `([a-z_]+)` \| (\[[^\]]+\]) \| (.+) \|$", text, flags=re.MULTILINE)


def test_the_page_has_every_kind_once_with_its_label() -> None:
    rows = _rows()
    assert len(rows) == len({kind for kind, _, _ in rows})
    assert {kind: label for kind, label, _ in rows} == dict(LABELS)


def test_the_page_covers_every_kind_that_is_searched() -> None:
    kinds = {kind for module in MODULES for recogniser in recognisers_of(module) for kind in recogniser.kinds}
    assert kinds <= {kind for kind, _, _ in _rows()}


def test_every_row_says_how() -> None:
    assert all(len(how.split()) >= 3 for _, _, how in _rows())


def test_the_lists_that_the_page_names_are_shipped() -> None:
    for name in re.findall(r"`(glossaries/[\w-]+\.csv)`", PAGE.read_text(encoding="utf-8")):
        assert resource(*name.split("/")).is_file()
