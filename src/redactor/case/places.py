"""Whether others than its owner can reach a folder: synchronised, shared over a network, or readable by everybody.

A case folder holds the key from names to codes. A synchronised folder copies it to a provider and to every device of
the account (DUR 8.127–8.131: stored securely, restricted access).
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PROVIDERS: tuple[tuple[str, str], ...] = (
    ("OneDrive", r"onedrive( - .+)?|sharepoint"),
    ("Dropbox", r"dropbox( \(.+\))?"),
    ("iCloud Drive", r"icloud ?drive|icloud~.*|com~apple~clouddocs|mobile documents"),
    ("Google Drive", r"google ?drive( \(.+\))?|googledrive-.+|my drive|drivefs"),
    ("Box", r"box( sync)?"),
    ("Nextcloud or ownCloud", r"nextcloud\d*|owncloud\d*"),
    ("pCloud", r"pcloud ?drive"),
    ("MEGA", r"megasync"),
    ("Syncthing", r"syncthing"),
)
_MARKS: tuple[tuple[str, str], ...] = (
    ("Dropbox", ".dropbox"),
    ("Dropbox", ".dropbox.cache"),
    ("Syncthing", ".stfolder"),
    ("Nextcloud or ownCloud", ".sync_journal.db"),
    ("Google Drive", ".tmp.driveupload"),
    ("Resilio Sync", ".sync"),
)
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK = re.compile(
    r"9p|afpfs|afs|ceph|cifs|davfs2?|fuse\.(davfs2|gvfsd-fuse|rclone|sshfs)|glusterfs|ncpfs|nfs4?|smb2|smb3|smbfs|webdav"
)
_MOUNTS = Path("/proc/self/mountinfo")
_STEP_MOVE = "Move the case to a folder of this computer that is not synchronised, or seal it when you do not use it."
_STEP_MODE = "Close the folder to others: chmod -R go= CASE."


@dataclass(frozen=True, slots=True)
class Exposure:
    """One way by which others can reach a folder.

    Attributes:
        what: One sentence, without the folder's path.
        next_step: What to do.
    """

    what: str
    next_step: str


def exposures(
    folder: Path, *, environment: Mapping[str, str] | None = None, mounts: str | None = None
) -> tuple[Exposure, ...]:
    """Return every way by which others can reach ``folder``; empty if none is known.

    Args:
        folder: A case folder.
        environment: Variables; those of the process by default.
        mounts: Text of ``/proc/self/mountinfo``; that of the machine by default, where there is one.
    """
    place = folder.resolve()
    variables = os.environ if environment is None else environment
    found = [f"The case lies in a folder that {name} synchronises." for name in synchronised(place, variables)]
    if mounts is None:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace") if _MOUNTS.exists() else ""
    if is_on_network(place, mounts):
        found.append("The case lies on a network drive, which others may read.")
    answers = [Exposure(what, _STEP_MOVE) for what in found]
    if others_can_read(place):
        answers.append(Exposure("Every user of this computer can read the case folder.", _STEP_MODE))
    return tuple(answers)


def synchronised(place: Path, environment: Mapping[str, str]) -> tuple[str, ...]:
    """The services that synchronise a folder, by its path, by variables and by the marks they leave.

    Args:
        place: Absolute, without links.
        environment: Variables; OneDrive names its folders in some.
    """
    found: dict[str, None] = {}
    for part in place.parts:
        found |= {name: None for name, pattern in _PROVIDERS if re.fullmatch(pattern, part, re.IGNORECASE)}
    for name in _VARIABLES:
        root = environment.get(name, "")
        if root and place.is_relative_to(Path(root).resolve()):
            found["OneDrive"] = None
    for parent in (place, *place.parents):
        found |= {name: None for name, mark in _MARKS if (parent / mark).exists()}
    return tuple(found)


def is_on_network(place: Path, mounts: str) -> bool:
    """Whether a folder lies on a network drive.

    Args:
        place: Absolute, without links.
        mounts: ``/proc/self/mountinfo`` (proc(5)): the fifth field is the mount point, the first after ``-`` the type.
    """
    if sys.platform == "win32":
        return _is_windows_network(place)
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 5:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4]))
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split(" ")[0]
    return _NETWORK.fullmatch(kind) is not None


def _is_windows_network(place: Path) -> bool:  # pragma: no cover - runs on Windows only
    if place.drive.startswith("\\\\"):
        return True
    import ctypes

    remote = 4  # DRIVE_REMOTE of GetDriveTypeW
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the attribute exists on Windows only
    return bool(kernel.GetDriveTypeW(f"{place.drive}\\") == remote)


def others_can_read(place: Path) -> bool:
    """Whether a user who is neither owner nor of the group can list the folder: it and every folder above let them.

    On Windows access lists decide, which are not looked at: the answer is ``False``.
    """
    if os.name != "posix":
        return False
    if not place.stat().st_mode & stat.S_IROTH:
        return False
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (place, *place.parents))
