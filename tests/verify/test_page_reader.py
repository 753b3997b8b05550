"""What the verifier sees in a web page, on its own, and that it misses nothing when it compares."""

from __future__ import annotations

import base64
import hashlib
import html

import pytest
from tests.verify.building import knowledge_for

from redactor.formats import adapter_for
from redactor.model import AppliedDocument, DocumentKind, Plan, Replacement, expected_texts
from redactor.model import SourceDocument as Document
from redactor.verify import check_file, verify_release
from redactor.verify.readers import ReadFile, Surface, read_file

PLAIN = (
    "<!DOCTYPE html><html lang=en><head><title>Child R</title></head><body><h1>Overview</h1>"
    "<p>Child R was known to SW1.</p>{}</body></html>"
)


def read(markup: str) -> ReadFile:
    return read_file(PLAIN.format(markup).encode())


def texts(found: ReadFile, *surfaces: Surface) -> list[str]:
    return [block.text for block in found.blocks if block.surface in surfaces]


def test_texts_attributes_and_facts() -> None:
    found = read(
        "<p>Ka<b>ren</b><br>x</p><img src='a/Karen_1.png' alt='A'><table><tr><td>c</table><a href='https://x.uk/%254b'>l"
        "</a><p hidden>h</p><noscript>n</noscript><!-- <b>Ka</b>ren --><input type=hidden value=v>"
    )
    assert texts(found, Surface.BODY) == ["Overview", "Child R was known to SW1.", "Karen\nx", "c", "l"]
    assert texts(found, Surface.HIDDEN) == ["h"]
    assert texts(found, Surface.LINK) == ["https://x.uk/%4b", "https://x.uk/K"]
    assert {"A", "n", "v"} <= set(texts(found, Surface.ATTRIBUTE))
    assert any("Karen 1.png" in text for text in texts(found, Surface.NAME))
    assert any(" Karen " in text.replace("\n", " ") for text in texts(found, Surface.ATTRIBUTE))
    facts = found.structure
    assert (facts.headings, facts.tables, facts.links, len(facts.images)) == (1, 1, 1, 1)
    assert found.titles == ("Child R", "Overview")
    assert found.active == ()


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x</script>", "<p onclick='x'>y</p>", "<a href='java\nscript:x'>y</a>", "<iframe src=x></iframe>",
        "<object data=x></object>", "<embed src=x>", "<svg><script>x</script></svg>", "<svg onload=x></svg>",
        "<iframe srcdoc='<script>x</script>'></iframe>",
    ],
)  # fmt: skip
def test_what_runs_is_told(markup: str) -> None:
    found = read(markup)
    assert found.active
    assert any("site code" in note.message for note in found.notes)


def test_only_pictures_that_are_shown_count() -> None:
    data = "data:image/png;base64,iVBORw0KGgo="
    found = read(
        f"<img src='{data}'><a icon='{data}'>x</a><style>p{{background:url({data})}}</style>"
        "<template><img src=x></template>"
        f"<p style='background:url({data})'>y<img hidden src=x><noscript><img src=x></noscript>"
    )
    assert len(found.structure.images) == 1


_NAME = "Karen Oldroyd"
_URL = "Karen%20Oldroyd"
_B64 = base64.b64encode(f"<svg><text>{_NAME}</text></svg>".encode()).decode()


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{_NAME}</p>", "<p>Ka<b>ren</b> Old<i>roy</i>d</p>", "<p>Karen</p><p>Oldroyd</p>",
        "<p>Kar&shy;en Old<wbr>royd", "<p>&#75;aren &#x4f;ldroyd</p>", "<p>&amp;#75;aren &amp;#79;ldroyd</p>",
        f"<img alt='{_NAME}'>", f"<p title='{_NAME}'>x", f"<p aria-label='{_NAME}'>x", f"<p data-x='{_NAME}'>x",
        "<p id='karen-oldroyd'>x", "<p class='karen_oldroyd'>x", "<img srcset='a.png 1x, karen-oldroyd.png 2x'>",
        f"<meta name=author content='{_NAME}'>",
        f'<script type="application/ld+json">{{"a":[{{"name":"{_NAME}"}}]}}</script>',
        f"<script>x='{_NAME}'</script>", "<script>x='\\u004baren Oldro\\x79d'</script>",
        f"<p onclick=\"x('{_NAME}')\">x", f"<style>p{{content:'{_NAME}'}}", "<style>p{content:'\\4b aren Oldroyd'}",
        f"<style>/* {_NAME} */</style>", "<style>a{background:url(Karen-Oldroyd.png)}", f"<!-- {_NAME} -->",
        "<!--[if mso]><b>Karen</b> Oldroyd<![endif]-->", f"<p hidden>{_NAME}", f"<template>{_NAME}</template>",
        f"<noscript>{_NAME}</noscript>", f"<iframe srcdoc='<p>{_NAME}'></iframe>",
        "<svg><text>Karen <tspan>Oldroyd</text></svg>", f"<svg><metadata>{_NAME}</metadata></svg>",
        "<a href='mailto:karen.oldroyd@x.uk'>x</a>", f"<a href='https://www.gov.uk/{_URL}'>x",
        f"<a href='javascript:x(%22{_URL}%22)'>x</a>", f"<img src='data:image/svg+xml;base64,{_B64}'>",
        f"<img src=\"data:image/svg+xml,<svg><text>{_NAME}</text></svg>\">", f"<input type=hidden value='{_NAME}'>",
        f"<textarea>{_NAME}</textarea>", f"<select><option>{_NAME}</select>",
        f"<select><optgroup label='{_NAME}'></select>", f"<base href='https://x.uk/{_URL}/'>",
        f"<object data='{_NAME}.pdf'></object>", f"<param value='{_NAME}'>",
        f"<math><annotation>{_NAME}</annotation></math>", "<ruby>Karen<rt>x</rt> Oldroyd</ruby>",
        f"<x-card>{_NAME}</x-card>", f"<p><![CDATA[{_NAME}]]>", f"<?xml {_NAME}?>", f"<form action='/{_URL}'>",
        f"<xmp>{_NAME}</xmp>", f"<table summary='{_NAME}'>", "<noframes><b>Karen</b> Oldroyd</noframes>",
        f"<track label='{_NAME}'>", f"<a download='{_NAME}.doc' href=x>x</a>",
    ],
)  # fmt: skip
def test_a_name_is_found_wherever_it_stands(markup: str) -> None:
    clean = check_file("a.html", PLAIN.format("").encode(), knowledge=knowledge_for())
    assert clean.residuals == ()
    found = check_file("a.html", PLAIN.format(markup).encode(), knowledge=knowledge_for())
    assert "SW1" in {residual.code for residual in found.residuals}


