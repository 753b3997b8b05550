"""Draw a fresh anonymised genogram from a small table of codes (LUT Appendix 4).

A genogram in a report often names everybody in the family. This one is made from
codes alone, to stand in its place:

    members = read_table(text, codes={"Child R", "Mother", "Father"})
    drawing = draw(members)
    drawing.svg()   # text
    drawing.png()   # bytes
"""

from redactor.genogram.drawing import Drawing, draw
from redactor.genogram.table import Kind, Member, Partnership, Relation, read_rows, read_table

__all__ = ["Drawing", "Kind", "Member", "Partnership", "Relation", "draw", "read_rows", "read_table"]
