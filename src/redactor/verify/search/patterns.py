"""What identifiers look like: the verifier's own compact table.

Shapes and cue rules are those of the domain notes, "Identifiers and how to check
them". Each value is the group ``v``, or the whole match. The recognisers have a
table of their own; the two are meant to differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from redactor.lexicon import checksums
from redactor.verify.search.public_lines import is_helpline, is_public_site

_NUMBER = (
    r"(?:'s)?(?:[ \t-]?(?:no|num|number|id|ref|reference|pin|code))?\b[.:#*_ \t|()=-]{0,8}(?:is |was )?(?:\n[ \t]*)?"
)


def _always(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Shape:
    """One way in which one kind of identifier is written.

    Attributes:
        kind: As in ``lexicon.labels``.
        pattern: Where ``v`` is the value; without such a group, the whole match.
        valid: Says whether the value could have been issued.
    """

    kind: str
    pattern: re.Pattern[str]
    valid: Callable[[str], bool] = _always


def _shape(kind: str, pattern: str, valid: Callable[[str], bool] = _always, *, fold: bool = False) -> Shape:
    return Shape(kind, re.compile(pattern, re.IGNORECASE if fold else 0), valid)


def _cued(kind: str, cue: str, value: str, valid: Callable[[str], bool] = _always) -> Shape:
    """A value that counts only after its cue; the cue in any case, the value as written."""
    return Shape(kind, re.compile(rf"(?i:(?<![A-Za-z])(?:{cue}){_NUMBER})(?P<v>{value})(?![A-Za-z0-9])"), valid)


def _has_digits(least: int) -> Callable[[str], bool]:
    return lambda value: sum(char.isdigit() for char in value) >= least


_MONTHS = frozenset(
    {"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC", "AND", "THE", "FOR"}
)


def _is_mark(value: str) -> bool:
    """A current registration mark, not letters that end in a month ("IT12 APR")."""
    return value[-3:] not in _MONTHS


def _is_postcode(value: str) -> bool:
    """A postcode, not an ordinal after a letter and a digit ("A1 2nd")."""
    inward = value.replace(" ", "")[-3:]
    ordinal = {"1": "ST", "2": "ND", "3": "RD"}.get(inward[0], "TH")
    return value == value.upper() or (value == value.lower() and inward[1:].upper() != ordinal)


def is_phone(value: str) -> bool:
    """A United Kingdom number by its length and grouping, and not a published helpline."""
    groups = [len(group) for group in re.findall(r"\d+", value)]
    digits = re.sub(r"\D", "", value)
    if value.startswith("+") or digits.startswith("0044"):
        digits = "0" + re.sub(r"^(?:00)?440?", "", digits)
    whole = len(digits) == 11 or (len(digits) == 10 and groups in ([5, 5], [6, 4], [4, 6], [4, 3, 3]))
    return whole and digits[1] in "12378" and not is_helpline(digits)


def is_private_site(value: str) -> bool:
    """A web address that is not a public body's own."""
    return not is_public_site(value.rstrip(".,;:!?"))


_MEASURES = r"(?:kilo)?met(?:re|er)s?|miles?|yards?|feet|minutes?|hours?|days?|weeks?|months?|years?"
"""What a number counts that is of no house, before "of": "WITHIN 100 METRES OF Place 4"; not "12 Miles Close"."""
_STREET = (
    r"Street|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Way|Court|Crescent|Terrace|Gardens|Gdns|Grove|Square|Walk|Mews"
    r"|Row|Parade|Green|Rise|View|Place|Hill|Gate|Quay|Wharf|Fold|Croft|Yard"
)
_REFERENCE = r"[A-Z0-9][A-Z0-9/.\\-]{3,18}[A-Z0-9]"

