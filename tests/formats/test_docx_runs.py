"""Edits carried back to runs: nothing of a name stays, nothing of a neighbour goes."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.formats.docx_files import W, para, part, run

from redactor.formats.docx.runs import edit_paragraph, paragraph_text
from redactor.model import Span, substitute

NAME = "Karen Oldroyd"


def _paragraph(*inner: str) -> etree._Element:
    root = etree.fromstring(part("body", para(*inner)))
    paragraph = root.find(f"{{{W}}}p")
    assert paragraph is not None
    return paragraph


def _runs(paragraph: etree._Element) -> list[str]:
    return ["".join(t.text or "" for t in r.iter(f"{{{W}}}t")) for r in paragraph.iter(f"{{{W}}}r")]


def test_the_code_takes_the_first_runs_formatting() -> None:
    paragraph = _paragraph(run("by "), run("Kar", "<w:rPr><w:b/></w:rPr>"), run("en Oldroyd today"))
    edit_paragraph(paragraph, [(Span(3, 16), "HV1")])
    assert _runs(paragraph) == ["by ", "HV1", " today"]
    assert paragraph.find(f".//{{{W}}}b/../../{{{W}}}t") is not None


def test_a_run_that_loses_all_its_text_goes_but_its_neighbour_note_stays() -> None:
    note = '<w:r><w:t>royd</w:t><w:footnoteReference w:id="2"/></w:r>'
    paragraph = _paragraph(run("Karen "), run("Old"), note, run("."))
    edit_paragraph(paragraph, [(Span(0, 13), "HV1")])
    assert _runs(paragraph) == ["HV1", "", "."]
    assert paragraph.find(f".//{{{W}}}footnoteReference") is not None


def test_breaks_and_tabs_inside_a_name_go_with_it() -> None:
    paragraph = _paragraph(run("Karen"), "<w:r><w:br/><w:tab/></w:r>", run("Oldroyd"))
    assert paragraph_text(paragraph) == "Karen\n\tOldroyd"
    edit_paragraph(paragraph, [(Span(0, 14), "HV1")])
    assert paragraph_text(paragraph) == "HV1"


def test_a_code_can_begin_on_a_symbol() -> None:
    paragraph = _paragraph('<w:r><w:sym w:font="Arial" w:char="F04B"/></w:r>', run("aren left"))
    assert paragraph_text(paragraph) == "Karen left"
    edit_paragraph(paragraph, [(Span(0, 5), "HV1")])
    assert paragraph_text(paragraph) == "HV1 left"
    assert paragraph.find(f".//{{{W}}}sym") is None


def test_a_bullet_of_a_symbol_font_is_no_letter() -> None:
    paragraph = _paragraph('<w:r><w:sym w:font="Wingdings" w:char="F04B"/></w:r>', run(" item"))
    assert paragraph_text(paragraph) == "\uf04b item"


def test_text_boxes_are_not_part_of_their_anchor() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{para(run('inside'))}</w:txbxContent></w:pict></w:r>"
    assert paragraph_text(_paragraph(run("out"), box, run("side"))) == "outside"


def _cut(text: str, cuts: list[int]) -> list[str]:
    edges = [0, *sorted({c % (len(text) + 1) for c in cuts}), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(edges) if a < b]


_WRAPS = (
    "{}",
    "<w:hyperlink>{}</w:hyperlink>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:bdo><w:dir>{}</w:dir></w:bdo>",
    '<w:fldSimple w:instr=" QUOTE ">{}</w:fldSimple>',
    '{}<w:bookmarkEnd w:id="1"/>',
)
_AROUND = st.text(alphabet="abc XYZ.,é", max_size=12)


@given(
    parts=st.lists(_AROUND, min_size=2, max_size=5),
    cuts=st.lists(st.integers(0, 200), max_size=12),
    wraps=st.lists(st.integers(0, len(_WRAPS) - 1), min_size=20, max_size=20),
)
def test_any_run_split_gives_the_planned_text(parts: list[str], cuts: list[int], wraps: list[int]) -> None:
    text = NAME.join(parts)
    inner = [_WRAPS[w].format(run(piece)) for piece, w in zip(_cut(text, cuts), wraps * 10, strict=False)]
    paragraph = _paragraph(*inner)
    edits, position = [], 0
    while (position := text.find(NAME, position)) >= 0:
        edits.append((Span(position, position + len(NAME)), "HV1"))
        position += len(NAME)
    edit_paragraph(paragraph, edits)
    assert paragraph_text(paragraph) == substitute(text, edits)
    assert paragraph_text(paragraph) == "HV1".join(parts)
    assert NAME not in "".join(str(t) for t in paragraph.itertext())


@given(text=st.text(alphabet="ab cd", min_size=1, max_size=30), cuts=st.lists(st.integers(0, 40), max_size=8))
def test_no_edit_changes_nothing(text: str, cuts: list[int]) -> None:
    paragraph = _paragraph(*[run(piece) for piece in _cut(text, cuts)])
    before = etree.tostring(paragraph)
    edit_paragraph(paragraph, [])
    assert etree.tostring(paragraph) == before
