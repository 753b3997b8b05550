"""Documents that a batch sets aside are held unopened; progress says which document is at hand."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.cases import NOTE, SUMMARY, copy_case

import redactor
from redactor.errors import ExitCode


class _Told:
    def __init__(self) -> None:
        self.sources: list[str] = []

    def stage(self, name: str, total: int) -> None:
        pass

    def step(self) -> None:
        pass

    def document(self, source: str) -> None:
        self.sources.append(source)


def test_a_document_that_is_set_aside_is_held_without_being_opened(tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=(NOTE, SUMMARY))
    told = _Told()
    result = redactor.run_case(case, tmp_path / "out", progress=told, set_aside={NOTE: "Its process was ended."})
    held, released = sorted(result.documents, key=lambda item: item.source != NOTE)
    assert held.status.value == "held"
    assert held.reasons == ("Its process was ended.",)
    assert held.next_steps
    assert released.status.value == "released"
    assert result.exit_code is ExitCode.HELD
    assert set(told.sources) == {SUMMARY}