def test_a_public_page_with_site_code_is_clean_and_the_code_is_noted() -> None:
    site = (
        "<script>window.dataLayer=[];gtag('config','UA-1')</script><script src='https://cdn.example.com/jquery.min.js'>"
        "</script><link rel=stylesheet href='https://fonts.example.com/css?family=Open+Sans'>"
        "<p onclick='toggle()'>Menu</p>"
        "<!-- end of header --><div class='will-change page hope'>x</div>"
    )
    answer = check_file("a.html", PLAIN.format(site).encode(), knowledge=knowledge_for())
    assert answer.residuals == ()
    assert answer.unchecked == ()
    assert sum("site code" in note.message for note in answer.notes) == 3


SOURCE = PLAIN.format("<p>Ka<b>ren</b> Oldroyd told HV1.</p><ul><li>one<li>two</ul><p>End</p>").encode()


def _released(change: tuple[bytes, bytes] = (b"", b"")) -> tuple[AppliedDocument, Document, Plan]:
    opened = adapter_for("a.html", SOURCE).open(SOURCE)
    digest = hashlib.sha256(SOURCE).hexdigest()
    key = next(s.key for s in opened.segments if "Karen Oldroyd" in s.text)
    plan = Plan("a.html", digest, DocumentKind.WEB_PAGE, "a", (Replacement(key, 0, 13, "SW1", "person", "t"),))
    data = opened.write(plan, cleared=frozenset()).data
    assert change[0] in data
    data = data.replace(*change) if change[0] else data
    document = Document("a.html", "html", DocumentKind.WEB_PAGE, digest, opened.segments)
    return AppliedDocument("a.html", "a.html", data, hashlib.sha256(data).hexdigest()), document, plan


@pytest.mark.parametrize(
    ("change", "lost", "residual"),
    [
        ((b"", b""), False, False),
        ((b"<p>End</p>", b""), True, False),
        ((b"two", b"too"), True, False),
        ((b"<li>one</li><li>two</li>", b"<li>two</li><li>one</li>"), True, False),
        ((b"End", b"<b>E</b>nd"), False, False),
        ((b"<h1>Overview</h1>", b"<p>Overview</p>"), True, False),
        ((b"End", b"End Karen Oldroyd"), True, True),
        ((b"</body>", b"<!-- Karen Oldroyd --></body>"), False, True),
        ((b"</body>", b"<script></script></body>"), False, True),
        ((b"<p>End", b"<p onfocus='x'>End"), False, True),
        ((b"<p>End", b"<p>More</p><p>End"), True, False),
    ],
)
def test_what_was_done_to_the_copy_is_told(change: tuple[bytes, bytes], lost: bool, residual: bool) -> None:
    released, document, plan = _released(change)
    answer = verify_release(
        source=SOURCE,
        source_name="a.html",
        released=released,
        expected=expected_texts(document, plan),
        plan=plan,
        knowledge=knowledge_for(),
    )
    assert (bool(answer.lost), bool(answer.residuals), bool(answer.unchecked)) == (lost, residual, False)


def test_text_that_the_writer_never_saw_holds() -> None:
    released, document, plan = _released()
    expected = tuple(pair for pair in expected_texts(document, plan) if pair[0] != "two")
    answer = verify_release(
        source=SOURCE, source_name="a.html", released=released, expected=expected, plan=plan, knowledge=knowledge_for()
    )
    assert answer.unchecked


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"<!DOCTYPE html><p>x", "html"),
        (b"\xef\xbb\xbf \n<!-- x --><HTML>", "html"),
        ("<!DOCTYPE html><p>x".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?><html/>", "html"),
        (b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>x</TITLE>", "html"),
        (b"<div><p>x</p></div>\n", "html"),
        (b"<div align=center>\n\n# A Markdown file\n", "text"),
        (b"a < b and c > d", "text"),
    ],
)
def test_which_files_are_pages(data: bytes, format_: str) -> None:
    assert read_file(data).format == format_


def test_a_page_within_pages_too_deep_holds() -> None:
    page = "<p>x"
    for _ in range(8):
        page = f'<iframe srcdoc="{html.escape(page)}"></iframe>'
    assert read_file(f"<!DOCTYPE html>{page}".encode()).unchecked
    opened = adapter_for("a.html", page.encode()).open(page.encode())
    assert any(notice.holds for notice in opened.notices)
