"""What the tests of the identifier recognisers share: one module searched, all of them searched."""

from __future__ import annotations

from importlib import import_module

from redactor.model import Finding
from redactor.recognisers.base import FindingResult, SpanRecogniser

MODULES = (
    "nhs_number",
    "chi",
    "nino",
    "upn",
    "pnc",
    "cro",
    "police_references",
    "court_case",
    "social_care_id",
    "professional_registration",
    "urn",
    "passport",
    "driver_number",
    "vehicle",
    "postcode",
    "phone",
    "email",
    "url",
    "handle",
    "dates",
    "address",
)


def recognisers_of(module: str) -> list[SpanRecogniser]:
    return list(import_module(f"redactor.recognisers.{module}").recognisers(None))


def findings(module: str, text: str) -> list[Finding]:
    """All findings of one module, through Presidio's entry point, in order."""
    found: list[Finding] = []
    for recogniser in recognisers_of(module):
        for result in recogniser.analyze(text, [], None):
            assert isinstance(result, FindingResult)
            found.append(result.finding)
    return sorted(found, key=lambda f: (f.start, f.end, f.kind))


def found(module: str, text: str, kind: str = "") -> list[str]:
    """The stretches of text that one module finds, of one kind if given."""
    return [text[f.start : f.end] for f in findings(module, text) if kind in ("", f.kind)]


def all_findings(text: str) -> list[Finding]:
    """The findings of every identifier recogniser."""
    return [finding for module in MODULES for finding in findings(module, text)]


def marked(case: str) -> tuple[str, list[str]]:
    """Split "seen at «14 Acacia Avenue» twice" into the text and the stretches to find."""
    expected = [part.split("»", 1)[0] for part in case.split("«")[1:]]
    return case.replace("«", "").replace("»", ""), expected
