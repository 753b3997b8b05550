"""What a written date is the date of: a birth, a death, guidance and law, or an event."""

from __future__ import annotations

import regex

from redactor.lexicon.cues import CUES, REACH

_MARK = r"[\s:;.,|=#>*_~()'\"\\/\-+?&]|</?[a-z]{1,8}\s?/?>|&nbsp;"
_WORDS = (
    r"is|was|are|were|of|for|the|a|an|her|his|their|and|or|to|on|in|as|approx(?:imately)?|about"
    r"|circa|c|around|given|recorded|noted|listed|stated"
    r"|shown|confirmed|believed|understood|thought|be|been|child|children|mother|father|sibling|half"
    r"|step|baby|unborn|parent|subject|twins?"
    r"|brother|sister|adult|s|d|falls|fell|age|place|gender|sex|dd|mm|yy|yyyy|ddmmyyyy|if|known|full|exact"
    r"|which|who|this|both|st|nd|rd|th"
)
_BIRTH_GAP = regex.compile(
    rf"(?:{_MARK}|\b(?:{_WORDS})\b|(?-i:\b[A-Z][\w'’]{{0,24}}\b)|\b[0-9]{{1,2}}\b(?=\s?[).:]))"
    r"{0,60}",
    regex.IGNORECASE,
)
_EVENT_WORDS = regex.compile(
    r"\b(?:unknown|not known|seen|visit\w*|refer\w*|admitted|discharged|attended|moved|and (?:was"
    r"|then|on)|but|when|before|after|since|removed|taken"
    r"|contact\w*|telephon\w*|assess\w*|told|said|review\w*|immunis\w*|died|placed|arrested|reported)\b",
    regex.IGNORECASE,
)
_BORN_ON = regex.compile(
    r"\bborn\b[^.;\n]{0,70}?\b(?:on|in|of)\s(?:the\s|or (?:about|around)\s(?:the\s)?)?$", regex.IGNORECASE
)
_BORN = regex.compile(
    r"(?<![a-z])born(?:\s{0,2}[:(,\-]|\s(?:on|in|the|c|circa|about"
    r"|around)\b\.?){0,3}[\s:*_]{0,4}$",
    regex.IGNORECASE,
)
_SHORT_BIRTH = regex.compile(r"(?:(?<![\w.)])|(?<=[0-9]))b(?:orn)?\s?[.:]?\s{0,2}$", regex.IGNORECASE)
_AGED = regex.compile(r"\baged? [0-9]{1,3}(?: (?:years?|months?|weeks?))?[ ,;]{0,2}\($", regex.IGNORECASE)
_SHORT_DEATH = regex.compile(r"(?:(?<![\w.)])|(?<=[0-9]))d\s?[.:]\s{0,2}$|[†✝]\s{0,2}$", regex.IGNORECASE)
_SENTENCE_END = regex.compile(r"(?<![.\s][A-Za-z])(?<!\bno)[.!?]\s{1,3}(?=[A-Z][a-z])|\n\s{0,4}\n")
_LABEL = regex.compile(r"\[[^\]\n]{0,80}\]")

