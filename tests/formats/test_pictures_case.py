"""A case with a Word report full of pictures, from its folder to its release and back through the check."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Inches
from PIL import Image
from tests.ocr.drawn import jpeg, letter, logo, photograph, png, signature

import redactor
from redactor import ocr
from redactor.formats.opc.pictures import digest
from redactor.model import Status

PHOTOGRAPH, LOGO, SIGNATURE = png(photograph()), png(logo()), png(signature())
SCAN = jpeg(letter(["The health visitor was", "Karen Oldroyd, born 5.5.1986.", "Child R was well."]), "Karen Oldroyd")
RULES = png(letter(["Referrals are made by telephone", "and confirmed in writing."]), Author="Karen Oldroyd")
METAFILE = b"\xd7\xcd\xc6\x9a" + b"\0" * 40 + "Karen Oldroyd".encode("utf-16-le")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pictures") / "case"
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text(
        '[case]\nreference = "TT-2024-7"\nboard = "Testshire LSCB"\nsubject = "Child R"\n'
        f'[pictures]\ncleared = ["{digest(PHOTOGRAPH)}"]\n',
        encoding="utf-8",
    )
    (root / "glossary.csv").write_text(
        "name,code,role,category,aliases\nKaren Oldroyd,HV2,health visitor,professional,\n"
        "Robert Brannock,Child R,subject,child,\n",
        encoding="utf-8",
    )
    report = docx.Document()
    report.add_heading("Individual management review", 1)
    report.add_paragraph("Karen Oldroyd sent the letter below.")
    for data in (SCAN, RULES, PHOTOGRAPH, SIGNATURE):
        report.add_picture(io.BytesIO(data), width=Inches(3))
    report.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(LOGO), width=Inches(1))
    buffer = io.BytesIO()
    report.save(buffer)
    (root / "documents" / "Report.docx").write_bytes(_with_metafile(buffer.getvalue()))
    return root


def _with_metafile(data: bytes) -> bytes:
    """Put a vector picture where the signature's second use would be: the last picture becomes a metafile."""
    report = docx.Document(io.BytesIO(data))
    report.add_picture(io.BytesIO(png(Image.new("RGB", (40, 40), "red"))))
    buffer, out = io.BytesIO(), io.BytesIO()
    report.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w") as new:
        media = sorted(n for n in old.namelist() if n.startswith("word/media/"))
        for name in old.namelist():
            new.writestr(name, METAFILE if name == media[-1] else old.read(name))
    return out.getvalue()


@pytest.fixture(scope="module")
def result(case: Path) -> redactor.RunResult:
    return redactor.run_case(case, case.parent / "out")


def _media(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in sorted(archive.namelist()) if name.startswith("word/media/")]


def _released(result: redactor.RunResult) -> bytes:
    (document,) = result.documents
    assert document.status is Status.RELEASED, document.reasons
    assert result.release is not None
    return (result.release / (document.output or "")).read_bytes()


def _texts(data: bytes) -> list[str]:
    return [" ".join(" ".join(line.text for line in ocr.read(blob).legible).split()) for blob in _media(data)]


def test_names_are_painted_over_and_the_report_is_released(result: redactor.RunResult) -> None:
    texts = _texts(_released(result))
    assert "The health visitor was HV2, born [date of birth]. Child R was well." in texts
    assert "Referrals are made by telephone and confirmed in writing." in texts
    assert not any("Oldroyd" in text or "Karen" in text for text in texts)


def test_what_was_cleared_and_the_logo_are_kept_the_rest_is_not(result: redactor.RunResult) -> None:
    pixels = [Image.open(io.BytesIO(blob)).convert("RGB").tobytes() for blob in _media(_released(result))]
    assert len(pixels) == 6
    assert photograph().tobytes() in pixels
    assert logo().tobytes() in pixels
    assert signature().tobytes() not in pixels


def test_nothing_is_left_beside_the_pixels(result: redactor.RunResult) -> None:
    for blob in _media(_released(result)):
        assert b"Oldroyd" not in blob
        image = Image.open(io.BytesIO(blob))
        image.load()
        assert not image.getexif()
        assert not {"Author", "comment", "xmp"} & set(image.info)


def test_every_picture_is_listed_with_its_digest(result: redactor.RunResult) -> None:
    (document,) = result.documents
    assert document.applied is not None
    told = {change.what.rpartition("SHA-256 ")[2].rstrip(")"): change for change in document.applied.changes}
    expected = {SCAN: "rewritten", RULES: "rewritten", PHOTOGRAPH: "rewritten", LOGO: "rewritten"}
    expected |= {SIGNATURE: "replaced", METAFILE: "replaced"}
    for data, action in expected.items():
        assert told[digest(data)].action == action
        assert "picture" in told[digest(data)].place


