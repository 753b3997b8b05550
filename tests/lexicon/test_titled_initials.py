"""Initials in small letters or misread, and rows of first names."""

from __future__ import annotations

import pytest

from redactor.lexicon.titled import titled_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Present t.m, c.i.b.. Tape started 05:50", ["t.m", "c.i.b"]),
        ("Prcsent B.D, t.g. Tape started", ["B.D", "t.g"]),
        ("Present 8.M, C.T.P.. Tape started 1650hrs.", ["8.M", "C.T.P"]),
        ("Present A.W., U.S.. Tape started", ["A.W", "U.S"]),
        ("Present K. Oldroyd, e.g. at home", []),
        ("Present 5.6, 7.8 and 9.0 mmol", []),
        ("this statement in the matter of O.5. Then", ["O.5"]),
        ("in the matter of e.g. neglect", []),
        ("s.v.n. and b.d to discuss with g.l.. then", ["s.v.n", "b.d", "g.l"]),
        ("Levels 5.6 and 7.8 to discuss with staff", []),
        ("was told by r.t. on 13th December", ["r.t"]),
        ("was told by 5.30 p.m. on Friday", []),
        ("16/11/09 a.g: spoke to SW1", ["a.g"]),
        ("f..z: did you see him", ["f..z"]),
        ("8.Q: Did you see him", ["8.Q"]),
        ("at 5.30 p.m.: left", []),
        ("see 5.6: then", []),
        ("version 1.2.3: notes", []),
        ("transcribed from tape: m.ž.v.: right abdul", ["m.ž.v"]),
        ("the ratio was: a.m.: seen", []),
    ],
)
def test_initials_where_somebody_must_stand(text: str, names: list[str]) -> None:
    assert [item.name for item in titled_names(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Karen – Joke – Zanele – Willow", ["Karen", "Joke", "Zanele", "Willow"]),
        ("ZANELE – MONDAY – KAREN", ["ZANELE", "MONDAY", "KAREN"]),
        ("Seen.\nkaren – grace – zanele\nThen", ["karen", "grace", "zanele"]),
        ("Police – Health – Education", []),
        ("Reading – Slough – Windsor", []),
        ("Karen – Zanele – School", []),
        ("Dean – Karen – Samantha", ["Dean", "Karen", "Samantha"]),
        ("Monday – Tuesday – Friday", []),
        ("Grace – Hope – Charity was read – by all", []),
        ("Joke – Willow – Karen", []),  # one name alone makes no row
        ("SW1 – HV2 – Child", []),
    ],
)
def test_a_row_of_names_makes_names_of_its_words(text: str, names: list[str]) -> None:
    assert [item.name for item in titled_names(text)] == names
