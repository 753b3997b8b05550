"""Writes the pipeline folder that ``spacy.load`` opens, and the list of its digests."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

import spacy

from redactor.nlp.tagger import component, tagger
from redactor.nlp.tagger.calibration import Calibration
from redactor.nlp.tagger.network import digest

_META: Final = {
    "lang": "en",
    "name": "scr",
    "version": "1.0.0",
    "description": "People, places and institutions in English case prose of children's safeguarding",
    "license": "MIT; base weights Apache-2.0; see models/README.md for the data",
    "spacy_version": ">=3.8.4,<3.9.0",
}


def write_pipeline(out: Path, weights: Path, vocabulary: Path, calibration: Calibration, meta: dict[str, Any]) -> None:
    """Write the folder anew.

    Args:
        out: The folder; what was in it is removed.
        weights: The ONNX file.
        vocabulary: The tokenizer's file.
        calibration: Goes into the settings.
        meta: Goes into ``meta.json``: how the model was made.
    """
    if out.exists():
        shutil.rmtree(out)
    parts = out / tagger.FACTORY
    parts.mkdir(parents=True)
    shutil.copyfile(weights, parts / tagger.WEIGHTS)
    _copy_vocabulary(vocabulary, parts / tagger.VOCABULARY)
    files = {name: digest(parts / name) for name in (tagger.WEIGHTS, tagger.VOCABULARY)}
    _write(parts / tagger.SETTINGS, component.settings(calibration, files))
    component.register()
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": component.TOKENIZER}}})
    nlp.add_pipe(tagger.FACTORY)
    nlp.config.to_disk(out / "config.cfg")
    _write(out / "meta.json", {**nlp.meta, **_META, **meta})


def _copy_vocabulary(source: Path, target: Path) -> None:
    """The tokenizer without truncation and padding, which belong to another use of it."""
    raw = json.loads(source.read_text(encoding="utf-8"))
    raw["truncation"] = raw["padding"] = None
    target.write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _write(target: Path, content: dict[str, Any]) -> None:
    target.write_text(json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def write_digests(out: Path, target: Path) -> None:
    """List the sha256 of every file of the folder, as ``sha256sum`` does."""
    files = sorted(file for file in out.rglob("*") if file.is_file())
    lines = [f"{digest(file)}  {file.relative_to(out).as_posix()}\n" for file in files]
    target.write_text("".join(lines), encoding="ascii")
