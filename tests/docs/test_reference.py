"""The reference is a contract: commands, options, exit codes and the public API are documented."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import click
import pytest
import typer.main

import redactor
from redactor.cli.app import app
from redactor.errors import ExitCode, most_severe

DOCS = Path(__file__).resolve().parents[2] / "docs"
README = DOCS.parent / "README.md"


def commands() -> dict[str, click.Command]:
    """Every command by its words: ``run``, ``audit verify``."""
    found: dict[str, click.Command] = {}
    for name, command in dict(vars(typer.main.get_command(app))["commands"]).items():
        below: dict[str, click.Command] = vars(command).get("commands") or {}
        found |= {f"{name} {word}": part for word, part in below.items()} or {name: command}
    return found


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_documented(name: str) -> None:
    text = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)
    section = next((s for s in sections if s.startswith((f"`redactor {name}`", f"`redactor {name} "))), None)
    assert section is not None, f"commands.md has no section for {name}"
    for parameter in commands()[name].params:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert f"`{option}`" in section or f"{option} " in section.splitlines()[0], option


def test_no_documented_command_is_missing() -> None:
    text = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^## `redactor ([a-z-]+(?: [a-z-]+)?)\b", text, flags=re.MULTILINE))
    assert documented == set(commands())


def test_exit_codes_are_documented() -> None:
    text = (DOCS / "reference" / "exit-codes.md").read_text(encoding="utf-8")
    rows = {int(code): name for code, name in re.findall(r"^\| (\d+) \| `(\w+)` \|", text, flags=re.MULTILINE)}
    assert rows == {int(code): code.name for code in ExitCode}


def test_severity_order_is_as_documented() -> None:
    text = (DOCS / "reference" / "exit-codes.md").read_text(encoding="utf-8")
    order = [ExitCode(int(n)) for n in re.search(r"in the order ([\d, ]+)", text).group(1).split(",")]  # type: ignore[union-attr]
    assert set(order) == set(ExitCode) - {ExitCode.OK}
    for stronger, weaker in itertools.pairwise(order):
        assert most_severe([weaker, stronger, ExitCode.OK]) is stronger


def test_public_api_is_documented() -> None:
    text = (DOCS / "reference" / "python.md").read_text(encoding="utf-8")
    for name in ("find", "load_case", "run_case", "check_files"):
        assert name in redactor.__all__
        assert f"`{name}(" in text


@pytest.mark.parametrize("page", [*sorted(DOCS.rglob("*.md")), README], ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
