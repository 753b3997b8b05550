"""What a check of a small text loads: none of the writers, and none of the libraries that only other files need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SLOW_TO_LOAD = {
    *("spacy", "presidio_analyzer", "presidio_anonymizer", "rapidocr", "cv2", "openpyxl", "docx", "pptx", "pdfminer"),
    *("reportlab", "fontTools", "redactor.detect", "redactor.apply", "redactor.decide", "redactor.formats.pdf"),
    "redactor.formats.legacy",
}

CODE = (
    "import sys; from redactor.cli import main; sys.argv = ['redactor', 'check', *sys.argv[1:]]\n"
    "try: main()\n"
    "except SystemExit as end: print(end.code, *sorted(sys.modules))"
)


@pytest.mark.parametrize(
    ("text", "code"), [("It rained at the school.\n", "8"), ("Ms Karen Oldroyd rang the school.\n", "6")]
)
def test_a_check_of_a_text_loads_only_what_it_needs(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "page.txt"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(file)], capture_output=True, text=True, check=True, timeout=240
    )
    ended, *loaded = done.stdout.split()
    assert ended == code
    assert "redactor.nlp.tagger.tagger" in loaded
    assert SLOW_TO_LOAD & set(loaded) == set()
