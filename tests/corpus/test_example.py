"""The example case is complete, committed as its sources say, and hard enough."""

from __future__ import annotations

import csv
import json
import re
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx
import pytest
from corpus.example import COMMITTED, SOURCES, build, gold, sources
from corpus.gold import marks, paragraphs
from corpus.markup import Mark, Source, plain
from tests.e2e.rawscan import count, docx_paragraphs, fold, pdfium_text, visible_text

ALL = {source.value("file"): source for source in sources()}
WORD = [name for name in ALL if name.endswith(".docx")]


def rows() -> list[dict[str, str]]:
    with (COMMITTED / "glossary.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def written_forms() -> set[str]:
    return {mark.text for source in ALL.values() for mark, _ in marks(source) if not mark.stays}


def test_gold_is_what_the_sources_say() -> None:
    assert json.loads((COMMITTED / "gold.json").read_text(encoding="utf-8")) == gold()


def test_the_documents_are_there_and_no_others() -> None:
    folder = COMMITTED / "documents"
    assert {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} == set(ALL)
    kinds = {source.value("kind") for source in ALL.values()}
    assert {"imr", "overview", "executive-summary", "chronology", "action-plan", "interview-record"} == kinds


@pytest.mark.parametrize("name", WORD)
def test_committed_word_files_read_as_their_source(name: str) -> None:
    found = docx_paragraphs(COMMITTED / "documents" / name)
    for pieces in paragraphs(ALL[name]):
        text = fold("".join(plain(pieces))).strip()
        assert not text or text in found


def test_committed_pdf_reads_as_its_source() -> None:
    text = _letters(pdfium_text(COMMITTED / "documents" / "Overview report.pdf"))
    for pieces in paragraphs(ALL["Overview report.pdf"]):
        for word in "".join(plain(pieces)).split():
            assert _letters(word) in text


def _letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


@pytest.mark.needs_libreoffice
def test_building_again_gives_the_same_text(tmp_path: Path) -> None:
    build(tmp_path)
    for name in ALL:
        new, old = tmp_path / "documents" / name, COMMITTED / "documents" / name
        assert visible_text(new).split() == visible_text(old).split()
        if ALL[name].value("engine") == "docx":
            assert _members(new) == _members(old)
    for name in ("case.toml", "glossary.csv", "gold.json"):
        assert (tmp_path / name).read_bytes() == (COMMITTED / name).read_bytes()


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_code_is_in_the_glossary_or_assigned() -> None:
    codes = {row["code"] for row in rows()}
    assigned = {"SW2", "GP2", "DS1", "DC1", "CT1"}
    used = {code for source in ALL.values() for mark, _ in marks(source) for code in _codes(mark)}
    people = {code for code in used if not code.startswith("[") and code not in ("", "=", "+", "~")}
    assert people <= codes | assigned
    assert assigned <= people
    assert len([row for row in rows() if row["category"] == "professional" and not row["code"]]) == len(assigned)


def _codes(mark: Mark) -> list[str]:
    return [code.rstrip("?") for code in mark.code.split("/")]


def test_allowed_names_are_all_used() -> None:
    settings = tomllib.loads((COMMITTED / "case.toml").read_text(encoding="utf-8"))
    text = visible_text(COMMITTED / "documents" / "Executive summary.docx")
    for person in settings["allowed"]:
        assert count(person["name"], text) >= 2


@pytest.mark.parametrize(
    "form",
    [
        "Oldroyd", "Ms Oldroyd", "K. Oldroyd", "K Oldroyd", "Karen", "OLDROYD, Karen", "Oldroyd, Karen", "Olroyd",
        "K.O.", "HV Lincoln", "Lincoln", "PC Hope", "Hope", "PC 4471 Hope", "Brannocks", "BRANNOCK, Michelle",
        "Shell", "Frankie", "Wisniowski", "Wisniowsky", "Dr Sjoberg", "Siobhan O'Hagan", "Gareth Pugh Davies",
        "k.oldroyd@fennshire-health.example", "Mark", "Summer", "Patience", "Leon W-Brannock",
    ],
)  # fmt: skip
def test_hard_forms_occur(form: str) -> None:
    assert form in written_forms()


@pytest.mark.parametrize(
    "trap",
    [
        "Munro Review", "Baby P", "Lord Laming", "Reading", "May 2011", "Gillick competence", "section 47", "will",
        "mark", "hope", "summer", "patience", "dawn", "Lincolnshire", "Children Act 1989", "Ofsted", "NSPCC",
        "Edinburgh Postnatal Depression Scale", "Sarah's Law", "Brandon et al", "April",
    ],
)  # fmt: skip
def test_traps_occur(trap: str) -> None:
    assert any(mark.text == trap for source in ALL.values() for mark, _ in marks(source) if mark.code == "~")


def test_two_people_share_a_first_name_and_the_author_another() -> None:
    first = [row["name"].split()[0] for row in rows() if row["category"] in ("family", "professional", "child")]
    assert first.count("Karen") == 2
    assert "Frances" in first


def test_names_are_split_over_runs_and_over_lines() -> None:
    document = docx.Document(str(next(COMMITTED.glob("documents/IMR Health*.docx"))))
    runs = {run.text for paragraph in document.paragraphs for run in paragraph.runs}
    assert {"royd", "Kar", "droyd"} <= runs
    lines = pdfium_text(COMMITTED / "documents" / "Overview report.pdf")
    assert re.search(r"Raghu\W{1,4}nathan", lines)
    assert re.search(r"Pugh\W{2,4}Davies|Pugh[\x02\ufffe]Davies", lines)
    assert re.search(r"Karen\s*[\r\n]+\s*Oldroyd|Bernadette\s*[\r\n]+\s*Achterkamp", lines)


def test_word_file_hides_names_where_real_ones_do() -> None:
    path = next(COMMITTED.glob("documents/IMR Health*.docx"))
    package = docx.Document(str(path)).part.package
    parts = {str(part.partname): part.blob.decode("utf-8", "replace") for part in package.iter_parts()}
    assert "Whitcombe-Shaw" in parts["/docProps/core.xml"]
    assert "Oldroyd" in parts["/word/comments.xml"]
    assert "Lincoln" in parts["/word/footnotes.xml"]
    body = parts["/word/document.xml"]
    assert re.search(r"<w:ins [^>]*w:author=\"Eleanor", body)
    assert re.search(r"<w:delText[^>]*>[^<]*Kestrell", body)
    assert re.search(r'descr="Genogram of the Brannock', body)
    assert any(rel.is_external and "mailto:" in rel.target_ref for rel in docx.Document(str(path)).part.rels.values())


def test_no_source_is_a_wall_of_text() -> None:
    for path in (SOURCES / "documents").glob("*.md"):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 400


def _visible(every: Iterable[Source]) -> str:
    return " ".join("".join(plain(pieces)) for source in every for pieces in paragraphs(source))


def test_identifiers_have_the_right_check_digits() -> None:
    text = _visible(ALL.values())
    numbers = {re.sub(r"\D", "", found) for found in re.findall(r"\b999 ?\d{3} ?\d{4}\b", text)}
    assert numbers
    for number in numbers:
        total = sum(int(digit) * weight for digit, weight in zip(number[:9], range(10, 1, -1), strict=True))
        assert (11 - total % 11) % 11 == int(number[9])
    pupils = re.findall(r"\b[A-Z]\d{12}\b", text)
    assert pupils
    for pupil in pupils:
        total = sum(int(digit) * weight for weight, digit in enumerate(pupil[1:], start=2))
        assert "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] == pupil[0]
