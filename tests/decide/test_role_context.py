"""The role that the words around a name give, and whether it speaks for somebody."""

from __future__ import annotations

import pytest

from redactor.case.register import Register
from redactor.decide.mentions import Mention
from redactor.decide.newcomers import provisional_people
from redactor.decide.role_context import role_beside
from redactor.model import PERSON_MODEL, Finding


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Tegan Pemworthy, health visitor", "Tegan Pemworthy", "HV"),
        ("Father\tBaker\n", "Baker", "Father"),
        ("Albanian father\tBaker, butcher, builder", "Baker", ""),
        ("Assistant Director\tTegan Pemworthy\tleft in May", "Tegan Pemworthy", "Director"),
        ("Assistant Director\tTegan Pemworthy (acting)", "Tegan Pemworthy", "Director"),
        ("Assistant Director\tLittle Elmby Hospitals NHS Trust", "Little Elmby", ""),
        ("Tegan Pemworthy\nAllocated Health Visitor\n", "Tegan Pemworthy", "HV"),
        ("seen by Tegan Pemworthy\nHealth visitors were not told", "Tegan Pemworthy", ""),
        ("a former director of Stepping Stones, acted as adviser", "Stepping Stones", ""),
        ("the mother of Tegan Pemworthy, acted as adviser", "Tegan Pemworthy", "Adviser"),
        ("the father Baker left", "Baker", "Father"),
        ("Subject: Weckly figures", "Weckly", ""),
        ("Source: Mosaic\nFather: not named", "Mosaic", ""),
        ("Tegan Pemworthy\nFather\n", "Tegan Pemworthy", "Father"),
        ("Subject: Tegan Pemworthy\tUPN: 6510007", "Tegan Pemworthy", "Child"),
    ],
)
def test_a_role_counts_in_the_cell_and_line_of_the_name_or_where_both_fill_theirs(
    text: str, name: str, role: str
) -> None:
    start = text.index(name)
    assert role_beside(text, start, start + len(name)) == role


@pytest.mark.parametrize(
    ("written", "role", "expected"),
    [
        ("Gypsy Roma", "Father", True),
        ("Indcpendent Ovcrview", "Author", True),
        ("witli", "Partner", True),
        ("Tegan Roma", "Father", False),
        ("Ovcrview Pemworthy", "Author", False),
        ("Baker", "Father", False),
        ("Roman Pemworthy", "Father", False),
    ],
)
def test_a_role_beside_a_nation_or_a_misread_word_speaks_for_nobody(written: str, role: str, expected: bool) -> None:
    finding = Finding(0, len(written), "person", 0.99, "", PERSON_MODEL, role=role)
    (person,) = provisional_people([Mention("a.txt", "p1", finding, written)], register=Register(), taken=frozenset())
    assert person.doubtful is expected
