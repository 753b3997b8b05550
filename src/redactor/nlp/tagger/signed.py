"""Eight-bit weights, stored without a sign, as the processor multiplies them fastest: with one.

The network's weights are unsigned bytes with a zero point for each column. ONNX Runtime has its quickest products
(VNNI, AMX) for signed weights only. A weight less its zero point, which is all that is ever multiplied, stays the
same when both are lowered by 128, and lowering a byte by 128 is turning its highest bit. So every result is the
same to the last bit. Where a processor has no such products, the session option
``session.x64quantprecision`` makes ONNX Runtime turn the bits back.

Of ONNX's protobuf only what leads to these bytes is read (onnx.proto: ModelProto.graph 7; GraphProto.node 1,
initializer 5; NodeProto.input 1, op_type 4; TensorProto.dims 1, data_type 2, int32_data 5, name 8, raw_data 9).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_GRAPH = 7
_NODE, _INITIALIZER = 1, 5
_INPUT, _OPERATOR = 1, 4
_DIMENSION, _TYPE, _NUMBERS, _NAME, _RAW = 1, 2, 5, 8, 9
_UINT8, _INT8 = 2, 3
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_MULTIPLIED: Final = b"MatMulInteger"
_WEIGHT, _ZERO = 1, 3
"""Places of the weights and of their zero points among the inputs of a multiplication."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a message: its number, where it begins, and the half-open range of its value."""

    number: int
    begins: int
    start: int
    end: int


def signed(model: bytes) -> bytes:
    """The network with signed weights; weights that are stored otherwise stay as they are.

    Args:
        model: An ONNX file.

    Raises:
        ValueError: if it is no protobuf message.
    """
    whole = memoryview(model)
    written = bytearray()
    for field in _fields(whole, 0, len(whole)):
        if field.number == _GRAPH:
            graph = b"".join(_graph(whole, field))
            written += _key(_GRAPH, _BYTES) + _varint(len(graph)) + graph
        else:
            written += whole[field.begins : field.end]
    return bytes(written)


def _graph(model: memoryview, graph: _Field) -> Iterator[bytes]:
    """The fields of the graph, tensors of weights and zero points with their signs."""
    parts = list(_fields(model, graph.start, graph.end))
    unsigned = {
        _text(model, part, _NAME): part
        for part in parts
        if part.number == _INITIALIZER and _number_of(model, part, _TYPE) == _UINT8
    }
    pairs = (_multiplied(model, part) for part in parts if part.number == _NODE)
    turned = {unsigned[name] for pair in pairs if all(name in unsigned for name in pair) for name in pair}
    for part in parts:
        yield _with_sign(model, part) if part in turned else bytes(model[part.begins : part.end])


def _with_sign(model: memoryview, tensor: _Field) -> bytes:
    raw = _raw(model, tensor) ^ np.uint8(0x80)
    kept = (_DIMENSION, _NAME)
    fields = [bytes(model[f.begins : f.end]) for f in _fields(model, tensor.start, tensor.end) if f.number in kept]
    fields.append(_key(_TYPE, _VARINT) + _varint(_INT8))
    fields.append(_key(_RAW, _BYTES) + _varint(raw.size) + raw.tobytes())
    body = b"".join(fields)
    return _key(_INITIALIZER, _BYTES) + _varint(len(body)) + body


def _raw(model: memoryview, tensor: _Field) -> NDArray[np.uint8]:
    """The values of a tensor of unsigned bytes, which may be stored as numbers, too."""
    fields = {field.number: field for field in _fields(model, tensor.start, tensor.end)}
    if _RAW in fields:
        return np.frombuffer(model[fields[_RAW].start : fields[_RAW].end], np.uint8)
    values, at, end = [], fields[_NUMBERS].start, fields[_NUMBERS].end
    while at < end:
        value, at = _number(model, at, end)
        values.append(value)
    return np.array(values, np.uint8)


def _multiplied(model: memoryview, node: _Field) -> tuple[bytes, ...]:
    """The names of the weights and zero points that a node multiplies by; nothing for other nodes."""
    if _text(model, node, _OPERATOR) != _MULTIPLIED:
        return ()
    found = [bytes(model[f.start : f.end]) for f in _fields(model, node.start, node.end) if f.number == _INPUT]
    return (found[_WEIGHT], found[_ZERO]) if len(found) > _ZERO else ()


def _text(model: memoryview, message: _Field, number: int) -> bytes:
    found = (f for f in _fields(model, message.start, message.end) if f.number == number)
    return next((bytes(model[f.start : f.end]) for f in found), b"")


def _number_of(model: memoryview, message: _Field, number: int) -> int:
    found = (f for f in _fields(model, message.start, message.end) if f.number == number)
    return next((_number(model, f.start, f.end)[0] for f in found), 0)


def _fields(model: memoryview, start: int, end: int) -> Iterator[_Field]:
    at = start
    while at < end:
        begins = at
        key, at = _number(model, at, end)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            _, stop = _number(model, at, end)
        elif kind == _BYTES:
            size, at = _number(model, at, end)
            stop = at + size
        elif kind in (_EIGHT, _FOUR):
            stop = at + (8 if kind == _EIGHT else 4)
        else:
            raise ValueError("no protobuf message")
        if stop > end:
            raise ValueError("a field ends behind its message")
        yield _Field(number, begins, at, stop)
        at = stop


def _number(model: memoryview, at: int, end: int) -> tuple[int, int]:
    """A number in base 128, lowest digits first, and where it ends."""
    value = shift = 0
    while at < end:
        byte = model[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    raise ValueError("a number without an end")


def _varint(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


def _key(number: int, kind: int) -> bytes:
    return _varint(number << 3 | kind)
