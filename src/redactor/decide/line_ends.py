"""A name that the person model or a title drew over the end of a line or a cell, though another begins there.

"cc Mrs Q. Oldroyd" and below it "Melcombe Safeguarding Children Board": the word below may be taken for part of the
name. Where the glossary knows one side and that side is whole, the two are judged one by one. First name and surname
of somebody unlisted may stand on two lines as well, so one known word alone parts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from redactor.decide.precedence import is_listed
from redactor.lexicon.name_titles import is_title
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.standing import in_set_phrase, standing_words
from redactor.lexicon.words import is_word, name_kinds
from redactor.model import PERSON_MODEL, Finding, Span

_END = re.compile(r"[ \t]*[\n\t]\s*")
_WORD = re.compile(r"[^\W_]+")
_GIVEN = frozenset({"first name", "nickname"})
_GOES_ON = re.compile(r"[ \u00a0][a-z]")
_FAMILY = re.compile(r" [Ff]amily\b")
_WHOLE = 2
"""Words of a name, initials and title among them, behind which no more of it is expected."""


def parted(text: str, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings, those that reach over a line's end from a listed name to another word in two halves.

    Args:
        text: The text of one segment.
        findings: Findings in it; offsets are its code points.
    """
    listed = [f for f in findings if is_listed(f) and f.kind == "person"]
    for finding in findings:
        end = _END.search(text, finding.start, finding.end) if listed and _is_drawn(finding) else None
        if end is None:
            yield finding
        else:
            yield from _halves(text, finding, end, listed)


def _is_drawn(finding: Finding) -> bool:
    return finding.rule in (PERSON_MODEL, "titled name") and finding.kind == "person" and not finding.people


def _halves(text: str, finding: Finding, end: re.Match[str], listed: Sequence[Finding]) -> Iterator[Finding]:
    """The finding in two, or whole; the half that is nobody's of the case is judged as what the model marks."""
    above, below = Span(finding.start, end.start()), Span(end.end(), finding.end)
    if not (_words(text, above) and _words(text, below)):
        yield finding
        return
    known = [_is_all_of(text, side, listed) for side in (above, below)]
    given = all(f.form in _GIVEN for f in listed if above.contains(f.span))
    ends = known[0] and _is_whole(text, above, below, given=given, cell="\t" in end[0])
    begins = known[1] and (_words(text, below)[-1].casefold() == "family" or bool(_FAMILY.match(text, below.end)))
    if all(known) or not (ends or begins):
        yield finding
        return
    named = begins and _is_given(_words(text, above)[0])  # "Hope", and below "Ozolins family"
    for side, told in ((above, ends or named), (below, begins)):
        half = replace(finding, start=side.start, end=side.end, name=side.of(text) if finding.name else "")
        yield half if told else replace(half, rule=PERSON_MODEL, role="")


def _is_given(word: str) -> bool:
    return is_given_name(word) or "given" in name_kinds(word.casefold())


def _is_all_of(text: str, side: Span, listed: Sequence[Finding]) -> bool:
    """Whether every word of one side is within a listed finding, titles, initials and the word "family" aside."""
    found = [word for word in _WORD.finditer(text, side.start, side.end) if not _is_beside_name(word[0])]
    words = [Span(word.start(), word.end()) for word in found]
    return bool(words) and all(any(f.span.contains(word) for f in listed) for word in words)


def _is_beside_name(word: str) -> bool:
    return len(word) == 1 or word.casefold() == "family" or is_title(word, written=word)


def _is_whole(text: str, above: Span, below: Span, *, given: bool, cell: bool) -> bool:
    """Whether a name ends with its line: it has a surname and more, or what begins below is none."""
    if (not given and len(_words(text, above)) >= _WHOLE) or in_set_phrase(text, below.start, below.end):
        return True  # "Mrs Q. Oldroyd"; "a lodger called Jimbo", and on the next line "Angel delight"
    first = _words(text, below)[0]
    if cell and first.casefold() in standing_words() and not _is_given(first):
        return True  # "Known as: Shan", and in the next cell "Lloyds, Barclays"
    goes_on = is_word(first) and _GOES_ON.match(text, below.end) is not None
    return cell and first.islower() and goes_on  # "known as: clive", and in the next cell "hazel eyes"


def _words(text: str, span: Span) -> list[str]:
    return _WORD.findall(text, span.start, span.end)
