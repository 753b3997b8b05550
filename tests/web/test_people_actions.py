"""What can be said about somebody on the pages: each answer is saved at once, and stands on the audit trail."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.small_cases import GLOSSARY, text_case
from tests.web.running import Client, running

from redactor.case import load_case
from redactor.release.audit import read_audit

LISTED = GLOSSARY + "Karen Oldroyd,HV1,health visitor,professional,Kaz Askerdale\n"
NOTE = (
    "Note of a meeting\n\nKaren Oldroyd called on Michelle Marlowe. Then Kaz Askerdale rang.\n\n"
    "The social worker, Fiona Pemworthy, wrote to Shell Marlowe. Dr Agnes Tilbury has written about such cases.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return text_case(tmp_path / "case", {"Note.txt": NOTE}, glossary=LISTED)


@pytest.fixture
def client(case: Path, tmp_path: Path) -> Iterator[Client]:
    with running(tmp_path / "config", case) as server, Client(server) as signed_in:
        yield signed_in


class Panel:
    """The panel of one entry, as the page shows it now."""

    def __init__(self, client: Client, name: str) -> None:
        home = client.first.removesuffix("/people")
        text = client.settled(f"{home}/people")
        (self.id,) = re.findall(rf'id="open-(\w+)"[^>]*>{re.escape(name)}<', text)
        self.client, self.path = client, f"{home}/people/{self.id}"
        self.text = client.page(self.path)
        (self.seen,) = set(re.findall(r'name="seen" value="([^"]*)"', self.text))

    def say(self, action: str, **fields: object) -> str:
        answer = self.client.post(f"{self.path}/{action}", {"seen": self.seen, **fields})
        assert answer.status_code == 200, answer.text
        return answer.text


def rows(case: Path) -> dict[str, dict[str, str]]:
    text = (case / "glossary.csv").read_text(encoding="utf-8-sig")
    return {row["name"]: row for row in csv.DictReader(text.splitlines())}


def decided(case: Path) -> list[str]:
    return [word for line in read_audit(case / "confidential" / "audit.jsonl") for word in line.counts]


def test_one_entry_becomes_two_people(client: Client, case: Path) -> None:
    panel = Panel(client, "Karen Oldroyd")
    forms = re.findall(r'type="checkbox" name="forms" value="([^"]+)"', panel.text)
    (other,) = [form for form in forms if "Askerdale" in form]
    panel.say("split", forms=other, code="SW1", role="social worker", category="professional")
    found = rows(case)
    assert found["Karen Oldroyd"]["aliases"] == ""
    assert (found["Kaz Askerdale"]["code"], found["Kaz Askerdale"]["role"]) == ("SW1", "social worker")
    assert decided(case) == ["split"]
    assert Panel(client, "Kaz Askerdale").text.count("<mark>Kaz Askerdale</mark>") == 1


@pytest.mark.parametrize(
    ("fields", "role"),
    [
        ({"what": "not"}, "not a person"),
        ({"why": "a researcher whose work is cited"}, "a researcher whose work is cited"),
    ],
)
def test_a_name_stays_because_it_is_nobody_or_somebody_public(
    client: Client, case: Path, fields: dict[str, object], role: str
) -> None:
    panel = Panel(client, "Agnes Tilbury")
    panel.say("keep", **fields)
    kept = next(row for name, row in rows(case).items() if "Tilbury" in name)
    assert (kept["category"], kept["role"], kept["code"]) == ("keep", role, "")
    assert decided(case) == ["kept"]
    assert "In the glossary" not in Panel(client, "Agnes Tilbury").text


def test_the_author_may_stay_named(client: Client, case: Path) -> None:
    Panel(client, "Fiona Pemworthy").say("allow", role="overview report author")
    assert [(p.name, p.role) for p in load_case(case).allowed] == [("Fiona Pemworthy", "overview report author")]
    assert decided(case) == ["allowed"]
    refused = client.post(f"{Panel(client, 'Karen Oldroyd').path}/allow", {"role": "social worker"})
    assert refused.status_code == 409


def test_words_of_a_document_are_another_name_or_somebody_new_or_stay(client: Client, case: Path) -> None:
    home, mother = client.first.removesuffix("/people"), Panel(client, "Michelle Marlowe")
    (document,) = re.findall(rf'href="({home}/documents/\w+)">Note', client.page(f"{home}/documents"))
    before = client.settled(f"{document}/text")
    assert "Note of a meeting" in before
    say = f"{document}/passage"
    client.post(say, {"text": "Shell Marlowe", "what": "also", "person": mother.id})
    assert "Shell Marlowe" in rows(case)["Michelle Marlowe"]["aliases"]
    client.post(say, {"text": "Fiona Pemworthy", "what": "new", "category": "professional", "role": "social worker"})
    assert rows(case)["Fiona Pemworthy"]["role"] == "social worker"
    client.post(say, {"text": "Agnes Tilbury", "what": "keep", "reason": "a researcher"})
    assert rows(case)["Agnes Tilbury"]["category"] == "keep"
    assert client.post(say, {"text": "not in it", "what": "remove", "reason": "x"}).status_code == 409
    assert decided(case) == ["alias", "added", "kept"]
    after = client.settled(f"{document}/text")
    assert len(re.findall(">Mother</ins>", after)) == 2
