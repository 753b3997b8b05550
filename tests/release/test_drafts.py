from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from tests.release.samples import blocked, released, unreadable

from redactor.model import Status
from redactor.release.drafts import write_drafts
from redactor.release.results import DocumentResult


def held(output_name: str = "Overview.docx") -> DocumentResult:
    item = blocked()
    assert item.applied is not None
    return replace(item, status=Status.HELD, applied=replace(item.applied, output_name=output_name))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_held_and_blocked_copies_are_drafts_others_are_not(tmp_path: Path) -> None:
    refused = replace(blocked(), status=Status.REFUSED)
    written = write_drafts(tmp_path, [released(), held("a.docx"), blocked(), unreadable(), refused])
    drafts = tmp_path / "drafts"
    assert names(drafts) == ["DRAFT - Overview.docx", "DRAFT - a.docx", "README.txt"]
    assert [path.name for path in written] == ["DRAFT - a.docx", "DRAFT - Overview.docx"]
    assert written[0].read_bytes() == b"draft bytes"
    assert b"DO NOT SEND" in (drafts / "README.txt").read_bytes()
    assert stat.S_IMODE(drafts.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in drafts.iterdir()} == {0o600}


def test_old_drafts_go(tmp_path: Path) -> None:
    write_drafts(tmp_path, [held("a.docx")])
    write_drafts(tmp_path, [held("b.docx")])
    assert names(tmp_path / "drafts") == ["DRAFT - b.docx", "README.txt"]
    assert write_drafts(tmp_path, [released()]) == ()
    assert not (tmp_path / "drafts").exists()


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "IMR.docx").touch()
    (tmp_path / "drafts").symlink_to(originals)
    write_drafts(tmp_path, [held()])
    assert names(originals) == ["IMR.docx"]
    assert not (tmp_path / "drafts").is_symlink()


@pytest.mark.parametrize("name", ["../a.docx", "CON.docx", ""])
def test_names_that_are_not_safe_become_numbers(tmp_path: Path, name: str) -> None:
    (path,) = write_drafts(tmp_path, [held(name)])
    assert path.parent == tmp_path / "drafts"
    assert path.name == f"DRAFT - 1{Path(name).suffix}"


def test_two_of_one_name_are_both_kept(tmp_path: Path) -> None:
    write_drafts(tmp_path, [held("a.docx"), held("A.docx")])
    assert names(tmp_path / "drafts") == ["DRAFT - 2.docx", "DRAFT - a.docx", "README.txt"]
