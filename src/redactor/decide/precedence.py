"""Which finding wins where several cover the same text.

The order is the design's: allowed name, keep list, glossary, identifier pattern,
person or place rule. A wider finding is not simply preferred: a glossary
address inside a longer postal address gives the whole its code, an e-mail
address swallows the name inside it, and a partial name ("Oldroyd") inside
another person's full name ("Sarah Oldroyd") gives way to that person.

No code point that any replacing finding covered is left uncovered, except where
an allowed name, a kept name or a public term covers it, and except ordinary words before
a listed whole name that made it look like an institution ("Statement of Grace Ward").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from redactor.lexicon.words import is_word
from redactor.model import PERSON_MODEL, Covered, Finding, Span

PROTECTING = frozenset({"allowed", "keep", "public"})
"""Kinds that leave the text as it is."""

NEWCOMER = frozenset({"person", "place", "institution", "organisation"})
"""Kinds that, without a row in the case, come from rules or models and not from a pattern."""

PARTIAL_FORMS = frozenset({"surname", "first name", "nickname", "title surname", "plural family", "family", "fuzzy"})
"""Written forms that name only part of a person's full name."""


def is_listed(finding: Finding) -> bool:
    """Whether the finding is a person, place or identifier that the case lists and codes."""
    return bool(finding.people) and finding.kind not in PROTECTING


def is_newcomer(finding: Finding) -> bool:
    """Whether the finding is somebody or some place that the case does not list."""
    return not finding.people and finding.kind in NEWCOMER


def rank(finding: Finding) -> int:
    """Place of a finding in the order of precedence; lower wins."""
    if finding.kind == "allowed":
        return 0
    if finding.kind == "keep":
        return 1
    if is_listed(finding):
        return 2
    if finding.kind == "public":
        return 4
    return 5 if is_newcomer(finding) else 3


