"""Folders that others can reach are told apart from those of this computer alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from redactor.case.places import exposures, is_on_network, others_can_read, synchronised

NONE: dict[str, str] = {}
MOUNTS = r"""
21 26 0:20 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 21 0:41 / /mnt/board rw - cifs //server/share rw
41 40 0:42 / /mnt/board/local rw - ext4 /dev/sdb1 rw
42 21 0:43 / /mnt/two\040words rw - nfs4 server:/x rw
43 21 0:44 / /media/usb rw - vfat /dev/sdc1 rw
malformed line
1 2 - nfs x
"""


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/kay/OneDrive/cases/FN-11", "OneDrive"),
        ("/home/kay/OneDrive - Fennshire County Council/FN-11", "OneDrive"),
        ("/home/kay/Dropbox (Fennshire)/FN-11", "Dropbox"),
        ("/Users/kay/Library/Mobile Documents/com~apple~CloudDocs/FN-11", "iCloud Drive"),
        ("/home/kay/iCloudDrive/FN-11", "iCloud Drive"),
        ("/Users/kay/Library/CloudStorage/GoogleDrive-kay@example.org/My Drive/FN-11", "Google Drive"),
        ("/home/kay/Google Drive/FN-11", "Google Drive"),
        ("/home/kay/Nextcloud2/FN-11", "Nextcloud or ownCloud"),
        ("/home/kay/Box Sync/FN-11", "Box"),
    ],
)
def test_synchronised_by_its_path(path: str, service: str) -> None:
    assert synchronised(Path(path), NONE) == (service,)


@pytest.mark.parametrize("path", ["/home/kay/Documents/FN-11", "/srv/Dropbox rules/FN-11", "/home/boxer/FN-11"])
def test_not_synchronised(path: str) -> None:
    assert synchronised(Path(path), NONE) == ()


def test_onedrive_by_its_variable(tmp_path: Path) -> None:
    case = tmp_path / "Work files" / "FN-11"
    case.mkdir(parents=True)
    assert synchronised(case.resolve(), {"OneDriveCommercial": str(tmp_path / "Work files")}) == ("OneDrive",)
    assert synchronised(case.resolve(), {"OneDriveCommercial": str(tmp_path / "Other files")}) == ()


@pytest.mark.parametrize(("mark", "service"), [(".dropbox", "Dropbox"), (".stfolder", "Syncthing")])
def test_synchronised_by_the_marks_of_the_service(tmp_path: Path, mark: str, service: str) -> None:
    case = tmp_path / "a" / "FN-11"
    case.mkdir(parents=True)
    assert synchronised(case, NONE) == ()
    (tmp_path / mark).touch()
    assert synchronised(case, NONE) == (service,)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/home/kay/FN-11", False),
        ("/mnt/board/FN-11", True),
        ("/mnt/board/local/FN-11", False),
        ("/mnt/boarding/FN-11", False),
        ("/mnt/two words/FN-11", True),
        ("/media/usb/FN-11", False),
    ],
)
def test_network_drives(path: str, answer: bool) -> None:
    assert is_on_network(Path(path), MOUNTS) is answer


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_readable_by_everybody() -> None:
    with tempfile.TemporaryDirectory() as made:  # pytest's own folders are closed to others
        above = Path(made)
        above.chmod(0o755)
        case = above / "FN-11"
        case.mkdir()
        case.chmod(0o755)
        assert others_can_read(case)
        case.chmod(0o711)
        assert not others_can_read(case)
        case.chmod(0o755)
        above.chmod(0o700)
        assert not others_can_read(case)


def test_every_exposure_says_what_to_do(tmp_path: Path) -> None:
    case = tmp_path / "OneDrive" / "FN-11"
    case.mkdir(parents=True)
    case.chmod(0o755)
    mounts = f"1 0 0:1 / {tmp_path} rw - nfs4 server:/x rw"
    found = exposures(case, environment=NONE, mounts=mounts)
    assert [item.what for item in found[:2]] == [
        "The case lies in a folder that OneDrive synchronises.",
        "The case lies on a network drive, which others may read.",
    ]
    assert all(item.next_step and str(tmp_path) not in item.what for item in found)
    case.chmod(0o700)
    (tmp_path / "FN-12").mkdir(mode=0o700)
    assert exposures(tmp_path / "FN-12", environment=NONE, mounts="") == ()
    exposures(tmp_path / "FN-12")  # this machine's own variables and mounts are readable
