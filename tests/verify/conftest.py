"""Finished documents with nothing in them, for the verifier's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.model import Category, Origin, Person
from redactor.profiles.schema import load_profile
from redactor.verify import Knowledge

KAREN = Person("g1", "Karen Oldroyd", "SW1", Category.PROFESSIONAL, "social worker")
MAREK = Person("g2", "Marek Wisniowski", "Father", Category.FAMILY, "father")
CHILD = Person("g3", "Jolie Brannock", "Child R", Category.CHILD, "subject child")
VISITOR = Person("g4", "Hope Lincoln", "HV1", Category.PROFESSIONAL, "health visitor")
SCHOOL = Person("g5", "Thornfield Primary School", "Primary School 1", Category.PLACE, "school")
NUMBER = Person("g6", "K/4471/22", "Reference 1", Category.IDENTIFIER, "reference")
AUTHOR = Person("a1", "Frances Tolland", "", Category.PROFESSIONAL, "overview report author", origin=Origin.ALLOWED)
CHAIR = Person("a2", "Gwen Ashdown", "", Category.PROFESSIONAL, "LSCB chair", origin=Origin.ALLOWED)
LINE = Person("k1", "01632 960 999", "", Category.KEEP, "the board's published line", origin=Origin.KEEP)
PEOPLE = (KAREN, MAREK, CHILD, VISITOR, SCHOOL, NUMBER, AUTHOR, CHAIR, LINE)


def knowledge_for(destination: str) -> Knowledge:
    """The invented case of these tests, for one destination."""
    return Knowledge(
        people=PEOPLE,
        subject="Child R",
        reference="FN-11",
        roles_not_held={},
        profile=load_profile(destination),
        full_rules=True,
        codes=frozenset({p.code for p in PEOPLE if p.code} | {"Child R", "HV2"}),
    )


@pytest.fixture
def knowledge() -> Knowledge:
    """The invented case, going to Ofsted."""
    return knowledge_for("ofsted")


@pytest.fixture
def website() -> Knowledge:
    """The invented case, going to the website."""
    return knowledge_for("website")


@pytest.fixture
def here() -> Path:
    """The folder of these tests."""
    return Path(__file__).parent
