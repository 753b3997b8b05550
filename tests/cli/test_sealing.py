"""``seal``, ``open`` and the warnings of ``doctor``, as a person meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pyrage
import pytest
from tests.case.test_sealing import FILES, make
from tests.cli.test_exit_codes import ended

from redactor.case.sealing import SEALED, SEALING
from redactor.errors import ExitCode

SAID = pytest.CaptureFixture[str]


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, str]:
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"{identity}\n", encoding="utf-8")
    return tmp_path / "key.txt", str(identity.to_public())


def test_a_case_is_sealed_and_opened(
    tmp_path: Path, keys: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, capsys: SAID
) -> None:
    case = make(tmp_path / "case")
    recipients = tmp_path / "recipients.txt"
    recipients.write_text(f"# the officer\n{keys[1]}\n", encoding="utf-8")
    assert ended(["seal", str(case), "--recipients-file", str(recipients)], monkeypatch) == 0
    assert (case / SEALED).is_file()
    assert "redactor open" in capsys.readouterr().err
    for command in (["run", str(case), "--out", str(tmp_path / "out")], ["suggest", str(case)]):
        assert ended(command, monkeypatch) == ExitCode.USAGE
        assert "redactor open CASE" in capsys.readouterr().err
    assert ended(["check", str(case / "documents"), "--case", str(case)], monkeypatch) == ExitCode.USAGE
    assert "redactor open CASE" in capsys.readouterr().err
    assert ended(["open", str(case), "--identity", str(keys[0])], monkeypatch) == 0
    assert (case / "glossary.csv").read_bytes() == FILES["glossary.csv"]


def test_an_interrupted_sealing_is_put_in_order_without_a_passphrase(
    tmp_path: Path, keys: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, capsys: SAID
) -> None:
    case = make(tmp_path / "case")
    (case / SEALING / "plain").mkdir(parents=True)
    (case / "glossary.csv").rename(case / SEALING / "plain" / "glossary.csv")
    assert ended(["open", str(case)], monkeypatch) == 0
    assert "put in order" in capsys.readouterr().err
    assert (case / "glossary.csv").is_file()
    (case / SEALING).mkdir()
    assert ended(["seal", str(case), "--recipient", keys[1]], monkeypatch) == 0
    assert "put in order first" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["seal", "open"])
def test_without_a_keyboard_a_file_is_asked_for(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: SAID
) -> None:
    assert ended([command, str(make(tmp_path / "case"))], monkeypatch) == ExitCode.USAGE
    assert "--passphrase-file" in capsys.readouterr().err


def test_nobody_is_asked_for_a_passphrase_that_opens_or_seals_nothing(
    tmp_path: Path, keys: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, capsys: SAID
) -> None:
    case = str(make(tmp_path / "case"))
    assert ended(["seal", case, "--recipient", keys[1]], monkeypatch) == 0
    capsys.readouterr()
    assert ended(["open", case], monkeypatch) == ExitCode.USAGE
    assert "--identity" in capsys.readouterr().err
    assert ended(["seal", case], monkeypatch) == ExitCode.USAGE
    assert "sealed already" in capsys.readouterr().err


def test_passphrase_and_keys_exclude_each_other(
    tmp_path: Path, keys: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, capsys: SAID
) -> None:
    case = make(tmp_path / "case")
    words = tmp_path / "words.txt"
    words.write_text("lantern gravel otter nine\n", encoding="utf-8")
    both = ["--passphrase-file", str(words)]
    assert ended(["seal", str(case), *both, "--recipient", keys[1]], monkeypatch) == ExitCode.USAGE
    assert "not both" in capsys.readouterr().err
    assert ended(["open", str(case), *both, "--identity", str(keys[0])], monkeypatch) == ExitCode.USAGE
    assert "not both" in capsys.readouterr().err


def test_a_short_passphrase_is_refused_before_anything_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: SAID
) -> None:
    case = make(tmp_path / "case")
    words = tmp_path / "words.txt"
    words.write_text("short\n", encoding="utf-8")
    assert ended(["seal", str(case), "--passphrase-file", str(words)], monkeypatch) == ExitCode.USAGE
    assert "12 characters" in capsys.readouterr().err
    assert not (case / SEALED).exists()


def test_the_doctor_warns_of_a_synchronised_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: SAID) -> None:
    tmp_path.chmod(0o700)
    cases = [make(tmp_path / "OneDrive - Fennshire" / "FN-11"), make(tmp_path / "FN-12")]
    assert ended(["doctor", *map(str, cases), "--json"], monkeypatch) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    found = {item["what"]: (item["state"], item["detail"]) for item in findings}
    assert found["case FN-11"] == ("warning", "The case lies in a folder that OneDrive synchronises.")
    assert found["case FN-12"] == ("ok", "open, on this computer only")
