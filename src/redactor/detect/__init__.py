"""Detect: find people, places and identifiers. Deciding what becomes of them is another stage's work."""

from redactor.detect.detector import Detector

__all__ = ["Detector"]
