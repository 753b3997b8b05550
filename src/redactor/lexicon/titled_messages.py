"""Names in text messages and terse notes: small letters and ordinary words where somebody must stand.

"hi fern is tariq still at the refuge?? willow x", "Woody wet the bed", "h/v miller: no reply".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.roles import role_for, role_titles
from redactor.lexicon.standing import known_words
from redactor.lexicon.titled_hits import Hit, hit_at
from redactor.lexicon.titled_runs import is_place
from redactor.lexicon.titled_tokens import Tokens
from redactor.lexicon.titled_words import AGENCY, FUNCTION, NATIONAL, field_words, titles
from redactor.lexicon.towns import is_known_town
from redactor.lexicon.words import is_word, name_kinds

_SMALL = r"(?P<name>(?=[^\W\d_A-Z])[^\W\d_][\w'’-]+)"
_MESSAGE = re.compile(r"(?:^|(?<=\n)|(?<=[\n\t.!?][ \t]))(?:hi|hiya|hey|hello|morning)[ ,]+(?P<rest>[a-z][^\n]{3,240})")
_GREETINGS = ("hi ", "hi,", "hiya", "hey", "hello", "morning")
"""Of which ``_MESSAGE`` begins with one."""
_IN_MESSAGE = (
    re.compile(rf"^{_SMALL}"),
    re.compile(
        rf"\b(?:is|has|was|can|did|does|will) {_SMALL}\s+"
        r"(?:still|ok|okay|alright|come|coming|back|home|there|at|been|with)\b"
    ),
    re.compile(rf"[?!.,]\s+{_SMALL}\s+x{{1,5}}(?=\s*(?:$|\n))"),
)
_BEGINS = r"(?:^|(?<=[\n\t])|(?<=[.!?:] ))"
_NOTES = (
    re.compile(rf"{_BEGINS}(?P<name>[A-Z][\w'’-]+) calls (?=(?:Mr|Mrs|Ms|Miss|Dr)\b)"),
    re.compile(
        rf"{_BEGINS}(?P<name>[A-Z][\w'’-]+) (?:(?:stitches|sutures|clips|plaster|cast) (?:out|off|removed)|wet the bed"
        r"|slept (?:well|through|badly)|ate (?:well|nothing)|in (?:the )?same\s+clothes)\b"
    ),
)
_THANKED = re.compile(
    r"\b[Tt]hanks for (?:this|that|these|the (?:update|heads-up|call|notes?)),? "
    r"(?P<name>[A-Z][\w'’-]+)(?=[.,!?]|\s*(?:$|\n))"
)
_TOGETHER = re.compile(r"\b[Jj]oint visit(?: by| with|:)? (?P<name>[A-Z]\.? ?[A-Z][a-z'’][\w'’-]*) ?[+&]")
_VISIT = re.compile(rf"\b(?:h/v|t/c)[ \t]+{_SMALL}(?=:|[ \t]*(?:[-–,.]|no reply|nfa|dna))")
_NAMED_OUT = re.compile(
    r"\b(?:(?P<sure>[Mm]y name is|(?:man|woman|boy|girl|child|baby|person|friend|lad|lady|male|female) named)"
    r"|(?:a|another|the) (?:man|woman|boy|girl|child|baby|person|lad|lady) called)"
    r" (?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?![\w@]| \d)"
)
_GREETED = re.compile(
    rf"{_BEGINS}(?:Hi|Hiya|Hello|Hey|(?:Good )?(?:[Mm]orning|[Aa]fternoon|[Ee]vening)) (?P<name>[A-Z][\w'’-]+),(?=\s)"
)
_ADDRESSED = re.compile(r"(?:^|(?<=\n\n))(?P<name>[A-Z][a-z'’-]\w*(?:[-'’]\w+)*),[ \t]*(?:$|\n\s*(?=[A-Z]))")
"""A line of a letter or an e-mail that is nothing but whom it is to: "Karen," and below "Thanks for …"."""
_CLOSED = re.compile(
    r"(?:^|(?<=\n)|(?<=[.?!] ))(?:Best|Regards|Thanks|Cheers),? (?P<name>[^\W\d_][\w'’-]+)(?=[ \t]*(?:$|\n))"
)
"""Who signs behind the closing word of a message: "… to him? Best, fern"."""
_SPELT = re.compile(
    r"(?<![^\W_])(?<![’'-])(?P<name>[A-Z][^\W\d_]+(?:[-'’][^\W\d_]+)*)[*_]*,? "
    r"\(?(?:also )?spel(?:t|led) (?:as )?[\"“‘']?(?=[A-Z][a-z])"
)
"""A name, and how it is spelt elsewhere: "Kasia (spelt Cassia on the form)"."""
_ALONE = re.compile(r"^[*_ ]*(?P<name>(?P<initial>[A-Z])\.? (?P<last>[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?))[*_ ]*$")
"""A line that is nothing but an initial and a surname, as below a letter: "*A Hull*"."""
_SIGNED_ENTRY = re.compile(r"\b[Ee]ntry by (?P<name>[A-Z]\.? [A-Z][\w'’-]+)")
_SPOKEN_TO = frozenset(
    """all everyone everybody both there team guys hun hunny hon love lovely mate babe babes darling dear sweetie sweet
    sir madam ladies girls boys lads folks again just only sorry thanks ta yes no not quick please hope hoping well so
    bye night later soon""".split()  # noqa: SIM905
)
"""Words behind a greeting or before a kiss that are nobody's name there."""


