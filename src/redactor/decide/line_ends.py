"""A name that the person model drew over the end of a line or a cell, one side of which is all somebody's of the case.

"cc Mrs Q. Oldroyd" and below it "Melcombe Safeguarding Children Board": the model may take the word below for part of
the name. The side that the glossary knows stands for itself; the other is judged alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from redactor.decide.precedence import is_listed
from redactor.lexicon.name_titles import is_title
from redactor.lexicon.standing import in_set_phrase
from redactor.model import PERSON_MODEL, Finding, Span

_END = re.compile(r"[ \t]*[\n\t]\s*")
_WORD = re.compile(r"[^\W_]+")
_GOES_ON = re.compile(r"[ \u00a0][a-z]")
_GIVEN = frozenset({"first name", "nickname"})
_CUT_SCORE = 0.6
"""Score of what is left: as of a mark of which a model says no more."""
_WRAPPED = 45
"""Characters before the end of a line that was broken for its length, as first name and surname may be there."""


def parted(text: str, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings, those of the model that reach over a line's end cut to the side that nobody listed explains.

    Args:
        text: The text of one segment.
        findings: Findings in it; offsets are its code points.
    """
    listed = [f for f in findings if is_listed(f) and f.kind == "person"]
    for finding in findings:
        end = _END.search(text, finding.start, finding.end) if listed and _is_drawn(finding) else None
        yield _cut(text, finding, end.span(), listed) if end is not None else finding


def _is_drawn(finding: Finding) -> bool:
    return finding.rule in (PERSON_MODEL, "titled name") and finding.kind == "person" and not finding.people


def _cut(text: str, finding: Finding, end: tuple[int, int], listed: Sequence[Finding]) -> Finding:
    above, below = Span(finding.start, end[0]), Span(end[1], finding.end)
    known = [_is_all_of(text, side, listed) for side in (above, below)]
    if all(known) or not any(known):
        return finding
    mine, other = (above, below) if known[0] else (below, above)
    if known[0] and _may_go_on(text, mine, other, listed):
        return finding
    name = other.of(text) if finding.name else ""
    return replace(
        finding,
        start=other.start,
        end=other.end,
        name=name,
        rule=PERSON_MODEL,
        role="",
        score=min(finding.score, _CUT_SCORE),
        evidence="what is left of a name that reaches over the end of a line",
    )


def _is_all_of(text: str, side: Span, listed: Sequence[Finding]) -> bool:
    """Whether every word of one side is within a listed finding, titles, initials and the word "family" aside."""
    found = [word for word in _WORD.finditer(text, side.start, side.end) if not _is_beside_name(word[0])]
    words = [Span(word.start(), word.end()) for word in found]
    return bool(words) and all(any(f.span.contains(word) for f in listed) for word in words)


def _is_beside_name(word: str) -> bool:
    return len(word) == 1 or word.casefold() == "family" or is_title(word, written=word)


def _may_go_on(text: str, above: Span, below: Span, listed: Sequence[Finding]) -> bool:
    """Whether a lone first name may have its surname on the line below, where the line is full or nothing follows."""
    if not all(f.form in _GIVEN for f in listed if above.contains(f.span)):
        return False
    if in_set_phrase(text, below.start, below.end):
        return False  # "a lodger called Jimbo", and on the next line "Angel delight"
    line = text.rfind("\n", 0, above.end) + 1
    full = "\t" not in text[above.end : below.start] and above.end - line >= _WRAPPED
    return full or _GOES_ON.match(text, below.end) is None
