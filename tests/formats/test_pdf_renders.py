"""Seventy-two PDFs of six producers, drawn before and after replacement (``scripts/compare_pdf_renders.py``)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "compare_pdf_renders.py"
PRODUCERS = ("reportlab", "LibreOffice", "Chromium", "pdfTeX", "Ghostscript", "cairo")
MOST_SNAPPED = 4


@pytest.mark.slow
@pytest.mark.parametrize("producer", PRODUCERS)
def test_nothing_outside_edited_lines_looks_different(producer: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(SCRIPT), producer], capture_output=True, text=True, timeout=1200, cwd=tmp_path, check=False
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    sums = lines[-1]
    if "skipped" in sums:
        pytest.skip(sums["skipped"])
    assert run.returncode == 0, [line for line in lines if line.get("pictures") or line.get("differing")]
    assert (sums["documents"], sums["differing"], sums["pictures"]) == (12, 0, 0)
    assert sums["snapped"] <= MOST_SNAPPED, "letters on the edge of two pixels are rare"
    assert all(0.05 < line["edited"] < 0.8 for line in lines[:-1]), "edited: only the paragraphs with a name"
