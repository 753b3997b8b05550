"""Cases of so many pages, as Word file, PDF and text; the same ones each time."""

from __future__ import annotations

import random
from pathlib import Path

from docx import Document
from reportlab.pdfgen.canvas import Canvas

SEED = 20111002
LINES = 36
"""Lines of a page, each a sentence of about 75 characters."""

PEOPLE = (
    ("Leon Wisniowski", "Child R", "subject", "child"),
    ("Magda Wisniowski", "Mother", "mother", "family"),
    ("Piotr Wisniowski", "Father", "father", "family"),
    ("Karen Oldroyd", "SW1", "social worker", "professional"),
    ("Declan Fairweather", "SW2", "social worker", "professional"),
    ("Anjali Deshmukh", "HV1", "health visitor", "professional"),
    ("Gareth Pennoyer", "GP1", "GP", "professional"),
    ("Rhiannon Tolland", "Teacher 1", "teacher", "professional"),
)
NAMES = tuple(name for name, *_ in PEOPLE)
SOUGHT = (*NAMES, *dict.fromkeys(name.split()[-1] for name in NAMES))
"""What peers are given to replace, and what is counted afterwards in what everybody wrote."""

_CASE = '[case]\nreference = "ZZ-77"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n'
_SENTENCES = (
    "{one} visited the home on {day} May 2011 and spoke to {two} about meals.",
    "The duty team recorded that {one} had telephoned and had asked for advice.",
    "No concerns were noted at this contact and the next review was agreed.",
    "{one} told {two} that the appointment in June would have to be moved.",
    "The plan was shared with the agencies, who were asked to report back.",
    "It was not clear to the panel whether the referral had been followed up.",
    "{one} was seen at the surgery with {two}; growth was as expected.",
    "The school said that attendance had been good for most of that term.",
    "A meeting was held on {day} June 2011, and {one} sent apologies for it.",
)


def pages(count: int) -> list[list[str]]:
    """The lines of every page."""
    rng = random.Random(SEED)  # noqa: S311  # invented text

    def line() -> str:
        one, two = rng.sample(NAMES, 2)
        return rng.choice(_SENTENCES).format(one=one, two=two, day=rng.randint(1, 28))

    return [[line() for _ in range(LINES)] for _ in range(count)]


def write_docx(path: Path, text: list[list[str]]) -> None:
    """A Word file with a page break after each page."""
    word = Document()
    word.add_heading("Overview of contacts", 1)
    for number, lines in enumerate(text):
        for start in range(0, len(lines), 3):
            word.add_paragraph(" ".join(lines[start : start + 3]))
        if number + 1 < len(text):
            word.add_page_break()
    word.save(str(path))


def write_pdf(path: Path, text: list[list[str]]) -> None:
    """A PDF with one line of text under the other."""
    canvas = Canvas(str(path), invariant=True)
    for lines in text:
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 19 * number, line)
        canvas.showPage()
    canvas.save()


def write_text(path: Path, text: list[list[str]]) -> None:
    """The same as plain text."""
    path.write_text("\n\n".join("\n".join(lines) for lines in text) + "\n", encoding="utf-8")


WRITERS = {"docx": write_docx, "pdf": write_pdf, "txt": write_text}


def make_case(folder: Path, kind: str, count: int, *, copies: int = 1) -> Path:
    """A case folder with one document of ``count`` pages, or several such; returns the first document."""
    documents = folder / "documents"
    documents.mkdir(parents=True)
    (folder / "case.toml").write_text(_CASE, encoding="utf-8")
    rows = "".join(",".join((*person, "")) + "\n" for person in PEOPLE)
    (folder / "glossary.csv").write_text("name,code,role,category,aliases\n" + rows, encoding="utf-8")
    text = pages(count)
    for number in range(copies):
        WRITERS[kind](documents / f"contacts {number + 1}.{kind}", text)
    return documents / f"contacts 1.{kind}"
