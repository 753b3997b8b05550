"""The check of files and folders: linked files, older formats, the page for the officer."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from redactor.cli.app import app
from redactor.errors import UsageError
from redactor.pipeline import CheckStatus, check_files, write_check_page
from redactor.pipeline.checked_paths import checked_paths

GLOSSARY = "name,code,role,category,aliases\nKaren Oldroyd,SW1,social worker,professional,\n"
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Review</title><link rel="stylesheet" href="page_files/site.css">'
    '<script src="page_files/site.js"></script></head><body><h1>Review</h1><p>SW1 visited.</p>'
    '<img src="page_files/logo.png" alt="Logo"><img srcset="page_files/small.png 1x, page_files/gone.png 2x" alt="">'
    '<a href="https://www.gov.uk/">Guidance</a><a href="#top">Top</a><a href="/home">Home</a>'
    '<a href="../other.txt">Up</a>'
    '<link href="page_files/letters.woff2"></body></html>'
)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A saved page with the files that it shows, and a file outside that it points to."""
    folder = tmp_path / "site"
    (folder / "page_files").mkdir(parents=True)
    (tmp_path / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "other.txt").write_text("Karen Oldroyd", encoding="utf-8")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "page_files" / "site.css").write_text("h1 { color: navy }", encoding="utf-8")
    (folder / "page_files" / "site.js").write_text("/*! jQuery Sizzle Foundation */ var Zepto = 1;", encoding="utf-8")
    (folder / "page_files" / "logo.png").write_bytes(picture())
    (folder / "page_files" / "small.png").write_bytes(picture())
    (folder / "page_files" / "letters.woff2").write_bytes(b"wOF2\0\1\2")
    return folder


def test_a_saved_page_is_checked_with_the_files_that_it_shows(site: Path) -> None:
    found = checked_paths([site / "page.html"])
    assert [item.path.name for item in found] == [
        "page.html",
        "site.css",
        "site.js",
        "logo.png",
        "small.png",
        "letters.woff2",
    ]
    assert found[0].missing == 1
    assert {item.page for item in found[1:]} == {site / "page.html"}
    answers = {
        Path(item.source).name: item
        for item in check_files([site / "page.html"], glossary=site.parent / "glossary.csv").documents
    }
    assert {item.status for item in answers.values()} == {CheckStatus.CLEAN}
    assert any("not beside it" in note.message for note in answers["page.html"].notes)
    assert any("code of the site" in note.message for note in answers["site.js"].notes)
    assert any("only its bytes" in note.message for note in answers["letters.woff2"].notes)


@pytest.mark.parametrize("name", ["site.css", "site.js", "letters.woff2"])
def test_a_name_in_the_furniture_of_a_page_is_found(site: Path, name: str) -> None:
    path = site / "page_files" / name
    path.write_bytes(path.read_bytes() + b"\n/* Karen Oldroyd */")
    answers = check_files([site / "page.html"], glossary=site.parent / "glossary.csv").documents
    assert [Path(item.source).name for item in answers if item.status is CheckStatus.RESIDUAL] == [name]


def test_a_folder_lists_each_file_once(site: Path) -> None:
    names = [item.path.name for item in checked_paths([site])]
    assert sorted(names) == sorted(path.name for path in site.rglob("*") if path.is_file())


def test_nothing_to_check_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        checked_paths([tmp_path])
    with pytest.raises(UsageError):
        checked_paths([tmp_path / "gone.txt"])
    odd = tmp_path / "odd.html"
    odd.write_text('<html><img src="http://[bad"><img src=" "><a href="odd.html">me</a></html>', encoding="utf-8")
    assert [item.path.name for item in checked_paths([odd])] == ["odd.html"]


def test_the_page_for_the_officer_says_what_is_left_and_what_nothing_explains(tmp_path: Path) -> None:
    (tmp_path / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    report = tmp_path / "overview.txt"
    report.write_text(
        "Overview Report\nZanele <b> was upset.\nKaren Oldroyd called.\nThe triplets slept.\n", encoding="utf-8"
    )
    page = tmp_path / "check.html"
    runner = CliRunner()
    done = runner.invoke(
        app, ["check", str(report), "--glossary", str(tmp_path / "glossary.csv"), "--report", str(page), "--json"]
    )
    assert done.exit_code == 6
    assert "Zanele" not in done.stdout
    html = page.read_text("utf-8")
    assert "Zanele &lt;b&gt; was upset." in html
    assert "that nothing explains" in html
    assert "triplets" in html and "SW1" in html
    assert "<script" not in html
    assert os.name != "posix" or page.stat().st_mode & 0o777 == 0o600


def test_the_page_never_replaces_a_checked_file_and_needs_its_folder(tmp_path: Path) -> None:
    report = tmp_path / "overview.txt"
    report.write_text("Overview Report\n", encoding="utf-8")
    result = check_files([report])
    with pytest.raises(UsageError, match="replace"):
        write_check_page(report, result, "ofsted")
    with pytest.raises(UsageError, match="cannot be written"):
        write_check_page(tmp_path / "gone" / "check.html", result, "ofsted")
    write_check_page(tmp_path / "check.html", result, "website")
    assert "nothing can be called clean" in (tmp_path / "check.html").read_text("utf-8")


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize(
    ("text", "status"), [("The child was seen.", CheckStatus.CLEAN), ("Oldroyd called.", CheckStatus.RESIDUAL)]
)
def test_an_older_format_is_checked_as_what_it_becomes(tmp_path: Path, text: str, status: CheckStatus) -> None:
    (tmp_path / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    old = tmp_path / "overview.rtf"
    old.write_text(rf"{{\rtf1\ansi {{\fonttbl{{\f0 Arial;}}}}\f0 Overview Report\par {text}\par}}", encoding="ascii")
    (answer,) = check_files([old], glossary=tmp_path / "glossary.csv").documents
    assert answer.status is status
    assert any("LibreOffice" in note.message for note in answer.notes)
