"""Decisions about people, written into a real case folder and read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from redactor.case import load_case
from redactor.case.agreements import Agreed, agreed, also, kept, merged, split, taken_out
from redactor.case.commits import Commit, commit
from redactor.case.glossary_edits import RowEdit, edited_glossary
from redactor.case.schema import Case
from redactor.errors import CaseError, UsageError
from redactor.model import Category, Origin, Person

GLOSSARY = """\
name,code,role,category,aliases
Leon Brannock,Child R,subject,child,Leo
Karen Oldroyd,HV2,health visitor,professional,Kaz;K Oldroyd
Thomas Hope,PC1,police constable,professional,
"""
NEW = Person(
    "p:jane smith", "Jane Smith", "HV3", Category.PROFESSIONAL, "health visitor", ("J Smith",), Origin.PROVISIONAL
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "case.toml").write_text('[case]\nreference="FN-11"\nboard="B"\nsubject="Child R"\n', "utf-8")
    (tmp_path / "glossary.csv").write_text(GLOSSARY, "utf-8")
    return tmp_path


def decide(root: Path, make: Callable[[Case], tuple[RowEdit, ...]]) -> tuple[Commit, Case]:
    path = root / "glossary.csv"
    case = load_case(root)
    return commit({path: edited_glossary(path.read_bytes(), path.name, make(case))}, lambda: load_case(root))


def person(case: Case, name: str) -> Person:
    return next(p for p in case.people if p.name == name)


def test_somebody_new_gets_a_row(root: Path) -> None:
    _, case = decide(root, lambda case: agreed(NEW, Agreed(NEW.name, NEW.code, NEW.role, NEW.category, NEW.aliases)))
    assert person(case, "Jane Smith").code == "HV3"
    assert person(case, "Jane Smith").aliases == ("J Smith",)


def test_a_code_is_changed(root: Path) -> None:
    wish = Agreed("Thomas Hope", "PC9", "police constable", Category.PROFESSIONAL)
    _, case = decide(root, lambda case: agreed(person(case, "Thomas Hope"), wish))
    assert person(case, "Thomas Hope").code == "PC9"


def test_two_rows_become_one_and_the_chosen_code_stays(root: Path) -> None:
    _, case = decide(root, lambda case: merged(person(case, "Karen Oldroyd"), person(case, "Thomas Hope")))
    assert person(case, "Karen Oldroyd").names == ("Karen Oldroyd", "Kaz", "K Oldroyd", "Thomas Hope")
    assert [p.code for p in case.glossary_people] == ["Child R", "HV2"]


def test_somebody_new_is_put_to_a_row(root: Path) -> None:
    _, case = decide(root, lambda case: merged(person(case, "Karen Oldroyd"), NEW))
    assert set(person(case, "Karen Oldroyd").names) == {"Karen Oldroyd", "Kaz", "K Oldroyd", "Jane Smith", "J Smith"}


def test_names_are_split_off(root: Path) -> None:
    new = Agreed("Kaz", "MGM", "maternal grandmother", Category.FAMILY)
    _, case = decide(root, lambda case: split(person(case, "Karen Oldroyd"), ["Kaz"], new))
    assert person(case, "Karen Oldroyd").aliases == ("K Oldroyd",)
    assert person(case, "Kaz").code == "MGM"


def test_a_name_is_kept_with_a_reason(root: Path) -> None:
    _, case = decide(root, lambda case: kept(NEW, "not a person"))
    assert person(case, "Jane Smith").origin is Origin.KEEP
    with pytest.raises(UsageError, match="Say why"):
        kept(NEW, "")


def test_a_row_is_taken_out(root: Path) -> None:
    _, case = decide(root, lambda case: taken_out(person(case, "Thomas Hope")))
    assert "PC1" not in {p.code for p in case.people}
    assert taken_out(NEW) == ()


def test_another_name_is_added_once(root: Path) -> None:
    _, case = decide(root, lambda case: also(person(case, "Karen Oldroyd"), ["Kazza", "kaz", "Karen Oldroyd"]))
    assert person(case, "Karen Oldroyd").aliases == ("Kaz", "K Oldroyd", "Kazza")


def test_what_cannot_be_read_afterwards_is_not_done(root: Path) -> None:
    before = (root / "glossary.csv").read_bytes()
    wish = Agreed("Thomas Hope", "HV2", "police constable", Category.PROFESSIONAL)
    with pytest.raises(CaseError, match="code stands in row 3"):
        decide(root, lambda case: agreed(person(case, "Thomas Hope"), wish))
    assert (root / "glossary.csv").read_bytes() == before


def test_a_decision_is_taken_back_unless_the_file_changed(root: Path) -> None:
    before = (root / "glossary.csv").read_bytes()
    done, _ = decide(root, lambda case: kept(NEW, "not a person"))
    commit(done.reversed(), lambda: load_case(root))
    assert (root / "glossary.csv").read_bytes() == before
    done, _ = decide(root, lambda case: kept(NEW, "not a person"))
    (root / "glossary.csv").write_bytes(before + b"X Y,,uncle,family,\n")
    with pytest.raises(UsageError, match="changed since"):
        done.reversed()


def test_those_who_may_stay_named_are_changed_elsewhere() -> None:
    allowed = Person("a1", "Frances Tolland", "", Category.PROFESSIONAL, "LSCB chair", (), Origin.ALLOWED)
    with pytest.raises(UsageError, match=r"case\.toml"):
        agreed(allowed, Agreed("X", "Y", "", Category.FAMILY))
    with pytest.raises(UsageError, match="one entry"):
        merged(NEW, NEW)
    with pytest.raises(UsageError, match="No written form"):
        split(NEW, [], Agreed("X", "", "", Category.FAMILY))
