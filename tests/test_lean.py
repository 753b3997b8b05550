"""What a process of this program does not load: it finds the same without, and nothing is missing to who asks."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata

import pytest

_TEXT = "Ms Karen Oldroyd of the Merrow Surgery saw Leon on 3 May 2011; his NHS number is 943 476 5919."
_FIND = f"""
import json, sys
from redactor.detect.detector import Detector
found = [[f.start, f.end, f.kind, f.score, f.rule] for f in Detector(None).find({_TEXT!r})]
there = [name for name in ("weasel", "httpx", "requests", "phonenumbers.data.region_ZA") if name in sys.modules]
"""
_LESS = "from redactor.lean import load_less\nload_less()\nload_less()\n"


def _said(code: str) -> object:
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    return json.loads(ended.stdout)


@pytest.fixture(scope="module")
def without() -> object:
    return _said(_LESS + _FIND + "print(json.dumps([found, there]))")


def test_the_same_is_found_with_less_loaded(without: object) -> None:
    assert isinstance(without, list)
    found, there = without
    assert len(found) > 2
    assert there == [], "libraries changed: see redactor.lean"
    assert _said(_FIND + "print(json.dumps(found))") == found


def test_what_is_put_off_is_there_for_who_asks() -> None:
    asks = """
import presidio_analyzer.predefined_recognizers as put_off, spacy, spacy.cli
from presidio_analyzer.predefined_recognizers import NhsRecognizer, SpacyRecognizer
from presidio_analyzer.predefined_recognizers.nlp_engine_recognizers import StanzaRecognizer
result = NhsRecognizer().analyze("943 476 5919", ["UK_NHS"])
assert put_off.SpacyRecognizer is SpacyRecognizer and put_off.StanzaRecognizer is StanzaRecognizer
assert {"UrlRecognizer", "NLP_RECOGNIZERS"} <= set(put_off.__all__) <= set(vars(put_off))
assert not hasattr(put_off, "NothingOfTheKind") and not hasattr(spacy.cli, "nothing_of_the_kind")
print(json.dumps([len(result), spacy.info(silent=True)["spacy_version"], spacy.cli.download.__module__]))
"""
    answer = _said(_LESS + _FIND + asks)
    assert isinstance(answer, list)
    results, version, module = answer
    assert (results, version, module) == (1, metadata.version("spacy"), "spacy.cli.download")


def test_a_name_that_is_not_put_off_is_found_as_ever() -> None:
    code = """
import importlib.util, json, sys
def origins():
    specs = [importlib.util.find_spec(name) for name in ("spacy.util", "pydantic", "nothing_of_the_kind")]
    return [spec and (spec.origin, type(spec.loader).__name__) for spec in specs]
before = origins()
load_less()
print(json.dumps(before == origins() and before[-1] is None))
"""
    assert _said("from redactor.lean import load_less\n" + code) is True


@pytest.mark.parametrize("module", ["cli.archive_commands", "batch.isolated", "batch.worker"])
def test_who_gives_out_the_work_of_a_batch_loads_nothing_of_it(module: str) -> None:
    """So that the workers, which load it all, begin at once."""
    heavy = ("spacy", "presidio_analyzer", "onnxruntime", "numpy", "pikepdf", "docx", "redactor.pipeline.run")
    code = (
        f"import json, sys, redactor.{module}\nprint(json.dumps([name for name in {heavy!r} if name in sys.modules]))"
    )
    assert _said(code) == []
