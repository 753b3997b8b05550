"""Schools, nurseries, hospitals, wards, practices and homes with a name of their own.

Found by what they end in ("… Primary School", "… Surgery") after at least one word
that is not the field's own: "Fennhaven Primary School" and "Sunflower Ward" are
institutions, "the primary school", "Maternity Ward" and "Good Practice" are not.
Councils, boards, police forces and health trusts are agencies and stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from redactor.lexicon.institution_words import GENERIC, KINDS, LENGTHS, LINKS, STRICT, VERY_STRICT, kind_prefix
from redactor.lexicon.limits import search_limit
from redactor.lexicon.nicknames import is_given_name, nicknames_of
from redactor.lexicon.presence import words_in
from redactor.lexicon.publicterms import public_spans
from redactor.lexicon.roles import code_tokens
from redactor.lexicon.titled_words import AGENCY, FUNCTION, NATIONAL, field_words, titles
from redactor.lexicon.words import is_word
from redactor.model import Span

_LONGEST = 6
_REACH = 110


@dataclass(frozen=True, slots=True)
class Institution:
    """A named place of care, teaching or detention.

    Attributes:
        start, end: Half-open, in code points.
        name: As written, the kind included.
        role_prefix: Code prefix of its kind: ``Primary School``, ``Hospital``, ``GP Practice``.
        evidence: Why, in plain words.
        score: 0 to 1.
    """

    start: int
    end: int
    name: str
    role_prefix: str
    evidence: str
    score: float


def institutions(text: str) -> tuple[Institution, ...]:
    """Find the named institutions of a text.

    Args:
        text: One segment.

    Returns:
        Disjoint findings in order. A leading article is not part of the span, the
        kind ("Primary School") is.

    Raises:
        TimeoutError: if a search takes longer than its limit.
    """
    found = sorted((*_by_kind(text), *_prisons(text)), key=lambda i: (i.start, -i.end))
    public = public_spans(text) if found else ()
    codes = [span for span, _ in code_tokens(text)] if found else []
    kept: list[Institution] = []
    for item in found:
        if any(span.overlaps(Span(item.start, item.end)) for span in public):
            continue
        if any(span.start < item.end < span.end for span in codes):  # "visited Nursery 1": the kind begins a code
            continue
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
        elif item.end > kept[-1].end:
            last = kept.pop()
            kept.append(_institution(text, last.start, item.end, item.role_prefix, last.score))
    return tuple(kept)


def _institution(text: str, start: int, end: int, prefix: str, score: float) -> Institution:
    return Institution(start, end, text[start:end], prefix, f"a name before the kind of a {prefix.lower()}", score)


# -- by what they end in -----------------------------------------------------------------------


@cache
def _kind_pattern() -> regex.Pattern[str]:
    kinds = sorted((kind for kinds in KINDS.values() for kind in kinds), key=len, reverse=True)
    written = "|".join(kind.replace(" ", r"\s").replace("'", "['’ʼ]?") for kind in kinds)
    return regex.compile(
        rf"(?<=[\w'’.\"”)]\s)(?P<kind>{written})(?![\w-])"
        r"(?P<of>\sof\s(?=(?:St\.?\s|the\s)?\p{Lu}))?",
        regex.IGNORECASE,
    )


_AUTHORITY = regex.compile(r"\b(?:NHS|Foundation)\sTrust\s$|\b(?:Council|Police|Constabulary|Board)\s$")
_WORD = regex.compile(r"(?:St|SS|Ss|Dr|Rev)\.|[\p{L}\p{M}\d][\p{L}\p{M}\d'’ʼ-]*\.?|&")


@cache
def _last_words() -> frozenset[str]:
    return frozenset(regex.split(r"[\s-]", kind)[-1] for kinds in KINDS.values() for kind in kinds)


def _by_kind(text: str) -> Iterator[Institution]:
    if _last_words().isdisjoint(words_in(text)):
        return
    for match in _kind_pattern().finditer(text, timeout=search_limit(text)):
        kind = match["kind"]
        if kind.lower().startswith("primary") and _goes_on(text, match.end("kind")):
            continue
        if text[match.end() : match.end() + 1] == ":" and _AUTHORITY.search(
            text, max(0, match.start() - 20), match.start()
        ):
            continue  # "Fennhaven Hospitals NHS Trust", and the label "School:" on the next line
        words = _words_before(text, match.start())
        start = _name_start(text, words, kind)
        end = match.end("kind")
        whom = _of_whom(text, match.end("of")) if match["of"] and kind[0].isupper() else None
        if whom is not None:
            end = whom
            start = _described(words, match.start()) if start is None else start
        if start is None or text[start:end].lower() in LENGTHS:
            continue
        yield _institution(text, start, end, kind_prefix(kind), 0.8 if kind[0].isupper() else 0.6)


_CARE = regex.compile(
    r"\s(?:care|health|mental|education|school|schools|trust|teacher|age|needs|carer|worker)\b", regex.I
)


def _goes_on(text: str, end: int) -> bool:
    """Whether "Primary" is no school: "… Primary Care Trust"."""
    return _CARE.match(text, end) is not None


def _is_signature(text: str, end: int) -> bool:
    """Whether a line is nothing but somebody's name: "Karen Oldroyd", not "attends Sunflower"."""
    first, *rest = text[text.rfind("\n", 0, end) + 1 : end].split() or [""]
    return 0 < len(rest) < _LONGEST_SIGNED and is_given_name(first) and all(map(str.istitle, (first, *rest)))


