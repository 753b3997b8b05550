"""Alter the gate and the residual search in small ways and count how often the tests notice.

Usage: ``python scripts/mutants.py [--sample N] [--minutes M] [--only GROUP]``. Works on a copy of the tree in a
temporary folder, one process; ``mutants.toml`` says what is altered and which tests must notice. Needs cosmic-ray
(MIT), which ``make mutants`` puts into a folder of its own. Writes ``docs/mutants.md``.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome, WorkResult

_ROOT = Path(__file__).resolve().parent.parent
_PAGE = _ROOT / "docs" / "mutants.md"
_COPIED = ("src", "tests", "corpus", "glossaries", "models", "evaluation", "pyproject.toml", "README.md", "docs")
_TIMEOUT = 300
_NOISE = ("core/ReplaceBinaryOperator_BitOr_", "core/ReplaceBinaryOperator_Mul_")
"""Operators that alter annotations (``X | None``, never evaluated) and the star of a signature (a syntax error)."""
_HEAD = """# Mutants

Written by `make mutants`; do not edit. The gate and the residual search are altered in small ways (an operator, a
constant, a condition: cosmic-ray), one at a time, and the tests named in `mutants.toml` are run. A mutant is killed
when they fail. Not every mutant can be: some alter nothing that can be seen. The sample is drawn by lot with a fixed
seed; annotations and the options of dataclasses are left out.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every group and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=60, help="mutants of each group")
    parser.add_argument(
        "--minutes", type=float, default=45, help="for each group; what is not done then is not counted"
    )
    parser.add_argument("--only", metavar="GROUP", help="measure this group; what the page says of others stays")
    options = parser.parse_args(arguments)
    wanted = tomllib.loads((_ROOT / "mutants.toml").read_text(encoding="utf-8"))
    told = _sections()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        for name in _COPIED:
            copy = shutil.copytree if (_ROOT / name).is_dir() else shutil.copy
            tree.mkdir(exist_ok=True)
            copy(_ROOT / name, tree / name)
        seed = int(wanted["seed"])
        for group in wanted["group"]:
            if options.only in (None, group["name"]):
                told[group["name"].capitalize()] = _measured(group, tree, seed, options.sample, options.minutes)
    parts = [f"## {name}\n\n{text}" for name, text in told.items()]
    _PAGE.write_text("\n".join([_HEAD, *parts]), encoding="utf-8")
    return 0


def _sections() -> dict[str, str]:
    """What the page says of each group."""
    if not _PAGE.is_file():
        return {}
    _, *parts = _PAGE.read_text(encoding="utf-8").split("\n## ")
    return {name: text for name, _, text in (part.partition("\n\n") for part in parts)}


def _measured(group: Mapping[str, Any], tree: Path, seed: int, sample: int, minutes: float) -> str:
    """Run one group and say how it went."""
    tests = " ".join(group["tests"])
    config, session = tree.parent / "config.toml", tree.parent / f"{group['name'].replace(' ', '-')}.sqlite"
    modules = ", ".join(f'"{module}"' for module in group["modules"])
    config.write_text(
        f"[cosmic-ray]\nmodule-path = [{modules}]\ntimeout = {_TIMEOUT}.0\nexcluded-modules = []\n"
        f'test-command = "{sys.executable} -m pytest -x -q -p no:cacheprovider {tests}"\n'
        '[cosmic-ray.distributor]\nname = "local"\n',
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tree / "src"), os.environ.get("PYTHONPATH", "")))}
    program = [sys.executable, "-m", "cosmic_ray.cli"]
    subprocess.run(  # noqa: S603 - our own program
        [*program, "init", config, session], cwd=tree, env=environment, check=True
    )
    with use_db(session, mode=WorkDB.Mode.open) as db:
        every = sorted(db.work_items, key=lambda item: _where(item.mutations[0]))
        items = [item.job_id for item in every if _matters(item.mutations[0], tree)]
        drawn = set(random.Random(seed).sample(items, min(sample, len(items))))  # noqa: S311 - a lot, no secret
        for job in (item.job_id for item in every):
            if job not in drawn:
                db.set_result(job, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))
    try:
        subprocess.run(  # noqa: S603 - our own program
            [*program, "exec", config, session], cwd=tree, env=environment, check=True, timeout=60 * minutes
        )
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"{group['name']}: time is up; what was done counts\n")
    return _told(session, len(items))


def _matters(mutation: MutationSpec, tree: Path) -> bool:
    """Whether an alteration can be seen: neither in an annotation nor in the options of a dataclass."""
    line = (tree / mutation.module_path).read_text(encoding="utf-8").splitlines()[mutation.start_pos[0] - 1]
    return not mutation.operator_name.startswith(_NOISE) and not line.startswith("@dataclass(")


def _where(mutation: MutationSpec) -> tuple[str, tuple[int, int], str, int]:
    """What orders mutants in the same way every time."""
    return str(mutation.module_path), mutation.start_pos, mutation.operator_name, mutation.occurrence


def _told(session: Path, total: int) -> str:
    with use_db(session, mode=WorkDB.Mode.open) as db:
        outcomes = {job: result.test_outcome for job, result in db.results if result.test_outcome is not None}
        survived = [
            f"- `{mutation.module_path.name}`, line {mutation.start_pos[0]}: {mutation.operator_name}"
            for item in db.work_items
            if outcomes.get(item.job_id) is TestOutcome.SURVIVED
            for mutation in item.mutations
        ]
    killed = len(outcomes) - len(survived)
    share = f"{100 * killed / len(outcomes):.0f} %" if outcomes else "nothing"
    done = f"{datetime.now(UTC):%Y-%m-%d}: killed {killed} of {len(outcomes)} drawn ({share}); {total} there are.\n"
    return "\n".join([done, "Survivors:\n" if survived else "No survivors.\n", *survived, ""])


if __name__ == "__main__":
    sys.exit(main())
