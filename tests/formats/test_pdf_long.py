"""Long files: a thousand pages in one, within a gigabyte."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.pdf_memory import document, measure

PAGES, MOST_MEGABYTES = 1_000, 1_024


@pytest.mark.slow
def test_a_thousand_pages_are_replaced_within_a_gigabyte(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(document(PAGES))
    peak, _, names = measure(path)
    assert names == 2 * PAGES
    assert peak <= MOST_MEGABYTES
