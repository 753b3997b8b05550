"""What stands in place of an identifier."""

from __future__ import annotations

from redactor.case.schema import Case
from redactor.lexicon.dates import age_phrase, month_year, written_dates
from redactor.lexicon.labels import LABELS
from redactor.model import Finding
from redactor.profiles.schema import Profile


def identifier_text(finding: Finding, written: str, *, case: Case | None, profile: Profile) -> str:
    """Return the fixed label of an identifier, or what the destination allows in its place.

    Args:
        finding: The finding; its ``kind`` chooses the label.
        written: The text it covers.
        case: Its incident date turns a date of birth into an age, where the profile allows.
        profile: The destination.

    Returns:
        A label such as "[NHS number]"; for a date of birth "[date of birth: aged 5 months at the incident]" where the
        profile allows it; for a date of an event "March 2011" where the profile asks for it.
    """
    if finding.kind == "date" and profile.event_dates == "month":
        return month_year(written) or LABELS["date"]
    if finding.kind == "date_of_birth" and profile.ages_for_birth_dates and case and case.incident:
        dates = written_dates(written)
        if len(dates) == 1 and dates[0].precision == "day" and dates[0].date <= case.incident:
            return f"[date of birth: {age_phrase(dates[0].date, case.incident)} at the incident]"
    return LABELS.get(finding.kind, LABELS["name"])
