"""Copies are read and approved, findings let stand, packs made and questions asked from the pages alone."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import pyzipper
from tests.pipeline.small_cases import text_case
from tests.web.running import Client, running

from redactor.case.query_slips import COLUMNS
from redactor.release.audit import read_audit
from redactor.release.record import Deed, read_record

TOML = """
[[allowed]]
name = "Ruth Tolland"
role = "overview report author"

[[allowed]]
name = "Rhona Caldbeck"
role = "SCR panel chair"

[[allowed]]
name = "Desmond Ferrar"
role = "LSCB chair"

[publication]
ofsted_evaluation     = 2012-03-01
proceedings           = 2012-02-20
family_informed       = 2012-03-10
panel_notified        = 2012-03-12
data_protection_check = 2012-03-20
court_orders_checked  = 2012-03-20
publish_on            = 2012-03-26
two_people            = true
"""
OVERVIEW = (
    "Overview report\n\nRuth Tolland, overview report author, Rhona Caldbeck, SCR panel chair, and Desmond Ferrar, "
    "LSCB chair, agreed this report.\n\nFrances Marlowe was seen by her mother, Michelle Marlowe, and was well.\n"
)
ASKED = "Overview report\n\nThen the ward clerk, Fiona Pemworthy, rang Michelle Marlowe.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return text_case(tmp_path / "case", {"Overview report.txt": OVERVIEW}, toml=TOML)


@pytest.fixture
def client(case: Path, tmp_path: Path) -> Iterator[Client]:
    with running(tmp_path / "config", case) as server, Client(server) as signed_in:
        yield signed_in


def home(client: Client) -> str:
    return client.first.removesuffix("/people")


def checked(client: Client, to: str) -> str:
    client.post(f"{home(client)}/checks", {"to": to, "page": "release"})
    return client.settled(f"{home(client)}/release?to={to}")


def offered(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="(\w+)"', page)


def test_two_people_approve_a_copy_and_it_is_released_and_packed(client: Client, case: Path) -> None:
    client.post(f"{home(client)}/two-people", {"to": "website"})
    assert "two_people" not in (case / "case.toml").read_text(encoding="utf-8")
    client.post(f"{home(client)}/two-people", {"to": "website", "wanted": "1"})
    assert "two_people = true" in (case / "case.toml").read_text(encoding="utf-8")
    page = checked(client, "website")
    assert "No data-protection check of this copy is on record." in page
    assert "Write the copies to be read" in page
    assert not re.search(r">Release</button>", page)
    assert "--" not in re.sub(r"<[^>]*>", "", page)

    client.post(f"{home(client)}/copies", {"to": "website"})
    page = client.page(f"{home(client)}/release?to=website")
    (copy,) = offered(page, "copy")
    draft = client.get(f"{home(client)}/copies/{copy}")
    assert draft.headers["content-disposition"].startswith("attachment")
    assert b"Child T was seen" in draft.content
    assert b"Marlowe" not in draft.content

    sign = {"to": "website", "copy": copy, "check": "data-protection"}
    refused = client.post(f"{home(client)}/approve", {**sign, "name": "K", "role": "officer"})
    assert refused.status_code == 409
    assert "Write your name." in refused.text
    client.post(f"{home(client)}/approve", {**sign, "name": "Kay Underhill", "role": "data protection officer"})
    assert "The case asks for two people" in client.page(f"{home(client)}/release?to=website")
    second = {**sign, "check": "second", "role": "business manager"}
    same = client.post(f"{home(client)}/approve", {**second, "name": "Underhill, Kay"})
    assert "another person" in same.text
    client.post(f"{home(client)}/approve", {**second, "name": "Jo Marlin-Hope"})
    page = client.page(f"{home(client)}/release?to=website")
    assert "✓ Approved" in page
    assert "Copies were approved since the last check" in page

    page = checked(client, "website")
    assert "Nobody has marked Overview report.txt as read." in page
    document = re.findall(rf'href="{home(client)}/documents/(\w+)"', page)[0]
    client.settled(f"{home(client)}/documents")
    assert client.post(f"{home(client)}/documents/{document}/read", {"read": "1"}).status_code == 303
    page = client.page(f"{home(client)}/release?to=website")
    assert re.search(r">Release</button>", page)
    client.post(f"{home(client)}/release", {"to": "website"})
    page = client.settled(f"{home(client)}/release?to=website")
    assert "Released for" in page
    assert (case / "released" / "website" / "release" / "Overview report.txt").is_file()
    _packed(client, case)


def _packed(client: Client, case: Path) -> None:
    order = {"to": "website", "reason": "publication", "name": "Jo Marlin-Hope", "role": "business manager"}
    nobody = client.post(f"{home(client)}/pack", {**order, "recipients": "  "})
    assert "Say for whom the pack is." in nobody.text
    assert "--to" not in nobody.text
    client.post(f"{home(client)}/pack", {**order, "recipients": "Kay Underhill\nOfsted"})
    page = client.settled(f"{home(client)}/release?to=website")
    assert "for Kay Underhill, Ofsted" in page
    (link,) = re.findall(rf'href="({home(client)}/packs/\w+)"', page)
    with zipfile.ZipFile(io.BytesIO(client.get(link).content)) as pack:
        assert set(pack.namelist()) == {
            "SHA256SUMS",
            "certificate.json",
            "check-report.html",
            "release/Overview report.txt",
        }
    word = "correct horse battery staple"
    client.post(f"{home(client)}/pack", {**order, "recipients": "Ofsted", "password": word})
    page = client.settled(f"{home(client)}/release?to=website")
    first = re.findall(rf'href="({home(client)}/packs/\w+)"', page)[0]
    with pyzipper.AESZipFile(io.BytesIO(client.get(first).content)) as locked:
        locked.setpassword(word.encode())
        assert b"two_people" not in locked.read("certificate.json")
    deeds = [line.event for line in read_record(case / "confidential")]
    assert deeds == [Deed.APPROVED, Deed.APPROVED, Deed.PACKED, Deed.PACKED]


@pytest.mark.usefixtures("blind")
def test_a_finding_stands_with_a_typed_reason_and_only_for_that_copy(client: Client, case: Path) -> None:
    assert "Blocked" in checked(client, "ofsted")
    page = client.page(f"{home(client)}/checks?to=ofsted")
    (finding,) = offered(page, "finding")
    stand = {"to": "ofsted", "finding": finding, "name": "Kay Underhill", "role": "data protection officer"}
    short = client.post(f"{home(client)}/let-stand", {**stand, "reason": "fine"})
    assert "must be one line of 10 to 200 characters" in short.text
    named = client.post(f"{home(client)}/let-stand", {**stand, "reason": "Michelle Marlowe does not mind"})
    assert "says a name of the case" in named.text
    nothing = client.post(f"{home(client)}/let-stand", {**stand, "finding": "x", "reason": "it is the board's own"})
    assert "Tick the findings" in nothing.text
    client.post(f"{home(client)}/let-stand", {**stand, "reason": "It is the board's own published line."})
    page = client.settled(f"{home(client)}/checks?to=ofsted")
    assert "let stand" in page
    assert [line.event for line in read_record(case / "confidential")] == [Deed.LET_STAND]
    assert read_audit(case / "confidential" / "audit.jsonl")[-1].counts == {"let-stand": 1}
    assert "It is the board's own published line. <span" in page
    assert "Blocked</span> Overview" not in page
    client.post(f"{home(client)}/release", {"to": "ofsted"})
    client.settled(f"{home(client)}/release?to=ofsted")
    certificate = (case / "released" / "ofsted" / "certificate.json").read_text(encoding="utf-8")
    assert "It is the board's own published line." in certificate
    assert "Kay Underhill" not in certificate
    with (case / "documents" / "Overview report.txt").open("a", encoding="utf-8") as report:
        report.write("\nOne more line.\n")
    assert "Blocked" in checked(client, "ofsted")  # another copy is judged anew
    assert offered(client.page(f"{home(client)}/checks?to=ofsted"), "finding") != [finding]


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch, case: Path) -> None:
    """The writer does not see telephone numbers, and there is one."""
    from redactor.recognisers.phone import PhoneRecogniser

    text = OVERVIEW + "\nThe line of the board is 01632 960 123.\n"
    (case / "documents" / "Overview report.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(PhoneRecogniser, "analyze", lambda *arguments, **named: [])


@pytest.mark.usefixtures("blind")
def test_what_stands_outlives_the_program_and_can_be_taken_back(case: Path, tmp_path: Path) -> None:
    reason = "It is the board's own published line."
    with running(tmp_path / "config", case) as server, Client(server) as client:
        checked(client, "ofsted")
        (finding,) = offered(client.page(f"{home(client)}/checks?to=ofsted"), "finding")
        signed = {"name": "Kay Underhill", "role": "data protection officer", "reason": reason}
        client.post(f"{home(client)}/let-stand", {"to": "ofsted", "finding": finding, **signed})
        assert "Blocked</span> Overview" not in client.settled(f"{home(client)}/checks?to=ofsted")
        assert reason not in client.page(f"{home(client)}/checks?to=website")

    with running(tmp_path / "config", case) as server, Client(server) as client:
        assert reason in client.page(f"{home(client)}/checks?to=ofsted")  # told before anything is checked
        assert re.search(r">Release</button>", checked(client, "ofsted"))
        client.post(f"{home(client)}/not-stand", {"to": "ofsted", "finding": finding})
        page = client.settled(f"{home(client)}/checks?to=ofsted")
        assert "Blocked</span> Overview" in page
        assert reason not in page
        assert client.post(f"{home(client)}/not-stand", {"to": "ofsted", "finding": finding}).status_code == 404
    deeds = [line.event for line in read_record(case / "confidential")]
    assert deeds == [Deed.LET_STAND, Deed.COUNTS_AGAIN]


@pytest.mark.usefixtures("blind")
def test_nothing_stands_by_a_record_that_was_changed(client: Client, case: Path) -> None:
    checked(client, "ofsted")
    (finding,) = offered(client.page(f"{home(client)}/checks?to=ofsted"), "finding")
    signed = {"name": "Kay Underhill", "role": "data protection officer", "reason": "It is the board's own line."}
    client.post(f"{home(client)}/let-stand", {"to": "ofsted", "finding": finding, **signed})
    client.settled(f"{home(client)}/checks?to=ofsted")
    path = case / "confidential" / "record.jsonl"
    path.write_bytes(path.read_bytes().replace(b"own line", b"own tine") * 2)
    refused = client.post(f"{home(client)}/release", {"to": "ofsted"})
    assert refused.status_code == 409
    assert "was changed" in refused.text
    assert not (case / "released").exists()


def test_questions_go_out_and_answers_come_back(client: Client, case: Path) -> None:
    (case / "documents" / "Overview report.txt").write_text(ASKED, encoding="utf-8")
    page = client.settled(f"{home(client)}/questions")
    assert "Fiona Pemworthy" in page
    client.post(f"{home(client)}/questions")
    page = client.page(f"{home(client)}/questions")
    (link,) = re.findall(rf'href="({home(client)}/questions/\w+)"', page)
    slip = client.get(link)
    assert "who is this.xlsx" in html.unescape(slip.headers["content-disposition"])
    wrong, right = _answered(slip.content, role="made-up role"), _answered(slip.content, role="ward clerk")
    before = (case / "glossary.csv").read_bytes()
    answer = client.post(f"{home(client)}/answers", files={"slips": ("../../back.xlsx", wrong)})
    assert answer.status_code == 409
    assert "back.xlsx row 2" in answer.text
    assert (case / "glossary.csv").read_bytes() == before
    answer = client.post(f"{home(client)}/answers", files={"slips": ("back.xlsx", right)})
    assert "1 answer is in the glossary" in answer.text
    assert "Fiona Pemworthy,,ward clerk,professional" in (case / "glossary.csv").read_text(encoding="utf-8")
    assert "everybody has an agreed code" in client.settled(f"{home(client)}/questions")
    client.post(f"{home(client)}/undo")
    assert (case / "glossary.csv").read_bytes() == before


def _answered(slip: bytes, *, role: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(slip))
    book.worksheets[0].cell(2, COLUMNS.known.index("role") + 1).value = role
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
