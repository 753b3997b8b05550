"""People and identifiers in a text, without files."""

from __future__ import annotations

from redactor.case.schema import Case
from redactor.decide import settled
from redactor.decide.precedence import PROTECTING
from redactor.detect import Detector
from redactor.model import Finding
from redactor.profiles.schema import load_profile


def find(text: str, *, case: Case | None = None, pipeline: str | None = None) -> tuple[Finding, ...]:
    """Find the people, places and identifiers in a text.

    Args:
        text: Any text.
        case: Its glossary, allowed names and keep list are used; without one, people are found
            by title, role and the person model, identifiers by their patterns.
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for the shipped one.

    Returns:
        Disjoint findings in order; offsets are half-open code points of ``text``. Allowed names,
        kept names and public terms are not among them.

    Raises:
        RecogniserError: if a recogniser fails or runs out of time.
        ModelError: if the pipeline does not load.
    """
    findings = settled(Detector(case, pipeline=pipeline).find(text), text, load_profile("ofsted"))
    return tuple(f for f in findings if f.kind not in PROTECTING)
