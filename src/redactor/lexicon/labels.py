"""What stands in the place of an identifier: one table, kind to fixed label.

A label says what was there and nothing about it. It must be neutral to every
search: no recogniser may find anything in it, nor take it for the cue of what
follows it. ``label_problems`` shows that for any search; each one's tests use it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "nhs_number": "[NHS number]",
        "chi": "[CHI number]",
        "nino": "[National Insurance number]",
        "upn": "[pupil number]",
        "pnc": "[police reference]",
        "cro": "[police reference]",
        "custody_reference": "[custody reference]",
        "crime_reference": "[police reference]",
        "case_number": "[court reference]",
        "social_care_id": "[reference]",
        "hcpc": "[professional registration]",
        "swe": "[professional registration]",
        "nmc": "[professional registration]",
        "gmc": "[professional registration]",
        "urn": "[school reference]",
        "passport": "[passport number]",
        "home_office": "[immigration reference]",
        "driver_number": "[driver number]",
        "vehicle": "[registration]",
        "postcode": "[postcode]",
        "phone": "[telephone]",
        "email": "[email]",
        "url": "[web address]",
        "handle": "[social media name]",
        "date_of_birth": "[date of birth]",
        "date_of_death": "[date of death]",
        "date": "[date]",
        "address": "[address]",
        "identifier": "[reference]",
        "reference": "[reference]",
        "name": "[name]",
    }
)
"""The label of every kind of identifier."""

_CONTEXTS = (
    "{label}",
    "{label}: {label}",
    "{label} {label}",
    "{label}\t{label}\n{label}",
    "Reference: {label}, {label}; {label}.",
    "Seen at {label} on 3 visits; {label} 2 of 3",
    "lives at {label}",
    "Ref: {label}/2",
)


def label_problems(search: Callable[[str], Iterable[object]]) -> tuple[str, ...]:
    """Return the texts made of labels in which ``search`` finds something.

    Args:
        search: Any search over text; whatever it yields counts as found.

    Returns:
        The offending texts, which hold nothing but labels and fixed words; empty
        when the labels are neutral to the search.
    """
    texts = (context.format(label=label) for label in sorted(set(LABELS.values())) for context in _CONTEXTS)
    return tuple(text for text in texts if any(True for _ in search(text)))
