from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.case import case_from_glossary, load_case, with_taken
from redactor.case.tables import csv_bytes
from redactor.errors import CaseError, ExitCode
from redactor.model import Category, DocumentKind, Gender, Origin, Person

if TYPE_CHECKING:
    from tests.case.conftest import MakeCase

COLUMNS = ("name", "code", "role", "category", "aliases")
TOML = '[case]\nreference = "FN-11"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n'


def problems_of(path: Path, **options: bool) -> tuple[str, ...]:
    with pytest.raises(CaseError) as caught:
        load_case(path, **options)  # type: ignore[arg-type]
    assert caught.value.exit_code is ExitCode.USAGE
    return caught.value.problems


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() if p.is_file() else b"" for p in sorted(root.rglob("*"))}


def test_a_whole_case(make_case: MakeCase) -> None:
    digest = "ab" * 32
    root = make_case(
        [
            "Karen Oldroyd,SW1,social worker,professional,Kaz",
            "Marek Wisniowski,,social worker,,",
            "Michelle Brannock,Mother,mother,family,",
            "Adam Brannock,Sibling 1,older brother,child,",
            "Marshlands Primary School,,primary school,place,",
            "Helen Brandreth,,researcher whose work is cited,keep,",
        ],
        toml=TOML
        + f"""incident = 2011-10-02
[[allowed]]
name = "Frances Tolland"
role = "overview report author"
[[allowed]]
name = "Desmond Ferrar"
role = "LSCB chair"
[[allowed]]
name = "Frances Tolland"
role = "SCR panel chair"
[roles_not_held]
"lead reviewer" = "another model"
[publication]
proceedings = {{ not_applicable = "none" }}
[documents."IMR\\\\police.docx"]
kind = "imr"
[pictures]
cleared = ["{digest}"]
""",
        decisions=["imr/police.docx,page 3,Karen,code,sw1,"],
        files=["imr/Police.docx"],
    )
    before = snapshot(root)
    case = load_case(root)
    assert snapshot(root) == before
    assert (case.root, case.reference, case.board, case.subject) == (root, "FN-11", "Fennshire LSCB", "Child R")
    assert case.incident == date(2011, 10, 2)
    assert [(p.key, p.name, p.role) for p in case.allowed] == [
        ("a1", "Frances Tolland", "overview report author"),
        ("a2", "Desmond Ferrar", "LSCB chair"),
        ("a3", "Frances Tolland", "SCR panel chair"),
    ]
    assert case.roles_not_held == {"lead reviewer": "another model"}
    assert len(case.publication.open_preconditions(date(2012, 1, 1))) == 6
    assert case.document_kinds == {"imr/Police.docx": DocumentKind.IMR}
    assert case.cleared_pictures == {digest}
    assert [(p.key, p.code, p.category, p.origin, p.gender) for p in case.people] == [
        ("g2", "Child R", Category.CHILD, Origin.GLOSSARY, Gender.UNKNOWN),
        ("g3", "SW1", Category.PROFESSIONAL, Origin.GLOSSARY, Gender.UNKNOWN),
        ("g4", "SW2", Category.PROFESSIONAL, Origin.GLOSSARY, Gender.UNKNOWN),
        ("g5", "Mother", Category.FAMILY, Origin.GLOSSARY, Gender.FEMALE),
        ("g6", "Sibling 1", Category.CHILD, Origin.GLOSSARY, Gender.MALE),
        ("g7", "Primary School 1", Category.PLACE, Origin.GLOSSARY, Gender.UNKNOWN),
        ("g8", "", Category.KEEP, Origin.KEEP, Gender.UNKNOWN),
        ("a1", "", Category.PROFESSIONAL, Origin.ALLOWED, Gender.UNKNOWN),
        ("a2", "", Category.PROFESSIONAL, Origin.ALLOWED, Gender.UNKNOWN),
    ]
    assert case.new_codes == {"g4", "g7"}
    assert case.decisions[0].value == "SW1"
    assert case.register.codes == {"Child R", "SW1", "SW2", "Mother", "Sibling 1", "Primary School 1"}
    assert case.confidential == root / "confidential"
    assert case.warnings == ()