SHAPES: tuple[Shape, ...] = (
    _shape("nhs_number", r"(?<![\w.-])\d{3}[ .-]\d{3}[ .-]\d{4}(?![\w-])", checksums.nhs_number_ok),
    _cued("nhs_number", r"NHS|N\.H\.S\.?|National Health Service", r"\d{3}[ .-]?\d{3}[ .-]?\d{4}"),
    _cued("chi", r"CHI|Community Health Index", r"\d{6}[ -]?\d{4}"),
    _shape("nino", r"(?<!\w)[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d](?!\w)", checksums.nino_ok),
    _shape("upn", r"(?<!\w)[A-Z]\d{11}[0-9A-Z](?!\w)", checksums.upn_ok),
    _cued("upn", r"UPN|Unique pupil", r"[A-Z]\d{11}[0-9A-Z]"),
    _shape("pnc", r"(?<![\w/])(?:19|20)?\d{2}/\d{4,7}[A-Z](?![\w/])", checksums.pnc_ok),
    _cued("pnc", r"PNC(?: ID)?|Police National Computer", r"(?:19|20)?\d{2}/\d{1,7}[A-Z]"),
    _cued("cro", r"CRO|Criminal Records? Office", r"(?:SF ?)?\d{1,6}/\d{1,6}[A-Z]"),
    _cued("custody_reference", r"custody(?: record| log)?", _REFERENCE, _has_digits(4)),
    _cued(
        "crime_reference",
        r"crime(?: report| record)?|incident(?: log| report)?|CAD|occurrence|police log",
        _REFERENCE,
        _has_digits(4),
    ),
    _shape("case_number", r"(?<!\w)[A-Z]{2}\d{2}[A-Z]\d{5}(?!\w)"),
    _shape("case_number", r"(?<!\w)T\d{8}(?!\w)"),
    _cued(
        "social_care_id",
        r"(?:Mosaic|Liquid ?logic|Framework-?i|CareFirst|LCS|ICS|RiO|SystmOne)(?: person| client)?|social care",
        r"\d{5,10}",
    ),
    _cued("hcpc", r"HCPC(?: registration)?", r"(?:[A-Z]{2} ?)?\d{5,6}"),
    _shape("swe", r"(?<!\w)SW\d{4,7}(?!\w)"),
    _shape("nmc", r"(?<!\w)\d{2}[A-L]\d{4}[A-Z](?!\w)"),
    _cued("gmc", r"GMC(?: registration)?|General Medical Council", r"\d{7}"),
    _cued("urn", r"URN|school unique reference", r"\d{6}"),
    _cued("passport", r"passport", r"[A-Z]{0,2}\d{6,9}"),
    _cued("home_office", r"Home Office", r"[A-Z]\d{6,8}(?:/\d{1,3})?"),
    _shape("driver_number", r"(?<!\w)[A-Z9]{5}\d{6}[A-Z9]{2}[A-Z0-9]{3}(?!\w)", checksums.driver_number_ok),
    _shape("vehicle", r"(?<![\w/])[A-HJ-PR-Y]{2}\d{2} [A-HJ-PR-Z]{3}(?![\w/])", _is_mark),
    _cued(
        "vehicle", r"registration(?: mark)?|VRM|number plate|reg", r"[A-Z]{1,3} ?\d{1,4} ?[A-Z]{0,3}", _has_digits(1)
    ),
    _shape("postcode", r"(?<![\w/])[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}(?![\w/])", _is_postcode, fold=True),
    _shape(
        "phone",
        r"(?<![\w.,/£$€-])(?:(?:\+|00)44[ .()-]{0,3}(?:0[ )]{0,2})?|\(?0)[12378]"
        r"\d?(?:[ ().-]{0,2}\d){7,9}(?![\w/]|[.,-]\d)",
        is_phone,
    ),
    _shape("email", r"(?<![\w.])[\w.+'%-]{1,254} ?(?:@|\[at\]|\(at\)) ?[\w-]+(?:\.[\w-]+)+"),
    _shape("url", r"(?<![\w@./])(?:https?://|www\.)[^\s<>\"')\]}]+", is_private_site, fold=True),
    _shape("url", r"(?<![\w@./])(?:facebook|twitter|instagram|tiktok|snapchat|linkedin)\.com/[^\s<>\"]+", fold=True),
    _shape("handle", r"(?<![\w@./])@[A-Za-z_][A-Za-z0-9_.]{1,28}[A-Za-z0-9_](?![\w@])"),
    _shape(
        "address",
        r"(?<![\w./-])(?:Flat \d{1,3}[A-Za-z]?,? )?(?!(?:19|20)\d\d )\d{1,3}(?:-\d{1,3})?[A-Za-z]?,? "
        rf"(?!(?i:{_MEASURES}) (?i:of|from|away|to) )(?:[A-Z][\w'’-]+ ){{1,3}}(?:{_STREET})\b",
    ),
)
