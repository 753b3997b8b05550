from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.case.checks import initials_of
from redactor.case.codes import Assigned, assign, next_code, prefix_for
from redactor.case.glossary import GlossaryRow
from redactor.case.problems import Problems
from redactor.case.register import Register, RegisterRow, code_key
from redactor.model import Category, Origin

SW = "social worker"
NAMES = (
    "Karen Oldroyd",
    "Marek Wisniowski",
    "Priya Raghunathan",
    "Gareth Pugh-Davies",
    "Siobhán O'Hagan",
    "Anil Kapadia",
    "Henrik Sjöberg",
    "Dawn Pickersgill",
    "Yvonne Marchetti",
    "Chloe Babington",
)


def row(
    number: int,
    name: str,
    code: str = "",
    role: str = SW,
    category: Category = Category.PROFESSIONAL,
    aliases: tuple[str, ...] = (),
) -> GlossaryRow:
    return GlossaryRow(f"glossary.csv row {number}", f"g{number}", name, code, role, category, aliases)


def registered(
    name: str, code: str, role: str = SW, origin: Origin = Origin.GLOSSARY, replaced_by: str = ""
) -> RegisterRow:
    return RegisterRow(name, code, role, Category.PROFESSIONAL, origin, "2012-03-01", replaced_by)


def give(
    rows: Sequence[GlossaryRow], *old: RegisterRow, taken: Sequence[str] = (), reference: str = "FN-11"
) -> tuple[Assigned, Problems]:
    problems = Problems()
    return assign(rows, Register(old), reference=reference, taken=taken, problems=problems), problems


@pytest.mark.parametrize(
    ("prefix", "taken", "owner", "code"),
    [
        ("SW", (), "", "SW1"),
        ("SW", ("SW1", "SW3"), "", "SW2"),
        ("SW", ("sw 1",), "", "SW2"),
        ("Hospital", (), "", "Hospital 1"),
        ("Child", (), "", "Child A"),
        ("Child", (), "Adam Brannock", "Child C"),
        ("Child", ("Child C",), "Adam Brannock", "Child D"),
        ("Child", tuple(f"Child {c}" for c in "ABCDEFGH"), "", "Child J"),
        ("Child", tuple(f"Child {c}" for c in "ABCDEFGHJKLMNPQRSTUVWXYZ"), "", "Child 1"),
        ("MGM", (), "", "MGM"),
        ("MGM", ("MGM",), "", "MGM 2"),
        ("Person", ("Person 1",), "", "Person 2"),
        ("XYZ", (), "", "XYZ1"),
        ("Telephone", (), "", "Telephone 1"),
    ],
)
def test_the_next_code(prefix: str, taken: tuple[str, ...], owner: str, code: str) -> None:
    assert next_code(prefix, taken, owner=owner) == code


@pytest.mark.parametrize(
    ("name", "role", "category", "prefix"),
    [
        ("Karen Oldroyd", "Health Visitor", Category.PROFESSIONAL, "HV"),
        ("Karen Oldroyd", "", Category.PROFESSIONAL, "Professional"),
        ("Karen Oldroyd", "", Category.CHILD, "Child"),
        ("Karen Oldroyd", "", Category.FAMILY, "Relative"),
        ("Karen Oldroyd", "hospital", Category.FAMILY, "Relative"),
        ("Marshlands Primary School", "school of Sibling 1", Category.PLACE, "School"),
        ("Marshlands Primary School", "", Category.PLACE, "Primary School"),
        ("14 Teasel Close, Sedgeholme", "home of Mother", Category.PLACE, "Address"),
        ("Teasel Lodge, FX7 3QT", "", Category.IDENTIFIER, "Address"),
        ("01632 960900", "mobile of mother", Category.IDENTIFIER, "Reference"),
        ("FX/20871/11", "crime reference", Category.IDENTIFIER, "Reference"),
        ("Larkrise", "", Category.ORGANISATION, "Organisation"),
    ],
)
def test_the_prefix_of_a_row_without_code(name: str, role: str, category: Category, prefix: str) -> None:
    assert prefix_for(row(2, name, role=role, category=category)) == prefix


