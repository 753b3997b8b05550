from __future__ import annotations

import pytest

from redactor.case.listed_names import ListedNames, Said, name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Karen Oldroyd", "karen oldroyd"),
        ("OLDROYD, Karen", "karen oldroyd"),
        ("Ms. Karen Oldroyd", "karen oldroyd"),
        ("Oldroyd, Dr Karen", "karen oldroyd"),
        ("Siobhán O’Hagan", "siobhan o hagan"),
        ("Łucja", "lucja"),
        ("Miss", "miss"),
        ("14 Teasel Close, Sedgeholme", "14 teasel close sedgeholme"),
        ("Rev. Prof. Marek Wisniowski", "marek wisniowski"),
    ],
)
def test_what_spellings_have_in_common(name: str, key: str) -> None:
    assert name_key(name) == key


LISTED = ListedNames(
    {"row 2": ["Karen Oldroyd", "Kaz"], "row 3": ["Thomas Ward"], "row 4": ["Alder Street Surgery"]},
    ["row 2", "row 3"],
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Karen Oldroyd's view", Said("row 2", whole=True)),
        ("KAZ", Said("row 2", whole=True)),
        ("the Alder Street surgery", Said("row 4", whole=True)),
        ("oldroyd 1", Said("row 2", whole=False)),
        ("Kazakhstan", None),
        ("Ward 3", None),
        ("Alder Street", None),
        ("", None),
    ],
)
def test_names_said_in_short_texts(text: str, said: Said | None) -> None:
    assert LISTED.said_in(text) == said