_CODED = frozenset({"child", "person", "adult", "family", "sibling", "baby", "mother", "father", "subject", "male"})
"""Words that codes of people begin with: "a child called Child R"."""
_ANYBODY = frozenset(
    """anybody anyone nobody none one another other others everyone someone somebody he she they it we you who that
    this then also often sometimes never always usually later once who staff""".split()  # noqa: SIM905
)


def by_message(tokens: Tokens) -> Iterator[Hit]:
    """People in messages and notes: whom a greeting names, who signs with a kiss, whose note it is."""
    text = tokens.text
    for message in _MESSAGE.finditer(text) if _holds(text, _GREETINGS) else ():
        for pattern in _IN_MESSAGE:
            for match in pattern.finditer(message["rest"]):
                yield from _named(tokens, match, message.start("rest"), "a name in a message")
    for match in _VISIT.finditer(text) if "h/v" in text or "t/c" in text else ():
        yield from _named(tokens, match, 0, "a name in a terse note")
    yield from _noted(tokens)


def _holds(text: str, hints: tuple[str, ...]) -> bool:
    for hint in hints:  # noqa: SIM110  # asked of every sentence many times: a generator would take as long again
        if hint in text:
            return True
    return False


def _noted(tokens: Tokens) -> Iterator[Hit]:
    """Who acts, is thanked, is written to or visits in a terse note."""
    for rule in _ONES:
        if not rule.hints or _holds(tokens.text, rule.hints):
            for match in rule.pattern.finditer(tokens.text):
                if rule.may(match):
                    yield from _hit(tokens, match, 0, rule.evidence)


def _named(tokens: Tokens, match: re.Match[str], shift: int, evidence: str) -> Iterator[Hit]:
    if _may_call(match["name"].lower()):
        yield from _hit(tokens, match, shift, evidence)


def _may_call(low: str) -> bool:
    """Whether somebody may be called by a word where somebody must stand."""
    if low in FUNCTION or low in AGENCY or low in _SPOKEN_TO or low in role_titles():
        return False
    if is_given_name(low) or name_kinds(low):
        return True
    return not (is_word(low) or low in field_words())


def _may_act(low: str) -> bool:
    """Whether a word with a capital that does what only people do may be a name, however ordinary: "Woody"."""
    nobody = low in FUNCTION or low in AGENCY or low in _SPOKEN_TO or low in _ANYBODY or low in role_titles()
    return not nobody and (bool(name_kinds(low)) or low not in field_words())


def _may_be_addressed(low: str) -> bool:
    """Whether a word may be all that the first line of a letter says: no town of a list that goes on below."""
    given = is_given_name(low) or "given" in name_kinds(low)
    if low in known_words("calendar") or low in NATIONAL or (not given and (is_place(low) or is_known_town(low))):
        return False
    return given or (_may_call(low) and not is_word(low))


def _may_be_named(words: list[str], *, sure: bool) -> bool:
    """Whether words may be the name that is told: no title, no code, nor, unless sure, whom somebody rings."""
    first = words[0]
    if first in FUNCTION or role_for(" ".join(words)) is not None or any(word in _CODED for word in words):
        return False
    if first in {title.lower() for title in titles()}:
        return False
    return bool(name_kinds(first)) or (first not in AGENCY and (sure or first not in field_words()))


