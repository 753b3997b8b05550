"""A zip container as it lies on disk: members, and what hides between them."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from redactor.errors import UnreadableError

MOST_MEMBERS = 10_000
MOST_BYTES = 1 << 29
_END_RECORD = b"PK\x05\x06"
_END_RECORD_SIZE = 22


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its stored name and its decompressed bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Container:
    """A zip file.

    Attributes:
        members: In the order of the directory; a name may occur twice.
        prefix, suffix: Bytes before the first member and after the end record.
        comment: The comment of the file and of its members.
        duplicates: How many members share a name with an earlier one.
    """

    members: tuple[Member, ...]
    prefix: bytes
    suffix: bytes
    comment: bytes
    duplicates: int


def open_container(data: bytes) -> Container:
    """Read every member of a zip file, within limits.

    Raises:
        UnreadableError: if it is broken, encrypted, or larger than the limits of
            10,000 members and 512 MB in all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _guard(infos)
            members = tuple(Member(info.filename, archive.read(info)) for info in infos)
            comment = b"\n".join(filter(None, [archive.comment, *(info.comment for info in infos)]))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, zlib.error) as error:
        raise UnreadableError("The zip container is broken.", next_step="Ask for the file again.") from error
    names = [member.name for member in members]
    first = min((info.header_offset for info in infos), default=0)
    end = data.rfind(_END_RECORD) + _END_RECORD_SIZE + len(archive.comment)
    return Container(members, data[:first], data[end:], comment, len(names) - len(set(names)))


def _guard(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse what is encrypted or too large before anything is unpacked."""
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableError("The file is encrypted.", next_step="Save it without a password.")
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_BYTES:
        raise UnreadableError("The container is too large to be checked.", next_step="Split the document.")
