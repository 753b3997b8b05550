"""Who may stay named: author and chairs, as title pages and sign-offs say (DUR 8.33, 8.78).

Only overview reports and executive summaries are read: the author of an agency's own
review is coded like everybody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.case.suggestions import AllowedSuggestion
from redactor.lexicon.titled import TitledName, titled_names
from redactor.model import DocumentKind, Segment, SourceDocument

_KINDS = frozenset({DocumentKind.OVERVIEW, DocumentKind.EXECUTIVE_SUMMARY})
_OFFICES = frozenset({"Author", "Chair", "Reviewer"})
_REACH = 90
_ROLES = (
    (
        "SCR panel chair",
        re.compile(r"(?:review|SCR) panel\W+(?:\w+\W+){0,2}chair|chair\w*\W+(?:\w+\W+){0,3}panel", re.I),
    ),
    (
        "LSCB chair",
        re.compile(
            r"(?:LSCB|LSCP|safeguarding\W+(?:children\W+)?(?:board|partnership)|\bboard)\W+(?:\w+\W+){0,2}chair"
            r"|chair\w*\W+(?:\w+\W+){0,5}(?:LSCB|LSCP|safeguarding|board)",
            re.I,
        ),
    ),
    ("lead reviewer", re.compile(r"lead\W+reviewer", re.I)),
    (
        "overview report author",
        re.compile(r"(?:overview|independent|report|review)\W+(?:\w+\W+){0,2}(?:author|writer)", re.I),
    ),
    ("overview report author", re.compile(r"\b(?:author|written by|prepared by)\b", re.I)),
)
_OF_AN_AGENCY = re.compile(r"\bIMR\b|individual management|agency review|health overview|police review", re.I)


def allowed_people(documents: Iterable[SourceDocument], known: Iterable[str]) -> tuple[AllowedSuggestion, ...]:
    """Propose the people who may stay named.

    Args:
        documents: The documents of a case as read.
        known: Names that case.toml allows already.

    Returns:
        One proposal for each name and role, with the sentence that says so, in reading order.
    """
    taken = {_key(name) for name in known}
    found: dict[tuple[str, str], AllowedSuggestion] = {}
    for document in documents:
        if document.kind not in _KINDS:
            continue
        for segment in document.segments:
            for name, role in _named(segment):
                if _key(name) not in taken:
                    sentence = " ".join(f"{segment.label}: {segment.text}".strip(": ").split())[:300]
                    proposal = AllowedSuggestion(name, role, document.source, sentence)
                    found.setdefault((_key(name), role), proposal)
    return tuple(found.values())


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _named(segment: Segment) -> Iterator[tuple[str, str]]:
    head = f"{' '.join(segment.label.split()).rstrip(':')}: " if segment.label else ""
    text = head + segment.text
    names = [one for one in titled_names(text) if " " in one.name.strip()]
    for number, one in enumerate(names):
        if one.role not in _OFFICES or one.start < len(head):
            continue
        role = _office(text, names, number)
        if role:
            yield one.name, role


def _office(text: str, names: list[TitledName], number: int) -> str:
    """The office beside a name: what follows it up to the next name, else what stands before it."""
    one = names[number]
    behind = names[number + 1].start if number + 1 < len(names) else len(text)
    before = names[number - 1].end if number else 0
    after = text[one.end : min(behind, one.end + _REACH)]
    for words in (
        re.split(r"[.;\n]", after)[0],
        re.split(r"[.;\n]", text[max(before, one.start - _REACH) : one.start])[-1],
    ):
        if _OF_AN_AGENCY.search(words):
            return ""
        for role, pattern in _ROLES:
            if pattern.search(words):
                return role
    return ""