def test_written_codes_win_and_are_recorded() -> None:
    found, problems = give([row(2, "Karen Oldroyd", "SW4"), row(3, "Marek Wisniowski")])
    assert problems.errors == []
    assert found.codes == {"g2": "SW4", "g3": "SW1"}
    assert found.new == {"g3"}
    assert [(r.name, r.code) for r in found.register.rows] == [("Marek Wisniowski", "SW1"), ("Karen Oldroyd", "SW4")]


def test_codes_of_the_documents_are_passed_over() -> None:
    found, _ = give([row(2, "Karen Oldroyd")], taken=["SW1", "SW 2"])
    assert found.codes == {"g2": "SW3"}


@pytest.mark.parametrize("spelling", ["Karen Oldroyd", "OLDROYD, Karen", "Ms Karen  Oldroyd", "Karén Oldroyd"])
def test_a_row_without_code_takes_that_of_the_register(spelling: str) -> None:
    found, problems = give([row(2, spelling)], registered("Karen Oldroyd", "SW7"))
    assert found.codes == {"g2": "SW7"}
    assert found.new == frozenset()
    assert problems.errors == problems.warnings == []
    assert found.register.rows[0].since == "2012-03-01"


def test_a_provisional_person_keeps_the_number_once_listed() -> None:
    old = registered("Jane Smythe", "Person 1", "person", Origin.PROVISIONAL)
    found, problems = give([row(2, "Jane Margaret Smythe", aliases=("Jane Smythe",))], old)
    assert found.codes == {"g2": "Person 1"}
    assert "keeps the code Person 1" in problems.warnings[0]
    (kept,) = found.register.rows
    assert (kept.name, kept.origin) == ("Jane Margaret Smythe", Origin.GLOSSARY)
    again, later = give([row(2, "Jane Margaret Smythe")], kept)
    assert again.codes == {"g2": "Person 1"}
    assert later.warnings == []


def test_unlisted_people_stay_in_the_register() -> None:
    gone = registered("Jane Smythe", "SW1", origin=Origin.PROVISIONAL)
    found, _ = give([row(2, "Karen Oldroyd")], gone)
    assert found.codes == {"g2": "SW2"}
    assert found.register.rows[0] == gone


def test_another_code_written_later_leaves_the_old_one_used_up() -> None:
    found, problems = give([row(2, "Karen Oldroyd", "SW9"), row(3, "Marek Wisniowski")], registered(NAMES[0], "SW1"))
    assert problems.errors == []
    assert found.codes == {"g2": "SW9", "g3": "SW2"}
    old = found.register.rows[0]
    assert (old.code, old.replaced_by) == ("SW1", "SW9")
    assert found.register.code_for("Karen Oldroyd") == "SW9"
    back, problems = give([row(2, "Karen Oldroyd", "SW1")], *found.register.rows)
    assert problems.errors == []
    assert back.register.code_for("Karen Oldroyd") == "SW1"


@pytest.mark.parametrize("origin", [Origin.GLOSSARY, Origin.PROVISIONAL])
def test_a_code_of_somebody_else_cannot_be_given_again(origin: Origin) -> None:
    _, problems = give([row(2, "Karen Oldroyd", "SW1")], registered("Marek Wisniowski", "SW1", origin=origin))
    assert "row 2: its code was already given to somebody else (confidential/register.csv row 2)" in problems.errors[0]


def test_two_people_cannot_swap_codes() -> None:
    rows = [row(2, NAMES[0], "SW2"), row(3, NAMES[1], "SW1")]
    _, problems = give(rows, registered(NAMES[0], "SW1"), registered(NAMES[1], "SW2"))
    assert len(problems.errors) == 2
    assert "the person in glossary.csv row 3" in problems.errors[0]


def test_a_corrected_spelling_keeps_its_written_code() -> None:
    found, problems = give([row(2, "Karen Oldroyd", "SW1")], registered("Karen Oldryod", "SW1"))
    assert problems.errors == []
    assert "spelt differently" in problems.warnings[0]
    assert found.register.rows[0].name == "Karen Oldroyd"


def test_a_corrected_spelling_without_code_is_warned_about() -> None:
    found, problems = give([row(2, "Karen Oldroyd")], registered("Karen Oldryod", "SW1"))
    assert found.codes == {"g2": "SW2"}
    assert "the register has SW1" in problems.warnings[0]


