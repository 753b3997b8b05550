"""Whether this processor multiplies unsigned by signed bytes exactly, tried out on the largest numbers there are.

Processors without VNNI add two such products in 16 bits, and what does not fit is cut off. ONNX Runtime can be told
to work around it (``session.x64quantprecision``), and then takes twice as long, also where there is nothing to work
around. A model must answer the same on every machine, so this is tried and not guessed from names of processors.

Numbers of ONNX's protobuf (onnx.proto): ModelProto.ir_version 1, graph 7, opset_import 8; OperatorSetId.version 2;
GraphProto.node 1, name 2, initializer 5, input 11, output 12; NodeProto.input 1, output 2, op_type 4;
TensorProto.dims 1, data_type 2, name 8, raw_data 9; ValueInfoProto.name 1, type 2; TypeProto.tensor_type 1;
Tensor.elem_type 1, shape 2; Shape.dim 1; Dimension.dim_value 1.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import onnxruntime

from redactor.nlp.tagger.wire import content, number

PRECISION: Final = "session.x64quantprecision"
"""The session option that makes products exact on every processor."""

_SIDE: Final = 64
"""Rows and columns of the matrices, enough to fill the registers of every processor."""

_LARGEST, _LARGEST_WEIGHT = 255, 127
_UINT8, _INT8, _INT32 = 2, 3, 6
_IR, _OPERATORS = 8, 17


@cache
def exact() -> bool:
    """Whether the quick products are exact here. Tried once in a process, in about a millisecond."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(_multiplication(), options, providers=["CPUExecutionProvider"])
    given = np.full((_SIDE, _SIDE), _LARGEST, dtype=np.uint8)
    (product,) = session.run(None, {"a": given})
    return bool((product == _LARGEST * _LARGEST_WEIGHT * _SIDE).all())


def _multiplication() -> bytes:
    """An ONNX file that multiplies a matrix of unsigned bytes by one of signed bytes."""
    weights = bytes([_LARGEST_WEIGHT]) * _SIDE**2
    square = number(1, _SIDE) * 2
    node = content(1, b"a") + content(1, b"b") + content(2, b"c") + content(4, b"MatMulInteger")
    tensor = square + number(2, _INT8) + content(8, b"b") + content(9, weights)
    graph = content(1, node) + content(2, b"products") + content(5, tensor)
    graph += content(11, _value(b"a", _UINT8)) + content(12, _value(b"c", _INT32))
    return number(1, _IR) + content(7, graph) + content(8, content(1, b"") + number(2, _OPERATORS))


def _value(name: bytes, kind: int) -> bytes:
    shape = content(1, number(1, _SIDE)) * 2
    return content(1, name) + content(2, content(1, number(1, kind) + content(2, shape)))
