"""The embedded engine: RapidOCR with the models inside its package, on this computer alone.

The models are given by path: an engine that is given none looks for them, and
fetches what it does not find. The paths are checked before the engine is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import ceil, floor
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from redactor.cores import allowed_cores
from redactor.ocr.gaps import mended
from redactor.ocr.layout import lines_of, stretch
from redactor.ocr.page import Box, OcrError, OcrLine, OcrPage, OcrWord

NAME = "RapidOCR"
MOST_THREADS = 4
LONGEST_READ = 2600
"""Longer pictures are read at this length (pixels): an A4 page at 225 dots per inch."""

MARGIN = 16
"""Width of the frame (pixels) put around a picture, so that words at its edge are found."""

_WANTED, _MOST_ENLARGED = 1200, 3.0
_MODELS = {
    "Det.model_path": "PP-OCRv6_det_small.onnx",
    "Rec.model_path": "PP-OCRv6_rec_small.onnx",
    "Cls.model_path": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}
_STEP = "Install redactor again, with its package rapidocr."
_LEVEL = 0.06
"""Steepest slope of a line that counts as level."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The way back from the scaled, framed picture to the one that was given."""

    factor: float
    size: tuple[int, int]

    def box(self, points: Any) -> Box:
        """The box around corner points, in pixels of the given picture."""
        across = [(float(p[0]) - MARGIN) / self.factor for p in points]
        down = [(float(p[1]) - MARGIN) / self.factor for p in points]
        return Box(floor(min(across)), floor(min(down)), ceil(max(across)), ceil(max(down))).within(*self.size)


def available() -> bool:
    """Whether the package and its models are there; loads nothing."""
    return all(path.is_file() for path in _model_paths().values())


def read(image: Image.Image) -> OcrPage:
    """Read a picture.

    Args:
        image: In mode RGB.

    Raises:
        OcrError: if the engine is missing or fails.
    """
    factor = _factor(max(image.size))
    scaled = (
        image
        if factor == 1
        else image.resize(
            (max(1, round(image.width * factor)), max(1, round(image.height * factor))), Image.Resampling.BICUBIC
        )
    )
    framed = ImageOps.expand(scaled, MARGIN, fill=_edge_colour(scaled))
    try:
        answer = _engine()(np.ascontiguousarray(np.asarray(framed)[:, :, ::-1]))
    except OcrError:
        raise
    except Exception as error:  # the engine raises many kinds; all mean that it did not read
        raise OcrError(
            f"Text recognition failed ({type(error).__name__}).", next_step="Look at the picture."
        ) from error
    boxes = getattr(answer, "boxes", None)
    if boxes is None or answer.txts is None:
        return OcrPage((), image.width, image.height, NAME)
    frame = _Frame(factor, image.size)
    found = [
        _stretch(points, text, float(score), words, frame)
        for points, text, score, words in zip(boxes, answer.txts, answer.scores, answer.word_results, strict=True)
    ]
    return OcrPage(tuple(mended(line, image) for line in lines_of(found)), image.width, image.height, NAME)


def _factor(longest: int) -> float:
    """How much a picture is enlarged (small print is read better) or made smaller before it is read."""
    if longest > LONGEST_READ:
        return LONGEST_READ / longest
    return min(max(_WANTED / longest, 1.0), _MOST_ENLARGED)


def _edge_colour(image: Image.Image) -> tuple[int, int, int]:
    """The commonest colour along the edge, so that the frame put around the picture does not show."""
    pixels = np.asarray(image)
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    colours, counts = np.unique(edge, axis=0, return_counts=True)
    red, green, blue = (int(value) for value in colours[counts.argmax()])
    return red, green, blue


def threads() -> int:
    """How many threads the engine may use: the cores that this process may, four at most."""
    return min(allowed_cores(), MOST_THREADS)


@cache
def _engine() -> Any:
    """The one engine of this process, made when the first picture is read."""
    if not available():
        raise OcrError("Text recognition is not installed completely.", next_step=_STEP)
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            **{key: str(path) for key, path in _model_paths().items()},
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            "Global.return_word_box": True,
            "Global.max_side_len": LONGEST_READ + 2 * MARGIN,
            "Det.limit_type": "max",
            "Det.limit_side_len": LONGEST_READ + 2 * MARGIN,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads(),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _model_paths() -> dict[str, Path]:
    spec = find_spec("rapidocr")
    folder = Path(spec.origin).parent / "models" if spec is not None and spec.origin else Path("rapidocr")
    return {key: folder / name for key, name in _MODELS.items()}


def _stretch(points: Any, text: str, score: float, words: Any, frame: _Frame) -> OcrLine:
    box = frame.box(points)
    upright = _is_level(points)
    found = [
        OcrWord(piece, frame.box(corners), float(confidence))
        for written, confidence, corners in words or ()
        for piece in [written.strip()]
        if piece
    ]
    if "".join(word.text for word in found) != "".join(text.split()):
        found = [OcrWord(piece, box, score) for piece in [" ".join(text.split())] if piece]
        upright = False
    return stretch(found, box, score, upright=upright)


def _is_level(points: Any) -> bool:
    (left, top), (right, other) = points[0], points[1]
    width = float(right) - float(left)
    return width > 0 and abs(float(other) - float(top)) <= max(2.0, _LEVEL * width)
