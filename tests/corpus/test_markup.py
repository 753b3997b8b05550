from __future__ import annotations

import pytest
from corpus.gold import gold_of, released_pattern
from corpus.markup import Block, Mark, MarkupError, Words, Wrapped, parse_inline, parse_source, plain

SOURCE = """---
file: note {{HV2|K Oldroyd}}.txt
kind: letter
---

# 1 {{~|May 2011}}

{{HV2|Ms Old¦royd}} rang
{{=|Frances Tolland}}. [[del|{{HV2|K}}|{{MGM|Nan}}]][[ins|x|{{MGM|Mo}}]]

- one
  more
- two

!widths 30 70
| Who | What |
| {{HV2|Oldroyd}} | {{[email]|a@b.example}} |
"""


def test_inline_pieces_nest() -> None:
    assert parse_inline("a **b** {{HV2|c|d}}[[note|e {{?|f}}]]") == (
        Words("a "),
        Words("b", bold=True),
        Words(" "),
        Mark("HV2", "c|d"),
        Wrapped("note", (), (Words("e "), Mark("?", "f"))),
    )


@pytest.mark.parametrize("text", ["{{HV2|x", "a]]", "}}", "[[note|x", "[[what|x]]"])
def test_brackets_that_do_not_match_are_refused(text: str) -> None:
    with pytest.raises(MarkupError):
        parse_inline(text)


def test_blocks_lists_and_tables() -> None:
    blocks = parse_source(SOURCE).blocks
    assert [block.kind for block in blocks] == ["heading", "paragraph", "bullet", "bullet", "table"]
    assert blocks[2] == Block("bullet", (Words("one more"),))
    assert blocks[4].widths == (30, 70)
    assert blocks[4].rows[1] == ((Mark("HV2", "Oldroyd"),), (Mark("[email]", "a@b.example"),))


def test_plain_text_before_and_after() -> None:
    pieces = parse_source(SOURCE).blocks[1].pieces
    assert "".join(plain(pieces)) == "Ms Oldroyd rang Frances Tolland. Mo"
    assert "".join(plain(pieces, released=True)) == "HV2 rang Frances Tolland. MGM"


def test_gold_tells_visible_from_hidden() -> None:
    gold = gold_of(parse_source(SOURCE))
    assert gold["protected"] == [
        {"text": "K", "code": "HV2", "visible": 0, "hidden": 1},
        {"text": "K Oldroyd", "code": "HV2", "visible": 0, "hidden": 1},
        {"text": "Mo", "code": "MGM", "visible": 1, "hidden": 0},
        {"text": "Ms Oldroyd", "code": "HV2", "visible": 1, "hidden": 0},
        {"text": "Nan", "code": "MGM", "visible": 0, "hidden": 1},
        {"text": "Oldroyd", "code": "HV2", "visible": 1, "hidden": 0},
    ]
    assert gold["identifiers"] == [{"text": "a@b.example", "label": "[email]", "visible": 1, "hidden": 0}]
    assert gold["allowed"] == [{"text": "Frances Tolland", "count": 1}]
    assert gold["survives"] == [{"text": "May 2011", "count": 1}]


@pytest.mark.parametrize(
    ("source", "released", "fits"),
    [
        ("{{HV1/HV2|Karen}} rang", "HV2 rang", True),
        ("{{HV1/HV2|Karen}} rang", "HV3 rang", False),
        ("{{HV1/HV2|Karen}} rang", "HV2 or HV1 rang", True),
        ("{{HV1?|Karen}} rang", "HV1 rang", True),
        ("{{HV1?|Karen}} rang", "HV1 or MGM rang", True),
        ("{{HV1?|Karen}} rang", "HV2 rang", False),
        ("the {{?|Brannocks}} left", "the Family R left", True),
        ("a (b) {{=|Ms Tolland}}", "a (b) Ms Tolland", True),
        ("a (b) {{=|Ms Tolland}}", "a (b) HV2", False),
    ],
)
def test_released_pattern(source: str, released: str, fits: bool) -> None:
    assert bool(released_pattern(parse_inline(source)).fullmatch(released)) is fits
