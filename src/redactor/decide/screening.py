"""What the person model took for somebody and is nobody, each with the reason.

Only findings of the model are judged: a title, a role or a column beside a name is
stronger than any rule here. The rules are ``lexicon.plausible``'s; what is added here
is what only the case knows: who is listed, whose names are kept, where the family lives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from redactor.decide.line_ends import parted
from redactor.decide.precedence import is_listed
from redactor.lexicon.case_words import CaseWords
from redactor.lexicon.plausible import why_no_person
from redactor.lexicon.thresholds import SURE
from redactor.lexicon.towns import homes, is_county_or_country
from redactor.lexicon.written import name_tokens, untitled
from redactor.model import PERSON_MODEL, Finding, Span

_STREET = re.compile(
    r"\b(?:Street|St|Road|Rd|Avenue|Ave|Close|Cl|Crescent|Gardens|Terrace|Drive|Lane|Grove|Mews|Way|Court|Place|Walk)$"
)


@dataclass(frozen=True, slots=True)
class Nobody:
    """A finding that was let go.

    Attributes:
        source: The document.
        segment: Key of the segment.
        start, end: Half-open, in code points of the segment's text.
        written: The text of the finding.
        reason: Why it is nobody, in plain words.
    """

    source: str
    segment: str
    start: int
    end: int
    written: str
    reason: str


def evidence(findings: Iterable[Finding]) -> list[Span]:
    """Where findings give a name: somebody listed, a title, a role, a column, or a sure model."""
    return [f.span for f in findings if f.kind == "person" and _is_evidence(f)]


def _is_evidence(finding: Finding) -> bool:
    return bool(finding.people) or finding.rule != PERSON_MODEL or finding.score >= SURE


def screened(text: str, findings: Iterable[Finding], words: CaseWords) -> tuple[list[Finding], list[tuple[Span, str]]]:
    """Part the findings of one text into those that stand and those of the model that are nobody.

    Args:
        text: The text.
        findings: What detection found; offsets are code points of ``text``.
        words: Counts over the whole case.

    Returns:
        The findings that stand, in order, and the spans of the others with the reason.
    """
    standing: list[Finding] = []
    let_go: list[tuple[Span, str]] = []
    found = tuple(parted(text, tuple(findings)))
    for finding in found:
        reason = _why(text, finding, found, words)
        if reason:
            let_go.append((finding.span, reason))
        else:
            standing.append(finding)
    return standing, let_go


def _why(text: str, finding: Finding, found: tuple[Finding, ...], words: CaseWords) -> str:
    if finding.kind == "place" and not finding.people:
        return _why_no_home(text, finding, words)
    if finding.rule != PERSON_MODEL or finding.kind != "person":
        return ""
    if any(is_listed(f) and f.kind == "person" and finding.span.contains(f.span) for f in found):
        return ""  # "A Dewan" beside a listed Dewan is no ordinary word
    tokens = name_tokens(untitled(finding.span.of(text)).text)
    if len(tokens) == 1 and tokens[0] in words.kept and not words.evidence[tokens[0]]:
        return "the surname of somebody whose name is kept"
    return why_no_person(text, finding.start, finding.end, words, finding.score)


def _why_no_home(text: str, finding: Finding, words: CaseWords) -> str:
    """Why a place need not be coded; empty for streets, addresses and the towns where somebody of the case lives."""
    name = (finding.name or finding.span.of(text)).strip()
    if any(character.isdigit() for character in name) or _STREET.search(name):
        return ""
    if is_county_or_country(name):
        return "a county or a country"
    if any(token in words.agencies for token in name_tokens(name)):
        return "a town that names an agency of the case"
    if finding.rule == PERSON_MODEL and not any(span.overlaps(finding.span) for span in homes(text)):
        return "a town that nothing links with somebody's home"
    return ""
