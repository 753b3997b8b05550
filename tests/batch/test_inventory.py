"""What an archive holds, told without touching it; and the corrected list as the plan of a batch."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from tests.batch.archives import GLOSSARY, NOTE, small_case
from tests.e2e.cases import hashes

from redactor.batch import planned, survey
from redactor.batch.inventory import take_inventory
from redactor.batch.inventory_sheet import inventory_workbook, planned_from
from redactor.batch.looking import allowed_names
from redactor.batch.similar import groups, likeness, signature
from redactor.errors import CaseError
from redactor.model import Place, Segment

pytestmark = pytest.mark.xdist_group("batch")

REPORT = "\n\n".join(
    [
        "Overview report",
        "Independent overview report author: Frances Tolland",
        *(
            f"In week {n} SW1 saw Child R at home; HV2 and MGM were told of what had been seen there."
            for n in range(30)
        ),
    ]
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("inventory") / "archive"
    small_case(root, "2011/first", {"note.txt": NOTE.format(day=1)})
    loose = root / "old"
    loose.mkdir()
    (loose / "report.txt").write_text(REPORT, encoding="utf-8")
    (loose / "report draft.txt").write_text(REPORT.replace("week 7 ", "week 8 "), encoding="utf-8")
    shutil.copy(loose / "report.txt", root / "copy of report.txt")
    (root / "broken.docx").write_bytes(b"PK\x03\x04 not a Word file")
    (root / "sound.mp3").write_bytes(b"ID3")
    return root


def test_inventory_tells_of_every_file_and_changes_nothing(archive: Path, tmp_path: Path) -> None:
    before = hashes(archive)
    rows = {item.seen.key: item for item in take_inventory(survey(archive), archive, workers=1)}
    assert hashes(archive) == before
    assert sorted(rows) == [
        "2011/first/documents/note.txt",
        "broken.docx",
        "copy of report.txt",
        "old/report draft.txt",
        "old/report.txt",
        "sound.mp3",
    ]
    note, report = rows["2011/first/documents/note.txt"], rows["copy of report.txt"]
    assert (note.case, note.in_case_folder, note.seen.anonymised) == ("2011/first", True, "no")
    assert note.seen.kind == "interview-record"
    assert (report.case, report.seen.kind, report.seen.anonymised) == ("", "overview", "yes")
    assert report.seen.allowed == ("Frances Tolland (overview report author)",)
    assert rows["old/report.txt"].same_as == "copy of report.txt"
    assert rows["old/report draft.txt"].like == "copy of report.txt"
    assert rows["old/report draft.txt"].likeness > 0.8
    assert "broken" in rows["broken.docx"].seen.problem
    assert rows["sound.mp3"].seen.problem

    data = inventory_workbook(rows.values())
    assert data == inventory_workbook(rows.values()), "the same list gives the same bytes"
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Inventory"]
    table = list(sheet.iter_rows(values_only=True))
    assert table[0][:5] == ("file", "take", "case", "kind", "glossary")
    take = {row[0]: row[1] for row in table[1:]}
    assert take["old/report.txt"] == take["sound.mp3"] == take["broken.docx"] == "no"
    assert take["old/report draft.txt"] == "yes"

    (tmp_path / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    for cells in sheet.iter_rows(min_row=2):
        if cells[0].value in ("copy of report.txt", "old/report draft.txt"):
            cells[2].value, cells[3].value, cells[4].value = "Review R", "executive-summary", "glossary.csv"
    path = tmp_path / "corrected.xlsx"
    book.save(path)
    first, review = planned_from(path, archive, survey(archive).cases)
    assert (first.key, first.folder) == ("2011/first", str(archive / "2011/first"))
    assert first.kinds == {"note.txt": "interview-record"}
    assert (review.key, review.glossary) == ("Review R", str(tmp_path / "glossary.csv"))
    assert [(item.name, item.kind) for item in review.loose] == [
        ("copy of report.txt", "executive-summary"),
        ("old/report draft.txt", "executive-summary"),
    ]


def test_mistakes_of_a_corrected_list_are_told_together(archive: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ("file", "take", "case", "kind", "glossary"),
        ("gone.txt", "yes", "", "", ""),
        ("../outside.txt", "yes", "", "", ""),
        ("sound.mp3", "perhaps", "", "overvew", ""),
        ("2011/first/documents/note.txt", "yes", "other", "", "g.csv"),
        ("broken.docx", "yes", "", "", "nowhere.csv"),
    ):
        book.active.append(row)
    path = tmp_path / "list.xlsx"
    book.save(path)
    with pytest.raises(CaseError) as raised:
        planned_from(path, archive, survey(archive).cases)
    told = "\n".join(raised.value.problems)
    for words in (
        "row 2: there is no such file",
        "row 3: file is not a path below the archive",
        "row 4: take is neither yes nor no",
        'Did you mean "overview"',
        "row 5: it stands in another case folder",
        "row 5: its case folder has a glossary",
        "row 6: the glossary is not there",
    ):
        assert words in told


def test_a_list_that_takes_nothing_is_a_mistake(archive: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(("file", "take"))
    book.active.append(("sound.mp3", "no"))
    path = tmp_path / "list.xlsx"
    book.save(path)
    with pytest.raises(CaseError, match="no row is taken"):
        planned_from(path, archive, survey(archive).cases)


def test_each_file_plans_loose_documents_one_by_one(archive: Path) -> None:
    keys = [case.key for case in planned(survey(archive), archive, each_file=True)]
    assert keys == [
        "2011/first",
        "broken.docx",
        "copy of report.txt",
        "old/report draft.txt",
        "old/report.txt",
        "sound.mp3",
    ]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Author: Frances Tolland", ("Frances Tolland (overview report author)",)),
        ("Frances Tolland, Independent Author", ("Frances Tolland (overview report author)",)),
        ("LSCB Chair – Professor Miles Garrowby", ("Professor Miles Garrowby (LSCB chair)",)),
        ("Dr Ruth Ashgrove (Chair of the Serious Case Review Panel)", ("Dr Ruth Ashgrove (LSCB chair)",)),
        ("The chair of governors: Ann Birtle", ()),
        ("SW1 was the author of the note", ()),
    ],
)
def test_title_pages_say_who_may_be_named(line: str, names: tuple[str, ...]) -> None:
    assert allowed_names([Segment("s", line, Place())]) == names


def test_likeness_is_that_of_the_words_not_of_their_layout() -> None:
    words = [f"word{n}" for n in range(300)]
    one = signature([" ".join(words)])
    assert likeness(one, signature([" ".join(words[:150]), " ".join(words[150:])])) == 1.0
    changed = [*words[:150], "another", *words[151:]]
    assert 0.85 < likeness(one, signature([" ".join(changed)])) < 1.0
    assert likeness(one, signature([" ".join(reversed(words))])) < 0.1
    assert signature(["too few words"]) == ()
    assert likeness((), one) == 0.0


def test_groups_point_to_the_likest_earlier_document() -> None:
    text = [f"w{n}" for n in range(400)]
    signatures = {
        "a": signature([" ".join(text)]),
        "b": signature([" ".join(f"x{n}" for n in range(400))]),
        "c": signature([" ".join([*text[:399], "end"])]),
        "d": (),
    }
    assert {name: other for name, (other, _) in groups(signatures).items()} == {"c": "a"}