def test_only_the_case_section_and_a_glossary_are_needed(make_case: MakeCase) -> None:
    case = load_case(str(make_case(toml=TOML)))
    assert case.allowed == ()
    assert case.incident is None
    assert case.warnings == (
        "case.toml: nobody is allowed to stay named. Add [[allowed]] with name and role for the chairs and the author.",
    )


def test_mistakes_of_every_file_are_told_together(make_case: MakeCase) -> None:
    root = make_case(
        [",SW1,social worker,,", "Karen Oldroyd,SW2,social worker,profesional,"],
        toml=TOML.replace("subject", "subjct"),
        decisions=["a.docx,,,remove,,"],
        register=b"name,code\n",
    )
    (root / "documents").rmdir()
    told = " | ".join(problems_of(root))
    for part in (
        "case.toml [case] subjct",
        "there is no folder “documents”",
        "glossary.csv row 3",
        "glossary.csv row 4",
        "confidential/register.csv row 1",
        "confidential/decisions.csv row 2",
    ):
        assert part in told
    assert "Oldroyd" not in told


def test_a_check_needs_no_documents(make_case: MakeCase) -> None:
    root = make_case()
    (root / "documents").rmdir()
    assert load_case(root, need_documents=False).subject == "Child R"
    assert "“documents”" in problems_of(root)[0]


def test_no_glossary(make_case: MakeCase) -> None:
    root = make_case(toml=TOML)
    (root / "glossary.csv").unlink()
    (told,) = problems_of(root)
    assert "redactor suggest" in told
    assert "redactor new" in told
    case = load_case(root, need_glossary=False)
    assert case.people == ()
    assert "no row with this code" in " ".join(case.warnings)


def test_two_glossaries(make_case: MakeCase) -> None:
    root = make_case()
    (root / "Glossary.XLSX").write_bytes(b"x")
    (root / "~$glossary.xlsx").write_bytes(b"lock")
    for options in ({}, {"need_glossary": False}):
        (told,) = problems_of(root, **options)
        assert "Glossary.XLSX and glossary.csv" in told
        assert "delete" in told


def test_folders_that_are_no_cases(tmp_path: Path) -> None:
    assert "does not exist" in problems_of(tmp_path / "nowhere")[0]
    (tmp_path / "file.txt").write_text("x")
    assert "is a file" in problems_of(tmp_path / "file.txt")[0]
    (tmp_path / "empty").mkdir()
    assert "there is no case.toml" in problems_of(tmp_path / "empty")[0]


def test_the_case_file_may_be_named_instead_of_the_folder(make_case: MakeCase) -> None:
    root = make_case()
    assert load_case(root / "case.toml").root == root


