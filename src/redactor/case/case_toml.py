"""``case.toml``: what may be written in it, and what to write instead of a mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from redactor.case.problems import Problems, did_you_mean, listing
from redactor.case.publication import Publication, Retention, parse_date
from redactor.model import DocumentKind

FILE = "case.toml"

_CURLY = "“”„‟″"
_EXAMPLES = {
    "reference": 'reference = "FN-11"',
    "board": 'board = "Fennshire LSCB"',
    "subject": 'subject = "Child R"',
    "name": 'name = "Frances Tolland"',
    "kind": 'kind = "imr"',
    "case": "[case], and below it reference, board and subject",
}


def _parse_kind(value: object) -> DocumentKind:
    if isinstance(value, str):
        written = re.sub(r"[\s_]+", "-", value.strip().casefold())
        if written in list(DocumentKind):
            return DocumentKind(written)
        hint = did_you_mean(written, list(DocumentKind))
    else:
        hint = ""
    kinds = listing(list(DocumentKind))
    message = f"it is not a kind of document.{hint} Kinds are {kinds}."
    raise PydanticCustomError("kind", "{advice}", {"advice": message})


def _role(value: str) -> str:
    if allowed_role(value) is None and value:
        message = (
            "only the LSCB chair, the SCR panel chair and the overview report author (or lead reviewer) may stay "
            "named. Write one of these roles, or move the person to the glossary."
        )
        raise PydanticCustomError("role", "{advice}", {"advice": message})
    return value


def allowed_role(role: str) -> str | None:
    """Return which of the allowed roles a text means, or ``None`` (DUR 8.33, 5.27, 8.80).

    The answer is ``"LSCB chair"``, ``"SCR panel chair"``, ``"overview report
    author"`` or ``"lead reviewer"``; a chair that is neither of the board nor of
    the panel by its words counts as the board's.
    """
    words = set(re.findall(r"[a-z]+", role.casefold()))
    if words & {"conference", "governors", "imr", "imrs", "agency"}:
        return None
    if words & {"author", "authors", "writer"}:
        return "overview report author"
    if words & {"reviewer", "reviewers"}:
        return "lead reviewer"
    if words & {"chair", "chairman", "chairwoman", "chairperson", "scrutineer"}:
        return "SCR panel chair" if words & {"panel", "scr", "review"} else "LSCB chair"
    return None


_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Digest = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{64}$"),
    BeforeValidator(lambda value: value.strip().lower() if isinstance(value, str) else value),
]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class CaseSection(_Section):
    """``[case]``."""

    reference: _Text
    board: _Text
    subject: _Text
    incident: Annotated[date | None, PlainValidator(lambda v: None if v is None else parse_date(v))] = None


class AllowedEntry(_Section):
    """One ``[[allowed]]``."""

    name: _Text
    role: Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_role)] = ""


class DocumentEntry(_Section):
    """One ``[documents."…"]``."""

    kind: Annotated[DocumentKind, PlainValidator(_parse_kind)]


class Pictures(_Section):
    """``[pictures]``."""

    cleared: list[_Digest] = Field(default_factory=list)
    covered: list[_Digest] = Field(default_factory=list)
    genograms: dict[_Digest, _Text] = Field(default_factory=dict)


class CaseToml(_Section):
    """The whole file."""

    case: CaseSection
    allowed: list[AllowedEntry] = Field(default_factory=list)
    roles_not_held: dict[str, _Text] = Field(default_factory=dict)
    publication: Publication = Field(default_factory=Publication)
    retention: Retention = Field(default_factory=Retention)
    documents: dict[str, DocumentEntry] = Field(default_factory=dict)
    pictures: Pictures = Field(default_factory=Pictures)


_SECTIONS: Mapping[str, type[BaseModel]] = {
    "case": CaseSection,
    "allowed": AllowedEntry,
    "publication": Publication,
    "retention": Retention,
    "documents": DocumentEntry,
    "pictures": Pictures,
}


def read_case_toml(data: bytes, problems: Problems) -> CaseToml | None:
    """Read ``case.toml``; every mistake is noted and ends in ``None``."""
    text = _text(data, problems)
    if text is None:
        return None
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.error(FILE, _syntax(text, error))
        return None
    try:
        found = CaseToml.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=False):
            problems.error(_where(detail["loc"]), _message(detail, raw))
        return None
    _check_roles(found, problems)
    _check_retention(found, problems)
    return found


def _check_retention(found: CaseToml, problems: Problems) -> None:
    published, ends = found.publication.publish_on, found.retention.take_down_on
    if isinstance(published, date) and ends is not None and ends <= published:
        problems.error(
            f"{FILE} [retention] take_down_on", "it lies before publish_on. Write the day on which it comes off again."
        )


def _check_roles(found: CaseToml, problems: Problems) -> None:
    held = {entry.role.casefold() for entry in found.allowed if entry.role}
    for role in found.roles_not_held:
        if role.casefold() in held:
            problems.error(
                f"{FILE} [roles_not_held]", f'"{role}" is held by somebody in [[allowed]]. Delete one of them.'
            )
    if not found.allowed:
        problems.warn(
            FILE, "nobody is allowed to stay named. Add [[allowed]] with name and role for the chairs and the author."
        )
    for number, entry in enumerate(found.allowed, 1):
        if not entry.role:
            problems.warn(
                f"{FILE} [[allowed]] number {number}", 'there is no role. Write role = "overview report author".'
            )


def _text(data: bytes, problems: Problems) -> str | None:
    """Decode what Notepad may have saved: UTF-8 with or without a mark, or UTF-16."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding).replace("\r\n", "\n")
    except UnicodeDecodeError:
        problems.error(FILE, "it is not saved as UTF-8. In Notepad choose Save as, Encoding: UTF-8.")
        return None


