"""Eight-bit weights, stored without a sign, as the processor multiplies them fastest: with one.

The network's weights are unsigned bytes with a zero point for each column. ONNX Runtime has its quickest products
(VNNI, AMX) for signed weights only. A weight less its zero point, which is all that is ever multiplied, stays the
same when both are lowered by 128, and lowering a byte by 128 is turning its highest bit. So every result is the
same to the last bit. Where a processor has no such products, ONNX Runtime is asked to turn the bits back
(``products.py``).

Of ONNX's protobuf only what leads to these bytes is read (onnx.proto: ModelProto.graph 7; GraphProto.node 1,
initializer 5; NodeProto.input 1, op_type 4; TensorProto.dims 1, data_type 2, int32_data 5, name 8, raw_data 9).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from redactor.nlp.tagger.wire import Field, content, fields, number, number_at

_GRAPH = 7
_NODE, _INITIALIZER = 1, 5
_INPUT, _OPERATOR = 1, 4
_DIMENSION, _TYPE, _NUMBERS, _NAME, _RAW = 1, 2, 5, 8, 9
_UINT8, _INT8 = 2, 3
_MULTIPLIED: Final = b"MatMulInteger"
_WEIGHT, _ZERO = 1, 3
"""Places of the weights and of their zero points among the inputs of a multiplication."""


def signed(model: bytes) -> bytes:
    """The network with signed weights; weights that are stored otherwise stay as they are.

    Args:
        model: An ONNX file.

    Raises:
        ValueError: if it is no protobuf message.
    """
    whole = memoryview(model)
    written = bytearray()
    for field in fields(whole, 0, len(whole)):
        if field.number == _GRAPH:
            written += content(_GRAPH, b"".join(_graph(whole, field)))
        else:
            written += whole[field.begins : field.end]
    return bytes(written)


def _graph(model: memoryview, graph: Field) -> Iterator[bytes]:
    """The fields of the graph, tensors of weights and zero points with their signs."""
    parts = list(fields(model, graph.start, graph.end))
    unsigned = {
        _text(model, part, _NAME): part
        for part in parts
        if part.number == _INITIALIZER and _setting(model, part, _TYPE) == _UINT8
    }
    pairs = (_multiplied(model, part) for part in parts if part.number == _NODE)
    turned = {unsigned[name] for pair in pairs if all(name in unsigned for name in pair) for name in pair}
    for part in parts:
        yield _with_sign(model, part) if part in turned else bytes(model[part.begins : part.end])


def _with_sign(model: memoryview, tensor: Field) -> bytes:
    raw = _raw(model, tensor) ^ np.uint8(0x80)
    parts = [
        model[f.begins : f.end] for f in fields(model, tensor.start, tensor.end) if f.number in (_DIMENSION, _NAME)
    ]
    return content(_INITIALIZER, b"".join([*parts, number(_TYPE, _INT8), content(_RAW, raw.tobytes())]))


def _raw(model: memoryview, tensor: Field) -> NDArray[np.uint8]:
    """The values of a tensor of unsigned bytes, which may be stored as numbers, too."""
    parts = {field.number: field for field in fields(model, tensor.start, tensor.end)}
    if _RAW in parts:
        return np.frombuffer(model[parts[_RAW].start : parts[_RAW].end], np.uint8)
    values, at, end = [], parts[_NUMBERS].start, parts[_NUMBERS].end
    while at < end:
        value, at = number_at(model, at, end)
        values.append(value)
    return np.array(values, np.uint8)


def _multiplied(model: memoryview, node: Field) -> tuple[bytes, ...]:
    """The names of the weights and zero points that a node multiplies by; nothing for other nodes."""
    if _text(model, node, _OPERATOR) != _MULTIPLIED:
        return ()
    found = [bytes(model[f.start : f.end]) for f in fields(model, node.start, node.end) if f.number == _INPUT]
    return (found[_WEIGHT], found[_ZERO]) if len(found) > _ZERO else ()


def _text(model: memoryview, message: Field, wanted: int) -> bytes:
    found = (f for f in fields(model, message.start, message.end) if f.number == wanted)
    return next((bytes(model[f.start : f.end]) for f in found), b"")


def _setting(model: memoryview, message: Field, wanted: int) -> int:
    found = (f for f in fields(model, message.start, message.end) if f.number == wanted)
    return next((number_at(model, f.start, f.end)[0] for f in found), 0)
