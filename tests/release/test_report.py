from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html
from tests.release.samples import (
    PEOPLE,
    blocked,
    digest,
    make_case,
    make_document,
    make_plan,
    make_record,
    released,
    unreadable,
)

from redactor.case.schema import Case
from redactor.model import (
    Category,
    DocumentKind,
    Notice,
    Person,
    Place,
    Plan,
    Replacement,
    Residual,
    Segment,
    SourceDocument,
    Status,
)
from redactor.release.report import html_report, json_report, report_data
from redactor.release.report.markup import Html, join, raw_style, table, tag, text
from redactor.release.report.passages import group_replacements
from redactor.release.report.words import Word, count_words, meaning_of, word_for
from redactor.release.results import DocumentResult, RunRecord

ATTACK = """<script>alert("x")</script><img src=x onerror='y'>&amp;"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return make_case(tmp_path / "case")


@pytest.fixture
def record(case: Case) -> RunRecord:
    held = replace(blocked("IMR Police.docx"), status=Status.HELD, next_steps=("List the person in the glossary.",))
    return make_record(case, released(sentences=5), blocked(), held, unreadable())


def page(record: RunRecord) -> html.HtmlElement:
    return html.document_fromstring(html_report(record).decode("utf-8"))


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# words and small parts


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (Status.RELEASED, Word.RELEASED),
        (Status.HELD, Word.NEEDS_YOU),
        (Status.UNREADABLE, Word.NEEDS_YOU),
        (Status.UNSUPPORTED, Word.NEEDS_YOU),
        (Status.BLOCKED, Word.BLOCKED),
        (Status.REFUSED, Word.BLOCKED),
    ],
)
def test_three_words(status: Status, word: Word) -> None:
    assert word_for(status) is word
    assert meaning_of(status)


def test_counts_of_the_three_words(record: RunRecord) -> None:
    assert count_words(record.documents) == {Word.RELEASED: 1, Word.NEEDS_YOU: 2, Word.BLOCKED: 1}


def test_markup_escapes_what_is_not_markup() -> None:
    assert tag("b", "<i>", class_='"x"') == '<b class="&quot;x&quot;">&lt;i&gt;</b>'
    assert join("<", None, Html("<br>")) == "&lt;<br>"
    assert tag("meta", charset="utf-8") == '<meta charset="utf-8">'
    assert tag("div", aria_label="a", http_equiv="b") == '<div aria-label="a" http-equiv="b"></div>'


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u200bb\x00", "a⟨U+200B⟩b⟨U+0000⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("a\tb\nc", "a b c"),
        ("Wiśniowski ’s", "Wiśniowski ’s"),
        ("non\u00a0breaking", "non\u00a0breaking"),
    ],
)
def test_hidden_characters_are_shown(raw: str, shown: str) -> None:
    assert text(raw) == shown


def test_tables_have_a_caption_and_scopes_or_are_not_there() -> None:
    assert table("Empty", ("A",), []) is None
    made = html.fromstring(str(table("Full", ("A", "B"), [("1", "2")])))
    assert made.xpath("string(.//caption)") == "Full"
    assert made.xpath(".//thead//th/@scope") == ["col", "col"]
    assert made.xpath(".//tbody//th/@scope") == ["row"]


def test_a_style_sheet_cannot_end_its_element() -> None:
    with pytest.raises(ValueError, match="end tag"):
        raw_style("</style><script>")


# passages


def test_identical_replacements_are_told_together() -> None:
    document = make_document(sentences=3)
    groups = group_replacements(document, make_plan(document))
    assert [(group.old, group.new, group.count) for group in groups] == [
        ("Ada Quillfeather", "HV1", 3),
        ("Karen Oldroyd", "SW1", 3),
        ("Poppy", "Child R", 3),
    ]
    (passage,) = groups[1].passages
    assert passage.places == ("page 1, paragraph 1", "page 1, paragraph 2", "page 1, paragraph 3")
    assert passage.before == "On Monday health visitor HV1 rang "
    assert passage.after == " about Child R."


def test_many_places_of_one_replacement_are_folded(case: Case) -> None:
    for sentences, folded in ((12, False), (13, True)):
        page = html_report(make_record(case, released(sentences=sentences))).decode()
        assert ("<summary>13 places</summary>" in page) == folded
        assert "page 1, paragraph 12" in page


def one_segment(content: str, *edits: tuple[str, str]) -> tuple[SourceDocument, Plan]:
    segment = Segment("s", content, Place(part="header"))
    document = SourceDocument("a.docx", "docx", DocumentKind.IMR, digest(b""), (segment,))
    made = []
    for old, new in edits:
        start = content.index(old)
        made.append(Replacement("s", start, start + len(old), new, "person", "glossary"))
    return document, Plan("a.docx", digest(b""), DocumentKind.IMR, "a.docx", tuple(made))


def test_long_surroundings_are_cut_between_words() -> None:
    around = "word " * 40
    document, plan = one_segment(f"{around}Karen Oldroyd {around}", ("Karen Oldroyd", "SW1"))
    (passage,) = group_replacements(document, plan)[0].passages
    assert re.fullmatch(r"…(word ){13,14}", passage.before)
    assert re.fullmatch(r"( word){13,14} …", passage.after)


def test_a_word_longer_than_the_surroundings_is_cut() -> None:
    document, plan = one_segment("x" * 200 + "Oldroyd" + "y" * 200, ("Oldroyd", "SW1"))
    (passage,) = group_replacements(document, plan)[0].passages
    assert (passage.before, passage.after) == ("…" + "x" * 70, "y" * 70 + "…")


def test_a_replacement_in_the_file_name_has_no_context() -> None:
    document, plan = one_segment("text")
    edit = Replacement("file name", 0, 5, "SW1", "person", "glossary", person="g3")
    (group,) = group_replacements(document, replace(plan, replacements=(edit,)))
    assert (group.old, group.passages[0].places) == ("", ("file name",))


# report.json


def test_json_keeps_the_contract(record: RunRecord) -> None:
    data = json.loads(json_report(record))
    assert data == json.loads(json.dumps(report_data(record)))
    assert data["summary"] == {"Released": 1, "Needs you": 2, "Blocked": 1}
    assert data["exit_code"] == 6
    first = data["documents"][0]
    assert (first["source"], first["kind"], first["status"]) == ("IMR Health.docx", "imr", "released")
    assert first["output"] == "IMR Health.docx"
    assert first["findings"][0] == {
        "place": "page 1, paragraph 1",
        "start": 25,
        "end": 41,
        "kind": "person",
        "code": "HV1",
        "rule": "glossary",
        "evidence": "full name",
        "ambiguous": False,
    }
    assert data["documents"][1]["residuals"] == [
        {
            "id": data["documents"][1]["residuals"][0]["id"],
            "place": "header",
            "kind": "person",
            "code": "SW1",
            "check": "full names",
            "overridable": False,
        }
    ]
    assert data["documents"][3]["kind"] is None
    assert data["people"][0] == {
        "code": "Child R",
        "role": "subject",
        "category": "child",
        "origin": "glossary",
        "mentions": 1,
    }


def test_json_names_nobody(record: RunRecord) -> None:
    raw = json_report(record).decode()
    for person in PEOPLE:
        assert person.name not in raw
    assert "Report by" not in raw


# report.html


def test_the_top_says_three_words_with_counts(record: RunRecord) -> None:
    cards = page(record).xpath("//ul[@class='cards']/li")
    assert [words_of(card) for card in cards] == ["1 ✓ Released", "2 ! Needs you", "1 ✕ Blocked"]


def test_what_to_do_next_says_each_step_once(record: RunRecord) -> None:
    steps = page(record).xpath("//h2[text()='What to do next']/following-sibling::*[1]/li")
    assert [words_of(step) for step in steps] == [
        "List the person in the glossary. (D2, D3)",
        "Ask for the file again. (D4)",
    ]


@pytest.mark.parametrize(
    ("documents", "words"),
    [
        ((released(),), "Nothing: every document is released."),
        ((DocumentResult("a.docx", None, Status.HELD),), "Read the reasons under each document below."),
    ],
)
def test_without_steps(case: Case, documents: tuple[DocumentResult, ...], words: str) -> None:
    assert words in words_of(page(make_record(case, *documents)))


def test_people_say_where_they_are_mentioned_and_how(record: RunRecord) -> None:
    (rows,) = page(record).xpath("//caption[starts-with(text(), 'People')]/../tbody")
    first = [words_of(cell) for cell in rows[0]]
    assert first[0] == "Ada Quillfeather"
    assert "provisional" in first[3]
    assert first[5] == "D1 × 5 D2 × 1 D3 × 1"
    karen = [words_of(cell) for cell in rows[2]]
    assert karen[:3] == ["Karen Oldroyd", "SW1", "social worker, Fennshire CSC"]
    assert karen[3:] == ["glossary", "1", "D1 × 5 D2 × 1 D3 × 1", "Karen Oldroyd"]


def test_every_replacement_is_in_context(record: RunRecord) -> None:
    (section,) = page(record).xpath("//section[@id='d1']")
    listed = [words_of(item) for item in section.xpath(".//table[@class='edits']//li")]
    assert len(listed) == 3
    assert listed[1].endswith("On Monday health visitor HV1 rang Karen Oldroyd → SW1 about Child R.")
    assert section.xpath(".//del/text()") == ["Ada Quillfeather", "Karen Oldroyd", "Poppy"]
    assert section.xpath(".//ins/text()") == ["HV1", "SW1", "Child R"]
    assert "⚑ provisional" in words_of(section)


def test_a_blocked_document_says_all_it_knows(record: RunRecord) -> None:
    (section,) = page(record).xpath("//section[@id='d2']")
    words = words_of(section)
    for expected in (
        "Left in the written copy, header: person (SW1).",
        "Report by Karen Oldroyd",
        "paragraph 4 is missing.",
        "A picture could not be read. (page 2) Look at it.",
        "Re-typeset",
        "author and company properties",
    ):
        assert expected in words


def test_ambiguous_names_and_notices_are_listed(case: Case) -> None:
    item = released()
    assert item.plan is not None
    unsure = replace(item.plan.replacements[2], ambiguous=True)
    plan = replace(item.plan, replacements=(*item.plan.replacements[:2], unsure), notices=(Notice("Odd page."),))
    words = words_of(page(make_record(case, replace(item, plan=plan))))
    assert "could be more than one person's" in words
    assert "Odd page." in words
    assert "Thumbs.db: not a document" in words
    assert "The glossary has no row for the subject." in words
    assert "could be more than one" not in words_of(page(make_record(case, item)))


def test_script_in_names_and_text_is_inert(case: Case) -> None:
    segment = Segment("s", f"by {ATTACK} then", Place(part=ATTACK))
    document = SourceDocument(ATTACK, "docx", DocumentKind.IMR, digest(b""), (segment,), ATTACK)
    edit = Replacement("s", 3, 3 + len(ATTACK), ATTACK, ATTACK, ATTACK, ATTACK, "x", ambiguous=True)
    plan = Plan(ATTACK, digest(b""), DocumentKind.IMR, ATTACK, (edit,), (Notice(ATTACK, ATTACK, next_step=ATTACK),))
    base = blocked()
    assert base.verification is not None
    bad = replace(
        base,
        source=ATTACK,
        output=ATTACK,
        reasons=(ATTACK,),
        next_steps=(ATTACK,),
        plan=plan,
        document=document,
        verification=replace(
            base.verification,
            residuals=(Residual(ATTACK, ATTACK, ATTACK, ATTACK, ATTACK),),
            lost=(ATTACK,),
            notes=(Notice(ATTACK),),
            checks=(ATTACK,),
        ),
    )
    person = Person("x", ATTACK, ATTACK, Category.CHILD, role=ATTACK)
    hostile = replace(case, reference=ATTACK, board=ATTACK)
    record = replace(
        make_record(hostile, bad, people=(person,)), skipped=(ATTACK,), warnings=(ATTACK,), mentions={"x": 1}
    )
    raw = html_report(record).decode()
    assert "<script" not in raw
    assert "<img" not in raw
    tree = html.document_fromstring(raw)
    assert not tree.xpath("//script | //img | //@onerror | //link | //iframe | //@style")
    assert raw.count("&lt;script&gt;") >= 20


def test_the_page_is_whole_private_and_accessible(record: RunRecord) -> None:
    raw = html_report(record)
    tree = page(record)
    assert tree.get("lang") == "en-GB"
    assert not re.search(rb"(https?:)?//[a-z]|@import|url\(", raw.split(b"</head>")[0])
    assert not tree.xpath("//@src | //link | //script")
    assert all(target.startswith("#") for target in tree.xpath("//a/@href"))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in tree.xpath("//a/@href")} <= set(ids)
    assert "default-src 'none'" in tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    for made in tree.xpath("//table"):
        assert made.xpath("./caption")
        assert all(scope in ("row", "col") for scope in made.xpath(".//th/@scope"))
        assert len(made.xpath(".//th")) == len(made.xpath(".//th/@scope"))
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert tree.xpath("//main") and tree.xpath("//header") and tree.xpath("//footer")
    assert b"prefers-color-scheme: dark" in raw
    assert b"size: A4" in raw


def test_the_page_is_well_formed(record: RunRecord) -> None:
    raw = html_report(record).decode().removeprefix("<!DOCTYPE html>\n")
    raw = re.sub(r"<meta([^>]*)>", r"<meta\1/>", raw)
    root = etree.fromstring(raw)
    assert root.tag == "html"
    assert [child.tag for child in root] == ["head", "body"]


def colours(css: str) -> list[dict[str, str]]:
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block)) for block in re.findall(r":root \{([^}]*)\}", css)]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(char * 2 for char in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_enough_in_light_dark_and_print(record: RunRecord) -> None:
    schemes = colours(html_report(record).decode())
    assert len(schemes) == 3
    for scheme in schemes:
        grounds = [scheme["ground"], scheme["panel"]]
        for name in ("ink", "quiet", "link", "good", "wait", "bad"):
            assert min(contrast(scheme[name], ground) for ground in grounds) >= 4.5, name
        for name in ("good", "wait", "bad"):
            assert contrast(scheme[name], scheme[f"{name}-ground"]) >= 4.5, name


def test_a_big_case_stays_small_and_fast(case: Case) -> None:
    content = [f"Visit {n}: Karen Oldroyd wrote note {n} of the day about the home." for n in range(2000)]
    segments = tuple(Segment(f"s{n}", line, Place(page=n // 40 + 1, paragraph=n)) for n, line in enumerate(content))
    document = SourceDocument("big.docx", "docx", DocumentKind.IMR, digest(b""), segments)
    edits = []
    for segment in segments:
        start = segment.text.index("Karen")
        edits.append(Replacement(segment.key, start, start + 13, "SW1", "person", "glossary", person="g3"))
    base = released()
    assert base.plan is not None
    big = replace(base, document=document, plan=replace(base.plan, replacements=tuple(edits)))
    began = time.perf_counter()
    raw = html_report(make_record(case, big))
    assert time.perf_counter() - began < 5
    assert len(raw) < 1_000_000
    assert raw.count(b"<del>") == 2000
    assert b"2,000 places" in raw


def test_more_than_a_few_different_places_open_on_a_click(case: Case) -> None:
    segments = tuple(Segment(f"s{n}", f"{n} Karen Oldroyd {n}", Place(paragraph=n)) for n in range(1, 6))
    document = SourceDocument("a.docx", "docx", DocumentKind.IMR, digest(b""), segments)
    edits = tuple(Replacement(s.key, 2, 15, "SW1", "person", "glossary") for s in segments)
    base = released()
    assert base.plan is not None
    item = replace(base, document=document, plan=replace(base.plan, replacements=edits))
    summaries = [words_of(summary) for summary in page(make_record(case, item)).xpath("//table//summary")]
    assert summaries == ["5 places"]
