from __future__ import annotations

import itertools
import socket
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import ExitCode, ModelError
from redactor.nlp import load_pipeline, plain_pipeline, sentences


def test_the_plain_pipeline_splits_sentences_and_knows_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    nlp = plain_pipeline()
    doc = nlp("Karen Oldroyd rang. Nobody answered.")
    assert len(list(doc.sents)) == 2
    assert doc.ents == ()


def test_a_pipeline_is_loaded_from_its_folder(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    nlp.to_disk(tmp_path / "own")
    loaded = load_pipeline(str(tmp_path / "own"))
    assert "entity_ruler" in loaded.pipe_names
    assert "sentencizer" in loaded.pipe_names


@pytest.mark.parametrize("content", [None, "", "[nlp]\nlang = 'xx'\npipeline = ['nothing']\n"])
def test_a_missing_or_broken_pipeline_is_a_model_error(tmp_path: Path, content: str | None) -> None:
    folder = tmp_path / "broken"
    if content is not None:
        folder.mkdir()
        (folder / "config.cfg").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="broken") as caught:
        load_pipeline(str(folder))
    assert caught.value.exit_code is ExitCode.MODEL
    assert caught.value.next_step


def test_a_package_name_is_never_fetched() -> None:
    with pytest.raises(ModelError):
        load_pipeline("en_core_web_sm")


def test_sentences_have_exact_spans() -> None:
    text = "  Karen rang. Nobody answered!\n"
    assert [span.of(text) for span in sentences(text)] == ["Karen rang.", "Nobody answered!"]


@given(st.text(max_size=200))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    inside = "".join(span.of(text) for span in spans)
    assert "".join(inside.split()) == "".join(text.split())


def test_halves_of_characters_break_no_sentence() -> None:
    text = "Karen rang. \ud83d Nobody came."
    assert [span.of(text) for span in sentences(text)] == ["Karen rang.", "\ud83d Nobody came."]
