"""What the process answers and says when things go wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from redactor import cli
from redactor.cli import app as app_module
from redactor.errors import CaseError, ExitCode
from redactor.resources import resource

EXAMPLE = resource("corpus", "example")


def ended(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.argv", ["redactor", *arguments])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return int(stop.value.code or 0)


@pytest.fixture
def small_case(tmp_path: Path) -> Path:
    case = tmp_path / "case"
    shutil.copytree(EXAMPLE, case, ignore=shutil.ignore_patterns("documents"))
    (case / "documents").mkdir()
    (case / "documents" / "note.txt").write_text("Interview record\n\nMs Oldroyd rang.\n", encoding="utf-8")
    return case


def test_help_and_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(["--help"], monkeypatch) == 0
    assert "suggest" in capsys.readouterr().out
    assert ended(["--version"], monkeypatch) == 0
    assert capsys.readouterr().out.startswith("redactor ")


@pytest.mark.parametrize(
    "arguments", [["run"], ["nonsense"], ["run", "does-not-exist", "--out", "x"], ["check", "does-not-exist"]]
)
def test_a_wrong_command_is_2(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(arguments, monkeypatch) == ExitCode.USAGE
    assert capsys.readouterr().err


def test_case_mistakes_are_listed_together(
    small_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (small_case / "case.toml").write_text('[case]\nreference = ""\nbord = "X"\n', encoding="utf-8")
    assert ended(["run", str(small_case), "--out", str(tmp_path / "out")], monkeypatch) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert said.count("•") >= 2
    assert "board" in said


def test_a_missing_pipeline_is_7(
    small_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["run", str(small_case), "--out", str(tmp_path / "out"), "--pipeline", str(tmp_path / "nowhere")]
    assert ended(arguments, monkeypatch) == ExitCode.MODEL
    assert "What to do" in capsys.readouterr().err
    assert not (tmp_path / "out" / "release").exists()


def test_a_fault_is_70_and_says_nothing_of_the_document(
    small_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("Ms Oldroyd rang")

    monkeypatch.setattr("redactor.pipeline.run.apply_plan", fail)
    assert ended(["run", str(small_case), "--out", str(tmp_path / "out")], monkeypatch) == ExitCode.BUG
    said = capsys.readouterr()
    assert "ValueError" in said.err
    assert "Oldroyd" not in said.err + said.out
    assert not (tmp_path / "out" / "release").exists()


def test_ctrl_c_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app_module, "app", interrupt)
    assert ended([], monkeypatch) == 130
    assert "old release" in capsys.readouterr().err


def test_json_is_the_only_thing_on_stdout(
    small_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(["run", str(small_case), "--out", str(tmp_path / "out"), "--json"], monkeypatch) == 0
    report = json.loads(capsys.readouterr().out)
    assert [d["status"] for d in report["documents"]] == ["released"]
    assert set(report["people"][0]) == {"code", "role", "category", "origin", "mentions"}


def test_dry_run_writes_nothing(
    small_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(str(p) for p in tmp_path.rglob("*"))
    assert ended(["run", str(small_case), "--out", str(tmp_path / "out"), "--dry-run"], monkeypatch) == 0
    assert sorted(str(p) for p in tmp_path.rglob("*")) == before
    assert "HV2" in capsys.readouterr().err


def test_doctor_tells_what_is_missing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(["doctor", "--json"], monkeypatch) == 0
    findings = {item["what"]: item for item in json.loads(capsys.readouterr().out)["findings"]}
    assert findings["person model"]["state"] == "ok"
    assert findings["glossaries/roles.csv"]["state"] == "ok"
    assert all(item["remedy"] for item in findings.values() if item["state"] != "ok")


def test_a_case_error_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert str(CaseError(["a", "b"])).startswith("2 mistakes")
    assert str(CaseError(["a"])).startswith("1 mistake ")
