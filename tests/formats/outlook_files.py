"""Outlook message files for tests: a small writer of OLE containers and of MAPI properties."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Tree = dict[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    child: int = _FREE
    right: int = _FREE
    start: int = _END
    size: int = 0


def container(tree: Tree) -> bytes:
    """An OLE file of version 3 with these storages (mappings) and streams (bytes)."""
    entries = [_Entry("Root Entry", 5)]
    entries[0].child = _add(tree, entries)
    mini, mini_fat = bytearray(), list[int]()
    sectors, fat = bytearray(), list[int]()
    for entry in entries:
        if entry.kind == 2 and entry.data:
            entry.size = len(entry.data)
            small = entry.size < _CUTOFF
            target, table, unit = (mini, mini_fat, _MINI) if small else (sectors, fat, _SECTOR)
            entry.start = _append(target, table, entry.data, unit)
    if mini:
        entries[0].start, entries[0].size = _append(sectors, fat, bytes(mini), _SECTOR), len(mini)
    mini_start = _append(sectors, fat, _table(mini_fat), _SECTOR) if mini_fat else _END
    mini_count = -(-len(_table(mini_fat)) // _SECTOR) if mini_fat else 0
    directory = b"".join(map(_packed, entries))
    directory += _packed(_Entry("", 0)) * (-len(entries) % 4)
    directory_start = _append(sectors, fat, directory, _SECTOR)
    count = 1
    while count * (_SECTOR // 4) < len(fat) + count:
        count += 1
    first = len(fat)
    fat += [_FAT] * count
    sectors += _table(fat, count)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory_start, 0, _CUTOFF,
                          mini_start, mini_count, _END, 0)  # fmt: skip
    heads = list(range(first, first + count)) + [_FREE] * (109 - count)
    return header + struct.pack("<109I", *heads) + bytes(sectors)


def _add(tree: Mapping[str, bytes | Tree], entries: list[_Entry]) -> int:
    """Add the members of a storage as a chain; returns the first."""
    first = previous = _FREE
    for name in sorted(tree, key=lambda n: (len(n), n.upper())):
        value = tree[name]
        entry = _Entry(name, 2, value) if isinstance(value, bytes) else _Entry(name, 1)
        entries.append(entry)
        number = len(entries) - 1
        if previous == _FREE:
            first = number
        else:
            entries[previous].right = number
        previous = number
        if not isinstance(value, bytes):
            entry.child = _add(value, entries)
    return first


def _append(target: bytearray, table: list[int], data: bytes, unit: int) -> int:
    start = len(table)
    count = -(-len(data) // unit)
    target += data.ljust(count * unit, b"\0")
    table += [*range(start + 1, start + count), _END]
    return start


def _table(numbers: list[int], count: int = 0) -> bytes:
    room = (count or -(-len(numbers) * 4 // _SECTOR)) * (_SECTOR // 4)
    return struct.pack(f"<{room}I", *numbers, *[_FREE] * (room - len(numbers)))


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    length = len(name) + 2 if entry.kind else 0
    return name.ljust(64, b"\0") + struct.pack(
        "<HBBIII16xI8x8xIII", length, entry.kind, 1, _FREE, entry.right, entry.child, 0, entry.start, entry.size, 0
    )


@dataclass
class Mapi:
    """Properties of one message, recipient or attachment.

    Args:
        texts: Unicode strings by property number.
        old: Strings in a code page.
        binaries: Bytes.
        numbers: Whole numbers.
        times: 100 ns since 1601.
        inner: Storages below it.
    """

    texts: dict[int, str] = field(default_factory=dict)
    old: dict[int, bytes] = field(default_factory=dict)
    binaries: dict[int, bytes] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    times: dict[int, int] = field(default_factory=dict)
    inner: Tree = field(default_factory=dict)

    def tree(self, header: int) -> Tree:
        """The storage, its property stream behind a header of this length."""
        made: Tree = {f"__substg1.0_{key:04X}001F": text.encode("utf-16-le") for key, text in self.texts.items()}
        made.update({f"__substg1.0_{key:04X}001E": data for key, data in self.old.items()})
        made.update({f"__substg1.0_{key:04X}0102": data for key, data in self.binaries.items()})
        made.update(self.inner)
        made["__properties_version1.0"] = bytes(header) + b"".join(self._entries())
        return made

    def _entries(self) -> Iterable[bytes]:
        for values, kind in ((self.texts, 0x1F), (self.old, 0x1E), (self.binaries, 0x102)):
            for key, value in values.items():
                yield struct.pack("<HHIII", kind, key, 6, len(value), 0)
        for key, number in self.numbers.items():
            yield struct.pack("<HHIiI", 3, key, 6, number, 0)
        for key, ticks in self.times.items():
            yield struct.pack("<HHIQ", 0x40, key, 6, ticks)


def message_tree(
    own: Mapi, recipients: Iterable[Mapi] = (), attachments: Iterable[Mapi] = (), *, inner: bool = False
) -> Tree:
    """A message's storage: the root of a file, or what lies in an attachment."""
    tree = own.tree(24 if inner else 32)
    for number, item in enumerate(recipients):
        tree[f"__recip_version1.0_#{number:08X}"] = item.tree(8)
    for number, item in enumerate(attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = item.tree(8)
    return tree


def recipient(name: str, address: str, kind: int = 1) -> Mapi:
    """Somebody whom a message went to: 1 To, 2 Cc, 3 blind copy."""
    return Mapi(texts={0x3001: name, 0x39FE: address}, numbers={0x0C15: kind})


def attached_file(name: str, data: bytes, media_type: str = "") -> Mapi:
    """A file attached by value."""
    texts = {0x3707: name} | ({0x370E: media_type} if media_type else {})
    return Mapi(texts=texts, binaries={0x3701: data}, numbers={0x3705: 1})


def attached_message(tree: Tree, name: str = "") -> Mapi:
    """A message attached as a message."""
    return Mapi(texts={0x3001: name} if name else {}, numbers={0x3705: 5}, inner={"__substg1.0_3701000D": tree})


FILETIME = 129_621_247_640_000_000
"""3 October 2011, 14:12:44 UTC."""


def packed_rtf(rtf: bytes, *, compressed: bool = False) -> bytes:
    """RTF as Outlook stores it; compressed without a single back reference, but in the compressed form."""
    if not compressed:
        return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
    body = b"".join(b"\0" + rtf[at : at + 8] for at in range(0, len(rtf), 8))
    return struct.pack("<II4sI", len(body) + 12, len(rtf), b"LZFu", 0) + body
