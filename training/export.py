"""A trained tagger as int8 ONNX, weights quantised channel by channel."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.encoder import Tagger

OPSET = 17


def export(tagger: Tagger, target: Path) -> None:
    """Write a tagger as ONNX.

    Weights become unsigned 8-bit, activations are measured as they come. Signed weights are faster on some processors
    but overflow on those without VNNI; a model must answer the same on every machine.

    Args:
        tagger: The trained tagger, float32.
        target: The file to write.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder, "plain.onnx"), Path(folder, "prepared.onnx")
        _trace(tagger, plain)
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(target), weight_type=QuantType.QUInt8, per_channel=True)


def _trace(tagger: Tagger, target: Path) -> None:
    tagger = copy.deepcopy(tagger).float().eval()
    pieces = torch.ones((2, 7), dtype=torch.int64)
    axes = {name: {0: "batch", 1: "length"} for name in ("pieces", "shapes", "mask", "scores")}
    torch.onnx.export(
        tagger,
        (pieces, torch.zeros_like(pieces), torch.ones_like(pieces)),
        str(target),
        input_names=["pieces", "shapes", "mask"],
        output_names=["scores"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
