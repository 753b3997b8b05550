"""Pictures of a PDF without what is not pixels (ISO 32000-2 8.9): EXIF, comments, XMP, bytes after the end."""

from __future__ import annotations

import struct
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from redactor.formats.pdf.container.copying import Copier, Shape, one_of, plain
from redactor.formats.pdf.container.jbig2 import clean_jbig2
from redactor.formats.pdf.container.painting import INTENTS, colour_space
from redactor.formats.pdf.container.record import ContainerError
from redactor.formats.pdf.container.values import name_of, stream_bytes

_KEPT_APPS = frozenset({0xE0, 0xEE})
_JP2_KEPT = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_DECODE_PARMS: Shape = dict.fromkeys(
    (
        "/K", "/Columns", "/Rows", "/BlackIs1", "/EndOfLine", "/EncodedByteAlign", "/EndOfBlock",
        "/DamagedRowsBeforeError", "/ColorTransform",
    ),
    plain,
)  # fmt: skip
_KEEP_CODED = frozenset({"/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"})
_LONG = {"/DCT": "/DCTDecode", "/CCF": "/CCITTFaxDecode"}


def image(copier: Copier, value: Any) -> Any:
    """An image XObject; its coding stays where it is one for pictures."""
    if not isinstance(value, Stream):
        return None

    def make() -> Any:
        new = copier.target.make_stream(b"")
        copier.remember(value, "image", new)
        _write_pixels(copier, new, value)
        copier.fill(new, value, _IMAGE)
        return new

    return copier.once(value, "image", make)


def _masks(copier: Copier, value: Any) -> Any:
    """A colour key, or a stencil."""
    return plain(copier, value) if isinstance(value, Array) else image(copier, value)


_IMAGE: Shape = {
    "/Type": one_of("XObject"),
    "/Subtype": one_of("Image"),
    **dict.fromkeys(("/Width", "/Height", "/BitsPerComponent", "/ImageMask", "/Decode", "/Interpolate"), plain),
    **dict.fromkeys(("/SMaskInData", "/Matte"), plain),
    "/ColorSpace": colour_space,
    "/Intent": one_of(*INTENTS),
    "/Mask": _masks,
    "/SMask": image,
}


def _write_pixels(copier: Copier, new: Any, old: Any) -> None:
    filters = [name_of(item) for item in _as_list(old.get("/Filter"))]
    last = filters[-1] if filters else ""
    if last not in _KEEP_CODED:
        data = stream_bytes(old)
        if data is None:
            raise ContainerError("A picture of the PDF cannot be decoded.")
        new.write(data[: _expected_length(old) or len(data)])
        return
    parms = _as_list(old.get("/DecodeParms"))
    coded = _unwrapped(old, filters[:-1], parms[:-1])
    own = parms[-1] if len(parms) == len(filters) else None
    made = Dictionary()
    if isinstance(own, Dictionary):
        for key, rule in _DECODE_PARMS.items():
            if key in own and (kept := rule(copier, own[key])) is not None:
                made[key] = kept
        if isinstance(own.get("/JBIG2Globals"), Stream):
            made["/JBIG2Globals"] = copier.stream(own["/JBIG2Globals"], {}, "globals", stream_bytes)
    name = _LONG.get(last, last)
    if name == "/DCTDecode":
        coded = clean_jpeg(coded)
    elif name == "/JPXDecode":
        coded = clean_jpeg2000(coded)
    elif name == "/JBIG2Decode":
        coded = clean_jbig2(coded)
    new.write(coded, filter=Name(name), decode_parms=made if len(made) else None)


def _as_list(value: object) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _unwrapped(old: Any, outer: list[str], parms: list[Any]) -> bytes:
    """The bytes inside other filters put around those of a picture."""
    raw = bytes(old.read_raw_bytes())
    if not outer:
        return raw
    with pikepdf.new() as scratch:
        holder = scratch.make_stream(raw)
        holder.Filter = Array([Name(name) for name in outer])
        if any(isinstance(p, Dictionary) for p in parms):
            holder.DecodeParms = Array([_copied_parms(p) for p in parms])
        data = stream_bytes(holder)
    if data is None:
        raise ContainerError("A picture of the PDF cannot be decoded.")
    return data


