"""A run that two processes share ends as it does in one; where the second one ends, nothing passes unseen."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from docx import Document
from reportlab.pdfgen.canvas import Canvas
from tests.pipeline.small_cases import text_case

from redactor import check_files, run_case
from redactor.beside import BesideError, SecondProcess
from redactor.errors import ExitCode
from redactor.model import Status
from redactor.pipeline.beside import process_for_check
from redactor.pipeline.check_results import CheckStatus
from redactor.release.report import report_data
from redactor.release.results import RunResult

_LINES = (
    "Overview report on Child T",
    "Frances Marlowe lived with Michelle Marlowe at 14 Harbour Row, Testmouth.",
    "The health visitor, Imogen Castellane, telephoned 01632 960123 and told Ms Marlowe.",
    "Castellane saw Frankie again; Michelle was out.",
)

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="ends processes by a signal"),
    pytest.mark.xdist_group("second process"),
]


class _Ending:
    """Ends the second process when a stage begins."""

    def __init__(self, beside: SecondProcess, name: str) -> None:
        self._beside = beside
        self._name = name

    def stage(self, name: str, total: int) -> None:
        del total
        if name == self._name:
            os.kill(self._beside.pid, signal.SIGKILL)

    def step(self) -> None:
        """Nothing to do."""

    def document(self, source: str) -> None:
        """Nothing to do."""


def _case(root: Path) -> Path:
    case = text_case(root, {"note.txt": "\n".join(_LINES[1:]) + "\n", "broken.pdf": "%PDF-1.4\nnothing else\n"})
    word = Document()
    for line in _LINES:
        word.add_paragraph(line)
    word.save(str(case / "documents" / "report.docx"))
    canvas = Canvas(str(case / "documents" / "copy.pdf"), invariant=True)
    for page in range(2):
        for number, line in enumerate(_LINES):
            canvas.drawString(60, 760 - 24 * number - page, line)
        canvas.showPage()
    canvas.save()
    return case


def _ends(result: RunResult) -> dict[str, Status]:
    return {item.source: item.status for item in result.documents}


def _told(result: RunResult) -> object:
    told = report_data(result.record)
    return {key: value for key, value in told.items() if key not in ("started", "finished", "created")}


def test_the_result_is_the_same_and_nothing_passes_without_the_second_process(tmp_path: Path) -> None:
    alone = run_case(_case(tmp_path / "one"), tmp_path / "out 1", accept_provisional=True)
    with SecondProcess() as beside:
        shared = run_case(_case(tmp_path / "two"), tmp_path / "out 2", accept_provisional=True, beside=beside)
        ended = _Ending(beside, "Replacing and verifying")
        lost = run_case(
            _case(tmp_path / "three"), tmp_path / "out 3", accept_provisional=True, beside=beside, progress=ended
        )
    assert _ends(alone)["copy.pdf"] is _ends(alone)["report.docx"] is _ends(alone)["note.txt"] is Status.RELEASED
    assert _told(shared) == _told(alone)
    one, two = (
        {path.name: path.read_bytes() for path in sorted((tmp_path / out / "release").iterdir())}
        for out in ("out 1", "out 2")
    )
    assert one == two
    assert len(one) == 3

    assert lost.exit_code is alone.exit_code is ExitCode.UNREADABLE  # of the broken file
    assert {source for source, status in _ends(lost).items() if status is Status.HELD} == set(_ends(alone)) - {
        "broken.pdf"
    }
    assert all("ended before its work was done" in " ".join(r.reasons) for r in lost.documents if r.status == "held")
    assert not (tmp_path / "out 3" / "release").exists()


def test_a_run_whose_finder_has_ended_does_not_begin(tmp_path: Path) -> None:
    with SecondProcess() as beside:
        os.kill(beside.pid, signal.SIGKILL)
        with pytest.raises(BesideError):
            run_case(_case(tmp_path / "case"), tmp_path / "out", beside=beside)
    assert not (tmp_path / "out" / "release").exists()


def test_a_check_is_the_same_and_nothing_passes_without_the_second_process(tmp_path: Path) -> None:
    documents = _case(tmp_path / "case") / "documents"
    files = [documents / name for name in ("copy.pdf", "note.txt", "report.docx")]
    alone = check_files(files)
    with SecondProcess() as beside:
        assert check_files(files, beside=beside) == alone
        os.kill(beside.pid, signal.SIGKILL)
        lost = check_files(files, beside=beside)
    assert {item.status for item in alone.documents} == {CheckStatus.RESIDUAL}
    assert {item.status for item in lost.documents} == {CheckStatus.HELD}
    held = [note.message for item in lost.documents for note in item.notes if note.holds]
    assert len(held) == 3
    assert all("ended before its work was done" in message for message in held)


def test_one_small_file_is_checked_by_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_THREADS", "2")
    small, large = tmp_path / "small.txt", tmp_path / "large.txt"
    small.write_text("It rained.\n", encoding="utf-8")
    large.write_text("It rained.\n" * 2000, encoding="utf-8")
    for files, some in (([small], False), ([tmp_path / "missing.txt"], False), ([large], True), ([tmp_path], True)):
        with process_for_check(files) as process:
            assert (process is not None) == some
