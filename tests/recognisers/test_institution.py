from __future__ import annotations

from redactor.model import Finding
from redactor.recognisers.institution import recognisers


def found(text: str) -> list[Finding]:
    (recogniser,) = recognisers(None)
    return list(recogniser.find(text))


def test_a_finding_holds_span_kind_and_prefix() -> None:
    (finding,) = found("He went to Fennhaven Primary School.")
    assert (finding.start, finding.end) == (11, 35)
    assert (finding.kind, finding.role, finding.rule) == ("institution", "Primary School", "institution")
    assert finding.name == "Fennhaven Primary School"


def test_generic_words_are_no_institution() -> None:
    assert found("He went to the primary school near the Hospital.") == []
