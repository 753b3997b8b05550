"""The shipped person model: whole, checked, opened by spaCy and by Presidio, and never replaced in silence."""

from __future__ import annotations

import json
import shutil
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from redactor.errors import ExitCode, ModelError
from redactor.nlp import load_pipeline, marking, marks, pipeline, shipped
from redactor.nlp.tagger import component, tagger
from redactor.nlp.tagger.component import PersonTagger


def people(doc: Doc) -> list[str]:
    return [entity.text for entity in doc.ents if entity.label_ == "PERSON"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HV Lincoln weighed the baby; Lincoln's notes are missing.", ["Lincoln", "Lincoln"]),
        ("PC Hope attended.", ["Hope"]),
        ("May reported that Will would not mark the register.", ["May", "Will"]),
        ("The ward clerk, Farrah Quennell, rang.", ["Farrah Quennell"]),
        ("T/C K. Oldroyd. NFA.", ["K. Oldroyd"]),
        ("SW1 told Child R that Hospital 1 was full.", []),
        ("The panel met in Reading in April and again in May 2011.", []),
        ("Will the agency mark the file? Grant funding ends in June.", []),
        ("", []),
        (" \n", []),
    ],
)
def test_it_tells_people_from_words(text: str, expected: list[str]) -> None:
    assert people(load_pipeline()(text)) == expected


def test_every_entity_has_a_score_and_only_three_labels() -> None:
    doc = load_pipeline()("Karen Oldroyd of Alder Street Surgery left 14 Teasel Close; Fennshire Council was told.")
    assert {entity.label_ for entity in doc.ents} <= tagger.EMITTED
    assert people(doc) == ["Karen Oldroyd"]
    assert all(0 < entity._.score < 1 for entity in doc.ents)


def test_texts_in_a_batch_get_what_they_get_alone() -> None:
    nlp = load_pipeline()
    texts = ["Karen rang.", "", "x " * 700 + "Karen Oldroyd rang HV Lincoln. " + "y " * 700, "SW1", "Ms Oldroyd"]
    together = [people(doc) for doc in nlp.pipe(texts)]
    assert together == [people(nlp(text)) for text in texts]
    assert together[2] == ["Karen Oldroyd", "Lincoln"]


@pytest.mark.parametrize("cores", [1, 2])
def test_many_batches_come_in_order_and_say_what_each_says_alone(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_THREADS", str(cores))
    started: list[str] = []

    def thread(most: int, name: str) -> ThreadPoolExecutor:
        started.append(name)
        return ThreadPoolExecutor(most, name)

    monkeypatch.setattr(component, "ThreadPoolExecutor", thread)
    texts = [f"Karen {name} rang {number} times about Ms {name}." for number, name in enumerate(["Ward", "Hope"] * 21)]
    monkeypatch.setattr(component, "_LAST", 4)
    bounds = [0, 4, 8, 24, 33, 37, 41, 42]  # two as asked for, then four times as many, and what is left by halves
    alone = [mark for low, high in pairwise(bounds) for mark in marks(texts[low:high])]
    for reader in (0.0, 0.01):  # who is as quick as the network, and who is slower
        together = []
        for text, doc in zip(texts, load_pipeline().pipe(texts, batch_size=4), strict=True):
            time.sleep(reader)
            assert doc.text == text
            together.append([(e.start_char, e.end_char, e.label_, e._.score) for e in doc.ents])
        assert together == [[(m.start, m.end, m.label, m.score) for m in found] for found in alone]
    assert bool(started) == (cores > 1)  # a worker of a batch has one core: a thread would take another's


def test_it_asks_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert people(spacy.load(shipped.folder())("Karen Oldroyd rang.")) == ["Karen Oldroyd"]


def test_presidio_runs_it_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": str(shipped.folder())}])
    monkeypatch.setattr(engine, "nlp", {"en": spacy.load(shipped.folder())})
    artifacts = engine.process_text("Karen Oldroyd rang.", "en")
    assert [str(entity) for entity in artifacts.entities] == ["Karen Oldroyd"]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped model that the program takes for the shipped one."""
    place = tmp_path / "models" / shipped.NAME
    shutil.copytree(shipped.folder(), place)
    monkeypatch.setattr(shipped, "folder", lambda: place)
    pipeline._shipped.cache_clear()
    marking._tagger.cache_clear()
    yield place
    pipeline._shipped.cache_clear()
    marking._tagger.cache_clear()


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("name", ["config.cfg", "meta.json", *(f"{tagger.FACTORY}/{n}" for n in (
    tagger.WEIGHTS, tagger.VOCABULARY, tagger.SETTINGS))])  # fmt: skip
@pytest.mark.parametrize("harm", ["altered", "missing"])
def test_a_missing_or_altered_file_stops_the_program(copied: Path, name: str, harm: str) -> None:
    if harm == "altered":
        _flip(copied / name)
    else:
        (copied / name).unlink()
    with pytest.raises(ModelError):
        marks(["Karen Oldroyd rang."])
    with pytest.raises(ModelError) as caught:
        load_pipeline()
    assert caught.value.exit_code is ExitCode.MODEL
    assert caught.value.next_step


def test_a_file_too_many_stops_the_program(copied: Path) -> None:
    (copied / "extra.py").write_text("", encoding="utf-8")
    with pytest.raises(ModelError, match="does not belong"):
        load_pipeline()


def test_no_model_at_all_stops_the_program(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(shipped, "resource", lambda *_: (_ for _ in ()).throw(FileNotFoundError()))
    pipeline._shipped.cache_clear()
    with pytest.raises(ModelError, match="not installed"):
        load_pipeline()


def test_a_model_named_by_its_folder_checks_its_weights_itself(tmp_path: Path) -> None:
    place = tmp_path / "own"
    shutil.copytree(shipped.folder(), place)
    assert people(load_pipeline(str(place))("Karen Oldroyd rang.")) == ["Karen Oldroyd"]
    _flip(place / tagger.FACTORY / tagger.WEIGHTS)
    with pytest.raises(ModelError, match="altered"):
        load_pipeline(str(place))


def test_settings_of_another_version_are_refused(tmp_path: Path) -> None:
    place = tmp_path / "own"
    shutil.copytree(shipped.folder(), place)
    settings = place / tagger.FACTORY / tagger.SETTINGS
    content = json.loads(settings.read_text(encoding="utf-8"))
    settings.write_text(json.dumps({**content, "labels": ["PER"]}), encoding="utf-8")
    with pytest.raises(ModelError, match="another version"):
        load_pipeline(str(place))


def test_a_tagger_without_weights_refuses_to_answer() -> None:
    nlp = spacy.blank("en")
    with pytest.raises(ModelError, match="no weights"):
        PersonTagger()(nlp("Karen Oldroyd rang."))
    assert Language.has_factory(tagger.FACTORY)


def test_marks_without_spacy_are_those_of_the_pipeline() -> None:
    texts = [
        "Karen Oldroyd of Alder Street Surgery left 14 Teasel Close; Fennshire Council was told.",
        "",
        "HV2/Karen rang\u00a0Ms O’Dowd-Smith.\nMay  reported that Will's notes (k.oldroyd@fennshire.example) are gone.",
        *(f"PC {name} attended with Jane {name}." for name in ("Hope", "Lincoln", "Quennell") * 60),
    ]
    expected = [
        [(e.start_char, e.end_char, e.label_, e._.score) for e in doc.ents] for doc in load_pipeline().pipe(texts)
    ]
    assert [[(m.start, m.end, m.label, m.score) for m in found] for found in marks(texts)] == expected
    assert all(expected[3:])