def merge(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """Return disjoint findings in order of their start.

    Args:
        findings: Findings of one text, overlapping in any way.
        text: The text, to judge what a partial overlap leaves over.

    Returns:
        What remains: protecting findings (kinds ``allowed``, ``keep``, ``public``) leave
        their text alone, all others replace theirs.
    """
    merged: list[Finding] = []
    for cluster in _clusters(findings):
        merged += _settle(cluster, text)
    return tuple(sorted(merged, key=lambda f: f.start))


def _clusters(findings: Iterable[Finding]) -> Iterable[list[Finding]]:
    cluster: list[Finding] = []
    end = -1
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if cluster and finding.start >= end:
            yield cluster
            cluster = []
        cluster.append(finding)
        end = max(end, finding.end) if len(cluster) > 1 else finding.end
    if cluster:
        yield cluster


def _settle(cluster: Sequence[Finding], text: str) -> list[Finding]:
    if len(cluster) == 1:
        return list(cluster)
    alive = [f for f in cluster if not any(_gives_way(f, other, text) for other in cluster if other is not f)]
    protecting = _disjoint(sorted((f for f in alive if f.kind in PROTECTING), key=lambda f: (rank(f), -len(f.span))))
    replacing = [piece for f in alive if f.kind not in PROTECTING for piece in _outside(f, protecting, text)]
    return [*protecting, *_union(replacing)]


def _gives_way(finding: Finding, other: Finding, text: str) -> bool:
    """Whether ``other`` makes ``finding`` void, by containment."""
    mine, its = finding.span, other.span
    wider = its.contains(mine) and its != mine
    if finding.kind in PROTECTING:
        if rank(other) == 3 and wider:
            return True
        if is_listed(other) and wider:
            return finding.kind != "allowed"
        return finding.kind == "public" and is_listed(other) and _is_whole_name(other) and its.overlaps(mine)
    if other.kind in PROTECTING:
        return _protects(other, finding)
    if _only_ends_in(finding, other, text):
        return True
    return (
        is_listed(finding) and wider and not _only_ends_in(other, finding, text) and _is_part_of_another(finding, other)
    )


def _only_ends_in(institution: Finding, person: Finding, text: str) -> bool:
    """Whether what reads as an institution is ordinary words before a listed whole name: "Statement of Grace Ward"."""
    if institution.kind != "institution" or not is_newcomer(institution):
        return False
    if not (is_listed(person) and person.kind == "person" and _is_whole_name(person)):
        return False
    if not institution.span.contains(person.span) or institution.end != person.end:
        return False
    return all(map(is_word, text[institution.start : person.start].split()))


def _protects(shield: Finding, finding: Finding) -> bool:
    if not shield.span.contains(finding.span):
        return False
    if rank(finding) == 3 and shield.span == finding.span:
        return shield.kind in ("allowed", "keep")
    if shield.kind == "public":
        return not (is_listed(finding) and _is_whole_name(finding))
    return True


def _is_whole_name(finding: Finding) -> bool:
    return finding.form not in PARTIAL_FORMS


def _is_part_of_another(finding: Finding, other: Finding) -> bool:
    """A surname or first name inside the fuller name of somebody else, or a name inside an e-mail address."""
    if rank(other) == 3:
        return finding.kind == "person"
    if is_newcomer(other) and finding.kind == "place" and other.kind in ("person", "institution"):
        return True  # "PC Reading", "Reading Road Surgery"
    if not is_newcomer(other) or finding.kind != "person":
        return False
    if other.kind == "institution":
        return True
    return finding.form in PARTIAL_FORMS and len((other.name or "").split()) > 1 and other.kind == "person"


def _disjoint(ordered: Iterable[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    taken = Covered()
    for finding in ordered:
        if not taken.touches(finding.span):
            kept.append(finding)
            taken.add(finding.span)
    return kept


def _outside(finding: Finding, shields: Sequence[Finding], text: str) -> list[Finding]:
    """The pieces of a finding that no shield covers; pieces without a letter or digit are let go."""
    pieces = [finding.span]
    for shield in shields:
        cut: list[Span] = []
        for piece in pieces:
            if not piece.overlaps(shield.span):
                cut.append(piece)
                continue
            if piece.start < shield.start:
                cut.append(Span(piece.start, shield.start))
            if shield.end < piece.end:
                cut.append(Span(shield.end, piece.end))
        pieces = cut
    if pieces == [finding.span]:
        return [finding]
    trimmed = (_trim(piece, text) for piece in pieces)
    return [replace(finding, start=p.start, end=p.end, name="") for p in trimmed if p is not None]


def _trim(span: Span, text: str) -> Span | None:
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end) if end > start else None


def _union(findings: Sequence[Finding]) -> list[Finding]:
    """Join overlapping replacing findings; the best-ranked gives the replacement of the whole."""
    joined: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if joined and finding.start < joined[-1].end:
            last = joined[-1]
            if last.span == finding.span and is_listed(last) and is_listed(finding):
                joined[-1] = replace(last, people=tuple(dict.fromkeys((*last.people, *finding.people))))
                continue
            winner = _with_role(min(last, finding, key=lambda f: (rank(f), -len(f.span), f.start)), last, finding)
            whole = last.span.union(finding.span)
            joined[-1] = replace(winner, start=whole.start, end=whole.end)
        else:
            joined.append(finding)
    return joined


def _with_role(winner: Finding, *both: Finding) -> Finding:
    """A newcomer keeps the role and the rule that the other finding of the same person has, and the surer score."""
    if not is_newcomer(winner) or any(other.kind != winner.kind or other.people for other in both):
        return winner
    ruled = next((other for other in both if other.rule != PERSON_MODEL), winner)
    role = winner.role or next((other.role for other in both if other.role), "")
    return replace(
        winner, role=role, rule=ruled.rule, evidence=ruled.evidence, score=max(other.score for other in both)
    )
