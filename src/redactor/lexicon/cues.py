"""Cue words: what has to stand before a number for it to be taken as an identifier.

Most references of police, courts and social care are bare numbers, so a number
counts only next to a word that says what it is (domain notes). "Next to" means:
before it, with nothing between but punctuation, mark-up, line ends and a few
small words. A closing square bracket ends the search, so that a label such as
``[date of birth]`` is never the cue of what follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

import regex

from redactor.lexicon.limits import search_limit
from redactor.lexicon.presence import folded

REACH = 90
"""How many code points before a value a cue may begin."""

_SMALL = (
    r"is|was|are|were|of|for|no|nos|num|number|numbers|ref|refs|reference|id|ids|the|a|an|her|his"
    r"|their|its|and|or|to|on|as"
    r"|given|recorded|noted|listed|stated|shown|under|with|by|quote|quoting|quoted|following|old|new"
    r"|current|former|now"
    r"|child|mother|father|sibling|baby|unborn|parent|subject|patient|full|first|second|s|if|known|where"
    r"|available|please|state"
    r"|home|work|mobile|office|day|daytime|evening|direct|main|emergency|line|lines|contact|school|gp|name|and/or"
)
_BETWEEN = r"[\s:;.,|=#>*_~()'\"\\/\-–+?]|</?[a-z]{1,8}\s?/?>|&nbsp;"
_SPACER = regex.compile(rf"(?:{_BETWEEN}|\b(?:{_SMALL})\b){{0,60}}", regex.IGNORECASE)
_LINK = regex.compile(
    r"[\s,;&/|*+()\-]{0,6}(?:\b(?:and|or|also|now|formerly"
    r"|then)\b[\s:]{1,3})?",
    regex.IGNORECASE,
)

_NO = r"(?:\s?(?:no|nos|num|number|numbers|id|ids|ref|refs|reference|references|code|#)\b\.?)"

_WORDS: dict[str, str] = {
    "nhs_number": rf"nhs(?:\s?/\s?hospital)?{_NO}?|national health service\s?{_NO}|n\.h\.s\.?{_NO}?",
    "chi": rf"chi{_NO}?|community health index{_NO}?",
    "nino": rf"ni{_NO}|nino|n\.?i\.?{_NO}|national insurance{_NO}?|nat\.? ins\.?{_NO}?",
    "upn": rf"upns?{_NO}?|unique pupil{_NO}|pupil{_NO}",
    "pnc": rf"pnc(?:\s?id)?{_NO}?|police national computer{_NO}?",
    "cro": rf"cro{_NO}?|criminal records? office{_NO}?",
    "custody_reference": rf"custody(?:\s(?:record|log|file))?{_NO}|custody record|detention log{_NO}?"
    rf"|\bcr{_NO}",
    "crime_reference": (
        rf"crime(?:\s(?:report|record))?{_NO}|crime (?:report|record)|incident(?:\s(?:report|log"
        rf"|record))?{_NO}|log(?=[\s:#]{{1,3}}$)|incident log"
        rf"|occurrence(?:\s(?:report|log))?{_NO}|cad{_NO}?|cris{_NO}?|niche{_NO}?|storm{_NO}?"
        rf"|oasis log{_NO}?|police log{_NO}?|log{_NO}"
        rf"|police{_NO}|intel(?:ligence)?(?:\s(?:report|log))?{_NO}|vis(?:or)?{_NO}|merlin{_NO}?"
        rf"|vulnerable person report{_NO}"
        rf"|unique reference{_NO}|(?:domestic abuse|das?h) report{_NO}|investigation{_NO}|offence{_NO}"
    ),
    "case_number": (
        rf"(?:family |county |crown |high |magistrates'? )?court(?:\s(?:case|file))?{_NO}|claim{_NO}"
        rf"|proceedings{_NO}|case{_NO}"
        rf"|indictment{_NO}|inquest{_NO}|coroner'?s?{_NO}"
    ),
    "social_care_id": (
        rf"(?:mosaic|liquid\s?logic|frameworki|care\s?first|swift|paris|azeus|protocol|lcs|ehm|ics"
        rf"|rio|systm\s?one|system\s?one|emis"
        rf"|carenotes|lorenzo|cerner|evolve|oasis)(?:\s(?:person|client|case|record|patient))?{_NO}"
        rf"|(?:social (?:care|services|work)|children'?s services|case|client|person|personal"
        rf"|service[\s-]?user|user|file|record"
        rf"|hospital|patient|unit|mrn|pas|k|a\s?&\s?e|attendance|admission|episode|referral|contact"
        rf"|staff|employee|payroll|collar|warrant|shoulder"
        rf"|prison(?:er)?|nomis|probation|delius|yot|asset|tenancy|rent|account|benefit|claimant"
        rf"|student|learner|membership"
        rf"|our|your|my|their|unique|safeguarding|lado|cin|cp|lac|ehcp|sen|datix|steis"
        rf"|serious incident|complaint){_NO}"
        rf"|mrn|datix|steis|ch[iı]ld'?s?{_NO}|urn{_NO}?"
    ),
    "care_system": (
        r"(?:mosaic|liquid\s?logic|frameworki|care\s?first|azeus|ics|lcs|systm\s?one|carenotes)"
        r"(?:\s(?:case|client|person|record|file|system|entry))?|ref(?:erence)?(?:\s(?:no|number))?\b\.?"
    ),
    "hcpc": rf"hcpc(?:\s(?:registration|reg|pin))?{_NO}?|health (?:and|&) care professions council{_NO}?"
    rf"|hpc{_NO}?",
    "swe": rf"swe{_NO}?|sw{_NO}|social work england{_NO}?|gscc{_NO}?|(?:professional )?registration{_NO}|reg{_NO}"
    rf"|registered{_NO}?",
    "nmc": rf"nmc(?:\s(?:pin|registration|reg))?{_NO}?|nursing (?:and|&) midwifery council{_NO}?|pin{_NO}?",
    "gmc": rf"gmc(?:\s(?:registration|reg))?{_NO}?|general medical council{_NO}?|gdc{_NO}?|gphc{_NO}?",
    "urn": rf"urn{_NO}?|unique reference{_NO}|(?:dfe|dfes|dcsf|ofsted|school|establishment|provider){_NO}"
    rf"|laestab",
    "passport": rf"passports?(?:\s(?:holder|details))?{_NO}?|travel document{_NO}?",
    "home_office": (
        rf"home office(?:\s(?:case|file|immigration))?{_NO}?|h\.?o\.?{_NO}|(?:ukvi|ukba)(?:\s(?:case|file"
        rf"|application))?{_NO}?"
        rf"|brp{_NO}?|biometric residence permit{_NO}?"
        rf"|biometric{_NO}|arc{_NO}?|nass{_NO}?|asylum(?:\s(?:case|support|registration))?{_NO}"
        rf"|immigration(?:\s(?:case|file))?{_NO}|visa{_NO}|cid{_NO}|port{_NO}|share code"
    ),
    "driver_number": (
        rf"driv(?:er|ing)(?:'?s)?(?:\s(?:licen[cs]e|record))?{_NO}?|dvla{_NO}?|dvlni{_NO}?|licen[cs]e{_NO}"
    ),
    "vehicle_mark": (
        r"vrm|vrn|(?:car|vehicle|van|motorbike|lorry)?\s?reg(?:istration|\.)?(?:\s(?:mark|plate"
        r"|number|no|index))?\b\.?|number plates?|licen[cs]e plates?"
        r"|plates?|index(?:\s(?:mark|number|no))?\b\.?"
    ),
    "postcode": r"post\s?-?codes?(?:\s(?:area|district|sector))?|p/code|pcode|zip(?:\scode)?|address(?:es)?"
    r"|addr",
    "postcode_only": r"post\s?-?codes?(?:\s(?:area|district|sector)s?)?|p/code|pcode",
    "phone": (
        r"tel(?:ephone|s)?|phones?|telephoned?|phoned|mobiles?|mobs?|cell|fax(?:es)?|facsimile"
        r"|land\s?lines?|switchboard|call(?:s|ed|ing)?|ring|rang"
        r"|rung|text(?:s|ed|ing)?|sms|whats\s?app(?:ed)?|contact(?:\s(?:details|number|no|tel))?"
        r"|helpline|bleep|pager|direct dial|ddi|out of hours|duty desk"
        r"|freephone|number\s(?:is|was)|[tmf](?=\s?:)|tel(?:ephone)?\s(?:no|num|number|nos|numbers)"
    ),
    "phone_strict": (
        r"tel(?:ephone)?|phone|mobiles?|mob|fax|land\s?line|switchboard|direct dial|ddi|contact\s"
        r"(?:number|no|tel)|bleep|pager|[tmf](?=\s?:)"
    ),
    "extension": r"ext(?:n|ension)?",
    "handle": (
        r"user\s?-?names?|user\s?id|screen\s?names?|handles?|gamer\s?tags?|nick\s?names? on|twitter"
        r"|instagram|insta|snap\s?chat|snap|facebook|face\s?book|tik\s?tok"
        r"|kik|bebo|myspace|msn|skype|discord|telegram|whats\s?app|x-?box(?:\slive)?|psn|playstation"
        r"|roblox|youtube|tumblr|reddit|linkedin|profiles?(?:\sname)?|online name"
        r"|known online|goes by|tagged|tweet(?:ed|s)?|follow(?:s|ed|ing)?|messaged|posted by|social media"
    ),
    "handle_name": (
        r"user\s?-?names?|user\s?id|screen\s?names?|handles?|gamer\s?tags?|(?:twitter|instagram"
        r"|insta|snap\s?chat|facebook|tik\s?tok|kik|bebo|skype|discord|telegram"
        r"|x-?box(?:\slive)?|psn|roblox|youtube|msn)(?:\s(?:name|handle|account|profile|id"
        r"|user\s?name|tag)|(?=\s{0,2}[:=]))|profile name|online name|goes by|known online as"
    ),
    "date_of_birth": (
        r"d\.?\s?o\.?\s?b\b\.?|d\.?\s?of\s?b\b\.?|date[\s-](?:of[\s-])?birth|dates[\s-]of[\s-]birth"
        r"|dates?\sof\s(?:[a-z]{1,12}(?:'s?)?\s){1,3}birth|years?\sof\sbirth|y\.?o\.?b\b\.?"
        r"|birth\s?-?dates?|birth\s?-?days?|b/d|(?<![a-z])born"
        r"|d/o/b"
    ),
    "date_of_death": r"d\.?\s?o\.?\s?d\b\.?|d/o/d|dates?[\s-]of[\s-]death|death\s?dates?|died(?=\s{0,2}:)"
    r"|deceased(?=\s{0,2}:|[\s(]{0,3}(?:[0-9]|$))|rip(?=[\s:(]{0,3}(?:[0-9]|$))|†|✝",
    "address": (
        r"(?<!web )(?<!website )(?<!site )(?<!ip )(?<!mail )(?<!-mail )(?<!email )\b(?:(?:home"
        r"|family|current|previous|former|last known|employing|employer'?s?|postal"
        r"|correspondence|work|business|school|permanent|temporary|full)\s)?address(?:es)?"
    ),
}

CUES: Mapping[str, Any] = MappingProxyType(
    {
        kind: regex.compile(
            rf"(?<![\w\[])(?:{words})"
            rf"(?![A-Za-z\]])",
            regex.IGNORECASE,
        )
        for kind, words in _WORDS.items()
    }
)
"""Kind of identifier (or a narrower name) to the compiled pattern of its cue words."""


HINTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "custody_reference": ("custody", "detention", "cr"),
        "crime_reference": (
            *("crime", "incident", "log", "occurrence", "cad", "cris", "niche", "storm", "oasis", "police", "intel"),
            *("vis", "merlin", "vulnerable", "unique", "abuse", "report", "investigation", "offence"),
        ),
        "case_number": ("court", "claim", "proceedings", "case", "indictment", "inquest", "coroner"),
        "driver_number": ("driv", "dvl", "licen"),
        "nmc": ("nmc", "nursing", "pin"),
        "hcpc": ("hcpc", "health", "hpc"),
        "gmc": ("gmc", "general", "gdc", "gphc"),
        "passport": ("passport", "travel"),
        "urn": ("urn", "unique", "dfe", "dcsf", "ofsted", "school", "establishment", "provider", "laestab"),
        "cro": ("cro", "criminal"),
        "pnc": ("pnc", "police"),
        "chi": ("chi", "community"),
        "upn": ("upn", "pupil"),
        "nhs_number": ("nhs", "national", "n.h.s"),
        "postcode": ("post", "p/code", "pcode", "zip", "addr"),
        "postcode_only": ("post", "p/code", "pcode"),
    }
)
"""Strings, in lower case, of which every cue of a kind holds one; a kind that is not here has none."""


_ENDS = regex.compile(r"\\b|\$")


@cache
def _anywhere(kind: str) -> Any:
    """The cue words of a kind whatever stands behind them: a value ends its cue, and may begin with a letter."""
    return regex.compile(rf"(?<![\w\[])(?:{_ENDS.sub('', _WORDS[kind])})", regex.IGNORECASE)


@lru_cache(maxsize=64)
def may_be_cued(text: str, kind: str) -> bool:
    """Whether a text can hold a cue of ``kind``: false only where it holds none.

    One search of the whole text for the cue costs less than the many before each value.

    Raises:
        TimeoutError: if the search takes longer than its limit.
    """
    hints = HINTS.get(kind)
    if hints is not None:
        low = folded(text)
        if not any(hint in low for hint in hints):
            return False
    return _anywhere(kind).search(text, timeout=search_limit(text)) is not None


def is_cued(text: str, start: int, kind: str, *, reach: int = REACH, spacer: Any = _SPACER) -> bool:
    """Whether a cue of ``kind`` stands before the value that begins at ``start``.

    Args:
        text: The text, one segment, the label of its cell before it.
        start: Offset of the value, in code points.
        kind: A key of ``CUES``.
        reach: How far back to look, in code points.
        spacer: What may stand between cue and value.
    """
    found = CUES[kind].finditer(text, max(0, start - reach), start, overlapped=True)
    ends = [match.end() for match in found]
    return any(spacer.fullmatch(text, end, start) is not None for end in reversed(ends))


def with_cues(text: str, values: Iterable[Any], kind: str, **options: Any) -> Iterator[tuple[Any, bool]]:
    """Pair each match with whether it is cued, itself or as the next one of a cued list.

    "NHS numbers 999 000 0018 and 999 000 0026": both are. Matches must come in order.
    """
    last_end = -1
    for match in values:
        cued = is_cued(text, match.start(), kind, **options)
        if not cued and last_end >= 0 and match.start() - last_end < 30:
            cued = _LINK.fullmatch(text, pos=last_end, endpos=match.start()) is not None
        last_end = match.end() if cued else -1
        yield match, cued
