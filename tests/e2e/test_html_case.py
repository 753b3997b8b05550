"""A case with a saved web page, from its folder to its release, and the check of the finished page."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from tests.e2e.cases import run_read
from tests.formats.html_planted import everything_in

import redactor
from redactor.errors import ExitCode
from redactor.model import Status

_CASE = """
[case]
reference = "FN-11"
board = "Fennshire LSCB"
subject = "Child R"

[[allowed]]
name = "Frances Tolland"
role = "overview report author"

[publication]
ofsted_evaluation = 2012-03-01
proceedings = 2012-02-20
family_informed = 2012-03-10
panel_notified = 2012-03-12
data_protection_check = 2012-03-20
court_orders_checked = 2012-03-20
publish_on = 2012-03-26
"""
_GLOSSARY = """name,code,role,category,aliases
Rosie Brannock,Child R,child,child,
Karen Oldroyd,HV1,health visitor,professional,
Marek Wisniowski,SW1,social worker,professional,
"""
_NAMES = re.compile(r"(?i)brannock|oldroyd|wisniowski|rosie|karen|marek")


def _photo() -> str:
    buffer = io.BytesIO()
    Image.effect_noise((60, 40), 90).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def _page() -> str:
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Review of Rosie Brannock | Fennshire LSCB</title>
<meta name="author" content="Karen Oldroyd"><meta property="og:title" content="Rosie Brannock">
<script type="application/ld+json">{{"author": {{"name": "Karen Oldroyd"}}}}</script>
<script>window.page = "Rosie Brannock"; track("karen.oldroyd");</script>
<link rel="stylesheet" href="Review_files/site.css">
<style>body{{font-family:Arial,sans-serif;color:#222}} h1{{color:navy}}
.oldroyd{{background:#eee;padding:8px}}
.note::after{{content:"Karen Oldroyd"}} table{{border-collapse:collapse}}
td,th{{border:1px solid #999;padding:4px}}</style>
</head><body onload="start('Rosie')">
<!-- draft by Marek Wisniowski -->
<nav aria-label="Main"><a href="#findings">Findings</a> <a href="https://www.gov.uk/">Guidance</a>
<a href="Review_files/Oldroyd statement.pdf">Statement</a></nav>
<main><h1 id="rosie">Review of Ro<b>sie</b> Bran&shy;nock</h1>
<p class="oldroyd">The health visitor, Ka<i>ren</i> Old<wbr>royd, wrote to the social worker
Marek Wi&#347;niowski
about Rosie.
This page was written by Frances Tolland, overview report author.</p>
<table><caption>Contacts with Rosie</caption><tr><th>Date</th><th>Worker</th></tr>
<tr><td>October 2011</td><td>Oldroyd, Karen</td></tr></table>
<p hidden>Rosie Brannock was born in May.</p>
<p><img src="Review_files/Karen.jpg" alt="Karen Oldroyd at the clinic" width="120" height="80">
<img src="data:image/png;base64,{_photo()}" alt="Map" width="60" height="40"></p>
<svg viewBox="0 0 200 40" width="200" height="40" role="img"><title>Rosie and her worker</title>
<text x="4" y="20">Rosie Brannock</text></svg>
<h2 id="findings">Findings</h2><ul><li>Ms Oldroyd did not know of the injury.</li><li>Records were late.</li></ul>
<p>Write to <a href="mailto:karen.oldroyd@fennshire.example">the health visitor</a> or read
<a href="https://www.gov.uk/government/publications/working-together">Working Together</a>.</p>
<iframe src="https://www.youtube.com/embed/rosie-brannock" title="Film about Rosie Brannock"></iframe></main>
<footer>Fennshire LSCB</footer></body></html>"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    root = tmp_path / "case"
    (root / "documents" / "Review_files").mkdir(parents=True)
    (root / "case.toml").write_text(_CASE, encoding="utf-8")
    (root / "glossary.csv").write_text(_GLOSSARY, encoding="utf-8")
    (root / "documents" / "Review.html").write_text(_page(), encoding="utf-8")
    (root / "documents" / "Review_files" / "Karen.jpg").write_bytes(b"no picture")
    (root / "documents" / "Review_files" / "site.css").write_text("p{color:red}", encoding="utf-8")
    return root


@pytest.mark.parametrize("destination", ["ofsted", "website"])
def test_a_saved_page_is_released_with_codes(case: Path, tmp_path: Path, destination: str) -> None:
    result = run_read(case, tmp_path / "out", destination)
    document = result.documents[0]
    assert (document.source, document.status, document.reasons) == ("Review.html", Status.RELEASED, ())
    assert len(result.documents) == 1
    assert any(line.startswith("Review_files (") for line in result.record.skipped)
    assert result.release is not None
    page = (result.release / "Review.html").read_bytes()
    assert _NAMES.search(everything_in(page)) is None
    text = page.decode()
    for kept in (
        "Child R",
        "SW1",
        "Frances Tolland, overview report author",
        '<a href="https://www.gov.uk/government/publications/working-together">',
        'lang="en-GB"',
        "<caption>Contacts with Child R</caption>",
        "<td>HV1</td>",
        'alt="HV1 at the clinic"',
        '<a href="#i2">Findings</a>',
    ):
        assert kept in text
    assert ("hidden" in text) == (destination == "ofsted")
    assert (
        redactor.check_files([result.release / "Review.html"], case, destination=destination).exit_code is ExitCode.OK
    )
    names_typed_back = {
        "text": text.replace("Records were late.", "Oldroyd was late."),
        "attribute": text.replace('alt="HV1 at', 'alt="Karen Oldroyd at'),
        "script": text.replace("</body>", "<script>var a = 'Karen Oldroyd'</script></body>"),
        "comment": text.replace("</main>", "<!-- Ms Wisniowski --></main>"),
        "link": text.replace("https://www.gov.uk/government", "https://www.gov.uk/rosie-brannock"),
    }
    for what, changed in names_typed_back.items():
        path = tmp_path / f"{what}.html"
        path.write_text(changed, encoding="utf-8")
        assert redactor.check_files([path], case, destination=destination).exit_code is ExitCode.BLOCKED, what


def test_a_page_that_is_no_page_is_unreadable(case: Path, tmp_path: Path) -> None:
    (case / "documents" / "Review.html").write_bytes(b"<!DOCTYPE html><meta charset=utf-7><p>+AEsAYQByAGUAbg-")
    result = redactor.run_case(case, tmp_path / "out")
    assert [item.status for item in result.documents] == [Status.UNREADABLE]
    assert result.exit_code is ExitCode.UNREADABLE
