"""One planted word for each place of a web page that can hold a name (leaks.md 25)."""

from __future__ import annotations

import re

import pytest
from tests.formats.conftest import replacing
from tests.formats.html_planted import GOES, HEAD, PAGE, STAYS, everything_in, planted_words

from redactor.formats import adapter_for
from redactor.formats.base import OpenDocument
from redactor.verify.readers import read_file


def _opened(data: bytes = PAGE) -> OpenDocument:
    return adapter_for("a.html", data).open(data)


def _coded(document: OpenDocument) -> bytes:
    joints = "[\u00ad\u200b-\u200f\u2060]*"
    found = {m for s in document.segments for m in re.findall(rf"(?i)z{joints}q(?:\w|{joints})*", s.text)}
    return document.write(replacing(document, dict.fromkeys(found, "SW1")), cleared=frozenset()).data


def test_many_surfaces_are_planted() -> None:
    assert len(planted_words(everything_in(PAGE))) > 110
    assert len(GOES) + len(STAYS) > 50


def test_no_planted_word_is_left() -> None:
    written = _coded(_opened())
    assert planted_words(everything_in(written)) == set()
    assert written.count(b"SW1") > 40


@pytest.mark.parametrize("name", [*GOES])
def test_what_is_dropped_is_not_in_the_copy_even_without_a_plan(name: str) -> None:
    data = f"<!DOCTYPE html><html><head><title>t</title></head><body><p>x</p>{GOES[name]}</body></html>".encode()
    document = _opened(data)
    assert not any(planted_words(segment.text) for segment in document.segments)
    assert planted_words(everything_in(document.write(replacing(document, {}), cleared=frozenset()).data)) == set()


def test_of_the_head_only_the_title_stays() -> None:
    data = f"<!DOCTYPE html><html><head>{HEAD}</head><body><p class=used>x</p></body></html>".encode()
    document = _opened(data)
    assert [s.text for s in document.segments if planted_words(s.text)] == ["Zqpagetitle"]
    written = document.write(replacing(document, {"Zqpagetitle": "SW1"}), cleared=frozenset()).data
    assert planted_words(everything_in(written)) == set()
    assert b"<title>SW1</title>" in written
    assert b".c1{color:red}" in written


@pytest.mark.parametrize(
    "word",
    [
        "Zqplain", "Zqsplit", "Zqentity", "Zqshy", "Zqwbr", "Zqzwj", "Zqinterrupted", "Zqunclosed", "Zqheading",
        "Zqcaption", "Zqabbr", "Zqcell", "Zqterm", "Zqdefinition", "Zqdetails", "Zqinside", "Zqalt", "Zqtitle",
        "Zqlabel", "Zqdescription", "Zqhidden", "Zqnone", "Zqinvisible", "Zqshadow", "Zqnoscript", "Zqsrcdoc",
        "Zqnested", "Zqsvgtitle", "Zqsvgdesc", "Zqsvg", "Zqforeign", "Zqmail", "Zqsubject", "Zqpercent", "Zqtwice",
        "Zqquery", "Zqlabeltext", "Zqvalue", "Zqplaceholder", "Zqarea", "Zqoptgroup", "Zqoption", "Zqbutton",
        "Zqfallback", "Zqnovideo", "Zqcanvas", "Zqmtext", "Zqruby", "Zqreading", "Zqcustomtext", "Zqoffice", "Zqpre",
        "Zqxmp", "Zqquote", "Zqtimetext", "Zqpagetitle",
    ],
)  # fmt: skip
def test_what_stays_is_a_segment(word: str) -> None:
    assert any(word in planted_words(segment.text) for segment in _opened().segments)


def test_everything_dropped_is_listed() -> None:
    document = _opened()
    written = document.write(replacing(document, {}), cleared=frozenset())
    listed = {change.what for change in written.changes}
    for expected in (
        "scripts",
        "event handlers",
        "comments",
        "metadata of the page",
        "links of the page's head (style sheets, icons, feeds)",
        "the base address",
        "templates for scripts",
        "data attributes of scripts",
        "form actions",
        "hidden and secret form fields",
        "suggestions of form fields",
        "hidden notes of formulas",
        "links to scripts and local paths",
        "style rules and declarations",
        "embedded object by a grey placeholder",
        "embedded page by a grey placeholder",
        "video by a grey placeholder",
        "picture of a linked file that is not in the page by a grey placeholder",
    ):
        assert expected in listed
    assert not [notice for notice in document.notices if notice.holds]


def test_the_verifier_sees_every_planted_word_of_the_source_in_one_way_or_another() -> None:
    read = read_file(PAGE)
    told = "\n".join(block.text for block in read.blocks)
    told += "\n".join(raw.data.decode("latin-1") for raw in read.raw if raw.place != "file")
    told = re.sub("[\u00ad\u200b-\u200f]", "", told)
    planted = set(re.findall(r"Zq[a-z0-9]{2,}", PAGE.decode())) - {"Zqkey", "Zqevent"}
    assert {word for word in planted if word not in told} == set()


def test_hidden_passages_go_where_the_destination_wants_nothing_hidden() -> None:
    document = _opened()
    written = document.write(replacing(document, {}), cleared=frozenset(), hidden="remove")
    left = planted_words(everything_in(written.data))
    assert not left & {"Zqhidden", "Zqnone", "Zqinvisible", "Zqnoscript"}
    assert {"Zqplain", "Zqinside", "Zqshadow"} <= left
    assert any(change.what == "hidden text" and change.count == 4 for change in written.changes)


def test_hidden_passages_are_marked_for_the_plan() -> None:
    marked = {s.text for s in _opened().segments if s.hidden}
    assert marked == {"Zqhidden", "Zqnone", "Zqinvisible", "Zqnoscript"}
    assert all(s.hidden[0].of(s.text) == s.text for s in _opened().segments if s.hidden)


@pytest.mark.parametrize("names", [("Ann", "Oldroyd"), ("Bartholomew", "Featherstonehaugh"), ("Li", "Wu")])
def test_the_copy_does_not_depend_on_the_name(names: tuple[str, str]) -> None:
    def release(first: str, last: str) -> bytes:
        data = (
            f"<!DOCTYPE html><title>{first}</title><style>.{last}{{color:red}}</style><body><h1 id={last}>"
            f"{first} {last}</h1><p class={last}>seen by {first}<b> {last}</b> <a href='#{last}'>up</a> "
            f"<img src={first}.png alt='{last}'>"
            f"<a href='mailto:{first}.{last}@x.example'>write</a> <!-- {last} --><script>{first}</script>"
        ).encode()
        document = _opened(data)
        words = {f"{first}.{last}@x.example": "[email]", f"{first} {last}": "SW1", first: "SW1", last: "SW1"}
        return document.write(replacing(document, words), cleared=frozenset()).data

    assert release(*names) == release("Karen", "Tolland")