def _hit(tokens: Tokens, match: re.Match[str], shift: int, evidence: str) -> Iterator[Hit]:
    yield from hit_at(tokens, match.start("name") + shift, match.end("name") + shift, evidence)


@dataclass(frozen=True, slots=True)
class _One:
    """A rule that finds one name.

    Attributes:
        pattern: Its group ``name`` is the name.
        hints: A text without any of them holds no match; none if it may match anywhere.
        evidence: Which rule.
        may: Whether the word of a match can be a name there.
    """

    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    evidence: str
    may: Callable[[re.Match[str]], bool]


def _acts(match: re.Match[str]) -> bool:
    return _may_act(match["name"].lower())


def _is_thanked(match: re.Match[str]) -> bool:
    low = match["name"].lower()
    named = bool(name_kinds(low)) or _may_call(low) or _is_called(match["name"])
    return named and low not in known_words("calendar")


_LABELS = frozenset(
    {"name", "names", "surname", "surnames", "forename", "forenames", "alias", "address", "school", "town"}
)


def _is_spelt(match: re.Match[str]) -> bool:
    low = match["name"].lower()
    return _acts(match) and low not in _LABELS and not (is_known_town(low) and not name_kinds(low) - {"place"})


_CLOSING = frozenset({"regards", "wishes", "love", "thanks", "best", "practice", "interests", "value"})
"""What is written behind the first of two closing words, or behind "Best" in a heading."""


def _closes(match: re.Match[str]) -> bool:
    name = match["name"]
    low = name.lower()
    if low in _CLOSING or low in known_words("calendar") or (is_known_town(low) and not name_kinds(low) - {"place"}):
        return False
    if "," not in match[0] and not (is_given_name(low) or name_kinds(low)):
        return False  # "Best Evidence", "Thanks God"
    return _may_call(low) or _is_called(name)


def _is_called(name: str) -> bool:
    """Whether a word with a capital that the sentence does not ask for may be somebody's, though it is ordinary."""
    low = name.lower()
    return name[0].isupper() and _may_act(low) and low not in NATIONAL and role_for(name) is None


def _is_greeted(match: re.Match[str]) -> bool:
    low = match["name"].lower()
    return low not in _SPOKEN_TO and (bool(name_kinds(low)) or _may_call(low))


def _is_addressed(match: re.Match[str]) -> bool:
    return _may_be_addressed(match["name"].lower())


def _may_sign(match: re.Match[str]) -> bool:
    """Whether a line can be an initial and a surname: "B Marsh", "A Hull"; not "A House", "B Wing"."""
    low = match["last"].lower()
    if match["initial"] == "A" and is_word(low) and not is_known_town(low):
        return False
    return "surname" in name_kinds(low) or not (is_word(low) or low in field_words() or low in AGENCY)


def _is_told(match: re.Match[str]) -> bool:
    return _may_be_named(match["name"].lower().split(), sure=match["sure"] is not None)


def _is_no_role(match: re.Match[str]) -> bool:
    return role_for(match["name"]) is None


_ONES = (
    _One(_NOTES[0], (" calls ",), "a name in a terse note", _acts),
    _One(_NOTES[1], (" out", " off", " removed", " wet ", " slept ", " ate ", " in "), "a name in a terse note", _acts),
    _One(_THANKED, ("hanks for",), "somebody thanked in a message", _is_thanked),
    _One(_CLOSED, ("Best", "Regards", "Thanks", "Cheers"), "who signs a message", _closes),
    _One(_SPELT, ("spelt ", "spelled "), "a name that is told how to spell", _is_spelt),
    _One(_GREETED, ("Hi", "Hello", "Hey", "orning", "fternoon", "vening"), "whom a message greets", _is_greeted),
    _One(_ADDRESSED, (",",), "whom a message is to", _is_addressed),
    _One(_ALONE, (), "a name on a line of its own", _may_sign),
    _One(_NAMED_OUT, ("name is ", "alled ", "amed "), "somebody whose name is told", _is_told),
    _One(_TOGETHER, ("oint visit",), "who visited together", _is_no_role),
    _One(_SIGNED_ENTRY, ("ntry by ",), "whose entry it is", _is_no_role),
)
