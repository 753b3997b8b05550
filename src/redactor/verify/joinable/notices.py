"""What the list of joinable details tells a person, and whether it holds."""

from __future__ import annotations

from collections.abc import Sequence

from redactor.model import JoinableDetail, Notice
from redactor.profiles.schema import Profile
from redactor.verify.joinable.details import unsettled
from redactor.verify.knowledge import Knowledge

_STEP = (
    "Look at the list in the report. For each write a row into confidential/decisions.csv "
    "(document,place,text,action,value,reason): generalise it with other words, or accept it with the reason."
)


def notices(
    details: Sequence[JoinableDetail], knowledge: Knowledge | None, profile: Profile | None
) -> tuple[Notice, ...]:
    """Say how many details are on no record; with a case they hold where the profile asks for a record.

    Args:
        details: As ``joinable_details`` lists them.
        knowledge: The case or glossary.
        profile: The destination's rules.
    """
    left = unsettled(details)
    if not left:
        return ()
    count = "1 detail" if len(left) == 1 else f"{len(left)} details"
    message = f"{count} that a stranger could join with what is known elsewhere"
    wanted = profile is not None and profile.joinable_details == "record"
    holds = wanted and knowledge is not None and knowledge.full_rules
    places = "; ".join(list(dict.fromkeys(item.place for item in left))[:5])
    return (Notice(message, place=places, holds=holds, next_step=_STEP if wanted else ""),)
