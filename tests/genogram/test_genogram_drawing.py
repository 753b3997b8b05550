"""Genograms: the table's mistakes, the symbols, who hangs from whom."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from redactor.errors import UsageError
from redactor.genogram import Kind, Member, Partnership, Relation, draw, read_table
from redactor.genogram.drawing import Drawing
from redactor.genogram.layout import bar_levels, lay_out
from redactor.genogram.shapes import Circle, Label, Path

TABLE = """code,kind,parents,partner,relation,order
MGM,female,,MGF,divorced,2
MGF,male deceased,,,,1
PGM,female,,PGF,,1
PGF,male,,,,2
Mother,female,MGM;MGF,Father;Mother's partner,separated;cohabiting,2
Father,male,PGM;PGF,,,1
Mother's partner,male,,,,3
Sibling 1,unknown,Mother;Father,,,1
Child R,female subject deceased,Mother;Father,,,2
Unborn child,pregnancy,Mother;Mother's partner,,,3
"""
CODES = {line.split(",")[0] for line in TABLE.splitlines()[1:]}


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    return draw(read_table(TABLE, codes=CODES))


def _named(drawing: Drawing, name: str) -> list[Path | Circle | Label]:
    return [shape for shape in drawing.shapes if shape.name == name]


def test_rows_are_members() -> None:
    mother = read_table(TABLE)[4]
    assert mother == Member(
        "Mother",
        Kind.FEMALE,
        parents=("MGM", "MGF"),
        partnerships=(
            Partnership("Father", Relation.SEPARATED),
            Partnership("Mother's partner", Relation.COHABITING),
        ),
        order=2,
    )
    (ghost,) = read_table("code,kind\nChild A,deceased\n")
    assert (ghost.kind, ghost.deceased) == (Kind.UNKNOWN, True)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("", "no rows"),
        ("name,kind\nKaren,female\n", "lacks the columns"),
        ("code,kind\nA,woman\n", "Row 2: the kind"),
        ("code,kind\nA,male female\n", "Row 2: the kind"),
        ("code,kind\n,male\n", "Row 2: the code is empty"),
        ("code,kind\nA,male\nA,male\n", "Row 3: the code is there already"),
        ("code,kind,parents\nA,male,B\n", "Row 2: a parent or partner has no row"),
        ("code,kind,parents\nA,male,A\n", "own parent"),
        ("code,kind,parents\nA,male,B\nB,male,A\n", "own ancestor"),
        ("code,kind,parents\nA,male,B;C;D\nB,male,\nC,male,\nD,male,\n", "more than two parents"),
        ("code,kind,partner,relation\nA,male,B,engaged\nB,female,,\n", "Row 2: the relation"),
        ("code,kind,partner,relation\nA,male,,married\n", "more relations"),
        ("code,kind,order\nA,male,first\n", "Row 2: the order"),
    ],
)
def test_mistakes_are_told_by_row(table: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        read_table(table)


def test_a_name_instead_of_a_code_is_a_mistake_and_is_not_quoted() -> None:
    with pytest.raises(UsageError) as caught:
        read_table("code,kind\nKaren Oldroyd,female\nMGM,female\n", codes={"MGM"})
    assert "Row 2: the code is not one of the case's" in str(caught.value)
    assert "Karen" not in str(caught.value)


def test_each_kind_has_its_symbol(drawing: Drawing) -> None:
    assert len(_named(drawing, "male")) == 4
    squares = [shape for shape in _named(drawing, "male") if isinstance(shape, Path)]
    assert all(shape.closed and len(shape.points) == 4 for shape in squares)
    assert [type(shape) for shape in _named(drawing, "female")] == [Circle] * 5
    (triangle,) = _named(drawing, "pregnancy")
    assert isinstance(triangle, Path)
    assert len(triangle.points) == 3
    (question,) = _named(drawing, "question")
    assert isinstance(question, Label)
    assert question.text == "?"
    assert len(_named(drawing, "cross")) == 2 * 2


def test_the_subject_has_a_double_border(drawing: Drawing) -> None:
    circles = [shape for shape in drawing.shapes if isinstance(shape, Circle)]
    centres = [circle.centre for circle in circles]
    twice = {centre for centre in centres if centres.count(centre) == 2}
    (child,) = [s for s in drawing.shapes if isinstance(s, Label) and s.text == "Child R"]
    assert [x for x, _ in twice] == [child.middle[0]]


def test_relations_have_their_lines(drawing: Drawing) -> None:
    assert [len(_named(drawing, name)) for name in ("married", "separated", "divorced", "cohabiting")] == [1, 1, 1, 1]
    assert [len(_named(drawing, f"{name}-mark")) for name in ("married", "separated", "divorced")] == [0, 1, 2]
    (line,) = _named(drawing, "cohabiting")
    assert isinstance(line, Path)
    assert line.dashed


def test_generations_stand_above_one_another() -> None:
    layout = lay_out(read_table(TABLE))
    assert [[c for c in sorted(CODES) if layout.generation[c] == level] for level in range(3)] == [
        ["MGF", "MGM", "PGF", "PGM"],
        ["Father", "Mother", "Mother's partner"],
        ["Child R", "Sibling 1", "Unborn child"],
    ]
    order = sorted(("Father", "Mother", "Mother's partner"), key=lambda c: layout.column[c])
    assert order == ["Father", "Mother", "Mother's partner"]
    assert layout.column["PGM"] < layout.column["MGF"] < layout.column["MGM"]


def test_svg_and_png_tell_the_same(drawing: Drawing) -> None:
    root = etree.fromstring(drawing.svg().encode())
    texts = [element.text for element in root.iter("{*}text")]
    assert {code.replace("Mother's partner", "Mother's") for code in CODES} <= set(texts)
    assert root.find("{*}title") is not None
    assert root.get("role") == "img"
    image = Image.open(io.BytesIO(drawing.png()))
    assert image.size == (2 * drawing.size[0], 2 * drawing.size[1])
    assert image.info == {}
    assert (drawing.svg(), drawing.png()) == (draw(read_table(TABLE)).svg(), draw(read_table(TABLE)).png())


def test_codes_are_escaped() -> None:
    svg = draw(read_table('code,kind\n"A<b>&""",male\n')).svg()
    assert [e.text for e in etree.fromstring(svg.encode()).iter("{*}text")] == ['A<b>&"']


