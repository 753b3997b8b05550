"""Evidence from the whole case: columns, the model, towns; whole cases of small files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from tests.pipeline.small_cases import GLOSSARY, ruler_pipeline, text_case

from redactor.case import load_case
from redactor.case.register import Register
from redactor.decide import open_codes, plan_case
from redactor.decide.mentions import Mention
from redactor.decide.newcomers import provisional_people
from redactor.decide.slips import Slips
from redactor.model import PERSON_MODEL, CasePlan, Category, Finding, Origin, Person, expected_texts
from redactor.pipeline.progress import Silent
from redactor.pipeline.reading import DetectedCase, detect_people, read_documents
from redactor.profiles.schema import load_profile

KEEP = "Helen Brandreth,,researcher whose work is cited,keep,\nPriya Raghunatham,SW1,social worker,professional,\n"


def chronology(path: Path, rows: list[tuple[str, str, str]]) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for row in [("Date", "Event", "Source"), *rows]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))


def planned(root: Path, pipeline: str | None = None) -> tuple[DetectedCase, CasePlan, list[str]]:
    case = load_case(root)
    profile = load_profile("ofsted")
    found = detect_people(read_documents(case, Silent()).ingested, case, profile, Silent(), pipeline=pipeline)
    plan = plan_case(found.detected, found.provisional, case, profile)
    pairs = zip(found.detected, plan.plans, strict=True)
    return found, plan, [new for item, one in pairs for _, new in expected_texts(item.document, one) if new]


def test_a_name_in_a_column_is_the_person_named_elsewhere(tmp_path: Path) -> None:
    root = text_case(
        tmp_path / "case",
        {"IMR Health.txt": "The health visitor Janet Pemworthy rang. Mrs Pemworthy wrote it down. Jan Pemworthy left."},
    )
    chronology(
        root / "documents" / "Chronology.docx",
        [
            ("1.2.11", "Home visit", "J Pemworthy"),
            ("2.2.11", "T/C", "GP records"),
            ("3.2.11", "Seen", "Pemworthy, Janet"),
        ],
    )
    found, _, texts = planned(root)
    assert [(p.code, p.name) for p in found.provisional] == [("HV1", "Janet Pemworthy")]
    assert [texts.count("HV1"), "GP records" in texts] == [2, True]
    assert texts[-1] == "The health visitor HV1 rang. HV1 wrote it down. HV1 left."


def test_a_shared_form_is_left_to_the_reviewer(tmp_path: Path) -> None:
    root = text_case(
        tmp_path / "case",
        {"IMR.txt": "Health visitor Janet Pemworthy met midwife June Pemworthy.\n\n\n\nLater J. Pemworthy rang."},
    )
    _, plan, texts = planned(root)
    assert texts[-1] == "Later HV1 or MW1 rang."
    assert plan.plans[0].replacements[-1].ambiguous


def test_what_the_model_marks_is_weighed_by_the_whole_case(tmp_path: Path) -> None:
    marked = {"Tegan Pemworthy": "PERSON", "Core Group": "PERSON", "Brandreth": "PERSON", "Reading": "GPE"}
    pipeline = ruler_pipeline(tmp_path / "model", marked)
    root = text_case(
        tmp_path / "case",
        {
            "IMR Health.txt": "Then Tegan Pemworthy came. The Core Group met. Brandreth says so. Training in Reading.",
            "IMR Police.txt": "Pemworthy was met by Tegan.",
        },
        glossary=f"name,code,role,category,aliases\nFrances Marlowe,Child T,subject,child,\n{KEEP}",
    )
    found, _, texts = planned(root, pipeline)
    assert [p.name for p in found.provisional] == ["Tegan Pemworthy"]
    assert texts == [
        "Then Person 1 came. The Core Group met. Brandreth says so. Training in Reading.",
        "Person 1 was met by Person 1.",
    ]
    assert {one.written: one.reason for one in found.nobody} == {
        "Core Group": "part of the name of an agency, team or document",
        "Brandreth": "the surname of somebody whose name is kept",
        "Reading": "a town that nothing links with somebody's home",
    }


def test_the_familys_town_is_coded_everywhere_and_an_agencys_town_is_not(tmp_path: Path) -> None:
    root = text_case(
        tmp_path / "case",
        {
            "IMR Health.txt": "The family lived in Sedgeholme. Mother had moved to Wexcombe before.",
            "IMR Police.txt": "Officers went to Sedgeholme. Wexcombe Borough Council was told.",
        },
    )
    found, _, texts = planned(root)
    places = [(p.code, p.name) for p in found.provisional if not p.category.is_person]
    assert places == [("Town 1", "Sedgeholme")]
    assert texts[0] == "The family lived in Town 1. Mother had moved to Wexcombe before."
    assert texts[1] == "Officers went to Town 1. Wexcombe Borough Council was told."


def test_a_listed_full_name_is_found_in_small_letters_however_ordinary_its_words(tmp_path: Path) -> None:
    glossary = GLOSSARY + "Talent Wood,SW4,,professional,\nWarren Hill,Place 6,,place,\n"
    text = "approved by talent wood\n\nbedford homes, warren hill. The talent, the wood and the hill stay."
    root = text_case(tmp_path / "case", {"Minutes.txt": text}, glossary=glossary)
    _, _, texts = planned(root)
    assert texts == ["approved by SW4", "bedford homes, Place 6. The talent, the wood and the hill stay."]


def doubtful(
    score: float, text: str = "Tegan Pemworthy", *, times: int = 1, spoken_of: bool = False
) -> tuple[Person, ...]:
    finding = Finding(0, len(text), "person", score, "found by the person model", PERSON_MODEL, name=text)
    places = [Mention("a.txt", f"p{n}", finding, text, spoken_of=spoken_of) for n in range(times)]
    return provisional_people(places, register=Register(), taken=frozenset(), slips=Slips(LISTED))


LISTED = (
    Person("g1", "Frances Marlowe", "Child T", Category.CHILD),
    Person("g2", "Wexcombe Manor", "Place 1", Category.PLACE),
    Person("g3", "Clara Pellow", "", Category.KEEP, origin=Origin.KEEP),
)


def test_somebody_found_once_and_not_surely_is_doubtful() -> None:
    assert [p.doubtful for p in (*doubtful(0.4), *doubtful(0.9))] == [True, False]


@pytest.mark.parametrize(
    ("written", "times", "spoken_of", "expected"),
    [
        ("Tegan", 1, False, True),  # one word of no list, of which the sentence says nothing
        ("Tegan", 1, True, False),
        ("Tegan", 2, False, False),
        ("Karen", 1, False, False),  # a given name
        ("Apologies Marlowe", 1, True, True),  # nothing new but a word of a dictionary
        ("Apologies Marlowe", 2, False, False),
        ("Frances Marlowe", 1, True, True),
        ("Marlow", 1, True, True),  # one slip from a listed name
        ("Marlow", 2, True, False),
        ("Tegan Marlowe", 1, True, False),
        ("Tegan Marlowe", 1, False, True),
        ("T. Marlow", 1, True, True),
        ("T.P.", 1, True, True),
        ("Tegan Wexcombe", 1, False, True),  # a listed place
        ("Chiid", 1, True, True),  # a scanner made it of another word
        ("Grant Marlow", 1, True, True),  # a word, and one slip from a listed name
        ("Grant Marlow", 2, True, False),
        ("Clara Pellew", 1, True, False),  # no longer a kept name
        ("C1ara Pel1ow", 1, True, True),
        ("Clara", 1, True, False),
        ("Tegan Marlow", 1, True, False),
        ("Grant Pemworthy", 1, True, False),
    ],
)
def test_something_besides_the_model_speaks_for_whoever_holds_a_document(
    written: str, times: int, spoken_of: bool, expected: bool
) -> None:
    assert [p.doubtful for p in doubtful(0.99, written, times=times, spoken_of=spoken_of)] == [expected]


@pytest.mark.parametrize(
    ("written", "role", "expected"),
    [("Tegan", "HV", False), ("Marlow", "HV", True), ("Apologies Marlowe", "HV", True), ("Hope Marlowe", "HV", False)],
)
def test_a_role_beside_a_name_speaks_for_somebody_unless_nothing_of_it_is_new(
    written: str, role: str, expected: bool
) -> None:
    finding = Finding(0, len(written), "person", 0.99, "", PERSON_MODEL, role=role)
    people = provisional_people(
        [Mention("a.txt", "p1", finding, written)], register=Register(), taken=frozenset(), slips=Slips(LISTED)
    )
    assert [person.doubtful for person in people] == [expected]


def test_a_slip_written_three_times_in_one_paragraph_is_one_mention() -> None:
    mention = Mention("a.txt", "p1", Finding(0, 6, "person", 0.99, "", PERSON_MODEL), "Marlow")
    people = provisional_people([mention] * 3, register=Register(), taken=frozenset(), slips=Slips(LISTED))
    assert [person.doubtful for person in people] == [True]


def test_a_name_of_ordinary_words_found_by_the_model_alone_stays_where_it_was_found() -> None:
    assert [p.local for p in (*doubtful(0.9, "Stone Field"), *doubtful(0.9, "Tegan Pemworthy"))] == [True, False]
    (local,) = doubtful(0.9, "Stone Field")
    assert (local.is_coded, local.is_protected) == (True, False)


@pytest.mark.parametrize(("destination", "held"), [("ofsted", ()), ("panel", ()), ("website", ("Person 1",))])
def test_a_doubtful_person_holds_the_website_only(tmp_path: Path, destination: str, held: tuple[str, ...]) -> None:
    root = text_case(tmp_path / "case", {"IMR Health.txt": "Then Ms Xandra came."})
    found, _, _ = planned(root)
    people = [replace(person, doubtful=True) for person in found.provisional]
    plan = plan_case(found.detected, people, load_case(root), load_profile(destination))
    assert open_codes(plan.plans[0], plan.people, load_profile(destination)) == held


SLIPS = (
    "name,code,role,category,aliases\nFrances Marlowe,Child T,subject,child,\n"
    "Hao Pemworthy,SW1,social worker,professional,\n"
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Then Haoe left.", "Then SW1 left."),
        ("Then Haoe left. Later Haoe came.", "Then Person 1 left. Later Person 1 came."),
    ],
)
def test_a_slip_met_once_is_told_and_met_again_is_somebody_of_their_own(
    tmp_path: Path, text: str, written: str
) -> None:
    """One letter from a listed name: a stranger must not get a listed person's code without anybody being told."""
    pipeline = ruler_pipeline(tmp_path / "model", {"Haoe": "PERSON"})
    root = text_case(tmp_path / "case", {"IMR.txt": text}, glossary=SLIPS)
    _, plan, texts = planned(root, pipeline)
    assert texts[-1] == written
    told = [notice for notice in plan.plans[0].notices if "one letter" in notice.message]
    assert len(told) == (1 if "SW1" in written else 0)
    assert not any(notice.holds for notice in told)


def test_a_slip_holds_the_website(tmp_path: Path) -> None:
    pipeline = ruler_pipeline(tmp_path / "model", {"Haoe": "PERSON"})
    case = load_case(text_case(tmp_path / "case", {"Overview.txt": "Then Haoe left."}, glossary=SLIPS))
    website = load_profile("website")
    found = detect_people(read_documents(case, Silent()).ingested, case, website, Silent(), pipeline=pipeline)
    plan = plan_case(found.detected, found.provisional, case, website)
    assert any(notice.holds and "one letter" in notice.message for notice in plan.plans[0].notices)
