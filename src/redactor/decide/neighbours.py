"""A listed surname or first name that turns out to be part of somebody else's full name.

"Oldroyd" is listed, but the text says "Sarah Oldroyd" and no Sarah is listed:
replacing the surname alone would leave "Sarah" standing. The finding is widened
to the whole name and becomes a person the case does not list. The same holds
for a listed first name before an unlisted surname ("Karen Whitfield").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from redactor.decide.precedence import is_listed
from redactor.lexicon.publicterms import public_spans
from redactor.lexicon.roles import code_tokens, role_for
from redactor.lexicon.words import is_word
from redactor.model import Covered, Finding, Span

_WORD = r"[^\W\d_](?:[^\W\d_]|['’\-‐‑](?=[^\W\d_])(?!s\b))+"
_BEFORE = re.compile(rf"({_WORD})[ \u00a0]$")
_AFTER = re.compile(rf"[ \u00a0]({_WORD})")
_NOTE = re.compile(
    r"[A-Z]{2,}['’]?[ds]|(?:Mon|Tue(?:s|sday)?|Wed(?:nesday)?|Thur(?:s|sday)?|Fri|Satur|Sat|Sun)(?:day)?|[JS](?:nr|r)"
)
"""What is written beside a name: "Ketan DNA'd", "Tue Hanan, Wed Anca", "On the Monday Hanan", "Ketan Jnr"."""
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_DATING = re.compile(
    r"\b(?:on|the|this|that|last|next|every|each|by|until|till|from|since|before|after|following|previous)[ \u00a0]+$",
    re.IGNORECASE,
)
"""What stands before a day. Without it a day before a surname may be a first name: "Sunday Adeyemi"."""
_SURNAME_FORMS = frozenset({"surname"})
_FIRST_FORMS = frozenset({"first name", "nickname"})
PROVISIONAL_KEY = "p:"
"""How the keys of people begin whom only the documents name."""


def widen_partial_names(findings: Sequence[Finding], text: str) -> tuple[Finding, ...]:
    """Return the findings, with partial names that stand in another person's name widened to it.

    Args:
        findings: Findings of one text.
        text: That text; offsets are its code points.

    Returns:
        The same findings in the same order; a widened one has no ``people``, the
        kind ``person`` and the whole name as ``name``.
    """
    taken: Covered | None = None
    widened: list[Finding] = []
    for finding in findings:
        candidate = _widened(finding, text) if is_listed(finding) and finding.kind == "person" else None
        if candidate is None:
            widened.append(finding)
            continue
        before = candidate.start < finding.start
        extra = Span(candidate.start, finding.start) if before else Span(finding.end, candidate.end)
        if taken is None:
            codes = (span for span, _ in code_tokens(text))
            named = (f.span for f in findings if not _is_loose_surname(f))
            taken = Covered([*public_spans(text), *codes, *named])
        widened.append(finding if taken.touches(extra) else candidate)
    return tuple(widened)


def _widened(finding: Finding, text: str) -> Finding | None:
    if finding.form in _SURNAME_FORMS:
        match = _BEFORE.search(text, max(0, finding.start - 40), finding.start)
        if match and (_looks_like_name(match.group(1)) or _is_called_day(text, *match.span(1))):
            return _newcomer(finding, match.start(1), finding.end, text)
    elif finding.form in _FIRST_FORMS or _is_single_name(finding, text):
        match = _BEFORE.search(text, max(0, finding.start - 40), finding.start)
        if match and _is_single_name(finding, text) and _looks_like_name(match.group(1)):
            return _newcomer(finding, match.start(1), finding.end, text)
        match = _AFTER.match(text, finding.end)
        if match and _is_surname(match.group(1)):
            return _newcomer(finding, finding.start, match.end(1), text)
    return None


def _is_single_name(finding: Finding, text: str) -> bool:
    """Whether somebody whom only the documents name is known by one word so far ("Tegan")."""
    provisional = all(key.startswith(PROVISIONAL_KEY) for key in finding.people)
    return provisional and finding.form in ("full name", *_FIRST_FORMS) and finding.span.of(text).isalpha()


def _is_loose_surname(finding: Finding) -> bool:
    """A surname of somebody provisional does not keep a first name before it from being widened."""
    provisional = finding.people and all(key.startswith(PROVISIONAL_KEY) for key in finding.people)
    return bool(provisional) and finding.form in _SURNAME_FORMS


def _newcomer(finding: Finding, start: int, end: int, text: str) -> Finding:
    evidence = "shares a name with somebody listed, but is written with another first name or surname"
    return replace(
        finding, start=start, end=end, people=(), form="", name=text[start:end], evidence=evidence, score=0.7
    )


def _looks_like_name(token: str) -> bool:
    if _NOTE.fullmatch(token):
        return False
    return token[0].isupper() and not token.isupper() and not is_word(token.casefold()) and role_for(token) is None


def _is_called_day(text: str, start: int, end: int) -> bool:
    """Whether a day of the week, before a surname, is not told as one."""
    return _DAY.fullmatch(text, start, end) is not None and _DATING.search(text, max(0, start - 20), start) is None


def _is_surname(token: str) -> bool:
    return len(token) > 1 and _looks_like_name(token)
