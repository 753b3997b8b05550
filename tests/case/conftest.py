from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pytest

CASE_TOML = """\
[case]
reference = "FN-11"
board = "Fennshire LSCB"
subject = "Child R"

[[allowed]]
name = "Frances Tolland"
role = "overview report author"
"""

HEADER = "name,code,role,category,aliases"
SUBJECT = "Leon Brannock,Child R,subject,child,Leo"


class MakeCase(Protocol):
    def __call__(
        self,
        rows: Sequence[str] = (),
        *,
        toml: str = CASE_TOML,
        header: str = HEADER,
        decisions: Sequence[str] | None = None,
        register: bytes | None = None,
        files: Sequence[str] = (),
    ) -> Path: ...


@pytest.fixture
def make_case(tmp_path: Path) -> MakeCase:
    """Write a case folder with the subject and further rows; a second call changes the same folder."""

    def make(
        rows: Sequence[str] = (),
        *,
        toml: str = CASE_TOML,
        header: str = HEADER,
        decisions: Sequence[str] | None = None,
        register: bytes | None = None,
        files: Sequence[str] = (),
    ) -> Path:
        root = tmp_path / "case"
        (root / "documents").mkdir(parents=True, exist_ok=True)
        (root / "confidential").mkdir(exist_ok=True)
        (root / "case.toml").write_text(toml, encoding="utf-8")
        (root / "glossary.csv").write_text("\n".join((header, SUBJECT, *rows)) + "\n", encoding="utf-8")
        if decisions is not None:
            lines = ("document,place,text,action,value,reason", *decisions)
            (root / "confidential" / "decisions.csv").write_text("\n".join(lines), encoding="utf-8")
        if register is not None:
            (root / "confidential" / "register.csv").write_bytes(register)
        for name in files:
            path = root / "documents" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("text", encoding="utf-8")
        return root

    return make
