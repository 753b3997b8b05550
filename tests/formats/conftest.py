"""Files made by real programs, and short ways to edit and to search them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from redactor.formats import OpenDocument
from redactor.model import DocumentKind, Plan, Replacement

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a file with LibreOffice, in a profile of its own."""
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def convert(path: Path, extension: str) -> Path:
        out = tmp_path_factory.mktemp("converted")
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={profile}",
                "--headless",
                "--convert-to",
                extension,
                "--outdir",
                out,
                path,
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return out / f"{path.stem}.{extension.partition(':')[0]}"

    return convert


def plan_for(replacements: Iterable[Replacement] = ()) -> Plan:
    return Plan("a", "", DocumentKind.OTHER, "a", tuple(replacements))


def replacing(document: OpenDocument, words: dict[str, str]) -> Plan:
    """A plan that replaces every occurrence of the words in every segment."""
    if not words:
        return plan_for()
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    return plan_for(
        Replacement(segment.key, match.start(), match.end(), words[match[0]], "person", "test")
        for segment in document.segments
        for match in pattern.finditer(segment.text)
    )
