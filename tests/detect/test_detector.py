from __future__ import annotations

import socket
from collections.abc import Iterable
from pathlib import Path

import pytest
import spacy

from redactor import recognisers
from redactor.detect import Detector
from redactor.detect import detector as detector_module
from redactor.errors import RecogniserError
from redactor.model import Category, DocumentKind, Finding, Origin, Person, Place, Segment, SourceDocument
from redactor.recognisers.base import SpanRecogniser


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture(scope="module")
def detector(tmp_path_factory: pytest.TempPathFactory) -> Detector:
    """One without a person model: the rules alone."""
    folder = tmp_path_factory.mktemp("plain")
    spacy.blank("en").to_disk(folder)
    return Detector(None, pipeline=str(folder))


def document(*texts: str, label: str = "") -> SourceDocument:
    segments = tuple(Segment(f"s{n}", text, Place(), label=label) for n, text in enumerate(texts))
    return SourceDocument("a.txt", "text", DocumentKind.OTHER, "0" * 64, segments)


def brief(findings: Iterable[Finding], text: str) -> list[tuple[str, str]]:
    return [(f.kind, text[f.start : f.end]) for f in findings]


def test_find_orders_findings_of_every_recogniser(detector: Detector) -> None:
    text = "Dr Tolland of Fennhaven Surgery cited the Munro Review; ring 01632 960123."
    assert brief(detector.find(text), text) == [
        ("person", "Dr Tolland"),
        ("institution", "Fennhaven Surgery"),
        ("public", "Munro Review"),
        ("phone", "01632 960123"),
    ]


def test_nothing_in_nothing(detector: Detector) -> None:
    assert detector.find("") == ()
    assert detector.find("   ", label="Name") == ()


def test_a_label_is_a_cue_and_not_part_of_the_text(detector: Detector) -> None:
    text = "Karen Oldroyd"
    assert brief(detector.find(text), text) == []
    found = detector.find(text, label="Name")  # by the column and by the label
    assert {(one.start, one.end, one.kind) for one in found} == {(0, 13, "person")}
    assert detector.find("Fennshire", label="Social Worker Karen Oldroyd") == ()


def test_a_label_with_its_own_colon_and_breaks(detector: Detector) -> None:
    found = detector.find("Karen Oldroyd", label="Full\nname:")
    assert {(one.start, one.end) for one in found} == {(0, 13)}


def test_detect_answers_for_every_segment(detector: Detector) -> None:
    found = detector.detect(document("Ms Oldroyd rang.", "Nothing here.", "", "PC 4471 Tolland"))
    assert list(found) == ["s0", "s1", "s2", "s3"]
    assert [len(findings) for findings in found.values()] == [1, 0, 0, 1]
    assert (found["s3"][0].start, found["s3"][0].end) == (0, 15)


def test_detect_equals_find_on_each_segment(detector: Detector) -> None:
    texts = [f"health visitor Karen Oldroyd rang Dr Tolland {n} times" for n in range(300)]
    found = detector.detect(document(*texts, label="Event"))
    assert all(found[f"s{n}"] == detector.find(text, label="Event") for n, text in enumerate(texts[:5]))
    assert all(len(findings) == 2 for findings in found.values())


class Failing(SpanRecogniser):
    """Fails on one word."""

    def __init__(self) -> None:
        super().__init__("person", "failing")

    def find(self, text: str) -> Iterable[Finding]:
        if "Tolland" in text:
            raise TimeoutError("Tolland")
        return ()


def test_a_failing_recogniser_fails_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detector_module, "build", lambda case: (*recognisers.build(case), Failing()))
    detector = Detector(None)
    assert detector.detect(document("Ms Oldroyd"))["s0"]
    with pytest.raises(RecogniserError, match="'failing'") as caught:
        detector.detect(document("Ms Oldroyd", "Dr Tolland"))
    assert "Tolland" not in str(caught.value)


def test_the_second_pass_looks_for_the_given_people_only(detector: Detector) -> None:
    person = Person("p:karen oldroyd", "Karen Oldroyd", "HV1", Category.PROFESSIONAL, origin=Origin.PROVISIONAL)
    second = detector.with_people([person])
    text = "Karen Oldroyd rang; Oldroyd rang Dr Tolland on 01632 960123."
    found = second.find(text)
    assert {f.people for f in found} == {("p:karen oldroyd",)}
    assert {text[f.start : f.end] for f in found} >= {"Karen Oldroyd", "Oldroyd"}
    assert detector.find(text) != found


def test_a_second_pass_for_nobody_finds_nothing(detector: Detector) -> None:
    assert detector.with_people([]).find("Karen Oldroyd, health visitor") == ()


def _model(folder: Path) -> str:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [
        ("PERSON", "Marek Wisniowski"),
        ("GPE", "Fennhaven"),
        ("ORG", "Fennshire PCT"),
        ("INSTITUTION", "Elm House"),
    ]
    ruler.add_patterns([{"label": label, "pattern": text} for label, text in patterns])  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return str(folder)


def test_a_pipeline_with_a_model_adds_its_people_and_places(tmp_path: Path) -> None:
    text = "Then Marek Wisniowski left Fennhaven; Fennshire PCT and Elm House knew."
    found = Detector(None, pipeline=_model(tmp_path / "model")).find(text)
    by_model = [f for f in found if f.rule == "person model"]
    assert brief(by_model, text) == [
        ("person", "Marek Wisniowski"),
        ("place", "Fennhaven"),
        ("institution", "Elm House"),
    ]
    assert all(0 < f.score <= 1 for f in by_model)


def test_without_a_model_there_is_no_model_recogniser(detector: Detector) -> None:
    text = "Then Marek Wisniowski left."
    assert detector.find(text) == ()
