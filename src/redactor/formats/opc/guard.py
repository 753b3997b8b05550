"""Open a zip that may be hostile, within limits.

The limits are those of ordinary reports times a large margin: a document beyond
them is refused with a sentence, never half read.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from redactor.errors import UnreadableError
from redactor.formats.opc.kinds import WORD, Words

MAX_MEMBERS = 5_000
MAX_MEMBER_BYTES = 200 * 1024 * 1024
MAX_TOTAL_BYTES = 500 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FREE_BYTES = 10 * 1024 * 1024


def read_members(data: bytes, words: Words = WORD) -> dict[str, bytes]:
    """Return the members of a zip by name, each checked before it is unpacked.

    Args:
        data: The whole file.
        words: How the format is called in messages.

    Raises:
        UnreadableError: if the zip is broken, encrypted, has two members of one
            name, or would unpack beyond the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check(infos, words)
            return {info.filename: _read(archive, info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise UnreadableError(f"The {words.file} is broken (its zip container).", next_step=words.mend) from None


def _check(infos: list[zipfile.ZipInfo], words: Words) -> None:
    names = [info.filename.lower() for info in infos]
    if len(names) > MAX_MEMBERS:
        raise UnreadableError(f"The file has too many parts to be a {words.document}.", next_step=words.mend)
    if len(set(names)) != len(names):
        raise UnreadableError(f"Two parts of the {words.file} have one name.", next_step=words.mend)
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableError(
            "The file is protected with a password.", next_step="Take the password off and save it again."
        )
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    too_dense = total > _RATIO_FREE_BYTES and total > MAX_RATIO * max(packed, 1)
    if too_dense or total > MAX_TOTAL_BYTES or any(i.file_size > MAX_MEMBER_BYTES for i in infos):
        raise UnreadableError(
            "The file would unpack to more than a document can hold.",
            next_step="Shrink its pictures, or ask for a new copy of the file.",
        )


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as stream:
        content = stream.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise zipfile.BadZipFile
    return content