def test_the_same_case_gives_the_same_bytes(case: Path, result: redactor.RunResult, tmp_path: Path) -> None:
    again = redactor.run_case(case, tmp_path / "again")
    assert _released(again) == _released(result)


def _with_picture(data: bytes, blob: bytes, number: int) -> bytes:
    """A copy whose n-th picture is another one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        media = sorted(n for n in old.namelist() if n.startswith("word/media/"))
        for name in old.namelist():
            new.writestr(name, blob if name == media[number] else old.read(name))
    return out.getvalue()


def test_the_check_passes_the_release_and_lists_its_pictures(
    case: Path, result: redactor.RunResult, tmp_path: Path
) -> None:
    data = _released(result)
    (tmp_path / "Report.docx").write_bytes(data)
    (answer,) = redactor.check_files([tmp_path / "Report.docx"], case).documents
    assert answer.status.value == "clean", (answer.residuals, answer.notes)
    notes = [note.message for note in answer.notes if note.message.startswith("picture ")]
    assert sorted(digest(blob) for blob in _media(data)) == sorted(note[-65:-1] for note in notes)


@pytest.mark.parametrize(
    ("blob", "kind"),
    [
        (png(letter(["seen by Karen Oldroyd"])), "person"),
        (png(letter(["Tel. 01632 960123"])), "phone"),
        (png(logo(), Comment="Karen Oldroyd"), "person"),
        (jpeg(logo(), "Karen Oldroyd"), "person"),
    ],
)
def test_the_check_finds_a_name_put_back_into_pixels(
    blob: bytes, kind: str, case: Path, result: redactor.RunResult, tmp_path: Path
) -> None:
    path = tmp_path / "Report.docx"
    path.write_bytes(_with_picture(_released(result), blob, 0))
    (answer,) = redactor.check_files([path], case).documents
    assert answer.status.value == "residual"
    assert kind in {residual.kind for residual in answer.residuals}
    assert "Oldroyd" not in json.dumps([[r.place, r.kind, r.code] for r in answer.residuals])


def test_the_check_holds_what_it_cannot_read(case: Path, result: redactor.RunResult, tmp_path: Path) -> None:
    path = tmp_path / "Report.docx"
    path.write_bytes(_with_picture(_released(result), b"\x01\x00\x00\x00" + b"\0" * 100, 0))
    (answer,) = redactor.check_files([path], case).documents
    assert answer.status.value == "held"
    assert any("cannot be opened" in note.message and note.holds for note in answer.notes)


def test_a_picture_that_somebody_covered_is_a_grey_box_whatever_it_shows(tmp_path: Path) -> None:
    """A logo and a readable picture would stay; covering goes before clearing."""
    covered = [digest(LOGO), digest(RULES), digest(PHOTOGRAPH)]
    (tmp_path / "case" / "documents").mkdir(parents=True)
    (tmp_path / "case" / "case.toml").write_text(
        '[case]\nreference = "TT-2024-7"\nboard = "Testshire LSCB"\nsubject = "Child R"\n'
        f"[pictures]\ncleared = {json.dumps(covered[2:])}\ncovered = {json.dumps(covered)}\n",
        encoding="utf-8",
    )
    (tmp_path / "case" / "glossary.csv").write_text(
        "name,code,role,category,aliases\nRobert Brannock,Child R,subject,child,\n", encoding="utf-8"
    )
    report = docx.Document()
    report.add_heading("Individual management review", 1)
    for data in (RULES, PHOTOGRAPH):
        report.add_picture(io.BytesIO(data), width=Inches(3))
    report.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(LOGO), width=Inches(1))
    report.save(str(tmp_path / "case" / "documents" / "Report.docx"))
    run = redactor.run_case(tmp_path / "case", tmp_path / "out")
    assert [item.status for item in run.record.documents] == [Status.RELEASED]
    with zipfile.ZipFile(tmp_path / "out" / "release" / "Report.docx") as copy:
        media = [copy.read(name) for name in copy.namelist() if name.startswith("word/media/")]
    said = {
        " ".join(word.text for word in ocr.read(Image.open(io.BytesIO(data)).convert("RGB")).words) for data in media
    }
    assert len(media) in (1, 2, 3)
    assert all("removed" in text for text in said), said
