"""A glossary with mistakes: each is told at its row, and the mended file is handed in on the same page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.glossary import COLUMNS, FILES, cells_of
from redactor.case.intake import glossary_name
from redactor.errors import CaseError, UsageError
from redactor.web.case_pages import desk_of, render_case
from redactor.web.desk import Desk
from redactor.web.routing import go_to, post, state_of, tell_error

_AT_ROW = re.compile(r"(glossary\.(?:csv|xlsx|docx)) row (\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class WrongRow:
    """One row of a glossary with what is wrong with it.

    Attributes:
        number: As Excel shows it.
        cells: What stands in it, in the order of the file.
        problems: What is wrong, in words.
    """

    number: int
    cells: tuple[str, ...]
    problems: tuple[str, ...]


def routes() -> Sequence[Route]:
    """The actions of this module."""
    return (post("/case/{key}/glossary", hand_in),)


def wrong_rows(name: str, data: bytes, problems: Sequence[str]) -> tuple[tuple[WrongRow, ...], tuple[str, ...]]:
    """The rows that have mistakes, and the mistakes that are at no row.

    Args:
        name: The file's name in the case folder.
        data: Its bytes.
        problems: Sentences of a ``CaseError``.
    """
    found: dict[int, list[str]] = {}
    others: list[str] = []
    for problem in problems:
        match = _AT_ROW.fullmatch(problem)
        if match and match.group(1) == name:
            found.setdefault(int(match.group(2)), []).append(match.group(3))
        else:
            others.append(problem)
    cells = cells_of(data, name)
    rows = tuple(WrongRow(number, cells.get(number, ()), tuple(said)) for number, said in sorted(found.items()))
    return rows, tuple(others)


def mend_page(
    request: Request, desk: Desk, error: CaseError, name: str, data: bytes, *, made: bool = False
) -> Response:
    """The page that shows the mistakes of a glossary and takes the mended one."""
    rows, others = wrong_rows(name, data, error.problems)
    values = {"rows": rows, "others": others, "columns": _header(name, data), "made": made, "file": name}
    request.scope.setdefault("path_params", {})["key"] = state_of(request).open(desk.root)[0]
    answer = render_case(request, "mend.html", desk, **values)
    answer.status_code = 422
    return answer


def _header(name: str, data: bytes) -> tuple[str, ...]:
    rows = cells_of(data, name)
    return next((cells for _, cells in sorted(rows.items()) if any(cells)), COLUMNS.known)


def hand_in(request: Request, form: FormData) -> Response:
    """Take a glossary in place of the one that is there; one with mistakes changes nothing, and they are told."""
    desk = desk_of(request)
    upload = form.get("glossary")
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise UsageError("No file was chosen.", next_step="Choose the mended glossary.")
    name, data = glossary_name(upload.filename), upload.file.read()
    old: dict[Path, bytes | None] = {desk.root / other: None for other in FILES if (desk.root / other).exists()}
    try:
        desk.replace_glossary({**old, desk.root / name: data})
    except CaseError as error:
        return mend_page(request, desk, error, name, data)
    return go_to(request, f"/case/{request.path_params['key']}/people")


def tell_mistakes(request: Request, error: Exception) -> Response:
    """Mistakes in a case folder; those of the glossary on the page where it can be mended."""
    assert isinstance(error, CaseError)  # noqa: S101  # registered for this class only
    key = request.path_params.get("key")
    desk = state_of(request).desks.get(key) if isinstance(key, str) else None
    at_rows = any(_AT_ROW.fullmatch(problem) for problem in error.problems)
    if desk is None or not at_rows or request.method != "GET" or request.headers.get("hx-request"):
        return tell_error(request, error)
    path = desk.glossary_path()
    return mend_page(request, desk, error, path.name, path.read_bytes() if path.exists() else b"")
