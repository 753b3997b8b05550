"""What the copy of a web page is like: what stays, what links lead to, what becomes of styles and pictures."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from tests.formats.conftest import Convert, plan_for, replacing

from redactor.formats import adapter_for
from redactor.formats.base import WrittenFile
from redactor.formats.html import HtmlAdapter
from redactor.formats.html.styles import clean_declarations
from redactor.model import Replacement


def written(page: str, words: dict[str, str] | None = None, cleared: frozenset[str] = frozenset()) -> WrittenFile:
    document = adapter_for("a.html", page.encode()).open(page.encode())
    return document.write(replacing(document, words or {}), cleared=cleared)


def body(page: str, words: dict[str, str] | None = None) -> str:
    text = written(f"<!DOCTYPE html><html lang=en-GB><head><title>T</title><body>{page}", words).data.decode()
    return re.sub('base64,[^"]*', "", text.partition("<body>")[2].partition("</body>")[0]).strip()


def _picture(extra: bytes = b"") -> bytes:
    image = Image.new("RGB", (90, 60), "navy")
    ImageDraw.Draw(image).ellipse((5, 5, 60, 50), fill="orange")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue() + extra


def _pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).convert("RGB").tobytes()


WHOLE = (
    '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width">'
    "<title>Review</title><style>h1{color:navy;font-family:'times new roman',serif}\n.c1{margin:1em 2em}\n"
    "@media print{.c1>p{font-size:9pt}}</style></head>\n"
    '<body><header role="banner"><h1 id="i1">Review &amp; report</h1></header><nav aria-label="Main">'
    '<a href="#i1">Top</a> <a href="https://www.gov.uk/guidance">Guidance</a></nav>\n'
    '<main><p class="c1">One <b>two</b>\n  <i>three</i>&nbsp;<br>four</p><table><caption>C</caption><thead><tr>'
    '<th scope="col">Date</th><th scope="col">Event</th></tr></thead><tbody><tr><td>May</td><td colspan="1">Visit</td>'
    '</tr></tbody></table><ol start="3"><li>x</li></ol>'
    "<details open><summary>s</summary>d</details><pre>\n\n a\n  b</pre>"
    '<figure><figcaption>f</figcaption></figure><svg viewbox="0 0 5 5" role="img"><title>t</title>'
    '<path d="M0 0L1 1z" fill="none"></path></svg></main><footer>End</footer></body></html>\n'
)


def test_a_copy_without_replacements_is_the_page_itself() -> None:
    assert written(WHOLE).data.decode() == WHOLE
    assert written(WHOLE).changes == ()


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        ("<p>a <b>Ka</b><i>ren</i> b</p>", "<p>a <b>SW1</b> b</p>"),
        ("<p>Ka<br>ren</p>", "<p>Ka<br>ren</p>"),
        ("<p><a href='https://www.gov.uk/x'>Karen</a></p>", '<p><a href="https://www.gov.uk/x">SW1</a></p>'),
        ("<p><a href='https://www.gov.uk/Karen'>x</a></p>", '<p><a href="https://www.gov.uk/SW1">x</a></p>'),
        ("<a href='//www.gov.uk/a b'>x</a>", '<a href="https://www.gov.uk/a%20b">x</a>'),
        ("<a href='mailto:info@board.gov.uk'>x</a>", '<a href="mailto:info@board.gov.uk">x</a>'),
        ("<a href='mailto:Karen@x.uk'>x</a>", "<span>x</span>"),
        ("<a href='tel:+44 1632 960001'>x</a>", '<a href="tel:+44%201632%20960001">x</a>'),
        ("<a href='report.pdf'>x</a>", "<span>x</span>"),
        ("<a href='file:///C:/Karen.doc'>x</a>", "<span>x</span>"),
        ("<a href=' JaVa&#10;Script:x()'>x</a>", "<span>x</span>"),
        ("<a href='#nowhere'>x</a>", "<span>x</span>"),
        ("<a href='#top'>x</a>", '<a href="#">x</a>'),
        ("<p id='Karen Old'>a</p><a href='#Karen%20Old'>b</a>", '<p id="i1">a</p><a href="#i1">b</a>'),
        ("<a name=Karen>a</a><label for=Karen>b</label>", '<a id="i1">a</a><label for="i1">b</label>'),
        ("<th id=Karen>a</th><td headers='Karen x'>b</td>", '<th id="i1">a</th><td headers="i1">b</td>'),
        ("<font color=red size=2>x</font>", '<span style="color:red;font-size:small">x</span>'),
        ("<center>x</center>", '<div style="text-align:center">x</div>'),
        ("<p onclick=a() style='color:red;position:fixed'>x", '<p style="color:red">x</p>'),
        ("<marquee>a <blink>b</blink></marquee>", "a b"),
        ("<form action=x><input name=a value=Karen></form>", '<div><input value="SW1"></div>'),
        ("<ul><li value=3>x</ul>", '<ul><li value="3">x</li></ul>'),
        (
            "<img src=x.png alt='Karen' width=30 height=20>",
            '<img alt="SW1" width="30" height="20" src="data:image/png;">',
        ),
        ("<img src=x.png width=1 height=1>y", "y"),
        ("<picture><source srcset=a.webp><img src=x.png alt=''></picture>", '<img alt="" src="data:image/png;">'),
        ("<iframe src=x title='Map of Karen'></iframe>", '<img alt="Map of SW1" src="data:image/png;">'),
        ("<div hidden>Karen</div>", "<div hidden>SW1</div>"),
        ("<div style='display:none'>Karen</div>", "<div hidden>SW1</div>"),
    ],
)
def test_what_becomes_of(source: str, copy: str) -> None:
    assert body(source, {"Karen": "SW1", "Karen@x.uk": "[email]"}) == copy


def test_a_name_over_a_line_break_takes_the_break_with_it() -> None:
    assert body("<p>a Karen<br>  Oldroyd b</p>", {"Karen\nOldroyd": "SW1"}) == "<p>a SW1 b</p>"


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("color: Red; margin:0 auto !important", "color:red;margin:0 auto !important"),
        ("background: url(x.png) no-repeat; color:#fff", "color:#fff"),
        ("font-family: Karen, 'Times New Roman', serif", "font-family:'times new roman',serif"),
        ("content:'Karen'; --karen: 1; color: var(--karen)", ""),
        ("color: /* Karen */ blue", "color:blue"),
        ("color: karen; width: 12px", "width:12px"),
        ("display:none; visibility:hidden; font-size:0; color:transparent; position:absolute; left:-999px", ""),
        ("animation-name: Karen; behavior: url(#x); width: expression(alert(1))", ""),
        ("color: rgb(1, 2, 3); border: 1px solid rgba(0,0,0,.5)", "color:rgb(1, 2, 3);border:1px solid rgba(0,0,0,.5)"),
        ("color:red}p{color:blue", ""),
    ],
)
def test_declarations(source: str, kept: str) -> None:
    assert clean_declarations(source)[0] == kept


@given(st.text(alphabet="abc:;{}()/*'\"\\-#.,0123456789 url", max_size=200))
@settings(max_examples=300, deadline=None)
def test_declarations_hold_nothing_that_loads_or_ends_them(source: str) -> None:
    kept, _ = clean_declarations(source)
    assert not re.search(r"[{}\\<>\"@]|url|/\*", kept)


def test_style_sheets_keep_known_rules_under_neutral_names() -> None:
    page = (
        "<!DOCTYPE html><title>T</title><style>.Karen .b, .gone {color:red} #Old > p {margin:1px} "
        "p[title=Karen]{color:red}"
        "@import 'Karen.css'; @media screen and (max-width: 600px){.b{width:50%}} @supports (x){.b{color:red}}"
        ".b::after{content:'Karen'} .b{color:\\4b aren} h1,.x.y,p:hover,body{color:blue} </style>"
        "<body id=Old><p class='Karen b unused'>x"
    )
    copy = written(page).data.decode()
    sheet = copy.partition("<style>")[2].partition("</style>")[0]
    assert sheet.splitlines() == [
        ".c1 .c2{color:red}",
        "#i1 > p{margin:1px}",
        "@media screen and (max-width: 600px){.c2{width:50%}}",
        "h1,p:hover,body{color:blue}",
    ]
    assert '<p class="c1 c2">' in copy


def test_a_cleared_picture_is_written_again_without_metadata() -> None:
    data = _picture(b"Karen")
    page = f"<!DOCTYPE html><title>T</title><p><img src='data:image/png;base64,{base64.b64encode(data).decode()}'>"
    digest = hashlib.sha256(data).hexdigest()
    kept = written(page, cleared=frozenset({digest}))
    address = re.search(rb'src="data:image/png;base64,([^"]*)"', kept.data)
    assert address is not None
    copy = base64.b64decode(address[1])
    assert b"Karen" not in copy
    assert _pixels(copy) == _pixels(data)
    assert [change.action for change in kept.changes] == ["rewritten"]
    replaced = written(page)
    assert digest in replaced.changes[0].what
    assert address[1] not in replaced.data
    assert b'alt="[picture removed]"' in replaced.data


def test_linked_files_beside_the_page_are_embedded_when_cleared() -> None:
    picture = _picture()
    linked = {"p_files/a b.png": picture, "p_files/s.css": b".k{color:red} @import 'Karen.css';"}
    page = (
        b"<!DOCTYPE html><title>T</title><link rel=stylesheet href='p_files/s.css'>"
        b"<p class=k><img src='./p_files/a%20b.png'>"
    )
    document = HtmlAdapter().open(page, linked=linked.get)
    cleared = frozenset({hashlib.sha256(picture).hexdigest()})
    copy = document.write(plan_for(), cleared=cleared)
    assert any("cleared picture" in change.what for change in copy.changes)
    assert b".c1{color:red}" in copy.data
    assert not document.notices
    assert HtmlAdapter().open(page).notices


def test_the_same_page_gives_the_same_bytes() -> None:
    page = "<!DOCTYPE html><title>T</title><p class=a id=b><img src=x.png><a href=#b>Karen</a>"
    assert written(page, {"Karen": "SW1"}).data == written(page, {"Karen": "SW1"}).data


def test_a_page_without_title_takes_its_first_heading_as_coded() -> None:
    copy = written("<!DOCTYPE html><body><h1>On Ka<b>ren</b></h1>", {"Karen": "Child R"}).data
    assert b"<title>On Child R</title>" in copy


def test_plans_for_other_pages_are_refused() -> None:
    document = adapter_for("a.html", b"<p>x").open(b"<p>x")
    with pytest.raises(ValueError, match="segments"):
        document.write(plan_for([Replacement("p9", 0, 1, "y", "person", "test")]), cleared=frozenset())


_PIECES = st.lists(st.sampled_from(["Karen", "Old", "royd", " ", "\n ", "\u00ad", "x"]), min_size=1, max_size=12)
_WRAPS = st.sampled_from(
    ["{}", "<b>{}</b>", "<i><u>{}</u></i>", "<a href=#>{}</a>", "<x-y>{}</x-y>", "{}<wbr>", "<!-- y -->{}"]
)


@settings(max_examples=200, deadline=None)
@given(_PIECES, st.lists(_WRAPS, min_size=12, max_size=12))
def test_a_name_cut_into_elements_is_replaced_and_its_neighbours_stay(pieces: list[str], wraps: list[str]) -> None:
    markup = "".join(wrap.format(piece) for piece, wrap in zip(pieces, wraps, strict=False))
    page = f"<!DOCTYPE html><title>T</title><p>start {markup} end</p>".encode()
    document = adapter_for("a.html", page).open(page)
    before = next(s.text for s in document.segments if s.key == "p1")
    copy = document.write(replacing(document, {"Karen": "SW1", "Oldroyd": "HV2"}), cleared=frozenset()).data
    after = next(s.text for s in adapter_for("a.html", copy).open(copy).segments if s.key == "p1")
    assert after == before.replace("Karen", "SW1").replace("Oldroyd", "HV2")


@pytest.mark.needs_libreoffice
def test_the_copy_of_a_page_from_libreoffice_opens_again(tmp_path: Path, soffice: Convert) -> None:
    (tmp_path / "a.txt").write_text("Review\n\nKaren Oldroyd was seen.\n", encoding="utf-8")
    page = soffice(tmp_path / "a.txt", "html").read_bytes()
    document = adapter_for("a.html", page).open(page)
    (tmp_path / "b.html").write_bytes(
        document.write(replacing(document, {"Karen Oldroyd": "SW1"}), cleared=frozenset()).data
    )
    assert "SW1 was seen." in soffice(tmp_path / "b.html", "txt:Text").read_text(encoding="utf-8-sig")


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs a browser")
def test_a_browser_shows_the_copy_as_planned(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><title>T</title><h1>Ka<b>ren</b></h1><script>document.write('no')</script><p hidden>h</p>"
    (tmp_path / "a.html").write_bytes(written(page, {"Karen": "SW1"}).data)
    shown = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/p", "--dump-dom",
         (tmp_path / "a.html").as_uri()],
        capture_output=True, check=True, encoding="utf-8", timeout=120,
    ).stdout  # fmt: skip
    assert "<h1>SW1</h1>" in shown
    assert "no" not in re.sub("<[^>]*>", "", shown)
