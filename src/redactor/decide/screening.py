"""What the person model took for somebody and is nobody, each with the reason.

Only findings of the model are judged: a title, a role or a column beside a name is
stronger than any rule here. A reason is a plain sentence for the reviewer
(``redactor suggest`` lists them), and none of them rests on a list of names that may
stay: a public name is let through only where ``lexicon.publicterms`` knows the whole phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from redactor.decide.evidence import CaseWords
from redactor.decide.thresholds import SURE
from redactor.decide.written import name_tokens, untitled
from redactor.lexicon.context import reads_as_name
from redactor.lexicon.name_cues import ABBREVIATIONS, DETERMINERS
from redactor.lexicon.name_titles import is_title
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.roles import abbreviations, code_tokens, role_titles
from redactor.lexicon.titled_runs import is_place
from redactor.lexicon.titled_words import AGENCY, FUNCTION, NATIONAL, ORGANISATION_TAIL, SURNAME_WORDS, field_words
from redactor.lexicon.towns import homes, is_county_or_country
from redactor.lexicon.words import is_name_word, is_word, name_kinds
from redactor.model import PERSON_MODEL, Finding, Span

_LETTERS = re.compile(r"[^\W\d_]+")
_LIST = re.compile(r"[,;/&\n]|\band\b|\bor\b")
_STREET = re.compile(
    r"\b(?:Street|St|Road|Rd|Avenue|Ave|Close|Cl|Crescent|Gardens|Terrace|Drive|Lane|Grove|Mews|Way|Court|Place|Walk)$"
)
_BEHIND = re.compile(r"[ \u00a0](?:and |& )?([A-Z][\w'’-]*)")


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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What the rules look at.

    Attributes:
        written: Without title.
        tokens: Folded.
        text: The segment.
        span: Where it stands.
        words: What the case says about its words.
        score: How sure the model is.
    """

    written: str
    tokens: tuple[str, ...]
    text: str
    span: Span
    words: CaseWords
    score: float

    @property
    def shouted(self) -> bool:
        """Whether every word is in capitals."""
        return self.written.isupper()


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
    found = tuple(findings)
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
    if _lists_several(text, finding, found):
        return "several people who are listed one by one"
    return _reason(text, finding, words)


def _lists_several(text: str, finding: Finding, found: tuple[Finding, ...]) -> bool:
    """Whether a comma or "and" parts the words of a finding, and each of them is somebody of the glossary."""
    whole = finding.span.of(text)
    if not _LIST.search(whole):
        return False
    listed = [other.span for other in found if other.people and other.kind == "person" and other.span != finding.span]
    words = (Span(m.start() + finding.start, m.end() + finding.start) for m in _LETTERS.finditer(whole))
    return all(any(span.contains(word) for span in listed) for word in words if word.of(text) not in ("and", "or"))


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


def _reason(text: str, finding: Finding, words: CaseWords) -> str:
    whole = finding.span.of(text)
    name = untitled(whole)
    tokens = name_tokens(name.text)
    if not tokens or not any(len(token) > 1 for token in tokens):
        return "letters that are no name"
    if name.adult:
        return ""
    if len(tokens) == 1 and tokens[0] in words.kept and not words.evidence[tokens[0]]:
        return "the surname of somebody whose name is kept"
    candidate = _Candidate(name.text, tokens, text, finding.span, words, finding.score)
    return next((reason for rule, reason in _RULES if rule(candidate)), "")


def _is_code(one: _Candidate) -> bool:
    around = one.text[max(0, one.span.start - 40) : one.span.end + 8]
    shift = max(0, one.span.start - 40)
    return any(Span(s.start + shift, s.end + shift).contains(one.span) for s, _ in code_tokens(around))


def _is_acronym(one: _Candidate) -> bool:
    """Capitals that are an abbreviation: never a name that the case or a list of given names knows."""
    if not one.shouted or len(one.tokens) > 1:
        return False
    (word,) = one.tokens
    if word in ABBREVIATIONS or word.upper() in abbreviations():
        return True
    if is_given_name(word) or one.words.is_evident(word) or one.words.inside[word]:
        return False
    return len(word) <= 5 and (not set(word) & set("aeiouy") or is_word(word) or len(word) <= 3)


def _is_role(one: _Candidate) -> bool:
    flat = " ".join(one.written.lower().replace("’", "'").split())
    return flat in role_titles() or flat.removesuffix("s") in role_titles()


def _is_agency(one: _Candidate) -> bool:
    """A body, a team, a document: a word of such names in it that is no surname, or right behind it."""
    own = [token for token in one.tokens if len(token) > 1]
    if any(token in AGENCY and token not in SURNAME_WORDS for token in own):
        return True
    if len(own) > 1 and own[-1] in ORGANISATION_TAIL and own[-1] not in SURNAME_WORDS:
        return True
    behind = _BEHIND.match(one.text, one.span.end)
    following = behind[1].casefold() if behind else ""
    if not following or following in SURNAME_WORDS or one.text[one.span.start : one.span.end].endswith(("'s", "’s")):
        return False
    return following in ORGANISATION_TAIL or (following in AGENCY and not is_given_name(one.tokens[0]))


def _is_people(one: _Candidate) -> bool:
    """A nationality, a language, a religion: they stay discussable (WOB 3.3)."""
    return all(token in NATIONAL for token in one.tokens) and not one.words.is_evident(one.tokens[-1])


def _is_town(one: _Candidate) -> bool:
    """A town or county that nothing here gives as somebody's name."""
    if not all(is_place(token) or "place" in name_kinds(token) for token in one.tokens):
        return False
    sure = one.score >= SURE or one.words.is_evident(one.tokens[-1])
    return not (sure and _reads_as_name(one))


def _is_ordinary(one: _Candidate) -> bool:
    """Ordinary words with a capital, of a heading or at the start of a sentence."""
    own = [token for token in one.tokens if len(token) > 1]
    if not own or not all(is_word(token) or token in FUNCTION or token in field_words() for token in own):
        return False
    if any(one.words.is_evident(token) for token in own):
        return not _reads_as_name(one)
    if any(is_given_name(token) or is_name_word(token) or token in SURNAME_WORDS for token in own):
        return not _reads_as_name(one) or all(one.words.is_everyday(token) for token in own)
    return not (len(own) == 1 and _stands_out(one, own[0]))


def _stands_out(one: _Candidate, word: str) -> bool:
    """Whether a lone word has its capital from nothing but being a name, and the case never writes it small."""
    if one.words.small[word] or not one.words.inside[word]:
        return False
    before = one.text[: one.span.start].split()[-1:]
    return not before or before[0].casefold() not in DETERMINERS


def _reads_as_name(one: _Candidate) -> bool:
    return reads_as_name(one.text, one.span.start, one.span.end)


def _is_small(one: _Candidate) -> bool:
    """Words without a capital that a dictionary has."""
    written = _LETTERS.findall(one.written)
    return all(word.islower() for word in written) and all(is_word(word) or is_title(word) for word in written)


_RULES: tuple[tuple[Callable[[_Candidate], bool], str], ...] = (
    (_is_code, "a role code"),
    (_is_role, "a role, not a name"),
    (_is_acronym, "an abbreviation"),
    (_is_people, "a nationality, language or religion"),
    (_is_agency, "part of the name of an agency, team or document"),
    (_is_town, "a town or county, with nothing beside it that makes it a name"),
    (_is_ordinary, "ordinary words with a capital"),
    (_is_small, "ordinary words without a capital"),
)
