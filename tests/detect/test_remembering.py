"""After any change of the glossary the remembering detector says what a fresh one says."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from redactor.case import load_case
from redactor.case.schema import Case
from redactor.detect import Detector, RememberingDetector
from redactor.ingest import ingest
from redactor.model import Person, SourceDocument
from redactor.resources import resource


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(resource("corpus", "example"))


@pytest.fixture(scope="module")
def documents(case: Case) -> list[SourceDocument]:
    names = ["Executive summary.docx", "IMR Police.docx"]
    return [ingest(case.documents / name, name, case).document for name in names]


def changes(case: Case) -> list[Case]:
    """Rows taken out, put back, renamed, recoded, in an order that is always the same."""
    draw = random.Random(8)  # noqa: S311  # an order, not a secret
    people = list(case.people)
    made: list[Case] = []
    for number in range(4):
        chosen = draw.choice(people)
        if number % 3 == 0:
            people.remove(chosen)
        elif number % 3 == 1:
            people[people.index(chosen)] = replace(chosen, aliases=(*chosen.aliases, f"{chosen.name.split()[0]} Page"))
        else:
            people[people.index(chosen)] = replace(chosen, code="ZZ9" if chosen.code else "")
        made.append(replace(case, people=tuple(people)))
    return [*made, case]


def test_it_says_what_a_fresh_detector_says(case: Case, documents: list[SourceDocument]) -> None:
    remembering = RememberingDetector()
    newcomers: tuple[Person, ...] = tuple(p for p in case.people if p.key in ("g17", "g20"))
    for changed in [case, *changes(case)]:
        remembering.use(changed)
        fresh = Detector(changed)
        for document in documents:
            assert remembering.detect(document) == fresh.detect(document)
        second, again = remembering.with_people(newcomers), fresh.with_people(newcomers)
        assert second.detect(documents[0]) == again.detect(documents[0])
        assert remembering.find("HV Karen Oldroyd", label="Source") == fresh.find("HV Karen Oldroyd", label="Source")
