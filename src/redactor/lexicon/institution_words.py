"""What institutions end in, and the words before it that give them no name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from redactor.lexicon.presence import folded
from redactor.lexicon.role_text import word_set

KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Hospital": (
            *("hospital", "general hospital", "community hospital", "cottage hospital", "children's hospital"),
            *("district general hospital", "university hospital", "royal infirmary", "infirmary", "hospice"),
            *("children's hospice", "maternity hospital", "women's hospital", "birth centre", "maternity unit"),
        ),
        "Ward": ("ward", "children's ward"),
        "Primary School": (
            *("primary school", "infant school", "infants' school", "infants school", "junior school", "first school"),
            *("primary academy", "junior and infant school", "c of e primary school", "catholic primary school"),
            *("community primary school", "infant and nursery school", "junior mixed infant school", "primary"),
        ),
        "Secondary School": (
            *("secondary school", "high school", "comprehensive school", "comprehensive", "grammar school"),
            *("upper school", "middle school", "academy", "community college", "girls' school", "boys' school"),
            *("community school", "technology college", "sports college", "secondary modern school"),
        ),
        "Special School": ("special school", "pupil referral unit", "residential school", "boarding school"),
        "School": ("school", "prep school", "preparatory school", "free school"),
        "College": ("college", "sixth form college", "sixth form", "university"),
        "Nursery": (
            *(
                "nursery",
                "day nursery",
                "nursery school",
                "pre-school",
                "preschool",
                "playgroup",
                "pre-school playgroup",
            ),
            *(
                "kindergarten",
                "private day nursery",
                "children's nursery",
                "daycare",
                "day care nursery",
                "toddler group",
            ),
        ),
        "GP Practice": (
            *("surgery", "medical centre", "medical practice", "group practice", "gp practice", "family practice"),
            *("gp surgery", "doctors' surgery", "medical group", "practice", "health practice", "medical surgery"),
        ),
        "Health Centre": ("health centre", "clinic", "walk-in centre", "dental practice", "dental surgery", "pharmacy"),
        "Children's Centre": (
            *("children's centre", "family centre", "youth centre", "community centre", "contact centre", "youth club"),
            *("family hub", "sure start centre", "sure start children's centre", "neighbourhood centre"),
        ),
        "Children's Home": (
            *("children's home", "residential home", "residential unit", "residential children's home", "care home"),
            *(
                "secure unit",
                "secure children's home",
                "nursing home",
                "mother and baby unit",
                "secure training centre",
            ),
        ),
        "Hostel": ("hostel", "refuge", "women's refuge", "hotel", "guest house"),
        "Prison": (
            "prison",
            "young offender institution",
            "young offenders institution",
            "young offenders' institution",
        ),
        "Police Station": ("police station",),
        "Court": ("county court", "crown court", "magistrates' court", "magistrates court", "family proceedings court"),
        "Place of Worship": (
            "parish church",
            "baptist church",
            "methodist church",
            "church",
            "mosque",
            "gurdwara",
            "temple",
        ),
    }
)
"""Code prefix → what a name of that kind ends in, in lower case."""


@cache
def _prefixes() -> Mapping[str, str]:
    return MappingProxyType({kind: prefix for prefix, kinds in KINDS.items() for kind in kinds})


def kind_prefix(written: str) -> str:
    """The code prefix of a kind as written: ``"Infants’ School" → "Primary School"``."""
    flat = " ".join(folded(written).replace("’", "'").replace("ʼ", "'").split())
    table = _prefixes()
    if flat in table:
        return table[flat]
    return next(prefix for kind, prefix in table.items() if kind.replace("'", "") == flat.replace("'", ""))


LINKS = word_set("of the and & de le in on upon under by cum with la")

VERY_STRICT = word_set("practice clinic primary comprehensive refuge hostel prison university temple pharmacy") | {
    "sixth form",
    "residential unit",
    "secure unit",
    "crown court",
    "county court",
}
"""Kinds before which ordinary words alone are no name ("Best Practice")."""

STRICT = VERY_STRICT | word_set("academy college church hotel school surgery hospital infirmary")
"""Kinds before which one ordinary word is a name only within a sentence ("at Meadow School")."""

LENGTHS = frozenset({"long stay ward", "short stay ward", "long stay unit", "short stay unit"})
"""Wards of which only the kind is said."""

GENERIC = word_set(
    "general local primary secondary junior infant infants first middle upper high lower special mainstream "
    "residential boarding day night independent private state public maintained community comprehensive grammar "
    "modern free foundation voluntary aided catholic roman rc ce church england c e faith nursery maternity "
    "antenatal postnatal post-natal labour delivery paediatric paediatrics surgical acute psychiatric mental "
    "medical emergency trauma orthopaedic neonatal intensive mixed female male women men girls boys children "
    "childrens babies open closed locked secure adult elderly older isolation observation admissions stroke "
    "teaching district regional royal university nhs trust hospital hospitals clinic gp health family dental "
    "main other nearest different another same new old next previous current former own named good best poor safe "
    "effective multi multi-agency working social work clinical professional national large small big specialist "
    "early years pre after before summer winter sunday saturday school schools college academy training secure "
    "court crown county city town village borough electoral council black african muslim christian young offender "
    "offenders police drop-in well baby immunisation asthma eye ear sexual gum outpatient out-patient follow-up "
    "child-health a&e ante-natal urgent care walk-in out hours central joint single each every any no which what "
    "this that these those said attended at from near number year years key stage reception sixth form sure start "
    "private supported temporary bail women's domestic abuse homeless care nursing mother father sibling brother "
    "sister step half adult person neighbour hospital's practice practices evidence-based current reflective poor "
    "whole outstanding failing busy large our my your"
)
"""Words that describe a kind and give it no name of its own."""
