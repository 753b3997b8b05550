"""Outlook message files taken apart into the same tree as Internet messages.

Every stream of the container is listed, whether or not Outlook would show it.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field

import olefile  # type: ignore[import-untyped]

from redactor.errors import UnreadableError
from redactor.verify.readers.mail_tree import Mail, Part, plain, unfold
from redactor.verify.readers.outlook_rtf import body_in

MARK = "__properties_version1.0".encode("utf-16-le")
_FAULTS = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, struct.error)
_STEP = "Open the message in Outlook and save it again."
_ENTRIES = "__properties_version1.0"
_VALUES = "__substg1.0_"
_TEXT, _OLD_TEXT, _BINARY, _STORAGE = "001F", "001E", "0102", "000D"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(slots=True)
class Storage:
    """One storage: its value streams by property and type ("0037001F"), its entries, its own storages."""

    values: dict[str, bytes] = field(default_factory=dict)
    entries: dict[str, bytes] = field(default_factory=dict)
    inner: dict[str, Storage] = field(default_factory=dict)

    def number(self, key: str) -> int:
        """A whole number; 0 for none."""
        return int.from_bytes(self.entries.get(f"{key}0003", b"")[:4], "little", signed=True)

    def text(self, codec: str, *keys: str) -> str:
        """The first text among some properties that is not empty."""
        for key in keys:
            for kind, name in ((_TEXT, "utf-16-le"), (_OLD_TEXT, codec)):
                value = _text(self.values.get(key + kind, b""), name)
                if value:
                    return value
        return ""

    def below(self, start: str) -> list[Storage]:
        """The storages whose names begin so, in the order of their names."""
        return [self.inner[name] for name in sorted(self.inner) if name.startswith(start)]


def open_storage(data: bytes) -> tuple[Storage, list[tuple[str, bytes]]]:
    """Read every stream of an OLE container.

    Returns:
        The root, and all streams with their paths.

    Raises:
        UnreadableError: if it is broken.
    """
    root = Storage()
    streams: list[tuple[str, bytes]] = []
    try:
        container = olefile.OleFileIO(io.BytesIO(data))
        for path in sorted(container.listdir()):
            content = bytes(container.openstream(path).read())
            streams.append(("/".join(path), content))
            _place(root, path, content)
    except _FAULTS:
        raise UnreadableError("The Outlook message is broken.", next_step=_STEP) from None
    return root, streams


def _place(root: Storage, path: list[str], content: bytes) -> None:
    storage = root
    for name in path[:-1]:
        storage = storage.inner.setdefault(name, Storage())
    leaf = path[-1]
    if leaf.startswith(_VALUES):
        storage.values[leaf.removeprefix(_VALUES).upper()] = content
    elif leaf == _ENTRIES:
        small = len(path) > 1 and path[-2].startswith(("__recip", "__attach"))
        start = 8 if small else 32 if len(path) == 1 else 24
        for at in range(start, len(content) - 15, 16):
            kind, key = struct.unpack_from("<HH", content, at)
            storage.entries[f"{key:04X}{kind:04X}"] = content[at + 8 : at + 16]


def parse_msg(data: bytes) -> Mail:
    """Take an Outlook message apart.

    Raises:
        UnreadableError: if the container is broken.
    """
    root, streams = open_storage(data)
    mail = _mail(root)
    for path, content in streams:
        kind = path[-4:].upper()
        if path.rsplit("/", 1)[-1].startswith(_VALUES) and kind in (_TEXT, _OLD_TEXT):
            mail.asides.append(("Outlook property", _text(content, "utf-16-le" if kind == _TEXT else "cp1252")))
    return mail


def _mail(storage: Storage) -> Mail:
    codec = _codec(storage.number("3FFD") or storage.number("3FDE"))
    mail = Mail()
    sender = _person(storage.text(codec, "0042", "0C1A"), storage.text(codec, "5D02", "5D01", "0065", "0C1F"))
    mail.fields += [("From", sender)] if sender else []
    for person in storage.below("__recip_version1.0_#"):
        kind = (person.number("0C15") if "0C150003" in person.entries else 1) & 15
        name = {1: "To", 2: "Cc"}.get(kind, "Bcc")
        mail.fields.append((name, _person(person.text(codec, "3001"), person.text(codec, "39FE", "3003"))))
    mail.fields.append(("Subject", unfold(storage.text(codec, "0037"))))
    ticks = next((t for t in (storage.entries.get(f"{k}0040") for k in ("0039", "0E06")) if t), b"")
    mail.fields.append(("Date", _sent(int.from_bytes(ticks, "little"))))
    _bodies(mail, storage, codec)
    mail.parts += [_part(item, codec) for item in storage.below("__attach_version1.0_#")]
    return mail


def _bodies(mail: Mail, storage: Storage, codec: str) -> None:
    text = storage.text(codec, "1000")
    mail.text = plain(text) if text else None
    page = storage.values.get(f"1013{_BINARY}", b"")
    if page:
        name = _codec(storage.number("3FDE")) if storage.number("3FDE") else "utf-8"
        mail.html = _text(page, name).replace("\0", "")
    else:
        mail.html = storage.text(codec, "1013") or None
    packed = storage.values.get(f"1009{_BINARY}")
    if packed and mail.text is None and mail.html is None:
        try:
            text_in_rtf, mail.html = body_in(packed)
        except ValueError:
            mail.undecoded.append("RTF")
            return
        mail.text = None if text_in_rtf is None else plain(text_in_rtf)


def _part(item: Storage, codec: str) -> Part:
    name = unfold(item.text(codec, "3707", "3704", "3001"))
    media = item.text(codec, "370E").strip().lower()
    inner = item.inner.get(f"{_VALUES}3701{_STORAGE}")
    if item.number("3705") == 5 and inner is not None:
        return Part(name, "message/rfc822", mail=_mail(inner))
    return Part(name, media, item.values.get(f"3701{_BINARY}", b""))


def _person(name: str, address: str) -> str:
    """Name and address; the address only once."""
    if address and unfold(address).strip().casefold() == unfold(name).strip().strip("'\"").casefold():
        return name
    return f"{name} <{address}>" if address else name


def _sent(ticks: int) -> str:
    """A Windows time as day, month, year, time of day in words."""
    if not ticks:
        return ""
    seconds = ticks // 10_000_000 - 11_644_473_600
    days, rest = divmod(seconds, 86_400)
    year, month, day = _civil(days)
    return f"{day} {_MONTHS[month - 1]} {year:04}, {rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02} +0000"


def _civil(days: int) -> tuple[int, int, int]:
    """Year, month and day of a number of days since 1 January 1970 (Gregorian)."""
    era, of_era = divmod(days + 719_468, 146_097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def _codec(page: int) -> str:
    if 28_592 <= page <= 28_605:
        return f"iso8859-{page - 28_590}"
    return {0: "cp1252", 20_127: "cp1252", 28_591: "latin-1", 65_001: "utf-8", 1200: "utf-16-le"}.get(page, f"cp{page}")


def _text(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec).rstrip("\0")
    except (LookupError, ValueError):
        return data.decode("latin-1").rstrip("\0")
