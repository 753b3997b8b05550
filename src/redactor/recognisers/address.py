"""Postal addresses: from the flat or house number to the postcode, over line ends and mark-up.

A street counts with a number before it, or after a word for living there. What
follows it (district, town, county) belongs to the address if a postcode ends it,
or if it is a town or county by name. Hospitals, schools and surgeries that are
named after a street are institutions and left to their own recogniser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import regex

from redactor.lexicon.cues import CUES
from redactor.model import Finding
from redactor.recognisers import _streets
from redactor.recognisers._address_parts import POSTCODE, end_of_address, start_of_address
from redactor.recognisers._text import PlainRecogniser, compiled
from redactor.recognisers.base import SpanRecogniser, matches

if TYPE_CHECKING:
    from redactor.case.schema import Case

_SPACE = r"(?:[ \t]{1,3}|[ ]?\r?\n[ ]?)"
_NUMBER = r"[0-9]{1,4}[A-Za-z]?(?:[ ]?[-/&][ ]?[0-9]{1,4}[A-Za-z]?)?"
_WORD = r"(?:St\.|[A-Z][\w'-]{0,24})"
_NAME = rf"{_WORD}(?:{_SPACE}(?:{_WORD}|of|the|de|le|la|on|in|upon|and)){{0,3}}"
_KIND = rf"(?:(?P<strong>{_streets.STRONG})|(?P<weak>{_streets.WEAK})|(?P<short>{_streets.SHORT}))(?![\w'])"
_UNIT = (
    r"(?i:Flat|Apartment|Apt|Unit|Room|Plot|Studio|Floor|Block|House|Maisonette|Bedsit|No\.?|Caravan"
    r"|Pitch|Basement Flat)"
)
_UNITS = (
    rf"{_UNIT}[ ]{{1,2}}(?:[0-9]{{1,4}}[A-Za-z]?(?:/[0-9]{{1,3}})?|[A-Za-z])[ ]?[,/\-]?[ \t]{{0,2}}\n?[ ]{{0,2}}"
    rf"(?:[A-Z][\w'.-]{{0,24}}(?:[ ][A-Z][\w'.-]{{0,24}}){{0,2}},[ ]{{0,2}}\n?[ ]{{0,2}})?"
)
_NOT_BEFORE = r"(?<![\w£$€/.:]|[0-9]-)"
_NUMBERED = compiled(
    rf"{_NOT_BEFORE}(?:{_UNITS})?(?P<number>{_NUMBER}),?{_SPACE}"
    rf"(?P<street>{_NAME}{_SPACE}{_KIND})",
    digits=1,
    words=_streets.KIND_WORDS,
)
_UNIT_ONLY = compiled(
    rf"(?<!\w){_UNIT}[ ]{{1,2}}(?P<number>[0-9]{{1,4}}[A-Za-z]?|[A-Z])\b[ ]?,?{_SPACE}"
    rf"(?P<street>{_NAME}{_SPACE}{_KIND})",
    words=_streets.KIND_WORDS,
)
_CAPITALS = compiled(
    rf"{_NOT_BEFORE}(?P<number>{_NUMBER}),?{_SPACE}(?P<street>(?:[A-Z][A-Z'.-]{{1,24}}[ ]){{1,4}}"
    rf"(?:(?P<strong>{_streets.STRONG.upper()})|(?P<weak>{_streets.WEAK.upper()})|(?P<short>ST)))(?![\w'])",
    digits=1,
    words=_streets.KIND_WORDS,
)
_SMALL = compiled(
    rf"{_NOT_BEFORE}(?P<number>{_NUMBER}),?[ ]{{1,2}}(?P<street>(?:[a-z][\w'-]{{1,24}}[ ]){{1,3}}"
    rf"(?P<weak>{_streets.STRONG}|court|way|place))(?![\w'])",
    ignore_case=True,
    digits=1,
)
_UNNUMBERED = compiled(rf"(?<![\w'])(?P<number>)(?P<street>{_NAME}{_SPACE}{_KIND})", words=_streets.KIND_WORDS)
_FLAT = compiled(r"(?<!\w)(?:Flat|Apartment|Maisonette|Bedsit|Caravan)[ ][0-9]{1,4}[A-Za-z]?(?!\w)", digits=1)
_PO_BOX = compiled(r"(?<!\w)(?:P\.? ?O\.? ?Box|BFPO)[ ]{0,2}(?:no\.? ?)?[0-9]{1,6}(?!\w)", ignore_case=True, digits=1)
_POSTCODE = compiled(rf"(?<![A-Za-z0-9]){POSTCODE}", digits=2)
_LIVING_WORD = (
    r"(?:liv(?:e[sd]?|ing)|resid(?:e[sd]?|ing|ence|ent)|moved?|moving|stay(?:s|ed|ing)?|home|house"
    r"|flat|propert(?:y|ies)|address(?:es)?|tenancy|tenant"
    r"|evicted|born|rehoused|housed|lodg(?:ed|ing|es)|slept|sleeping|placed|neighbours?"
    r"|accommodation|bungalow|maisonette|scene|called to|visit(?:ed|s)?)"
)
_LIVING = regex.compile(
    rf"\b{_LIVING_WORD}\b[^.;\n]{{0,40}}\b(?:at|in|on|to|of|from|into|is|was|near|off|along)[ ](?:the[ ])?$"
    rf"|\baddress(?:es)?\b[ \t:*_<>/b]{{1,8}}$|\b(?:live[sd]?|living|visited|moved|resid(?:es|ed|ing))[ ]$",
    regex.IGNORECASE,
)
_AT = regex.compile(r"\bat[ ]$", regex.IGNORECASE)
_PLACE_WORD = regex.compile(
    r"\b(?:at|of|to|from|in|near|into|address|on"
    r"|outside)[ \t:*_]{1,6}$",
    regex.IGNORECASE,
)
_ADDRESS_END = regex.compile(r"[ \t]{0,3}(?:,[ \t]{0,3}[A-Z]|\r?\n|$|\*\*|<)")
_LABELLED = compiled(
    rf"(?P<cue>{CUES['address'].pattern})(?:[ ]\([^)\n]{{0,40}}\))?(?:</?\w{{1,6}}>|[*_ ]){{0,4}}"
    rf"(?:[:\t=|]|[ ]-[ ])(?:</?\w{{1,6}}>|[*_ \t:|]){{0,6}}(?P<v>[A-Z0-9][^\n\t|<>\[\]*]{{3,160}})",
    ignore_case=True,
    strings=("address",),
)
_CUT = regex.compile(
    r"[ ]{3,}|\.[ ]{1,2}(?=[A-Z][a-z])(?<!\b(?:St|Rd|Ave|No)\.[ ])|\b(?:Tel|Telephone|Phone|Mobile"
    r"|E-?mail|Fax|DOB|D\.O\.B|Date of birth|NHS|GP|School|Post ?code):?[ ]",
    regex.IGNORECASE,
)
_NO_VALUE = regex.compile(
    r"as above|(?:un|not )known|n/?a|none|nfa|no fixed.*|see .*|same.*|tbc|withheld|confidential"
    r"|not (?:applicable|recorded|stated|given).*|various"
    r"|[A-Za-z]{1,12} ?[0-9]{0,2}",
    regex.IGNORECASE,
)


def _before(text: str, start: int) -> str:
    return text[max(0, start - 80) : start]


def _is_address(text: str, match: Any, end: int) -> bool:
    """Whether a numbered street is one, by its kind and what stands around it."""
    street = match["street"]
    if _streets.is_no_street(street) or _streets.is_numbered_thing(text, match.start(), match["number"]):
        return False
    if _streets.names_institution(text, match.end()):
        return False
    if match["strong"] is not None or end > match.end():
        return True
    if _ADDRESS_END.match(text, match.end()) is not None:
        return True
    before = _before(text, match.start())
    return street.split()[-1] != "Dr" and (_PLACE_WORD.search(before) is not None or _LIVING.search(before) is not None)


def _numbered(text: str) -> Iterator[tuple[int, int, float, str]]:
    for pattern in (_NUMBERED, _UNIT_ONLY, _CAPITALS):
        for match in matches(pattern, text):
            end = end_of_address(text, match.end())
            if _is_address(text, match, end):
                yield match.start(), end, 0.9, "number and street"
    for match in matches(_SMALL, text):
        end = end_of_address(text, match.end())
        lived = _LIVING.search(_before(text, match.start())) is not None
        if (lived or end > match.end()) and not _streets.is_no_street(match["street"]):
            yield match.start(), end, 0.75, "number and street in small letters"


def _unnumbered(text: str) -> Iterator[tuple[int, int, float, str]]:
    for match in matches(_UNNUMBERED, text):
        street = match["street"]
        if (
            _streets.is_no_street(street)
            or _streets.is_generic(street)
            or _streets.names_institution(text, match.end())
        ):
            continue
        before = _before(text, match.start())
        lived = _LIVING.search(before) is not None
        if lived or (match["strong"] is not None and _AT.search(before) is not None):
            yield match.start(), end_of_address(text, match.end()), 0.7, "street after a word for living"
    " there"
    for match in matches(_FLAT, text):
        if _LIVING.search(_before(text, match.start())) is not None:
            yield match.start(), match.end(), 0.7, "flat after a word for living there"


def _others(text: str) -> Iterator[tuple[int, int, float, str]]:
    for match in matches(_PO_BOX, text):
        yield match.start(), end_of_address(text, match.end()), 0.85, "post-office box"
    for match in matches(_POSTCODE, text):
        start = start_of_address(text, match.start())
        if start < match.start():
            yield start, match.end(), 0.85, "street, town and postcode"
    for match in matches(_LABELLED, text):
        value = _CUT.split(match["v"], maxsplit=1)[0].rstrip(" ,.;:-_")
        if len(value) >= 4 and _NO_VALUE.fullmatch(value) is None and any(c.isupper() or c.isdigit() for c in value):
            end = match.start("v") + len(value)
            yield match.start("v"), end_of_address(text, end), 0.8, "after the word address"


class AddressRecogniser(PlainRecogniser):
    """Finds postal addresses."""

    def search(self, text: str) -> Iterator[Finding]:
        """Yield disjoint addresses; overlapping readings are joined to one."""
        found = sorted((*_numbered(text), *_unnumbered(text), *_others(text)))
        open_start, open_end, score, why = -1, -1, 0.0, ""
        for start, end, this_score, this_why in found:
            if start < open_end:
                open_end = max(open_end, end)
                score, why = max((score, why), (this_score, this_why))
                continue
            if open_end > 0:
                yield Finding(open_start, open_end, "address", score, why)
            open_start, open_end, score, why = start, end, this_score, this_why
        if open_end > 0:
            yield Finding(open_start, open_end, "address", score, why)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the contract of this package
    """Return the recogniser of postal addresses."""
    yield AddressRecogniser("address", "address")
