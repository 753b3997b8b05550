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

from redactor.decide.precedence import is_listed, is_newcomer
from redactor.lexicon.context import reads_as_name
from redactor.lexicon.folding import fold_text
from redactor.lexicon.name_cues import MODALS, VERB_WORDS
from redactor.lexicon.name_labels import is_name_label, is_part_label
from redactor.lexicon.name_parts import PARTICLES
from redactor.lexicon.name_titles import is_judges_title, is_title
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.publicterms import public_spans
from redactor.lexicon.roles import code_tokens, role_for
from redactor.lexicon.spoken_of import acts, is_dated
from redactor.lexicon.titled_runs import is_place
from redactor.lexicon.titled_words import AGENCY, FUNCTION, NATIONAL, field_words
from redactor.lexicon.words import is_word, name_kinds
from redactor.model import Covered, Finding, Span

_WORD = r"[^\W\d_](?:[^\W\d_]|['’\-‐‑](?=[^\W\d_])(?!s\b))+"
_BEFORE = re.compile(rf"({_WORD})[ \u00a0]$")
_AFTER = re.compile(rf"[ \u00a0]({_WORD})")
_SMALL = "bin|ibn|bint|binti|abu|umm|ap|ab|ferch|van|von|der|de|da|do|dos|das|della|di|del|al|el|ben|ur|ul|le|la"
_PARTICLED = re.compile(rf"[ \u00a0](?:(?:{_SMALL})[ \u00a0])+((?=[A-Z]){_WORD})")
"""The rest of a name behind a small word that belongs to it: "Hassan bin Said"."""
_BEFORE_PARTICLE = re.compile(rf"((?=[A-Z]){_WORD})[ \u00a0](?:(?:{_SMALL})[ \u00a0])+$")
_GAELIC = re.compile(r"(?<![^\W_])([0O]['’ʼ])$")
"""The beginning of O'Connell, or as a scanner reads it: 0'Connell."""
_NOTE = re.compile(
    r"[A-Z]{2,}['’]?[ds]|(?:Mon|Tue(?:s|sday)?|Wed(?:nesday)?|Thur(?:s|sday)?|Fri|Satur|Sat|Sun)(?:day)?|[JS](?:nr|r)"
)
"""What is written beside a name: "Ketan DNA'd", "Tue Hanan, Wed Anca", "On the Monday Hanan", "Ketan Jnr"."""
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_VIRTUES = frozenset(
    """beauty blessing comfort favour fortune gift goodness honest innocent justice knowledge memory miracle peace
    praise privilege progress prosper queen success talent trust wisdom""".split()  # noqa: SIM905
)
"""Words that people are called by, most of them in West and Southern Africa: names before a surname only."""
_BEGINS = re.compile(r"(?:^|[.!?:;•*▪|\t\n\"“(\[/]|(?:^|\s)[-–—])\s*$")
_GOES_ON = re.compile(r"[ \u00a0][A-Z0-9]|\s+[Nn]a(?:m|rn)[ce]s?\b")
"""A longer phrase: "Kerry Case Conference", "Tegan Page 4"."""
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
        candidate = _candidate(finding, text) if finding.kind == "person" else None
        if candidate is None:
            widened.append(finding)
            continue
        before = candidate.start < finding.start
        extra = Span(candidate.start, finding.start) if before else Span(finding.end, candidate.end)
        if _is_anothers(finding, extra, findings):
            widened.append(candidate)
            continue
        if taken is None:
            codes = (span for span, _ in code_tokens(text))
            named = (f.span for f in findings if not _is_loose_surname(f))
            taken = Covered([*public_spans(text), *codes, *named])
        widened.append(finding if taken.touches(extra) else candidate)
    return tuple(widened)


def _is_anothers(finding: Finding, extra: Span, findings: Sequence[Finding]) -> bool:
    """Whether what a listed first name would be widened by is the surname of somebody else: "Ray Preston"."""
    over = [f for f in findings if f.span.overlaps(extra)]
    return bool(over) and is_listed(finding) and all(_is_other_surname(f, finding, extra) for f in over)


