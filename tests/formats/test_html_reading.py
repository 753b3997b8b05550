"""What a web page's texts are: where they stand, what they are, how they are decoded."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redactor.errors import UnreadableError
from redactor.formats import adapter_for
from redactor.ingest.kinds import decide_kind
from redactor.model import DocumentKind, Segment, SegmentRole
from redactor.verify.readers import read_file
from redactor.verify.sequences import tight


def segments(page: str | bytes, name: str = "a.html") -> tuple[Segment, ...]:
    data = page.encode() if isinstance(page, str) else page
    return adapter_for(name, data).open(data).segments


def texts(page: str | bytes, name: str = "a.html") -> list[str]:
    return [s.text for s in segments(page, name) if s.role is not SegmentRole.ATTRIBUTE]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Ka<b>r</b>en  \n Old<i>royd</i>", ["Karen Oldroyd"]),
        ("<p>one<br>two<BR/>three</br>four", ["one\ntwo\nthree\nfour"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", ["a", "b", "c"]),
        ("<b><p>x</b>y</p>", ["xy"]),
        ("<a href=#><div>x</a>y</div>", ["xy"]),
        ("<pre> a\n  b </pre>", ["a\n  b"]),
        ("<p>a<select><option>b<option>c</select>d", ["b", "c", "ad"]),
        ("<p>Ka<span hidden>x</span>ren", ["x", "Karen"]),
        ("<p>&lt;b&gt; &amp;amp; &nbsp;x", ["<b> &amp; \u00a0x"]),
        ("<p>a<svg><text>b</text><text>c</text></svg>d", ["b", "c", "ad"]),
        ("<plaintext>a <b> c", ["a <b> c"]),
        ("<p>a<textarea> <b>x</b> </textarea>", ["<b>x</b>", "a"]),
        ("<script>x</script><style>y</style><p>z", ["z"]),
    ],
)
def test_texts_are_cut_at_blocks_and_joined_elsewhere(markup: str, expected: list[str]) -> None:
    assert texts(f"<!DOCTYPE html><body>{markup}") == expected


def test_roles_places_and_labels() -> None:
    found = segments(
        "<!DOCTYPE html><title>T</title><nav><a href=#>Home</a></nav><ul><li>menu</ul><h1>Review</h1><h3>Part</h3>"
        "<table><tr><th>Name<th>Role<tr><td colspan=1>Ann<td>x</table><dl><dt>Author:<dd>Bob</dl><ol><li>one</ol>"
        "<footer>foot</footer>"
    )
    told = [(s.text, s.role.value, s.level, str(s.place), s.label) for s in found]
    assert told == [
        ("Home", "header", 0, "header, paragraph 1", ""),
        ("menu", "header", 0, "paragraph 2", ""),
        ("Review", "heading", 1, "paragraph 3", ""),
        ("Part", "heading", 3, "paragraph 4", ""),
        ("Name", "cell", 0, "table 1, row 1, column 1", ""),
        ("Role", "cell", 0, "table 1, row 1, column 2", ""),
        ("Ann", "cell", 0, "table 1, row 2, column 1", "Name"),
        ("x", "cell", 0, "table 1, row 2, column 2", "Role"),
        ("Author:", "paragraph", 0, "paragraph 5", ""),
        ("Bob", "paragraph", 0, "paragraph 6", "Author"),
        ("one", "list item", 0, "paragraph 7", ""),
        ("foot", "footer", 0, "footer, paragraph 8", ""),
        ("T", "attribute", 0, "document title", ""),
    ]


def test_a_page_is_a_web_page_unless_it_says_it_is_never_published() -> None:
    furniture = "<ul><li>Notifications<li>Referrals</ul>"
    page = segments(f"{furniture}<h1>Overview report</h1><p>Text of the page, which is long enough to be a text.")
    assert decide_kind("a.html", page, None)[0] is DocumentKind.WEB_PAGE
    page = segments("<title>IMR</title><h1>Individual management review</h1>")
    assert decide_kind("a.html", page, None)[0] is DocumentKind.IMR


_NAME = "Wiśniowski"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (f"<!DOCTYPE html><p>{_NAME}".encode(), "a.html"),
        (b"\xef\xbb\xbf" + f"<!DOCTYPE html><meta charset=iso-8859-1><p>{_NAME}".encode(), "a.htm"),
        (f"<!DOCTYPE html><p>{_NAME}".encode("utf-16"), "a.html"),
        (b"\xfe\xff" + f"<!DOCTYPE html><p>{_NAME}".encode("utf-16-be"), "a.html"),
        (f"<!DOCTYPE html><meta charset=windows-1250><p>{_NAME}".encode("cp1250"), "a.html"),
        (f'<!-- <meta charset=x> --><meta content="x; charset=ISO-8859-2"><p>{_NAME}'.encode("latin2"), "a.htm"),
        (f'<?xml version="1.0" encoding="iso-8859-2"?><html><p>{_NAME}</p></html>'.encode("latin2"), "a.html"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><title/><body><p>Wi<![CDATA[śniow]]>'
         "ski<script/></p></body></html>".encode(), "a.xhtml"),
        (b"<!DOCTYPE html><meta charset=utf-8><p>Wi&#347;ni&#x6F;wski", "a.html"),
        ("<!DOCTYPE html><p>Wi&sacute;niowski".encode("ascii"), "a.html"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, name: str) -> None:
    assert texts(data, name) == [_NAME]
    read = read_file(data)
    assert [block.text for block in read.visible()] == [_NAME]


def test_latin_pages_without_a_word_about_it_are_windows_1252() -> None:
    assert texts("<!DOCTYPE html><p>Zoë’s".encode("cp1252")) == ["Zoë’s"]


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><meta charset=utf-7><p>+AEsAYQByAGUAbg-",
        b"<!DOCTYPE html><meta charset=iso-2022-jp><p>x",
        b"<!DOCTYPE html><meta charset=utf-8><p>Zo\xeb",
        "<!DOCTYPE html><p>x".encode("utf-16-le"),
        "<!DOCTYPE html><p>x".encode("utf-32"),
        b"no markup at all",
        b"<!DOCTYPE html>" + b"<div>" * 5000 + b"x",
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY n "Karen">]><html><body>&n;</body></html>',
        b'<?xml version="1.0"?><!DOCTYPE h [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><html>&b;</html>',
        b"%PDF-1.7 <html>",
        b"PK\x03\x04<html>",
        b"MIME-Version: 1.0\r\n\r\n<html>",
        b"",
    ],
)  # fmt: skip
def test_what_cannot_be_read_ends_in_an_error(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        segments(data)
    assert caught.value.next_step


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>" * 1500, "<a href=x>" * 5000, "<!--" * 3000, "<![CDATA[" * 3000, "<p" * 3000, "&" * 50_000,
        "<a b='" * 1501, "<style>" + "@media{" * 20_000, "<p style='" + "a:b;" * 50_000 + "'>", "<?" * 3000,
        "<table>" * 500, "<svg><path d='" + "1" * 50_000 + "!'>", "<select><option>" * 500, "</p>" * 5000,
        "<ruby><rt>" * 500, "<a " + "x " * 50_000, "<p>" + "&amp;#75;" * 3000, "<title>" * 2000,
        "<p>" + "x" * 500_000, "<style>/*" * 5000, "<p data-a='" + "data:,;" * 10_000 + "'>",
    ],
)  # fmt: skip
def test_hostile_pages_end_soon(hostile: str) -> None:
    data = f"<!DOCTYPE html><body>{hostile}".encode()
    for read in (lambda: segments(data), lambda: read_file(data)):
        try:
            read()
        except UnreadableError as error:
            assert error.next_step


_WORDS = st.sampled_from(["Karen", "Old", "royd", " ", "\n", "&shy;", "&amp;", "x", "<br>", "<wbr>", "é"])
_TAGS = st.sampled_from(
    ["b", "i", "a", "span", "p", "div", "li", "ul", "td", "tr", "table", "h2", "select", "option", "button", "x-y",
     "o:p", "font", "ruby", "rt", "svg", "text", "noscript", "pre", "section", "span hidden", "blockquote", "object"],
)  # fmt: skip


@st.composite
def _markup(draw: st.DrawFn) -> str:
    """Markup that nests properly, with tags in any place."""
    out: list[str] = []
    opened: list[str] = []
    for _ in range(draw(st.integers(0, 25))):
        what = draw(st.integers(0, 3))
        if what == 0:
            tag = draw(_TAGS)
            out.append(f"<{tag}>")
            opened.append(tag.split()[0])
        elif what == 1 and opened:
            out.append(f"</{opened.pop()}>")
        else:
            out.append(draw(_WORDS))
    return "".join(out) + "".join(f"</{tag}>" for tag in reversed(opened))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_markup())
def test_no_text_is_lost_however_tags_nest(markup: str) -> None:
    data = f"<!DOCTYPE html><html><body>{markup}</body></html>".encode()
    here = Counter("".join(tight(text) for text in texts(data)))
    blocks = [block for block in read_file(data).blocks if ", paragraph " in block.place]
    there = Counter("".join(tight(block.text) for block in blocks))
    different = (here - there) + (there - here)
    assert not [mark for mark in different if mark.isalnum()]
    assert not there - here  # marks without a letter beside them are no paragraph to the verifier