def _copied_parms(parms: Any) -> Any:
    new = Dictionary()
    if isinstance(parms, Dictionary):
        for key in ("/Predictor", "/Colors", "/BitsPerComponent", "/Columns", "/EarlyChange"):
            if isinstance(parms.get(key), int):
                new[key] = int(parms[key])
    return new


def _expected_length(old: Any) -> int | None:
    """How many bytes the pixels need; ``None`` if the colour space does not say."""
    try:
        width, height = int(old.Width), int(old.Height)
        bits = 1 if old.get("/ImageMask", False) else int(old.get("/BitsPerComponent", 8))
    except (AttributeError, TypeError, ValueError):
        return None
    space = old.get("/ColorSpace")
    name = name_of(space) or (name_of(space[0]) if isinstance(space, Array) and len(space) else "")
    channels = {"/DeviceGray": 1, "/G": 1, "/CalGray": 1, "/Indexed": 1, "/I": 1, "/Separation": 1}.get(name)
    channels = channels or {"/DeviceRGB": 3, "/RGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4, "/CMYK": 4}.get(name)
    if name == "/ICCBased" and isinstance(space, Array) and len(space) > 1 and isinstance(space[1].get("/N"), int):
        channels = int(space[1].N)
    if bits == 1 and old.get("/ImageMask", False):
        channels = 1
    return None if channels is None else (width * channels * bits + 7) // 8 * height


def clean_jpeg(data: bytes) -> bytes:
    """A JPEG without application data (but JFIF and Adobe's colour transform), comments and what follows its end.

    Raises:
        ContainerError: if its segments cannot be followed.
    """
    start = data.find(b"\xff\xd8")
    if start < 0:
        raise ContainerError("A picture of the PDF is no JPEG although it says so.")
    out = bytearray(b"\xff\xd8")
    at = start + 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise ContainerError("A JPEG picture of the PDF is broken.")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            break
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if marker in _KEPT_APPS:
            out += _application(data[at:end], marker)
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            out += data[at:end]
        at = end
        if marker == 0xDA:
            at = _scan_end(data, at)
            out += data[end:at]
    return bytes(out) + b"\xff\xd9"


def _application(segment: bytes, marker: int) -> bytes:
    """JFIF without its small picture, Adobe's segment; others are dropped."""
    if marker == 0xE0 and segment[4:9] == b"JFIF\0" and len(segment) >= 18:
        return b"\xff\xe0\0\x10" + segment[4:16] + b"\0\0"
    if marker == 0xEE and segment[4:9] == b"Adobe" and len(segment) >= 16:
        return b"\xff\xee\0\x0e" + segment[4:16]
    return b""


def _scan_end(data: bytes, at: int) -> int:
    """Where the entropy-coded data of a scan ends: at the next marker that is no restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        elif data[at + 1] == 0xFF:
            at += 1
        else:
            return at


def clean_jpeg2000(data: bytes) -> bytes:
    """JPEG 2000 without boxes of metadata and without comment segments.

    Raises:
        ContainerError: if its boxes cannot be followed.
    """
    if data.startswith(b"\xff\x4f\xff\x51"):
        return _codestream(data)
    out = bytearray()
    at = 0
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        header = 8
        if length == 1 and at + 16 <= len(data):
            (length,) = struct.unpack_from(">Q", data, at + 8)
            header = 16
        end = len(data) if length == 0 else at + length
        if end > len(data) or end < at + header:
            raise ContainerError("A JPEG 2000 picture of the PDF is broken.")
        if kind in _JP2_KEPT:
            body = _codestream(data[at + header : end]) if kind == b"jp2c" else data[at + header : end]
            out += struct.pack(">I4s", len(body) + 8, kind) + body
        at = end
    return bytes(out)


def _codestream(data: bytes) -> bytes:
    """A codestream without the comments of its main header (ISO/IEC 15444-1 A.9)."""
    out = bytearray(data[:2])
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] not in (0x90, 0xD9):
        (length,) = struct.unpack_from(">H", data, at + 2)
        if data[at + 1] != 0x64:
            out += data[at : at + 2 + length]
        at += 2 + length
    return bytes(out + data[at:])