_LONGEST_SIGNED = 4
_OFFICE = regex.compile(
    r"[A-Z][a-z]+ (?:manager|nurse|officer|teacher|worker|practitioner|assistant|lead|staff|head|nanny)\b"
)
"""A kind that begins the line on which a role stands below a name."""
_ENDS_BODY = frozenset({"Council", "Police", "Constabulary", "Trust", "Board", "CCG", "Services"})
_YEAR = regex.compile(r"(?:19|20)\d\d")


def _words_before(text: str, end: int) -> list[regex.Match[str]]:
    """The words right before a position, nearest first, as long as single blanks part them."""
    start = max(0, end - _REACH)
    words: list[regex.Match[str]] = []
    edge = end
    for match in reversed(list(_WORD.finditer(text, start, end, timeout=search_limit(text)))):
        gap = text[match.end() : edge]
        if gap not in (" ", "\n", "\xa0") or len(words) == _LONGEST or _YEAR.fullmatch(match[0]):
            break
        if gap == "\n" and edge == end and _OFFICE.match(text, end) and _is_signature(text, match.end()):
            break  # "Karen Oldroyd", and on the next line "Nursery manager"
        if gap == "\n" and match[0] in _ENDS_BODY:
            break  # "Agency: Fennby Borough Council", and "Long Stay Ward" on the next line
        words.append(match)
        edge = match.start()
    return words


def _described(words: list[regex.Match[str]], start: int) -> int:
    """Where capitalised describing words before a kind begin: "Royal | Infirmary of …"."""
    for word in words:
        if not word[0][0].isupper() or word[0].lower() in _LEADING:
            break
        start = word.start()
    return start


def _may_name(written: str, kind: str) -> bool:
    """Whether a word can be of the name before a kind."""
    if written.endswith(".") and written not in ("St.", "SS.", "Ss.", "Dr.", "Rev."):
        return False
    if not (written[0].isupper() or written[0].isdigit() or written.lower() in LINKS):
        return False
    if written.lower() in _WITHIN and (kind[0].islower() or kind.isupper()):
        return False  # "Kwabena in clinic", "KWABENA NOT IN SCHOOL"
    return not (written in ("FROM", "TO") and kind.isupper())  # "MOVED FROM ELM COURT TO FENNHAVEN CHILDRENS HOME"


def _name_start(text: str, words: list[regex.Match[str]], kind: str) -> int | None:
    """Where the name before a kind begins; ``None`` if there is none."""
    taken: list[regex.Match[str]] = []
    for word in words:
        written = word[0]
        if not _may_name(written, kind):
            break
        if written.lower() in _STREETS and taken and taken[-1][0].lower() == "and":
            taken.pop()
            break  # "Between 9 Elm St and Fennhaven Academy"
        taken.append(word)
    if len(taken) > 1 and _VERB.match(taken[-1][0]) and not all(_generic(word[0]) for word in taken[:-1]):
        taken.pop()
    while taken and (taken[-1][0].lower() in LINKS or taken[-1][0].lower() in _LEADING or taken[-1][0].isdigit()):
        taken.pop()
    if taken and _VERB.match(taken[0][0]):
        return None  # "From Birth to Starting School"
    if not taken or (kind[0].islower() and not all(_proper(w[0]) for w in taken if w[0].lower() not in LINKS)):
        return None
    for part in (taken, _nearer(taken)):
        if part and _is_name(text, part, kind):
            start: int = part[-1].start()
            return start
    return None


def _nearer(taken: list[regex.Match[str]]) -> list[regex.Match[str]]:
    """The words after the last link: "Dr Tolland of | Fennhaven Surgery"."""
    link = next((n for n, word in enumerate(taken) if word[0].lower() in LINKS), 0)
    return taken[:link]