def test_namesakes_are_told_apart_by_role() -> None:
    old = (registered(NAMES[0], "SW1"), registered(NAMES[0], "HV1", "health visitor"))
    rows = [row(2, NAMES[0], role="health visitor"), row(3, NAMES[0])]
    found, problems = give(rows, *old)
    assert found.codes == {"g2": "HV1", "g3": "SW1"}
    assert problems.errors == []


def test_namesakes_that_cannot_be_told_apart_are_a_mistake() -> None:
    _, problems = give([row(2, NAMES[0])], registered(NAMES[0], "SW1"), registered(NAMES[0], "SW2"))
    assert "SW1 and SW2" in problems.errors[0]
    rows = [row(2, NAMES[0], role="teacher"), row(3, NAMES[0], role="midwife")]
    _, problems = give(rows, registered(NAMES[0], "SW1"))
    assert len(problems.errors) == 2


def test_new_codes_do_not_run_in_the_order_of_family_names() -> None:
    ordered = sorted(NAMES, key=lambda name: name.split()[-1])
    for reference in (f"FN-{n}" for n in range(60)):
        for size in (3, 4, 10):
            rows = [row(number, name) for number, name in enumerate(ordered[:size], 2)]
            found, _ = give(rows, reference=reference)
            numbers = [int(found.codes[r.key][2:]) for r in rows]
            assert numbers != sorted(numbers)
            assert numbers != sorted(numbers, reverse=True)


def test_letter_codes_never_spell_an_initial() -> None:
    rows = [row(n, name, role="child", category=Category.CHILD) for n, name in enumerate(NAMES, 2)]
    found, _ = give(rows)
    for item in rows:
        letter = found.codes[item.key].removeprefix("Child ")
        assert letter.casefold() not in initials_of(item.name)
    assert len(set(found.codes.values())) == len(rows)


ROLES = (SW, "health visitor", "child", "maternal grandmother", "")
PEOPLE = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(ROLES), st.booleans()),
    unique_by=lambda item: item[0],
    max_size=len(NAMES),
)


def as_rows(people: Sequence[tuple[str, str, bool]]) -> list[GlossaryRow]:
    """Rows of people; those marked write a code of their own."""
    return [
        row(n, name, f"Agreed {NAMES.index(name)}" if written else "", role)
        for n, (name, role, written) in enumerate(people, 2)
    ]


def by_name(rows: Sequence[GlossaryRow], found: Assigned) -> dict[str, str]:
    return {item.name: found.codes[item.key] for item in rows}


@given(PEOPLE, PEOPLE, st.randoms(use_true_random=False), st.lists(st.sampled_from(["SW1", "HV2", "Child A", "MGM"])))
def test_no_change_of_the_glossary_changes_a_code_of_the_register(
    first: list[tuple[str, str, bool]],
    second: list[tuple[str, str, bool]],
    rng: random.Random,
    taken: list[str],
) -> None:
    before = as_rows(first)
    old, _ = give(before)
    known = by_name(before, old)
    roles = {name: (name, role, written) for name, role, written in first}
    later = [roles.get(name, (name, role, written)) for name, role, written in second]
    rng.shuffle(later)
    rows = as_rows(later)
    found, problems = give(rows, *old.register.rows, taken=taken)
    assert problems.errors == []
    now = by_name(rows, found)
    assert {name: code for name, code in now.items() if name in known} == {
        name: code for name, code in known.items() if name in now
    }
    keys = [code_key(item.code) for item in found.register.rows]
    assert len(keys) == len(set(keys))
    assert len(set(now.values())) == len(now)
    assert {r.code: r.name for r in found.register.rows}.items() >= {r.code: r.name for r in old.register.rows}.items()
    assert not set(taken) & {found.codes[key] for key in found.new}


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(people: list[tuple[str, str, bool]], rng: random.Random) -> None:
    rows = as_rows(people)
    shuffled = list(people)
    rng.shuffle(shuffled)
    others = as_rows(shuffled)
    one, two = give(rows)[0], give(others)[0]
    assert by_name(rows, one) == by_name(others, two)
    assert one.register.to_csv() == two.register.to_csv()
