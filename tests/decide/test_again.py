"""A slip that is met again is somebody listed only where the case bears it out."""

from __future__ import annotations

import pytest

from redactor.decide import Detected
from redactor.decide.again import RightNames
from redactor.decide.mentions import Mention
from redactor.model import DocumentKind, Finding, Place, Segment, SourceDocument

_RIGHT, _SLIP = "Yaafa", "Yaafah"


def _findings(text: str, name: str, people: tuple[str, ...]) -> tuple[Finding, ...]:
    words = text.replace(".", " ").replace(",", " ").split(" ")
    starts = [sum(len(word) + 1 for word in words[:at]) for at, word in enumerate(words) if word == name]
    return tuple(Finding(at, at + len(name), "person", 0.9, "test", people=people) for at in starts)


def _borne_out(documents: dict[str, list[str]], words: tuple[str, ...] = ("yaafa",)) -> bool:
    detected, slips = [], []
    for source, texts in documents.items():
        segments = tuple(Segment(f"t{at}", text, Place()) for at, text in enumerate(texts))
        document = SourceDocument(source, "text", DocumentKind.OTHER, "0" * 64, segments)
        right = {one.key: _findings(one.text, _RIGHT, ("g1",)) for one in segments}
        detected.append(Detected(document, right))
        slips += [Mention(source, s.key, found, _SLIP) for s in segments for found in _findings(s.text, _SLIP, ())]
    assert len(slips) > 1
    return RightNames(detected).bear_out(slips, words)


OFTEN = [f"{_RIGHT} rang. {_RIGHT} came. {_RIGHT} left."]


@pytest.mark.parametrize(
    ("documents", "words", "answer"),
    [
        ({"a.txt": [*OFTEN, *OFTEN, "Yaafah rang.", "Then Yaafah left."]}, ("yaafa",), True),
        ({"a.txt": [*OFTEN, *OFTEN, "Yaafah rang."], "b.txt": ["Yaafah left."]}, ("yaafa",), True),
        ({"a.txt": [*OFTEN, "Yaafah rang.", "Then Yaafah left."]}, ("yaafa",), False),  # not much the commoner
        ({"a.txt": OFTEN + OFTEN, "b.txt": ["Yaafah rang.", "Yaafah left."]}, ("yaafa",), False),  # in no document
        ({"a.txt": [*OFTEN, *OFTEN, "Yaafah and Yaafa rang.", "Yaafah left."]}, ("yaafa",), False),  # two people
        ({"a.txt": [*OFTEN, *OFTEN, "Yaafah (spelt Yaafa on the form) rang.", "Yaafah left."]}, ("yaafa",), True),
        ({"a.txt": [*OFTEN, *OFTEN, "Yaafah rang.", "Then Yaafah left."]}, (), False),  # a name of its own
        ({"a.txt": [*OFTEN, *OFTEN, "Yaafah rang.", "Then Yaafah left."]}, ("oldroyd",), False),
    ],
)
def test_the_right_name_must_be_the_commoner_beside_and_never_in_one_sentence(
    documents: dict[str, list[str]], words: tuple[str, ...], answer: bool
) -> None:
    assert _borne_out(documents, words) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yaafah (spelt Yaafa on the form) rang.", True),
        ("Yaafah, also spelled Yaafa, rang.", True),
        ("Yaafah (spelt Jaafa on the form) rang.", False),
        ("Yaafah and Yaafa rang.", False),
    ],
)
def test_a_text_may_tell_how_a_name_is_spelt(text: str, answer: bool) -> None:
    segment = Segment("t0", text, Place())
    document = SourceDocument("a.txt", "text", DocumentKind.OTHER, "0" * 64, (segment,))
    right = RightNames([Detected(document, {"t0": _findings(text.replace("Yaafa,", "Yaafa "), _RIGHT, ("g1",))})])
    slips = [Mention("a.txt", "t0", found, _SLIP) for found in _findings(text, _SLIP, ())]
    assert right.tells(slips) is answer