_STREETS = frozenset({"st", "street", "rd", "road", "ave", "avenue", "lane", "close", "drive", "crescent", "terrace"})
_WITHIN = frozenset({"in", "at", "on"})
_LEADING = frozenset(
    {"the", "a", "an", "at", "in", "to", "from", "his", "her", "their", "when", "while", "after", "and"}
)


_VERB = regex.compile(
    r"(?:Attend(?:s|ed|ing)?|Visit(?:s|ed|ing)?|Start(?:s|ed|ing)|Join(?:s|ed)|Le(?:aves|ft)|Contact(?:s|ed)|Call(?:s|ed)|"
    r"Ring|Rang|Saw|Seen|Admitted|Transferred|Registered|Referred|Moved|Taken|Letter|Report|Email|Phone|Telephone|Source|"
    r"Review|Now|Then|Previously|Formerly|Currently)$"
)
"""Words that begin an entry before an institution's name: "Attends Fennhaven Nursery"."""


def _is_name(text: str, taken: list[regex.Match[str]], kind: str) -> bool:
    own = [word[0] for word in taken if word[0].lower() not in LINKS and not _generic(word[0])]
    own = [word for word in own if kind.isupper() or not _acronym(word)]
    if not own or _belongs_to_somebody(taken, kind):
        return False
    if any(_proper(word) for word in own) or kind.lower() not in STRICT:
        return True
    if kind.lower() in VERY_STRICT:
        return False
    start = taken[-1].start()
    named = len(own) > 1 or "'" in own[0].replace("’", "'")
    return named or _within_sentence(text, start) or _stands_alone(text, start, kind)


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.rstrip(".") not in ("ST", "SS")


def _stands_alone(text: str, start: int, kind: str) -> bool:
    """Whether nothing else stands on the line: a cell, an item of a list."""
    before, _, after = text[start:].partition(kind)
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return not line.strip(" \t-•*|") and "\n" not in before and after[:1] in ("", "\n", "\t", ",", "|")


def _within_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    return len(before) == 2 and before[1] == " " and (before[0].islower() or before[0] in ",(")


_HOUR = regex.compile(r"\d{1,4}(?:am|pm|hrs)")


@lru_cache(maxsize=16384)
def _generic(word: str) -> bool:
    low = _bare(word)
    if low in ("st", "st."):
        return False
    if _HOUR.fullmatch(low) or low.removesuffix("-led") in field_words():
        return True  # "Nurse-led clinic"; "Saved 26.1.07 4.10pm", and the label "School:" below
    known = low in GENERIC or low in FUNCTION or low in AGENCY or low in NATIONAL
    return known or (low in field_words() and low not in ("park", "temple", "church"))


def _bare(word: str) -> str:
    low: str = regex.sub(r"['’ʼ]s$|['’ʼ]$|\.$", "", word.lower())
    return low


def _proper(word: str) -> bool:
    """Whether a word is no ordinary word and not of the field."""
    return word.rstrip(".") in ("St", "ST") or (not is_word(_bare(word)) and not _generic(word))


def _belongs_to_somebody(taken: list[regex.Match[str]], kind: str) -> bool:
    """Whether it is a person's or a person: "Karen's School", "Ms Ward"."""
    first = taken[-1][0]
    if first.rstrip(".") in titles():
        return True
    given = bool(nicknames_of(_bare(first)))
    if len(taken) == 1 and regex.search(r"['’ʼ][sS]?$", first):
        return given or kind[0].islower()
    return given and kind.lower() in ("ward", "church", "house", "lodge", "temple", "school", "park")


_WHOM = regex.compile(r"(?:(?:St\.?|the|Our|Lady|of|and)\s)*\p{Lu}[\p{L}'’-]+(?:\s(?:St\.?|\p{Lu}[\p{L}'’-]+)){0,2}")


def _of_whom(text: str, start: int) -> int | None:
    """The end of "University Hospital of Fennhaven"."""
    match = _WHOM.match(text, start, timeout=search_limit(text))
    if match is None or all(_generic(word) for word in match[0].split()):
        return None
    end: int = match.end()
    return end


# -- prisons -----------------------------------------------------------------------------------

_PRISON = regex.compile(r"\bHM(?:P|YOI|P/YOI|P\s?&\s?YOI)\s(?P<name>\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?)")


def _prisons(text: str) -> Iterator[Institution]:
    for match in _PRISON.finditer(text, timeout=search_limit(text)):
        if not all(_generic(word) for word in match["name"].split()):
            yield _institution(text, match.start(), match.end(), "Prison", 0.85)
