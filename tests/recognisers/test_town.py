"""Towns count where somebody lives there, and stay everywhere else."""

from __future__ import annotations

import pytest

from redactor.lexicon.towns import homes


def found(text: str) -> list[str]:
    return [span.of(text) for span in homes(text)]


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("The family lived in Sedgeholme until May.", "Sedgeholme"),
        ("Mother moved to Reading in 2009.", "Reading"),
        ("He was born in Stoke-on-Trent.", "Stoke-on-Trent"),
        ("She grew up in Milton Keynes and left.", "Milton Keynes"),
        ("They moved back to Wexcombe-le-Fen.", "Wexcombe-le-Fen"),
        ("They were rehoused in temporary accommodation in Fennhaven.", "Fennhaven"),
        ("The tenancy of a flat in Lincoln ended.", "Lincoln"),
    ],
)
def test_where_somebody_lives(text: str, town: str) -> None:
    assert found(text) == [town]


@pytest.mark.parametrize(
    "text",
    [
        "Reading Borough Council was told.",
        "Training was held in Reading.",
        "She moved to Reading Borough Council as a manager.",
        "The family moved from Poland in 2004.",
        "The father lived in Lincolnshire.",
        "He moved in with Karen.",
        "She moved to Karen's.",
        "Child R moved to Foster Carer 1.",
        "The family came to Hospital 1.",
        "They were placed in Foster Care.",
        "He moved to Ofsted.",
        "The home in May was clean.",
        "They moved from Lincoln to Reading in May 2011.",
        "Mother moved in July.",
        "He was born in Spring 2009.",
        "Kent Police and Essex Police were asked.",
    ],
)
def test_what_stays(text: str) -> None:
    assert found(text) == []
