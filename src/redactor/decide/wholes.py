"""A name that the model or a rule found, every word of which is somebody's of the case.

The glossary meets "Marta", "Marti" and "Ozols" in "Marta “Marti” Ozols" one by one; together
they are one person, and nobody new. "Marta, Idris" are two people whom a comma parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from redactor.decide.neighbours import is_verb_here
from redactor.decide.precedence import is_listed, is_newcomer
from redactor.lexicon.folding import fold_text
from redactor.lexicon.name_titles import is_title
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.scanned import mended
from redactor.lexicon.words import is_name_word, is_word
from redactor.model import Finding, Span

_DOCUMENTS = frozenset(
    """agenda appendix assessment chart chronology email file genogram letter log memo minutes note notes overview plan
    record records referral report review statement summary transcript""".split()  # noqa: SIM905
)
"""What files and headings are called before a name: "Chronology Brannock"; behind one it may be a surname."""
_GIVEN = frozenset({"first name", "nickname"})
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4
"""Letters of a title that may be misread: "De" before a surname is no "DC"."""
_LIST = re.compile(r"[,;/&\n]|\b(?:and|or)\b")


def whole_mentions(findings: Sequence[Finding], text: str) -> tuple[Finding, ...]:
    """Return the findings, without newcomers that are nothing but people of the case.

    Args:
        findings: Findings of one text.
        text: That text; offsets are its code points.

    Returns:
        One that several words of one listed person make up stands as that person's; one that
        strings several listed people together, or one with "Chronology" or "Report", is dropped,
        since each of them has a finding.
        One that joins the names of two people without a separator stays a newcomer.
    """
    listed = [f for f in findings if is_listed(f) and f.kind == "person"]
    if not listed:
        return tuple(findings)
    return tuple(kept for f in findings for kept in _judged(f, listed, text))


def _judged(finding: Finding, listed: Sequence[Finding], text: str) -> Iterable[Finding]:
    if not is_newcomer(finding) or finding.kind != "person":
        return (finding,)
    inside = [f for f in listed if finding.span.contains(f.span) and f.span != finding.span]
    first_word = _WORD.search(text, finding.start, finding.end)
    of_document = first_word is not None and _is_beside(text, first_word, finding)
    behind = replace(finding, start=first_word.end()) if first_word is not None and of_document else finding
    if not inside or _uncovered(behind, inside, text):
        return (finding,)
    if of_document:
        return ()
    common = [key for key in inside[0].people if all(key in other.people for other in inside)]
    if common:
        evidence = "every part of the name is that of a listed person"
        first = inside[0]
        return (replace(first, start=finding.start, end=finding.end, people=tuple(common), evidence=evidence),)
    if all(f.form in _GIVEN for f in inside):  # "… and Auntie Marta Idris rang": a sentence that ends without a stop
        return ()
    return () if _LIST.search(finding.span.of(text)) else (finding,)


def _is_beside(text: str, word: re.Match[str], finding: Finding) -> bool:
    """Whether the first word is of a document or a verb: "Chronology Brannock", "Grant Brannock leave"."""
    if word[0].casefold() in _DOCUMENTS:
        return True
    return word.end() < finding.end and is_verb_here(text, Span(*word.span()), Span(word.end(), finding.end))


def _uncovered(finding: Finding, inside: Sequence[Finding], text: str) -> bool:
    """Whether a word of the finding is of nobody listed; titles and "and" do not count."""
    for match in _WORD.finditer(text, finding.start, finding.end):
        if any(f.start <= match.start() and match.end() <= f.end for f in inside):
            continue
        if (
            match[0] not in ("and", "or")
            and not is_title(match[0], written=match[0])
            and not _is_scanned_title(match[0])
        ):
            return True
    return False


def _is_scanned_title(word: str) -> bool:
    """Whether a word is a title with a letter misread: "Mlss", "Profcssor"."""
    low = fold_text(word)
    if len(low) < _SHORTEST or not word[0].isupper() or is_word(low) or is_name_word(low) or is_given_name(low):
        return False
    return any(read == "justice" or is_title(read, written=read.capitalize()) for read in mended(low))
