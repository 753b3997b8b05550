"""The tools that a user would take instead, each in an environment of its own from the package index."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.whole.inputs import SOUGHT
from benchmarks.whole.measuring import Measured, measured

SCRIPTS = Path(__file__).resolve().parent / "peers"
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)


@dataclass(frozen=True)
class Peer:
    """A tool.

    Attributes:
        name: As the table calls it.
        packages: What is installed for it.
        kinds: Formats that it is run on.
        run: Runs it: Python of its environment, input, folder to work in; returns what was measured and what it wrote.
        note: What the table says beside it.
    """

    name: str
    packages: tuple[str, ...]
    kinds: tuple[str, ...]
    run: Callable[[Path, Path, Path], tuple[Measured, Path]]
    note: str = ""


def _script(name: str) -> Callable[[Path, Path, Path], tuple[Measured, Path]]:
    def run(python: Path, source: Path, folder: Path) -> tuple[Measured, Path]:
        target = folder / f"out{source.suffix}"
        call = [str(python), str(SCRIPTS / name), str(source), str(target), json.dumps(SOUGHT)]
        return measured(call, cwd=folder), target

    return run


def _doc_redaction(python: Path, source: Path, folder: Path) -> tuple[Measured, Path]:
    """Its command line; for PDFs it wants a picture of each page in the folder where it runs, which it does not use."""
    names = folder / "names.csv"
    names.write_text("".join(f"{name}\n" for name in SOUGHT), encoding="utf-8")
    for number in range(2_000 if source.suffix == ".pdf" else 0):
        (folder / f"placeholder_image_{number}.png").write_bytes(_PIXEL)
    out = folder / "out"
    call = [str(python.with_name("cli_redact")), "--input_file", str(source), "--output_dir", f"{out}/"]
    call += ["--deny_list_file", str(names), "--local_redact_entities", "CUSTOM", "--ocr_method", "Local text"]
    found = measured(call, cwd=folder)
    written = sorted(out.glob(f"*redacted{source.suffix}")) if out.is_dir() else []
    return found, written[0] if written else out / "nothing"


PEERS = (
    Peer(
        "doc_redaction, deny list", ("doc_redaction", "setuptools", "wheel"), ("docx", "pdf"), _doc_redaction,
        "with a blank package en_core_web_lg made here, so its own search for names finds nothing",
    ),
    Peer("presidio, deny list", ("presidio-analyzer", "presidio-anonymizer"), ("txt",), _script("presidio_text.py")),
    Peer("scrubadub, known names", ("scrubadub", "setuptools<81"), ("txt",), _script("scrubadub_text.py")),
    Peer(
        "stella-anonymize-core", ("stella-anonymize-core",), ("txt", "docx"), _script("stella_any.py"),
        "finds names by itself; takes no list of names",
    ),
    Peer("PyMuPDF, search and redact", ("pymupdf",), ("pdf",), _script("pymupdf_pdf.py")),
)  # fmt: skip


def environment(peer: Peer, folder: Path) -> Path:
    """Python of the peer's environment, made if it is not there.

    Raises:
        subprocess.CalledProcessError: if a package cannot be installed.
    """
    place = folder / peer.packages[0]
    python = place / "bin" / "python"
    if (place / "ready").is_file():
        return python
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *peer.packages], check=True)
    if peer.packages[0] == "doc_redaction":
        with tempfile.TemporaryDirectory() as made:
            subprocess.run([str(python), str(SCRIPTS / "blank_model.py"), made], check=True, stdout=subprocess.DEVNULL)
            (package,) = (Path(made) / "package").iterdir()
            subprocess.run([*pip, "--no-deps", "--no-build-isolation", str(package)], check=True)
    (place / "ready").write_text(_versions(python, peer), encoding="utf-8")
    return python


def _versions(python: Path, peer: Peer) -> str:
    code = "import sys, importlib.metadata as m; print(' '.join(f'{n} {m.version(n)}' for n in sys.argv[1:]))"
    names = [name for name in peer.packages if name.split("<")[0] not in ("setuptools", "wheel")]
    return subprocess.run([str(python), "-c", code, *names], check=True, capture_output=True, text=True).stdout.strip()


def version(python: Path) -> str:
    """The versions that were installed, as they were noted then."""
    return (python.parent.parent / "ready").read_text(encoding="utf-8").strip()
