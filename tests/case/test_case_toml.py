from __future__ import annotations

from datetime import date

import pytest

from redactor.case.case_toml import CaseToml, allowed_role, read_case_toml
from redactor.case.problems import Problems
from redactor.model import DocumentKind

MINIMAL = '[case]\nreference = "FN-11"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n'


def read(text: str) -> CaseToml:
    problems = Problems()
    found = read_case_toml(text.encode(), problems)
    assert problems.errors == []
    assert found is not None
    return found


def errors(text: str | bytes) -> list[str]:
    problems = Problems()
    assert read_case_toml(text.encode() if isinstance(text, str) else text, problems) is None
    assert problems.errors
    return problems.errors


def test_only_the_case_section_is_required() -> None:
    found = read(MINIMAL)
    assert found.case.reference == "FN-11"
    assert found.case.incident is None
    assert found.allowed == []
    assert len(found.publication.open_preconditions(date(2012, 1, 1))) == 7


def test_everything_that_the_design_shows() -> None:
    digest = "AB" * 32
    found = read(
        MINIMAL
        + f"""incident = 2011-10-02
[[allowed]]
name = "Frances Tolland"
role = "overview report author"
[[allowed]]
name = "Desmond Ferrar"
role = "LSCB chair"
[roles_not_held]
"SCR panel chair" = "review model has no independent chair"
[publication]
ofsted_evaluation = 2012-03-01
proceedings = {{ not_applicable = "none were brought" }}
publish_on = "2012-03-26"
[documents."IMR Police.docx"]
kind = "imr"
[documents."b.docx"]
kind = "Executive Summary"
[pictures]
cleared = ["{digest}"]
"""
    )
    assert found.case.incident == date(2011, 10, 2)
    assert [entry.name for entry in found.allowed] == ["Frances Tolland", "Desmond Ferrar"]
    assert found.roles_not_held == {"SCR panel chair": "review model has no independent chair"}
    assert found.documents["IMR Police.docx"].kind is DocumentKind.IMR
    assert found.documents["b.docx"].kind is DocumentKind.EXECUTIVE_SUMMARY
    assert found.pictures.cleared == [digest.lower()]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ["case.toml [case]", "missing", "reference, board and subject"]),
        ('[case]\nreference = "F"\nboard = "B"\n', ["[case] subject", 'Write subject = "Child R"']),
        (MINIMAL.replace('"FN-11"', '" "'), ["[case] reference", "empty", "FN-11"]),
        (MINIMAL.replace('"FN-11"', "11"), ["[case] reference", "text between quotation marks"]),
        (MINIMAL.replace("subject", "subjct"), ["[case] subjct", 'Did you mean "subject"?']),
        (MINIMAL + "[publication]\npanel_notifed = 2012-01-01", ['Did you mean "panel_notified"?']),
        (MINIMAL + "[publications]\nx = 1", ['no section "publications"', 'Did you mean "publication"?']),
        ('reference = "x"\n' + MINIMAL, ["outside its section", "below [case]"]),
        (MINIMAL + 'incident = "2/10/2011"', ["[case] incident", "2011-10-02"]),
        (MINIMAL + "[publication]\nproceedings = 3", ["[publication] proceedings", "year-month-day"]),
        (MINIMAL + '[allowed]\nname = "A B"', ["[allowed]", "[[allowed]]", "two brackets"]),
        (MINIMAL + '[[allowed]]\nrole = "LSCB chair"', ["[[allowed]] number 1 name", "missing"]),
        (MINIMAL + '[[allowed]]\nname = "A B"\nrole = "social worker"', ["number 1 role", "move the person"]),
        (MINIMAL + '[documents."a.docx"]\nkind = "imrs"', ['[documents."a.docx"] kind', 'mean "imr"', "web-page"]),
        (MINIMAL + '[documents."a.docx"]\nkind = 3', ["Kinds are imr, overview"]),
        (MINIMAL + 'documents = "a"', ["[case] documents", "no such setting"]),
        (MINIMAL + '[pictures]\ncleared = ["abc"]', ["[pictures] cleared, number 1", "64 digits"]),
        (MINIMAL + '[roles_not_held]\n"LSCB chair" = ""', ["[roles_not_held] LSCB chair", "empty"]),
        (MINIMAL.replace('"FN-11"', "“FN-11”"), ["line 2", "curly"]),
        (MINIMAL.replace('"FN-11"', "FN-11"), ["line 2", "between quotation marks"]),
        (MINIMAL + '[documents."a\\b.docx"]\nkind = "imr"\n[documents."\\q"]', ["backslash", "/"]),
        (MINIMAL + '[case]\nreference = "x"', ["twice"]),
        (MINIMAL + "nonsense", ["line 5", "[section]"]),
        (b'[case]\nboard = "\xe9"', ["UTF-8"]),
    ],
)
def test_mistakes_say_where_what_and_what_to_write_instead(text: str | bytes, parts: list[str]) -> None:
    told = " | ".join(errors(text))
    for part in parts:
        assert part in told
    assert told.startswith("case.toml")


def test_all_mistakes_are_told_together() -> None:
    told = errors('[case]\nreference = ""\nsubjct = "x"\n[publication]\nproceedings = 1\n[documents.a]\nkind = "x"')
    assert len(told) == 6  # reference, board, subject, subjct, proceedings, kind


def test_names_are_not_repeated_in_messages() -> None:
    told = errors(MINIMAL + '[[allowed]]\nname = "Karen Oldroyd"\nrole = "Marek Wisniowski"')
    assert "Oldroyd" not in str(told)
    assert "Wisniowski" not in str(told)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_notepad_saves_is_read(encoding: str) -> None:
    problems = Problems()
    found = read_case_toml(MINIMAL.replace("Fennshire", "Fønnshire").replace("\n", "\r\n").encode(encoding), problems)
    assert found is not None
    assert found.case.board == "Fønnshire LSCB"


def test_oddities_are_warnings() -> None:
    problems = Problems()
    read_case_toml(MINIMAL.encode(), problems)
    assert "nobody is allowed to stay named" in problems.warnings[0]
    problems = Problems()
    read_case_toml((MINIMAL + '[[allowed]]\nname = "Frances Tolland"').encode(), problems)
    assert problems.errors == []
    assert "there is no role" in problems.warnings[0]


def test_a_role_cannot_be_held_and_not_held() -> None:
    problems = Problems()
    text = MINIMAL + '[[allowed]]\nname = "Frances Tolland"\nrole = "LSCB chair"\n[roles_not_held]\n"lscb chair" = "x"'
    read_case_toml(text.encode(), problems)
    assert "is held by somebody" in problems.errors[0]


@pytest.mark.parametrize(
    ("role", "meant"),
    [
        ("LSCB chair", "LSCB chair"),
        ("Independent Chair of the Board", "LSCB chair"),
        ("SCR panel chair", "SCR panel chair"),
        ("chair of the serious case review panel", "SCR panel chair"),
        ("overview report author", "overview report author"),
        ("Independent Author", "overview report author"),
        ("lead reviewer", "lead reviewer"),
        ("conference chair", None),
        ("chair of governors", None),
        ("IMR author", None),
        ("social worker", None),
        ("panel member", None),
        ("", None),
    ],
)
def test_which_roles_may_be_allowed(role: str, meant: str | None) -> None:
    assert allowed_role(role) == meant