_TITLE_GAP = regex.compile(
    r"(?:[\s:;,|=>*_~()'\"“”‘’\\/&–\-]|</?[a-z]{1,8}\s?/?>|\b(?:in|on|of|the|by|for|from|to|and|at"
    r"|with|since|effect|as|was|were|dated|date"
    r"|until|between|chapter|section|part|version|edition|st|nd|rd|th|[0-9]{1,2}(?:st|nd|rd|th|\.[0-9]{1,2})?|last"
    r"|first|again|then|due|is|be|no|later|than)\b"
    r"|(?-i:\b[A-Z][\w'’.&-]{0,24}))"
    r"{0,24}"
)
_TITLE_WORDS = (
    r"(?:'s)?(?:\s(?:19|20)[0-9]{2}(?:/[0-9]{2,4})?)?"
    r"(?:\s(?:process|report|paper|document|children|services|reviews?|authority|board|lscb"
    r"|councils?|version|edition|date|was|were|is|been|first|last|re)\b){0,4}"
)
_DOCUMENT = (
    r"publish(?:ed|es)?|publication(?: date)?|version(?: control)?|v[0-9]{1,2}(?:\.[0-9]{1,2})?|edition"
    r"|(?:came|comes?) into (?:force|effect)|(?:date )?approved(?: by)?(?: the)?(?: [a-z]+)? (?:lscb"
    r"|board)|date approved"
    r"|(?:guidance|document|report|policy|procedures?|protocol|toolkit|framework)(?: was| were)? (?:issued"
    r"|revised|updated|amended|approved)"
    r"|date (?:for|of) (?:next )?review|review date|next review|consultation(?: process| paper)?|guidance"
    r"|guidelines?"
    r"|working together(?: to safeguard children)?|inspections?(?: report| of)?|inspected|annual report|hansard"
    r"|(?:crown )?copyright|©|regulations|act|commencement order|statutory instrument|legislation|ewhc"
    r"|ewca|judgment"
    r"|evaluations? of serious case reviews|accessed|retrieved|circular|white paper|green paper"
)
_LOOSE = (
    r"issued?|re-?issued|revis(?:ed|ion)|updated?|amend(?:ed|ments?)|approved(?: by)?|endorsed|ratified"
    r"|implemented|in force|effective"
    r"|launched|introduced|superseded|archived|last (?:updated|reviewed)|procedures?|protocols?|framework"
    r"|policy|policies|strategy"
    r"|toolkit|handbook|evaluations?(?: of serious case reviews)?|ofsted(?:'s)?|directive|newsletter"
    r"|research|study|conference|order"
    r"|bulletin|briefing|biennial|laming|munro"
)
_PUBLISHED = regex.compile(rf"\b(?:{_DOCUMENT})\b{_TITLE_WORDS}", regex.IGNORECASE)
_PUBLISHED_LOOSE = regex.compile(rf"\b(?:{_DOCUMENT}|{_LOOSE})\b{_TITLE_WORDS}", regex.IGNORECASE)
_ACTION = regex.compile(
    r"\b(?:target(?: date)?|time ?-?scales?|deadlines?|completion(?: date)?|completed by|complete by"
    r"|to be (?:completed|done|implemented|reviewed|in place) by|by when"
    r"|date (?:completed|due|for completion)|action (?:by|date|due)"
    r"|date of action|implementation(?: date)?|milestones?)\b",
    regex.IGNORECASE,
)
_AFTER = regex.compile(
    r"[\s,)]{0,3}(?:(?:the|a|an|new|revised|its|this|version|edition|of|HM|which)\s){0,4}"
    r"(?:[A-Z][\w'’]{1,20}\s(?:for\s|of\s|and\s)?){0,4}"
    r"(?:department for|dfe\b|dcsf\b|dfes\b|dh\b|government|secretary of state|parliament|ofsted "
    r"(?:inspect|publish|report)|consultation|came into (?:force|effect)|comes? into (?:force|effect)"
    r"|are to be published|(?:was|were|is|be) (?:published|issued|revised|updated|introduced"
    r"|implemented|launched)|guidance|edition|version|issue of|inspection)",
    regex.IGNORECASE,
)
_CASE_EVENT = regex.compile(
    r"\b(?:order|child|mother|father|he|she|they|visit\w*|seen|attended|admitted|arrested|born|died"
    r"|incident|strategy (?:meeting|discussion)|home"
    r"|SW|HV|GP|PC|MGM|[A-Z]{2}\d)\b[^.;\n]{0,40}$"
)


def _before(text: str, start: int, reach: int = REACH) -> str:
    """What stands before, back to the end of the last sentence or label."""
    window = text[max(0, start - reach) : start]
    cut = 0
    for pattern in (_SENTENCE_END, _LABEL):
        for match in pattern.finditer(window):
            cut = max(cut, match.end())
    return window[cut:]


def is_birth(text: str, start: int) -> bool:
    """Whether a cue of birth stands before the date that begins at ``start``."""
    before = _before(text, start)
    for match in CUES["date_of_birth"].finditer(before):
        word = match[0].casefold()
        gap = before[match.end() :]
        if not word.startswith("born") and _EVENT_WORDS.search(gap) is None and _BIRTH_GAP.fullmatch(gap) is not None:
            return True
    if any(pattern.search(before) is not None for pattern in (_BORN, _SHORT_BIRTH, _AGED)):
        return True
    born_on = _BORN_ON.search(before)
    return born_on is not None and _EVENT_WORDS.search(born_on[0]) is None


def is_death(text: str, start: int) -> bool:
    """Whether a cue that labels a death stands before; "died on" is an event and no label."""
    before = _before(text, start)
    for match in CUES["date_of_death"].finditer(before):
        gap = before[match.end() :]
        if _EVENT_WORDS.search(gap) is None and _BIRTH_GAP.fullmatch(gap) is not None:
            return True
    return _SHORT_DEATH.search(before) is not None


def is_short_cue(text: str, start: int) -> bool:
    """Whether the genogram's "b." or "d." stands directly before."""
    before = _before(text, start, 12)
    return _SHORT_BIRTH.search(before) is not None or _SHORT_DEATH.search(before) is not None


def is_of_publication(text: str, start: int, end: int, *, exact: bool) -> bool:
    """Whether the date is that of guidance, law, a publication, an inspection or an action.

    Args:
        text: The text around it.
        start: Where the date begins.
        end: Behind its last character.
        exact: Whether it names a day; then only words directly before it count, since
            a day is more often that of an event of the case.
    """
    before = _before(text, start, 110)
    for pattern in (_PUBLISHED if exact else _PUBLISHED_LOOSE, _ACTION):
        for match in pattern.finditer(before):
            gap = before[match.end() :]
            if _TITLE_GAP.fullmatch(gap) is not None and (not exact or _is_close(gap)):
                return True
    return not exact and _AFTER.match(text, end, endpos=end + 130) is not None and _CASE_EVENT.search(before) is None


def _is_close(gap: str) -> bool:
    """Whether no more than small words stand between."""
    return len(gap) <= 16 and sum(word[:1].isupper() for word in gap.split()) <= 1
