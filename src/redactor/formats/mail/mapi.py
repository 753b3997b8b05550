"""Properties of an Outlook message file (MS-OXMSG), read from its OLE container."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile  # type: ignore[import-untyped]

from redactor.errors import UnreadableError

PROPERTIES = "__properties_version1.0"
_RECIPIENT, _ATTACHMENT = "__recip_version1.0_#", "__attach_version1.0_#"
_ROOT_HEADER, _INNER_HEADER, _CHILD_HEADER = 32, 24, 8
_ENTRY = 16
_UNICODE, _STRING, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_INTEGER, _TIME, _BOOLEAN = 0x0003, 0x0040, 0x000B
_MESSAGE_CODEPAGE, _INTERNET_CODEPAGE = 0x3FFD, 0x3FDE
_FAULTS = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, RecursionError)
_STEP = "Open the message in Outlook and save it again."


def broken() -> UnreadableError:
    """The error of a container that cannot be read."""
    return UnreadableError("The Outlook message is broken.", next_step=_STEP)


class Container:
    """An OLE file.

    Args:
        data: The whole file.

    Raises:
        UnreadableError: if it is broken or holds no message.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._ole = olefile.OleFileIO(io.BytesIO(data))
            self._paths = {tuple(path) for path in self._ole.listdir(streams=True, storages=True)}
        except _FAULTS:
            raise broken() from None
        if (PROPERTIES,) not in self._paths:
            raise UnreadableError("The file is not an Outlook message.", next_step=_STEP)

    def stream(self, path: tuple[str, ...]) -> bytes | None:
        """The bytes of a stream; ``None`` if there is none."""
        if path not in self._paths:
            return None
        try:
            data = bytes(self._ole.openstream(list(path)).read())
            whole = len(data) == self._ole.get_size(list(path))
        except _FAULTS:
            raise broken() from None
        if not whole:
            raise broken()
        return data

    def storages(self, path: tuple[str, ...], start: str) -> Iterator[tuple[str, ...]]:
        """The storages directly below ``path`` whose names begin so, in the order of their names."""
        depth = len(path) + 1
        yield from sorted(p for p in self._paths if len(p) == depth and p[:-1] == path and p[-1].startswith(start))

    def has_storage(self, path: tuple[str, ...]) -> bool:
        """Whether something stands below ``path``."""
        return (*path, PROPERTIES) in self._paths


class Properties:
    """The properties of one message, recipient or attachment.

    Args:
        container: The file.
        path: The storage; empty for the root.
        header: Length of what stands before the entries, by the kind of storage.
        codepage: For strings that are not Unicode.
    """

    def __init__(self, container: Container, path: tuple[str, ...], header: int, codepage: str = "cp1252") -> None:
        self._container = container
        self._path = path
        self._codepage = codepage
        data = container.stream((*path, PROPERTIES)) or b""
        self._fixed: dict[tuple[int, int], bytes] = {}
        for at in range(header, len(data) - _ENTRY + 1, _ENTRY):
            kind, key = struct.unpack_from("<HH", data, at)
            self._fixed[key, kind] = data[at + 8 : at + _ENTRY]

    @property
    def count(self) -> int:
        """How many properties there are."""
        return len(self._fixed)

    def text(self, *keys: int) -> str:
        """The first of these text properties that is not empty."""
        for key in keys:
            for kind, codec in ((_UNICODE, "utf-16-le"), (_STRING, self._codepage)):
                data = self._variable(key, kind)
                if data:
                    found = _decoded(data, codec).rstrip("\0")
                    if found:
                        return found
        return ""

    def binary(self, key: int) -> bytes:
        """A binary property; empty for none."""
        return self._variable(key, _BINARY) or b""

    def integer(self, key: int, default: int = 0) -> int:
        """A whole number."""
        data = self._fixed.get((key, _INTEGER))
        return struct.unpack_from("<i", data)[0] if data else default

    def time(self, *keys: int) -> int:
        """The first of these times, in 100 ns since 1601; 0 for none."""
        found = (self._fixed.get((key, _TIME)) for key in keys)
        return next((int.from_bytes(data, "little") for data in found if data), 0)

    def object_path(self, key: int) -> tuple[str, ...]:
        """Where an embedded object stands."""
        return (*self._path, _stream_name(key, _OBJECT))

    def _variable(self, key: int, kind: int) -> bytes | None:
        return self._container.stream((*self._path, _stream_name(key, kind)))


def message_properties(container: Container, path: tuple[str, ...]) -> Properties:
    """The properties of the message at ``path``, its strings in its own codepage."""
    header = _INNER_HEADER if path else _ROOT_HEADER
    numbers = Properties(container, path, header)
    page = numbers.integer(_MESSAGE_CODEPAGE) or numbers.integer(_INTERNET_CODEPAGE)
    return Properties(container, path, header, codepage_name(page))


def recipients(container: Container, path: tuple[str, ...], codepage: str) -> Iterator[Properties]:
    """The recipients of the message at ``path``."""
    for storage in container.storages(path, _RECIPIENT):
        yield Properties(container, storage, _CHILD_HEADER, codepage)


def attachments(container: Container, path: tuple[str, ...], codepage: str) -> Iterator[Properties]:
    """The attachments of the message at ``path``."""
    for storage in container.storages(path, _ATTACHMENT):
        yield Properties(container, storage, _CHILD_HEADER, codepage)


def codepage_name(number: int) -> str:
    """The codec of a Windows code page; 1252 where none is given."""
    special = {0: "cp1252", 65001: "utf-8", 20127: "cp1252", 28591: "latin-1", 1200: "utf-16-le"}
    return special.get(number, f"iso8859-{number - 28590}" if 28592 <= number <= 28605 else f"cp{number}")


def _stream_name(key: int, kind: int) -> str:
    return f"__substg1.0_{key:04X}{kind:04X}"


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except (LookupError, ValueError):
        raise UnreadableError(
            "The text of the message is not in the encoding that it declares.", next_step=_STEP
        ) from None