def _is_other_surname(finding: Finding, first: Finding, extra: Span) -> bool:
    if finding.kind != "person" or not extra.contains(finding.span):
        return False
    if is_newcomer(finding) or all(key.startswith(PROVISIONAL_KEY) for key in finding.people):
        return True
    return finding.form in _SURNAME_FORMS and not set(finding.people) & set(first.people)


def _candidate(finding: Finding, text: str) -> Finding | None:
    if match := _GAELIC.search(text, max(0, finding.start - 3), finding.start):
        return replace(finding, start=match.start(1))
    if is_listed(finding):
        return _widened(finding, text)
    return _completed(finding, text) if is_newcomer(finding) else None


def _completed(finding: Finding, text: str) -> Finding | None:
    """Somebody unlisted with the ordinary word beside that is the rest of the name: "Friday Okafor", "Jimmy Care"."""
    words = finding.span.of(text).split()
    start = None if is_title(words[0], written=words[0]) else _earlier_start(finding, text)
    if start is not None:
        return replace(finding, start=start, name=text[start : finding.end])
    match = _AFTER.match(text, finding.end)
    if particled := _PARTICLED.match(text, finding.end):
        return replace(finding, end=particled.end(1), name=text[finding.start : particled.end(1)])
    if match and words[-1].casefold() in PARTICLES and len(words) > 1 and match[1][0].isupper():
        return replace(finding, end=match.end(1), name=text[finding.start : match.end(1)])
    if match and len(words) == 1 and is_given_name(words[0]) and _is_last_name(text, match, words[0]):
        return replace(finding, end=match.end(1), name=text[finding.start : match.end(1)])
    return None


def _earlier_start(finding: Finding, text: str) -> int | None:
    """Where the first name before a surname begins; nothing stands before a title."""
    match = _BEFORE_PARTICLE.search(text, max(0, finding.start - 40), finding.start)
    if match is None or match[1].casefold() in FUNCTION:
        match = _BEFORE.search(text, max(0, finding.start - 40), finding.start)
        match = match if match and _is_first_name(text, Span(*match.span(1)), finding.span) else None
    return match.start(1) if match else None


def _is_first_name(text: str, span: Span, surname: Span) -> bool:
    """Whether a word before a surname is a first name, though it is a word, a month or a day as well."""
    word = span.of(text)
    if not word[0].isupper() or is_title(word, written=word) or word.casefold() in FUNCTION:
        return False
    if is_verb_here(text, span, surname) or is_judges_title(text, span.start):
        return False
    if word.isupper():
        named = is_given_name(word) or bool(name_kinds(word) - {"place", "surname"}) or word.casefold() in _VIRTUES
        return surname.of(text).isupper() and named
    if _is_called_day(text, span.start, span.end):
        return True
    low = word.casefold()
    if low in _VIRTUES:
        return True
    begins = _BEGINS.search(text, max(0, span.start - 8), span.start) is not None
    if name_kinds(low) & {"given", "month"} or is_given_name(low):
        if not begins:
            return not (name_kinds(low) & {"month"} and is_dated(text, span.start))
        plain = low not in MODALS and reads_as_name(text, span.start, span.end)
        return plain or acts(text, surname.start, surname.end)
    if is_word(low):
        return not begins and _is_unexpected(text, low, span.start)
    return _looks_like_name(word) and not is_place(low) and (not begins or acts(text, surname.start, surname.end))


def is_verb_here(text: str, span: Span, surname: Span) -> bool:
    """Whether a word before a name is what is done, not who: "Grant Oldroyd leave", "I HOPE OLDROYD IS WELL".

    Args:
        text: The text; offsets are its code points.
        span: Where the word stands.
        surname: Where the name behind it stands.
    """
    low = span.of(text).casefold()
    if low not in VERB_WORDS:
        return False
    shouted = span.of(text).isupper() and surname.of(text).isupper()
    if (_ANYBODY if shouted else _SPEAKER).search(text, max(0, span.start - 6), span.start):
        return True
    if _BEGINS.search(text, max(0, span.start - 8), span.start) is None:
        return False
    if low in MODALS:
        return _ASKED.match(text, surname.end) is not None
    return low == "grant" and _GRANTED.match(text, surname.end) is not None