def test_a_file_that_may_not_be_read(make_case: MakeCase, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_case()

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [told.split(":")[0] for told in problems_of(root)] == ["case.toml", "glossary.csv"]
    assert "cannot be opened" in problems_of(root)[0]


def test_a_folder_in_place_of_a_file_is_told(make_case: MakeCase) -> None:
    root = make_case()
    (root / "confidential" / "register.csv").mkdir()
    assert "cannot be opened" in problems_of(root)[0]


def test_another_confidential_folder(make_case: MakeCase, tmp_path: Path) -> None:
    root = make_case(["Karen Oldroyd,,social worker,,"], register=b"broken")
    other = tmp_path / "elsewhere"
    case = load_case(root, confidential=other)
    assert case.confidential == other
    assert not other.exists()
    other.mkdir()
    (other / "register.csv").write_bytes(
        csv_bytes(
            ("name", "code", "role", "category", "origin"),
            [("Karen Oldroyd", "SW9", "social worker", "professional", "glossary")],
        )
    )
    assert "SW9" in [p.code for p in load_case(root, confidential=other).people]


def test_codes_stay_when_rows_are_added_above(make_case: MakeCase) -> None:
    rows = ["Karen Oldroyd,,social worker,,", "Marek Wisniowski,,social worker,,"]
    root = make_case(rows)
    first = load_case(root)
    (root / "confidential" / "register.csv").write_bytes(first.register.to_csv())
    second = load_case(make_case(["Anil Kapadia,,social worker,,", *reversed(rows)]))
    codes = {p.name: p.code for p in first.people}
    assert {p.name: p.code for p in second.people}.items() >= codes.items()
    assert second.new_codes == {"g3"}
    assert next(p.code for p in second.people if p.name == "Anil Kapadia") == "SW3"


def test_the_subject_gets_its_code_from_the_case_file(make_case: MakeCase) -> None:
    root = make_case()
    (root / "glossary.csv").write_text("name,role\nLeon Brannock,subject of the review\nAdam Brannock,child\n")
    case = load_case(root)
    subject, sibling = case.glossary_people
    assert subject.code == "Child R"
    assert sibling.code not in ("Child R", "Child A", "Child B")
    assert not any("no row with this code" in told for told in case.warnings)


def test_the_subjects_code_is_given_to_nobody_else(make_case: MakeCase) -> None:
    rows = [f"Person{n} Brannock,,child,," for n in range(20)]
    case = load_case(make_case(rows, toml=TOML.replace("Child R", "Child C")))
    assert "Child C" not in {p.code for p in case.people}


def test_kinds_for_files_that_are_not_there_are_warned_about(make_case: MakeCase) -> None:
    toml = TOML + '[documents."IMR Polce.docx"]\nkind = "imr"\n'
    case = load_case(make_case(toml=toml, files=["IMR Police.docx"]))
    assert 'Did you mean "IMR Police.docx"?' in " ".join(case.warnings)
    assert case.document_kinds == {"IMR Polce.docx": DocumentKind.IMR}


def test_codes_that_occur_in_the_documents_are_not_given(make_case: MakeCase) -> None:
    root = make_case(["Karen Oldroyd,,social worker,,", "Marek Wisniowski,HV1,health visitor,,"])
    case = load_case(root)
    assert with_taken(case, {"HV1", "TM3"}) is case
    moved = with_taken(case, {"SW1", "HV1"})
    assert [p.code for p in moved.glossary_people] == ["Child R", "SW2", "HV1"]
    assert moved.register.codes == {"Child R", "SW2", "HV1"}
    assert [p.code for p in load_case(root, taken={"SW1"}).glossary_people] == ["Child R", "SW2", "HV1"]
    (root / "confidential" / "register.csv").write_bytes(moved.register.to_csv())
    kept = load_case(root)
    assert with_taken(kept, {"SW2"}) is kept


def test_who_is_in_the_register_but_in_no_list_now(make_case: MakeCase) -> None:
    columns = ("name", "code", "role", "category", "origin", "replaced_by")
    rows = [
        ("Jane Smythe", "HV3", "health visitor", "professional", "provisional", ""),
        ("Frances Tolland", "Author 1", "author", "professional", "glossary", ""),
        ("Karen Oldroyd", "SW1", "social worker", "professional", "glossary", "SW9"),
        ("K Oldroyd", "SW9", "social worker", "professional", "glossary", ""),
    ]
    case = load_case(make_case(["Karen Oldroyd,SW9,social worker,,K Oldroyd"], register=csv_bytes(columns, rows)))
    assert [row.code for row in case.unlisted] == ["HV3"]
    assert {"SW1", "Author 1"} <= case.codes


def test_the_fingerprint_tells_every_change_of_every_file(make_case: MakeCase) -> None:
    seen = {load_case(make_case()).fingerprint}
    assert load_case(make_case()).fingerprint in seen
    for change in (
        {"rows": ["Karen Oldroyd,SW1,social worker,,"]},
        {"toml": TOML},
        {"decisions": ["a.docx,page 1,,remove,,medical detail"]},
        {"register": load_case(make_case()).register.to_csv()},
    ):
        found = load_case(make_case(**change)).fingerprint
        assert found not in seen
        seen.add(found)
    assert all(len(value) == len(hashlib.sha256().hexdigest()) for value in seen)


def test_a_glossary_alone(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name;role\nKaren Oldroyd;social worker\nMarek Wisniowski;father\n")
    case = case_from_glossary(path)
    assert [(p.name, p.code) for p in case.people] == [("Karen Oldroyd", "SW1"), ("Marek Wisniowski", "Father")]
    assert case.subject == case.reference == ""
    assert case.warnings == ()
    assert [p.name for p in tmp_path.iterdir()] == ["list.csv"]
    path.write_text("name;role\n;x\n")
    with pytest.raises(CaseError, match=r"list.csv row 2"):
        case_from_glossary(path)
    with pytest.raises(CaseError, match="no such file"):
        case_from_glossary(tmp_path / "gone.csv")


CELL = st.text(st.characters(categories=["L", "Nd"], include_characters=" '-=+@.,"), min_size=2, max_size=12)
NAME = CELL.filter(lambda text: sum(c.isalnum() for c in text) > 1 and text.strip()[:1] not in "'")
ROWS = st.lists(
    st.tuples(
        NAME,
        st.sampled_from(("", "social worker", "Mother", "hospital")),
        st.sampled_from([c.value for c in Category]),
        st.lists(NAME, max_size=3).map("; ".join),
    ),
    max_size=5,
)


def as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for number, cells in enumerate((COLUMNS, *rows), 1):
        for position, text in enumerate(cells, 1):
            cell = sheet.cell(number, position, text)
            cell.data_type = "s"
    book.save(out)
    return out.getvalue()


def as_docx(rows: Sequence[Sequence[str]]) -> bytes:
    document, out = Document(), io.BytesIO()
    table = document.add_table(rows=0, cols=len(COLUMNS))
    for cells in (COLUMNS, *rows):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(out)
    return out.getvalue()


def people_or_problems(path: Path) -> tuple[Person, ...] | list[str]:
    try:
        return case_from_glossary(path).people
    except CaseError as error:
        return [told.replace(path.name, "FILE") for told in error.problems]


@settings(deadline=None, max_examples=40)
@given(ROWS)
def test_the_same_rows_mean_the_same_whatever_program_they_are_kept_in(
    tmp_path_factory: pytest.TempPathFactory, items: list[tuple[str, str, str, str]]
) -> None:
    rows = [(name, "", role, category, aliases) for name, role, category, aliases in items]
    folder = tmp_path_factory.mktemp("same")
    (folder / "glossary.csv").write_bytes(csv_bytes(COLUMNS, rows))
    (folder / "glossary.xlsx").write_bytes(as_xlsx(rows))
    (folder / "glossary.docx").write_bytes(as_docx(rows))
    found = [people_or_problems(folder / f"glossary.{kind}") for kind in ("csv", "xlsx", "docx")]
    assert found[0] == found[1] == found[2]


def test_a_decision_on_a_document_that_is_not_there_is_a_mistake(make_case: MakeCase) -> None:
    """A mistyped file name would leave the passage in; capitals do not matter."""
    rows = ["Karen Oldroyd,SW1,social worker,professional,"]
    root = make_case(rows=rows, decisions=["IMR.TXT,,spleen,remove,,medical detail", "ims.txt,,spleen,remove,,medical"])
    (root / "documents").mkdir(exist_ok=True)
    (root / "documents" / "imr.txt").write_text("the spleen", encoding="utf-8")
    (problem,) = problems_of(root)
    assert problem.startswith("confidential/decisions.csv: there is no document “ims.txt”.")
    assert "imr.txt" in problem
    assert load_case(root, need_documents=False).decisions[1].document == "ims.txt"
