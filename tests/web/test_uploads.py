"""Names and texts that mean harm: stored under safe names, shown as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.small_cases import text_case
from tests.web.running import Client, running

SCRIPT = "<script>document.title='taken'</script>"
TEXT = f'Meeting note\n\n{SCRIPT} Michelle Marlowe said "><img src=x onerror=alert(1)> {{{{ 7 * 7 }}}} was written.\n'
NAMES = [
    "../../outside.txt",
    "..\\..\\outside too.txt",
    "/etc/absolute.txt",
    "C:\\Windows\\drive.txt",
    "<script>alert(1)</script>.txt",
    '"><img src=x onerror=alert(1)>.txt',
    "null\x00byte.txt",
    "‮txt.evil",
]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return text_case(tmp_path_factory.mktemp("uploads") / "case", {"Note.txt": TEXT})


@pytest.fixture(scope="module")
def client(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with running(tmp_path_factory.mktemp("config"), case) as server, Client(server) as signed_in:
        yield signed_in


def home(client: Client) -> str:
    return client.first.removesuffix("/people")


def test_uploads_stay_within_the_documents_and_replace_nothing(client: Client, case: Path) -> None:
    before = sorted(path for path in case.parent.rglob("*") if path.is_file())
    files = [("documents", (name, f"note {number}".encode())) for number, name in enumerate(NAMES)]
    assert client.post(f"{home(client)}/add", files=[*files, ("documents", ("Note.txt", b"other"))]).status_code == 303
    added = [path for path in case.parent.rglob("*") if path.is_file() and path not in before]
    assert len(added) == len(NAMES) + 1
    for path in added:
        assert path.parent == case / "documents"
        assert not re.search(r'[<>:"|?*\\\x00-\x1f‮]', path.name)
    assert (case / "documents" / "Note.txt").read_text(encoding="utf-8") == TEXT
    assert (case / "documents" / "Note (2).txt").read_bytes() == b"other"


def test_scripts_in_texts_and_names_are_words(client: Client) -> None:
    listed = client.settled(f"{home(client)}/documents")
    links = re.findall(rf'href="({home(client)}/documents/\w+)">Note\.txt', listed)
    raw = [client.get(f"{home(client)}/{page}").text for page in ("people", "documents", "questions", "checks")]
    raw += [client.get(f"{links[0]}/{view}").text for view in ("text", "hidden")]
    for text in raw:
        assert SCRIPT not in text
        assert "<img src=x" not in text
        assert not re.search(r"<[^>]*\son\w+=", text)
    assert "&lt;script&gt;" in raw[4]
    assert "{{ 7 * 7 }}" in raw[4]
    assert "49 was" not in raw[4]


def test_no_words_of_the_case_are_in_addresses(client: Client) -> None:
    for page in ("people", "documents", "release", "checks"):
        text = client.page(f"{home(client)}/{page}")
        for address in re.findall(r'(?:href|action|hx-get|hx-post|src)="([^"]*)"', text):
            assert not re.search(r"Marlowe|Note|outside|Child", address), address


def test_a_glossary_with_mistakes_is_told_with_its_rows_and_nothing_is_stored(client: Client, tmp_path: Path) -> None:
    bad = b"name,code,role,category,aliases\nA B,SW1,,professional,\nC D,SW1,,nonsense,\n"
    data: dict[str, object] = {"reference": "X-1", "board": "B", "subject": "Child X", "folder": str(tmp_path)}
    answer = client.post("/new", data, files={"glossary": ("glossary.csv", bad)})
    assert answer.status_code == 422
    assert re.search(r'<th scope="row" rowspan="2">3</th><td>C D</td><td>SW1</td>', answer.text)
    assert "category is not one of those known" in answer.text
    made = tmp_path / "Child X"
    assert (made / "case.toml").is_file()
    assert all(b"nonsense" not in path.read_bytes() for path in made.rglob("*") if path.is_file())
    again = re.findall(r'action="(/case/\w+/glossary)"', answer.text)[0]
    refused = client.post(again, files={"glossary": ("mended.csv", bad)})
    assert refused.status_code == 422
    assert "<td>C D</td>" in refused.text
    assert not list(made.glob("glossary.csv"))
    good = bad.replace(b"C D,SW1,,nonsense", b"C D,SW2,,professional")
    assert client.post(again, files={"glossary": ("mended.csv", good)}).status_code == 303
    assert [path.name for path in made.glob("glossary.*")] == ["glossary.csv"]
    assert client.post(again, files={"glossary": ("mended.exe", good)}).status_code == 409
