from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.lexicon.roles import code_tokens, role_by_prefix, role_for, role_titles, roles
from redactor.model import Category, Gender


def codes(text: str) -> list[tuple[str, str]]:
    return [(span.of(text), code) for span, code in code_tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SW1", [("SW1", "SW1")]),
        ("HV2 and HV3's notes", [("HV2", "HV2"), ("HV3", "HV3")]),
        ("Child R", [("Child R", "Child R")]),
        ("CHILD G", [("CHILD G", "Child G")]),
        ("Child S1's sibling", [("Child S1", "Child S1")]),
        ("Half Sibling 2", [("Half Sibling 2", "Half Sibling 2")]),
        ("Half-Sibling 2", [("Half-Sibling 2", "Half Sibling 2")]),
        ("MGM rang", [("MGM", "MGM")]),
        ("MGM 2 rang", [("MGM 2", "MGM 2")]),
        ("Mother's Partner said", [("Mother's Partner", "Mother's Partner")]),
        ("Mother’s Partner said", [("Mother’s Partner", "Mother's Partner")]),
        ("Maternal Aunt", [("Maternal Aunt", "Maternal Aunt")]),
        ("Person 3", [("Person 3", "Person 3")]),
        ("Person 12", [("Person 12", "Person 12")]),
        ("Hospital 1", [("Hospital 1", "Hospital 1")]),
        ("Primary School 1", [("Primary School 1", "Primary School 1")]),
        ("GP Practice 1", [("GP Practice 1", "GP Practice 1")]),
        ("Address 4", [("Address 4", "Address 4")]),
        ("Town 1", [("Town 1", "Town 1")]),
        ("Children's Home 2", [("Children's Home 2", "Children's Home 2")]),
        ("Young Person F", [("Young Person F", "Young Person F")]),
        ("Baby V", [("Baby V", "Baby V")]),
        ("Family S", [("Family S", "Family S")]),
        ("Adult 1", [("Adult 1", "Adult 1")]),
        ("Foster Carer 1", [("Foster Carer 1", "Foster Carer 1")]),
        ("Sibling\n1", [("Sibling\n1", "Sibling 1")]),
        ("Neighbour 1", [("Neighbour 1", "Neighbour 1")]),
        ("Child G/Child S", [("Child G", "Child G"), ("Child S", "Child S")]),
        ("IRO1, CPC1 and FSW2", [("IRO1", "IRO1"), ("CPC1", "CPC1"), ("FSW2", "FSW2")]),
        ("GP1", [("GP1", "GP1")]),
    ],
)
def test_strings_that_are_codes(text: str, expected: list[tuple[str, str]]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("PC 4471", "PC4471", "section 47", "Baby P", "BABY P", "Child A&E", "Child A & E", "CP plan", "DS1 form"),
        *("Year 6", "M4", "A1", "LU1 2UA", "SW1 2AA", "SW1A 1AA", "CT1 2AB", "CP 1", "Adult 18", "Child 10"),
        *("Child Protection", "Child and Family", "GP 24 hours", "CHILD I was", "Mother", "Father said", "child r"),
        *(
            "SW01",
            "xSW1",
            "SW1x",
            "Table 1",
            "mother's partner",
            "Child Aged",
            "Ward B",
            "Unknown 2",
            "the MGMs",
            "Adult 5 years old",
            "NHS Trust 20/09/13",
        ),
    ],
)
def test_strings_that_are_not_codes(text: str) -> None:
    assert codes(text) == []


@given(st.sampled_from([r for r in roles() if not r.spaced]), st.integers(1, 99))
def test_every_unspaced_prefix_makes_codes(role: object, number: int) -> None:
    prefix = getattr(role, "prefix")  # noqa: B009  # hypothesis loses the type
    assert codes(f"by {prefix}{number}.") == [(f"{prefix}{number}", f"{prefix}{number}")]


