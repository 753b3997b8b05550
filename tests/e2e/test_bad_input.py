"""What cannot be read ends in its documented exit code, with a sentence that says what to do; the rest goes through."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from corpus.example import COMMITTED
from PIL import Image
from tests.e2e.cases import PLAN, SUMMARY, copy_case, redactor

import redactor as api

pytestmark = pytest.mark.xdist_group("bad input")


def broken_docx() -> bytes:
    data = (COMMITTED / "documents" / SUMMARY).read_bytes()
    return data[: len(data) // 2]


def docx_with_broken_xml() -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(COMMITTED / "documents" / SUMMARY) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if name == "word/document.xml" else data)
    return stream.getvalue()


def encrypted_pdf() -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(COMMITTED / "documents" / "Overview report.pdf") as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(owner="o", user="invented"))
    return stream.getvalue()


def picture_pdf() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(stream, "PDF")
    return stream.getvalue()


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("note.txt", "Ms Oldroyd rang.")
    return stream.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], int, str]] = {
    "broken.docx": (broken_docx, 3, "unreadable"),
    "broken xml.docx": (docx_with_broken_xml, 3, "unreadable"),
    "locked.pdf": (encrypted_pdf, 3, "unreadable"),
    "empty.docx": (lambda: b"", 3, "unreadable"),
    "empty.pdf": (lambda: b"", 3, "unreadable"),
    "empty.txt": (lambda: b"", 3, "unreadable"),
    "scan.pdf": (picture_pdf, 5, "held"),
    "latin.txt": (lambda: "Ms Oldroyd said: \u00a35 \u00e9".encode("latin-1"), 3, "unreadable"),
    "recording.mp3": (lambda: b"ID3\x03\x00\x00\x00\x00\x00\x21 Ms Oldroyd", 4, "unsupported"),
    "everything.zip": (archive, 4, "unsupported"),
    "not a pdf.pdf": (lambda: b"Ms Oldroyd rang.\n", 3, "unreadable"),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_case(tmp_path_factory.mktemp("bad") / "case", only=[PLAN])


@pytest.mark.parametrize("name", sorted(BAD))
def test_one_bad_file_alone_decides_the_exit_code(small: Path, tmp_path: Path, name: str) -> None:
    make, code, status = BAD[name]
    case = tmp_path / "case"
    shutil.copytree(small, case)
    (case / "documents" / name).write_bytes(make())
    result = api.run_case(case, tmp_path / "out")
    ended = {item.source: item for item in result.documents}
    assert ended[name].status == status
    assert ended[PLAN].status == "released"
    assert int(result.exit_code) == code
    assert ended[name].next_steps
    assert ended[name].reasons


def test_all_bad_files_together_through_the_command_line(tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=[SUMMARY])
    for name, (make, _, _) in BAD.items():
        (case / "documents" / name).write_bytes(make())
    outcome = redactor(tmp_path, "run", case, "--out", tmp_path / "out")
    assert outcome.code == 3
    assert [path.name for path in (tmp_path / "out" / "release").iterdir()] == [SUMMARY]
    assert outcome.stderr.count("What to do:") >= 4
    assert "Oldroyd" not in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_missing_glossary_is_a_usage_error(tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=[SUMMARY])
    (case / "glossary.csv").unlink()
    outcome = redactor(tmp_path, "run", case, "--out", tmp_path / "out")
    assert outcome.code == 2
    assert "glossary" in outcome.stderr
    assert re.search(r"glossary\.(csv|xlsx)", outcome.stderr)
    assert not (tmp_path / "out" / "release").exists()


def test_mistakes_in_the_glossary_are_reported_together(tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=[SUMMARY])
    with (case / "glossary.csv").open("a", encoding="utf-8") as stream:
        stream.write(
            "Anton Veresk,HV1,health visitor,professional,\n,,social worker,professional,\nEda Quill,,x,cousins,\n"
        )
    outcome = redactor(tmp_path, "run", case, "--out", tmp_path / "out")
    assert outcome.code == 2
    for row in (46, 47, 48):
        assert f"row {row}" in outcome.stderr


def test_bad_usage(tmp_path: Path) -> None:
    assert redactor(tmp_path, "run", tmp_path / "nowhere", "--out", tmp_path / "out").code == 2
    assert redactor(tmp_path, "run", tmp_path, "--out", tmp_path / "out").code == 2
    case = copy_case(tmp_path / "case", only=[SUMMARY])
    assert redactor(tmp_path, "run", case, "--out", tmp_path / "out", "-d", "newspaper").code == 2
    assert redactor(tmp_path, "run", case, "--out", case / "documents" / "out").code == 2
