"""Nothing lost in workbooks: every damage to a written copy is told, an honest copy is not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from tests.formats.conftest import replacing
from tests.formats.xlsx_files import saved, set_header
from tests.formats.xlsx_planted import PLANTED, planted_words
from tests.verify.building import repacked

from redactor.formats.xlsx.document import Workbook
from redactor.model import (
    AppliedDocument,
    DocumentKind,
    Plan,
    Replacement,
    SourceDocument,
    Verification,
    expected_texts,
)
from redactor.profiles.schema import load_profile
from redactor.verify import Knowledge, verify_release


def _source() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Chronology"
    for row in (["Date", "Event", "Source"], ["1 May", "Karen visited", "Karen"], ["2 May", "No reply", "Log"]):
        sheet.append(row)
    sheet["D2"] = 12
    set_header(sheet, "Confidential Karen")
    hidden = workbook.create_sheet("Behind")
    hidden["A1"] = "Behind text"
    hidden.sheet_state = "hidden"
    return saved(workbook)


def _verified(damage: Callable[[dict[str, bytes]], None] | None = None, *, profile: str = "ofsted") -> Verification:
    source = _source()
    document = Workbook(source)
    remove = load_profile(profile).hidden_content == "remove"
    edits = list(replacing(document, {"Karen": "SW1"}).replacements)
    if remove:
        edits += [
            Replacement(segment.key, span.start, span.end, "", "hidden", "test")
            for segment in document.segments
            for span in segment.hidden
        ]
    digest = hashlib.sha256(source).hexdigest()
    plan = Plan("a.xlsx", digest, DocumentKind.OVERVIEW, "a.xlsx", tuple(edits))
    written = document.write(plan, cleared=frozenset(), hidden="remove" if remove else "code")
    copy = repacked(written.data, damage) if damage else written.data
    read = SourceDocument("a.xlsx", "xlsx", DocumentKind.OVERVIEW, digest, document.segments)
    return verify_release(
        source=source,
        source_name="a.xlsx",
        released=AppliedDocument("a.xlsx", "a.xlsx", copy, hashlib.sha256(copy).hexdigest(), written.changes),
        expected=expected_texts(read, plan),
        plan=plan,
        knowledge=_knowledge(profile),
    )


def _knowledge(profile: str) -> Knowledge:
    return Knowledge((), "Child R", "FN-11", {}, load_profile(profile), full_rules=True, codes=frozenset({"SW1"}))


@pytest.mark.parametrize("profile", ["ofsted", "website"])
def test_an_honest_copy_passes(profile: str) -> None:
    verification = _verified(profile=profile)
    assert (verification.lost, verification.unchecked, verification.residuals) == ((), (), ())


def _change(member: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def damage(members: dict[str, bytes]) -> None:
        assert old in members[member]
        members[member] = members[member].replace(old, new, 1)

    return damage


def _drop_row(members: dict[str, bytes]) -> None:
    name = "xl/worksheets/sheet1.xml"
    members[name], count = re.subn(rb'<row r="3".*?</row>', b"", members[name], flags=re.DOTALL)
    assert count == 1


@pytest.mark.parametrize(
    "damage",
    [
        _change("xl/sharedStrings.xml", b"No reply", b"A reply"),
        _change("xl/sharedStrings.xml", b"SW1 visited", b"SW1 visit"),
        _change("xl/worksheets/sheet1.xml", b"<v>12</v>", b"<v>13</v>"),
        _change("xl/worksheets/sheet1.xml", b"Confidential", b""),
        _change("xl/sharedStrings.xml", b"Behind text", b"Behind"),
        _drop_row,
    ],
)
def test_damage_is_told(damage: Callable[[dict[str, bytes]], None]) -> None:
    assert _verified(damage).lost


def test_hidden_content_left_for_the_website_is_told() -> None:
    damage = _change("xl/worksheets/sheet1.xml", b'<row r="3"', b'<row hidden="1" r="3"')
    assert any(residual.kind == "hidden content" for residual in _verified(damage, profile="website").residuals)


def test_a_workbook_with_everything_in_it_is_compared_whole() -> None:
    document = Workbook(PLANTED)
    words = {word: "SW1" for segment in document.segments for word in planted_words(segment.text)}
    plan = replace(replacing(document, words), source="a.xlsx", sha256=hashlib.sha256(PLANTED).hexdigest())
    written = document.write(plan, cleared=frozenset())
    read = SourceDocument("a.xlsx", "xlsx", DocumentKind.OVERVIEW, plan.sha256, document.segments)
    verification = verify_release(
        source=PLANTED,
        source_name="a.xlsx",
        released=AppliedDocument("a.xlsx", "a.xlsx", written.data, "", written.changes),
        expected=expected_texts(read, plan),
        plan=plan,
        knowledge=_knowledge("ofsted"),
    )
    assert (verification.lost, verification.unchecked) == ((), ())
    assert {residual.kind for residual in verification.residuals} == {"email", "url"}, "addresses without names stay"
