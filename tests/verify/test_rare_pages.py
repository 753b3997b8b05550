"""Markup of web pages that is seldom seen: what a browser makes of it, the reader reads."""

from __future__ import annotations

import base64

import pytest

from redactor.errors import UnreadableError
from redactor.verify.readers import ReadFile, Surface, page_parser
from redactor.verify.readers.page import read_page

HEAD = "<!DOCTYPE html><html lang=en><head><title>Child R</title></head><body>"


def read(markup: str, *, head: str = HEAD) -> ReadFile:
    return read_page((head + markup).encode())


def texts(found: ReadFile, surface: Surface) -> list[str]:
    return [block.text for block in found.blocks if block.surface is surface]


def data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def test_the_address_of_a_page_in_its_metadata_is_read_as_a_path() -> None:
    found = read("<meta property='og:url' content='https://board.example/karen-oldroyd'>")
    assert "karen oldroyd" in texts(found, Surface.NAME)[-1]
    assert not [text for text in texts(found, Surface.PROPERTY) if "oldroyd" in text]


@pytest.mark.parametrize("tag", ["object data", "embed src", "iframe src"])
def test_embedded_data_that_can_run_is_told(tag: str) -> None:
    found = read(f"<{tag}='{data('text/html', b'<p>Karen Oldroyd rang</p>')}'>")
    assert found.active
    assert any("Karen Oldroyd rang" in text for text in texts(found, Surface.ATTRIBUTE))


def test_an_embedded_font_is_a_note_and_its_bytes_are_searched() -> None:
    found = read(f"<style>@font-face {{ src: url({data('font/woff2', b'wOF2 Karen')}) }}</style>")
    assert "embedded font" in [note.message for note in found.notes]
    assert any(raw.data == b"wOF2 Karen" for raw in found.raw)


def test_an_embedded_file_of_any_kind_is_read_in_its_turn_and_an_empty_one_is_none() -> None:
    found = read(f"<img src='{data('application/zip', b'PK Karen')}'><img src='data:application/zip;base64,'>")
    assert [inner.data for inner in found.inner] == [b"PK Karen"]


def test_data_that_says_it_is_json_and_is_none_is_read_as_a_script() -> None:
    found = read('<script type="application/ld+json">{name: "Karen Oldroyd"</script>')
    assert "Karen Oldroyd" in "\n".join(texts(found, Surface.NAME))


@pytest.mark.parametrize(
    ("written", "meant"), [(r"\000041nna Oldroyd", "Anna Oldroyd"), (r"Anna \Oldroyd", "Anna Oldroyd")]
)
def test_escapes_in_a_style_are_undone(written: str, meant: str) -> None:
    found = read(f'<style>p::after {{ content: "{written}" }}</style>')
    assert any(meant in block.text for block in found.blocks)


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>Karen<br/>Oldroyd</p>", ["Karen\nOldroyd"]),
        ("<p>Karen</br>Oldroyd</p>", ["Karen\nOldroyd"]),
        ("<p>Karen</em> Oldroyd</p>", ["Karen Oldroyd"]),
        ("<b>one<p>two</b> three</p>four", ["one", "two three", "four"]),
        ("<b>one<div>two</span></b>three</div>", ["one", "twothree"]),
        ("<p>one<i>two<div>three</div>", ["onetwo", "three"]),
        ("<p><a href=x>one<a href=y>two</a></p>", ["onetwo"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<span><p>one</span>two</p>", ["onetwo"]),
    ],
)
def test_elements_that_are_closed_badly_are_read_as_a_browser_shows_them(markup: str, shown: list[str]) -> None:
    body = texts(read(markup), Surface.BODY)
    assert [text.replace("\n", " ") for text in body if text != "Child R"] == [t.replace("\n", " ") for t in shown]


def test_a_section_of_characters_is_text_in_xhtml_and_a_comment_elsewhere() -> None:
    xhtml = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{}</p></body></html>'
    inside = "<![CDATA[Karen Oldroyd]]>"
    assert texts(read(xhtml.format(inside), head=""), Surface.BODY) == ["Karen Oldroyd"]
    found = read(f"<p>{inside}</p>")
    assert texts(found, Surface.BODY) == []
    assert any("Karen Oldroyd" in block.text for block in found.blocks)


def test_a_page_that_is_nested_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_parser, "DEEPEST_ELEMENT", 20)
    assert texts(read("<div>" * 15 + "Karen"), Surface.BODY) == ["Karen"]
    with pytest.raises(UnreadableError, match="nested too deep"):
        read("<div>" * 30 + "Karen")


def test_code_that_seems_to_end_and_does_not_cannot_be_checked() -> None:
    found = read("<script>x = '</scripty>'; y = 'Karen'</script>")
    assert [notice.message for notice in found.unchecked] == ["code that does not end as it should"]
    assert found.unchecked[0].holds


def test_a_template_that_browsers_show_is_read_as_shown() -> None:
    shown = read("<div><template shadowrootmode=open><p>Karen</p></template></div>")
    assert "Karen" in texts(shown, Surface.BODY)
    kept = read("<div><template><p>Karen</p></template></div>")
    assert "Karen" not in texts(kept, Surface.BODY)
    assert any("Karen" in block.text for block in kept.blocks)
