"""Makes the package en_core_web_lg that doc_redaction wants: blank English, nothing learnt: FOLDER."""

import subprocess
import sys
from pathlib import Path

import spacy

folder = Path(sys.argv[1])
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
nlp.to_disk(folder / "blank")
(folder / "package").mkdir()
call = [sys.executable, "-m", "spacy", "package", str(folder / "blank"), str(folder / "package")]
subprocess.run([*call, "--name", "core_web_lg", "--version", "3.8.0", "--build", "none"], check=True)
