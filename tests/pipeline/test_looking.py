"""Every place of one person; two releases; what is due: as a person meets them."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import openpyxl
import pytest
from tests.cli.test_exit_codes import ended

from redactor.errors import UnreadableError, UsageError
from redactor.pipeline import diff_releases, find_mentions, write_mentions

TOML = '[case]\nreference = "FN-11"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n'
GLOSSARY = """name,code,role,category,aliases
Leon Brannock,Child R,subject,child,Leo
Karen Oldroyd,SW1,social worker,professional,
Karen Fenwright,HV1,health visitor,professional,
"""
SAID = pytest.CaptureFixture[str]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    root = tmp_path / "case"
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text(TOML, encoding="utf-8")
    (root / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    words = "Interview record\n\nMs Oldroyd rang. =Karen Oldroyd met Leo at home. Nobody else came.\n\nKaren left.\n"
    (root / "documents" / "K Oldroyd interview.txt").write_text(words, encoding="utf-8")
    return root


def test_every_place_of_one_person(case: Path, tmp_path: Path) -> None:
    found = find_mentions(case, "sw1")
    assert found.code == "SW1"
    assert [(m.written, m.certain) for m in found.found[:3]] == [
        ("K Oldroyd", True),
        ("Ms Oldroyd", True),
        ("Karen Oldroyd", True),
    ]
    assert found.found[0].place == "file name"
    assert "met Leo at home" in found.found[2].sentence
    assert any(m.written == "Karen" for m in found.found[3:])
    assert int(found.exit_code) == 0
    assert "Oldroyd" not in repr(found.found[2]).replace("K Oldroyd interview.txt", "")
    write_mentions(tmp_path / "sw1.xlsx", found)
    sheet = openpyxl.load_workbook(tmp_path / "sw1.xlsx").worksheets[0]
    rows = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert len(rows) == len(found.found) + 1
    assert rows[3][2] == "Karen Oldroyd"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert stat.S_IMODE((tmp_path / "sw1.xlsx").stat().st_mode) == 0o600


def test_documents_that_cannot_be_searched_are_named(case: Path, tmp_path: Path) -> None:
    (case / "documents" / "broken.docx").write_bytes(b"PK\x03\x04broken")
    found = find_mentions(case, "Child R")
    assert found.unread == ("broken.docx",)
    assert int(found.exit_code) == 5
    assert [m.written for m in found.found] == ["Leo"]
    write_mentions(tmp_path / "r.xlsx", found)
    last = list(openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0].iter_rows(values_only=True))[-1]
    assert last[0] == "broken.docx"


def test_a_code_that_nobody_has(case: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Nobody in this case has the code “SW9”"):
        find_mentions(case, "SW9")
    found = find_mentions(case, "HV1")
    with pytest.raises(UsageError, match=r"\.xlsx"):
        write_mentions(tmp_path / "a.csv", found)
    with pytest.raises(UsageError, match="folder of the list"):
        write_mentions(tmp_path / "missing" / "a.xlsx", found)


def test_mentions_command(case: Path, monkeypatch: pytest.MonkeyPatch, capsys: SAID) -> None:
    assert ended(["mentions", str(case), "Child R", "--json"], monkeypatch) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["code"] == "Child R"
    assert answer["mentions"][0]["written"] == "Leo"
    assert set(answer["mentions"][0]) == {"document", "place", "written", "code", "certain", "sentence"}
    assert ended(["mentions", str(case), "Child R"], monkeypatch) == 0
    assert "1 mention" in capsys.readouterr().err


def test_two_releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: SAID) -> None:
    for name, words in (("old", "SW1 visited Child R."), ("new", "SW2 visited Child R.")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(words, encoding="utf-8")
    (tmp_path / "new" / "b.txt").write_text("More.", encoding="utf-8")
    assert ended(["diff", str(tmp_path / "old"), str(tmp_path / "new"), "--json"], monkeypatch) == 5
    answer = json.loads(capsys.readouterr().out)
    (learnt,) = answer["documents"][0]["learnt"]
    assert (learnt["what"], learnt["old"], learnt["new"], learnt["tells"]) == ("code changed", "SW1", "SW2", True)
    assert answer["unpaired"] == ["b.txt"]
    same = str(tmp_path / "old" / "a.txt")
    assert ended(["diff", same, same], monkeypatch) == 0
    assert "both say the same" in capsys.readouterr().err


def test_releases_that_cannot_be_compared(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    (old / "a.txt").write_text("SW1", encoding="utf-8")
    (new / "b.txt").write_text("SW1", encoding="utf-8")
    with pytest.raises(UsageError, match="no file of the same name"):
        diff_releases(old, new)
    with pytest.raises(UsageError, match="One is a file"):
        diff_releases(old, new / "b.txt")
    with pytest.raises(UnreadableError):
        diff_releases(old / "missing.txt", new / "b.txt")


def test_due_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: SAID) -> None:
    assert ended(["due", str(tmp_path)], monkeypatch) == 0
    assert "neither a release nor a case" in capsys.readouterr().err
    (tmp_path / "case.toml").write_text(f"{TOML}[retention]\ndispose_on = 2013-02-28\n", encoding="utf-8")
    assert ended(["due", str(tmp_path), "--json"], monkeypatch) == 5
    (row,) = json.loads(capsys.readouterr().out)["due"]
    assert (row["what"], row["action"], row["on"], row["state"]) == ("case", "dispose", "2013-02-28", "due")
