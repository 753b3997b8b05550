"""The example case, whole: nothing protected left, nothing else lost."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from corpus.example import COMMITTED, sources
from corpus.gold import marks, paragraphs, released_pattern
from corpus.markup import Mark, Piece, Source, plain
from tests.e2e.cases import NOTE, certificate, certified, copy_case, hashes, redactor
from tests.e2e.conftest import Demo
from tests.e2e.rawscan import count, distinctive_words, docx_paragraphs, fold, leaks, visible_text

pytestmark = pytest.mark.xdist_group("demo")

ALL = {source.value("file"): source for source in sources()}
WORDS = distinctive_words(COMMITTED / "glossary.csv")


def test_everything_is_released(demo: Demo) -> None:
    assert demo.outcome.code == 0, demo.outcome.stderr
    assert {name: item["status"] for name, item in demo.outcome.documents().items()} == dict.fromkeys(ALL, "released")
    assert hashes(demo.release) == certified(demo.out)


@pytest.mark.parametrize("name", sorted(ALL))
def test_nothing_protected_is_left_in_any_view(demo: Demo, name: str) -> None:
    assert leaks(demo.released(name), WORDS) == []


@pytest.mark.parametrize("name", sorted(ALL))
def test_identifiers_are_gone(demo: Demo, name: str) -> None:
    numbers = {mark.text for mark, _ in marks(ALL[name]) if mark.code.startswith("[")}
    assert leaks(demo.released(name), numbers | {"FN-11"}) == []


@pytest.mark.parametrize("name", sorted(ALL))
def test_written_forms_stand_as_often_as_they_should(demo: Demo, name: str) -> None:
    """Names that are ordinary words too, and names that may stay beside the same name of a child."""
    released = _without_allowed(visible_text(demo.released(name)))
    expected = _without_allowed(_expected_text(ALL[name]))
    for form in sorted({mark.text for mark, visible in marks(ALL[name]) if visible and not mark.stays}):
        assert count(form, released) <= count(form, expected), f"a form of {_code(ALL[name], form)} is left"


@pytest.mark.parametrize("name", sorted(ALL))
def test_allowed_names_and_traps_survive(demo: Demo, name: str) -> None:
    released = visible_text(demo.released(name))
    expected = _expected_text(ALL[name])
    stays = {mark.text for mark, visible in marks(ALL[name]) if visible and mark.stays}
    lost = {text: (count(text, released), count(text, expected)) for text in stays}
    assert {text: pair for text, pair in lost.items() if pair[0] < pair[1]} == {}


@pytest.mark.parametrize("name", sorted(name for name in ALL if name.endswith(".docx")))
def test_word_documents_read_as_they_should(demo: Demo, name: str) -> None:
    found = docx_paragraphs(demo.released(name))
    wrong = [
        "".join(plain(pieces, released=True))
        for pieces in paragraphs(ALL[name])
        if _has_words(pieces) and not _stands_in(pieces, found)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(name for name in ALL if not name.endswith(".docx")))
def test_flat_documents_read_as_they_should(demo: Demo, name: str) -> None:
    text = _single(visible_text(demo.released(name)))
    wrong = [
        "".join(plain(pieces, released=True))
        for pieces in paragraphs(ALL[name])
        if _has_words(pieces) and not re.search(_folded(pieces), text)
    ]
    assert wrong == []


def test_file_names_carry_no_names(demo: Demo) -> None:
    for path in demo.release.iterdir():
        assert leaks(path, WORDS | {"FN-11"}) == []
    assert len(list(demo.release.iterdir())) == len(ALL) + 1  # and the key to codes


def test_originals_are_untouched(demo: Demo) -> None:
    assert hashes(demo.case / "documents") == demo.before


def test_no_network_was_tried(demo: Demo) -> None:
    assert not demo.network.exists(), demo.network.read_text()


def test_pack_is_said_to_be_complete_and_pseudonymised(demo: Demo) -> None:
    value = certificate(demo.out)
    assert value["destination"] == "ofsted"
    assert value["missing_from_pack"] == []
    assert value["not_released"] == []
    assert value["provisional"] == []
    assert "pseudonym" in value["nature"].lower()
    assert value["codes"]["HV2"] > 10


def test_people_have_their_codes(demo: Demo) -> None:
    people = {item["code"]: item for item in demo.outcome.json["people"] if item["code"]}
    assert {"SW1", "SW2", "GP1", "GP2", "CT1", "DS1", "DC1", "Child R", "MGM"} <= set(people)
    assert not [code for code, item in people.items() if item["origin"] == "provisional"]


def test_demo_command_gives_the_same_bytes(demo: Demo, tmp_path: Path) -> None:
    outcome = redactor(tmp_path, "demo", "--out", tmp_path / "demo", "--json")
    assert outcome.code == 0, outcome.stderr
    made = hashes(tmp_path / "demo" / "output" / "release")
    assert made.items() <= hashes(demo.release).items()
    assert len(made) >= len(ALL)


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=[NOTE])
    before = hashes(case)
    outcome = redactor(tmp_path, "run", case, "--out", tmp_path / "out", "--dry-run")
    assert outcome.code == 0, outcome.stderr
    assert "HV2" in outcome.stderr
    assert hashes(case) == before
    assert not (tmp_path / "out").exists()


def _expected_text(source: Source) -> str:
    parts = ["".join(plain(pieces, released=True)) for pieces in paragraphs(source)]
    heads = ["".join(plain(source.head.get(key, ()), released=True)) for key in ("header", "footer")]
    return "\n".join([*parts, *heads])


def _without_allowed(text: str) -> str:
    """The text without the full names that may stay: page furniture repeats them on every page of a PDF."""
    case = tomllib.loads((COMMITTED / "case.toml").read_text(encoding="utf-8"))
    for person in case["allowed"]:
        text = re.sub(r"\s+".join(map(re.escape, person["name"].split())), " ", text)
    return text


def _code(source: Source, form: str) -> str:
    return next(mark.code for mark, _ in marks(source) if mark.text == form)


def _has_words(pieces: tuple[Piece, ...]) -> bool:
    return any(isinstance(piece, Mark) or "".join(plain([piece])).strip() for piece in pieces)


def _single(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text)).strip()


def _folded(pieces: tuple[Piece, ...]) -> str:
    return fold(released_pattern(pieces).pattern).strip()


def _stands_in(pieces: tuple[Piece, ...], found: list[str]) -> bool:
    pattern = re.compile(_folded(pieces))
    return any(pattern.fullmatch(text) for text in found)
