"""The details of a case are changed on their page, and a glossary that somebody broke can be mended on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.small_cases import GLOSSARY, text_case
from tests.web.running import Client, running

from redactor.case import load_case
from redactor.release.audit import read_audit
from redactor.web.wording import linked

TOML = """
[roles_not_held]
"LSCB Chair" = "the board had none then"

[[allowed]]
name = "Ruth Tolland"
role = "Independent author"
"""
NOTE = "Note\n\nMichelle Marlowe rang Ruth Tolland.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return text_case(tmp_path / "case", {"Note.txt": NOTE}, toml=TOML)


@pytest.fixture
def client(case: Path, tmp_path: Path) -> Iterator[Client]:
    with running(tmp_path / "config", case) as server, Client(server) as signed_in:
        yield signed_in


def fields(page: str) -> dict[str, str]:
    found = re.findall(r'<input [^>]*name="([^"]+)"[^>]*value="([^"]*)"', page[page.index("The case</legend>") :])
    return dict(found)


def test_who_may_stay_named_is_changed_on_the_page(client: Client, case: Path) -> None:
    home = client.first.removesuffix("/people")
    shown = fields(client.page(f"{home}/details"))
    assert shown["reference"] == "TT-2024-7"
    assert shown["allowed overview report author"] == "Ruth Tolland"
    assert shown["not held LSCB chair"] == "the board had none then"
    wanted: dict[str, object] = {**shown, "board": " New  board ", "incident": "2011-10-02"}
    wanted |= {"allowed LSCB chair": "Desmond Ferrar; Odile Marsh", "allowed overview report author": "Ruth Tollard"}
    assert client.post(f"{home}/details", wanted).status_code == 303
    read = load_case(case)
    assert [(p.name, p.role) for p in read.allowed] == [
        ("Desmond Ferrar", "LSCB chair"),
        ("Odile Marsh", "LSCB chair"),
        ("Ruth Tollard", "overview report author"),
    ]
    assert (read.board, str(read.incident), dict(read.roles_not_held)) == ("New board", "2011-10-02", {})
    assert read_audit(case / "confidential" / "audit.jsonl")[-1].counts == {"details": 1}
    assert fields(client.page(f"{home}/details"))["allowed LSCB chair"] == "Desmond Ferrar; Odile Marsh"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("reference", " ", "Fill in the reference."), ("incident", "soon", "This is no date.")],
)
def test_details_that_cannot_be_change_nothing(client: Client, case: Path, field: str, value: str, said: str) -> None:
    home, before = client.first.removesuffix("/people"), (case / "case.toml").read_bytes()
    answer = client.post(f"{home}/details", {**fields(client.page(f"{home}/details")), field: value})
    assert answer.status_code == 409
    assert said in answer.text
    assert (case / "case.toml").read_bytes() == before


def test_a_glossary_that_was_broken_in_excel_is_mended_on_the_pages(client: Client, case: Path) -> None:
    home = client.first.removesuffix("/people")
    broken = GLOSSARY + 'Karen Oldroyd,HV1,health visitor,nonsense,\n"<b>K</b>",HV1,health visitor,professional,\n'
    (case / "glossary.csv").write_text(broken, encoding="utf-8")
    for page in ("people", "documents", "checks", "release", "details"):
        answer = client.get(f"{home}/{page}")
        assert answer.status_code == 422, page
        assert "<td>Karen Oldroyd</td><td>HV1</td><td>health visitor</td><td>nonsense</td>" in answer.text
        assert "&lt;b&gt;K&lt;/b&gt;" in answer.text or "<b>" not in answer.text
    mended = GLOSSARY + "Karen Oldroyd,HV1,health visitor,professional,\n"
    assert client.post(f"{home}/glossary", files={"glossary": ("g.csv", mended.encode())}).status_code == 303
    assert (case / "glossary.csv").read_text(encoding="utf-8") == mended
    assert client.settled(f"{home}/people").count("Karen Oldroyd") >= 1


def test_a_page_that_a_sentence_names_is_linked_and_the_rest_is_escaped() -> None:
    said = linked("Say who <they> are on the page “People”.", "k1")
    assert said == 'Say who &lt;they&gt; are on the page <a href="/case/k1/people">People</a>.'
