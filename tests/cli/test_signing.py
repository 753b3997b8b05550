"""``approve``, ``release``, ``audit verify`` and ``pack``, as a person meets them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.cli.test_exit_codes import ended
from tests.pipeline.test_looking import GLOSSARY, TOML
from tests.pipeline.test_packing import CLEAN
from tests.pipeline.test_signing import held
from tests.release.samples import make_case, make_record, released

from redactor.case.schema import Case
from redactor.errors import ExitCode
from redactor.model import DocumentKind
from redactor.release.finish import publish_run, write_reports
from redactor.release.output import open_output

SAID = pytest.CaptureFixture[str]
KAY = ["--name", "Kay Underhill", "--role", "data protection officer"]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = make_case(tmp_path / "case")
    (made.root / "case.toml").write_text(TOML, encoding="utf-8")
    (made.root / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    return made


@pytest.fixture
def waits(case: Case) -> str:
    """A case with two drafts that wait for an approval."""
    write_reports(make_record(case, held("Overview.docx"), held("Summary.docx"), destination="website"))
    return str(case.root)


def test_what_waits_is_listed_then_approved(waits: str, monkeypatch: pytest.MonkeyPatch, capsys: SAID) -> None:
    assert ended(["approve", waits], monkeypatch) == 0
    assert "Overview.docx" in (said := capsys.readouterr().err)
    assert "redactor approve CASE DOCUMENT" in said
    assert ended(["approve", waits, "Overview.docx", *KAY], monkeypatch) == 0
    assert "Approved" in capsys.readouterr().err
    assert (
        ended(["approve", waits, "--all", "--as", "second", "--name", "Jo Marlin", "--role", "chair"], monkeypatch) == 0
    )
    capsys.readouterr()
    assert ended(["approve", waits, "--json"], monkeypatch) == 0
    overview, summary = json.loads(capsys.readouterr().out)["documents"]
    assert [item["check"] for item in overview["approvals"]] == ["data-protection", "second"]
    assert [item["check"] for item in summary["approvals"]] == ["second"]
    assert ended(["approve", waits], monkeypatch) == 0
    assert "data-protection: data protection officer" in capsys.readouterr().err


def test_whoever_approves_is_told_what_else_holds_the_copy(
    case: Case, monkeypatch: pytest.MonkeyPatch, capsys: SAID
) -> None:
    other = "4 details that a stranger could join"
    reasons = ("No data-protection check of this copy is on record.", other)
    waits = replace(held("Overview.docx"), reasons=reasons)
    write_reports(make_record(case, waits, destination="website"))
    assert ended(["approve", str(case.root), "Overview.docx", *KAY], monkeypatch) == 0
    said = capsys.readouterr().err
    assert f"still held: {other}" in said
    assert "No data-protection check" not in said


def test_an_approval_without_a_name_is_a_mistake(waits: str, monkeypatch: pytest.MonkeyPatch, capsys: SAID) -> None:
    assert ended(["approve", waits, "--all"], monkeypatch) == ExitCode.USAGE
    assert "--name" in capsys.readouterr().err
    assert ended(["approve", waits, "Other.docx", *KAY], monkeypatch) == ExitCode.USAGE
    assert "Overview.docx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([*KAY, "--override", "It is the name of a road."], "--finding"),
        ([*KAY, "--finding", "0123456789ab"], "10 to 200"),
        (["--finding", "0123456789ab", "--override", "It is the name of a road."], "--name"),
        ([*KAY, "--finding", "0123456789ab", "--override", "Karen Oldroyd says that it may."], "says a name"),
    ],
)
def test_an_override_must_be_complete(
    case: Case, tmp_path: Path, options: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: SAID
) -> None:
    arguments = ["release", str(case.root), "--out", str(tmp_path / "out"), *options]
    assert ended(arguments, monkeypatch) == ExitCode.USAGE
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_id_of_no_finding_releases_nothing(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: SAID
) -> None:
    (case.documents / "note.txt").write_text("Interview record\n\nMs Oldroyd rang.\n", encoding="utf-8")
    options = [*KAY, "--finding", "0123456789ab", "--override", "It is the name of a road."]
    arguments = ["release", str(case.root), "--out", str(tmp_path / "out"), *options]
    assert ended(arguments, monkeypatch) == ExitCode.USAGE
    assert "no finding 0123456789ab" in capsys.readouterr().err
    assert not (tmp_path / "out" / "release").exists()


def test_a_release_is_audited_and_packed(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: SAID
) -> None:
    out, words = tmp_path / "out", tmp_path / "words.txt"
    with open_output(out, case) as output:
        publish_run(output, make_record(case, released("IMR Health.docx", CLEAN, DocumentKind.IMR)))
    assert ended(["audit", "verify", str(out)], monkeypatch) == 0
    assert "Holds" in capsys.readouterr().err
    common = ["pack", str(case.root), str(out), "--to", "Ofsted", "--reason", "evaluation", *KAY]
    assert ended([*common, "-o", str(tmp_path / "a.zip"), "--json"], monkeypatch) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["files"] == ["IMR Health.docx"]
    assert "SHA256SUMS" in ZipFile(tmp_path / "a.zip").namelist()
    words.write_text("lantern gravel otter nine\n", encoding="utf-8")
    assert ended([*common, "-o", str(tmp_path / "b.zip"), "--protect", str(words)], monkeypatch) == 0
    assert "on record" in capsys.readouterr().err
    assert ended(["audit", "verify", str(case.confidential), "--json"], monkeypatch) == 0
    lines = json.loads(capsys.readouterr().out)["lines"]
    assert [line["recipients"] for line in lines] == [["Ofsted"], ["Ofsted"]]
    (out / "release" / "IMR Health.docx").write_bytes(b"changed")
    assert ended(["audit", "verify", str(out)], monkeypatch) == ExitCode.BLOCKED
    assert "Released file changed: IMR Health.docx" in capsys.readouterr().err
