"""What is loaded before a finished file is checked: none of the writers."""

from __future__ import annotations

import subprocess
import sys


def test_a_check_loads_neither_recognisers_nor_replacement() -> None:
    code = (
        "import sys, redactor.cli.commands, redactor.pipeline.check;"
        "print(sorted({'presidio_analyzer', 'presidio_anonymizer', 'rapidocr', 'redactor.detect'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=240)
    assert done.stdout.strip() == "[]"
