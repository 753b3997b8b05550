"""The example case, run once for all tests that only look at the result."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.e2e.cases import Outcome, copy_case, hashes, redactor


@dataclass(frozen=True)
class Demo:
    """One finished run of the whole example case for Ofsted."""

    case: Path
    out: Path
    outcome: Outcome
    before: dict[str, str]
    network: Path

    @property
    def release(self) -> Path:
        """The released copies."""
        return self.out / "release"

    def released(self, source: str) -> Path:
        """The released copy of one document."""
        output = self.outcome.documents()[source]["output"]
        assert output
        return self.release / str(output)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    tmp = tmp_path_factory.mktemp("demo")
    case = copy_case(tmp / "case")
    before = hashes(case / "documents")
    outcome = redactor(tmp, "run", case, "--out", tmp / "out", "--key-to-codes", "--json")
    assert outcome.stdout, outcome.stderr
    return Demo(case, tmp / "out", outcome, before, tmp / "network.log")
