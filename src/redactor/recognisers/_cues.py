"""The recogniser that most identifiers share: a value with a cue, or of a telling shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import regex

from redactor.lexicon.cues import CUES, may_be_cued, with_cues
from redactor.lexicon.dates import written_dates
from redactor.lexicon.presence import digits_in
from redactor.model import Finding
from redactor.recognisers._needs import NEEDS, can_match
from redactor.recognisers._text import PlainRecogniser
from redactor.recognisers.base import matches

_YEARS = regex.compile(r"(?:(?:19|20)[0-9]{2}(?:/[0-9]{2}(?![0-9]))?[\s/.\-]{0,3}){1,3}")

START = r"(?:(?<![A-Za-z0-9/])|(?<=\b(?:no|nos|ref|id|number)))(?!(?:no|nos|ref|id|number)(?![A-Za-z]))"
"""Where a reference may begin: not inside a word, but directly behind "no" ("case no12345"). Ignore case."""


def is_date_or_years(value: str) -> bool:
    """Whether a run of digits is a date, or nothing but years ("2011 2012")."""
    return _YEARS.fullmatch(value) is not None or bool(written_dates(value))


def always(_value: str) -> bool:
    """Accept every value."""
    return True


NEAR = 200
"""How far before a value a cue may stand that need not touch it (the heading of a column)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to recognise one kind.

    Attributes:
        kind: Of the findings.
        pattern: The value; its group ``v``, where it has one, is the span.
        cue: Key of ``lexicon.cues.CUES`` that has to stand before it; empty for "by shape".
        near: Key of a cue that has to stand anywhere in the ``NEAR`` code points before it.
        accept: Whether a value counts (a checksum, for one).
        digits: How many digits every value has at least that ``accept`` lets through, where the pattern demands fewer.
        check: Raises the score where it answers true; never decides.
        score: Without the check; with it, 0.1 more.
        evidence: Why, in plain words.
    """

    kind: str
    pattern: Any
    evidence: str
    cue: str = ""
    near: str = ""
    accept: Callable[[str], bool] = always
    digits: int = 0
    check: Callable[[str], bool] | None = None
    score: float = 0.8

    @property
    def fewest_digits(self) -> int:
        """How many digits a text needs for this rule to find anything."""
        needs = NEEDS.get(self.pattern)
        return max(self.digits, needs.digits if needs else 0)


class RuleRecogniser(PlainRecogniser):
    """Finds what its rules describe; of equal spans the best score stays, of equal scores the first rule.

    Args:
        name: Of the recogniser.
        rules: All are searched.
    """

    def __init__(self, name: str, *rules: Rule) -> None:
        self.rules = rules
        self.digits = min(rule.fewest_digits for rule in rules)
        super().__init__(tuple(dict.fromkeys(rule.kind for rule in rules)), name)

    def search(self, text: str) -> Iterator[Finding]:
        """Yield the findings of all rules, in order of their offsets."""
        best: dict[tuple[int, int], Finding] = {}
        for rule in self.rules:
            for finding in _apply(rule, text):
                key = (finding.start, finding.end)
                if key not in best or best[key].score < finding.score:
                    best[key] = finding
        yield from (best[key] for key in sorted(best))


def _apply(rule: Rule, text: str) -> Iterator[Finding]:
    if rule.digits > digits_in(text) or not can_match(rule.pattern, text):
        return
    if rule.cue and not may_be_cued(text, rule.cue):
        return
    for match, cued in _candidates(rule, text):
        group = "v" if "v" in rule.pattern.groupindex else 0
        value = match[group]
        if not cued or not rule.accept(value) or not _is_near(rule, text, match.start()):
            continue
        sure = rule.check is not None and rule.check(value)
        score = min(1.0, rule.score + (0.1 if sure else 0.0))
        start, end = match.span(group)
        yield Finding(start, end, rule.kind, score, rule.evidence)


def _is_near(rule: Rule, text: str, start: int) -> bool:
    return not rule.near or CUES[rule.near].search(text, max(0, start - NEAR), start) is not None


def _candidates(rule: Rule, text: str) -> Iterator[tuple[Any, bool]]:
    found = matches(rule.pattern, text)
    if rule.cue:
        yield from with_cues(text, found, rule.cue)
    else:
        yield from ((match, True) for match in found)