@pytest.mark.parametrize("role", [r for r in roles() if r.spaced and r.numbering == "number"], ids=lambda r: r.prefix)
def test_every_spaced_prefix_makes_codes(role: object) -> None:
    code = f"{getattr(role, 'prefix')} 2"  # noqa: B009
    assert codes(f"with {code} there") == [(code, code)]


@given(st.text())
def test_code_tokens_are_disjoint_and_in_order(text: str) -> None:
    found = code_tokens(text)
    assert all(a.end <= b.start for (a, _), (b, _) in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("Health Visitor", "HV"),
        ("HV", "HV"),
        ("hv", "HV"),
        ("health visitors", "HV"),
        ("the allocated social worker", "SW"),
        ("Social Worker 2", "SW"),
        ("Senior Social Worker, Duty Team", "SW"),
        ("Head of Safeguarding and Quality Assurance", "HoS"),
        ("Head of Safeguarding, Fennshire PCT", "HoS"),
        ("Team Manager - Duty", "TM"),
        ("LSCB Business Manager", "Business Manager"),
        ("overview report author", "Author"),
        ("SCR panel chair", "Chair"),
        ("mother's partner", "Mother's Partner"),
        ("Mother’s Partner", "Mother's Partner"),
        ("Ward Clerk", "Administrator"),
        ("foster carer", "FC"),
        ("class teacher (Year 2)", "CT"),
        ("Consultant Paediatrician at Fennhaven Hospital", "CP"),
        ("cousin", "Cousin"),
        ("maternal grandmother", "MGM"),
        ("half-brother", "Half Sibling"),
        ("Primary School", "Primary School"),
        ("school", "School"),
        ("surgery", "GP Practice"),
    ],
)
def test_free_text_of_a_role(text: str, prefix: str) -> None:
    role = role_for(text)
    assert role is not None
    assert role.prefix == prefix


@pytest.mark.parametrize("text", ["", "   ", "people who do things", "unclear", "xyz", "D.S."])
def test_text_that_names_no_role(text: str) -> None:
    assert role_for(text) is None


def test_every_code_of_practice_is_there_with_its_prefix() -> None:
    wanted = {
        "social worker": "SW",
        "team manager": "TM",
        "service manager": "SM",
        "midwife": "MW",
        "school nurse": "SN",
        "general practitioner": "GP",
        "consultant paediatrician": "CP",
        "head teacher": "HT",
        "designated teacher": "DT",
        "detective sergeant": "DS",
        "detective inspector": "DI",
        "independent reviewing officer": "IRO",
        "conference chair": "CPC",
        "YOT worker": "YOT",
        "probation officer": "PO",
        "housing officer": "HO",
        "liaison sister": "LS",
        "family support worker": "FSW",
        "EDT": "EDT",
        "police constable": "PC",
        "step-father": "Step-father",
        "paternal grandfather": "PGF",
    }
    assert {title: getattr(role_for(title), "prefix", None) for title in wanted} == wanted


def test_the_table_is_sound() -> None:
    table = roles()
    titles = [title.lower() for role in table for title in role.titles]
    prefixes = [role.prefix for role in table]
    assert len(table) >= 60
    assert len(set(titles)) == len(titles)
    assert len({p.lower() for p in prefixes}) == len(prefixes)
    assert {role.numbering for role in table} == {"number", "letter", "none"}
    assert all(role.titles for role in table)
    assert "unknown" not in role_titles()  # what the program codes so is of no role
    assert role_titles()["social worker"] is role_by_prefix("SW")


def test_gender_only_where_the_role_tells() -> None:
    assert [getattr(role_by_prefix(p), "gender", None) for p in ("MGM", "MGF", "SW")] == [
        Gender.FEMALE,
        Gender.MALE,
        Gender.UNKNOWN,
    ]
    assert getattr(role_by_prefix("Hospital"), "category", None) is Category.PLACE
    assert role_by_prefix("no such prefix") is None
