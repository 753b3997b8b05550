"""Words of postal addresses: kinds of street, what is none, town and county lines."""

from __future__ import annotations

import csv
from functools import lru_cache

import regex

from redactor.resources import resource

STRONG = (
    "Road|Rd|Street|Avenue|Ave|Close|Crescent|Cres|Gardens|Gdns|Terrace|Drive|Lane|Grove|Mews"
    "|Boulevard|Parade|Esplanade"
    "|Embankment|Wynd|Brae|Cottages|Villas|Buildings|Broadway|Crofts?|Mansions|Garth|Alley|Walks?|Rise"
)
"""Words that make a street of the name before them, even in running text."""

WEAK = (
    "Court|Way|Place|Park|Square|Row|Hill|View|House|Green|Heath|Meadows?|Vale|Fold|End|Gate|Wharf"
    "|Quay|Estate|Bank|Mount|Ridge|Yard|Circus"
    "|Common|Dale|Fields?|Orchard|Mead|Chase|Approach|Promenade|Loan|Bridge|Cross|Corner|Hey|Nook"
    "|Spinney|Copse|Woods?|Towers?|Lodge|Cottage"
    "|Point|Path|Side|Parkway|Farm|Barn|Mill|Hall|Heights|Reach|Bungalows?|Apartments|Flats|Drove"
    "|Leas?|Warren|Paddocks?|Hollow|Brow|Butts"
    "|Acres?|Drift|Forge|Vicarage|Rectory"
)
"""Words that mean other things as well: they need a place word before or an address after."""

SHORT = "St|Dr|Pl|Ct|Cl|Av|Sq|Ln|Terr|Cresc|Gdn|Grn|Pk|Bldgs|Est"
"""Abbreviations: they need a place word before or an address after."""

KIND_WORDS = frozenset(
    written.casefold()
    for kind in f"{STRONG}|{WEAK}|{SHORT}".split("|")
    for written in ({kind[:-2], f"{kind[:-2]}s"} if kind.endswith("s?") else {kind})
)
"""All of them as ``Needs.words``: a street ends in one, with a blank before it and no letter behind."""

KIND = regex.compile(rf"\b(?:{STRONG}|{WEAK}|{SHORT})\b")

_NO_STREET = regex.compile(
    r"(?:high|crown|county|family|magistrates'?|supreme|coroner'?s'?|criminal|youth|appeals?"
    r"|divisional|registry) (?:court|place|house|gate)"
    r"|(?:.* )?(?:cases?|reviews?|reports?|plans?|panels?|conferences?|assessments?|services?|orders?"
    r"|recommendations?|findings?|analysis|lessons"
    r"|safeguarding|protection|agency|agencies|children|children's|child's|childs|parents?|parent's"
    r"|professionals?|meeting|strategy|legal"
    r"|minutes?|mins|hours?|miles?|metres?|yards|days?|weeks?|months?|years?|bedroom|bed|people"
    r"|different|times|this|that|their|his|her|every"
    r"|other|same|only|right|wrong|best|another|either|each) \w+",
    regex.IGNORECASE,
)
_PUBLIC = frozenset(
    {
        "great ormond street",
        "downing street",
        "harley street",
        "coronation street",
        "fleet street",
        "wall street",
        "sesame street",
    }
)
_GENERIC = frozenset(
    {
        "high street",
        "main street",
        "main road",
        "side street",
        "side road",
        "the street",
        "the road",
        "the lane",
        "the close",
        "the drive",
        "the avenue",
        "the park",
        "the house",
        "the court",
        "the square",
    }
)
_INSTITUTION = regex.compile(
    r"(?:'s)?[ \t]{1,2}(?:[A-Z][\w'.]{1,20}[ \t]){0,3}(?:Hospital|School|Surgery|Nursery|Nurseries"
    r"|Clinic|Primary|Junior|Infants?'?|Secondary"
    r"|Academy|College|Medical|Health|Practice|Children'?s|Police|Family|Community|Day|Resource"
    r"|Hostel|Refuge|Centre|Center|Hospice|Church"
    r"|Library|Mosque|Pre-?school|Playgroup|Unit|Ward|GP|Doctors|Pharmacy|Contact|Prison)\b"
)
_NUMBERED_THING = regex.compile(
    r"(?:\b(?:chapters?|sections?|parts?|tables?|figures?|appendix|annex|pages?|paragraphs?|paras?"
    r"|recommendations?|standards?|steps?|questions?"
    r"|items?|actions?|versions?|ward|hospital|school|child|sibling|adult|year|level|tier|stage"
    r"|phase|grade|week|day|month|band|rule|article"
    r"|regulation|schedule|clause|box|pp?|v|sw|hv|gp|pc)\b\.?|[£$€#§])[ ]?$",
    regex.IGNORECASE,
)
_YEAR = regex.compile(r"(?:19|20)[0-9]{2}")
_COUNTY = regex.compile(r"(?:[a-z]+ )?[a-z]{3,}shire")


def is_no_street(street: str) -> bool:
    """Whether a run of words that ends in a kind of street is something else ("High Court", "Great Ormond Street")."""
    words = " ".join(street.split()).casefold()
    return words in _PUBLIC or _NO_STREET.fullmatch(words) is not None


def is_generic(street: str) -> bool:
    """Whether the street is nowhere in particular without a number ("High Street")."""
    return " ".join(street.split()).casefold() in _GENERIC


def names_institution(text: str, end: int) -> bool:
    """Whether what follows makes the street's name that of a school, surgery or hospital."""
    return _INSTITUTION.match(text, end) is not None


def is_numbered_thing(text: str, start: int, number: str) -> bool:
    """Whether the number belongs to the word before it ("Section 2", "Hospital 1") or is a year."""
    return _NUMBERED_THING.search(text[max(0, start - 24) : start]) is not None or _YEAR.fullmatch(number) is not None


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    with resource("glossaries", "uk-towns.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["name"].casefold() for row in csv.DictReader(file))


def is_town(part: str) -> bool:
    """Whether a part of an address is a town or county by name."""
    words = " ".join(part.split()).strip(" .,").casefold()
    return words in _places() or _COUNTY.fullmatch(words) is not None
