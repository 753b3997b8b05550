"""Phrases that hold a name and name nobody of a case: eponyms, titles of works, values behind a label."""

from __future__ import annotations

import re

_THINGS = (
    r"syndrome|disease|palsy|fracture|murmur|criteria|scale|scales|chart|classification|questionnaire|inventory|"
    r"checklist|taxonomy|lymphoma|catheter|competence|triangle|hierarchy|rule|law|sign|reflex|contracture|paralysis"
)
_MORE_THINGS = r"plates|test|score|scores|stage|method|model|procedure|index|splint|collar|matrix"
_POSSESSIVE = re.compile(rf"['’ʼ]s?[ \u00a0](?:[a-z]+[ \u00a0])?(?:{_THINGS})\b")
_PLAIN = re.compile(rf"[ \u00a0](?:{_THINGS}|{_MORE_THINGS})\b")

_SIGN = re.compile(
    rf"['’ʼ]s?[ \u00a0](?:{_THINGS}|{_MORE_THINGS}|sulci|sulcus|tubercles|spots|contractions|triad|manoeuvre)\b"
    rf"|[ \u00a0](?:and|or)[ \u00a0][A-Z][\w-]+[ \u00a0](?:{_THINGS}|{_MORE_THINGS})s?\b"
    r"|(?:[ \u00a0](?:and|or)[ \u00a0][A-Z][\w-]+)?\s(?:excluded|confirmed|suspected|ruled out)[ \u00a0]"
    r"(?:by|on)[ \u00a0](?:genetic\w*|chromosom\w*|karyotyp\w*|array|testing)\b",
    re.IGNORECASE,
)

_LABEL = re.compile(
    r"(?:^|[\n\t|;.•*] *)(?:first |main |home |preferred |other )?"
    r"(?:language|languages|language spoken|mother tongue|religion|faith|ethnicity|ethnic origin|ethnic group|"
    r"nationality|country of birth|diagnosis|allergies|allergic to|diet|medication|medicines|breed|species)"
    r"[ \t]*[:|\t][ \t]*(?:[^\n\t|.;:]{0,60}, *)?$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[ \t]*(?:$|[.,;\n\t|/(])")
_OPENED = re.compile(r"[\"“'‘]The $")
_CLOSED = re.compile(r"[,.!?]?[\"”'’](?!\w)")


def is_eponym(text: str, end: int) -> bool:
    """Whether what stands behind a name that ends at ``end`` makes it that of a test, an illness or a rule.

    "Naegele's rule", "Colles fracture", "the Guthrie test". "Karen's disease" may be hers: who
    asks must know besides that the name is nobody's in the case.
    """
    if text[end - 2 : end] in ("'s", "’s", "ʼs"):
        end -= 2
    return bool(_POSSESSIVE.match(text, end) or _PLAIN.match(text, end))


def is_sign(text: str, end: int) -> bool:
    """Whether a name that ends at ``end`` may be that of an illness or a sign, though it may be somebody's as well.

    "Harrison's sulci", "Noonan excluded by genetics": who asks still replaces them.
    """
    return bool(_SIGN.match(text, end - 2 if text[end - 2 : end] in ("'s", "’s", "ʼs") else end))


def is_title_of_work(text: str, start: int, end: int) -> bool:
    """Whether the words at ``[start, end)`` are a book or a film: with "The" before them, all that stands in quotes."""
    return bool(_OPENED.search(text, max(0, start - 5), start) and _CLOSED.match(text, end))


def is_field_value(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` is all that stands behind the label of what is no person: "Language: Sylheti"."""
    return bool(_LABEL.search(text[max(0, start - 120) : start]) and _ENDS.match(text, end))
