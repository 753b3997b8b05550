"""The rules: what kind of detail, how telling it is, what could stand instead."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from redactor.lexicon.dates import written_dates
from redactor.resources import resource
from redactor.verify.closed.vocabulary import folded, is_word, set_of, standing, towns

_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen)"
)
_AGE = re.compile(
    rf"\b{_NUMBER}[- ](?:year|month|week|day)s?[- ]old\b|\baged\s+{_NUMBER}\b(?:\s+(?:years?|months?|weeks?|days?))?"
    rf"|\b{_NUMBER}\s+(?:years?|months?|weeks?|days?)\s+of\s+age\b",
    re.IGNORECASE,
)
_LIFE = re.compile(
    r"\b(?:born|birth|birthday|died|death|dead|killed|murdered|injur\w+|incident|assault\w*|collapsed|drowned|funeral"
    r"|inquest|sentenced|convicted|arrested)\b",
    re.IGNORECASE,
)
_EMPLOYER = re.compile(
    r"\b(?:works?|worked|working|employed|job|employment|apprentice(?:ship)?|shifts?)\s+(?:at|for|by)\s+"
    r"(?:the\s+)?(?P<v>[A-Z][\w'’&-]+(?:\s+[A-Z][\w'’&-]+){0,3})"
)
_SCHOOL = re.compile(
    r"\b(?P<v>(?:St\.?\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3}\s+(?:School|Academy|College|Nursery|Pre-?school))\b(?!\s+\d)"
)
_MANY = re.compile(
    r"\b(?:(?:youngest|eldest|oldest|one|first|last|third|fourth|fifth|sixth|seventh)\s+of|(?:mother|father|family) of"
    r"|sibling group of)\s+(?:(?:her|his|their)\s+)?(?:[6-9]|1\d|six|seven|eight|nine|ten|eleven|twelve|thirteen)\b"
    r"|\b(?:[6-9]|1\d|six|seven|eight|nine|ten|eleven|twelve)\s+(?:children|siblings|brothers and sisters)\b",
    re.IGNORECASE,
)
_OPERATION = re.compile(r"\bOperation\s+[A-Z][a-z]+\b|\b[A-Z][a-z]+\s+Crown\s+Court\b")
_GENERAL = re.compile(
    r"\b(?:act|guidance|regulations?|working together|research|studies|national(?:ly)?|nationwide|policy|procedures?"
    r"|published|in general|each year|reviews show|statistics|per cent|training)\b",
    re.IGNORECASE,
)
_CODED = re.compile(r"\d|\[")
_TOWN = re.compile(r"(?<!\w)[A-Z][a-z]+(?:[- ](?:upon|on|le|under|in|by|the|[A-Z][a-z]+))*")


@dataclass(frozen=True, slots=True)
class Detail:
    """One telling detail of a sentence.

    Attributes:
        kind: What it is, in words.
        start, end: Half-open offsets in the sentence.
        score: 3 leads to a child alone, 2 with one more fact, 1 adds to others.
        suggestion: What could stand instead.
    """

    kind: str
    start: int
    end: int
    score: int
    suggestion: str


@cache
def _terms(kind: str) -> re.Pattern[str]:
    with resource("glossaries", "joinable-terms.csv").open(encoding="utf-8", newline="") as lines:
        words = next(row["words"] for row in csv.DictReader(lines) if row["kind"] == kind).split(";")
    ordered = sorted(words, key=len, reverse=True)
    patterns = (re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+") for word in ordered)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])", re.IGNORECASE)


def details_of(sentence: str) -> Iterator[Detail]:
    """Yield every telling detail of one sentence; what is said of children in general is none."""
    if _GENERAL.search(sentence):
        return
    for rule in _RULES:
        yield from rule(sentence)


def _dates(sentence: str) -> Iterator[Detail]:
    life = _LIFE.search(sentence)
    if life is None:
        return
    for date in written_dates(sentence):
        if date.precision == "day":
            kind = "exact date of birth, death or incident"
            yield Detail(kind, date.start, date.end, 3, "the year, or the season and the year")


def _ages(sentence: str) -> Iterator[Detail]:
    place = _place(sentence)
    for match in _AGE.finditer(sentence):
        if place is not None:
            yield Detail(
                "exact age with a place", match.start(), match.end(), 2, "“a baby”, “a young child”, “a teenager”"
            )


def _place(sentence: str) -> re.Match[str] | None:
    """The first town of a sentence, after a word that says that it is one."""
    for match in re.finditer(r"\b(?:in|at|near|from|to|around|of)\s+(?=[A-Z])", sentence):
        town = _TOWN.match(sentence, match.end())
        if town is not None and all(folded(word) in towns() for word in re.findall(r"[^\W\d_]+", town[0])[:1]):
            return town
    return None


def _schools(sentence: str) -> Iterator[Detail]:
    for match in _SCHOOL.finditer(sentence):
        words = match["v"].split()
        if not all(folded(word) in standing("genre") for word in words):
            yield Detail("name of a school", *match.span("v"), 3, "“a primary school”, or its code")


def _employers(sentence: str) -> Iterator[Detail]:
    for match in _EMPLOYER.finditer(sentence):
        words = [folded(word) for word in re.findall(r"[^\W\d_]+", match["v"])]
        if not _CODED.match(sentence[match.end("v") :].lstrip()) and not _common(words):
            yield Detail("name of an employer", *match.span("v"), 2, "“a local employer”, “a shop”, “a factory”")


def _common(words: Sequence[str]) -> bool:
    """Whether a name is made of ordinary words that the documents write with a capital: "Children's Services"."""
    return all(is_word(word) or word == "s" for word in words) and bool(set(words) & standing("genre"))


def _nations(sentence: str) -> Iterator[Detail]:
    if _place(sentence) is None:
        return
    for match in re.finditer(r"(?<!\w)[A-Z][a-z]+(?!\w)", sentence):
        if folded(match[0]) in standing("nation") and folded(match[0]) not in _HOME:
            kind = "nationality or origin with a town"
            yield Detail(
                kind, match.start(), match.end(), 2, "leave out the town, or the origin where it explains nothing"
            )


_HOME = set_of("british english welsh scottish irish england wales scotland ireland britain ulster uk european europe")


def _listed(kind: str, term: str, score: int, suggestion: str) -> Callable[[str], Iterator[Detail]]:
    def rule(sentence: str) -> Iterator[Detail]:
        for match in _terms(term).finditer(sentence):
            yield Detail(kind, match.start(), match.end(), score, suggestion)

    return rule


def _matched(kind: str, pattern: re.Pattern[str], score: int, suggestion: str) -> Callable[[str], Iterator[Detail]]:
    def rule(sentence: str) -> Iterator[Detail]:
        for match in pattern.finditer(sentence):
            yield Detail(kind, match.start(), match.end(), score, suggestion)

    return rule


_RULES: tuple[Callable[[str], Iterator[Detail]], ...] = (
    _dates,
    _ages,
    _schools,
    _employers,
    _nations,
    _listed("rare condition", "condition", 2, "“a serious medical condition”"),
    _listed("unusual family", "family", 2, "say only what the learning needs"),
    _matched("unusual family", _MANY, 2, "“a large family”, “several children”"),
    _listed("what the news may have told", "news", 2, "say only what the learning needs"),
    _matched("what the news may have told", _OPERATION, 3, "“a police operation”, “the Crown Court”"),
    _listed("unusual occupation", "occupation", 2, "“in work”, “in public life”"),
)
