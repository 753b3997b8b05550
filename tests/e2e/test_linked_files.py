"""A web page with the files that it shows and links: pictures within it, documents beside it."""

from __future__ import annotations

import base64
import io
import re

import docx
import pytest
from PIL import Image
from tests.ocr.drawn import letter, photograph, png

import redactor
from redactor import ocr
from redactor.errors import ExitCode
from redactor.model import Status

_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Review of Child R</title>
<link rel="stylesheet" href="Page_files/site.css"></head><body><h1>Review</h1>
<p class="box">Karen Oldroyd wrote the letter.</p>
<p><img src="./Page_files/letter%20of%20Oldroyd.png" alt="Letter"><img src="images/photograph.png" alt="Clinic">
<img src="Page_files/gone.png" alt="Gone"><img src="../../case.toml" alt="Outside"></p>
<ul><li><a href="Page_files/Statement%20of%20Karen%20Oldroyd.docx">Statement</a></li>
<li><a href="Notes.txt#top">Notes</a></li><li><a href="Second.html">Second page</a></li>
<li><a href="Missing.pdf">Missing</a></li><li><a href="broken.docx">Broken</a></li></ul></body></html>"""


def _word(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> redactor.RunResult:
    root = tmp_path_factory.mktemp("linked") / "case"
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text('[case]\nreference = "FN-11"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n')
    (root / "glossary.csv").write_text(
        "name,code,role,category,aliases\nKaren Oldroyd,HV1,health visitor,professional,\n"
    )
    files: dict[str, bytes] = {
        "Page.html": _PAGE.encode(),
        "Second.html": b"<!DOCTYPE html><html lang=en><title>Second</title><p>Back to <a href='Page.html'>Oldroyd</a>",
        "Page_files/site.css": b".box{color:navy}",
        "Page_files/letter of Oldroyd.png": png(letter(["A letter by Karen Oldroyd"])),
        "images/photograph.png": png(photograph()),
        "Page_files/Statement of Karen Oldroyd.docx": _word("Karen Oldroyd wrote this."),
        "Notes.txt": b"Karen Oldroyd rang.\n",
        "broken.docx": b"PK\x03\x04 no package",
    }
    for name, data in files.items():
        path = root / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return redactor.run_case(root, root.parent / "out")


def _released(result: redactor.RunResult, name: str) -> str:
    assert result.release is not None
    return (result.release / name).read_text(encoding="utf-8")


def test_linked_documents_are_documents_and_shown_pictures_are_not(result: redactor.RunResult) -> None:
    ends = {item.source: (item.status, item.output) for item in result.documents}
    assert ends == {
        "Notes.txt": (Status.RELEASED, "Notes.txt"),
        "Page.html": (Status.RELEASED, "Page.html"),
        "Page_files/Statement of Karen Oldroyd.docx": (Status.RELEASED, "Statement of HV1.docx"),
        "Second.html": (Status.RELEASED, "Second.html"),
        "broken.docx": (Status.UNREADABLE, None),
    }, [item.reasons for item in result.documents]
    assert [line.split(" (")[0] for line in result.record.skipped] == ["Page_files", "images/photograph.png"]
    assert result.exit_code is ExitCode.UNREADABLE


def test_links_lead_to_the_released_copies_and_to_nothing_else(result: redactor.RunResult) -> None:
    page = _released(result, "Page.html")
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', page) == [
        ("Statement%20of%20HV1.docx", "Statement"),
        ("Notes.txt", "Notes"),
        ("Second.html", "Second page"),
    ]
    assert "<span>Missing</span>" in page
    assert "<span>Broken</span>" in page
    assert 'Back to <a href="Page.html">HV1</a>' in _released(result, "Second.html")
    (document,) = [item for item in result.documents if item.source == "Page.html"]
    assert document.applied is not None
    lost = [change for change in document.applied.changes if change.what == "links to files beside the page"]
    assert [change.count for change in lost] == [2]


def test_linked_pictures_are_painted_over_or_replaced_within_the_page(result: redactor.RunResult) -> None:
    page = _released(result, "Page.html")
    shown = [base64.b64decode(data) for data in re.findall(r'src="data:image/png;base64,([^"]+)"', page)]
    texts = [" ".join(line.text for line in ocr.read(Image.open(io.BytesIO(data))).legible) for data in shown]
    assert texts == ["A letter by HV1", "[picture removed]", "[picture removed]", "[picture removed]"]
    assert "color:navy" in page
    assert "Oldroyd" not in page
    assert "FN-11" not in page


def test_a_missing_file_is_listed_and_does_not_hold_the_page(result: redactor.RunResult) -> None:
    (document,) = [item for item in result.documents if item.source == "Page.html"]
    assert document.document is not None
    told = [notice for notice in document.document.notices if "does not hold" in notice.message]
    assert [notice.holds for notice in told] == [False]
    assert ": 2;" in told[0].message