_SPEAKER = re.compile(r"\b(?:I|we|We)[ \u00a0]$")
_ANYBODY = re.compile(r"\b(?:I|WE|YOU|THEY)[ \u00a0]$")
"""Before a word in a sentence in capitals. Behind "to" it is a name, in whatever letters: "a call to May Oldroyd"."""
_ASKED = re.compile(
    r"[ \u00a0](?:go|come|stay|see|have|be|leave|visit|attend|return|speak)\b[^.!\n]{0,60}\?", re.IGNORECASE
)
"""A question: "May Oldroyd go?"."""
_GRANTED = re.compile(r"[ \u00a0](?:leave|permission|access|an extension)\b", re.IGNORECASE)


def _is_unexpected(text: str, low: str, start: int) -> bool:
    """Whether a word has its capital from nothing but being a name: within a sentence, no role, body or nation."""
    if not is_word(low) or role_for(low) is not None or low in AGENCY | FUNCTION | NATIONAL | field_words():
        return False
    before = _BEFORE.search(text, max(0, start - 40), start)
    return before is not None and before[1].islower()


def _is_last_name(text: str, match: re.Match[str], first: str) -> bool:
    """Whether the word behind a first name is a surname, though it is a word or a town as well, and ends the name."""
    word = match[1]
    if not word[0].isupper() or word.isupper() != first.isupper() or not name_kinds(word) & {"surname", "place"}:
        return False
    return not _GOES_ON.match(text, match.end(1))


def _widened(finding: Finding, text: str) -> Finding | None:
    if finding.form in _SURNAME_FORMS:
        match = _BEFORE_PARTICLE.search(text, max(0, finding.start - 40), finding.start)
        if match and match[1].casefold() not in FUNCTION:
            return _newcomer(finding, match.start(1), finding.end, text)
        match = _BEFORE.search(text, max(0, finding.start - 40), finding.start)
        if match and (_looks_like_name(match.group(1)) or _is_first_name(text, Span(*match.span(1)), finding.span)):
            return _newcomer(finding, match.start(1), finding.end, text)
    elif finding.form in _FIRST_FORMS or _is_single_name(finding, text):
        match = _BEFORE.search(text, max(0, finding.start - 40), finding.start)
        if match and _is_single_name(finding, text) and _looks_like_name(match.group(1)):
            return _newcomer(finding, match.start(1), finding.end, text)
        match = _PARTICLED.match(text, finding.end) or _AFTER.match(text, finding.end)
        if (
            match
            and not _labels(text, match)
            and (match.re is _PARTICLED or _is_surname(match[1]) or _is_last_name(text, match, text[finding.start :]))
        ):
            return _newcomer(finding, finding.start, match.end(1), text)
    return None


def _labels(text: str, match: re.Match[str]) -> bool:
    """Whether the word behind a first name begins the label of another name: "Cal Middlc name: Ivy"."""
    following = _FOLLOWING.match(text, match.end(1))
    return is_part_label(fold_text(match[1])) and following is not None and is_name_label(fold_text(following[1]))


_FOLLOWING = re.compile(r"\s+([^\W\d_]+)")


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
    if _NOTE.fullmatch(token) or name_kinds(token) & {"month", "season"}:
        return False
    if is_word(token.casefold()) or token.casefold() in AGENCY:
        return False
    return token[0].isupper() and not token.isupper() and role_for(token) is None


def _is_called_day(text: str, start: int, end: int) -> bool:
    """Whether a day of the week, before a surname, is not told as one."""
    return _DAY.fullmatch(text, start, end) is not None and not is_dated(text, start)


def _is_surname(token: str) -> bool:
    return len(token) > 1 and _looks_like_name(token)
