"""The genogram of a case: the form, the table in Excel and CSV, the drawing in place of a picture."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import etree
from PIL import Image
from tests.ocr.drawn import letter, png
from typer.testing import CliRunner

import redactor
from redactor.cli.app import app
from redactor.errors import UsageError
from redactor.formats.opc.pictures import digest
from redactor.model import Status
from redactor.pipeline import draw_genogram
from redactor.web.desk import Desk

PICTURE = png(letter(["Genogram of Robert Brannock", "and of his mother Ellen Brannock"]))
GLOSSARY = """name,code,role,category,aliases
Robert Brannock,Child R,subject,child,Robbie
Ellen Brannock,Mother,mother,family,
Marek Wisniowski,Father,father,family,
Dawn Tolland,MGM,maternal grandmother,family,
Ned Carver,Mother's partner,mother's partner,family,
Karen Oldroyd,HV1,health visitor,professional,
"""


def _case(root: Path, toml: str = "") -> Path:
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text(
        f'[case]\nreference = "FN-11"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n{toml}', encoding="utf-8"
    )
    (root / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    return root


def _codes(svg: Path) -> set[str]:
    root = etree.fromstring(svg.read_bytes())
    return {e.text or "" for e in root.iter("{*}text") if e.get("class") == "code"}


def test_without_a_table_a_form_is_written_that_draws_as_it_stands(tmp_path: Path) -> None:
    case = _case(tmp_path / "case")
    made = draw_genogram(case)
    assert (made.table, made.svg, made.people) == (case / "genogram.xlsx", None, 5)
    sheet = openpyxl.load_workbook(made.table).worksheets[0]
    rows = [tuple(cell or "" for cell in row[:4]) for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        ("code", "role", "kind", "parents"),
        ("Child R", "subject", "unknown subject", "Mother; Father"),
        ("Mother", "mother", "female", "MGM"),
        ("Father", "father", "male", ""),
        ("MGM", "maternal grandmother", "female", ""),
        ("Mother's partner", "mother's partner", "unknown", ""),
    ]
    assert not any("Brannock" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    drawn = draw_genogram(case)
    assert drawn.svg == case / "confidential" / "genogram.svg"
    assert drawn.png is not None
    assert _codes(drawn.svg) == {"Child R", "Mother", "Father", "MGM", "Mother's", "partner"}
    assert stat.S_IMODE(drawn.png.stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_names_and_other_spellings_become_codes_and_other_texts_are_refused(tmp_path: Path, kind: str) -> None:
    case = _case(tmp_path / "case")
    rows = [
        ["code", "kind", "parents", "partner", "relation"],
        ["Robbie", "male subject", "Ellen Brannock; father", "", ""],
        ["mother", "female", "", "Marek Wisniowski; MOTHER'S PARTNER", "separated; cohabiting"],
        ["Father", "male deceased", "", "", ""],
        ["Ned Carver", "male", "", "", ""],
    ]

    def write(table: list[list[str]]) -> Path:
        path = tmp_path / f"table.{kind}"
        if kind == "csv":
            path.write_text("\n".join(";".join(f'"{cell}"' for cell in row) for row in table), encoding="cp1252")
        else:
            book = openpyxl.Workbook()
            for row in table:
                book.worksheets[0].append(row)
            book.save(path)
        return path

    made = draw_genogram(case, write(rows), tmp_path / "drawn")
    assert made.svg == tmp_path / "drawn.svg"
    assert _codes(made.svg) == {"Child R", "Mother", "Father", "Mother's", "partner"}
    drawn = made.svg.read_text(encoding="utf-8")
    assert not any(name in drawn for name in ("Brannock", "Robbie", "Ellen", "Wisniowski", "Carver"))
    rows.append(["Peggy Sandringham", "female", "", "", ""])
    with pytest.raises(UsageError, match="Row 6: the code is not one of the case's") as caught:
        draw_genogram(case, write(rows), tmp_path / "drawn")
    assert "Sandringham" not in str(caught.value)


def test_the_command_says_what_to_do_next(tmp_path: Path) -> None:
    case = _case(tmp_path / "case")
    first = CliRunner().invoke(app, ["genogram", str(case)])
    assert (first.exit_code, "Fill it in" in first.output) == (0, True)
    second = CliRunner().invoke(app, ["genogram", str(case), "-o", str(tmp_path / "a")])
    assert second.exit_code == 0
    assert "[pictures.genograms]" in second.output
    assert Image.open(io.BytesIO((tmp_path / "a.png").read_bytes())).width > 100


def test_the_drawing_stands_in_place_of_the_picture(tmp_path: Path) -> None:
    toml = f'[pictures.genograms]\n"{digest(PICTURE)}" = "genogram.xlsx"\n'
    case = _case(tmp_path / "case", toml)
    report = docx.Document()
    report.add_paragraph("The family of Child R:")
    report.add_picture(io.BytesIO(PICTURE))
    report.save(str(case / "documents" / "Report.docx"))
    with pytest.raises(UsageError, match="table cannot be read"):
        redactor.run_case(case, tmp_path / "out")
    draw_genogram(case)
    made = draw_genogram(case)
    assert made.png is not None
    drawn = Image.open(io.BytesIO(made.png.read_bytes())).convert("RGB")
    result = redactor.run_case(case, tmp_path / "out")
    (document,) = result.documents
    assert document.status is Status.RELEASED, document.reasons
    assert result.release is not None
    with zipfile.ZipFile(result.release / "Report.docx") as archive:
        (picture,) = [archive.read(name) for name in archive.namelist() if "/media/" in name]
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    left, top = (image.width - drawn.width) // 2, (image.height - drawn.height) // 2
    assert image.crop((left, top, left + drawn.width, top + drawn.height)).tobytes() == drawn.tobytes()
    assert shown_copy(case) == (result.release / "Report.docx").read_bytes()


def shown_copy(case: Path) -> bytes:
    """The only document's copy as the review pages show it."""
    desk = Desk(case)
    analysis = desk.analysis()
    while analysis is None and desk.given_up is None:
        analysis = desk.analysis()
    assert analysis is not None
    (item,) = analysis.read.ingested
    plan = analysis.plan_of(item.document.source)
    assert plan is not None
    return desk.copy_of(item, plan, desk.case())


def test_a_table_outside_the_case_folder_is_refused(tmp_path: Path) -> None:
    case = _case(tmp_path / "case", f'[pictures.genograms]\n"{"a" * 64}" = "../other.csv"\n')
    (case / "documents" / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="outside the case folder"):
        redactor.run_case(case, tmp_path / "out")
