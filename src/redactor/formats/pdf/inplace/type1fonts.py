"""Type 1 programs cut down to the glyphs that stay (Adobe Type 1 Font Format, chapters 2 and 7)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from fontTools.misc import eexec

from redactor.formats.pdf.inplace.truetype import PruneError

_CHARSTRINGS = re.compile(rb"/CharStrings\s+(\d+)\s+dict\s+dup\s+begin\s*")
_ENTRY = re.compile(rb"/(\S+)\s+(\d+)\s+(RD|-\||\S+) ")
_ENCODED = re.compile(rb"dup\s+(\d+)\s*/(\S+)\s+put\s*")
_KEY = 55665
_ACCENTED = b"\x0c\x06"
"""The operator ``seac``: a letter made of two others."""


def prune_type1(data: bytes, names: Mapping[int, str], ordered: Sequence[bytes]) -> tuple[bytes, int, int]:
    """Cut a program down.

    Args:
        data: The whole program, its encrypted part in binary.
        names: Code to glyph name, as the font dictionary has it.
        ordered: The codes that stay.

    Returns:
        The new program, the length of its clear part, and of its encrypted part.

    Raises:
        PruneError: if its parts are not where they should be.
    """
    start = data.find(b"eexec")
    if start < 0:
        raise PruneError("no encrypted part")
    start += 5
    while data[start : start + 1] in (b" ", b"\r", b"\n", b"\t"):
        start += 1
    clear, hidden = data[:start], data[start:]
    if re.fullmatch(rb"[0-9A-Fa-f\s]{8}", hidden[:8]):
        raise PruneError("hexadecimal")
    plain = eexec.decrypt(hidden, _KEY)[0]
    own = {int(code): name.decode("latin-1") for code, name in _ENCODED.findall(clear)}
    wanted = {".notdef"}
    for code in ordered:
        wanted.add(names.get(code[0]) or own.get(code[0], ".notdef"))
    new = _cut(plain, {name.encode("latin-1") for name in wanted})
    codes = {code[0] for code in ordered}
    clear = _ENCODED.sub(lambda match: match[0] if int(match[1]) in codes else b"", clear)
    clear = re.sub(rb"/UniqueID\s+\d+\s+def", b"", clear)
    secret = eexec.encrypt(new, _KEY)[0]
    tail = b"\n" + (b"0" * 64 + b"\n") * 8 + b"cleartomark\n"
    return clear + secret + tail, len(clear), len(secret)


def _cut(plain: bytes, wanted: set[bytes]) -> bytes:
    """The private part with only the wanted outlines; ``plain`` begins with four bytes of noise."""
    found = _CHARSTRINGS.search(plain)
    if found is None:
        raise PruneError("no outlines")
    entries: list[tuple[bytes, bytes]] = []
    at = found.end()
    while (entry := _ENTRY.match(plain, at)) is not None:
        end = entry.end() + int(entry[2])
        stop = plain.find(b"/", end) if plain.find(b"/", end) >= 0 else len(plain)
        close = re.match(rb"\s*(?:ND|\|-|noaccess def|def)\s*", plain[end:stop])
        if close is None:
            raise PruneError("an outline without an end")
        entries.append((entry[1], plain[at : end + close.end()]))
        at = end + close.end()
    known = {name for name, _ in entries}
    if not wanted <= known:
        raise PruneError("a glyph is missing")
    if len(entries) != int(found[1]) and abs(len(entries) - int(found[1])) > 1:
        raise PruneError("outlines that cannot be told apart")
    bodies = sorted((name, body) for name, body in entries if name in wanted)
    if any(_ACCENTED in eexec.decrypt(_string(body), 4330)[0] for _, body in bodies):
        raise PruneError("letters made of others")
    head = plain[: found.start()] + f"/CharStrings {len(bodies)} dict dup begin\n".encode("ascii")
    head = re.sub(rb"/UniqueID\s+\d+\s+def", b"", head)
    return head + b"".join(body if body.endswith(b"\n") else body + b"\n" for _, body in bodies) + plain[at:]


def _string(body: bytes) -> bytes:
    entry = _ENTRY.match(body)
    if entry is None:
        raise PruneError("an outline without an end")
    return body[entry.end() : entry.end() + int(entry[2])]