def _syntax(text: str, error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"at line (\d+)", str(error))
    number = int(found.group(1)) if found else text.count("\n") + 1
    line = [*text.split("\n"), ""][number - 1]
    where = f"line {number} cannot be read."
    if any(mark in line for mark in _CURLY):
        return f'{where} It holds curly quotation marks; type straight ones: ".'
    if "\\" in line:
        return f"{where} It holds a backslash; write / between folders and file names."
    if re.match(r"\s*\w+\s*=\s*[^\s\"'\[{\d]", line):
        return f'{where} Put the text after = between quotation marks: board = "Fennshire LSCB".'
    if "declare" in str(error) or "overwrite" in str(error) or "mutable" in str(error):
        return f"{where} This section or setting is there twice. Delete one of them."
    return f'{where} Write each setting on a line of its own as name = "text", below its [section].'


def _where(loc: Sequence[int | str]) -> str:
    """``case.toml [[allowed]] number 2, role``."""
    if len(loc) < 2 and (not loc or loc[0] not in _SECTIONS):
        return FILE
    section, rest = str(loc[0]), list(loc[1:])
    if section == "allowed" and rest and isinstance(rest[0], int):
        name = f"[[allowed]] number {rest.pop(0) + 1}"  # type: ignore[operator]
    elif section == "documents" and rest:
        name = f'[documents."{rest.pop(0)}"]'
    else:
        name = f"[{section}]"
    fields = ", ".join(f"number {part + 1}" if isinstance(part, int) else str(part) for part in rest)
    return f"{FILE} {name}" + (f" {fields}" if fields else "")


def _message(detail: ErrorDetails, raw: Mapping[str, Any]) -> str:
    kind, loc = detail["type"], detail["loc"]
    last = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden":
        return _unknown(loc, last, raw)
    if kind == "missing":
        return f"it is missing. Write {_EXAMPLES.get(last, last)}."
    if kind in ("string_too_short", "string_type"):
        state = "it is empty" if kind == "string_too_short" else "it must be text between quotation marks"
        example = _EXAMPLES.get(last, f'{last} = "…"')
        return f"{state}. Write {example}."
    if kind == "string_pattern_mismatch":
        return "a cleared picture is named by its SHA-256: 64 digits and letters a to f, as report.html shows it."
    if kind == "bool_type":
        return f"write {last} = true or {last} = false, without quotation marks."
    if kind == "list_type":
        return (
            "write [[allowed]] with two brackets, once for each person."
            if last == "allowed"
            else "write a list: [ … ]."
        )
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return f"it must be a section: [{last}] on a line of its own, its settings below."
    return detail["msg"]


def _unknown(loc: Sequence[int | str], last: str, raw: Mapping[str, Any]) -> str:
    if len(loc) == 1:
        home = [
            name for name, model in _SECTIONS.items() if last in model.model_fields and name in ("case", "publication")
        ]
        if home:
            return f'the setting "{last}" stands outside its section. Move it below [{home[0]}].'
        sections = list(CaseToml.model_fields)
        what = "section" if isinstance(raw.get(last), dict | list) else "setting"
        return f'there is no {what} "{last}".{did_you_mean(last, sections)} Sections are {listing(sections)}.'
    fields = list(_SECTIONS[str(loc[0])].model_fields)
    return f"there is no such setting.{did_you_mean(last, fields)} Settings here are {listing(fields)}."
