"""Find people and identifiers in documents; decide nothing.

What ``__all__`` names is loaded on first use: who has a second process find them waits for no spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.lazy import on_first_use

if TYPE_CHECKING:
    from redactor.detect.away import DetectorBeside, prepare
    from redactor.detect.detector import CaseDetector, Detector
    from redactor.detect.remembering import RememberingDetector

_HOMES = {
    "CaseDetector": "redactor.detect.detector",
    "Detector": "redactor.detect.detector",
    "DetectorBeside": "redactor.detect.away",
    "RememberingDetector": "redactor.detect.remembering",
    "prepare": "redactor.detect.away",
}

__all__ = ["CaseDetector", "Detector", "DetectorBeside", "RememberingDetector", "prepare"]

__getattr__ = on_first_use(__name__, _HOMES)
