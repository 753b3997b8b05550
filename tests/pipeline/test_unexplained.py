"""What only the verifier took for somebody is replaced and listed; what cannot be found again holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.pipeline.small_cases import GLOSSARY, text_case

from redactor.apply import apply_plan
from redactor.case import load_case
from redactor.case.schema import Case
from redactor.decide import Detected
from redactor.formats.base import OpenDocument
from redactor.model import (
    AppliedDocument,
    DocumentKind,
    NounUse,
    Origin,
    Place,
    Plan,
    ProperNoun,
    Replacement,
    Segment,
    SourceDocument,
    Status,
    Verification,
)
from redactor.pipeline.destination import profile_for
from redactor.pipeline.progress import Silent
from redactor.pipeline.reading import DetectedCase
from redactor.pipeline.run import Run
from redactor.pipeline.unexplained import with_unexplained
from redactor.profiles.schema import load_profile
from redactor.release.results import DocumentResult, RunRecord

WORDS = "Overview report\n\nDon shoes before leaving\n\nJAY WALKING\n\nMs Frances Marlowe came.\n"


def ran(folder: Path, documents: dict[str, str], *, destination: str = "ofsted", glossary: str = GLOSSARY) -> RunRecord:
    case = load_case(text_case(folder, documents, glossary=glossary))
    run = Run(case, profile_for(destination, accept_provisional=False), False, Silent())
    return run.record(run.read())


def texts(record: RunRecord) -> list[str]:
    return [one.applied.data.decode() for one in record.documents if one.applied is not None]


def codes(record: RunRecord) -> dict[str, str]:
    return {person.name: person.code for person in record.people if person.origin is Origin.PROVISIONAL}


def test_what_nothing_explains_is_coded_listed_and_released(tmp_path: Path) -> None:
    record = ran(tmp_path / "case", {"Overview.txt": WORDS})
    (document,) = record.documents
    assert (document.status, document.reasons) == (Status.RELEASED, ())
    assert codes(record) == {"Don": "Unknown 1", "JAY": "Unknown 2"}
    assert texts(record) == [
        "Overview report\n\nUnknown 1 shoes before leaving\n\nUnknown 2 WALKING\n\nChild T came.\n"
    ]
    assert [record.mentions[person.key] for person in record.people if person.name in ("Don", "JAY")] == [1, 1]


def test_the_website_asks_instead(tmp_path: Path) -> None:
    record = ran(tmp_path / "case", {"Overview.txt": WORDS}, destination="website")
    (document,) = record.documents
    assert document.status is Status.HELD
    assert any("may be somebody's name" in reason for reason in document.reasons)
    assert codes(record) == {}
    assert "Don shoes before leaving" in texts(record)[0]


def test_in_two_documents_it_is_somebody_whom_the_board_is_asked_about(tmp_path: Path) -> None:
    record = ran(tmp_path / "case", {"Overview.txt": WORDS, "Minutes.txt": "Minutes\n\nDon shoes before leaving\n"})
    assert [one.status for one in record.documents] == [Status.HELD, Status.HELD]
    assert all("Don" not in text for text in texts(record))
    assert codes(record)["Don"] == "Unknown 1"


def test_who_is_named_elsewhere_is_a_person_and_no_unknown_noun(tmp_path: Path) -> None:
    record = ran(tmp_path / "case", {"Overview.txt": WORDS + "\nThe neighbour, Mr Don Tolland, rang.\n"})
    assert {code for name, code in codes(record).items() if "Don" in name} == {"Neighbour 1"}


def test_what_the_case_keeps_stays(tmp_path: Path) -> None:
    record = ran(tmp_path / "case", {"Overview.txt": WORDS}, glossary=GLOSSARY + "Don,,somebody else,keep,\n")
    assert [one.status for one in record.documents] == [Status.RELEASED]
    assert "Don shoes before leaving" in texts(record)[0]


def test_documents_without_it_are_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def counted(opened: OpenDocument, plan: Plan, **options: Any) -> AppliedDocument:
        written.append(plan.source)
        return apply_plan(opened, plan, **options)

    monkeypatch.setattr("redactor.pipeline.run.apply_plan", counted)
    ran(tmp_path / "case", {"A.txt": WORDS, "B.txt": "Minutes\n\nMs Frances Marlowe came.\n"})
    assert written == ["A.txt", "B.txt", "A.txt"]


TEXT = "Don rang Frances.\u00a0Then  Don left; Will Don's wait?"
EDIT = Replacement("p1", 9, 16, "Child T", "person", "glossary")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return load_case(text_case(tmp_path_factory.mktemp("unexplained") / "case", {"a.txt": "nothing"}))


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        (NounUse("", "Don", " rang Child T. Then Don"), [0]),
        (NounUse("Child T. Then ", "Don", " left; Will"), [24]),
        (NounUse("Then\n", "Don", " left"), [24]),
        (NounUse("Will ", "Don's", " wait?"), [39]),
        (NounUse("", "Don", ""), [0, 24, 39]),
        (NounUse("", "Don", " said"), []),
        (NounUse("", "Do", "n rang"), []),
        (NounUse("rang ", "Child T", ". Then"), []),  # what the plan wrote is nobody's name
        (NounUse("Child ", "T", ". Then"), []),
        (NounUse("", "Frances", ""), []),
        (NounUse("", "'s", ""), []),
    ],
)
def test_a_use_is_found_by_the_words_around_it(case: Case, use: NounUse, expected: list[int]) -> None:
    kind, noun = DocumentKind.OTHER, ProperNoun(use.text, "unexplained", 1, like_person=True, uses=(use,))
    document = SourceDocument("a.txt", "text", kind, "0" * 64, (Segment("p1", TEXT, Place("body")),))
    plan = Plan("a.txt", "0" * 64, kind, "a.txt", replacements=(EDIT,))
    judged = Verification("a.txt", "", kind, proper_nouns=(noun,))
    result = DocumentResult("a.txt", kind, Status.HELD, verification=judged)
    found = DetectedCase((Detected(document, {}),), (), ())
    complete = with_unexplained(found, (plan,), (result,), case, load_profile("ofsted"))
    findings = complete.detected[0].findings["p1"] if complete else ()
    assert [finding.start for finding in findings] == expected
    assert {TEXT[f.start : f.end] for f in findings} <= {"Don"}


def test_what_an_animal_is_called_is_no_person(tmp_path: Path) -> None:
    record = ran(tmp_path / "case", {"Overview.txt": "Overview report\n\nThe family has a cat called Zebedee.\n"})
    assert {code for name, code in codes(record).items() if "Zebedee" in name} == {"Unknown 1"}
    assert all("Zebedee" not in text for text in texts(record))


def test_a_code_of_a_noun_that_a_text_holds_already_is_not_given_again(tmp_path: Path) -> None:
    text = "Overview report\n\nUnknown 1 males attended.\n\nDon shoes before leaving\n"
    record = ran(tmp_path / "case", {"Overview.txt": text})
    assert [one.status for one in record.documents] == [Status.RELEASED]
    assert codes(record) == {"Don": "Unknown 2"}


LISTED = GLOSSARY + "Karen Wood,SW8,social worker,professional,\nMiles Reading,UNC,uncle,family,\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wood and colleagues visited the home.", "SW8"),
        ("Notes: Wood and others, SW, visited.", "SW8"),
        ("The visitors (Wood and others) left.", "SW8"),
        ("Phoned Reading 't/c 10.30'.", "UNC"),
    ],
)
def test_a_listed_name_is_no_authors_and_no_contraction(tmp_path: Path, text: str, code: str) -> None:
    record = ran(tmp_path / "case", {"Overview.txt": f"Overview report\n\n{text}\n"}, glossary=LISTED)
    (released,) = texts(record)
    assert code in released
    assert "Wood" not in released
    assert "Reading" not in released
