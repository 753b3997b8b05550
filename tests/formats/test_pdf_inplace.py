"""Replacement in place: words, looks, hidden text, and nothing left of the old widths."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from importlib import resources
from typing import Any

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from tests.formats.conftest import plan_for, replacing
from tests.formats.pdf_files import both, changed, drawn, lines, table

from redactor.formats.pdf import PdfAdapter, PdfPages
from redactor.formats.pdf.inplace.comparing import differing_cells
from redactor.formats.pdf.inplace.document import InPlaceDocument
from redactor.formats.pdf.inplace.faces import our_face
from redactor.formats.pdf.inplace.fonts import Style
from redactor.formats.pdf.inplace.pages import PageRecords
from redactor.formats.pdf.inplace.words import layers_of

NAMES = ("Al Ox", "Karen Oldroyd", "Bernadette Featherstonehaugh")
FILLER = "Nobody is named in this line of the page and it is long enough to show where the edge is"


def written(data: bytes, names: dict[str, str]) -> bytes:
    document = InPlaceDocument(data)
    return document.write(replacing(document, names), cleared=frozenset()).data


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")
    finally:
        document.close()


def contents(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [line for page in pdf.pages for line in page.Contents.read_bytes().splitlines()]


def streams(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return b"\n".join(
            o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") != "/Image"
        )


def test_names_become_codes_and_the_rest_stays() -> None:
    data = drawn(lines("The visitor was Karen Oldroyd and nobody else came.", FILLER, "It ended so."))
    found = " ".join(text_of(written(data, {"Karen Oldroyd": "HV1"})).split())
    assert found == f"The visitor was HV1 and nobody else came. {FILLER} It ended so."


@pytest.mark.parametrize("plan", [{"Karen Oldroyd": "HV1"}, {}])
def test_the_same_input_gives_the_same_bytes(plan: dict[str, str]) -> None:
    data = drawn(lines("The visitor was Karen Oldroyd and nobody else.", FILLER))
    assert written(data, plan) == written(data, plan)


def test_a_name_over_a_line_end_and_a_hyphen_is_one_name() -> None:
    start = "the visit on the Monday of that week, long after the call, was by Karen Old-"
    data = drawn(lines(start, "royd was not recorded by anybody at all", FILLER))
    found = " ".join(text_of(written(data, {"Karen Oldroyd": "HV1"})).split())
    assert "was by HV1 was not recorded" in found
    assert "royd" not in found


def test_running_lines_are_replaced_on_every_page() -> None:
    pages = [both(lines("Case of Karen Oldroyd", top=800), lines(f"Text {n} of it.", top=600)) for n in range(3)]
    assert text_of(written(drawn(*pages), {"Karen Oldroyd": "HV1"})).count("Case of HV1") == 3


def _set(name: str, alignment: str) -> bytes:
    """One paragraph set by hand, its lines broken where the words no longer fit."""
    words = (
        f"On Monday {name} rang the school and the doctor and wrote it down, and on Friday {name} called again.".split()
    )
    right, size = A4[0] - 72, 11.0

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for number in range(5):
            canvas.drawString(72, 780 - 14 * number, FILLER)
            canvas.drawRightString(right, 780 - 14 * number, "x")
        broken: list[str] = []
        line = ""
        for word in words:
            if canvas.stringWidth(f"{line} {word}", "Helvetica", size) > right - 72:
                broken.append(line)
                line = ""
            line = f"{line} {word}".strip()
        for number, text in enumerate([*broken, line]):
            y = 600 - 14 * number
            if alignment == "centre":
                canvas.drawCentredString(A4[0] / 2, y, text)
            elif alignment == "right":
                canvas.drawRightString(right, y, text)
            else:
                canvas.drawString(72, y, text)

    return drawn(draw)


@pytest.mark.parametrize("alignment", ["left", "centre", "right"])
def test_nothing_tells_how_long_the_name_was(alignment: str) -> None:
    copies = [contents(written(_set(name, alignment), {name: "HV1"})) for name in NAMES[:2]]
    assert copies[0] == copies[1]


@pytest.mark.parametrize("short", [True, False])
def test_an_underline_is_as_long_as_the_code(short: bool) -> None:
    def copy(name: str) -> list[bytes]:
        def draw(canvas: Canvas) -> None:
            lines(FILLER, FILLER)(canvas)
            canvas.drawString(72, 600, f"Seen by {name}")
            start = 72 + canvas.stringWidth("Seen by ", "Helvetica", 11)
            canvas.line(start, 598.5, start + canvas.stringWidth(name, "Helvetica", 11), 598.5)

        return contents(written(drawn(draw), {name: "HV1"}))

    assert copy(NAMES[0]) == copy(NAMES[1] if short else NAMES[2])


def _with_truetype(text: Sequence[str]) -> bytes:

    folder = resources.files("redactor.formats.pdf.fonts")
    pdfmetrics.registerFont(TTFont("TestSans", io.BytesIO(folder.joinpath("DejaVuSans.ttf").read_bytes())))
    return drawn(lines(*text, font="TestSans"))


def test_the_embedded_font_forgets_the_letters_of_names() -> None:
    copies = [
        written(_with_truetype((f"abc {name} HV1 abc", "HV1 abc")), {name: "HV1"}) for name in ("Quix Zy", "Wumpf Kj")
    ]
    assert streams(copies[0]) == streams(copies[1])
    with pikepdf.open(io.BytesIO(copies[0])) as pdf:
        told = b"".join(font.ToUnicode.read_bytes() for font in pdf.pages[0].Resources.Font.values())
    assert b"<0051>" not in told.upper()
    assert "HV1" in text_of(copies[0])


def test_a_code_without_letters_in_the_page_font_is_set_in_ours() -> None:
    data = written(_with_truetype(("abc karen abc",)), {"karen": "HV1"})
    assert "abc HV1 abc" in text_of(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert any("Liberation" in str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values())


def test_our_fonts_have_what_codes_need() -> None:
    for style in (Style(False, False, False, False), Style(True, False, True, True), Style(False, True, False, False)):
        assert our_face(style).has("[removed: Ward 7, St Óscar’s – 24°]")


def _white(canvas: Canvas) -> None:
    lines(FILLER, FILLER)(canvas)
    canvas.setFillGray(1)
    canvas.drawString(72, 500, "white Karen Oldroyd")


def _invisible(canvas: Canvas) -> None:
    lines(FILLER, FILLER)(canvas)
    text = canvas.beginText(72, 500)
    text.setTextRenderMode(3)
    text.textOut("unseen Karen Oldroyd")
    canvas.drawText(text)


def _covered(canvas: Canvas) -> None:
    lines(FILLER, FILLER)(canvas)
    canvas.drawString(72, 500, "covered Karen Oldroyd here")
    canvas.rect(70, 496, 260, 14, fill=1, stroke=0)


def _off(canvas: Canvas) -> None:
    lines(FILLER, FILLER)(canvas)
    canvas.drawString(2000, 500, "outside Karen Oldroyd")


@pytest.mark.parametrize("draw", [_white, _invisible, _covered, _off])
def test_text_that_nobody_sees_is_read_told_and_coded(draw: Any) -> None:
    data = drawn(draw)
    document = InPlaceDocument(data)
    hidden = [s for s in document.segments if s.hidden]
    assert len(hidden) == 1
    assert "Karen Oldroyd" in hidden[0].text
    assert any("There are" in notice.message for notice in document.notices)
    copy = document.write(replacing(document, {"Karen Oldroyd": "HV1"}), cleared=frozenset())
    assert b"Oldroyd" not in streams(copy.data)
    assert b"HV1" in streams(copy.data)


def test_a_bar_over_a_name_is_taken_away_with_the_name() -> None:
    def bar(canvas: Canvas) -> None:
        lines(FILLER, FILLER)(canvas)
        canvas.drawString(72, 500, "Karen Oldroyd")
        canvas.rect(71, 497, canvas.stringWidth("Karen Oldroyd", "Helvetica", 11) + 2, 13, fill=1, stroke=0)

    document = InPlaceDocument(drawn(bar))
    copy = document.write(replacing(document, {"Karen Oldroyd": "HV1"}), cleared=frozenset())
    assert "boxes over names that are replaced now" in {change.what for change in copy.changes}
    assert not re.search(rb"\bre\b", b"\n".join(contents(copy.data)))


def test_white_text_on_a_dark_band_is_no_hidden_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(70, 495, 300, 16, fill=1, stroke=0)
        canvas.setFillGray(1)
        canvas.drawString(72, 500, "A heading in white")

    assert not [s for s in InPlaceDocument(drawn(draw)).segments if s.hidden]


def test_turned_text_is_replaced_along_its_own_line() -> None:
    def draw(canvas: Canvas) -> None:
        lines(FILLER, FILLER)(canvas)
        canvas.rotate(90)
        canvas.drawString(200, -40, "beside Karen Oldroyd it stands")

    copy = written(drawn(draw), {"Karen Oldroyd": "HV1"})
    assert "beside HV1 it stands" in " ".join(text_of(copy).split())


@pytest.mark.parametrize(("turn", "x", "y"), [(90, 200, -40), (180, -300, -700), (270, -600, 40)])
def test_a_line_turned_in_any_direction_stays_one_line_with_a_longer_code(turn: int, x: int, y: int) -> None:
    def draw(canvas: Canvas) -> None:
        lines(FILLER, FILLER)(canvas)
        canvas.rotate(turn)
        canvas.drawString(x, y, "beside Karen Oldroyd it stands")

    code = "the health visitor of the family"
    copy = written(drawn(draw), {"Karen Oldroyd": code})
    record = PageRecords(pikepdf.open(io.BytesIO(copy)))[1]
    (layer,) = [layer for layer in layers_of(record, 1) if layer.angle == turn]
    assert " ".join(word.text for word in layer.words) == f"beside {code} it stands"
    assert len({round(word.top) for word in layer.words}) == 1
    width = pdfmetrics.stringWidth(f"beside {code} it stands".replace(" ", ""), "Helvetica", 11)
    assert sum(word.x1 - word.x0 for word in layer.words) == pytest.approx(width, rel=0.02), "nothing is narrowed"


def test_cells_keep_to_their_cell() -> None:
    rows = [["Date", "Event", "Source"], ["1 May", "Visit by Karen\nOldroyd", "Karen Oldroyd"]]
    code = "the health visitor of the family"
    found = text_of(written(drawn(table(rows)), {"Karen Oldroyd": code, "Karen\nOldroyd": code}))
    assert " ".join(found.split()).count("the health visitor of the family") == 2


def test_text_that_stays_is_placed_by_the_operators_that_had_placed_it() -> None:
    def two_texts(pdf: Any) -> None:
        content = pdf.pages[0].Contents.read_bytes().split(b"BT")[0]
        kept = b"BT /F1 11 Tf 1 0 0 1 72.1 700.3 Tm (One) Tj 0.37 -14.13 Td (Two) Tj 14 TL T* (Three) Tj ET"
        other = b"BT 1 0 0 1 72 600 Tm (By Karen Oldroyd) Tj 0.41 -30 Td (Four) Tj 0.43 -14 Td (Five) Tj ET"
        pdf.pages[0].Contents = pdf.make_stream(content + kept + b"\n" + other)

    copy = contents(written(changed(drawn(lines("x")), two_texts), {"Karen Oldroyd": "HV1"}))
    places = [line for line in copy if line.endswith((b"Td", b"Tm"))]
    assert places[:3] == [b"1 0 0 1 72.1 700.3 Tm", b"0.37 -14.13 Td", b"0 -14 Td"]
    assert places[-2:] == [b"1 0 0 1 72.41 570 Tm", b"1 0 0 1 72.84 556 Tm"], "not counted from a line with a name"


def _ruled(name: str, *, least: float = 0.0, centred: bool = False) -> bytes:
    """A table of three columns whose rows are as high as their words, or as ``least``, and nothing below it."""
    rows = [
        ("Date", "Source", "Event"), ("1 May", name, "Call"), ("2 May", "School", "A visit"),
        ("3 May", "Doctor", f"Talk with {name}"), ("4 May", "Nobody", "End"),
    ]  # fmt: skip
    edges = (72, 132, 242, 372)

    def draw(canvas: Canvas) -> None:
        lines("Above the table", top=740)(canvas)
        top = 700.0
        for number, row in enumerate(rows):
            cells = [simpleSplit(text, "Helvetica", 11, edges[at + 1] - edges[at] - 8) for at, text in enumerate(row)]
            height = max(least, 6 + 14 * max(map(len, cells)))
            if number == 2:
                canvas.setFillGray(0.9)
                canvas.rect(edges[0], top - height, edges[-1] - edges[0], height, stroke=0, fill=1)
                canvas.setFillGray(0)
            canvas.grid(edges, (top, top - height))
            for at, cell in enumerate(cells):
                free = (height - 6 - 14 * len(cell)) / 2 if centred else 0.0
                for line, text in enumerate(cell):
                    canvas.drawString(edges[at] + 4, top - free - 14 - 14 * line, text)
            top -= height

    return drawn(draw)


@pytest.mark.parametrize("code", ["HV1", "the health visitor of the second family"])
def test_rows_are_as_high_as_the_words_that_stand_in_them_now(code: str) -> None:
    copies = []
    for name in NAMES:
        document = InPlaceDocument(_ruled(name))
        copy = document.write(replacing(document, {name: code}), cleared=frozenset())
        assert not [change for change in copy.changes if "picture" in change.what]
        copies.append(copy.data)
    if code == "HV1":
        assert contents(copies[0]) == contents(copies[1]) == contents(copies[2])
    else:
        assert len(contents(copies[0])) == len(contents(copies[2])), (
            "the code takes two lines and more, as the name did"
        )
    assert " ".join(text_of(copies[2]).split()) == (
        f"Above the table Date Source Event 1 May {code} Call 2 May School A visit 3 May Doctor Talk with {code} "
        "4 May Nobody End"
    )


@pytest.mark.parametrize(("least", "centred"), [(60.0, False), (0.0, True)])
def test_rows_whose_words_do_not_give_their_height_keep_their_rules(least: float, centred: bool) -> None:
    data = _ruled(NAMES[2], least=least, centred=centred)
    rules = [line for line in contents(written(data, {})) if line.endswith((b" m", b" l"))]
    assert len(rules) > 10
    assert set(rules) <= set(contents(written(data, {NAMES[2]: "HV1"})))


def test_text_in_nested_forms_is_replaced() -> None:
    def nest(pdf: Any) -> None:
        page = pdf.pages[0]
        inner = pdf.make_stream(page.Contents.read_bytes())
        inner.Type, inner.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        inner.BBox, inner.Resources = [0, 0, 600, 850], page.Resources
        outer = pdf.make_stream(b"q 1 0 0 1 0 0 cm /In Do Q")
        outer.Type, outer.Subtype, outer.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 600, 850]
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(In=inner))
        page.Contents = pdf.make_stream(b"/Out Do")
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Out=outer))

    data = changed(drawn(lines("The visitor was Karen Oldroyd and nobody.", FILLER)), nest)
    copy = written(data, {"Karen Oldroyd": "HV1"})
    assert "was HV1 and" in text_of(copy)
    assert b"Oldroyd" not in streams(copy)


def test_a_page_that_is_not_understood_becomes_a_picture_or_holds() -> None:
    def strange(pdf: Any) -> None:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n1 0 0 Zq\n")

    data = changed(drawn(lines("The visitor was Karen Oldroyd.", FILLER, size=14)), strange)
    held = InPlaceDocument(data, raster=False)
    assert [notice.holds for notice in held.notices] == [True]
    assert "--no-raster" in held.notices[0].next_step


def test_a_plan_of_another_document_is_refused() -> None:
    document = InPlaceDocument(drawn(lines("a b c")))
    other = InPlaceDocument(drawn(table([["x", "Karen"], ["y", "z"]])))
    with pytest.raises(ValueError, match="segments"):
        document.write(replacing(other, {"Karen": "HV1"}), cleared=frozenset())
    assert document.write(plan_for(), cleared=frozenset()).data


def test_pages_can_be_set_anew_on_request() -> None:
    data = drawn(lines("The visitor was Karen Oldroyd.", FILLER))
    document = PdfAdapter(pages=PdfPages.RETYPESET).open(data)
    assert document.write(plan_for(), cleared=frozenset()).retypeset
    assert not PdfAdapter().open(data).write(plan_for(), cleared=frozenset()).retypeset


def test_letters_beyond_ascii_of_standard_fonts_stay() -> None:
    accented = "Caf\u00e9 \u2018na\u00efve\u2019 \u00a35"
    data = drawn(lines("The visitor was Karen Oldroyd."), lines(accented))
    copy = written(data, {"Karen Oldroyd": "HV1"})
    assert " ".join(text_of(copy).split()) == f"The visitor was HV1. {accented}"
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert [page.Contents.read_bytes().count(b"Do") for page in pdf.pages] == [0] * len(pdf.pages)
        assert {str(font.Encoding) for page in pdf.pages for font in page.Resources.Font.values()} == {
            "/WinAnsiEncoding"
        }


def test_only_places_that_differ_at_every_size_count() -> None:
    box = np.full((100, 100), 255, dtype=np.uint8)
    dot = box.copy()
    dot[50, 30] = 0
    assert differing_cells(box, dot, (), 1.0) == {(5, 8)}
    assert not differing_cells(box, dot, [(25.0, 45.0, 35.0, 52.0)], 1.0)
    assert not differing_cells(box, dot, (), 1.0, tolerance=255)


def _links(data: bytes) -> list[tuple[list[float], list[float]]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            ([float(v) for v in link.Rect], [float(v) for v in link.QuadPoints])
            for link in pdf.pages[0].get("/Annots", ())
        ]


def test_links_follow_the_words_that_are_set_anew() -> None:
    start = "The visitor who came on the Monday of that week, long after the call to the office, was Nurse"

    def copy(name: str) -> bytes:
        def draw(canvas: Canvas) -> None:
            lines(start, f"{name} of the town, who saw nobody else.")(canvas)
            nurse, whole, width = (canvas.stringWidth(x, "Helvetica", 11) for x in ("Nurse", start, name))
            for box in ((72 + whole - nurse, 697, 72 + whole, 709), (72, 683, 72 + width, 695)):
                canvas.linkURL("https://example.org/a", box)

        return written(drawn(draw), {name: "HV1"})

    first, second = copy("Al Ox"), copy("Bernadette Featherstonehaugh")
    assert _links(first) == _links(second)
    ((_, corners),) = _links(first)
    assert len(corners) % 8 == 0, "one link, wherever the words stand now"
    document = pypdfium2.PdfDocument(first)
    said = [
        document[0].get_textpage().get_text_bounded(*corners[at + 4 : at + 6], *corners[at + 2 : at + 4])
        for at in range(0, len(corners), 8)
    ]
    assert " ".join(" ".join(said).split()) == "Nurse HV1"


def _clipped(name: str, *, clipped: bool) -> bytes:
    """A paragraph of which every line has a clipping rectangle as wide as itself."""
    start = "The visitor who came on the Monday of that week, long after the call to the office, was Nurse"

    def draw(canvas: Canvas) -> None:
        for number, text in enumerate((start, f"{name} of the town, who saw nobody else.")):
            canvas.saveState()
            if clipped:
                path = canvas.beginPath()
                path.rect(72, 697 - 14 * number, canvas.stringWidth(text, "Helvetica", 11), 14)
                canvas.clipPath(path, stroke=0, fill=0)
            canvas.setFont("Helvetica", 11)
            canvas.drawString(72, 700 - 14 * number, text)
            canvas.restoreState()

    return written(drawn(draw), {name: "Health Visitor 1"})


def test_clipping_rectangles_of_lines_neither_cut_words_off_nor_tell_widths() -> None:
    first, second = _clipped("Al Ox", clipped=True), _clipped("Karen Oldroyd", clipped=True)
    assert contents(first) == contents(second)
    pictures = [
        pypdfium2.PdfDocument(copy)[0].render(scale=2, grayscale=True).to_numpy()
        for copy in (first, _clipped("Al Ox", clipped=False))
    ]
    assert np.array_equal(*pictures)
    assert (pictures[0] < 128).sum() > 500


def test_an_accent_that_is_set_over_its_letter_stays_there() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        start = "The visitor was Karen Oldroyd in the caf"
        canvas.drawString(72, 700, start)
        x = 72 + canvas.stringWidth(start, "Helvetica", 11)
        canvas.drawString(x + 1.2, 700, "\u00b4")
        canvas.drawString(x, 700, "e")

    def places(data: bytes) -> dict[str, float]:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return {char["text"]: char["x0"] for char in pdf.pages[0].chars}

    before = drawn(draw)
    after = written(before, {"Karen Oldroyd": "HV1"})
    old, new = places(before), places(after)
    assert new["\u00b4"] - new["f"] == pytest.approx(old["\u00b4"] - old["f"], abs=0.3)
    assert new["\u00b4"] - new["e"] == pytest.approx(1.2, abs=0.01)


def test_a_letter_and_the_accent_that_is_set_over_it_are_one_letter_of_a_name() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        x = 72.0
        for part in ("The visitor was Zo", "\u00a8", "e Oldroyd, who came from the caf", "\u00b4", "e by the gate."):
            over = part in "\u00a8\u00b4"
            canvas.drawString(x + 1.2 * over, 700, part)
            x += 0.0 if over else canvas.stringWidth(part, "Helvetica", 11)

    data = drawn(draw)
    assert [segment.text for segment in InPlaceDocument(data).segments] == [
        "The visitor was Zo\u00eb Oldroyd, who came from the caf\u00e9 by the gate."
    ]
    copy = written(data, {"Zo\u00eb Oldroyd": "HV1"})
    assert b"\xa8" not in b"".join(contents(copy)), "the accent goes with the name"
    assert text_of(copy).startswith("The visitor was HV1, who came from the caf")


def test_a_name_over_the_end_of_a_column_is_one_name() -> None:
    left = (
        "It was said by many of them on that day", "and in that week too, by all who saw it,",
        "that nobody had seen the child at home", "or in the nursery, and that no one rang",
        "before the visitor who was Karen",
    )  # fmt: skip
    right = (
        "Oldroyd came on the Monday after that,", "weighed the baby and wrote in the book",
        "that the mother had asked for no help", "and that the father was at sea for long",
        "and would be back in the autumn only.",
    )  # fmt: skip
    copy = written(drawn(both(lines(*left, x=60), lines(*right, x=310))), {"Karen Oldroyd": "HV1"})
    assert "the visitor who was HV1 came on the Monday" in " ".join(text_of(copy).split())
