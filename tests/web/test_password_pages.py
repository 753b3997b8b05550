"""A protected document: the pages say that it needs a password, take it, and keep it in memory only."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.pipeline.small_cases import text_case
from tests.web.running import Client, running

PASSWORD = "three blind mice"  # of an invented file


def protected() -> bytes:
    drawn, out = io.BytesIO(), io.BytesIO()
    canvas = Canvas(drawn, invariant=True)
    canvas.drawString(72, 720, "Michelle Marlowe was told by Karen Oldroyd, health visitor.")
    canvas.save()
    with pikepdf.open(drawn) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner=PASSWORD, user=PASSWORD))
    return out.getvalue()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    root = text_case(tmp_path / "case", {"Note.txt": "Michelle Marlowe rang.\n"})
    (root / "documents" / "Locked.pdf").write_bytes(protected())
    return root


@pytest.fixture
def client(case: Path, tmp_path: Path) -> Iterator[Client]:
    with running(tmp_path / "config", case) as server, Client(server) as signed_in:
        yield signed_in


def test_a_password_is_asked_for_tried_and_kept_nowhere(client: Client, case: Path) -> None:
    home = client.first.removesuffix("/people")
    people = client.settled(f"{home}/people")
    assert "1 document could not be read" in people
    assert "Karen Oldroyd" not in people
    page = client.settled(f"{home}/documents")
    assert "password" in page
    assert "--password" not in page
    (document,) = re.findall(r'name="document" value="(\w+)"', page)
    assert client.post(f"{home}/password", {"document": document, "password": ""}).status_code == 409
    client.post(f"{home}/password", {"document": document, "password": "a wrong one"})
    page = client.settled(f"{home}/documents")
    assert "none that was typed here opens it" in page
    client.post(f"{home}/password", {"document": document, "password": PASSWORD})
    assert 'name="document" value' not in client.settled(f"{home}/documents")
    assert "Karen Oldroyd" in client.page(f"{home}/people")
    client.post(f"{home}/checks", {"to": "ofsted"})
    assert "Locked.pdf" in client.settled(f"{home}/checks?to=ofsted")
    for path in case.rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes()
