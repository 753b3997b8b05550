"""Releases that people sign: two approvals, a finding that is let stand, copies with a password."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path
from typing import Any

import docx
import msoffcrypto  # type: ignore[import-untyped]  # the package has no types
import pytest
from tests.e2e.cases import SUMMARY, certificate, copy_case
from tests.pipeline.small_cases import text_case

from redactor import check_files, run_case
from redactor.case.locking import exclusive
from redactor.errors import BusyError, ExitCode, UsageError
from redactor.pipeline import Overriding, Signatory, approve, signing, waiting
from redactor.release.record import Deed, read_record
from redactor.release.results import RunResult

KAY = Signatory("Kay Underhill", "data protection officer")
JO = Signatory("Jo Marlin-Hope", "business manager")
PUBLICATION = """
[publication]
ofsted_evaluation = 2012-03-01
proceedings = 2012-02-20
family_informed = 2012-03-10
panel_notified = 2012-03-12
data_protection_check = 2012-03-20
court_orders_checked = 2012-03-20
publish_on = 2012-03-26
"""
REPORT = "Overview report.txt"
TEXT = "Overview Report\n\nFrances Marlowe was seen by the health visitor in May.\n"
PASSWORD = "lantern gravel otter nine"
NOTE = "Interview record\n\nThe clinic is in SW9. Frances Marlowe was seen.\n"
REASON = "SW9 is the postcode district of the clinic."


def public_case(tmp_path: Path, more: str = "") -> Path:
    """A case of one overview report that may be published."""
    return text_case(tmp_path / "case", {REPORT: TEXT}, toml=PUBLICATION + more)


def only(result: RunResult) -> Any:
    """The one document of a run."""
    (document,) = result.documents
    return document


def test_the_website_waits_for_two_people_where_the_case_asks_for_them(tmp_path: Path) -> None:
    case, out = public_case(tmp_path, "two_people = true\n"), tmp_path / "out"
    held = run_case(case, out, destination="website")
    assert held.exit_code is ExitCode.HELD
    approve(case, [REPORT], check="data-protection", by=KAY)
    half = run_case(case, out, destination="website")
    assert only(half).status == "held"
    assert "second" in " ".join(only(half).reasons)
    assert not (out / "release").exists()
    with pytest.raises(UsageError, match="another person"):
        approve(case, [REPORT], check="second", by=Signatory("UNDERHILL, Kay", "chair"))
    approve(case, [REPORT], check="second", by=JO)
    released = run_case(case, out, destination="website")
    assert released.exit_code is ExitCode.OK
    (item,) = certificate(out)["released"]
    assert [(a["check"], a["role"]) for a in item["approvals"]] == [
        ("data-protection", KAY.role),
        ("second", JO.role),
    ]
    assert {a["sha256"] for a in item["approvals"]} == {item["sha256"]}
    public = (out / "certificate.json").read_text() + (out / "audit.jsonl").read_text()
    assert "Underhill" not in public
    assert "Marlin" not in public


def test_an_approval_falls_with_the_bytes_that_were_read(tmp_path: Path) -> None:
    case, out = public_case(tmp_path), tmp_path / "out"
    run_case(case, out, destination="website")
    approve(case, (), check="data-protection", by=KAY)
    (case / "documents" / REPORT).write_text(TEXT + "A visit was made in May 2011.\n", encoding="utf-8")
    assert only(run_case(case, out, destination="website")).status == "held"
    assert not (out / "release").exists()


def test_approving_waits_for_the_case_and_reads_it_only_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, out = public_case(tmp_path), tmp_path / "out"
    run_case(case, out, destination="website")
    with exclusive(case), pytest.raises(BusyError):
        approve(case, (), check="data-protection", by=KAY)
    order: list[str] = []

    def noting(name: str) -> None:
        before = getattr(signing, name)

        def noted(*arguments: object, **options: object) -> object:
            order.append(name)
            return before(*arguments, **options)

        monkeypatch.setattr(signing, name, noted)

    noting("load_case")
    noting("working_on")
    assert len(approve(case, (), check="data-protection", by=KAY)) == 1
    assert order[-2:] == ["working_on", "load_case"]
    assert len(waiting(case)[0].approvals) == 1


def test_a_finding_is_let_stand_with_a_reason_and_on_record(tmp_path: Path) -> None:
    case, out = text_case(tmp_path / "case", {"note.txt": NOTE}), tmp_path / "out"
    assert run_case(case, out).exit_code is ExitCode.BLOCKED
    report = json.loads((case / "confidential" / "report.json").read_text(encoding="utf-8"))
    (residual,) = report["documents"][0]["residuals"]
    assert (residual["code"], residual["overridable"]) == ("SW9", True)
    released = run_case(case, out, overriding=Overriding((residual["id"],), REASON, KAY))
    assert released.exit_code is ExitCode.OK
    (item,) = certificate(out)["released"]
    assert "SW9" in (out / "release" / item["name"]).read_text(encoding="utf-8")
    (override,) = item["overrides"]
    assert (override["finding"], override["reason"], override["role"]) == (residual["id"], REASON, KAY.role)
    assert "Underhill" not in (out / "certificate.json").read_text(encoding="utf-8")
    assert REASON in (out / "audit.jsonl").read_text(encoding="utf-8")
    (line,) = read_record(case / "confidential")
    assert (line.event, line.name, line.findings) == (Deed.OVERRIDDEN, KAY.name, (residual["id"],))


def test_what_cannot_be_read_offers_no_finding_to_let_stand(tmp_path: Path) -> None:
    case, out = text_case(tmp_path / "case", {"other.txt": NOTE}), tmp_path / "out"
    (case / "documents" / "other.txt").write_bytes(b"\xff\xfe\x00")
    run_case(case, out)
    report = json.loads((case / "confidential" / "report.json").read_text(encoding="utf-8"))
    assert [(item["status"], item["residuals"]) for item in report["documents"]] == [("unreadable", [])]
    with pytest.raises(UsageError, match="no finding"):
        run_case(case, out, overriding=Overriding(("0" * 12,), REASON, KAY))
    assert not (out / "release").exists()


def test_a_protected_release_opens_with_its_password_only_and_still_checks(tmp_path: Path) -> None:
    case, out = copy_case(tmp_path / "case", only=[SUMMARY]), tmp_path / "out"
    words = tmp_path / "words.txt"
    words.write_text(PASSWORD + "\n", encoding="utf-8")
    result = run_case(case, out, protect=words)
    assert result.exit_code is ExitCode.OK
    (path,) = (out / "release").iterdir()
    assert path.read_bytes().startswith(b"\xd0\xcf\x11\xe0"), "an encrypted Office file is an OLE container"
    opened = io.BytesIO()
    with path.open("rb") as stream:
        file = msoffcrypto.OfficeFile(stream)
        file.load_key(password=PASSWORD)
        file.decrypt(opened)
    plain = tmp_path / "plain.docx"
    plain.write_bytes(opened.getvalue())
    assert docx.Document(str(plain)).paragraphs
    assert check_files([plain], case=case).exit_code is ExitCode.OK
    (item,) = certificate(out)["released"]
    assert item["protected"]
    everything = b"".join(p.read_bytes() for p in tmp_path.rglob("*.json*"))
    assert b"lantern" not in everything


def test_two_runs_at_once_never_give_one_code_twice(tmp_path: Path) -> None:
    case = text_case(tmp_path / "case", {"note.txt": "Interview record\n\nDr Priya Sandhurst saw Frances Marlowe.\n"})
    ended: list[object] = []

    def work(number: int) -> None:
        try:
            ended.append(run_case(case, tmp_path / f"out{number}").exit_code)
        except (BusyError, UsageError) as error:
            ended.append(type(error))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ended) == 2
    rows = (case / "confidential" / "register.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert len({row.split(",")[0] for row in rows}) == len(rows)
