"""docs/reference/outputs.md is a contract: every field is there, and the example is valid."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.release.samples import blocked, make_case, make_record, released

from redactor.model import Status
from redactor.release.audit import AuditLine, Event
from redactor.release.certificate_schema import Certificate, KeyToCodes, NotReleased, ReleasedFile
from redactor.release.report import report_data

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "outputs.md"


def section(title: str) -> str:
    text = PAGE.read_text(encoding="utf-8")
    return next(part for part in re.split(r"^## ", text, flags=re.MULTILINE) if part.startswith(title))


def documented(text: str, heading: str) -> list[str]:
    """The first column of the table with this heading."""
    rows = text.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| `([\w-]+)` \|", rows, flags=re.MULTILINE)


def test_the_example_is_a_certificate() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", section("certificate.json"), flags=re.DOTALL)
    certificate = Certificate.model_validate_json(example)
    assert json.loads(certificate.to_bytes()) == json.loads(example)
    assert set(json.loads(example)) == set(Certificate.model_fields)


def test_every_field_of_the_certificate_is_documented() -> None:
    text = section("certificate.json")
    assert documented(text, "field") == list(Certificate.model_fields)
    for part in (ReleasedFile, NotReleased, KeyToCodes):
        for name in part.model_fields:
            assert f"`{name}`" in text, name


def test_every_field_has_a_description_in_the_schema() -> None:
    schema = Certificate.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        for name, value in part.get("properties", {}).items():
            assert value.get("description"), name


def test_every_field_and_event_of_the_audit_trail_is_documented() -> None:
    text = section("audit.jsonl")
    assert documented(text, "field") == list(AuditLine.model_fields)
    assert documented(text, "event") == [event.value for event in Event]


def test_every_field_of_the_json_report_is_documented(tmp_path: Path) -> None:
    data = report_data(make_record(make_case(tmp_path), released(), blocked()))
    text = section("report.json")
    assert documented(text, "field") == list(data)
    assert documented(text, "field of a document") == list(data["documents"][0])
    for name in (*data["people"][0], *data["documents"][0]["findings"][0], *data["documents"][1]["residuals"][0]):
        assert f"`{name}`" in text, name


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_documented(status: Status) -> None:
    assert f"`{status.value}`" in section("report.json")
