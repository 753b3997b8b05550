"""Whole sentences through detection and decision: what a reader of the release would read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from redactor.case import load_case
from redactor.case.schema import Case
from redactor.decide import FILE_NAME, Detected, newcomers_of, plan_case
from redactor.decide.planning import chosen_code
from redactor.decide.removals import Decided
from redactor.detect import Detector
from redactor.model import DocumentKind, Finding, Person, Place, Segment, SourceDocument, expected_texts
from redactor.profiles.schema import load_profile

CASE = """
[case]
reference = "TT-2024-7"
board = "Testshire LSCB"
subject = "Child T"
incident = 2011-10-02

[[allowed]]
name = "Frances Tolland"
role = "overview report author"
"""
GLOSSARY = """name,code,role,category,aliases
Frances Marlowe,Child T,subject,child,Frankie
Michelle Marlowe,Mother,mother,family,
Derek Marlowe,MGF,maternal grandfather,family,
Karen Oldroyd,SW1,social worker,professional,
Karen Whitlock,HV2,health visitor,professional,
Thomas Hope,PC1,police constable,professional,
Judith Lincoln,HV1,health visitor,professional,
"22 Larch Grove, Testbury, TB4 2QQ",Address 1,home,place,22 Larch Grove
Helen Brandreth,,cited researcher,keep,
"""


CHOSEN = {("p1", 0, 5): "HV2", ("p1", 22, 32): "HV2"}


def test_a_decision_on_a_shared_name_does_not_reach_into_a_clear_one() -> None:
    """ "Karen" was decided to be HV2; that leaves Karen Oldroyd SW1, and "Karen left" HV2."""
    segment = Segment("p1", "Karen Oldroyd rang.   Karen left", Place(paragraph=1))
    clear = Finding(0, 13, "person", 1.0, "glossary", people=("sw1",), form="full name")
    shared = Finding(22, 27, "person", 0.9, "glossary", people=("sw1", "hv2"), form="first name")
    titled = Finding(0, 13, "person", 0.9, "glossary", people=("sw1", "hv2"), form="first name")
    chosen = Decided((), CHOSEN, ())
    assert [chosen_code(found, segment, chosen) for found in (clear, shared, titled)] == ["", "HV2", "HV2"]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    root = tmp_path_factory.mktemp("case")
    (root / "case.toml").write_text(CASE, encoding="utf-8")
    (root / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    return load_case(root, need_documents=False)


@pytest.fixture(scope="module")
def detector(case: Case) -> Detector:
    return Detector(case)


Release = Callable[..., tuple[list[str], tuple[Person, ...]]]


@pytest.fixture
def release(case: Case, detector: Detector) -> Release:
    def run(*paragraphs: str, destination: str = "ofsted") -> tuple[list[str], tuple[Person, ...]]:
        profile = load_profile(destination)
        segments = tuple(Segment(f"p{n}", text, Place(paragraph=n)) for n, text in enumerate(paragraphs, 1))
        document = SourceDocument("report.txt", "text", DocumentKind.OVERVIEW, "0" * 64, segments)
        first = [Detected(document, detector.detect(document))]
        people = newcomers_of(first, case, profile)
        if people:
            more = [detector.with_people(people).detect(document)]
            complete = newcomers_of(first, case, profile, second=more)
            if complete != people:
                people, more = complete, [detector.with_people(complete).detect(document)]
            first = [first[0].with_more(more[0])]
        plan = plan_case(first, people, case, profile)
        return [after for _, after in expected_texts(document, plan.plans[0])], people

    return run


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ms Oldroyd rang Karen Whitlock.", "SW1 rang HV2."),
        ("The author, Frances Tolland, met Frances at home.", "The author, Frances Tolland, met Child T at home."),
        ("HV Lincoln weighed the baby; Lincoln's notes are missing.", "HV1 weighed the baby; HV1's notes are missing."),
        ("They moved from Lincoln to Reading in May 2011.", "They moved from Lincoln to Reading in May 2011."),
        ("PC Hope called. There was hope.", "PC1 called. There was hope."),
        ("The Marlowes were known.", "The Family T were known."),
        ("The Marlowe family was known.", "The Family T was known."),
        ("It was for Oldroyd1, 2Oldroyd and Frankie3.", "It was for SW1 1, 2 SW1 and Child T 3."),
        ("SW1 Ms Oldroyd rang.", "SW1 rang."),
        ("Write to karen.oldroyd@testshire.gov.uk today.", "Write to [email] today."),
        ("They lived at 22 Larch Grove, Testbury TB4 2QQ.", "They lived at Address 1."),
        ("Helen Brandreth (2009) calls this drift.", "Helen Brandreth (2009) calls this drift."),
        ("Case TT-2024-7 was opened.", "Case [reference] was opened."),
        ("Mother Michelle Marlowe rang.", "Mother rang."),
        ("The strategy meeting was on 12 March 2011.", "The strategy meeting was on 12 March 2011."),
    ],
)
def test_listed(release: Release, before: str, after: str) -> None:
    assert release(before)[0] == [after]


def test_event_dates_become_months_for_the_website(release: Release) -> None:
    texts, _ = release("The meeting was on 12 March 2011.", "On 3 May 2011 it met; 4/5/2011.", destination="website")
    assert texts == ["The meeting was in March 2011.", "In May 2011 it met; May 2011."]


@pytest.mark.parametrize(
    ("destination", "label"),
    [("ofsted", "[date of birth: aged 9 months at the incident]"), ("website", "[date of birth]")],
)
def test_a_date_of_birth_becomes_an_age_where_allowed(release: Release, destination: str, label: str) -> None:
    assert release("She was born on 15 December 2010.", destination=destination)[0] == [f"She was born on {label}."]


def test_a_newcomer_is_one_person_in_every_form(release: Release) -> None:
    texts, people = release(
        "The social worker Jane Smithers visited.",
        "Smithers and J. Smithers are one; SMITHERS, Jane wrote.",
        "Jane left.",
    )
    assert [p.code for p in people] == ["SW2"]
    assert texts == ["The social worker SW2 visited.", "SW2 and SW2 are one; SW2 wrote.", "SW2 left."]


def test_a_first_name_found_alone_joins_the_surname_beside_it(release: Release) -> None:
    texts, people = release("Her neighbour Tariq helped.", "Tariq Baksh came back.", "Baksh is a plumber.")
    assert [p.code for p in people] == ["Neighbour 1"]
    assert texts == ["Her neighbour Neighbour 1 helped.", "Neighbour 1 came back.", "Neighbour 1 is a plumber."]


def test_somebody_else_with_a_listed_surname(release: Release) -> None:
    texts, people = release("Sadia Oldroyd came with Karen Oldroyd.")
    assert [p.name for p in people] == ["Sadia Oldroyd"]
    assert texts == [f"{people[0].code} came with SW1."]


def test_a_title_does_not_join_a_child(release: Release) -> None:
    texts, people = release("Her sister, Carys Pembury, was at home.", "Mrs Pembury was out.")
    assert [p.code for p in people] == ["Sibling 1", "Person 1"]
    assert texts[1].startswith(("Person 1", "Sibling 1 or Person 1", "Person 1 or Sibling 1"))


def test_a_code_that_repeats_the_word_before_it_is_said_once(release: Release) -> None:
    assert release("She went with Uncle Pete.")[0] == ["She went with Uncle 1."]


def test_a_namesake_stays_open_without_evidence(release: Release) -> None:
    assert release("Karen rang.")[0] == ["SW1 or HV2 rang."]


def test_file_names_are_coded(case: Case, detector: Detector) -> None:
    segment = Segment("p1", "Nothing here.", Place(paragraph=1))
    document = SourceDocument("Oldroyd_Karen_IMR.txt", "text", DocumentKind.IMR, "0" * 64, (segment,))
    findings = {**detector.detect(document), FILE_NAME: detector.find("Oldroyd_Karen_IMR")}
    plan = plan_case([Detected(document, findings)], (), case, load_profile("ofsted"))
    assert plan.plans[0].output_name == "SW1_IMR"
