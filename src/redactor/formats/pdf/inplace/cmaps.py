"""CMap streams: from the bytes of a string to codes, and from codes to Unicode or CIDs.

Only what ISO 32000-2 9.7.5 and 9.10.3 describe; PostScript around it is skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fontTools import agl

_TOKEN = re.compile(
    rb"%[^\r\n]*|<<|>>|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<open>\[)|(?P<close>\])"
    rb"|/(?P<name>[^\s<>\[\]/()%]+)|(?P<word>[^\s<>\[\]/()%]+)"
)
_SECTIONS = frozenset({"codespacerange", "bfchar", "bfrange", "cidchar", "cidrange"})
_MOST = 0x110000


@dataclass(slots=True)
class CMap:
    """What a CMap stream says.

    Attributes:
        spaces: (lowest code, highest code) of each code space range.
        texts: Code to Unicode.
        cids: Code to CID.
        cid_ranges: (first code, last code, first CID).
        uses: The name of the CMap that it builds upon; empty for none.
    """

    spaces: list[tuple[bytes, bytes]] = field(default_factory=list)
    texts: dict[bytes, str] = field(default_factory=dict)
    cids: dict[bytes, int] = field(default_factory=dict)
    cid_ranges: list[tuple[bytes, bytes, int]] = field(default_factory=list)
    uses: str = ""


Token = bytes | str
"""Hexadecimal strings as bytes; everything else as text, names with a slash."""


def parse_cmap(data: bytes) -> CMap:
    """Read a CMap.

    Raises:
        ValueError: if a section is not what the standard says.
    """
    found = CMap()
    section = ""
    held: list[Token] = []
    last: Token = ""
    for token in _tokens(data):
        if isinstance(token, str) and token.startswith("begin") and token[5:] in _SECTIONS:
            section, held = token[5:], []
        elif section and token == f"end{section}":
            _take(found, section, held)
            section = ""
        elif section:
            held.append(token)
        elif token == "usecmap" and isinstance(last, str):  # noqa: S105 - a PostScript operator
            found.uses = last.removeprefix("/")
        last = token
    if section:
        raise ValueError("a section of the CMap has no end")
    return found


def _tokens(data: bytes) -> list[Token]:
    out: list[Token] = []
    for match in _TOKEN.finditer(data):
        kind = match.lastgroup
        if kind == "hex":
            digits = re.sub(rb"\s", b"", match["hex"])
            out.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")))
        elif kind == "name":
            out.append("/" + match["name"].decode("latin-1"))
        elif kind is not None:
            out.append(match[0].decode("latin-1"))
    return out


def _take(found: CMap, section: str, held: list[Token]) -> None:
    if section == "codespacerange":
        found.spaces += [(_code(a), _code(b)) for a, b in zip(held[::2], held[1::2], strict=True)]
    elif section == "bfchar":
        found.texts.update({_code(a): _text(b) for a, b in zip(held[::2], held[1::2], strict=True)})
    elif section == "bfrange":
        _text_ranges(found, held)
    elif section == "cidchar":
        found.cids.update({_code(a): int(b) for a, b in zip(held[::2], held[1::2], strict=True)})
    else:
        triples = zip(held[::3], held[1::3], held[2::3], strict=True)
        found.cid_ranges += [(_code(a), _code(b), int(c)) for a, b, c in triples]


def _code(token: Token) -> bytes:
    if not isinstance(token, bytes) or not token:
        raise ValueError("a code of the CMap is no string")
    return token


def _text(token: Token) -> str:
    if isinstance(token, str):
        return str(agl.toUnicode(token.removeprefix("/")))
    if len(token) == 1:
        return token.decode("latin-1")
    return token.decode("utf-16-be", "replace")


def _text_ranges(found: CMap, held: list[Token]) -> None:
    at = 0
    while at + 2 < len(held):
        low, high = _code(held[at]), _code(held[at + 1])
        first, count = int.from_bytes(low), int.from_bytes(high) - int.from_bytes(low) + 1
        if not 0 < count <= _MOST or len(found.texts) > _MOST:
            raise ValueError("a range of the CMap is beyond the limits")
        if held[at + 2] == "[":
            end = held.index("]", at + 2)
            texts = [_text(token) for token in held[at + 3 : end]]
            at = end + 1
        else:
            start = held[at + 2]
            if not isinstance(start, bytes):
                raise ValueError("a range of the CMap has no start")
            texts = [_text(_counted(start, n)) for n in range(count)]
            at += 3
        for number, text in enumerate(texts[:count]):
            found.texts[(first + number).to_bytes(len(low))] = text


def _counted(start: bytes, number: int) -> bytes:
    if not start:
        return start
    value = int.from_bytes(start) + number
    return value.to_bytes(max(len(start), (value.bit_length() + 7) // 8))


def write_cmap(texts: dict[int, str], width: int) -> bytes:
    """A ToUnicode CMap.

    Args:
        texts: Code to Unicode.
        width: Bytes of a code, 1 or 2.
    """
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<{'00' * width}> <{'FF' * width}>",
        "endcodespacerange",
    ]
    pairs = sorted(texts.items())
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{code:0{2 * width}X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in part]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
