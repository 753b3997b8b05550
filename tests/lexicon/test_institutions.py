from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.lexicon.institutions import institutions


def named(text: str) -> list[tuple[str, str]]:
    return [(item.name, item.role_prefix) for item in institutions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at Fennhaven Primary School.", [("Fennhaven Primary School", "Primary School")]),
        ("FENNHAVEN PRIMARY SCHOOL", [("FENNHAVEN PRIMARY SCHOOL", "Primary School")]),
        ("St Mary's C of E Primary School", [("St Mary's C of E Primary School", "Primary School")]),
        ("St. Mary’s School", [("St. Mary’s School", "School")]),
        (
            "Our Lady of Lourdes Catholic Primary School",
            [("Our Lady of Lourdes Catholic Primary School", "Primary School")],
        ),
        ("Fennhaven Primary said", [("Fennhaven Primary", "Primary School")]),
        ("he attended Meadow School", [("Meadow School", "School")]),
        ("Riverside Academy", [("Riverside Academy", "Secondary School")]),
        ("on Sunflower Ward", [("Sunflower Ward", "Ward")]),
        ("the Fennhaven Surgery", [("Fennhaven Surgery", "GP Practice")]),
        ("Market Street Medical Centre", [("Market Street Medical Centre", "GP Practice")]),
        ("Oak Tree Nursery", [("Oak Tree Nursery", "Nursery")]),
        ("Little Stars Day Nursery", [("Little Stars Day Nursery", "Nursery")]),
        ("at Fennhaven hospital", [("Fennhaven hospital", "Hospital")]),
        ("Fennhaven General Hospital NHS Trust", [("Fennhaven General Hospital", "Hospital")]),
        ("University Hospital of Fennhaven", [("University Hospital of Fennhaven", "Hospital")]),
        ("Tolland and Fennhaven Hospital", [("Tolland and Fennhaven Hospital", "Hospital")]),
        ("The Willows Children's Home", [("Willows Children's Home", "Children's Home")]),
        ("Meadow Lane Children’s Centre", [("Meadow Lane Children’s Centre", "Children's Centre")]),
        ("HMP Fennmoor", [("HMP Fennmoor", "Prison")]),
        ("Fennhaven Magistrates' Court", [("Fennhaven Magistrates' Court", "Court")]),
        ("Fennhaven Police Station", [("Fennhaven Police Station", "Police Station")]),
        ("When Fennhaven School rang", [("Fennhaven School", "School")]),
        ("Attends Bulrush Day Nursery", [("Bulrush Day Nursery", "Nursery")]),
        ("Dr Tolland of Fennhaven Surgery", [("Fennhaven Surgery", "GP Practice")]),
        ("King's College", [("King's College", "College")]),
        ("Agency: Fennby Borough Council\nTolland Ward", [("Tolland Ward", "Ward")]),
        ("Between 9 Elm St and Fennhaven Academy lies", [("Fennhaven Academy", "Secondary School")]),
        ("MOVED FROM ELM COURT TO FENNHAVEN CHILDRENS HOME.", [("FENNHAVEN CHILDRENS HOME", "Children's Home")]),
        ("at Fennhaven\nNursery today", [("Fennhaven\nNursery", "Nursery")]),
        ("at St Anne and Fennhaven Academy", [("St Anne and Fennhaven Academy", "Secondary School")]),
    ],
)
def test_institutions_with_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("16.14 Birth to Starting School", "Karen Left School", "Zanele Attends Nursery"),
        *(
            "the primary school",
            "Maternity Ward",
            "Long Stay Ward",
            "Nurse-led clinic\nSchedule",
            "Saved: 17.7.04 2.25pm\nSchool: Primary School 2",
            "Good Practice",
            "Her School",
            "Local Hospital",
            "Oliver's school",
        ),
        *("Karen's School", "Ms Ward", "Karen Ward", "Fennshire Primary Care Trust", "Individual Practice Review"),
        *(
            "Family Court",
            "The High School",
            "Primary School 1 and Hospital 2",
            "GP Practice 1",
            "Social Work Practice",
        ),
        *("a nursery school in Luton", "The Nursery", "the Hospital and the School", "Sure Start Children's Centre"),
        *(
            "Serious Case Review",
            "LSCPR Regional Framework and Practice Guidance",
            "Child A's School",
            "Dr Tolland's Surgery",
        ),
        *("Working Together", "Royal College of Nursing", "the National Panel", "Fennshire County Council"),
    ],
)
def test_text_without_a_named_institution(text: str) -> None:
    assert named(text) == []


def test_exact_offsets_without_the_article() -> None:
    text = "He went to the Fennhaven Day Nursery daily."
    (found,) = institutions(text)
    assert (found.start, found.end) == (15, 36)
    assert text[found.start : found.end] == found.name == "Fennhaven Day Nursery"


@given(st.text(max_size=200))
def test_any_text_gives_disjoint_findings(text: str) -> None:
    found = institutions(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[f.start : f.end] == f.name for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "25 August 2011 GP Practice 1 wrote",
        "Attends Nursery 1 on Mondays",
        "pupil at Primary School 1",
        "Taken to Hospital 2 by ambulance",
        "In 2011 Primary School meals were free.",
        "Gurdeep Oldroyd\nNursery manager",
    ],
)
def test_codes_and_dates_before_a_kind_name_nothing(text: str) -> None:
    assert institutions(text) == ()


def test_somebody_in_a_clinic_or_not_in_school_is_no_institution() -> None:
    for text in ("I reviewed Kwabena in clinic today.", "ERION NOT IN SCHOOL", "saw Marta at school"):
        assert not institutions(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Little Elmby Hospitals NHS Trust School: none", []),
        ("Elmby Borough Council School: none", []),
        ("Elmby Trust School: none", ["Elmby Trust School"]),
        ("Elmby School: attended", ["Elmby School"]),
    ],
)
def test_a_label_behind_a_trust_is_no_school(text: str, names: list[str]) -> None:
    assert [found.name for found in institutions(text)] == names


@pytest.mark.parametrize(
    ("text", "prefix"),
    [("He is at St Edmund's Prİmary School.", "Primary School"), ("Goldcrest Childrenſ Home", "Children's Home")],
)
def test_letters_that_patterns_take_for_others_are_read_as_those(text: str, prefix: str) -> None:
    (found,) = institutions(text)
    assert found.role_prefix == prefix
