"""Find people and identifiers in documents; decide nothing."""

from redactor.detect.detector import CaseDetector, Detector
from redactor.detect.remembering import RememberingDetector

__all__ = ["CaseDetector", "Detector", "RememberingDetector"]
