"""What a plan says of people whom nobody has agreed on: their text, the notices, the codes that hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.release.samples import NEWCOMER, SCHOOL, make_case

from redactor.decide import Detected, newcomers_of, open_codes, plan_case
from redactor.model import (
    DocumentKind,
    Finding,
    Origin,
    Person,
    Place,
    Plan,
    Replacement,
    Segment,
    SourceDocument,
)
from redactor.profiles.schema import load_profile

OFSTED, WEBSITE = load_profile("ofsted"), load_profile("website")


def found(text: str, *names: str, kind: DocumentKind = DocumentKind.IMR, reason: str = "title") -> Detected:
    """A document of one sentence in which people were found whom the case does not list."""
    segment = Segment("s1", text, Place(paragraph=1))
    findings = tuple(
        Finding(text.index(name), text.index(name) + len(name), "person", 0.9, "titled", name=name) for name in names
    )
    return Detected(SourceDocument("IMR.docx", "docx", kind, "0" * 64, (segment,), reason), {"s1": findings})


def planned(item: Detected, root: Path, *people: Person, destination: str = "website") -> Plan:
    return plan_case([item], people, make_case(root), load_profile(destination)).plans[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Torquil Brannock", "[name]"),  # nobody whom anything in the case spells
        ("Karen Oldroyd", "SW1"),
        ("K.O.", "SW1"),
        ("Marek Wisniowsky", "SW10"),
        ("Ada Quillfeather", "HV1"),
        ("Quillfeather", "HV1"),
        ("Bert Quillfeather", "HV1"),
    ],
)
def test_a_finding_of_somebody_unlisted_is_given_to_whom_its_name_spells(name: str, text: str, tmp_path: Path) -> None:
    plan = planned(found(f"Then {name} rang.", name), tmp_path, NEWCOMER)
    assert [edit.text for edit in plan.replacements] == [text]


@pytest.mark.parametrize(("destination", "holds"), [("website", True), ("ofsted", False)])
def test_a_name_one_letter_from_a_listed_one_is_told_and_holds_where_doubt_does(
    destination: str, holds: bool, tmp_path: Path
) -> None:
    item = found("Then Wisniowsky rang Karen Oldroyd.", "Wisniowsky", "Karen Oldroyd")
    (notice,) = planned(item, tmp_path, destination=destination).notices
    assert notice.message == "A name that is one letter from a listed name was replaced by “SW10”."
    assert (notice.place, notice.holds) == ("paragraph 1", holds)


@pytest.mark.parametrize(
    ("kind", "reason", "destination", "told"),
    [
        (DocumentKind.OTHER, "undecided", "website", True),
        (DocumentKind.OTHER, "case.toml", "website", False),
        (DocumentKind.IMR, "undecided", "website", False),
    ],
)
def test_a_document_of_a_kind_that_nobody_can_tell_is_held(
    kind: DocumentKind, reason: str, destination: str, told: bool, tmp_path: Path
) -> None:
    notices = planned(found("Nothing.", kind=kind, reason=reason), tmp_path, destination=destination).notices
    assert [(n.message, n.holds) for n in notices] == (
        [("It could not be told what kind of document this is.", True)] if told else []
    )


PLACE = replace(SCHOOL, key="p:hill school", code="Primary School 2", origin=Origin.PROVISIONAL)
DOUBTFUL = replace(NEWCOMER, key="p:doubt", code="Person 9", doubtful=True)


@pytest.mark.parametrize(
    ("destination", "codes"),
    [("website", ("HV1", "Primary School 2", "Person 9")), ("ofsted", ("HV1",))],
)
def test_codes_that_nobody_agreed_hold_as_the_profile_says(destination: str, codes: tuple[str, ...]) -> None:
    people = (NEWCOMER, PLACE, DOUBTFUL, SCHOOL)
    edits = tuple(Replacement("s1", n, n + 1, p.code, "person", "titled", "", p.key) for n, p in enumerate(people))
    plan = Plan("a.docx", "0" * 64, DocumentKind.IMR, "a", (*edits, replace(edits[0], start=8, end=9, person="gone")))
    assert open_codes(plan, people, load_profile(destination)) == codes


def test_who_is_spelt_by_a_name_for_certain_is_no_newcomer(tmp_path: Path) -> None:
    item = found("Then K.O. and Ada Quillfeather rang.", "K.O.", "Ada Quillfeather")
    assert [p.name for p in newcomers_of([item], make_case(tmp_path), OFSTED)] == ["Ada Quillfeather"]
