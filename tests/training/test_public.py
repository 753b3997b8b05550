"""Reading public named-entity data: every form of file, in invented sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.example import IGNORED, Example
from training.public import SOURCES, read

FILES = {
    "uner": ("uner_x.iob2", "# text = x|1\tKaren\tB-PER|2\tOldroyd\tI-PER|3\t's\tO|4\tdog\tO|"),
    "wnut17": ("wnut17_x.conll", "@someone\tB-person|met\tO|Karen\tB-person|in\tO|Reading\tB-location||"),
    "wikigold": ("wikigold.conll", "Karen I-PER|Oldroyd I-PER|of O|Fenn I-ORG|School I-ORG|left O|Poland I-LOC|"),
    "btc": ("btc_x.conll", "@\tB-PER|someone\tI-PER|and\tO|Karen\tB-PER|"),
    "sec": ("sec_x.txt", "-DOCSTART- -X- O O||the DT - O|Borrower NNP - I-PER|, , - O|Karen NNP - I-PER|"),
    "re3d": ("re3d_x.conll", "Gen.\tB-Person|Karen\tI-Person|and\tO|the\tB-Person|spokesman\tI-Person|"),
}
KAREN = ("Karen", "PERSON")


def named(example: Example) -> list[tuple[str, str]]:
    return [(example.text[start:end], label) for start, end, label in example.spans]


@pytest.mark.parametrize(
    ("source", "text", "spans"),
    [
        ("uner", "Karen Oldroyd's dog", [("Karen Oldroyd", "PERSON")]),
        ("wnut17", "@someone met Karen in Reading", [("@someone", IGNORED), KAREN, ("Reading", "PLACE")]),
        (
            "wikigold",
            "Karen Oldroyd of Fenn School left Poland",
            [("Karen Oldroyd", "PERSON"), ("Fenn School", "INSTITUTION")],
        ),
        ("btc", "@someone and Karen", [("@someone", IGNORED), KAREN]),
        ("sec", "the Borrower, Karen", [KAREN]),
        ("re3d", "Gen. Karen and the spokesman", [KAREN, ("the spokesman", IGNORED)]),
    ],
)
def test_a_source_is_read_mapped_and_cleaned(
    tmp_path: Path, source: str, text: str, spans: list[tuple[str, str]]
) -> None:
    name, content = FILES[source]
    (tmp_path / name).write_text(content.replace("|", "\n"), encoding="utf-8")
    (described,) = (one for one in SOURCES if one.name == source)
    (example,) = read(tmp_path, described)
    assert example.text == text
    assert named(example) == spans


def test_a_source_that_is_not_there_stops_the_training(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path, SOURCES[0])