def test_a_parent_alone_and_partners_that_do_not_stand_side_by_side() -> None:
    alone = draw(read_table("code,kind,parents\nMother,female,\nChild A,male,Mother\n"))
    assert len(_named(alone, "child")) == 1
    many = "code,kind,partner\nA,male,B;C;D;E\nB,female,\nC,female,\nD,female,\nE,female,\n"
    lines = [shape for shape in _named(draw(read_table(many)), "married") if isinstance(shape, Path)]
    assert sorted(len(line.points) for line in lines) == [2, 2, 4, 4]


@st.composite
def _families(draw_value: st.DrawFn) -> str:
    rows = ["code,kind,parents,partner,relation,order"]
    size = draw_value(st.integers(1, 14))
    for number in range(size):
        parents = draw_value(st.lists(st.integers(0, number - 1), max_size=2, unique=True)) if number else []
        partner = draw_value(st.one_of(st.none(), st.integers(0, number - 1))) if number else None
        kind = draw_value(st.sampled_from(list(Kind)))
        partners = "" if partner is None or partner in parents else f"P{partner}"
        rows.append(
            f"P{number},{kind},{';'.join(f'P{p}' for p in parents)},{partners},,{draw_value(st.integers(0, 3))}"
        )
    return "\n".join(rows) + "\n"


@given(_families())
def test_nobody_stands_on_anybody_and_no_bars_touch(table: str) -> None:
    members = read_table(table)
    layout = lay_out(members)
    for level in set(layout.generation.values()):
        places = sorted(place for code, place in layout.column.items() if layout.generation[code] == level)
        assert all(other - one > 0.99 for one, other in pairwise(places))
    for member in members:
        assert all(layout.generation[parent] < layout.generation[member.code] for parent in member.parents)
    levels = bar_levels(layout)
    assert len(levels) == len([couple for couple in layout.couples if couple.children])
    assert min(layout.generation.values()) == 0
    labels = [shape.text for shape in draw(members).shapes if isinstance(shape, Label) and shape.name == "code"]
    assert sorted(labels) == sorted(member.code for member in members)
