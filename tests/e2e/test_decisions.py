"""What a person decided is applied, verified and kept; codes stay with their people."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.e2e.cases import NOTE, PLAN, copy_case, hashes, redactor, register, with_rows_on_top
from tests.e2e.rawscan import count, fold, visible_text

import redactor as api
from redactor.errors import CaseError

pytestmark = pytest.mark.xdist_group("decisions")

HEAD = "document,place,text,action,value,reason\n"
REMOVED = f'{NOTE},,"Tall, tattoo",remove,,description of a person\n'
DECIDED = f"{NOTE},,Karen,code,Maternal Aunt,\n"


def _decide(case: Path, rows: str) -> None:
    (case / "confidential").mkdir(exist_ok=True)
    (case / "confidential" / "decisions.csv").write_text(HEAD + rows, encoding="utf-8")


def test_decisions_are_applied_and_survive_a_second_run(tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=[NOTE])
    _decide(case, REMOVED + DECIDED)
    first = redactor(tmp_path, "run", case, "--out", tmp_path / "out", "--json")
    assert first.code == 0, first.stderr
    (path,) = [p for p in (tmp_path / "out" / "release").iterdir() if p.suffix == ".txt"]
    text = fold(visible_text(path))
    assert "[removed: description of a person]" in text
    assert count("tattoo", text) == 0
    assert '"rang Maternal Aunt, no reply"' in text
    before = hashes(tmp_path / "out" / "release")
    second = redactor(tmp_path, "run", case, "--out", tmp_path / "out", "--json")
    assert second.code == 0, second.stderr
    assert hashes(tmp_path / "out" / "release") == before
    assert (case / "confidential" / "decisions.csv").read_text(encoding="utf-8") == HEAD + REMOVED + DECIDED


@pytest.mark.parametrize(
    "row",
    [
        "nowhere.docx,,Karen,code,HV2,\n",
        f"{NOTE},,Karen,code,HV99,\n",
        f"{NOTE},,words that do not occur in it,remove,,reason\n",
        f"{NOTE},,Karen,burn,,\n",
    ],
)
def test_a_decision_that_cannot_be_followed_is_never_passed_over(tmp_path: Path, row: str) -> None:
    case = copy_case(tmp_path / "case", only=[NOTE])
    _decide(case, row)
    try:
        code = int(api.run_case(case, tmp_path / "out").exit_code)
    except CaseError as error:
        code = int(error.exit_code)
    assert code in (2, 5)
    assert not list((tmp_path / "out").glob("release/*"))


def test_codes_stay_when_rows_are_added_above(tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=[NOTE, PLAN])
    assert int(api.run_case(case, tmp_path / "out").exit_code) == 0
    codes, released = register(case), hashes(tmp_path / "out" / "release")
    assert codes["Gareth Pugh-Davies"] == "SW2"
    with_rows_on_top(case, ["Anton Veresk,,social worker,professional,", "Eda Quillfeather,,GP,professional,"])
    assert int(api.run_case(case, tmp_path / "out").exit_code) == 0
    after = register(case)
    assert {name: after[name] for name in codes} == codes
    assert len(set(after.values())) == len(after)
    assert after["Anton Veresk"] not in codes.values()
    assert hashes(tmp_path / "out" / "release") == released
